"""Months and years, their ends, and how people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rexian.assess.periods import Month, month_of, months, read_month, read_year
from rexian.errors import InputError
from rexian.instants import format_instant, parse_instant


def test_a_month_begins_and_ends():
    february = read_month("2024-02")
    assert format_instant(february.first) == "2024-02-01T00:00:00+08:00"
    assert format_instant(february.last) == "2024-02-29T23:59:59+08:00"


def test_december_is_followed_by_january():
    assert str(read_month("2025-12").next) == "2026-01"


def test_a_year_begins_and_ends():
    year = read_year("2025")
    assert (year.first, year.last + 1) == (
        parse_instant("2025-01-01T00:00"),
        parse_instant("2026-01-01T00:00"),
    )


@pytest.mark.parametrize("text", ["2025-09", "2025-9", "2025/09", "2025年9月", " 2025-09 "])
def test_ways_to_write_a_month(text):
    assert read_month(text) == Month(2025, 9)


@pytest.mark.parametrize("text", ["", "2025", "2025-13", "2025-00", "0001-01", "2025-09-01", "x"])
def test_no_month(text):
    with pytest.raises(InputError, match="is not a month; write 2025-09"):
        read_month(text)


@pytest.mark.parametrize("text", ["", "25", "2025-09", "9999"])
def test_no_year(text):
    with pytest.raises(InputError, match="is not a year; write 2025"):
        read_year(text)


@given(st.integers(parse_instant("1990-01-01T00:00"), parse_instant("2090-01-01T00:00")))
def test_every_instant_is_in_its_month_alone(instant):
    month = month_of(instant)
    assert month.first <= instant <= month.last
    assert month.last + 1 == month.next.first


def test_the_months_from_one_to_another():
    found = [str(month) for month in months(Month(2025, 11), Month(2026, 2))]
    assert found == ["2025-11", "2025-12", "2026-01", "2026-02"]
    assert list(months(Month(2026, 2), Month(2025, 11))) == []
