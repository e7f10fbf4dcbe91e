"""Steps: what the ticket's stage allows, whose part it is, and when it was done."""

import pytest
from rexian.errors import InputError, Refused
from rexian.instants import DAY, parse_instant

pytestmark = pytest.mark.documents
WHY = {"reasons": "非本单位职责", "basis": "权责清单", "suggested_unit": "城管局"}
LONGER = {"length": "5wd", "reason": "情况复杂"}


def holders(desk, number):
    return [(h.unit, h.part, h.tier, h.stage) for h in desk.ticket(number).standing.holders]


# --- the stage


def test_each_step_waits_for_its_stage(desk):
    number = desk.new()
    for who, command, fields in (
        ("clerk", "remind", {"about": "sign"}),
        ("reviewer", "review_closure", {"passed": True}),
        ("clerk", "archive", {}),
    ):
        with pytest.raises(Refused, match="the ticket is at the stage to be accepted"):
            desk.act(who, command, number, fields)
    number = desk.dispatched()
    with pytest.raises(Refused, match="at the stage to be signed for"):
        desk.act("handler", "reply", number, {"medium": "platform"})


def test_nothing_is_decided_that_nobody_asked_for(desk):
    number = desk.signed()
    with pytest.raises(Refused, match="nothing waits for that: return to be decided"):
        desk.act("reviewer", "decide_return", number, {"granted": True})
    with pytest.raises(Refused, match="nothing waits for that: extension to be decided"):
        desk.act("reviewer", "decide_extension", number, {"granted": True})


def test_nothing_is_asked_for_twice_before_it_is_decided(desk):
    number = desk.signed()
    desk.act("handler", "extend", number, LONGER)
    with pytest.raises(Refused, match="it is there already: extension to be decided"):
        desk.act("handler", "extend", number, LONGER)
    assert desk.row(number).view == "extension"
    desk.act("reviewer", "decide_extension", number, {"granted": False})
    assert desk.row(number).view == "handling"


def test_a_granted_return_takes_the_ticket_from_the_unit(desk):
    number = desk.signed()
    desk.act("handler", "return", number, WHY)
    assert (desk.row(number).stage, desk.row(number).view) == ("handling", "return")
    done = desk.act("reviewer", "decide_return", number, {"granted": True})
    assert (done.stage, holders(desk, number)) == ("accepted", [])
    assert desk.row(number).host is None
    assert desk.counts("住建局") == {}
    desk.act("clerk", "dispatch", number, {"unit": "城管局"})
    assert holders(desk, number) == [("城管局", "host", "host", "dispatched")]


def test_what_the_former_unit_asked_for_does_not_wait_for_the_new_one(desk):
    """The centre dispatches elsewhere without waiting for the return to be decided."""
    number = desk.signed()
    desk.act("handler", "return", number, WHY)
    desk.act("clerk", "dispatch", number, {"unit": "城管局"})
    assert desk.row(number).view == "dispatched"
    with pytest.raises(Refused, match="nothing waits for that"):
        desk.act("reviewer", "decide_return", number, {"granted": True})


# --- pre-assignment


def test_a_unit_asked_beforehand_says_yes_and_is_sent_the_ticket(open_desk):
    """The bureau's desk asks whether it is theirs: article 8(1)."""
    desk = open_desk("nanchang_amr")
    number = desk.new(channel="city_12345")
    desk.act("clerk", "pre_assign", number, {"unit": "住建局"})
    assert (desk.row(number).view, desk.counts("住建局")) == (
        "preassignment", {"preassignment": 1},
    )  # fmt: skip
    (asked,) = [c for c in desk.projection(number).clocks if c.clock == "preassign_answer"]
    assert asked.due_at == parse_instant("2026-03-02T11:00")
    desk.at("2026-03-02T10:30")
    done = desk.act("handler", "answer_preassign", number, {"accept": True})
    assert (done.stage, holders(desk, number)) == ("accepted", [])
    (asked,) = [c for c in desk.projection(number).clocks if c.clock == "preassign_answer"]
    assert (asked.done_at, asked.late) == (parse_instant("2026-03-02T10:30"), False)


