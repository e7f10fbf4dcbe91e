"""The steps by which a ticket is approved, as they are told."""

import pytest
from rexian.desk.showing import told
from rexian.saying.approvals import steps

pytestmark = pytest.mark.documents


def shown(desk, number):
    found = steps(told(desk.deployment, desk.actor("clerk"), number))
    return [(step.who, step.state, step.by) for step in found]


def test_what_is_still_to_be_approved_and_whose_turn_it_is(open_desk):
    desk = open_desk("nanchang_amr")
    number = desk.signed()
    assert shown(desk, number) == [
        ("unit head", "next", ""),
        ("unit's seal", "later", ""),
    ]


def ruling(**outcome):
    return {"outcome": outcome or None}


def record(kind, who, at, *, void=False, **fields):
    return {"type": kind, "actor": who, "at": at, "void": void, "fields": fields}


def test_who_has_approved_it_and_when():
    roles = [{"role": "unit_head"}, {"role": "unit_principal"}]
    told_ = {
        "rulings": {
            "signoff": ruling(),
            "closure": ruling(reviewed_by="closure_reviewer"),
            "reply_approval": ruling(
                steps=roles, seal="unit_seal", missing=["unit_principal", "unit_seal"]
            ),
            "return_permission": ruling(),
            "extension": ruling(),
        },
        "pending": [],
        "timeline": [
            record("reply_approved", "first", "2026-03-02T09:00:00+08:00", role="unit_head"),
            record("reply_approved", "head", "2026-03-02T10:00:00+08:00", role="unit_head"),
            record("reply_approved", "x", "2026-03-02T11:00:00+08:00", void=True, role="unit_head"),
            record("closure_requested", "handler", "2026-03-02T12:00:00+08:00"),
        ],
    }
    found = list(steps(told_))
    assert [step.state for step in found] == ["done", "next", "later", "next"]
    assert found[0].said() == "done by head, 2026-03-02 10:00"
    assert found[3].what == "permission to close"


def test_what_is_asked_for_waits_for_whoever_decides_it(open_desk):
    desk = open_desk()
    number = desk.signed()
    desk.act("handler", "return", number, {"basis": "权责清单", "suggested_unit": "城管局"})
    assert [state for _who, state, _by in shown(desk, number)] == ["next"]
