"""Time in the showcase: it goes on, and people are at work on working days."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rexian.instants import DAY, day_number, parse_instant, to_datetime
from rexian.showcase.clock import Clock, Office
from rexian.worktime.sources import china

#: Dice that always show the most.
LATEST = SimpleNamespace(randrange=lambda *bounds: bounds[-1] - 1)
OFFICE = Office(china())
SEPTEMBER = parse_instant("2025-09-01T00:00")


def test_a_clock_never_goes_back():
    clock = Clock(100)
    clock.reach(90)
    assert clock() == 100
    clock.reach(120)
    clock.take(5)
    assert clock() == 125


@pytest.mark.parametrize(
    ("at", "day", "hours"),
    [
        ("2025-09-01T10:00", "2025-09-01", (10, 10)),
        ("2025-09-01T07:00", "2025-09-01", (8, 10)),
        ("2025-09-01T17:30", "2025-09-02", (8, 10)),
        # Friday evening to Monday; Saturday before a Sunday that is worked.
        ("2025-09-05T18:00", "2025-09-08", (8, 10)),
        ("2025-09-27T11:00", "2025-09-28", (8, 10)),
        # The holiday runs from 1 to 8 October 2025.
        ("2025-09-30T20:00", "2025-10-09", (8, 10)),
    ],
)
def test_people_come_in_when_the_office_opens(at, day, hours):
    found = to_datetime(OFFICE.open_at(parse_instant(at), LATEST))
    assert found.date().isoformat() == day
    assert hours[0] <= found.hour <= hours[1]


@pytest.mark.parametrize(
    ("days", "day"), [(0, "2025-09-26"), (1, "2025-09-28"), (2, "2025-09-29"), (4, "2025-10-09")]
)
def test_days_on_are_working_days(days, day):
    found = OFFICE.days_on(parse_instant("2025-09-26T09:00"), days, LATEST)
    assert to_datetime(found).date().isoformat() == day


@given(st.integers(0, 60 * DAY), st.integers(0, 8), st.randoms(use_true_random=False))
def test_nothing_is_done_before_now_nor_on_a_day_off(offset, days, dice):
    at = SEPTEMBER + offset
    found = OFFICE.days_on(at, days, dice)
    assert found >= at
    assert OFFICE.is_working_day(found // DAY)
    assert found // DAY >= day_number(to_datetime(at).date())
