"""Columns say what the scalar functions say, row by row."""

import re
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from rexian.errors import InputError
from rexian.instants import DAY, parse_instant
from rexian.lab import office as columns_of_hours
from rexian.lab import worktime as columns
from rexian.worktime.calendar import NAT, Calendar
from rexian.worktime.office import OfficeHours, office_hours
from rexian.worktime.period import Period, Unit, hours, minutes, months, natural_days, working_days

DAY_UNITS = (Unit.WORKING_DAY, Unit.NATURAL_DAY, Unit.MONTH)
PERIODS = (
    st.builds(Period, st.integers(0, 12), st.sampled_from(DAY_UNITS))
    | st.builds(Period, st.integers(0, 100), st.sampled_from([Unit.HOUR, Unit.MINUTE]))
    | st.just(Period(0, Unit.IMMEDIATE))
)
OFFICE_UNITS = st.sampled_from([Unit.WORKING_SECOND, Unit.WORKING_MINUTE, Unit.WORKING_HOUR])


def rows(calendar, size=30):
    low, high = calendar.first * DAY, (calendar.last + 1) * DAY - 1
    return st.lists(st.just(NAT) | st.integers(low, high), max_size=size).map(
        lambda values: np.array(values, np.int64)
    )


def scalar(function, *arguments):
    """Return the scalar answer, NAT for an absent argument, None where there is none."""
    if NAT in arguments:
        return NAT
    try:
        return function(*arguments)
    except InputError:
        return None


def assert_same(expected, column):
    """Compare a column's answer with the scalar ones; one row without an answer fails them all."""
    if None not in expected:
        assert column().tolist() == expected
        return
    with pytest.raises(InputError, match=f"^row {expected.index(None)}: "):
        column()


@given(st.from_type(Calendar), st.lists(PERIODS, min_size=1, max_size=4), st.data())
def test_mixed_periods(calendar, periods, data):
    starts = data.draw(rows(calendar))
    which = np.array(
        [data.draw(st.integers(0, len(periods) - 1)) for _ in starts], data.draw(INDEX_TYPES)
    )
    for twin, single in ((columns.add, calendar.add), (columns.subtract, calendar.subtract)):
        expected = [scalar(single, int(s), periods[w]) for s, w in zip(starts, which, strict=True)]
        assert_same(expected, lambda twin=twin: twin(calendar, starts, periods, which)[0])


INDEX_TYPES = st.sampled_from([np.uint8, np.int32, np.int64])


@given(st.from_type(Calendar), PERIODS, st.data())
def test_one_period(calendar, period, data):
    starts = data.draw(rows(calendar))
    for twin, single in ((columns.add, calendar.add), (columns.subtract, calendar.subtract)):
        expected = [scalar(single, int(s), period) for s in starts]
        assert_same(expected, lambda twin=twin: twin(calendar, starts, period)[0])


@given(st.from_type(Calendar), st.integers(0, 12))
def test_provisional_flags(calendar, n):
    """Every day of the calendar that has an answer, and an absent one."""
    days = np.arange(calendar.first, calendar.last + 1) * DAY
    for twin, single in ((columns.add, calendar.add), (columns.subtract, calendar.subtract)):
        moved = {int(day): scalar(single, int(day), working_days(n)) for day in days}
        starts = [day for day, due in moved.items() if due is not None]
        flags = [calendar.provisional(start, moved[start]) for start in starts]
        column = np.array([*starts, NAT], np.int64)
        assert twin(calendar, column, working_days(n))[1].tolist() == [*flags, False]
        assert not twin(calendar, column, hours(0))[1].any()


@pytest.mark.parametrize("edge", ["2004-01-01", "2026-12-31"])
def test_provisional_flags_at_the_ends_of_what_is_published(chinese, edge):
    starts = parse_instant(edge) + np.arange(-20, 21) * DAY
    for twin, single in ((columns.add, chinese.add), (columns.subtract, chinese.subtract)):
        for n in (0, 1, 5):
            moved, flags = twin(chinese, starts, working_days(n))
            answers = [(int(s), single(int(s), working_days(n))) for s in starts]
            assert moved.tolist() == [answer for _, answer in answers]
            assert flags.tolist() == [chinese.provisional(*pair) for pair in answers]


