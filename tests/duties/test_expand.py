"""What falls due in a period: order, inheritance, readings, and laws on any duties."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rexian.duties.declare import (
    by_reading,
    continuous,
    each_of,
    every_day,
    every_half_year,
    every_month,
    every_quarter,
    every_week,
    every_working_day,
    every_year,
    once,
    period_unset,
    standing,
)
from rexian.duties.duty import duty
from rexian.duties.expand import bound, expand, readings_of
from rexian.errors import InputError
from rexian.model.terms import Term
from rexian.rules.readings import Reading

JANUARY = date(2025, 1, 1), date(2025, 1, 31)
READING = Reading(
    id="fifth",
    zh="五日",
    en="the fifth",
    choices=(Term("in", "含", "in"), Term("out", "不含", "out")),
    default="in",
    per=("art1",),
    why=("甲", "a"),
)
READ = by_reading(
    READING,
    {
        "in": every_month(by=5, about="previous", roll=True),
        "out": every_month(by=5, about="previous", inclusive=False),
    },
)


def made(name, schedule, **more):
    return duty(name, schedule, zh=name, en=name, who="handler", per=("art1",), **more)


def test_own_duties_come_before_inherited_ones_of_the_same_day(calendar):
    own = [made("own_year", every_year()), made("own_month", every_month())]
    upper = [
        made("from_above", every_month(), inherited=True),
        made("not_inherited", every_month()),
        made("earlier", every_month(by=5), inherited=True),
    ]
    found = bound([("bureau", own), ("city", upper)])
    told = expand(found, date(2025, 12, 1), date(2025, 12, 31), calendar)
    assert [(e.bound.duty.id, e.bound.layer, e.bound.inherited) for e in told.due] == [
        ("earlier", "city", True),
        ("own_year", "bureau", False),
        ("own_month", "bureau", False),
        ("from_above", "city", True),
    ]


def test_what_has_no_date_stands_apart(calendar):
    found = bound(
        [
            (
                "town",
                [
                    made("always", continuous()),
                    made("sometimes", period_unset()),
                    made("liaison", standing(1, per="unit")),
                    made("daily", every_day()),
                ],
            )
        ]
    )
    told = expand(found, *JANUARY, calendar)
    assert {entry.bound.duty.id for entry in told.due} == {"daily"}
    assert [each.duty.id for each in told.continuous] == ["always"]
    assert [each.duty.id for each in told.period_unset] == ["sometimes"]
    assert [(e.duty.id, what.least, what.per) for e, what in told.standing] == [
        ("liaison", 1, "unit")
    ]


@pytest.mark.parametrize(
    ("choice", "other", "day", "other_day"),
    [("in", "out", "2025-10-09", "2025-10-04"), ("out", "in", "2025-10-04", "2025-10-09")],
)
def test_an_entry_says_when_it_would_be_due_by_another_reading(
    calendar, choice, other, day, other_day
):
    span = date(2025, 10, 1), date(2025, 10, 31)
    [entry] = expand(bound([("t", [made("file", READ)])]), *span, calendar, {"fifth": choice}).due
    assert (str(entry.due.on), entry.reading, entry.chosen) == (day, READING, choice)
    assert entry.otherwise == {other: date.fromisoformat(other_day)}


def test_a_duty_done_once_says_so_too(calendar):
    named = date(2023, 2, 25)
    schedule = by_reading(
        READING, {"in": once(named, roll=True), "out": once(named, inclusive=False)}
    )
    span = date(2023, 2, 1), date(2023, 2, 28)
    [entry] = expand(bound([("t", [made("list", schedule)])]), *span, calendar).due
    assert entry.otherwise == {"out": date(2023, 2, 24)}


def test_at_the_calendars_end_other_readings_do_not_look_beyond_it(calendar):
    last = date(2099, 12, 31)
    [entry] = expand(bound([("t", [made("f", READ)])]), last.replace(day=1), last, calendar).due
    assert entry.otherwise == {"out": date(2099, 12, 4)}


def test_the_readings_of_duties():
    found = bound([("t", [made("file", READ), made("daily", every_day())])])
    assert readings_of(found) == {"fifth": READING}


@pytest.mark.parametrize(
    ("span", "chosen", "sentence"),
    [
        (JANUARY[::-1], {}, "2025-01-31 comes after 2025-01-01"),
        (JANUARY, {"fift": "in"}, "hangs on a reading 'fift'; did you mean fifth"),
        (JANUARY, {"fifth": "inn"}, "reading fifth has no choice 'inn'; did you mean in"),
        ((date(1980, 1, 1), JANUARY[1]), {}, "1980-01-01.* lies outside the calendar"),
        ((JANUARY[0], date(9999, 12, 31)), {}, "9999-12-31.* lies outside the calendar"),
    ],
)
def test_bad_input(calendar, span, chosen, sentence):
    with pytest.raises(InputError, match=sentence):
        expand(bound([("t", [made("file", READ)])]), *span, calendar, chosen)


DAYS = st.dates(date(2022, 12, 1), date(2027, 1, 31))
NAMED = {
    "roll": st.booleans(),
    "inclusive": st.booleans(),
}
MONTHLY = st.one_of(
    st.just(every_month()),
    st.builds(
        every_month, by=st.integers(2, 28), about=st.sampled_from(["same", "previous"]), **NAMED
    ),
    st.builds(every_month, around=st.integers(5, 24), within=st.integers(0, 4)),
)
SIMPLE = st.one_of(
    MONTHLY,
    st.sampled_from(
        [
            every_day(),
            every_working_day(),
            every_week(),
            every_quarter(),
            every_half_year(),
            every_year(),
        ]
    ),
    st.builds(once, DAYS, **NAMED),
)
SCHEDULES = st.one_of(SIMPLE, st.lists(SIMPLE, min_size=2, max_size=3).map(lambda s: each_of(*s)))


@given(st.lists(SCHEDULES, min_size=1, max_size=3), st.lists(DAYS, min_size=3, max_size=3))
def test_a_period_is_the_sum_of_its_parts(calendar, schedules, days):
    first, middle, last = sorted(days)
    found = bound([("t", [made(f"d{n}", schedule) for n, schedule in enumerate(schedules)])])
    whole = expand(found, first, last, calendar).due
    parts = expand(found, first, middle, calendar).due
    if middle < last:
        parts += expand(found, middle + timedelta(days=1), last, calendar).due
    assert whole == parts


@given(SCHEDULES, DAYS, DAYS)
def test_what_falls_due_is_in_the_period_in_order_and_reminded_of_in_time(calendar, it, one, two):
    first, last = sorted((one, two))
    told = [e.due for e in expand(bound([("t", [made("d", it)])]), first, last, calendar).due]
    assert [due.on for due in told] == sorted(due.on for due in told)
    assert all(first <= due.on <= last and due.remind_on <= due.on for due in told)
    assert all(due.rolled_from != due.on for due in told)


@given(SIMPLE, DAYS)
def test_each_period_has_its_duty_once_at_most(calendar, it, first):
    last = first + timedelta(days=400)
    told = [e.due for e in expand(bound([("t", [made("d", it)])]), first, last, calendar).due]
    about = [due.period for due in told]
    assert len(about) == len(set(about))
