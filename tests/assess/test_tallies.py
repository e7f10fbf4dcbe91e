"""Figures from tallies: exact, and null where there is nothing to tell."""

from fractions import Fraction

from fixture_assessment import INDICATORS
from rexian.assess.tallies import Tally

BY_ID = {indicator.id: indicator for indicator in INDICATORS}


def said(name, **tally):
    found = Tally(**tally).said(BY_ID[name])
    return found["value"], found["numerator"], found["denominator"]


def test_a_share():
    assert said("sign_rate", counted=2, not_counted=1) == (0.666667, 2, 3)
    assert Tally(counted=2, not_counted=1).value(BY_ID["sign_rate"]) == Fraction(2, 3)


def test_a_share_of_nothing():
    assert said("sign_rate", excluded=4, undetermined=1) == (None, 0, 0)


def test_what_is_left_out_or_open_is_told_apart():
    found = Tally(counted=1, excluded=4, undetermined=2).said(BY_ID["sign_rate"])
    assert (found["value"], found["excluded"], found["undetermined"]) == (1, 4, 2)


def test_a_mean_of_hours():
    assert said("handling_time", counted=2, seconds=5400) == (0.75, 1.5, 2)
    assert said("handling_time") == (None, 0, 0)


def test_a_number_of_tickets_has_no_denominator():
    assert said("overdue", counted=3, not_counted=9) == (3, 3, None)
    assert said("overdue") == (0, 0, None)


def test_what_cannot_be_told():
    assert said("news") == (None, None, None)
    assert said("overdue", told=False) == (None, None, None)
