"""What Yiyang's rules make of several units, and of extensions."""

import pytest
from rexian.model.case import read_case


def test_a_co_handling_unit_has_its_own_clocks(worked):
    case = worked.cases["close-with-a-co-handling-unit"]
    told = worked.explained(case)["assignments"]
    co = next(found for found in told if found["part"] == "co")
    sign, close = (co["rulings"][name]["outcome"] for name in ("sign", "close"))
    assert (co["unit"], sign["due_at"][:10], sign["late"]) == ("乙局", "2026-03-05", False)
    assert close["due_at"][:10] == "2026-03-18"


def test_a_former_unit_stays_late_after_re_dispatch(worked):
    events = [
        {"type": "dispatched", "at": "2026-03-02T10:00", "unit": "甲局"},
        {"type": "signed", "at": "2026-03-04T10:00", "unit": "甲局"},
        {"type": "dispatched", "at": "2026-03-05T10:00", "unit": "乙局"},
    ]
    case = read_case({"ticket": {"kind": "complaint"}, "events": events})
    former, present = worked.explained(case)["assignments"]
    assert former["rulings"]["sign"]["outcome"]["late"] is True
    assert present["rulings"]["sign"]["outcome"]["due_at"][:10] == "2026-03-06"


def test_the_document_inherits_nothing(worked):
    assert [layer.id for layer in worked.jurisdiction.layers] == ["yiyang"]
    assert worked.jurisdiction.document.number == "弋府办字〔2023〕51号"


@pytest.mark.parametrize("kind", ["inquiry", "help", "complaint"])
def test_an_extension_is_capped_at_the_limit_of_the_kind(worked, kind):
    days = {"inquiry": "2026-03-06", "help": "2026-03-16", "complaint": "2026-03-30"}
    case = read_case(
        {
            "ticket": {"kind": kind},
            "events": [{"type": "dispatched", "at": "2026-03-02T10:00"}],
            "expect": {"extension": {"latest_due_at": days[kind]}},
        }
    )
    assert worked.check(case) == []
