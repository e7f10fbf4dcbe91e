"""Whole shifts at the workbench, by the keys alone, under each of the five documents.

A neighbour complains of building noise on Monday, 2 March 2026. It goes to a unit that is not in
charge, comes back or is objected to, goes to the right one, takes longer, is replied to and closed,
and is done anew. Who does what, what is refused on the way and where that is laid down, and when
the clocks run out is read from the documents, and counted by hand.
"""

import pytest
from fixture_desk import BY
from fixture_shift import Look, Step
from rexian.desk.drafts import drafts_of
from rexian.desk.verify import verify
from rexian.instants import parse_instant
from rexian.people.accounts import Account, add_account
from rexian.privacy import journal

pytestmark = [pytest.mark.documents, pytest.mark.shift]

NAME, PHONE, CONTENT = "欧阳明月", "13812345678", "楼下工地每晚施工到两点"
REPLY = "已责令停工整改"
CALL = {"name": NAME, "phone": PHONE, "content": CONTENT, "title": "夜间施工", "kind": "complaint"}
NUMBER = "202603020001"


def ledger(desk):
    """What is recorded: what, by whom, in which role, of which unit."""
    records = desk.records(NUMBER)
    return [(r.type, r.actor, r.role, r.fields.get("unit", "")) for r in records]


def clocks(desk):
    """When each of the whole ticket's clocks runs out, and whether what it is for came late."""
    own = [clock for clock in desk.projection(NUMBER).clocks if clock.unit == ""]
    return {clock.clock: (clock.due_at, clock.late) for clock in own}


def until(day, time="23:59:59"):
    return parse_instant(f"2026-{day}T{time}")


def seen_by(desk):
    with desk.deployment.store.reading() as connection:
        return [(each.actor, each.act) for each in journal.who_saw(connection, NUMBER)]


def assert_all_is_well(desk):
    """Nothing is amiss in the ledger, nobody has left a draft, nothing personal is in plain."""
    assert [each.line() for each in verify(desk.deployment).found.kept] == []
    assert desk.row(NUMBER).stage == "archived"
    assert {view: n for view, n in desk.counts().items() if n} == {"archived": 1}
    for who in ("clerk", "handler", "other", "section", "reviewer", "inspector", "principal"):
        assert not list(drafts_of(desk.deployment, desk.actor(who)))
    held = [file.read_bytes() for file in desk.config.parent.glob("rexian.db*")]
    for personal in (NAME, PHONE, CONTENT, REPLY):
        assert not any(personal.encode() in part for part in held)


