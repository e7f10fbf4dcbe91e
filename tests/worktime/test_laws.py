"""Laws of counting in days, on any calendar, against a walk from day to day."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rexian.errors import InputError
from rexian.instants import DAY, end_of_day
from rexian.worktime.calendar import Calendar
from rexian.worktime.period import (
    IMMEDIATELY,
    hours,
    minutes,
    months,
    natural_days,
    working_days,
)

ANY = st.from_type(Calendar)
AMOUNTS = st.integers(0, 60)


def instants(calendar):
    return st.integers(calendar.first * DAY, (calendar.last + 1) * DAY - 1)


def walk(calendar, day, n, step):
    """Return the n-th working day met going from the day by steps, None past the table."""
    while n:
        day += step
        if not calendar.first <= day <= calendar.last:
            return None
        n -= calendar.working[day - calendar.first]
    return day


def answer_or_none(function, *arguments):
    try:
        return function(*arguments)
    except InputError:
        return None


@given(ANY, AMOUNTS, st.data())
def test_add_is_the_walk_forward(calendar, n, data):
    start = data.draw(instants(calendar))
    day = walk(calendar, start // DAY, n, 1)
    due = None if day is None else end_of_day(day)
    assert answer_or_none(calendar.add, start, working_days(n)) == due


@given(ANY, AMOUNTS, st.sampled_from([working_days, natural_days, hours, months]), st.data())
def test_the_ends_of_a_row_of_days_are_those_of_each(calendar, n, unit, data):
    first = data.draw(instants(calendar)) // DAY
    days = range(first, first + data.draw(st.integers(1, 40)))
    each = [answer_or_none(calendar.add, day * DAY, unit(n)) for day in days]
    assert answer_or_none(calendar.ends, days, unit(n)) == (None if None in each else each)


@given(ANY, AMOUNTS, st.data())
def test_subtract_is_the_walk_back(calendar, n, data):
    end = data.draw(instants(calendar))
    day = walk(calendar, end // DAY, n, -1)
    begin = None if day is None else end_of_day(day)
    assert answer_or_none(calendar.subtract, end, working_days(n)) == begin


@given(ANY, st.integers(1, 60), st.data())
def test_counting_up_to_what_was_added_gives_the_amount(calendar, n, data):
    start = data.draw(instants(calendar))
    due = answer_or_none(calendar.add, start, working_days(n))
    if due is not None:
        assert calendar.count(start, due) == n
        assert calendar.count(due, start) == -n
        days = calendar.working_days(start, due)
        assert len(days) == n
        assert days[-1] == due // DAY
        assert all(map(calendar.is_working_day, days))


@given(ANY, st.integers(1, 60), st.data())
def test_add_is_the_earliest_day_and_subtract_the_latest(calendar, n, data):
    moment = data.draw(instants(calendar))
    due = answer_or_none(calendar.add, moment, working_days(n))
    if due is not None:
        assert calendar.count(moment, due - DAY) == n - 1
    begin = answer_or_none(calendar.subtract, moment, working_days(n))
    if begin is not None and begin // DAY > calendar.first:
        before = moment - DAY  # the moment's own day is not among the days subtracted
        assert calendar.count(begin, before) == n - 1
        assert calendar.count(begin - DAY, before) == n


@given(ANY, AMOUNTS, st.data())
def test_subtract_undoes_add_on_working_days(calendar, n, data):
    start = data.draw(instants(calendar))
    due = answer_or_none(calendar.add, start, working_days(n))
    if calendar.is_working_day(start // DAY) and due is not None:
        assert calendar.subtract(due, working_days(n)) // DAY == start // DAY


@given(ANY, AMOUNTS, st.data())
def test_natural_days_neither_roll_nor_skip(calendar, n, data):
    start = data.draw(instants(calendar))
    due = end_of_day(start // DAY + n)
    expected = due if due // DAY <= calendar.last else None
    assert answer_or_none(calendar.add, start, natural_days(n)) == expected
    begin = end_of_day(start // DAY - n)
    expected = begin if begin // DAY >= calendar.first else None
    assert answer_or_none(calendar.subtract, start, natural_days(n)) == expected


@given(ANY, st.integers(0, 300), st.data())
def test_clock_time_is_exact(calendar, n, data):
    start = data.draw(instants(calendar))
    assert calendar.add(start, IMMEDIATELY) == start
    for period, seconds in ((hours(n), 3600 * n), (minutes(n), 60 * n)):
        due = start + seconds
        assert answer_or_none(calendar.add, start, period) == (
            due if due // DAY <= calendar.last else None
        )


@given(ANY, st.data())
def test_provisional_says_whether_a_counted_day_is_unpublished(calendar, data):
    start, end = data.draw(instants(calendar)), data.draw(instants(calendar))
    one, other = start // DAY, end // DAY
    counted = range(one + 1, other + 1) if one <= other else range(other, one)
    low, high = calendar.published or (calendar.first, calendar.last)
    expected = any(not low <= day <= high for day in counted)
    assert calendar.provisional(start, end) == expected


@given(ANY, st.sampled_from([-(10**12), -1, 0, 1, 10**18]))
def test_outside_the_table_is_a_sentence(calendar, distance):
    edge = calendar.first * DAY - 1 if distance < 0 else (calendar.last + 1) * DAY
    outside = edge + distance
    for period in (working_days(1), natural_days(0), hours(1), IMMEDIATELY):
        for move in (calendar.add, calendar.subtract):
            with pytest.raises(InputError, match="outside the calendar any, which covers"):
                move(outside, period)
