"""What the bureau's rules make of several units, and how its document is read."""

from rexian.model.case import read_case
from rexian_nanchang_nrp.channels import PROVINCIAL


def test_units_inside_the_bureau_have_their_own_clocks(worked):
    case = worked.cases["object-by-the-second-unit"]
    told = worked.explained(case)["assignments"]
    former, present = (found["rulings"]["object"]["outcome"] for found in told[1:])
    assert [found["tier"] for found in told] == ["host", "unit", "unit"]
    assert (former["due_at"][:10], former["late"]) == ("2026-03-11", False)
    assert (present["due_at"][:10], present["done_at"]) == ("2026-03-13", None)


def test_each_unit_inside_the_bureau_has_its_own_seal(worked):
    told = worked.explained("provincial-handed-from-a-section-to-a-branch")["assignments"]
    found = [unit["rulings"]["reply_approval"]["outcome"] for unit in told[1:]]
    assert [(unit["seal"], unit["ok"]) for unit in found] == [
        ("bureau_seal", False),
        ("unit_seal", True),
    ]


def test_a_co_handling_bureau_has_its_own_hour(worked):
    events = [
        {"type": "dispatched", "at": "2026-03-10T09:00", "unit": "甲局"},
        {"type": "dispatched", "at": "2026-03-12T09:00", "unit": "乙局", "part": "co"},
        {"type": "signed", "at": "2026-03-12T10:00:01", "unit": "乙局"},
    ]
    case = read_case({"ticket": {"channel": "minsheng", "kind": "help"}, "events": events})
    host, co = worked.explained(case)["assignments"]
    assert host["rulings"]["sign"]["outcome"]["done_at"] is None
    assert co["rulings"]["sign"]["outcome"]["late"] is True
    assert co["rulings"]["close"]["outcome"]["due_at"][:10] == "2026-03-22"


def test_the_conflict_of_text_and_annex_is_told_with_the_reason(worked):
    told = worked.explained("row-mailbox-conflict")["rulings"]["close"]
    rules = [found["rule"] for found in told["candidates"]]
    assert rules == ["close.mailbox_by_text", "close.mailbox_by_annex"]
    assert "附件2" in told["followed_because"]


def test_the_bureau_stands_under_the_city(worked):
    assert [layer.id for layer in worked.jurisdiction.layers] == ["nanchang_nrp", "nanchang_city"]
    assert worked.jurisdiction.document.number == "洪自然规划办字〔2023〕21号"


def test_no_channel_of_the_annex_is_without_a_prefix(worked):
    prefixes = worked.jurisdiction.channels.prefixes
    named = {name for prefix in prefixes for name in prefix.channels}
    assert len(prefixes) == 14
    assert named == set(PROVINCIAL) | {"ganfutong", "police", "city_12345", "wechat"}