async def test_yiyang(open_desk, shift):
    """Closed a day after the extended limit, supervised for it, and done anew: articles 12, 13."""
    desk = open_desk("yiyang")
    async with shift(desk) as people:
        people.number = NUMBER
        await people.play(
            Step("2026-03-02T09:00", "clerk", "new", CALL),
            # Nothing was found for which it could be refused.
            Step("2026-03-02T09:04", "clerk", "refuse", refused=("第九条",)),
            Step("2026-03-02T09:05", "clerk", "accept"),
            Step("2026-03-02T09:10", "clerk", "dispatch", {"unit": "城管局"}),
            Step("2026-03-02T09:12", "clerk", "contact", {"mode": "sms"}),
            Step("2026-03-02T14:00", "other", "sign"),
            Step(
                "2026-03-02T15:00",
                "other",
                "return",
                refused=("第十二条(三)第二句",),
                mended={"basis": "权责清单", "suggested_unit": "住建局"},
            ),
            Step(
                "2026-03-03T09:00",
                "inspector",
                "decide_return",
                {"granted": True},
                refused=("第十二条(三)末句",),
            ),
            Step("2026-03-03T09:10", "reviewer", "decide_return", {"granted": True}),
            Step("2026-03-03T09:30", "clerk", "dispatch", {"unit": "住建局"}),
            Step("2026-03-03T14:00", "handler", "sign"),
            Look("2026-03-03T14:05", "handler", ("夜间施工",)),
            Step(
                "2026-03-09T10:00",
                "handler",
                "extend",
                {"length": "11wd"},
                refused=("第十五条末句",),
                mended={"length": "5wd"},
            ),
            Step(
                "2026-03-09T15:00",
                "reviewer",
                "decide_extension",
                {"granted": True, "length": "5wd"},
            ),
            Look("2026-03-25T08:50", "inspector", ("夜间施工",)),
            Step("2026-03-25T09:00", "inspector", "classify", {"faults": ["poor_handling"]}),
            Step(
                "2026-03-25T09:30",
                "inspector",
                "supervise",
                {"by": "competent_department", "form": "rectification_notice"},
            ),
            Step("2026-03-25T10:00", "handler", "reply", {"text": REPLY, "medium": "platform"}),
            Step("2026-03-25T11:00", "clerk", "close", refused=("第十二条(六)",)),
            Step("2026-03-25T11:05", "clerk", "classify", {"solved": True}),
            # The second dispatch was never told the caller.
            Step("2026-03-25T11:20", "handler", "close", refused=("第十三条",)),
            Step("2026-03-25T11:25", "clerk", "contact", {"mode": "sms"}),
            Step("2026-03-25T11:30", "handler", "close"),
            Step("2026-03-26T09:00", "clerk", "follow_up", {"rating": "dissatisfied"}),
            Step("2026-03-26T10:00", "reviewer", "verify_fault", {"unit_at_fault": True}),
            Step("2026-03-26T10:10", "reviewer", "redo"),
            Step("2026-03-27T10:00", "handler", "reply", {"text": REPLY, "medium": "platform"}),
            Step("2026-03-27T11:00", "handler", "close"),
            Step("2026-03-30T09:00", "clerk", "follow_up", {"rating": "satisfied"}),
            Step("2026-03-30T10:00", "clerk", "archive"),
        )
    assert ledger(desk) == [
        ("received", "clerk", "clerk", ""),
        ("accepted", "clerk", "clerk", ""),
        ("dispatched", "clerk", "clerk", "城管局"),
        ("contacted", "clerk", "clerk", ""),
        ("signed", "other", "handler", "城管局"),
        ("return_requested", "other", "handler", "城管局"),
        ("return_decided", "reviewer", "reviewer", ""),
        ("dispatched", "clerk", "clerk", "住建局"),
        ("signed", "handler", "handler", "住建局"),
        ("extension_requested", "handler", "handler", "住建局"),
        ("extension_decided", "reviewer", "reviewer", ""),
        ("classified", "inspector", "inspector", ""),
        ("ground_met", "tick", "tick", ""),
        ("supervised", "inspector", "inspector", ""),
        ("reply_submitted", "handler", "handler", "住建局"),
        ("classified", "clerk", "clerk", ""),
        ("contacted", "clerk", "clerk", ""),
        ("closed", "handler", "handler", ""),
        ("followed_up", "clerk", "clerk", ""),
        ("fault_verified", "reviewer", "reviewer", ""),
        ("ground_met", "tick", "tick", ""),
        ("ground_met", "tick", "tick", ""),
        ("redo_sent", "reviewer", "reviewer", ""),
        ("reply_submitted", "handler", "handler", "住建局"),
        ("closed", "handler", "handler", ""),
        ("followed_up", "clerk", "clerk", ""),
        ("archived", "clerk", "clerk", ""),
    ]
    assert clocks(desk) == {
        # One working day from the second dispatch; ten, and five more; one from signing.
        "sign": (until("03-04"), False),
        "close": (until("03-24"), True),
        "return": (until("03-04"), None),
        # Ten working days from 26 March; 4 to 6 April are the days of Qingming.
        "redo": (until("04-10"), False),
    }
    assert {("handler", "viewed"), ("inspector", "viewed")} <= set(seen_by(desk))
    assert_all_is_well(desk)


