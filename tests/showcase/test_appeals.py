"""What arrives: the same for the same seed, on days of the season, and nobody's."""

import re
from collections import Counter
from datetime import date

import pytest
from rexian.discovery import load
from rexian.instants import DAY, day_number, parse_instant
from rexian.showcase.appeals import Season, appeals
from rexian.showcase.cast import cast_for
from rexian.showcase.clock import Office
from rexian.worktime.sources import china

pytestmark = pytest.mark.documents
FIRST = parse_instant("2025-09-01T00:00") // DAY
SEPTEMBER = range(FIRST, FIRST + 30)


@pytest.fixture(scope="module")
def drawn():
    place = load("yiyang")

    def draw(tickets, seed=1, days=SEPTEMBER):
        return appeals(Season(days, tickets, seed), place, cast_for(place), Office(china()))

    return draw


def test_a_seed_tells_all(drawn):
    assert drawn(60) == drawn(60)
    assert drawn(60) != drawn(60, seed=2)


def test_they_arrive_in_order_within_the_season(drawn):
    times = [appeal.at for appeal in drawn(300)]
    assert times == sorted(times)
    assert all(appeal // DAY in SEPTEMBER for appeal in times)


def test_fewer_arrive_on_days_off(drawn):
    office = Office(china())
    counted = Counter(office.is_working_day(a.at // DAY) for a in drawn(2000))
    # September 2025 has 23 working days, the 28th among them, and 7 days off.
    assert counted[True] / 23 > 1.5 * counted[False] / 7


def test_what_is_rare_comes_in_every_month(drawn):
    few = drawn(12)
    fates = frozenset().union(*(appeal.fate for appeal in few))
    assert {"about", "refused", "withdrawn", "mistyped", "given_back_late"} <= fates
    assert {"emergency"} <= {appeal.facts.get("urgency") for appeal in few}
    early = day_number(date(2025, 9, 10))
    assert all(a.at // DAY < early for a in few if a.fate - {"duplicate"})


def test_some_call_again_about_the_same_matter(drawn):
    found = drawn(200)
    matters = Counter((appeal.caller, appeal.title, appeal.unit) for appeal in found)
    again = [appeal for appeal in found if "duplicate" in appeal.fate]
    assert again
    assert all(matters[a.caller, a.title, a.unit] > 1 for a in again)
    assert len(found) > 200


def test_a_unit_does_not_help_where_the_ticket_went_first(drawn):
    for appeal in drawn(2000):
        assert appeal.unit != appeal.wrong
        assert not ({"given_back", "joint"} <= appeal.fate)


def test_callers_are_nobody(drawn):
    assert all(re.fullmatch("1990000[0-9]{4}", appeal.caller) for appeal in drawn(100))
