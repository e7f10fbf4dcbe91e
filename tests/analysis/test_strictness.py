"""Strictness: the direction of each key by hand, and what several of them come to."""

from dataclasses import replace
from datetime import date
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rexian.analysis.periods import Starts
from rexian.analysis.relation import Relation
from rexian.analysis.strictness import Judge, speaking
from rexian.instants import day_number
from rexian.questions.clocks import CLOSE, HARD_CASE_OPINION, OBJECT, RETURN
from rexian.questions.extension import EXTENSION
from rexian.rules.outcomes import Before, Given, Limit, Same, Steps, Value
from rexian.rules.question import Clock, Part, Sense, Start
from rexian.worktime.period import IMMEDIATELY, hours, natural_days, working_days
from rexian.worktime.sources import china

SAME, STRICTER, LOOSER = Relation.SAME, Relation.STRICTER, Relation.LOOSER
NEITHER = Relation.INCOMPARABLE
BINDS, FREES, ASSIGNS = (
    Part("q", sense=sense) for sense in (Sense.BINDS, Sense.FREES, Sense.ASSIGNS)
)
[close], [returning] = CLOSE.parts, RETURN.parts


@pytest.fixture(scope="module")
def between(judge):
    """How two outcomes stand, which must be turned if they are asked the other way round."""

    def ask(part, first, second):
        found = judge.outcomes(part, first, second)
        assert judge.outcomes(part, second, first) == found.turned
        return found.relation

    return ask


@pytest.fixture(scope="module")
def quick():
    """A judge by two years of starts, for laws that ask it often."""
    span = day_number(date(2024, 1, 1)), day_number(date(2026, 12, 31))
    return Judge(Starts(replace(china(), published=span)))


def saying(**keys):
    return Value(keys)


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        (saying(max_times=1), saying(max_times=2), STRICTER),
        (saying(max_chars=400), saying(max_chars=500), STRICTER),
        (saying(years=3), saying(years=5), LOOSER),
        (saying(must_state=("reason", "basis")), saying(must_state=("basis",)), STRICTER),
        (saying(must_state=("reason",)), saying(must_state=("basis",)), NEITHER),
        (saying(must_state=("a", "b")), saying(must_state=("b", "a")), SAME),
        (saying(must_record=("mode",)), saying(must_record=("mode", "time")), LOOSER),
        (saying(sections=("a", "b")), saying(sections=("a",)), STRICTER),
        (saying(handler_info=("name",)), saying(handler_info=("name", "phone")), LOOSER),
        (saying(covers=("recordings", "forms")), saying(covers=("recordings",)), STRICTER),
        (saying(beforehand=("specialist", "contact")), saying(beforehand="contact"), STRICTER),
        (saying(beforehand="specialist"), saying(beforehand="contact"), NEITHER),
        (saying(cap_strength="must"), saying(cap_strength="in_principle"), STRICTER),
        (saying(strength="may"), saying(strength="in_principle"), LOOSER),
        (saying(approver="unit_head"), saying(approver="unit_deputy"), NEITHER),
        (saying(to="handler", max_times=1), saying(to="handler", max_times=2), STRICTER),
        (saying(to="handler", max_times=1), saying(to="centre", max_times=2), NEITHER),
        (saying(max_times=1, years=3), saying(max_times=2, years=5), NEITHER),
        (Value({}, "must"), Value({}, "in_principle"), STRICTER),
        (Value({}, "may"), Value({}, "in_principle"), LOOSER),
        (Value({"max_times": 2}, "must"), Value({"max_times": 1}, "may"), NEITHER),
    ],
    ids=str,
)
def test_a_demand_is_stricter_in_the_direction_of_its_keys(between, first, second, found):
    assert between(BINDS, first, second) is found


@pytest.mark.parametrize(
    ("demand", "other", "found"),
    [
        ("basis", ("basis", "unit"), STRICTER),
        (("basis", "unit"), ("basis", "unit"), SAME),
        (("basis", "unit"), ("basis", "unit", "phone"), STRICTER),
        (("basis", "unit"), ("unit", "phone"), NEITHER),
    ],
    ids=str,
)
def test_an_item_with_alternatives_is_laxer_than_one_of_them(between, demand, other, found):
    first, second = saying(must_state=("reason", demand)), saying(must_state=("reason", other))
    assert between(BINDS, first, second) is found


HEAD, LEADER = {"role": "unit_head"}, {"role": "bureau_principal"}
SUPERVISOR = {"role": "section_supervisor"}


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ((HEAD, LEADER), (HEAD,), STRICTER),
        ((HEAD, SUPERVISOR, LEADER), (HEAD, LEADER), STRICTER),
        ((HEAD, LEADER), (LEADER, HEAD), NEITHER),
        ((HEAD,), (LEADER,), NEITHER),
        ((HEAD, HEAD), (HEAD,), STRICTER),
        (
            ({"role": "unit_head", "fields": ("lead", "limit")},),
            ({"role": "unit_head", "fields": ("limit",)},),
            STRICTER,
        ),
        (
            ({"role": "unit_head", "fields": ("lead",)}, LEADER),
            ({"role": "unit_head", "fields": ("limit",)},),
            NEITHER,
        ),
    ],
    ids=str,
)
def test_a_row_of_steps_is_stricter_that_goes_through_all_of_another(between, first, second, found):
    assert between(BINDS, Steps(first), Steps(second)) is found