async def test_shicheng(open_desk, shift):
    """The principal signs off and sets the limit, meets the caller, seals: sections 1, 2 and 5."""
    desk = open_desk("shicheng")
    said = {"text": REPLY, "medium": "written"}
    full = {**said, "lead_and_process": "分管副局长牵头，现场查处"}
    async with shift(desk) as people:
        people.number = NUMBER
        await people.play(
            Step("2026-03-02T09:00", "clerk", "new", CALL),
            Step("2026-03-02T09:05", "clerk", "accept"),
            Step("2026-03-02T09:10", "clerk", "dispatch", {"unit": "城管局"}),
            Step("2026-03-02T14:00", "other", "sign"),
            # The document says nothing of returns and extensions, and stands against none.
            Step("2026-03-02T15:00", "other", "return", {"basis": "权责清单"}),
            Step("2026-03-02T15:30", "reviewer", "decide_return", {"granted": True}),
            Step("2026-03-03T09:30", "clerk", "dispatch", {"unit": "住建局"}),
            Step("2026-03-03T10:00", "handler", "sign"),
            Step(
                "2026-03-03T11:00",
                "principal",
                "sign_off",
                {"fields": ["lead", "handler", "limit"], "due_at": "2026-03-20T17:00"},
            ),
            Look("2026-03-03T11:05", "principal", ("夜间施工",)),
            Step("2026-03-16T10:00", "handler", "extend", {"length": "3wd"}),
            Step(
                "2026-03-16T15:00",
                "reviewer",
                "decide_extension",
                {"granted": True, "length": "3wd"},
            ),
            Step("2026-03-24T09:00", "handler", "contact", {"mode": "phone"}),
            Step(
                "2026-03-24T10:00",
                "handler",
                "reply",
                said,
                refused=("一第三句",),
                mended={"lead_and_process": full["lead_and_process"]},
            ),
            Step("2026-03-24T11:00", "head", "approve", refused=("一第三句",)),
            Step("2026-03-24T11:00", "principal", "approve"),
            Step("2026-03-24T11:10", "principal", "seal", {"seal": "unit_seal"}),
            # By telephone only, and why not in person is not said.
            Step("2026-03-24T11:20", "clerk", "close", refused=("一第二句",)),
            Step("2026-03-24T14:00", "handler", "contact", {"mode": "in_person"}),
            Step("2026-03-24T14:30", "clerk", "close"),
            Step("2026-03-24T16:00", "clerk", "follow_up", {"rating": "dissatisfied"}),
            Step("2026-03-24T16:30", "reviewer", "redo"),
            Step("2026-03-25T10:00", "handler", "reply", full),
            Step("2026-03-25T11:00", "principal", "approve"),
            Step("2026-03-25T11:10", "principal", "seal", {"seal": "unit_seal"}),
            Step("2026-03-25T14:00", "clerk", "close"),
            Step("2026-03-26T09:00", "clerk", "follow_up", {"rating": "dissatisfied"}),
            Step("2026-03-26T10:00", "reviewer", "escalate"),
            Step(
                "2026-03-26T10:05",
                "inspector",
                "supervise",
                {"by": "hotline_centre", "form": "on_site"},
            ),
            Step("2026-03-30T10:00", "clerk", "archive"),
        )
    assert ledger(desk) == [
        ("received", "clerk", "clerk", ""),
        ("accepted", "clerk", "clerk", ""),
        ("dispatched", "clerk", "clerk", "城管局"),
        ("signed", "other", "handler", "城管局"),
        ("return_requested", "other", "handler", "城管局"),
        ("return_decided", "reviewer", "reviewer", ""),
        ("dispatched", "clerk", "clerk", "住建局"),
        ("signed", "handler", "handler", "住建局"),
        ("signoff", "principal", "unit_principal", "住建局"),
        ("extension_requested", "handler", "handler", "住建局"),
        ("extension_decided", "reviewer", "reviewer", ""),
        ("contacted", "handler", "handler", "住建局"),
        ("reply_submitted", "handler", "handler", "住建局"),
        ("reply_approved", "principal", "unit_principal", "住建局"),
        ("sealed", "principal", "unit_principal", "住建局"),
        ("contacted", "handler", "handler", "住建局"),
        ("closed", "clerk", "clerk", ""),
        ("followed_up", "clerk", "clerk", ""),
        ("redo_sent", "reviewer", "reviewer", ""),
        ("reply_submitted", "handler", "handler", "住建局"),
        ("reply_approved", "principal", "unit_principal", "住建局"),
        ("sealed", "principal", "unit_principal", "住建局"),
        ("closed", "clerk", "clerk", ""),
        ("followed_up", "clerk", "clerk", ""),
        ("ground_met", "tick", "tick", ""),  # the meeting of section 2
        ("escalated", "reviewer", "reviewer", ""),
        ("supervised", "inspector", "inspector", ""),
        ("ground_met", "tick", "tick", ""),  # the matter counts as complex: section 5
        ("ground_met", "tick", "tick", ""),  # and nobody has come to the place yet
        ("archived", "clerk", "clerk", ""),
    ]
    assert clocks(desk) == {
        # Friday 20 March as signed off, and three working days more.
        "close": (until("03-25"), False),
        # Two days before that; it is answered by the reply of the 24th.
        "remind": (until("03-23"), True),
        # Five working days from the dispatch of 3 March.
        "escalation_check": (until("03-10"), True),
        # The day of the second closing; the caller was asked the day after.
        "followup": (until("03-25"), True),
    }
    assert ("principal", "viewed") in seen_by(desk)
    assert_all_is_well(desk)


