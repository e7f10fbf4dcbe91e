"""The bureau's rules against cases worked by hand; every rule decides one of them."""

from pathlib import Path

import pytest
from rexian.model.case import read_case
from rexian.testing import Worked
from rexian_nanchang_nrp.channels import PROVINCIAL

WORKED = Worked("nanchang_nrp", Path(__file__).parent)


@pytest.mark.parametrize("name", WORKED.cases)
def test_a_worked_case(name):
    assert WORKED.check(name) == []


@pytest.mark.parametrize("flip", WORKED.flips, ids=str)
def test_another_reading(flip):
    assert WORKED.check_flip(flip) == []


def test_every_choice_of_every_reading_is_taken():
    assert WORKED.untaken() == set()


def test_units_inside_the_bureau_have_their_own_clocks():
    case = WORKED.cases["object-by-the-second-unit"]
    told = WORKED.explained(case)["assignments"]
    former, present = (found["rulings"]["object"]["outcome"] for found in told[1:])
    assert [found["tier"] for found in told] == ["host", "unit", "unit"]
    assert (former["due_at"][:10], former["late"]) == ("2026-03-11", False)
    assert (present["due_at"][:10], present["done_at"]) == ("2026-03-13", None)


def test_each_unit_inside_the_bureau_has_its_own_seal():
    told = WORKED.explained("provincial-handed-from-a-section-to-a-branch")["assignments"]
    found = [unit["rulings"]["reply_approval"]["outcome"] for unit in told[1:]]
    assert [(unit["seal"], unit["ok"]) for unit in found] == [
        ("bureau_seal", False),
        ("unit_seal", True),
    ]


def test_a_co_handling_bureau_has_its_own_hour():
    events = [
        {"type": "dispatched", "at": "2026-03-10T09:00", "unit": "甲局"},
        {"type": "dispatched", "at": "2026-03-12T09:00", "unit": "乙局", "part": "co"},
        {"type": "signed", "at": "2026-03-12T10:00:01", "unit": "乙局"},
    ]
    case = read_case({"ticket": {"channel": "minsheng", "kind": "help"}, "events": events})
    host, co = WORKED.explained(case)["assignments"]
    assert host["rulings"]["sign"]["outcome"]["done_at"] is None
    assert co["rulings"]["sign"]["outcome"]["late"] is True
    assert co["rulings"]["close"]["outcome"]["due_at"][:10] == "2026-03-22"


def test_the_conflict_of_text_and_annex_is_told_with_the_reason():
    told = WORKED.explained("row-mailbox-conflict")["rulings"]["close"]
    rules = [found["rule"] for found in told["candidates"]]
    assert rules == ["close.mailbox_by_text", "close.mailbox_by_annex"]
    assert "附件2" in told["followed_because"]


def test_the_bureau_stands_under_the_city():
    assert [layer.id for layer in WORKED.jurisdiction.layers] == [WORKED.id, "nanchang_city"]
    assert WORKED.jurisdiction.document.number == "洪自然规划办字〔2023〕21号"


def test_no_channel_of_the_annex_is_without_a_prefix():
    prefixes = WORKED.jurisdiction.channels.prefixes
    named = {name for prefix in prefixes for name in prefix.channels}
    assert len(prefixes) == 14
    assert named == set(PROVINCIAL) | {"ganfutong", "police", "city_12345", "wechat"}
