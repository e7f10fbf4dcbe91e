"""When duties fall due: hand-computed days on the published calendar of 2023 to 2026."""

from datetime import date

import pytest
from rexian.duties.declare import (
    by_reading,
    each_of,
    every_day,
    every_half_year,
    every_month,
    every_quarter,
    every_week,
    every_working_day,
    every_year,
    once,
)
from rexian.errors import DefinitionError
from rexian.model.terms import Term
from rexian.rules.readings import Reading

OCTOBER = ("2025-10-01", "2025-10-31")
BEFORE = Reading(
    id="before",
    zh="前",
    en="before",
    choices=(Term("in", "含", "in"), Term("out", "不含", "out")),
    default="in",
    per=("art1",),
    why=("甲", "a"),
)


def test_a_day_named_once_moves_over_the_weekend_and_is_reminded_the_day_before(due):
    [found] = due(once(date(2023, 2, 25), roll=True), "2023-01-01", "2023-12-31")
    assert found.on == date(2023, 2, 27)  # the 25th is a Saturday
    assert found.rolled_from == date(2023, 2, 25)
    assert found.remind_on == date(2023, 2, 24)
    assert (found.period, found.every) == (None, None)


@pytest.mark.parametrize(
    ("schedule", "day"),
    [
        (once(date(2023, 2, 25)), "2023-02-25"),
        (once(date(2023, 2, 25), inclusive=False), "2023-02-24"),
        (once(date(2023, 2, 26), inclusive=False), "2023-02-25"),
        (once(date(2023, 2, 26), inclusive=False, roll=True), "2023-02-27"),
    ],
)
def test_whether_the_day_named_is_in_and_moves(days, schedule, day):
    assert days(schedule, "2023-02-01", "2023-03-31") == [day]


def test_a_day_that_moves_into_the_period_is_in_it_and_one_that_moves_out_is_not(days):
    rolled = once(date(2023, 2, 25), roll=True)
    assert days(rolled, "2023-02-27", "2023-02-27") == ["2023-02-27"]
    assert days(rolled, "2023-02-20", "2023-02-26") == []


def test_the_fifth_of_each_month_on_last_month(due):
    autumn = due(every_month(by=5, about="previous", roll=True), "2025-09-01", "2025-12-31")
    assert [(str(d.on), str(d.rolled_from or ""), str(d.remind_on)) for d in autumn] == [
        ("2025-09-05", "", "2025-09-04"),
        ("2025-10-09", "2025-10-05", "2025-09-30"),  # National Day: off from the 1st to the 8th
        ("2025-11-05", "", "2025-11-04"),
        ("2025-12-05", "", "2025-12-04"),
    ]
    assert autumn[1].period == (date(2025, 9, 1), date(2025, 9, 30))


def test_the_fifth_that_moved_out_of_the_period_before_it_is_found(days):
    rolled = every_month(by=5, about="previous", roll=True)
    assert days(rolled, "2025-10-09", "2025-10-09") == ["2025-10-09"]
    assert days(rolled, "2025-10-06", "2025-10-08") == []


def test_a_fifth_that_is_out_stays_on_the_fourth(due):
    [found] = due(every_month(by=5, inclusive=False), *OCTOBER)
    assert (found.on, found.rolled_from) == (date(2025, 10, 4), None)
    assert found.remind_on == date(2025, 9, 30)
    assert found.period == (date(2025, 10, 1), date(2025, 10, 31))


def test_about_the_fifteenth(due):
    october, november = due(every_month(around=15, within=2), "2025-10-01", "2025-11-30")
    assert (october.on, october.remind_on) == (date(2025, 10, 15), date(2025, 10, 15))
    assert october.window == (date(2025, 10, 13), date(2025, 10, 17))
    assert (november.on, november.remind_on) == (date(2025, 11, 15), date(2025, 11, 14))
    assert november.rolled_from is None


