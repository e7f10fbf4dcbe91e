"""A list's tickets in words."""

import pytest
from rexian.instants import DAY
from rexian.saying.queue import count_of, urgency

NOW = 1_767_600_000


@pytest.mark.parametrize(
    ("due", "told"),
    [
        (None, ""),
        (NOW - 1, "late"),
        (NOW, "soon"),
        (NOW + DAY - 1, "soon"),
        (NOW + DAY, "calm"),
    ],
)
def test_time_presses_in_three_steps(due, told):
    assert urgency(due, NOW) == told


@pytest.mark.parametrize(
    ("n", "told"), [(0, "0"), (9999, "9999"), (10000, "10k"), (128_999, "128k")]
)
def test_many_are_told_in_thousands(n, told):
    assert count_of(n) == told
