"""Office hours: the laws on any windows, and the edges one meets in practice."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rexian.errors import InputError
from rexian.instants import DAY, date_of, parse_instant
from rexian.worktime.calendar import Calendar
from rexian.worktime.office import OfficeHours, office_hours, whole_days
from rexian.worktime.period import Period, Unit, hours, parse_period, working_days

ANY = st.from_type(OfficeHours)
H = 3600
SPLIT = ((8 * H + 1800, 12 * H), (14 * H, 17 * H + 1800))


def moments(office):
    """Instants anywhere, and instants at or beside the edge of a window."""
    first, last = office.calendar.first, office.calendar.last
    seconds = sorted({edge for windows in office.patterns for span in windows for edge in span})
    edge = st.builds(
        lambda day, second, off: min(max(day * DAY + second + off, first * DAY), last * DAY),
        st.integers(first, last),
        st.sampled_from(seconds or [0]),
        st.integers(-1, 1),
    )
    return edge | st.integers(first * DAY, (last + 1) * DAY - 1)


def overlap(office, start, end):
    """Return the seconds of [start, end) that lie in a window, window by window."""
    total = 0
    for day in range(office.calendar.first, office.calendar.last + 1):
        for opens, closes in office.windows_on(day):
            total += max(0, min(end, day * DAY + closes) - max(start, day * DAY + opens))
    return total


def seconds(n):
    return Period(n, Unit.WORKING_SECOND)


@given(ANY, st.data())
def test_elapsed_is_the_overlap_with_the_windows(office, data):
    start, end = sorted((data.draw(moments(office)), data.draw(moments(office))))
    assert office.elapsed(start, end) == overlap(office, start, end)
    assert office.elapsed(end, start) == -overlap(office, start, end)


@given(ANY, st.data())
def test_working_time_is_where_a_second_counts(office, data):
    moment = data.draw(moments(office))
    assert office.is_working_time(moment) == bool(overlap(office, moment, moment + 1))


@given(ANY, st.integers(1, 40 * H), st.data())
def test_add_is_the_earliest_instant(office, n, data):
    start = data.draw(moments(office))
    end_of_all = (office.calendar.last + 1) * DAY
    if overlap(office, start, end_of_all) < n:
        with pytest.raises(InputError, match="goes beyond the office hours of the calendar any"):
            office.add(start, seconds(n))
        return
    due = office.add(start, seconds(n))
    assert overlap(office, start, due) == n
    assert overlap(office, start, due - 1) == n - 1


@given(ANY, st.integers(1, 40 * H), st.data())
def test_subtract_is_the_latest_instant(office, n, data):
    end = data.draw(moments(office))
    if overlap(office, office.calendar.first * DAY, end) < n:
        with pytest.raises(InputError, match="goes beyond the office hours of the calendar any"):
            office.subtract(end, seconds(n))
        return
    start = office.subtract(end, seconds(n))
    assert overlap(office, start, end) == n
    assert overlap(office, start + 1, end) == n - 1


@given(ANY, st.data())
def test_nothing_added_stays_where_it_is(office, data):
    moment = data.draw(moments(office))
    assert office.add(moment, seconds(0)) == moment
    assert office.subtract(moment, seconds(0)) == moment


@given(ANY, st.integers(0, 20), st.data())
def test_other_units_are_the_calendars(office, n, data):
    moment = data.draw(moments(office))
    for period in (working_days(n), hours(n)):
        try:
            expected = office.calendar.add(moment, period)
        except InputError:
            continue
        assert office.add(moment, period) == expected


@pytest.fixture(scope="module")
def split(chinese):
    week = dict.fromkeys(range(5), SPLIT)
    half = {date(2025, 10, 9): ((9 * H, 12 * H),)}
    lunch = {date(2025, 10, 10): ((8 * H, 13 * H), (17 * H, 18 * H))}
    return office_hours(chinese, week, half, lunch)


@pytest.mark.parametrize(
    ("start", "limit", "due"),
    [
        ("2025-09-29T08:30", "210wmin", "2025-09-29T12:00"),  # ends when the window closes
        ("2025-09-29T12:00", "1ws", "2025-09-29T14:00:01"),  # a closing time is outside
        ("2025-09-29T03:00", "1wh", "2025-09-29T09:30"),
        ("2025-09-29T20:00", "1wh", "2025-09-30T09:30"),
        ("2025-09-28T10:00", "1wh", "2025-09-28T11:00"),  # a make-up Sunday takes usual windows
        ("2025-09-30T17:00", "90wmin", "2025-10-09T10:00"),  # over the holidays
        ("2025-10-09T09:00", "4wh", "2025-10-10T15:00"),  # a half day, then a broken one
        ("2025-10-10T16:00", "61wmin", "2025-10-11T08:31"),  # a make-up Saturday
        ("2025-10-01T09:00", "0wh", "2025-10-01T09:00"),
    ],
)
def test_limits_in_office_hours(split, start, limit, due):
    assert split.add(parse_instant(start), parse_period(limit)) == parse_instant(due)


@pytest.mark.parametrize(
    ("end", "limit", "start"),
    [
        ("2025-09-30T08:30", "30wmin", "2025-09-29T17:00"),
        ("2025-09-29T15:00", "1wh", "2025-09-29T14:00"),  # the opening, not the closing before
        ("2025-09-29T15:00", "61wmin", "2025-09-29T11:59"),
        ("2025-10-09T09:00", "7wh", "2025-09-30T08:30"),
    ],
)
def test_limits_counted_back(split, end, limit, start):
    assert split.subtract(parse_instant(end), parse_period(limit)) == parse_instant(start)


def test_a_window_to_midnight_ends_at_the_next_day(chinese):
    late = office_hours(chinese, {0: ((18 * H, DAY),)}, {}, {})
    monday = parse_instant("2025-10-13T12:00")
    assert late.add(monday, parse_period("6wh")) == parse_instant("2025-10-14T00:00")
    assert not late.is_working_time(parse_instant("2025-10-14T00:00"))


def test_a_weekday_without_windows_is_closed_though_the_calendar_works(chinese):
    mondays = office_hours(chinese, {0: SPLIT}, {}, {})
    assert mondays.add(parse_instant("2025-10-13T17:00"), parse_period("1wh")) == parse_instant(
        "2025-10-20T09:00"
    )


def test_without_windows_a_working_day_is_worked_around_the_clock(chinese):
    office = whole_days(chinese)
    start, end = parse_instant("2025-09-30T12:00"), parse_instant("2025-10-09T12:00")
    assert office.elapsed(start, end) == DAY


def test_minutes_may_be_read_as_working_minutes(split):
    start = parse_instant("2025-09-30T17:00")
    assert split.add(start, hours(1)) == parse_instant("2025-09-30T18:00")
    assert split.add(start, hours(1).in_office_hours()) == parse_instant("2025-10-09T09:30")


def test_unpublished_days_that_were_worked_through_show(split):
    start = parse_instant("2026-12-31T17:00")
    assert not split.provisional(start, split.add(start, parse_period("30wmin")))
    assert split.provisional(start, split.add(start, parse_period("31wmin")))


def test_an_exception_outside_the_calendar_is_an_error():
    short = Calendar("short", 20_000, b"\1")
    for exceptions, breaks in (({date_of(19_999): ()}, {}), ({}, {date_of(20_001): ()})):
        with pytest.raises(InputError, match="lies outside the calendar short"):
            office_hours(short, {}, exceptions, breaks)