async def test_nanchang_city(open_desk, shift):
    """Inspectors decide returns, closings are reviewed, bad marks supervised: article 14."""
    desk = open_desk("nanchang_city")
    said = {"text": REPLY, "medium": "platform"}
    async with shift(desk) as people:
        people.number = NUMBER
        await people.play(
            Step("2026-03-02T09:00", "clerk", "new", CALL | {"channel": "city_12345"}),
            Step("2026-03-02T09:05", "clerk", "accept"),
            Step("2026-03-02T09:10", "clerk", "dispatch", {"unit": "城管局"}),
            Step("2026-03-02T14:00", "other", "sign"),
            Step(
                "2026-03-02T15:00",
                "other",
                "return",
                {"basis": "权责清单"},
                refused=("第十四条(三)",),
                mended={"reasons": ["非本单位职责"]},
            ),
            Step(
                "2026-03-03T09:00",
                "reviewer",
                "decide_return",
                {"granted": True},
                refused=("第十四条(三)第三句",),
            ),
            Step("2026-03-03T09:10", "inspector", "decide_return", {"granted": True}),
            Step("2026-03-03T09:30", "clerk", "dispatch", {"unit": "住建局"}),
            Step("2026-03-03T14:00", "handler", "sign"),
            Step("2026-03-03T14:10", "handler", "contact", {"mode": "phone"}),
            Step(
                "2026-03-09T10:00",
                "handler",
                "extend",
                {"length": "5wd", "reason": "情况复杂", "basis": "有关规定"},
                refused=("第十六条",),
                mended={"explained": True},
            ),
            Step(
                "2026-03-09T15:00",
                "reviewer",
                "decide_extension",
                {"granted": True, "length": "5wd"},
            ),
            Step("2026-03-20T10:00", "handler", "reply", said),
            Step("2026-03-20T11:00", "head", "approve"),
            Step("2026-03-20T11:30", "clerk", "classify", {"solved": True}),
            Step("2026-03-20T14:00", "handler", "close", refused=("第十四条(六)第三句",)),
            Step("2026-03-20T14:05", "handler", "request_closure"),
            Look("2026-03-20T14:50", "reviewer", ("夜间施工", "办结审核")),
            Step("2026-03-20T15:00", "reviewer", "review_closure", {"passed": True}),
            Step("2026-03-20T15:10", "handler", "close"),
            Step("2026-03-23T09:00", "clerk", "follow_up", {"rating": "dissatisfied"}),
            Step(
                "2026-03-23T10:00",
                "inspector",
                "classify",
                {"handling_room": True, "found_incomplete": True},
            ),
            Step("2026-03-23T10:10", "inspector", "redo"),
            Step("2026-03-25T10:00", "handler", "reply", said),
            Step("2026-03-25T11:00", "head", "approve"),
            Step("2026-03-25T14:00", "handler", "request_closure"),
            Step("2026-03-25T15:00", "reviewer", "review_closure", {"passed": True}),
            Step("2026-03-25T15:10", "handler", "close"),
            Step("2026-03-26T09:00", "clerk", "follow_up", {"rating": "dissatisfied"}),
            Step(
                "2026-03-26T10:00",
                "inspector",
                "supervise",
                {"by": "hotline_centre", "form": "supervision_order"},
            ),
            Step("2026-03-30T10:00", "clerk", "archive"),
        )
    assert ledger(desk) == [
        ("received", "clerk", "clerk", ""),
        ("accepted", "clerk", "clerk", ""),
        ("dispatched", "clerk", "clerk", "城管局"),
        ("signed", "other", "handler", "城管局"),
        ("return_requested", "other", "handler", "城管局"),
        ("return_decided", "inspector", "inspector", ""),
        ("dispatched", "clerk", "clerk", "住建局"),
        ("signed", "handler", "handler", "住建局"),
        ("contacted", "handler", "handler", "住建局"),
        ("extension_requested", "handler", "handler", "住建局"),
        ("extension_decided", "reviewer", "reviewer", ""),
        ("reply_submitted", "handler", "handler", "住建局"),
        ("reply_approved", "head", "unit_head", "住建局"),
        ("classified", "clerk", "clerk", ""),
        ("closure_requested", "handler", "handler", "住建局"),
        ("closure_reviewed", "reviewer", "reviewer", ""),
        ("closed", "handler", "handler", ""),
        ("followed_up", "clerk", "clerk", ""),
        ("classified", "inspector", "inspector", ""),
        ("ground_met", "tick", "tick", ""),  # article 14(7)
        ("redo_sent", "inspector", "inspector", ""),
        ("reply_submitted", "handler", "handler", "住建局"),
        ("reply_approved", "head", "unit_head", "住建局"),
        ("closure_requested", "handler", "handler", "住建局"),
        ("closure_reviewed", "reviewer", "reviewer", ""),
        ("closed", "handler", "handler", ""),
        ("followed_up", "clerk", "clerk", ""),
        ("ground_met", "tick", "tick", ""),  # article 31, whose body is not known
        ("ground_met", "tick", "tick", ""),  # article 14(5)
        ("supervised", "inspector", "inspector", ""),
        ("archived", "clerk", "clerk", ""),
    ]
    assert clocks(desk) == {
        # One working day from the second dispatch; ten, and five more.
        "sign": (until("03-04"), False),
        "return": (until("03-04"), None),
        "close": (until("03-24"), False),
        # Ten working days from 23 March, without Qingming; a month from the supervision.
        "redo": (until("04-07"), False),
        "hard_case_opinion": (until("04-26"), None),
    }
    assert ("reviewer", "viewed") in seen_by(desk)
    assert_all_is_well(desk)


