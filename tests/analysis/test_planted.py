"""Planted faults: whatever is spoilt in a copy of a document's plugin is found, and shown.

A rule that is merely another one (a threshold or a period changed) need not be amiss in itself:
`diff` against the original finds it. What contradicts, leaves out, kills or undercuts is found by
`check`.
"""

import importlib.util
import json
import shutil
import sys
from contextlib import contextmanager
from dataclasses import replace
from itertools import product
from types import SimpleNamespace

import pytest
from rexian.analysis.clashes import clashes
from rexian.analysis.dead import dead
from rexian.analysis.diff import Differ
from rexian.analysis.findings import Claim
from rexian.analysis.gaps import gaps
from rexian.analysis.laxer import upper_of
from rexian.analysis.relation import Relation
from rexian.analysis.sides import Side
from rexian.cli.main import main
from rexian.discovery import beside, installed, load
from rexian.explain import Ruler, explain
from rexian.facts import calls, kind
from rexian.jurisdictions import Jurisdiction
from rexian.questions import QUESTIONS
from rexian.rules import plan
from rexian.rules.outcomes import Limit
from rexian.rules.question import Mode
from rexian.rules.rule import limit, value
from rexian.worktime.period import natural_days, working_days

pytestmark = pytest.mark.documents

PROJECT = """
[project]
name = "rexian-planted"
version = "1"

[project.entry-points."rexian.jurisdictions"]
planted = "rexian_planted"
"""


# --- a copied plugin's text is edited, and the command line asked ---


@pytest.fixture
def planted(tmp_path):
    """Copy a document's plugin under a name of its own, with its text edited."""

    @contextmanager
    def plant(name, module, old, new):
        package, copy = f"rexian_{name}", tmp_path / "rexian_planted"
        [source] = importlib.util.find_spec(package).submodule_search_locations
        shutil.copytree(source, copy, ignore=shutil.ignore_patterns("__pycache__"))
        (tmp_path / "pyproject.toml").write_text(PROJECT, encoding="utf-8")
        for file in copy.rglob("*.py"):
            file.write_text(
                file.read_text(encoding="utf-8").replace(package, copy.name), encoding="utf-8"
            )
        edit(copy / "document.py", f'id="{name}"', 'id="planted"')
        edit(copy / f"{module}.py", old, new)
        with beside(tmp_path):
            yield

    return plant


