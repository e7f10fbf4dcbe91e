"""Shicheng's rules against cases worked by hand; every rule decides one of them."""

from pathlib import Path

import pytest
from rexian.testing import Worked

WORKED = Worked("shicheng", Path(__file__).parent)


@pytest.mark.parametrize("name", WORKED.cases)
def test_a_worked_case(name):
    assert WORKED.check(name) == []


@pytest.mark.parametrize("flip", WORKED.flips, ids=str)
def test_another_reading(flip):
    assert WORKED.check_flip(flip) == []


def test_every_choice_of_every_reading_is_taken():
    assert WORKED.untaken() == set()


def test_a_co_handling_unit_has_its_own_sign_off():
    case = WORKED.cases["co-handling-unit-signed-off"]
    told = WORKED.explained(case)["assignments"]
    co = next(found for found in told if found["part"] == "co")
    close, remind = (co["rulings"][name]["outcome"] for name in ("close", "remind"))
    assert (co["unit"], close["due_at"][:10]) == ("乙局", "2026-03-20")
    assert remind["due_at"] == "2026-03-18T23:59:59+08:00"


def test_a_co_handling_unit_signs_off_meets_and_replies_for_itself():
    told = WORKED.explained("co-handling-unit-in-order")["assignments"]
    asked = ("signoff", "contact", "reply_form", "reply_approval")
    ok = {found["part"]: [found["rulings"][q]["outcome"]["ok"] for q in asked] for found in told}
    assert ok == {"host": [False] * 4, "co": [True] * 4}


def test_the_document_inherits_nothing():
    assert [layer.id for layer in WORKED.jurisdiction.layers] == [WORKED.id]
    assert WORKED.jurisdiction.document.number == "石府办字〔2021〕55号"
