"""Diff: cell by cell as direct evaluation has it, and grouped by the rules that decide."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rexian.analysis.diff import Differ
from rexian.analysis.relation import Relation
from rexian.analysis.report import told_cells
from rexian.analysis.sides import Side
from rexian.document import Channels
from rexian.facts import calls, channel, difficult, kind, refusal_grounds
from rexian.model.terms import Term
from rexian.questions.extension import cites_basis, pending, states_reason
from rexian.rules.outcomes import Limit, Value
from rexian.rules.plan import narrowed
from rexian.rules.readings import Reading
from rexian.rules.rule import limit, value
from rexian.rules.scalar import evaluate
from rexian.rules.table import Conflict, Decided
from rexian.worktime.period import natural_days, working_days

ART = ("art1",)
SAME, STRICTER, LOOSER = Relation.SAME, Relation.STRICTER, Relation.LOOSER
FIRST, SECOND = Relation.ONLY_FIRST, Relation.ONLY_SECOND
NEITHER = Relation.INCOMPARABLE
LIMITS = [Limit(working_days(3)), Limit(natural_days(4)), Limit(working_days(5))]
TIMES = [Value({"max_times": n}) for n in (1, 2)]
few = settings(max_examples=25, deadline=None)


@pytest.fixture(scope="module")
def differences(judge):
    def find(first, second, part="close"):
        return list(Differ(first, second, judge).differences(lambda _q, p: p.id == part))

    return find


def decided(side, part, case, calendars):
    """The rules by which a case is ruled, and whether they clash, by plain evaluation."""
    state = evaluate(narrowed(side.plan, part), case, (), None, calendars)[part]
    held, clash = set(), False
    for answer in state if isinstance(state, tuple) else (state,):
        if isinstance(answer.decision, Decided):
            held |= {(e.layer, e.rule.id) for e in answer.decision.rules}
        elif isinstance(answer.decision, Conflict):
            clash = True
            held |= {(e.layer, e.rule.id) for e in answer.decision.candidates}
    return frozenset(held), clash


def named(effect):
    return frozenset((e.layer, e.rule.id) for e in effect.rules), effect.conflict


@st.composite
def pairs_of_towns(draw, random, town, part, outcomes):
    """Two towns with rules on a part at random, each under a county half of the time."""
    found = []
    for name in ("one", "other"):
        above = None
        if draw(st.booleans()):
            rules = draw(random.rules(part, outcomes, 3))
            above = town(*rules, name=f"{name}_county").jurisdiction
        found.append(town(*draw(random.rules(part, outcomes)), name=name, under=above))
    return found


@pytest.fixture(params=[("close", LIMITS), ("extension.times", TIMES)], ids=lambda two: two[0])
def pairs(request, random, town):
    """A part that one rule or one of each document decides, and towns with rules on it."""
    part, outcomes = request.param
    return part, pairs_of_towns(random, town, part, outcomes)


def test_every_case_is_in_the_difference_of_the_rules_that_decide_it(
    differences, random, pairs, chinese_days
):
    part, towns = pairs

    @few
    @given(pair=towns)
    def holds(pair):
        told = {}
        for d in differences(*pair, part):
            for case in random.falling(d.grid, d.cells):
                told.setdefault(at(case), []).append((named(d.first), named(d.second)))
        for case in random.cases:
            rules = [decided(side, part, case, chinese_days) for side in pair]
            assert told.get(at(case), []) == ([tuple(rules)] if any(r for r, _ in rules) else [])

    holds()


def at(case):
    return tuple(case.items())


def test_the_second_stands_to_the_first_as_turned_in_every_case(differences, random, pairs):
    part, towns = pairs

    def standing(first, second):
        found = differences(first, second, part)
        return {at(case): d.relation for d in found for case in random.falling(d.grid, d.cells)}

    @few
    @given(pair=towns)
    def holds(pair):
        back = standing(*pair[::-1])
        assert standing(*pair) == {case: relation.turned for case, relation in back.items()}

    holds()


GROUNDS = [Value({}), Value({"strength": "may"}), Value({"strength": "must"})]


def test_each_ground_stands_beside_one_that_says_the_same_or_all_that_turn_on_a_fact_of_its(
    differences, random, town
):
    """Worked out from the conditions alone, ground by ground and case by case."""
    grounds = random.grounds("accept.refuse", GROUNDS)

    @few
    @given(rules=st.tuples(grounds, grounds))
    def holds(rules):
        ours, theirs = (town(*some, name=name) for some, name in zip(rules, "ab", strict=True))
        told = {}
        for d in differences(ours, theirs, "accept.refuse"):
            for case in random.falling(d.grid, d.cells):
                told.setdefault(at(case), []).append([rules_of(d.first), rules_of(d.second)])
        both = [[e.rule for e in side.rules("accept.refuse")] for side in (ours, theirs)]
        for case in random.cases:
            mine, other = ([r for r in some if r.when.holds(case)] for some in both)
            here = told.get(at(case), [])
            assert [[r] for r in mine] == [one for one, _ in here if one]
            assert all(stands_beside(r, others, other) for [r], others in here[: len(mine)])
            alone = [[r] for r in other if not any(related(r, m) for m in mine)]
            assert alone == [others for one, others in here if not one]

    holds()


def rules_of(effect):
    return [enacted.rule for enacted in effect.rules]


def stands_beside(rule, others, met):
    """Whether a ground stands beside what it should, of those of the other side that are met."""
    near = [r for r in met if related(rule, r)]
    alike = [r for r in near if r.outcome == rule.outcome]
    return others == near if not alike else len(others) == 1 and others[0] in alike


def related(one, other):
    asked = [{atom.fact.id for atom in rule.when.atoms()} for rule in (one, other)]
    return bool(asked[0] & asked[1]) or asked == [set(), set()]


def test_of_grounds_that_say_the_same_that_of_the_likest_cases_stands_beside(town, table):
    no_reason, no_basis = pending & ~states_reason, pending & ~cites_basis
    rules = [
        value("extension.bar.reason", {}, when=no_reason, per=ART),
        value("extension.bar.basis", {}, when=no_basis, per=ART),
    ]
    assert {entry[:2]: found for entry, found in table(
        town(*rules), town(*rules[::-1]), "extension.bar"
    ).items()} == {("reason", "reason"): SAME, ("basis", "basis"): SAME}  # fmt: skip


def test_a_ground_that_asks_nothing_stands_beside_one_that_asks_nothing(town, table):
    always = town(value("closure.must_state.all", {"must_state": ("result",)}, per=ART))
    more = town(value("closure.must_state.all", {"must_state": ("result", "time")}, per=ART))
    part = "closure.must_state"
    assert table(always, always, part) == {("all", "all", "always"): SAME}
    assert table(always, more, part) == {("all", "all", "always"): LOOSER}


def test_a_side_is_the_same_as_itself(differences, random, town):
    @few
    @given(
        rules=st.tuples(
            random.rules("close", LIMITS),
            random.rules("extension.times", TIMES),
            random.grounds("accept.refuse", GROUNDS),
        )
    )
    def holds(rules):
        side = town(*rules[0], *rules[1], *rules[2])
        for part in ("close", "extension.times", "accept.refuse"):
            assert {d.relation for d in differences(side, side, part)} <= {SAME}

    holds()


@pytest.fixture
def table(differences):
    """What stands against what in which cases, and how."""

    def tell(first, second, part="close"):
        return {
            (*map(short, (d.first, d.second)), told_cells(first, d.grid, d.cells)["en"]): d.relation
            for d in differences(first, second, part)
        }

    return tell


def short(effect):
    return " + ".join(e.rule.id.rpartition(".")[2] for e in effect.rules)


INQUIRY, HELP = kind.is_("inquiry"), kind.is_("help")


def test_differences_are_grouped_by_the_rules_that_decide(town, table):
    one = town(
        limit("close.inquiry", working_days(2), when=INQUIRY, per=ART),
        limit("close.help", working_days(5), when=HELP, per=ART),
        limit("close.often", working_days(15), when=HELP & calls.at_least(3), over=("close.help",),
              per=ART),
    )  # fmt: skip
    other = town(
        limit("close.inquiry", working_days(3), when=INQUIRY, per=ART),
        limit("close.rest", working_days(10), when=~INQUIRY, per=ART),
    )
    assert table(one, other) == {
        ("inquiry", "inquiry", "kind = inquiry"): STRICTER,
        ("help", "rest", "kind = help and not calls >= 3"): STRICTER,
        ("often", "rest", "kind = help and calls >= 3"): LOOSER,
        ("", "rest", "not kind in {inquiry, help}"): SECOND,
    }


def test_four_natural_days_and_three_working_days_are_told_with_a_start_each_way(town, differences):
    one = town(limit("close.all", natural_days(4), per=ART))
    other = town(limit("close.all", working_days(3), per=ART))
    [found] = differences(one, other)
    assert found.relation is NEITHER
    assert found.compared.earlier.first < found.compared.earlier.second
    assert found.compared.later.first > found.compared.later.second


def test_of_clashing_rules_the_one_followed_is_compared(town, table):
    clash = town(
        limit("close.long", working_days(9), followed="it is special", per=ART),
        limit("close.short", working_days(3), per=ART),
    )
    other = town(limit("close.all", working_days(5), per=ART))
    assert table(clash, other) == {("long + short", "all", "always"): LOOSER}


def test_what_is_answered_no_is_an_answer_only_where_rules_ask(town, table):
    """Where a document asks when a redo is required, a case that meets no rule needs none."""
    asked = town(value("redo_required.x", {"by": "original_unit"}, when=HELP, per=ART))
    more = town(value("redo_required.y", {"by": "original_unit"}, per=ART))
    silent = town()
    part = "redo_required"
    assert table(asked, more, part) == {
        ("x", "y", "kind = help"): SAME,
        ("", "y", "not kind = help"): LOOSER,
    }
    assert table(silent, more, part) == {("", "y", "always"): SECOND}
    assert table(more, silent, part) == {("y", "", "always"): FIRST}


SECRET, LAW = refusal_grounds.has("secret_or_privacy"), refusal_grounds.has("other_law")


def test_a_ground_that_excuses_is_looser_where_the_other_s_list_has_none_like_it(town, table):
    one = town(
        value("accept.refuse.secret", {}, when=SECRET, per=ART),
        value("accept.refuse.law", {}, when=LAW, per=ART),
    )
    other = town(value("accept.refuse.secret", {}, when=SECRET, per=ART))
    part = "accept.refuse"
    assert table(one, other, part) == {
        ("secret", "secret", "refusal_grounds.secret_or_privacy"): SAME,
        ("law", "", "refusal_grounds.other_law"): LOOSER,
    }
    assert table(other, one, part) == {
        ("secret", "secret", "refusal_grounds.secret_or_privacy"): SAME,
        ("", "law", "refusal_grounds.other_law"): STRICTER,
    }
    assert table(one, town(), part)["law", "", "refusal_grounds.other_law"] is FIRST


def test_each_side_is_compared_as_its_text_is_read(town, table):
    reading = Reading(
        id="days", zh="几日", en="days", default="short", per=(), why=("示例", "made up"),
        choices=(Term("short", "短", "short"), Term("long", "长", "long")),
    )  # fmt: skip
    one = town(
        limit("close.short", working_days(2), when=reading.is_("short"), per=ART),
        limit("close.long", working_days(9), when=reading.is_("long"), per=ART),
        readings=[reading],
    )
    other = town(limit("close.all", working_days(5), per=ART))
    assert table(one, other) == {("short", "all", "always"): STRICTER}
    turned = Side(one.jurisdiction, {"days": "long"})
    assert table(turned, other) == {("long", "all", "always"): LOOSER}


def test_a_channel_of_one_s_own_is_compared_like_any_other(town, table):
    square = Channels((), (Term("square", "广场", "square"),))
    one = town(
        limit("close.square", working_days(2), when=channel.is_("square"), per=ART),
        limit("close.rest", working_days(5), when=~channel.is_("square"), per=ART),
        channels=square,
    )
    other = town(limit("close.all", working_days(5), per=ART))
    assert table(one, other) == {
        ("square", "all", "channel = square"): STRICTER,
        ("rest", "all", "not channel = square"): SAME,
    }


def test_only_parts_asked_for_are_compared(judge, town):
    one = town(
        limit("close.a", working_days(2), per=ART), limit("sign.a", working_days(1), per=ART)
    )
    differ = Differ(one, town(), judge)
    found = differ.differences(lambda question, part: question.id == part.id == "sign")
    assert [d.part.id for d in found] == ["sign"]


def test_cells_are_told_apart_by_what_is_noted_too(judge, town):
    one = town(limit("close.a", working_days(2), per=ART))
    differ = Differ(one, one, judge, lambda part: [difficult] if part == "close" else [])
    [found] = differ.differences(lambda _q, part: part.id == "close")
    assert found.cells == found.grid.known
    assert found.cells.bit_count() == 2