def test_a_unit_that_says_no_leaves_the_ticket_where_it_was(desk):
    number = desk.new()
    desk.act("clerk", "pre_assign", number, {"unit": "住建局"})
    assert desk.act("handler", "answer_preassign", number, {"accept": False}).stage == "received"
    assert (desk.row(number).view, holders(desk, number)) == ("received", [])


def test_who_dispatches_without_the_answer_waits_for_it_no_more(desk):
    number = desk.new()
    desk.act("clerk", "pre_assign", number, {"unit": "住建局"})
    desk.act("clerk", "dispatch", number, {"unit": "城管局"})
    assert (desk.row(number).view, [h[0] for h in holders(desk, number)]) == (
        "dispatched", ["城管局"],
    )  # fmt: skip


# --- units beside the host, and inside it


@pytest.fixture
def helped(desk):
    """A ticket that a second unit has been helping with since Wednesday."""
    number = desk.signed()
    desk.at("2026-03-04T09:00")
    desk.act("clerk", "dispatch", number, {"unit": "城管局", "part": "co"})
    return number


def due(desk, number, name, unit=""):
    rows = desk.projection(number).clocks
    return {(c.unit, c.clock): c for c in rows}[unit, name]


def test_a_unit_that_helps_has_clocks_of_its_own(desk, helped):
    """From its own dispatch: a day to sign, 10 working days to close (Yiyang, article 13)."""
    assert due(desk, helped, "sign", "城管局").due_at == parse_instant("2026-03-05")
    assert due(desk, helped, "close", "城管局").due_at == parse_instant("2026-03-18")
    assert due(desk, helped, "close").due_at == parse_instant("2026-03-16")
    desk.at("2026-03-06T09:00").act("other", "sign", helped)
    assert due(desk, helped, "sign", "城管局").late
    assert not due(desk, helped, "sign").late


def test_what_a_unit_does_that_helps_does_not_move_the_ticket(desk, helped):
    assert desk.row(helped).stage == "handling"
    for command, fields in (("sign", {}), ("reply", {"medium": "platform"})):
        assert desk.act("other", command, helped, fields).stage == "handling"
    assert [h[3] for h in holders(desk, helped)] == ["handling", "replied"]
    with pytest.raises(Refused, match="at the stage in hand"):
        desk.act("other", "sign", helped)


def test_a_unit_that_helps_has_its_own_extension_decided(desk, helped):
    desk.act("other", "sign", helped)
    desk.act("other", "extend", helped, LONGER)
    assert desk.row(helped).view == "extension"
    with pytest.raises(Refused, match="nothing waits for that"):
        desk.act("reviewer", "decide_extension", helped, {"granted": True, "length": "5wd"})
    with pytest.raises(InputError, match="城关镇 does not have it"):
        desk.act("reviewer", "decide_extension", helped, {"granted": True, "unit": "城关镇"})
    told = {"granted": True, "length": "5wd", "unit": "城管局"}
    desk.act("reviewer", "decide_extension", helped, told)
    assert due(desk, helped, "close", "城管局").due_at == parse_instant("2026-03-25")
    assert due(desk, helped, "close").due_at == parse_instant("2026-03-16")
    assert desk.row(helped).view == "handling"


def test_a_unit_that_helps_is_let_go_without_the_host(desk, helped):
    desk.act("other", "sign", helped)
    desk.act("other", "return", helped, WHY)
    desk.act("reviewer", "decide_return", helped, {"granted": True, "unit": "城管局"})
    assert holders(desk, helped) == [("住建局", "host", "host", "handling")]
    assert desk.row(helped).stage == "handling"
    assert desk.counts("城管局") == {}


def test_a_new_host_goes_on_with_those_that_help(desk, helped):
    desk.act("clerk", "dispatch", helped, {"unit": "城关镇"})
    assert [(h[0], h[1]) for h in holders(desk, helped)] == [("城关镇", "host"), ("城管局", "co")]
    desk.act("clerk", "dispatch", helped, {"unit": "城管局"})
    assert [(h[0], h[1]) for h in holders(desk, helped)] == [("城管局", "host")]


@pytest.mark.parametrize("command", ["dispatch", "assign"])
def test_the_host_does_not_help_itself(desk, command):
    number = desk.signed()
    with pytest.raises(Refused, match="this unit has the ticket already, as its host"):
        desk.act("clerk", command, number, {"unit": "住建局", "part": "co"})


