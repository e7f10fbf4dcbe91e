"""Hearing: which rules speak on a case, and why the others do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rexian.analysis.hearing import Standing, by_reading, hear, truth
from rexian.explain import Ruler, view_of
from rexian.facts import calls, difficult, findings, kind
from rexian.model.case import read_case
from rexian.model.terms import Term
from rexian.questions.clocks import CLOSE
from rexian.questions.escalation import SUPERVISION
from rexian.rules.readings import Reading
from rexian.rules.rule import limit, value
from rexian.worktime.period import working_days

TWO, FIVE = working_days(2), working_days(5)
SHORT = Reading(
    id="short", zh="短", en="short", per=(), why=("因", "because"), default="no",
    choices=(Term("yes", "是", "yes"), Term("no", "否", "no")),
)  # fmt: skip


@pytest.fixture
def heard(enact, chinese_days):
    """Return how each rule stands to a case, by its own name, in the order told."""

    def of(*rules, part=CLOSE.parts[0], ticket=None, **more):
        place = enact(*rules, **more)
        view = view_of(
            read_case({"ticket": ticket or {"kind": "inquiry"}}), Ruler(place, chinese_days)
        )
        return {
            (each.enacted.layer, each.enacted.rule.id.rpartition(".")[2]): each
            for each in hear(view.plan, view.state, part)
        }

    return of


def test_one_decides_and_the_others_say_what_stands_against_them(heard):
    found = heard(
        limit("close.help", FIVE, when=kind.is_("help"), per=()),
        limit("close.inquiry", TWO, when=kind.is_("inquiry"), per=()),
    )
    assert [each.standing for each in found.values()] == [Standing.DECIDES, Standing.UNMET]
    assert found["town", "help"].against == ("kind = inquiry",)


def test_a_rule_yields_to_the_one_that_goes_over_it(heard):
    found = heard(
        limit("close.all", FIVE, per=()),
        limit("close.inquiry", TWO, when=kind.is_("inquiry"), per=(), over=("close.all",)),
    )
    assert found["town", "all"].standing is Standing.YIELDS
    assert [each.rule.id for each in found["town", "all"].to] == ["close.inquiry"]


def test_a_rule_above_is_heard_but_the_nearer_document_answers(heard, enact):
    city = enact(limit("close.all", FIVE, per=()), name="city")
    own = limit("close.inquiry", TWO, when=kind.is_("inquiry"), per=())
    assert heard(own, under=city)["city", "all"].standing is Standing.ABOVE
    spoken = heard(own, under=city, ticket={"kind": "help"})
    assert spoken["city", "all"].standing is Standing.DECIDES


def test_a_clash_and_the_one_that_is_followed(heard):
    rules = (
        limit("close.all", FIVE, per=()),
        limit("close.inquiry", TWO, when=kind.is_("inquiry"), per=(), followed="因 / because"),
    )
    found = heard(*rules)
    assert found["town", "inquiry"].standing is Standing.FOLLOWED
    assert found["town", "all"].standing is Standing.CLASHES


def test_what_hangs_on_an_unknown_fact_is_open(heard):
    found = heard(
        limit(
            "close.hard", FIVE, when=difficult & kind.is_("inquiry"), per=(), over=("close.all",)
        ),
        limit("close.all", TWO, per=()),
        limit("close.help", TWO, when=kind.is_("help") & difficult, per=()),
    )
    assert found["town", "hard"].standing is Standing.OPEN
    assert found["town", "hard"].hangs_on == ("difficult",)
    assert found["town", "all"].hangs_on == ("difficult",)
    assert found["town", "help"].standing is Standing.UNMET


def test_one_that_only_another_reading_would_let_speak(heard):
    found = heard(limit("close.short", TWO, when=SHORT.is_("yes"), per=()), readings=(SHORT,))
    assert by_reading(found["town", "short"])
    own = heard(limit("close.help", TWO, when=kind.is_("help"), per=()))
    assert not by_reading(own["town", "help"])


def test_every_ground_that_is_met_decides(heard):
    found = heard(
        value("supervision.key", {}, when=findings.has("key_case"), per=()),
        value("supervision.often", {}, when=calls.at_least(3), per=()),
        part=SUPERVISION.parts[0],
        ticket={"findings": ["key_case"], "calls": 3},
    )
    assert [each.standing for each in found.values()] == [Standing.DECIDES] * 2


def test_where_nobody_speaks_nothing_is_heard(heard):
    assert heard(limit("close.all", TWO, per=()), part=SUPERVISION.parts[0]) == {}


CONDITIONS = st.recursive(
    st.sampled_from([difficult, kind.is_("help"), calls.at_least(3), kind.in_("help", "inquiry")]),
    lambda inner: st.one_of(
        st.builds(lambda a, b: a & b, inner, inner),
        st.builds(lambda a, b: a | b, inner, inner),
        st.builds(lambda a: ~a, inner),
    ),
    max_leaves=6,
)
WHOLE = st.fixed_dictionaries(
    {"difficult": st.booleans(), "kind": st.sampled_from(kind.values), "calls": st.integers(1, 5)}
)


@given(CONDITIONS, WHOLE)
def test_of_what_is_known_the_truth_is_told(condition, values):
    assert truth(condition, values) is condition.holds(values)


@given(CONDITIONS, WHOLE, st.sampled_from(["difficult", "kind", "calls"]))
def test_what_is_told_of_a_case_with_an_unknown_holds_whatever_it_is(condition, values, unknown):
    known = truth(condition, {**values, unknown: None})
    assert known in (None, condition.holds(values))