async def test_nanchang_nrp(open_desk, shift):
    """A provincial ticket inside a bureau: signed in an hour, returned in two, never extended."""
    desk = open_desk("nanchang_nrp")
    template = {
        "text": REPLY,
        "medium": "written",
        "sections": ["investigation", "handling", "contact", "evidence"],
        "handler_info": ["name", "mobile", "post", "unit"],
    }
    async with shift(desk) as people:
        people.number = NUMBER
        await people.play(
            Step("2026-03-02T09:00", "clerk", "new", CALL | {"channel": "provincial_12345"}),
            Step("2026-03-02T09:02", "clerk", "accept"),
            Step("2026-03-02T09:10", "clerk", "dispatch", {"unit": "城管局"}),
            Step("2026-03-02T09:30", "other", "sign"),
            Step(
                "2026-03-02T10:00",
                "other",
                "return",
                {"reasons": ["非本单位职责"], "basis": "权责清单"},
            ),
            # The city's measures say who decides; the plan does not.
            Step(
                "2026-03-02T10:30",
                "reviewer",
                "decide_return",
                {"granted": True},
                refused=("第十四条(三)第三句",),
            ),
            Step("2026-03-02T10:40", "inspector", "decide_return", {"granted": True}),
            Step("2026-03-02T11:00", "clerk", "dispatch", {"unit": "住建局"}),
            Step("2026-03-02T11:30", "handler", "sign"),
            Step("2026-03-02T13:01", "handler", "return", refused=("附件2省专班办理要求",)),
            Step("2026-03-02T13:10", "clerk", "assign", {"unit": "物业科"}),
            Step("2026-03-02T13:20", "section", "sign_form"),
            Step("2026-03-02T13:30", "section", "contact", {"mode": "phone"}),
            Step("2026-03-02T13:40", "section", "extend", {"length": "2wd"}, refused=("第十五条",)),
            Step("2026-03-02T13:50", "section", "reply", refused=("附件3",), mended=template),
            Step("2026-03-02T14:00", "head", "approve", refused=("附件2省专班办理要求",)),
            Step("2026-03-02T14:05", "principal", "approve"),
            Step("2026-03-02T14:10", "principal", "seal", {"seal": "bureau_seal"}),
            Step("2026-03-02T14:20", "section", "close", refused=("三、工作流程(五)",)),
            Step("2026-03-09T09:00", "section", "request_closure"),
            Look("2026-03-09T09:05", "inspector", ("夜间施工",)),
            Step(
                "2026-03-09T09:10",
                "inspector",
                "supervise",
                {"by": "hotline_centre", "form": "supervision_order"},
            ),
            Step("2026-03-09T09:20", "reviewer", "review_closure", {"passed": True}),
            Step("2026-03-09T09:30", "clerk", "close"),
            Step("2026-03-09T10:00", "clerk", "follow_up", {"rating": "dissatisfied"}),
            Step(
                "2026-03-09T10:10",
                "inspector",
                "classify",
                {"handling_room": True, "found_incomplete": True},
            ),
            Step("2026-03-09T10:20", "inspector", "redo"),
            Step("2026-03-10T10:00", "section", "reply", template),
            Step("2026-03-10T11:00", "principal", "approve"),
            Step("2026-03-10T11:10", "principal", "seal", {"seal": "bureau_seal"}),
            Step("2026-03-10T11:20", "section", "request_closure"),
            Step("2026-03-10T11:30", "reviewer", "review_closure", {"passed": True}),
            Step("2026-03-10T11:40", "clerk", "close"),
            Step("2026-03-10T14:00", "clerk", "follow_up", {"rating": "satisfied"}),
            Step("2026-03-10T14:10", "clerk", "archive"),
        )
    assert ledger(desk) == [
        ("received", "clerk", "clerk", ""),
        ("accepted", "clerk", "clerk", ""),
        ("dispatched", "clerk", "clerk", "城管局"),
        ("signed", "other", "handler", "城管局"),
        ("return_requested", "other", "handler", "城管局"),
        ("return_decided", "inspector", "inspector", ""),
        ("dispatched", "clerk", "clerk", "住建局"),
        ("signed", "handler", "handler", "住建局"),
        ("assigned", "clerk", "clerk", "物业科"),
        ("form_signed", "section", "handler", "物业科"),
        ("contacted", "section", "handler", "物业科"),
        ("reply_submitted", "section", "handler", "物业科"),
        ("reply_approved", "principal", "unit_principal", "住建局"),
        ("sealed", "principal", "unit_principal", "住建局"),
        ("closure_requested", "section", "handler", "物业科"),
        ("ground_met", "tick", "tick", ""),  # not closed in time, the city's article 14(5)
        ("supervised", "inspector", "inspector", ""),
        ("closure_reviewed", "reviewer", "reviewer", ""),
        ("closed", "clerk", "clerk", ""),
        ("followed_up", "clerk", "clerk", ""),
        ("classified", "inspector", "inspector", ""),
        ("ground_met", "tick", "tick", ""),  # the city's article 14(7)
        ("redo_sent", "inspector", "inspector", ""),
        ("reply_submitted", "section", "handler", "物业科"),
        ("reply_approved", "principal", "unit_principal", "住建局"),
        ("sealed", "principal", "unit_principal", "住建局"),
        ("closure_requested", "section", "handler", "物业科"),
        ("closure_reviewed", "reviewer", "reviewer", ""),
        ("closed", "clerk", "clerk", ""),
        ("followed_up", "clerk", "clerk", ""),
        ("archived", "clerk", "clerk", ""),
    ]
    assert clocks(desk) == {
        # An hour and two hours from the second dispatch at eleven; four days, and a working day
        # before that for the reply; a working day from the assignment to object.
        "sign": (until("03-02", "12:00:00"), False),
        "return": (until("03-02", "13:00:00"), None),
        "close": (until("03-06"), True),
        "submit_reply": (until("03-05"), False),
        "object": (until("03-03"), None),
        # Four days again, as the channel has it; a month from the supervision.
        "redo": (until("03-13"), False),
        "hard_case_opinion": (until("04-09"), None),
    }
    assert ("inspector", "viewed") in seen_by(desk)
    assert_all_is_well(desk)