@given(st.from_type(Calendar), st.data())
def test_count(calendar, data):
    starts = data.draw(rows(calendar))
    ends = data.draw(rows(calendar).map(lambda column: np.resize(column, starts.size)))
    assume(ends.size == starts.size)
    expected = [scalar(calendar.count, int(s), int(e)) for s, e in zip(starts, ends, strict=True)]
    assert_same(expected, lambda: columns.count(calendar, starts, ends))


@given(st.from_type(OfficeHours), st.data())
def test_elapsed(office, data):
    starts = data.draw(rows(office.calendar))
    ends = starts[::-1].copy()
    expected = [scalar(office.elapsed, int(s), int(e)) for s, e in zip(starts, ends, strict=True)]
    assert_same(expected, lambda: columns_of_hours.elapsed(office, starts, ends))


@given(st.from_type(OfficeHours), st.builds(Period, st.integers(0, 90), OFFICE_UNITS), st.data())
def test_office_hours(office, period, data):
    starts = data.draw(rows(office.calendar))
    expected = [scalar(office.add, int(s), period) for s in starts]
    assert_same(expected, lambda: columns_of_hours.add(office, starts, period))
    expected = [scalar(office.subtract, int(s), period) for s in starts]
    assert_same(expected, lambda: columns_of_hours.subtract(office, starts, period))


@given(st.from_type(OfficeHours), st.data())
def test_office_hours_from_edge_to_edge(office, data):
    """Periods that end exactly where a window opens or closes."""
    edges = [
        day * DAY + edge
        for day in range(office.calendar.first, office.calendar.last + 1)
        for span in office.windows_on(day)
        for edge in span
        if day * DAY + edge < (office.calendar.last + 1) * DAY
    ]
    assume(edges)
    one, other = data.draw(st.sampled_from(edges)), data.draw(st.sampled_from(edges))
    period = Period(abs(office.elapsed(one, other)), Unit.WORKING_SECOND)
    for twin, single in (
        (columns_of_hours.add, office.add),
        (columns_of_hours.subtract, office.subtract),
    ):
        answers = {edge: scalar(single, edge, period) for edge in edges}
        starts = [edge for edge, answer in answers.items() if answer is not None]
        column = twin(office, np.array(starts, np.int64), period)
        assert column.tolist() == [answers[start] for start in starts]


def test_rows_beyond_one_chunk_keep_their_place(chinese):
    rng = np.random.default_rng(7)
    size = 2 * columns.CHUNK + 11
    low, high = parse_instant("2004-01-01T00:00"), parse_instant("2027-06-30")
    starts = rng.integers(low, high, size)
    starts[:: columns.CHUNK // 3] = NAT
    periods = [working_days(5), natural_days(4), months(1), hours(2), minutes(30)]
    which = rng.integers(0, len(periods), size).astype(np.uint8)
    due, provisional = columns.add(chinese, starts, periods, which)
    for row in {*range(0, size, 997), columns.CHUNK - 1, columns.CHUNK, size - 1}:
        start, period = int(starts[row]), periods[which[row]]
        expected = scalar(chinese.add, start, period)
        assert due[row] == expected
        counted = start != NAT and period.unit is Unit.WORKING_DAY
        assert provisional[row] == (counted and chinese.provisional(start, expected))


def test_an_instant_in_milliseconds_is_refused_with_its_row(chinese):
    starts = np.full(columns.CHUNK + 2, parse_instant("2025-09-30"), np.int64)
    starts[0], starts[-1] = NAT, starts[-1] * 1000
    sentence = f"row {columns.CHUNK + 1}: the instant {starts[-1]} + 3wd lies outside"
    with pytest.raises(InputError, match=re.escape(sentence)):
        columns.add(chinese, starts, working_days(3))


def test_empty_columns(chinese):
    nothing = np.empty(0, np.int64)
    due, provisional = columns.add(chinese, nothing, working_days(3))
    assert due.size == provisional.size == 0
    assert columns.count(chinese, nothing, nothing).size == 0
    office = office_hours(chinese, {}, {}, {})
    assert columns_of_hours.elapsed(office, nothing, nothing).size == 0


def test_the_desk_counts_without_numpy():
    program = """
import sys
from rexian.worktime.definitions import open_calendar
from rexian.worktime.queries import answer
answer({"queries": [{"op": "add", "start": "2026-12-01", "limit": "90wd"}]}, "here")
assert not {"numpy", "polars", "sqlalchemy", "textual"} & set(sys.modules)
"""
    subprocess.run([sys.executable, "-c", program], check=True)  # noqa: S603 - our own program
