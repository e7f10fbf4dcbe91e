import pytest
from hypothesis import given
from hypothesis import strategies as st
from rexian.settings.spans import read_span, write_span


def test_minutes_hours_and_days():
    assert [read_span(text) for text in ("0min", "30min", "12h", "1d")] == [0, 1800, 43200, 86400]


@pytest.mark.parametrize("written", ["30", "half an hour", "2wd", "1mo", "immediate", "", "-1h"])
def test_what_is_no_length_of_time(written):
    with pytest.raises(ValueError, match=r"^$"):
        read_span(written)


@given(st.integers(0, 10_000).map(lambda minutes: minutes * 60))
def test_what_is_written_is_read_back(seconds):
    assert read_span(write_span(seconds)) == seconds


def test_the_longest_unit_is_written():
    assert [write_span(s) for s in (1800, 5400, 43200, 172800)] == ["30min", "90min", "12h", "2d"]
