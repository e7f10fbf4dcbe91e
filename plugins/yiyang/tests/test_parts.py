"""Co-handling in Yiyang: what is asked of the host alone, and what of every unit."""

from rexian.model.case import read_case

EVENTS = [
    {"type": "dispatched", "at": "2026-03-02T10:00", "unit": "甲局", "part": "host"},
    {"type": "dispatched", "at": "2026-03-02T10:00", "unit": "乙局", "part": "co"},
    {"type": "contacted", "at": "2026-03-02T10:00", "unit": "甲局", "mode": "sms"},
    {"type": "reply_submitted", "at": "2026-03-05T10:00", "unit": "甲局", "medium": "platform"},
    {"type": "closed", "at": "2026-03-06T10:00", "unit": "甲局"},
    {"type": "cooperation_refused", "at": "2026-03-09T10:00", "unit": "乙局", "part": "co"},
]


def told(worked, **ticket):
    case = read_case(
        {
            "ticket": {"kind": "complaint", **ticket},
            "events": EVENTS,
            "now": "2026-03-17T10:00",
        }
    )
    host, co = worked.explained(case)["assignments"]
    assert (host["unit"], co["unit"]) == ("甲局", "乙局")
    return host["rulings"], co["rulings"]


def test_the_host_alone_answers_on_the_platform_and_to_the_appellant(worked):
    host, co = told(worked)
    assert host["reply_form"]["outcome"]["ok"] is True
    assert host["contact"]["outcome"]["ok"] is True
    assert (co["reply_form"]["status"], co["contact"]["status"]) == ("silent", "silent")
    assert co["actor"]["outcome"]["reply"] == "host_unit"


def test_each_unit_answers_for_its_own_time(worked):
    host, co = told(worked, faults=["poor_handling"], unit_at_fault=True)
    assert host["supervision"]["outcome"]["triggered"] is False
    assert host["accountability"]["outcome"]["triggered"] is False
    grounds = [ground["id"] for ground in co["accountability"]["outcome"]["grounds"]]
    assert grounds == ["cooperation_refused", "overdue_by_own_fault"]
    assert co["supervision"]["outcome"]["grounds"][0]["id"] == "overdue"
