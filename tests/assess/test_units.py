"""Units' months: streaks, yearly counts, and the grounds they meet."""

from collections import Counter
from dataclasses import replace

import pytest
from fixture_assessment import ASSESSMENT, MONTH, UNITS, layer
from hypothesis import given
from hypothesis import strategies as st
from rexian.assess.declarations import Assessment
from rexian.assess.history import Entry
from rexian.assess.periods import Month
from rexian.assess.units import (
    NOTHING,
    bottom_in_year,
    bottom_streak,
    bottom_two,
    met,
    period,
    ranked_months,
    speaks,
    unit_plan,
)
from rexian.consequences import UnitDesk
from rexian.jurisdictions import Jurisdiction

PLAN = unit_plan([("town", ASSESSMENT)], {MONTH.id: MONTH})
JANUARY = Month(2025, 1)


def history(*ranks, unit="甲局", first=JANUARY):
    """One rank a month on end; a zero leaves the month out, None is a month without a rank."""
    found, month = [], first
    for rank in ranks:
        if rank != 0:
            found.append(Entry(month, unit, rank))
        month = month.next
    return found


def facts(*ranks, **more):
    told = [found for _, found in ranked_months(history(*ranks, **more))]
    return [(f[bottom_two.id], f[bottom_streak.id], f[bottom_in_year.id]) for f in told]


def test_months_in_the_bottom_two_add_up():
    assert facts(1, 2, 1) == [(True, 1, 1), (True, 2, 2), (True, 3, 3)]


def test_the_third_from_the_bottom_is_not_in_it():
    assert facts(2, 3, 2) == [(True, 1, 1), (False, 0, 0), (True, 1, 2)]


@pytest.mark.parametrize("gap", [0, None, 5])
def test_a_month_without_such_a_rank_ends_a_streak(gap):
    assert facts(1, gap, 1)[-1] == (True, 1, 2)


def test_the_count_begins_anew_in_january_and_the_streak_goes_on():
    assert facts(1, 1, 1, first=Month(2025, 11))[-1] == (True, 3, 1)


def test_entries_come_month_by_month_the_lowest_first():
    mixed = [*history(2, 2), *history(1, 1, unit="乙局"), *history(None, unit="丙局")]
    told = [(str(e.month), e.unit) for e, _ in ranked_months(reversed(mixed))]
    assert told == [
        ("2025-01", "乙局"),
        ("2025-01", "甲局"),
        ("2025-01", "丙局"),
        ("2025-02", "乙局"),
        ("2025-02", "甲局"),
    ]


def naive(entries):
    """Streaks and counts worked out month by month, without any table."""
    bottom = {(e.unit, e.month) for e in entries if e.rank_from_bottom in (1, 2)}
    found = {}
    for unit, month in bottom:
        streak, before = 1, month
        while True:
            before = (
                Month(before.year - 1, 12)
                if before.number == 1
                else Month(before.year, before.number - 1)
            )
            if (unit, before) not in bottom:
                break
            streak += 1
        year = sum(u == unit and m.year == month.year and m <= month for u, m in bottom)
        found[unit, month] = (streak, year)
    return found


@given(
    st.dictionaries(
        st.tuples(st.sampled_from(["甲", "乙"]), st.integers(0, 30)),
        st.none() | st.integers(1, 4),
    )
)
def test_facts_agree_with_counting_by_hand(drawn):
    entries = [
        Entry(Month(2024 + number // 12, number % 12 + 1), unit, rank)
        for (unit, number), rank in drawn.items()
    ]
    expected = naive(entries)
    told = list(ranked_months(entries))
    assert Counter(entry for entry, _ in told) == Counter(entries)
    for entry, found in told:
        streak, year = expected.get((entry.unit, entry.month), (0, 0))
        assert (found[bottom_streak.id], found[bottom_in_year.id]) == (streak, year)
        assert found[bottom_two.id] is (streak > 0)


def rules(**found):
    return [e.rule.id for e in met(PLAN, "ranking", {**NOTHING, **found})]


def test_every_ground_that_is_met_counts():
    assert rules() == []
    assert rules(**{bottom_two.id: True, bottom_streak.id: 3, bottom_in_year.id: 4}) == [
        "ranking.bottom",
        "ranking.running",
        "ranking.in_year",
    ]


def test_the_period_decides_what_results_go_into():
    assert met(PLAN, "assessment_use", {period.id: "month"}) == []
    assert [e.rule.id for e in met(PLAN, "assessment_use", {period.id: "year"})] == [
        "assessment_use.year"
    ]


def test_a_document_may_be_silent():
    silent = unit_plan([("town", Assessment())], {})
    assert not speaks(silent, "ranking")
    assert speaks(PLAN, "ranking")


@pytest.fixture
def desk(package):
    return UnitDesk(Jurisdiction((layer(package),)))


def test_consequences_of_one_measure_are_one_and_cite_every_ground(desk):
    told = [one for one in desk.consequences(history(1, 1, 1, 1)) if one["month"] == "2025-04"]
    assert [(one["measure"], one["by"], one["on"]) for one in told] == [
        ("interview", "a", "b"),
        ("rectification_order", "c", "b"),
    ]
    assert told[1]["rules"] == ["ranking.running", "ranking.in_year"]
    assert [c["clause"] for c in told[1]["citations"]] == ["art5", "art6"]
    assert (told[1]["streak"], told[1]["year_count"]) == (4, 4)


def test_one_month_may_be_asked_for(desk):
    told = desk.consequences(history(1, 1, 1), Month(2025, 3))
    assert {one["month"] for one in told} == {"2025-03"}
    assert [one["rule"] for one in told] == ["ranking.bottom", "ranking.running"]


def test_what_may_be_contested_and_how_strongly(desk):
    (told,) = desk.recheck("month")
    assert (told["by"], told["to"], told["strength"], told["rule"]) == (
        "b",
        "a",
        "may",
        "recheck.ask",
    )


def test_a_rule_that_is_not_inherited_stays_with_its_document(package):
    own = tuple(replace(rule, inherited=rule.id != "ranking.bottom") for rule in UNITS)
    upper = layer(package, Assessment(units=own), name="county")
    lower = Jurisdiction((layer(package, Assessment(), upper="county"), upper))
    told = UnitDesk(lower).consequences(history(1, 1, 1))
    assert [(one["rule"], one["inherited"]) for one in told] == [("ranking.running", True)]
