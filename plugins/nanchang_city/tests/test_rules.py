"""What the city's rules make of several units, and what is told of readings."""

from rexian.model.case import read_case


def test_co_handling_units_have_their_own_clocks(worked):
    case = worked.cases["close-not-moved-by-a-co-handling-unit"]
    told = worked.explained(case)["assignments"]
    co = next(found for found in told if found["part"] == "co")
    sign, close = (co["rulings"][name]["outcome"] for name in ("sign", "close"))
    assert (co["unit"], sign["due_at"][:10], sign["late"]) == ("乙局", "2026-03-13", False)
    assert close["due_at"][:10] == "2026-03-26"


def test_a_former_units_return_stays_its_own(worked):
    told = worked.explained("close-after-redispatch")["assignments"]
    former, present = told
    assert former["rulings"]["return"]["outcome"]["done_at"] == "2026-03-11T09:00:00+08:00"
    assert present["rulings"]["return"]["outcome"]["done_at"] is None


def test_the_lost_day_of_issue_applies_to_every_ticket(worked):
    case = read_case(
        {
            "ticket": {"kind": "inquiry", "channel": "city_12345"},
            "events": [{"type": "dispatched", "at": "2021-03-10T09:00"}],
            "expect": {"close": {"due_at": "2021-03-15", "edition": "2022-11-11"}},
        }
    )
    assert worked.check(case) == []


def test_readings_that_bear_are_told_with_what_they_change(worked):
    told = worked.explained("close-provincial-line")["rulings"]["close"]
    [lost] = [found for found in told["readings"] if found["id"] == "provincial_days"]
    assert (lost["ambiguity"], lost["chosen"]) == (1, "four")
    assert lost["alternatives"]["unknown"]["status"] == "silent"
