"""Yiyang's rules against cases worked by hand; every rule decides one of them."""

from pathlib import Path

import pytest
from rexian.model.case import read_case
from rexian.testing import Worked, check_case

WORKED = Worked("yiyang", Path(__file__).parent)


@pytest.mark.parametrize("name", WORKED.cases)
def test_a_worked_case(name):
    assert WORKED.check(name) == []


@pytest.mark.parametrize("flip", WORKED.flips, ids=str)
def test_another_reading(flip):
    assert WORKED.check_flip(flip) == []


def test_every_choice_of_every_reading_is_taken():
    assert WORKED.untaken() == set()


def test_a_co_handling_unit_has_its_own_clocks():
    case = WORKED.cases["close-with-a-co-handling-unit"]
    told = WORKED.explained(case)["assignments"]
    co = next(found for found in told if found["part"] == "co")
    sign, close = (co["rulings"][name]["outcome"] for name in ("sign", "close"))
    assert (co["unit"], sign["due_at"][:10], sign["late"]) == ("乙局", "2026-03-05", False)
    assert close["due_at"][:10] == "2026-03-18"


def test_a_former_unit_stays_late_after_re_dispatch():
    events = [
        {"type": "dispatched", "at": "2026-03-02T10:00", "unit": "甲局"},
        {"type": "signed", "at": "2026-03-04T10:00", "unit": "甲局"},
        {"type": "dispatched", "at": "2026-03-05T10:00", "unit": "乙局"},
    ]
    case = read_case({"ticket": {"kind": "complaint"}, "events": events})
    former, present = WORKED.explained(case)["assignments"]
    assert former["rulings"]["sign"]["outcome"]["late"] is True
    assert present["rulings"]["sign"]["outcome"]["due_at"][:10] == "2026-03-06"


def test_the_document_inherits_nothing():
    assert [layer.id for layer in WORKED.jurisdiction.layers] == [WORKED.id]
    assert WORKED.jurisdiction.document.number == "弋府办字〔2023〕51号"


@pytest.mark.parametrize("kind", ["inquiry", "help", "complaint"])
def test_an_extension_is_capped_at_the_limit_of_the_kind(kind):
    days = {"inquiry": "2026-03-06", "help": "2026-03-16", "complaint": "2026-03-30"}
    case = read_case(
        {
            "ticket": {"kind": kind},
            "events": [{"type": "dispatched", "at": "2026-03-02T10:00"}],
            "expect": {"extension": {"latest_due_at": days[kind]}},
        }
    )
    assert check_case(case, WORKED.id) == []