def test_with_no_day_named_the_last_of_the_period_stays_and_reminds_on_a_working_day(due):
    [august] = due(every_month(), "2025-08-01", "2025-08-31")
    assert (august.on, august.remind_on) == (date(2025, 8, 31), date(2025, 8, 29))
    assert august.rolled_from is None
    assert august.period == (date(2025, 8, 1), date(2025, 8, 31))


def test_february_ends_with_its_last_day(days):
    assert days(every_month(), "2024-01-31", "2024-03-01") == ["2024-01-31", "2024-02-29"]


@pytest.mark.parametrize(
    ("schedule", "expected"),
    [
        (every_quarter(), ["2025-03-31", "2025-06-30", "2025-09-30", "2025-12-31"]),
        (every_half_year(), ["2025-06-30", "2025-12-31"]),
        (every_year(), ["2025-12-31"]),
    ],
)
def test_longer_periods(days, schedule, expected):
    assert days(schedule, "2025-01-01", "2025-12-31") == expected


def test_a_week_is_due_on_its_last_working_day(due):
    weeks = due(every_week(), "2025-09-22", "2025-10-12")
    assert [str(week.on) for week in weeks] == [
        "2025-09-28",  # a Sunday worked to make up
        "2025-09-30",
        "2025-10-11",  # a Saturday worked to make up
    ]
    assert [str(week.rolled_from or "") for week in weeks] == ["", "2025-10-05", "2025-10-12"]
    assert weeks[1].period == (date(2025, 9, 29), date(2025, 10, 5))


def test_a_week_without_a_working_day_is_due_on_its_sunday(due):
    [week] = due(every_week(), "2026-02-16", "2026-02-22")  # Spring Festival, the 15th to the 23rd
    assert (week.on, week.remind_on) == (date(2026, 2, 22), date(2026, 2, 14))
    assert week.rolled_from is None


def test_every_day_counts_days_off_and_every_working_day_does_not(days, due):
    assert len(days(every_day(), *OCTOBER)) == 31
    assert days(every_working_day(), "2025-10-04", "2025-10-14") == [
        "2025-10-09", "2025-10-10", "2025-10-11", "2025-10-13", "2025-10-14",
    ]  # fmt: skip
    assert {found.remind_on == found.on for found in due(every_day(), *OCTOBER)} == {True}


def test_several_periods_at_once_stand_in_order(due):
    told = due(each_of(every_year(), every_month(), every_week()), "2025-12-20", "2025-12-31")
    assert [(str(found.on), found.every) for found in told] == [
        ("2025-12-26", "week"),
        ("2025-12-31", "year"),
        ("2025-12-31", "month"),
    ]


def test_a_schedule_by_reading_follows_the_choice(days):
    schedule = by_reading(
        BEFORE,
        {"in": every_month(by=5, roll=True), "out": every_month(by=5, inclusive=False)},
    )
    assert days(schedule, *OCTOBER) == ["2025-10-09"]
    assert days(schedule, *OCTOBER, before="out") == ["2025-10-04"]


def test_what_nobody_has_published_is_provisional(due):
    [later] = due(every_month(), "2099-01-01", "2099-01-31")
    [daily] = due(every_day(), "2099-01-01", "2099-01-01")
    [now] = due(every_month(), "2025-08-01", "2025-08-31")
    assert (later.provisional, now.provisional, daily.provisional) == (True, False, False)


@pytest.mark.parametrize(
    ("declared", "sentence"),
    [
        (lambda: every_month(by=5, around=15), "by a day or around one, not both"),
        (lambda: every_month(by=30), "days 30 to 30 are not in every month"),
        (lambda: every_month(by=1, inclusive=False), "days 0 to 1 are not in every month"),
        (lambda: every_month(around=27, within=2), "days 25 to 29 are not in every month"),
        (lambda: by_reading(BEFORE, {"in": every_day()}), "each of its choices: in, out"),
        (lambda: by_reading(BEFORE, dict.fromkeys(("in", "out"), every_day())), "of its own"),
    ],
)
def test_a_schedule_that_makes_no_sense_is_refused(declared, sentence):
    with pytest.raises(DefinitionError, match=sentence):
        declared()
