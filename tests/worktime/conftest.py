"""Arbitrary calendars and office hours, for `st.from_type`."""

from itertools import pairwise

import pytest
from hypothesis import strategies as st
from rexian.instants import DAY, date_of
from rexian.worktime.calendar import Calendar
from rexian.worktime.office import OfficeHours, office_hours
from rexian.worktime.sources import china

MAX_DAYS = 60


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    monkeypatch.setenv("REXIAN_LANG", "en")


@pytest.fixture(scope="session")
def chinese():
    return china()


@st.composite
def calendars(draw):
    first = draw(st.integers(-400, 20_000))
    working = bytes(draw(st.lists(st.integers(0, 1), min_size=1, max_size=MAX_DAYS)))
    edges = sorted(draw(st.tuples(*[st.integers(first - 5, first + MAX_DAYS)] * 2)))
    published = draw(st.sampled_from([None, tuple(edges)]))
    return Calendar("any", first, working, published)


@st.composite
def windows(draw):
    """Windows of one day, which may touch each other and both midnights."""
    cuts = sorted(draw(st.sets(st.integers(0, DAY) | st.just(0) | st.just(DAY), max_size=6)))
    pairs = list(pairwise(cuts))
    kept = draw(st.lists(st.booleans(), min_size=len(pairs), max_size=len(pairs)))
    return tuple(pair for pair, keep in zip(pairs, kept, strict=True) if keep)


@st.composite
def offices(draw):
    calendar = draw(calendars())
    dates = st.integers(calendar.first, calendar.last).map(date_of)
    week = draw(st.dictionaries(st.integers(0, 6), windows(), max_size=7))
    exceptions = draw(st.dictionaries(dates, windows(), max_size=5))
    breaks = draw(st.dictionaries(dates, windows(), max_size=5))
    return office_hours(calendar, week, exceptions, breaks)


st.register_type_strategy(Calendar, calendars())
st.register_type_strategy(OfficeHours, offices())