@pytest.mark.parametrize(
    ("part", "found"), [(BINDS, STRICTER), (FREES, LOOSER), (ASSIGNS, NEITHER)], ids=str
)
def test_to_say_what_another_does_not_is_as_the_part_has_it(between, part, found):
    assert speaking(part) is found
    assert between(part, saying(max_times=1, to="x"), saying(to="x")) is found


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        (Limit(working_days(2)), Limit(working_days(3)), STRICTER),
        (Limit(natural_days(4)), Limit(working_days(3)), NEITHER),
        (Limit(working_days(3)), Limit(working_days(3), "in_principle"), STRICTER),
        (Limit(working_days(2), "may"), Limit(working_days(3)), NEITHER),
        (Limit(working_days(2), says={"to": "x"}), Limit(working_days(3)), STRICTER),
        (Limit(IMMEDIATELY), Limit(hours(1)), STRICTER),
        (Given("close"), Given("close"), SAME),
        (Given("close"), Given("signoff"), NEITHER),
        (Given("close"), Limit(working_days(3)), NEITHER),
        (Same("close"), Limit(working_days(3)), NEITHER),
        (Before("close", working_days(1)), Same("close"), STRICTER),
        (Before("close", working_days(1)), Before("sign", working_days(1)), NEITHER),
        (Same("close"), Same("sign"), NEITHER),
        (Limit(working_days(3)), Value({}), NEITHER),
    ],
    ids=str,
)
def test_limits_are_compared_over_every_start_and_with_what_they_say_besides(
    between, first, second, found
):
    assert between(close, first, second) is found


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        (Limit(working_days(5)), Limit(working_days(10)), STRICTER),
        (Limit(working_days(5)), Limit(natural_days(3)), LOOSER),
        (Limit(working_days(3)), Limit(natural_days(4)), NEITHER),
        (Limit(working_days(5)), saying(cap_strength="must"), NEITHER),
    ],
    ids=str,
)
def test_caps_are_compared_by_their_length_but_not_with_the_bare_one(between, first, second, found):
    cap = next(part for part in EXTENSION.parts if part.id == "extension.cap")
    assert between(cap, first, second) is found


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        (Limit(working_days(1)), Limit(working_days(1), start="signed"), STRICTER),
        (Limit(hours(2)), Limit(working_days(1), start="signed"), STRICTER),
        (Limit(working_days(2)), Limit(working_days(1), start="signed"), NEITHER),
        (Limit(natural_days(4)), Limit(working_days(3), start="signed"), NEITHER),
        (
            Limit(working_days(1), start="signed"),
            Limit(working_days(2), start="signed"),
            STRICTER,
        ),
    ],
    ids=str,
)
def test_a_limit_from_signing_is_never_stricter_than_one_no_longer_from_dispatch(
    between, first, second, found
):
    assert between(returning, first, second) is found


def test_an_objection_from_the_form_s_signing_may_come_later_than_one_from_assignment(between):
    [part] = OBJECT.parts
    assert between(part, Limit(hours(4)), Limit(hours(4), start="form_signed")) is STRICTER


def test_limits_from_starts_of_which_none_is_known_to_come_later_have_no_order(between):
    [part] = HARD_CASE_OPINION.parts
    assert between(part, Limit(hours(4)), Limit(hours(5), start="dispatched")) is NEITHER
    assert between(part, Limit(hours(5)), Limit(hours(4), start="dispatched")) is NEITHER
    starts = {name: Start(f"{name}_at", name, later=True) for name in ("signed", "assigned")}
    late = Part("q", clock=Clock("dispatch_at", "dispatched", "x", starts), sense=Sense.BINDS)
    two = [Limit(hours(4), start="signed"), Limit(hours(5), start="assigned")]
    assert between(late, *two) is NEITHER


def test_a_limit_that_is_longer_from_the_usual_start_shows_from_which_it_ends_later(judge):
    """It does wherever the other starts at once, and so is laxer there."""
    found = judge.outcomes(
        returning, Limit(working_days(3)), Limit(working_days(1), start="signed")
    )
    assert found.relation is NEITHER
    assert found.later.first > found.later.second


OUTCOMES = st.one_of(
    st.builds(
        Limit,
        st.sampled_from([hours(2), working_days(1), working_days(3), natural_days(4)]),
        st.sampled_from(["must", "in_principle", "may"]),
        st.sampled_from([None, "signed"]),
        st.dictionaries(st.sampled_from(["to", "max_times"]), st.integers(1, 2), max_size=2),
    ),
    st.builds(Before, st.sampled_from(["close", "sign"]), st.sampled_from([hours(2), hours(5)])),
    st.builds(Same, st.just("close")),
    st.builds(Given, st.sampled_from(["close", "sign"])),
    st.builds(
        Value,
        st.fixed_dictionaries(
            {},
            optional={
                "max_times": st.integers(1, 3),
                "years": st.integers(1, 3),
                "must_state": st.lists(
                    st.sampled_from(["a", "b", ("a", "b")]), max_size=2, unique=True
                ).map(tuple),
                "to": st.sampled_from("xy"),
            },
        ),
    ),
)


@settings(max_examples=200, deadline=None)
@given(first=OUTCOMES, second=OUTCOMES, sense=st.sampled_from(Sense))
def test_the_second_stands_to_the_first_as_turned(quick, first, second, sense):
    part = Part("return", clock=returning.clock, sense=sense)
    found = quick.outcomes(part, first, second)
    assert quick.outcomes(part, second, first) == found.turned
    assert quick.outcomes(part, first, first).relation is SAME


@settings(max_examples=300, deadline=None)
@given(three=st.tuples(OUTCOMES, OUTCOMES, OUTCOMES))
def test_what_is_no_laxer_than_what_is_no_laxer_still_is_no_laxer(quick, three):
    no_laxer = {SAME, STRICTER}
    stand = {
        (i, k): quick.outcomes(returning, three[i], three[k]).relation in no_laxer
        for i, k in product(range(3), repeat=2)
    }
    assert stand[0, 2] or not (stand[0, 1] and stand[1, 2])
