"""Which version of a calendar was known when."""

from dataclasses import replace

import pytest
from rexian.errors import InputError
from rexian.instants import parse_instant
from rexian.worktime.history import CalendarHistory
from rexian.worktime.period import working_days

NOTICE = parse_instant("2020-01-27T09:00")


@pytest.fixture
def extended(chinese):
    """A notice of 27 January that makes the next working day a day off."""
    day = parse_instant("2020-02-03") // 86_400 - chinese.first
    table = bytearray(chinese.working)
    table[day] = 0
    return replace(chinese, working=bytes(table), announced=NOTICE)


def test_an_act_is_judged_by_what_was_known(chinese, extended):
    history = CalendarHistory((chinese,)).with_version(extended)
    assert history.as_of(NOTICE - 1) is chinese
    assert history.as_of(NOTICE) is extended
    assert history.current is extended
    start = parse_instant("2020-01-31")
    known = history.as_of(NOTICE - 1).add(start, working_days(1))
    assert history.current.add(start, working_days(1)) > known


def test_a_history_starts_with_what_was_always_known(extended):
    for versions in ((), (extended,)):
        with pytest.raises(InputError, match="starts with a version that was always known"):
            CalendarHistory(versions)


def test_versions_stand_in_order(chinese, extended):
    earlier = replace(extended, announced=NOTICE - 1)
    with pytest.raises(InputError, match="in the order of their announcement"):
        CalendarHistory((chinese, extended, earlier))


def test_two_versions_may_be_announced_at_once_and_the_last_holds(chinese, extended):
    twin = replace(extended, name="twin")
    assert CalendarHistory((chinese, extended, twin)).as_of(NOTICE) is twin