def test_a_unit_inside_acts_for_the_host_and_has_its_own_clock(open_desk):
    """Market regulation gives 4 hours from the signing of the form to object: article 8(3)."""
    desk = open_desk("nanchang_amr")
    number = desk.signed(channel="city_12345")
    told = {"unit": "物业科", "approved_by": "desk_supervisor"}
    desk.at("2026-03-02T15:00").act("clerk", "assign", number, told)
    desk.at("2026-03-02T15:30").act("section", "sign_form", number)
    own = next(
        c for c in desk.projection(number).clocks if (c.unit, c.clock) == ("物业科", "object")
    )
    assert (own.tier, own.due_at) == ("unit", parse_instant("2026-03-02T19:30"))
    with pytest.raises(Refused, match="at the stage in hand"):
        desk.act("section", "sign_form", number)


def test_signing_late_inside_does_not_move_the_ticket_back(desk):
    number = desk.signed()
    desk.act("handler", "reply", number, {"medium": "platform"})
    desk.act("handler", "assign", number, {"unit": "物业科", "approved_by": "unit_principal"})
    assert desk.act("section", "sign", number).stage == "replied"


# --- when it was done


def test_what_was_done_just_now_is_dated_so(desk):
    number = desk.dispatched()
    desk.at("2026-03-02T09:40")
    done = parse_instant("2026-03-02T09:15")
    desk.act("handler", "sign", number, at=done)
    record = desk.records(number)[-1]
    assert (record.occurred, record.recorded) == (done, parse_instant("2026-03-02T09:40"))
    assert record.notes.keys() == {"stopped"}


def test_what_was_done_long_ago_is_recorded_by_those_who_may_with_a_reason(desk):
    number = desk.signed()
    desk.act("handler", "extend", number, LONGER)
    desk.at("2026-03-02T12:00")
    ago = parse_instant("2026-03-02T09:30")
    with pytest.raises(Refused, match=r"2026-03-02T09:30.*too long ago for you to record"):
        desk.act("handler", "feedback", number, at=ago, late_because="网络故障")
    told = {"granted": True, "length": "5wd"}
    with pytest.raises(InputError, match="say why it is only recorded now"):
        desk.act("reviewer", "decide_extension", number, told, at=ago)
    because = "电话请示 13812345678"
    desk.act("reviewer", "decide_extension", number, told, at=ago, late_because=because)
    record = desk.records(number)[-1]
    assert (record.occurred, record.notes["late_because"]) == (ago, "电话请示 138****5678")


def test_half_an_hour_is_just_now_and_a_second_more_is_not(desk):
    number = desk.signed()
    desk.at("2026-03-02T10:00")
    now = desk.clock.now
    desk.act("handler", "feedback", number, at=now - 1800)
    with pytest.raises(Refused, match="too long ago"):
        desk.act("handler", "feedback", number, at=now - 1801)


def test_how_long_is_just_now_is_the_places_own_affair(open_desk):
    desk = open_desk(backdating="2d")
    number = desk.signed()
    desk.at("2026-03-04T09:00").act("handler", "feedback", number, at=desk.clock.now - 2 * DAY)


def test_nothing_is_recorded_that_is_yet_to_come(desk):
    number = desk.dispatched()
    with pytest.raises(InputError, match=r"2026-03-02T09:00:01.* is yet to come"):
        desk.act("handler", "sign", number, at=desk.clock.now + 1)


def test_nothing_is_dated_before_what_it_follows_from(desk):
    """A unit that signed before it was sent the ticket would have a clock that never stops."""
    number = desk.new()
    desk.at("2026-03-02T09:10").act("clerk", "accept", number)
    desk.act("clerk", "dispatch", number, {"unit": "住建局"})
    for minute, told in (("09:05", "at the stage to be accepted"), ("08:55", "not there yet")):
        with pytest.raises(Refused, match=f"at that time the ticket was {told}"):
            desk.act("handler", "sign", number, at=parse_instant(f"2026-03-02T{minute}"))
    desk.act("handler", "sign", number, at=parse_instant("2026-03-02T09:10"))


