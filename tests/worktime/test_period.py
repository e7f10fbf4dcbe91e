"""Periods are read as they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rexian.errors import InputError
from rexian.worktime.calendar import Calendar
from rexian.worktime.period import (
    GIVEN,
    IMMEDIATELY,
    SUFFIXES,
    Period,
    Unit,
    hours,
    minutes,
    months,
    natural_days,
    parse_period,
    working_days,
)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("3wd", working_days(3)),
        ("4d", natural_days(4)),
        ("2h", hours(2)),
        ("30min", minutes(30)),
        ("1mo", months(1)),
        ("90wmin", Period(90, Unit.WORKING_MINUTE)),
        ("6wh", Period(6, Unit.WORKING_HOUR)),
        ("5400ws", Period(5400, Unit.WORKING_SECOND)),
        ("immediate", IMMEDIATELY),
        ("given", GIVEN),
    ],
)
def test_written_and_read(text, period):
    assert parse_period(text) == period
    assert str(period) == text


def test_case_and_spaces_around_do_not_matter():
    assert parse_period(" 3WD ") == working_days(3)


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("3个工作日", working_days(3)),
        ("15工作日", working_days(15)),
        ("4个自然日", natural_days(4)),
        ("24小时", hours(24)),
        ("30分钟", minutes(30)),
        ("1个月", months(1)),
    ],
)
def test_a_period_is_read_as_people_write_it(text, period):
    assert parse_period(text) == period


@pytest.mark.parametrize(
    "text",
    [
        "",
        "3",
        "3天",
        "3日",
        "1月",
        "个工作日",
        "wd",
        "-3wd",
        "3.5h",
        "3 wd",
        "3w",
        "٣wd",
        "3wd4h",
        None,
    ],
)
def test_anything_else_is_refused(text):
    with pytest.raises(InputError, match="is not a limit; write a number and one of wd d h min mo"):
        parse_period(text)


def test_no_period_is_negative():
    with pytest.raises(InputError, match="a period of -1 working_day: write 0 or more"):
        working_days(-1)


@given(st.integers(0, 10**9 - 1), st.sampled_from([*SUFFIXES.values()]))
def test_reading_undoes_writing(n, unit):
    assert parse_period(str(Period(n, unit))) == Period(n, unit)


@pytest.mark.parametrize(("unit", "seconds"), [("wh", 7200), ("wmin", 120), ("ws", 2), ("h", None)])
def test_office_seconds(unit, seconds):
    assert parse_period(f"2{unit}").office_seconds == seconds


@pytest.mark.parametrize(
    ("period", "sentence"),
    [
        (Period(6, Unit.WORKING_HOUR), "6wh counts working hours, and the calendar has no office"),
        (GIVEN, "a limit that is given has no length"),
    ],
)
def test_what_a_calendar_alone_cannot_count(period, sentence):
    calendar = Calendar("any", 20_000, b"\1\1")
    for move in (calendar.add, calendar.subtract):
        with pytest.raises(InputError, match=sentence):
            move(20_000 * 86_400, period)