def edit(file, old, new):
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file.name}"
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def run(monkeypatch, capsys):
    def rexian(*arguments):
        monkeypatch.setattr(sys, "argv", ["rexian", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            main()
        out, err = capsys.readouterr()
        assert err == "" or "--cases" in arguments
        return SimpleNamespace(code=left.value.code or 0, out=out)

    return rexian


@pytest.fixture
def check(run, tmp_path):
    """What `rexian check` leaves open of a copied plugin; each has a case file that holds."""

    def ask():
        told = run("check", "-j", "planted", "--json", "--cases", tmp_path / "cases")
        report = json.loads(told.out)["jurisdictions"]["planted"]
        found = [f for f in report["findings"] if f["acknowledged"] is None]
        assert (told.code, report["open"]) == (1 if found else 0, len(found))
        for name in {f"planted-{f['kind']}-{f['part']}" for f in found if f["witness"]}:
            files = list((tmp_path / "cases").glob(f"{name}-*.yaml"))
            assert files
            assert {run("explain", file, "--check").code for file in files} == {0}
        return found

    return ask


@pytest.fixture
def differences(run):
    """What `rexian diff` finds different between an original and its copy on one question."""

    def ask(original, question):
        told = json.loads(run("diff", original, "planted", "--question", question, "--json").out)
        return [d for d in told["differences"] if d["relation"] != "same"]

    return ask


def due(difference, question):
    """Within how many days each side lets a difference's case be done."""
    rulings = difference["witness"]["rulings"]
    return {place: told[question]["outcome"]["limit"]["n"] for place, told in rulings.items()}


def test_a_copy_in_which_nothing_is_spoilt_is_as_its_original(planted, check, differences):
    with planted("yiyang", "deadlines", "限时签收", "限时签收"):
        assert check() == []
        assert differences("yiyang", "close") == []


def test_a_swapped_threshold_is_found_by_diff(planted, check, differences):
    """Hard matters called about twice get 15 working days, those of no kind listed a limit."""
    with planted("yiyang", "deadlines", "calls.at_least(3)", "calls.at_least(2)"):
        assert check() == []  # from two calls on, or three: either is a rule
        found = {relation: [] for relation in ("stricter", "only_planted")}
        for difference in differences("yiyang", "close"):
            found[difference["relation"]].append(difference)
            assert difference["witness"]["case"]["ticket"]["calls"] == 2
        longer = {tuple(due(d, "close").values()) for d in found["stricter"]}
        assert longer == {(2, 15), (5, 15), (10, 15)}
        assert len(found["only_planted"]) == 1


def test_two_swapped_periods_are_found_by_diff(planted, differences):
    days = "working_days(2), working_days(5), working_days(10)"
    with planted("yiyang", "deadlines", days, "working_days(5), working_days(2), working_days(10)"):
        found = {d["when"]["en"]: d for d in differences("yiyang", "close")}
        told = {d["relation"]: tuple(due(d, "close").values()) for d in found.values()}
        assert told == {"stricter": (2, 5), "looser": (5, 2)}


def test_a_kind_left_out_is_found_by_check(planted, check):
    """The limit is used for redoing too, so that both questions lose it."""
    help_kinds = 'kind.in_("help", "suggestion", "opinion")'
    with planted("yiyang", "deadlines", help_kinds, 'kind.in_("help", "suggestion")'):
        found = check()
        assert {(f["kind"], f["part"]) for f in found} == {("gap", "close"), ("gap", "redo")}
        for gap in found:
            assert gap["when"]["en"].startswith("kind = opinion")
            assert gap["witness"]["case"]["ticket"]["kind"] == "opinion"
            assert gap["witness"]["rulings"]["planted"][gap["part"]]["status"] == "silent"


def test_a_bureau_s_longer_limit_is_found_by_check(planted, check):
    """Ten working days in all but inquiries are the city's."""
    old = '"close.other",\n        working_days(10),'
    with planted("nanchang_nrp", "deadlines", old, old.replace("10", "11")):
        [found] = check()
        assert (found["kind"], found["rules"][0]["rule"]) == ("laxer", "close.other")
        assert [rule["rule"] for rule in found["against"]["rules"]] == ["close.other"]
        assert found["starts"]["later"]["first_due_at"] > found["starts"]["later"]["second_due_at"]
        assert due(found, "close") == {"planted": 11, "nanchang_city": 10}


def test_a_bureau_s_second_extension_is_found_by_check(planted, check):
    """The city grants one."""
    once = '{"max_times": 1, "times_strength": "must"}, per=art("8.4.once")'
    with planted("nanchang_amr", "deadlines", once, once.replace("1", "2", 1)):
        [found] = check()
        assert (found["kind"], found["part"]) == ("laxer", "extension.times")
        assert found["rules"][0]["says"]["en"] != found["against"]["rules"][0]["says"]["en"]


def test_a_lost_over_is_found_by_check(planted, check):
    over = 'over=("close.inquiry", "close.help", "close.complaint"),'
    rest = '\n        per=art("13.repeat")'
    with planted("yiyang", "deadlines", over + rest, rest):
        found = check()
        assert {f["kind"] for f in found} == {"conflict"}
        assert {frozenset(r["rule"] for r in f["rules"]) for f in found} == {
            frozenset({"close.repeated", f"close.{name}"})
            for name in ("inquiry", "help", "complaint")
        }
        for conflict in found:
            ruling = conflict["witness"]["rulings"]["planted"]["close"]
            assert ruling["status"] == "conflict"
            assert len(ruling["candidates"]) == 2


def test_a_rule_that_stands_twice_is_found_by_check(planted, check):
    sign = 'limit("sign.all", working_days(1), per=art("13.sign"))'
    with planted("yiyang", "deadlines", sign, f"{sign}, {sign.replace('all', 'again')}"):
        [found] = check()
        assert (found["kind"], found["part"]) == ("overlap", "sign")
        assert {r["rule"] for r in found["rules"]} == {"sign.all", "sign.again"}


def test_a_condition_that_nothing_meets_is_found_by_check(planted, check):
    """A ticket is of one kind; what the rule was for is silent now."""
    help_rule = 'limit("close.help", HELP_DAYS, when=HELP, '
    with planted("yiyang", "deadlines", help_rule, help_rule.replace("HELP,", "HELP & INQUIRY,")):
        found = {f["kind"]: f for f in check()}
        assert found.keys() == {"dead", "gap"}
        assert [rule["rule"] for rule in found["dead"]["rules"]] == ["close.help"]
        assert found["dead"]["witness"] is None
        assert found["gap"]["witness"]["case"]["ticket"]["kind"] == "help"


# --- rules are spoilt one by one in a document's layer, and the engine asked ---


def spoilt(name, rule, *instead):
    """The side of a document in which one rule is replaced by others, or by none."""
    own, *above = load(name).layers
    rules = [new for r in own.rules for new in (instead if r.id == rule.id else (r,))]
    return Side(Jurisdiction((replace(own, rules=tuple(rules)), *above)))


DOCUMENTS = ("nanchang_amr", "nanchang_city", "nanchang_nrp", "shicheng", "yiyang")


def every(number, wanted=lambda _rule: True, places=None):
    """Each so manieth rule of the documents that is wanted."""
    found = [
        pytest.param(name, rule, id=f"{name}-{rule.id}")
        for name in sorted(installed())
        if name in (places or DOCUMENTS)
        for rule in load(name).layers[0].rules
        if wanted(rule)
    ]
    return found[::number]


def part_of(side, rule):
    """The part that a rule answers."""
    return side.plan.parts[answered_by(rule)].part


#: Parts of which every ground that is met counts, so that twice the same is once.
GROUNDS = {p.id for q in QUESTIONS for p in q.parts if p.mode is Mode.GROUNDS}
PARTS = [p.id for q in QUESTIONS for p in q.parts]


def answered_by(rule):
    return plan.part_of(rule.id, PARTS)


@pytest.fixture
def proved(prover):
    """Only those findings that a case shows."""

    def those(found):
        return [f for f in found if prover.witness(f.part, f.grid, f.cells, f.claims)]

    return those


@pytest.fixture
def apart(judge, prover):
    """How two sides differ on a part, each difference shown by a case."""

    def find(first, second, part):
        for d in Differ(first, second, judge).differences(lambda _q, p: p.id == part.id):
            claims = [Claim(first, d.first), Claim(second, d.second)]
            if d.relation is not Relation.SAME and prover.witness(part, d.grid, d.cells, claims):
                yield d

    return find


def ids(enacted):
    return {e.rule.id for e in enacted}


@pytest.mark.parametrize(("name", "rule"), every(4, lambda rule: rule.over))
def test_every_lost_over_makes_rules_clash(name, rule, proved):
    found = proved(clashes(spoilt(name, rule, replace(rule, over=()))))
    assert any(rule.id in ids(f.rules) and ids(f.rules) & set(rule.over) for f in found)


@pytest.mark.parametrize(("name", "rule"), every(14, lambda rule: answered_by(rule) not in GROUNDS))
def test_every_rule_that_stands_twice_overlaps_with_itself(name, rule, proved):
    again = replace(rule, id=f"{rule.id}_again")
    found = proved(clashes(spoilt(name, rule, rule, again)))
    assert any({rule.id, again.id} <= ids(f.rules) and f.kind == "overlap" for f in found)


@pytest.mark.parametrize(("name", "rule"), every(24))
def test_every_rule_whose_condition_nothing_meets_is_dead(name, rule):
    neither = rule.when & kind.is_("help") & kind.is_("praise")
    found = list(dead(spoilt(name, rule, replace(rule, when=neither))))
    assert [ids(f.rules) for f in found] == [{rule.id}]


def is_limit(rule):
    """Whether a rule is a limit that some case is ruled by as the text is read."""
    lost = ("close.mailbox_by_text",)  # another one is followed
    return isinstance(rule.outcome, Limit) and rule.outcome.period.n and rule.id not in lost


@pytest.mark.parametrize(("name", "rule"), every(3, is_limit))
def test_every_limit_made_longer_is_looser_than_its_original(name, rule, five, apart):
    """Where only another reading calls for it, nothing differs as the text is read."""
    side = five[name]
    part = part_of(side, rule)
    period = replace(rule.outcome.period, n=rule.outcome.period.n + 1)
    longer = spoilt(name, rule, replace(rule, outcome=replace(rule.outcome, period=period)))
    found = list(apart(longer, side, part))
    assert {d.relation for d in found} <= {Relation.LOOSER}
    assert bool(found) is (rule.id in ids(e for e in side.rules(part.id) if e.depth == 0))


def names_a_kind(rule):
    """Whether a limit is for some kinds, and goes over none that would answer instead."""
    asked = {atom.fact.id for atom in rule.when.atoms()}
    return isinstance(rule.outcome, Limit) and "kind" in asked and not rule.over


@pytest.mark.parametrize(
    ("name", "rule"), every(1, names_a_kind, ("nanchang_city", "yiyang", "shicheng"))
)
def test_every_kind_left_out_of_a_limit_is_a_gap(name, rule, prover, five):
    """Each kind that a limit is for as the text is read, one after another."""
    side = five[name]
    part = part_of(side, rule)
    for own in [e.rule for e in side.rules(part.id) if e.rule.id == rule.id]:
        for one in kinds_of(own):
            left_out = replace(rule, when=rule.when & ~kind.is_(one))
            assert one in silent_kinds(spoilt(name, rule, left_out), part, prover)


def silent_kinds(side, part, prover):
    """The kinds of which a side is silent as its text is read, each shown by a case."""
    for found in gaps(side):
        if found.part.id == part.id and not found.filled:
            for one in kind.terms.ids:
                cells = found.cells & found.grid.where(kind.is_(one))
                shown = prover.witness(part, found.grid, cells, found.claims)
                if shown is not None and shown.case.ticket["kind"] == one:
                    yield one


def kinds_of(rule):
    """The kinds that a rule's condition leaves open, whatever else it asks."""
    asked = {atom.fact.id: atom.fact for atom in rule.when.atoms()}
    others = [[(name, v) for v in fact.values] for name, fact in asked.items() if name != "kind"]
    ways = [dict(way) for way in product(*others)]
    return [k for k in kind.terms.ids if any(rule.when.holds({**way, "kind": k}) for way in ways)]


def with_limit(name, rule, period):
    """A document in which one limit is another one, and that limit's rule."""
    [old] = [r for r in load(name).layers[0].rules if r.id == rule]
    new = replace(old, outcome=replace(old.outcome, period=period))
    return spoilt(name, old, new)


@pytest.mark.parametrize(
    ("rule", "period", "above"),
    [
        ("close.inquiry", working_days(4), "close.inquiry"),
        ("close.other", natural_days(15), "close.other"),  # mixed: later in an ordinary week
        ("close.four_days", natural_days(5), "close.provincial_line"),
        ("sign.one_hour", working_days(2), "sign.all"),
    ],
)
def test_every_limit_of_a_bureau_beyond_the_city_s_is_found(
    checker, chinese_days, rule, period, above
):
    side = with_limit("nanchang_nrp", rule, period)
    city = upper_of(side)
    found = [
        c
        for c in checker.check(side, city)
        if c.finding.kind == "laxer" and rule in ids(c.finding.rules) and c.reason is None
    ]
    shown = [c for c in found if above in ids(c.finding.claims[1].effect.rules)]
    assert shown
    for c in shown:
        question = c.finding.question
        own, upper = (
            explain(c.witness.case, Ruler(s.jurisdiction, chinese_days))["rulings"][question]
            for s in (side, city)
        )
        assert (own["rule"], upper["rule"]) == (rule, above)
        assert own["outcome"]["limit"]["n"] == period.n
        assert c.finding.compared.later.first > c.finding.compared.later.second


ART = ("art1",)
AMR_CLOSE = ("close.minsheng", "close.on_form", "close.urgent")


def added(name, *rules):
    own, *above = load(name).layers
    return Side(Jurisdiction((replace(own, rules=(*own.rules, *rules)), *above)))


@pytest.mark.parametrize(
    "rule",
    [
        limit("close.slow", working_days(30), when=kind.is_("complaint"), over=AMR_CLOSE, per=ART),
        value("closure.ground.old", {}, when=calls.at_least(9), per=ART),
        value("accept.refuse.old", {}, when=calls.at_least(9), per=ART),
        value("counted_in_assessment.old", {}, when=calls.at_least(9), per=ART),
        limit("redo.slow", working_days(11), when=kind.is_("complaint"), per=ART),
    ],
    ids=lambda rule: rule.id,
)
def test_every_rule_by_which_a_bureau_lets_more_through_is_found(checker, rule):
    side = added("nanchang_amr", rule)
    found = {
        c.finding.rules[0].rule.id: c.witness
        for c in checker.check(side, upper_of(side))
        if c.finding.kind == "laxer" and c.reason is None
    }
    assert found.keys() == {rule.id}
    assert found[rule.id] is not None