async def test_nanchang_amr(open_desk, shift):
    """The transfer form is signed, objected to and written anew: articles 8 and 18."""
    desk = open_desk("nanchang_amr")
    supervisor = Account(
        "supervisor", "杨乙", None, ("leader",), ("section_supervisor", "desk_supervisor")
    )
    desk.deployment.store.run(lambda connection: add_account(connection, supervisor, None, BY))
    full = {
        "text": REPLY,
        "medium": "written",
        "sections": ["investigation", "handling", "contact", "handler"],
        "handler_info": ["name", "phone", "post"],
    }
    async with shift(desk) as people:
        people.number = NUMBER
        await people.play(
            Step("2026-03-02T09:00", "clerk", "new", CALL | {"channel": "city_12345"}),
            Step("2026-03-02T09:05", "clerk", "accept"),
            Step("2026-03-02T09:10", "clerk", "dispatch", {"unit": "住建局"}),
            Step("2026-03-02T09:30", "handler", "sign"),
            Step(
                "2026-03-02T09:40",
                "clerk",
                "assign",
                {"unit": "城管局"},
                refused=("第八条(二)",),
                mended={"approved_by": "desk_supervisor"},
            ),
            Step("2026-03-02T10:10", "other", "sign_form"),
            Step(
                "2026-03-02T10:30",
                "other",
                "object",
                {"reasons": ["非本单位职责"], "basis": "权责清单", "suggested_unit": "物业科"},
                refused=("第八条(三)",),
                mended={"approved_by": "unit_deputy"},
            ),
            # Whoever is in charge of the desk approves what he does himself.
            Step("2026-03-02T15:00", "supervisor", "assign", {"unit": "物业科"}),
            Step("2026-03-02T16:10", "section", "sign_form"),
            Step("2026-03-02T16:20", "section", "contact", {"mode": "phone"}),
            Step(
                "2026-03-09T10:00",
                "section",
                "extend",
                {"length": "5wd", "reason": "情况复杂", "basis": "有关规定"},
                refused=("第十五条",),
                mended={"explained": True},
            ),
            Step(
                "2026-03-09T15:00",
                "reviewer",
                "decide_extension",
                {"granted": True, "length": "5wd"},
            ),
            Step("2026-03-20T10:00", "section", "reply", refused=("第八条(四)",), mended=full),
            Step("2026-03-20T11:00", "head", "approve"),
            Step("2026-03-20T11:10", "principal", "seal", {"seal": "bureau_seal"}),
            Step("2026-03-20T11:20", "clerk", "classify", {"solved": True}),
            Step("2026-03-20T11:30", "section", "request_closure"),
            Step("2026-03-20T14:00", "reviewer", "review_closure", {"passed": True}),
            Step("2026-03-20T14:05", "section", "close", refused=("第八条(七)",)),
            Look("2026-03-20T14:08", "clerk", ("夜间施工",)),
            Step("2026-03-20T14:10", "clerk", "close"),
            Step("2026-03-23T09:00", "clerk", "follow_up", {"rating": "dissatisfied"}),
            Step(
                "2026-03-23T10:00",
                "inspector",
                "classify",
                {"findings": ["key_case"], "handling_room": True, "found_incomplete": True},
            ),
            Step("2026-03-23T10:10", "inspector", "redo"),
            Step(
                "2026-03-23T10:20",
                "inspector",
                "supervise",
                {"by": "inspection_group", "form": "supervision_order"},
            ),
            Step("2026-03-25T10:00", "section", "reply", full),
            # What was sent back is for the leader in charge of the section to approve.
            Step("2026-03-25T11:00", "head", "approve", refused=("第十八条(五)",)),
            Step("2026-03-25T11:05", "supervisor", "approve"),
            Step("2026-03-25T11:10", "principal", "seal", {"seal": "bureau_seal"}),
            Step("2026-03-25T11:30", "section", "request_closure"),
            Step("2026-03-25T14:00", "reviewer", "review_closure", {"passed": True}),
            Step("2026-03-25T14:10", "clerk", "close"),
            Step("2026-03-25T15:00", "clerk", "follow_up", {"rating": "satisfied"}),
            Step("2026-03-25T16:00", "clerk", "archive"),
        )
    assert ledger(desk) == [
        ("received", "clerk", "clerk", ""),
        ("accepted", "clerk", "clerk", ""),
        ("dispatched", "clerk", "clerk", "住建局"),
        ("signed", "handler", "handler", "住建局"),
        ("assigned", "clerk", "clerk", "城管局"),
        ("form_signed", "other", "handler", "城管局"),
        ("objected", "other", "handler", "城管局"),
        ("assigned", "supervisor", "leader", "物业科"),
        ("form_signed", "section", "handler", "物业科"),
        ("contacted", "section", "handler", "物业科"),
        ("extension_requested", "section", "handler", "物业科"),
        ("extension_decided", "reviewer", "reviewer", ""),
        ("reply_submitted", "section", "handler", "物业科"),
        ("reply_approved", "head", "unit_head", "住建局"),
        ("sealed", "principal", "unit_principal", "住建局"),
        ("classified", "clerk", "clerk", ""),
        ("closure_requested", "section", "handler", "物业科"),
        ("closure_reviewed", "reviewer", "reviewer", ""),
        ("closed", "clerk", "clerk", ""),
        ("followed_up", "clerk", "clerk", ""),
        ("classified", "inspector", "inspector", ""),
        ("ground_met", "tick", "tick", ""),  # the city's article 14(7)
        ("ground_met", "tick", "tick", ""),  # article 8(6), eight
        ("redo_sent", "inspector", "inspector", ""),
        ("supervised", "inspector", "inspector", ""),
        ("reply_submitted", "section", "handler", "物业科"),
        ("reply_approved", "supervisor", "leader", ""),
        ("sealed", "principal", "unit_principal", "住建局"),
        ("closure_requested", "section", "handler", "物业科"),
        ("closure_reviewed", "reviewer", "reviewer", ""),
        ("closed", "clerk", "clerk", ""),
        ("followed_up", "clerk", "clerk", ""),
        ("archived", "clerk", "clerk", ""),
    ]
    assert clocks(desk) == {
        # From the first dispatch, which the bureau keeps: a working day; ten, and five more.
        "sign": (until("03-03"), False),
        "return": (until("03-03"), None),
        "close": (until("03-23"), False),
        # The working day before; the reply came that very day.
        "remind": (until("03-20"), False),
        "submit_reply": (until("03-20"), False),
        # Four hours from signing the second form.
        "object": (until("03-02", "20:10:00"), None),
        # Ten working days from 23 March, without Qingming; a month from the supervision.
        "redo": (until("04-07"), False),
        "hard_case_opinion": (until("04-23"), None),
    }
    assert ("clerk", "viewed") in seen_by(desk)
    assert_all_is_well(desk)
