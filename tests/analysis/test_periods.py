"""Periods compared over every start: against plain loops, and with dates worked out by hand."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rexian.analysis.periods import MARGIN, Compared, Instance, Starts
from rexian.analysis.relation import Relation
from rexian.instants import DAY, day_number, end_of_day, parse_instant
from rexian.rules.outcomes import Before, Same
from rexian.worktime.period import (
    IMMEDIATELY,
    hours,
    minutes,
    months,
    natural_days,
    working_days,
)
from rexian.worktime.sources import china

SAME, STRICTER, LOOSER = Relation.SAME, Relation.STRICTER, Relation.LOOSER
MIXED = Relation.INCOMPARABLE
#: Moments of a day at which a clock may start: its ends, office hours, and odd seconds.
MOMENTS = (0, 1, 9 * 3600, 12 * 3600 + 7, 18 * 3600, DAY - 2, DAY - 1)
PERIODS = st.sampled_from(
    [
        IMMEDIATELY,
        *map(minutes, (30, 120, 2880)),
        *map(hours, (1, 2, 24, 25, 48, 96)),
        *map(working_days, (0, 1, 2, 3, 4, 10, 20)),
        *map(natural_days, (0, 1, 3, 4, 5, 7, 14, 30, 31)),
        *map(months, (1, 2)),
    ]
)


@pytest.fixture(scope="module")
def two_years():
    """A calendar of which three years are published; clocks may start in the last two."""
    span = day_number(date(2024, 1, 1)), day_number(date(2026, 12, 31))
    return replace(china(), published=span)


@pytest.fixture(scope="module")
def starts(two_years):
    return Starts(two_years)


@pytest.fixture(scope="module")
def every_year():
    return Starts(china())


def looped(calendar, first, second):
    """Whether the first is due before, and after, the second, from any moment of any day."""
    opening, closing = calendar.published
    earlier = later = False
    for day in range(opening + MARGIN, closing + 1):
        for moment in MOMENTS:
            start = day * DAY + moment
            one, other = calendar.add(start, first), calendar.add(start, second)
            if max(one, other) <= end_of_day(closing):
                earlier, later = earlier or one < other, later or one > other
    return earlier, later


RELATIONS = {
    (False, False): SAME,
    (True, False): STRICTER,
    (False, True): LOOSER,
    (True, True): MIXED,
}


@settings(max_examples=60, deadline=None)
@given(first=PERIODS, second=PERIODS)
def test_two_limits_stand_as_a_loop_over_every_moment_has_them(two_years, starts, first, second):
    assert starts.limits(first, second).relation is RELATIONS[looped(two_years, first, second)]


@given(first=PERIODS, second=PERIODS)
def test_comparing_the_other_way_round_turns_what_is_found(starts, first, second):
    assert starts.limits(second, first) == starts.limits(first, second).turned


@given(first=PERIODS, second=PERIODS, third=PERIODS)
def test_what_is_due_no_later_than_the_second_is_so_than_what_is_later_still(
    starts, first, second, third
):
    no_later = {SAME, STRICTER}
    if {starts.limits(first, second).relation, starts.limits(second, third).relation} <= no_later:
        assert starts.limits(first, third).relation in no_later


@given(first=PERIODS, second=PERIODS)
def test_every_instance_is_a_start_from_which_the_limits_end_so(two_years, starts, first, second):
    found = starts.limits(first, second)
    for instance in filter(None, (found.earlier, found.later)):
        assert instance.first == two_years.add(instance.start, first)
        assert instance.second == two_years.add(instance.start, second)
    assert found.earlier is None or found.earlier.first < found.earlier.second
    assert found.later is None or found.later.first > found.later.second


def instance(start, first, second):
    return Instance(*map(parse_instant, (start, first, second)))


def test_four_natural_days_against_three_working_days_is_mixed(every_year):
    """The latest starts of which both ends are published, to Thursday, 31 December 2026.

    From Friday the 25th three working days are Monday to Wednesday, from Sunday the same.
    """
    assert every_year.limits(natural_days(4), working_days(3)) == Compared(
        MIXED,
        earlier=instance("2026-12-25T23:59:59", "2026-12-29", "2026-12-30"),
        later=instance("2026-12-27T23:59:59", "2026-12-31", "2026-12-30"),
    )


def published_to(calendar, last):
    """Starts of a calendar that is published up to a day."""
    opening, _closing = calendar.published
    return Starts(replace(calendar, published=(opening, day_number(last))))


def test_a_mixed_pair_shows_on_the_spring_festival(two_years):
    """2026: off from 15 to 23 February, at work on the Saturdays 14 and 28 February.

    From the 11th three working days are Thursday to Saturday; from the 21st the 24th to the 26th.
    """
    found = published_to(two_years, date(2026, 2, 26)).limits(natural_days(4), working_days(3))
    assert found.later == instance("2026-02-11T23:59:59", "2026-02-15", "2026-02-14")
    assert found.earlier == instance("2026-02-21T23:59:59", "2026-02-25", "2026-02-26")


def test_a_mixed_pair_shows_in_ordinary_weeks(two_years):
    """From Friday, 6 March 2026, past a weekend; from Tuesday the 10th within a week."""
    found = published_to(two_years, date(2026, 3, 15)).limits(natural_days(4), working_days(3))
    assert found.earlier == instance("2026-03-06T23:59:59", "2026-03-10", "2026-03-11")
    assert found.later == instance("2026-03-10T23:59:59", "2026-03-14", "2026-03-13")


def test_limits_of_one_unit_are_shown_from_the_last_start_of_which_both_ends_are_published(
    every_year,
):
    """Five working days before the new year: the 25th, and Monday to Thursday."""
    assert every_year.limits(working_days(2), working_days(5)) == Compared(
        STRICTER, earlier=instance("2026-12-24T23:59:59", "2026-12-28", "2026-12-31")
    )
    assert every_year.limits(hours(24), hours(24)) == Compared(SAME)


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        (hours(24), natural_days(1), STRICTER),  # the same only from the last second of a day
        (hours(25), natural_days(1), MIXED),
        (hours(24), working_days(1), STRICTER),
        (hours(48), working_days(1), MIXED),  # over a weekend earlier, within a week later
        (minutes(90), hours(2), STRICTER),
        (minutes(120), hours(2), SAME),
        (IMMEDIATELY, minutes(30), STRICTER),
        (natural_days(0), hours(24), STRICTER),
        (working_days(0), natural_days(0), SAME),
        (natural_days(1), working_days(1), STRICTER),
        (natural_days(60), working_days(10), LOOSER),
        (months(1), natural_days(28), LOOSER),  # no month is shorter
        (months(1), natural_days(31), STRICTER),  # and none longer
        (months(1), natural_days(30), MIXED),
        (months(2), months(1), LOOSER),
        (working_days(3), working_days(2), LOOSER),
    ],
    ids=lambda given: str(getattr(given, "value", given)),
)
def test_limits_in_different_units(every_year, first, second, found):
    assert every_year.limits(first, second).relation is found


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        (Same("close"), Before("close", working_days(1)), LOOSER),
        (Same("close"), Same("close", "may"), SAME),  # in time; how strong it is is told apart
        # Before a working day after a weekend the last one lies further back than the last day.
        (Before("close", working_days(1)), Before("close", natural_days(1)), STRICTER),
        # From a Wednesday to Monday and Sunday, from a Monday to Thursday and Friday.
        (Before("close", working_days(2)), Before("close", natural_days(3)), MIXED),
        (Before("close", hours(48)), Before("close", natural_days(2)), SAME),
        (
            Before("close", natural_days(1), on_working_day=True),
            Before("close", natural_days(1)),
            STRICTER,
        ),
    ],
    ids=str,
)
def test_what_hangs_on_a_clock_is_compared_over_every_day_it_may_be_due(
    every_year, first, second, found
):
    assert every_year.hanging(first, second).relation is found
    assert every_year.hanging(second, first).relation is found.turned


@settings(max_examples=25, deadline=None)
@given(
    periods=st.tuples(PERIODS, PERIODS).filter(lambda two: IMMEDIATELY not in two),
    moved=st.tuples(st.booleans(), st.booleans()),
)
def test_before_a_clock_is_as_a_loop_of_subtractions_has_it(two_years, starts, periods, moved):
    def back(due, period, onto):
        moment = two_years.subtract(due, period)
        while onto and not two_years.is_working_day(moment // DAY):
            moment = (moment // DAY) * DAY - 1
        return moment

    opening, closing = two_years.published
    dues = [end_of_day(day) for day in range(opening + MARGIN, closing + 1)]
    both = [[back(due, p, onto) for due in dues] for p, onto in zip(periods, moved, strict=True)]
    apart = [(one < other, one > other) for one, other in zip(*both, strict=True)]
    outcomes = [
        Before("close", period, on_working_day=onto)
        for period, onto in zip(periods, moved, strict=True)
    ]
    expected = RELATIONS[any(e for e, _ in apart), any(later for _, later in apart)]
    assert starts.hanging(*outcomes).relation is expected
