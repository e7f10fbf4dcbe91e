"""Nanchang City's rules against cases worked by hand; every rule decides one of them."""

from pathlib import Path

import pytest
from rexian.model.case import read_case
from rexian.testing import Worked, check_case

WORKED = Worked("nanchang_city", Path(__file__).parent)


@pytest.mark.parametrize("name", WORKED.cases)
def test_a_worked_case(name):
    assert WORKED.check(name) == []


@pytest.mark.parametrize("flip", WORKED.flips, ids=str)
def test_another_reading(flip):
    assert WORKED.check_flip(flip) == []


def test_every_choice_of_every_reading_is_taken():
    assert WORKED.untaken() == set()


def test_co_handling_units_have_their_own_clocks():
    case = WORKED.cases["close-not-moved-by-a-co-handling-unit"]
    told = WORKED.explained(case)["assignments"]
    co = next(found for found in told if found["part"] == "co")
    sign, close = (co["rulings"][name]["outcome"] for name in ("sign", "close"))
    assert (co["unit"], sign["due_at"][:10], sign["late"]) == ("乙局", "2026-03-13", False)
    assert close["due_at"][:10] == "2026-03-26"


def test_a_former_units_return_stays_its_own():
    told = WORKED.explained("close-after-redispatch")["assignments"]
    former, present = told
    assert former["rulings"]["return"]["outcome"]["done_at"] == "2026-03-11T09:00:00+08:00"
    assert present["rulings"]["return"]["outcome"]["done_at"] is None


def test_the_lost_day_of_issue_applies_to_every_ticket():
    case = read_case(
        {
            "ticket": {"kind": "inquiry", "channel": "city_12345"},
            "events": [{"type": "dispatched", "at": "2021-03-10T09:00"}],
            "expect": {"close": {"due_at": "2021-03-15", "edition": "2022-11-11"}},
        }
    )
    assert check_case(case, WORKED.id) == []


def test_readings_that_bear_are_told_with_what_they_change():
    told = WORKED.explained("close-provincial-line")["rulings"]["close"]
    [lost] = [found for found in told["readings"] if found["id"] == "provincial_days"]
    assert (lost["ambiguity"], lost["chosen"]) == (1, "four")
    assert lost["alternatives"]["unknown"]["status"] == "silent"
