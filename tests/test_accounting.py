"""Clause accounting: what became of each clause, and everything that can be amiss with it."""

import sys
from dataclasses import replace

import pytest
from rexian.accounting import accounts, faults, tells_apart, totals
from rexian.assess.declarations import Assessment, Exclusion, at, by, by_reading, named_only, ratio
from rexian.document import Channels, Document, Edition, Prefix
from rexian.duties import schedule
from rexian.duties.declare import every_day, every_week
from rexian.duties.duty import duty
from rexian.facts import difficult, kind
from rexian.forms import Form, FormField
from rexian.jurisdictions import Jurisdiction, Layer
from rexian.model.terms import Term
from rexian.rules.readings import Reading
from rexian.rules.rule import art, limit, value
from rexian.worktime.period import working_days

SIGN = limit("sign.all", working_days(1), per=art("1"))
ENTRY = '[[clause]]\nid = "{id}"\nlocator = "{id}"\nkind = "{kind}"\n{more}\n'


@pytest.fixture
def index(tmp_path, monkeypatch):
    """Make a package whose index has these clauses, each given as its kind and further lines."""

    def make(**clauses):
        name = f"rexian_index_{tmp_path.name}".replace("-", "_")
        home = tmp_path / name
        home.mkdir()
        (home / "__init__.py").touch()
        entries = [
            ENTRY.format(id=clause, kind=told[0], more="\n".join(told[1:]))
            for clause, told in clauses.items()
        ]
        (home / "clauses.toml").write_text("".join(entries), encoding="utf-8")
        monkeypatch.syspath_prepend(tmp_path)
        sys.modules.pop(name, None)
        return name

    return make


@pytest.fixture
def town(index):
    """Make a jurisdiction of these rules and this index."""

    def make(*rules, clauses, readings=(), channels=None, **said):
        document = Document(
            id="town", title="town", title_en="town", number="1", issuer="town",
            place=("town", "town"), editions=(Edition("1"),),
        )  # fmt: skip
        package = index(**clauses)
        layer = Layer(document, channels or Channels(), tuple(readings), rules, package)
        return Jurisdiction((replace(layer, **said),))

    return make


def reading(**more):
    return Reading(
        id="r", zh="读", en="read", choices=(Term("a", "甲", "a"), Term("b", "乙", "b")),
        default="a", why=("因", "so"), **{"per": art("1"), **more},
    )  # fmt: skip


READING = reading()


def test_what_a_rule_cites_is_accounted_for_and_executable(town):
    [account] = accounts(town(SIGN, clauses={"art1": ["rule"]}))
    assert (account.jurisdiction, account.clause.id) == ("town", "art1")
    assert [(tie.kind, tie.id) for tie in account.ties] == [("rule", "sign.all")]
    assert account.accounted
    assert account.executable


@pytest.mark.parametrize("why", ['because = "purpose"', 'core = "event.closed"'])
def test_what_has_a_reason_is_accounted_for_only(town, why):
    place = town(clauses={"art1": ["reference", why]})
    [account] = accounts(place)
    assert account.accounted
    assert not account.executable
    assert list(faults(place)) == []


def test_what_has_neither_is_open(town):
    place = town(clauses={"art1": ["duty"]})
    assert not accounts(place)[0].accounted
    assert list(faults(place)) == ["art1: nothing cites it, and no reason says why"]


@pytest.mark.parametrize("kind", ["rule", "duty", "reference"])
def test_what_is_not_yet_modelled_is_open_work_and_no_fault(town, kind):
    place = town(SIGN, clauses={"art1": ["rule"], "art2": [kind, 'because = "not_yet_modelled"']})
    sums = totals(accounts(place))
    assert (sums["total"], sums["accounted"], sums["executable"]) == (2, 1, 1)
    assert [a.clause.id for a in accounts(place) if not a.accounted] == ["art2"]
    assert list(faults(place)) == []


def test_what_is_modelled_no_longer_says_that_it_is_not(town):
    place = town(SIGN, clauses={"art1": ["rule", 'because = "not_yet_modelled"']})
    assert list(faults(place)) == ["art1: rule sign.all cites it, so no reason is to be given"]


def test_a_reading_counts_where_something_asks_it(town):
    rule = limit("sign.all", working_days(1), when=READING.is_("a"), per=art("2"))
    clauses = {"art1": ["rule"], "art2": ["rule"]}
    assert accounts(town(rule, clauses=clauses, readings=[READING]))[0].executable


def test_a_reading_that_nothing_asks_does_not(town):
    place = town(clauses={"art1": ["rule"]}, readings=[READING])
    assert not accounts(place)[0].executable
    assert list(faults(place)) == ["art1: nothing that cites it can change an answer"]