# --- mending


def test_a_void_record_did_not_happen(desk):
    number = desk.signed()
    sign = due(desk, number, "sign")
    assert sign.done_at is not None
    desk.act("admin", "void", number, {"seq": 4, "reason": "误点"})
    assert (desk.row(number).stage, desk.row(number).view) == ("dispatched", "dispatched")
    assert due(desk, number, "sign").done_at is None
    desk.act("handler", "sign", number)
    assert desk.row(number).stage == "handling"


def test_a_void_voiding_voids_nothing(desk):
    number = desk.signed()
    desk.act("admin", "void", number, {"seq": 4, "reason": "误点"})
    desk.act("admin", "void", number, {"seq": 5, "reason": "没有误点"})
    assert desk.row(number).stage == "handling"
    assert due(desk, number, "sign").done_at is not None


def test_a_ticket_is_void_with_its_first_record_and_stays_so(desk):
    number = desk.signed(title="测试件")
    done = desk.act("admin", "void", number, {"seq": 1, "reason": "测试件"})
    row = desk.row(number)
    assert (done.stage, row.stage, row.is_open, row.host) == ("void", "void", False, None)
    assert (row.title, row.kind, row.received_at) == (
        "测试件", "complaint", parse_instant("2026-03-02T09:00"),
    )  # fmt: skip
    for who, command in (("handler", "reply"), ("clerk", "note"), ("clerk", "archive")):
        with pytest.raises((Refused, InputError)):
            desk.act(who, command, number)
    assert desk.at("2026-12-31T08:00").tick().tickets == set()
    assert desk.counts() == {"void": 1}


def test_an_end_declared_void_was_none(desk):
    number = desk.dispatched()
    desk.act("clerk", "withdraw", number, {"reason": "诉求人撤回"})
    desk.act("admin", "void", number, {"seq": 4, "reason": "撤回的是另一件"})
    assert desk.row(number).stage == "dispatched"


def test_a_corrected_record_happened_as_the_correction_says(desk):
    number = desk.dispatched()
    desk.at("2026-03-04T10:00").act("handler", "sign", number)
    late = due(desk, number, "sign")
    told = {"seq": 4, "at": "2026-03-03T16:00", "reason": "纸质签收单为准"}
    desk.act("admin", "correct", number, told)
    mended = due(desk, number, "sign")
    assert (late.late, mended.late) == (True, False)
    assert mended.done_at == parse_instant("2026-03-03T16:00")


def test_a_correction_of_whom_it_went_to_moves_the_ticket_there(desk):
    number = desk.dispatched()
    told = {"seq": 3, "fields": {"unit": "城管局"}, "reason": "选错单位"}
    desk.act("admin", "correct", number, told)
    assert (desk.row(number).host, desk.counts("住建局")) == ("城管局", {})
    assert desk.act("other", "sign", number).stage == "handling"


def test_each_of_two_corrections_holds(desk):
    number = desk.signed()
    desk.act("admin", "correct", number, {"seq": 3, "at": "2026-03-02T08:00", "reason": "补录"})
    more = {"seq": 3, "fields": {"unit_type": "township"}, "reason": "类型"}
    desk.act("admin", "correct", number, more)
    (host,) = desk.ticket(number).standing.holders
    assert (host.since, host.unit_type) == (parse_instant("2026-03-02T08:00"), "township")


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"seq": 9, "reason": "x"}, "there is no record 9: the ticket has 4"),
        ({"seq": 4, "at": "2026-03-03T09:00", "reason": "x"}, "is yet to come"),
        ({"seq": 4, "fields": {"rating": "satisfied"}, "reason": "x"}, "rating"),
        ({"seq": 4}, "reason is missing"),
    ],
)
def test_what_cannot_be_corrected_so(desk, told, why):
    number = desk.signed()
    with pytest.raises(InputError, match=why):
        desk.act("admin", "correct", number, told)


def test_only_events_are_corrected(desk):
    number = desk.new()
    desk.act("clerk", "classify", number, {"kind": "help"})
    with pytest.raises(InputError, match="record 2 is no event"):
        desk.act("admin", "correct", number, {"seq": 2, "at": "2026-03-02T08:00", "reason": "x"})