ASKING = {
    "the month of an indicator": {
        "assessment": Assessment(
            indicators=(
                ratio(
                    "share", zh="率", en="share", of=difficult, among=~difficult, per=art("2"),
                    month=by_reading(READING, a=at("dispatch_at"), b=at("first_dispatch_at")),
                ),
            )
        )
    },
    "what an indicator counts": {
        "assessment": Assessment(
            indicators=(
                ratio(
                    "share", zh="率", en="share", of=READING.is_("a"), among=difficult,
                    per=art("2"), month=by(at("dispatch_at")),
                ),
            )
        )
    },
    "what an indicator leaves out": {
        "assessment": Assessment(
            indicators=(
                ratio(
                    "share", zh="率", en="share", of=difficult, among=~difficult, per=art("2"),
                    month=by(at("dispatch_at")),
                    excluding=Exclusion("counted_in_assessment", READING.is_("b")),
                ),
            )
        )
    },
    "a rule on units": {
        "assessment": Assessment(
            units=(value("assessment_use.x", {}, when=READING.is_("b"), per=art("2")),)
        )
    },
    "when a duty falls due": {
        "duties": (
            duty(
                "d", schedule.ByReading(READING, {"a": every_day(), "b": every_week()}), zh="任务",
                en="duty", who="unit_head", per=art("2"),
            ),
        )
    },
}  # fmt: skip


@pytest.mark.parametrize("said", ASKING.values(), ids=ASKING)
def test_what_else_may_ask_a_reading(town, said):
    place = town(clauses={"art1": ["rule"], "art2": ["rule"]}, readings=[READING], **said)
    assert accounts(place)[0].executable


def test_a_figure_that_tickets_cannot_give_is_not_executable(town):
    figure = named_only("share", zh="率", en="share", per=art("1"), note=("无", "none"))
    place = town(clauses={"art1": ["rule"]}, assessment=Assessment(indicators=(figure,)))
    [account] = accounts(place)
    assert account.accounted
    assert not account.executable


def test_a_prefix_counts_where_a_number_would_else_be_taken_for_another(town):
    prefixes = (Prefix("DH", ("wechat",), art("1")), Prefix("DHX", ("wechat",), art("2")))
    [layer] = town(clauses={"art1": ["rule"], "art2": ["rule"]}, channels=Channels(prefixes)).layers
    assert tells_apart(layer, "DH")
    assert not tells_apart(layer, "DHX")


FAULTS = {
    "a rule without a clause": (
        {"clauses": {}},
        [limit("sign.all", working_days(1), when=kind.is_("help"), per=())],
        ["rule sign.all cites no clause"],
    ),
    "a duty without one": (
        {
            "clauses": {},
            "duties": (duty("d", every_day(), zh="任务", en="duty", who="unit_head", per=()),),
        },
        [],
        ["duty d cites no clause"],
    ),
    "an indicator without one": (
        {
            "clauses": {},
            "assessment": Assessment(
                indicators=(named_only("s", zh="率", en="share", per=(), note=("无", "none")),)
            ),
        },
        [],
        ["indicator s cites no clause"],
    ),
    "a field without one": (
        {
            "clauses": {"art1": ["rule"]},
            "forms": (
                Form(
                    id="slip", zh="单", en="slip", per=art("1"),
                    fields=(FormField(id="name", zh="姓名", en="name", per=()),),
                ),
            ),
        },
        [],
        ["form_field slip.name cites no clause"],
    ),
    "a reading without one": (
        {"clauses": {}, "readings": [reading(per=())]},
        [],
        ["reading r cites no clause"],
    ),
    "a reason for what a rule implements": (
        {"clauses": {"art1": ["rule", 'because = "purpose"', 'note_zh = "注"', 'note_en = "n"']}},
        [SIGN],
        ["art1: rule sign.all cites it, so no reason is to be given"],
    ),
    "what core does and a rule too": (
        {"clauses": {"art1": ["rule", 'core = "event.signed"']}},
        [SIGN],
        ["art1: rule sign.all cites it, so no reason is to be given"],
    ),
    "a rule set aside without a word": (
        {"clauses": {"art1": ["rule", 'because = "conduct"']}},
        [],
        ["art1: a rule that nothing implements needs a note"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("said", "rules", "told"), FAULTS.values(), ids=FAULTS)
def test_what_is_amiss(town, said, rules, told):
    assert list(faults(town(*rules, **said))) == told


def test_totals(town):
    place = town(
        SIGN,
        clauses={
            "art1": ["rule"], "art2": ["rule"], "art3": ["duty", 'because = "conduct"'],
            "art4": ["reference", 'because = "purpose"'],
        },
    )  # fmt: skip
    assert totals(accounts(place)) == {
        "total": 4,
        "accounted": 3,
        "executable": 1,
        "by_kind": {
            "rule": {"total": 2, "accounted": 1, "executable": 1},
            "duty": {"total": 1, "accounted": 1, "executable": 0},
            "reference": {"total": 1, "accounted": 1, "executable": 0},
        },
    }
