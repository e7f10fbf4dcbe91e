"""Guards: under each document, a step that its clauses stand against, and one that they do not.

What is expected is read from the documents: a complaint dispatched on Monday, 2 March 2026 at 9:00
has its tenth working day on Monday, 16 March, and its ninth on Friday, 13 March.
"""

from dataclasses import replace

import pytest
from rexian.desk.act import act
from rexian.desk.acts import Act
from rexian.desk.refusing import Forbidden
from rexian.errors import Refused

pytestmark = pytest.mark.documents
WHY = {"reasons": "非本单位职责", "basis": "权责清单", "suggested_unit": "城管局"}
LONGER = {"length": "5wd", "reason": "情况复杂", "basis": "有关规定", "explained": True}
#: The last moment of the next working day, and the first after it.
NEXT_DAY = ("2026-03-03T23:59:59", "2026-03-04T00:00:00")
ALL = ("nanchang_amr", "nanchang_city", "nanchang_nrp", "shicheng", "yiyang")


def refused(desk, who, command, number, fields=None, **more):
    """Have a step refused; what stands against it, and where that is laid down."""
    before = desk.records(number)
    with pytest.raises(Forbidden) as caught:
        desk.act(who, command, number, fields, **more)
    assert desk.records(number) == before
    binding = [each for each in caught.value.objections if each.binding]
    clauses = [citation["clause"] for each in binding for citation in each.citations]
    locators = [citation["locator"] for each in binding for citation in each.citations]
    assert all(locator in str(caught.value) for locator in locators)
    return {each.id for each in binding}, set(clauses)


def told(desk, who, command, number, fields=None, **more):
    """Have a step taken; what is told with it."""
    return {each.id for each in desk.act(who, command, number, fields, **more).told}


# --- accepting and refusing


@pytest.mark.parametrize(
    ("jurisdiction", "facts", "clause"),
    [
        ("yiyang", {"refusal_grounds": ["petition_channel"]}, "art10.4"),
        ("nanchang_amr", {"phone_type": "virtual"}, "art10.12"),
        (
            "nanchang_city",
            {"identity": "withheld", "subject": "mediation_or_infringement"},
            "art13.2",
        ),
        ("nanchang_city", {"refusal_grounds": ["already_handled"]}, "art11.7"),
        ("nanchang_amr", {"refusal_grounds": ["malicious_or_vague"]}, "art10.10"),
    ],
)
@pytest.mark.parametrize("command", ["accept", "dispatch"])
def test_what_is_to_be_refused_is_not_taken_in(open_desk, jurisdiction, facts, clause, command):
    desk = open_desk(jurisdiction)
    number = desk.new(channel="city_12345", **facts)
    fields = {"unit": "住建局"} if command == "dispatch" else {}
    found, clauses = refused(desk, "clerk", command, number, fields)
    assert found
    assert clause in clauses
    assert desk.act("clerk", "refuse", number).stage == "refused"


@pytest.mark.parametrize(
    ("jurisdiction", "facts"),
    [
        *((each, {}) for each in ALL),
        ("nanchang_city", {"phone_type": "virtual"}),
        ("yiyang", {"identity": "withheld", "subject": "mediation_or_infringement"}),
        ("shicheng", {"refusal_grounds": ["petition_channel"]}),
    ],
)
def test_what_is_to_be_taken_in_is_taken_in(open_desk, jurisdiction, facts):
    desk = open_desk(jurisdiction)
    number = desk.new(channel="city_12345", **facts)
    assert told(desk, "clerk", "accept", number) == set()
    assert told(desk, "clerk", "dispatch", number, {"unit": "住建局"}) == set()


@pytest.mark.parametrize("jurisdiction", ["nanchang_amr", "nanchang_city", "yiyang"])
def test_nothing_is_refused_without_a_ground(open_desk, jurisdiction):
    desk = open_desk(jurisdiction)
    number = desk.new(channel="city_12345")
    assert refused(desk, "clerk", "refuse", number)[0] == {"no_ground"}
    assert told(desk, "clerk", "refuse", number, {"grounds": ["already_handled"]}) == set()


# --- giving it back


@pytest.mark.parametrize(
    ("jurisdiction", "channel", "times", "clause"),
    [
        ("yiyang", "county_12345", NEXT_DAY, "art12.3.return"),
        ("nanchang_city", "city_12345", NEXT_DAY, "art14.3.return"),
        ("nanchang_nrp", "city_12345", NEXT_DAY, "art14.3.return"),
        ("nanchang_nrp", "leader_mailbox", ("2026-03-02T10:59", "2026-03-02T11:01"), "an2.return"),
    ],
)
def test_a_return_is_asked_for_in_time(open_desk, jurisdiction, channel, times, clause):
    in_time, late = times
    desk = open_desk(jurisdiction)
    number = desk.signed(channel=channel)
    assert clause in refused(desk.at(late), "handler", "return", number, WHY)[1]
    assert told(desk.at(in_time), "handler", "return", number, WHY) == set()


def test_shicheng_says_nothing_of_returns_and_stands_against_none(open_desk):
    desk = open_desk("shicheng")
    number = desk.signed()
    assert told(desk.at("2026-06-01T09:00"), "handler", "return", number) == set()


@pytest.mark.parametrize(
    ("jurisdiction", "left_out", "clause"),
    [
        ("yiyang", {"basis", "suggested_unit"}, "art12.3.basis"),
        ("nanchang_city", {"basis"}, "art14.3.reason"),
        ("nanchang_city", {"reasons"}, "art14.3.reason"),
    ],
)
def test_a_return_states_what_the_document_asks_for(open_desk, jurisdiction, left_out, clause):
    desk = open_desk(jurisdiction)
    number = desk.signed(channel="city_12345")
    fields = {key: value for key, value in WHY.items() if key not in left_out}
    found, clauses = refused(desk, "handler", "return", number, fields)
    assert (found, clause in clauses) == ({"unstated"}, True)


def test_yiyang_is_content_with_a_basis_or_another_unit(open_desk):
    for left_out in ("basis", "suggested_unit"):
        desk = open_desk("yiyang", name=left_out)
        fields = {key: value for key, value in WHY.items() if key != left_out}
        assert told(desk, "handler", "return", desk.signed(), fields) == set()


def inside(desk):
    """A ticket that a unit of the bureau has signed the transfer form for, at 15:30."""
    number = desk.signed(channel="city_12345")
    desk.at("2026-03-02T15:00")
    desk.act("clerk", "assign", number, {"unit": "物业科", "approved_by": "desk_supervisor"})
    desk.at("2026-03-02T15:30").act("section", "sign_form", number)
    return number


def test_market_regulation_gives_four_hours_to_object(open_desk):
    desk = open_desk("nanchang_amr")
    number = inside(desk)
    fields = {**WHY, "approved_by": "unit_deputy"}
    found, clauses = refused(desk.at("2026-03-02T19:31"), "section", "object", number, fields)
    assert (found, "art8.3.4h" in clauses) == ({"late"}, True)
    assert told(desk.at("2026-03-02T19:29"), "section", "object", number, fields) == set()


def test_the_units_leader_in_charge_signs_what_it_objects(open_desk):
    desk = open_desk("nanchang_amr")
    number = inside(desk)
    found, clauses = refused(desk, "section", "object", number, WHY)
    assert (found, "art8.3.approve" in clauses) == ({"unapproved"}, True)


def test_the_leader_in_charge_of_the_desk_signs_the_transfer_form(open_desk):
    desk = open_desk("nanchang_amr")
    number = desk.signed(channel="city_12345")
    found, clauses = refused(desk, "clerk", "assign", number, {"unit": "物业科"})
    assert (found, clauses) == ({"unapproved"}, {"art8.2.form"})
    desk = open_desk("yiyang", name="other")
    assert told(desk, "clerk", "assign", desk.signed(), {"unit": "物业科"}) == set()


@pytest.mark.parametrize(
    ("jurisdiction", "who", "other", "clause"),
    [
        ("nanchang_city", "inspector", "reviewer", "art14.3.review"),
        ("yiyang", "reviewer", "inspector", "art12.3.decide"),
    ],
)
def test_a_return_is_for_those_to_decide_whom_the_document_names(
    open_desk, jurisdiction, who, other, clause
):
    desk = open_desk(jurisdiction)
    number = desk.signed(channel="city_12345")
    desk.act("handler", "return", number, WHY)
    found, clauses = refused(desk, other, "decide_return", number, {"granted": True})
    assert (found, clauses) == ({"whose"}, {clause})
    assert told(desk, who, "decide_return", number, {"granted": True}) == set()


# --- extending


@pytest.mark.parametrize(
    ("jurisdiction", "last_day", "day_after", "clause"),
    [
        ("nanchang_amr", "2026-03-13T23:59", "2026-03-16T09:00", "art8.4.ext"),
        ("nanchang_city", "2026-03-16T23:59", "2026-03-17T00:00", "art16.when"),
        ("yiyang", "2026-03-16T23:59", "2026-03-17T00:00", "art15.when"),
    ],
)
def test_an_extension_is_asked_for_in_time(open_desk, jurisdiction, last_day, day_after, clause):
    desk = open_desk(jurisdiction)
    number = desk.signed(channel="city_12345")
    found, clauses = refused(desk.at(day_after), "handler", "extend", number, LONGER)
    assert ("late" in found, clause in clauses) == (True, True)
    assert told(desk.at(last_day), "handler", "extend", number, LONGER) <= {"facts"}


@pytest.mark.parametrize(
    ("jurisdiction", "clause"),
    [
        ("nanchang_amr", "art8.4.once"),
        ("nanchang_city", "art16.once"),
        ("yiyang", "art15.once"),
    ],
)
def test_an_extension_is_asked_for_once(open_desk, jurisdiction, clause):
    desk = open_desk(jurisdiction)
    number = desk.signed(channel="city_12345")
    desk.act("handler", "extend", number, LONGER)
    granted = {"granted": True, "length": "5wd"}
    desk.act("leader", "decide_extension", number, granted, override="领导批示")
    assert clause in refused(desk, "handler", "extend", number, LONGER)[1]


def test_the_city_extends_no_provincial_ticket(open_desk):
    desk = open_desk("nanchang_city")
    number = desk.signed(channel="provincial_12345")
    assert "art15.provext" in refused(desk, "handler", "extend", number, LONGER)[1]


def test_what_is_forbidden_whatever_is_not_known_is_forbidden(open_desk):
    """Through whichever channel it came, it may not be extended; the grounds are not the same."""
    desk = open_desk("nanchang_nrp")
    number = desk.signed(channel=None)
    found, _clauses = refused(desk.at("2026-04-15T09:00"), "handler", "extend", number, LONGER)
    assert found == {"not_allowed"}


def test_shicheng_says_nothing_of_extensions_and_stands_against_none(open_desk):
    desk = open_desk("shicheng")
    assert told(desk, "handler", "extend", desk.signed(), LONGER) == set()


def test_yiyang_extends_by_no_more_than_the_limit_itself(open_desk):
    desk = open_desk("yiyang")
    number = desk.signed()
    long = {**LONGER, "length": "11wd"}
    found, clauses = refused(desk, "handler", "extend", number, long)
    assert (found, "art15.cap" in clauses) == ({"too_long"}, True)
    desk.act("handler", "extend", number, {**LONGER, "length": "10wd"})
    long = {"granted": True, "length": "11wd"}
    found, clauses = refused(desk, "reviewer", "decide_extension", number, long)
    assert (found, "art15.cap" in clauses) == ({"too_long"}, True)
    granted = {"granted": True, "length": "10wd"}
    assert told(desk, "reviewer", "decide_extension", number, granted) == set()


def test_the_city_means_its_cap_in_principle(open_desk):
    desk = open_desk("nanchang_city")
    number = desk.signed(channel="city_12345")
    desk.act("handler", "extend", number, {**LONGER, "length": "10wd"})
    long = {"granted": True, "length": "11wd"}
    assert told(desk, "reviewer", "decide_extension", number, long) == {"too_long"}


def test_yiyangs_centre_decides_on_extensions(open_desk):
    desk = open_desk("yiyang")
    number = desk.signed()
    desk.act("handler", "extend", number, LONGER)
    granted = {"granted": True, "length": "5wd"}
    found, clauses = refused(desk, "leader", "decide_extension", number, granted)
    assert (found, "art15.when" in clauses) == ({"whose"}, True)
    assert told(desk, "reviewer", "decide_extension", number, granted) == set()


# --- before closing


def shicheng_ticket(desk, *, contact=None, sign_off=True):
    number = desk.signed()
    if sign_off:
        signed = {"fields": ["lead", "handler", "limit"], "due_at": "2026-03-20"}
        desk.act("principal", "sign_off", number, signed)
    if contact is not None:
        desk.act("handler", "contact", number, contact)
    desk.act("handler", "reply", number, {"lead_and_process": True})
    desk.act("principal", "approve", number)
    desk.act("principal", "seal", number, {"seal": "unit_seal"})
    return number


def test_shicheng_wants_the_principals_sign_off_a_meeting_and_the_seal(open_desk):
    desk = open_desk("shicheng")
    number = shicheng_ticket(desk, contact={"mode": "in_person"})
    assert told(desk, "handler", "request_closure", number) <= {"facts"}


@pytest.mark.parametrize(
    ("made", "clause"),
    [
        ({"contact": {"mode": "in_person"}, "sign_off": False}, "s1.sign"),
        ({"contact": None}, "s1.meet"),
        ({"contact": {"mode": "phone"}}, "s1.phone"),
    ],
)
def test_shicheng_closes_nothing_of_which_something_is_missing(open_desk, made, clause):
    desk = open_desk("shicheng")
    number = shicheng_ticket(desk, **made)
    found, clauses = refused(desk, "handler", "request_closure", number)
    assert (found, clause in clauses) == ({"missing"}, True)


def test_a_sign_off_that_the_document_does_not_ask_for_is_told(open_desk):
    desk = open_desk("shicheng")
    number = desk.signed()
    assert told(desk, "head", "sign_off", number, {"fields": ["lead"]}) == {"whose"}
    assert told(desk, "principal", "sign_off", number, {"fields": ["lead"]}) == set()


FULL = {
    "medium": "written",
    "sections": ["investigation", "handling", "contact", "handler"],
    "handler_info": ["name", "phone", "post"],
    "items": 1,
    "items_answered": 1,
    "reasons": "无政策依据",
    "basis": "有关规定",
    "next_steps": "建议另循途径",
}


def unfounded(desk):
    """What has no basis and leaves nothing to be done, in the hands of a section of the bureau."""
    number = desk.signed(channel="city_12345", policy_basis=False, handling_room=False)
    desk.act("clerk", "assign", number, {"unit": "物业科", "approved_by": "desk_supervisor"})
    desk.act("section", "sign_form", number)
    return number


@pytest.mark.parametrize(
    ("left_out", "missing"),
    [
        ("basis", "art18.4.content"),
        ("sections", "art18.2.parts"),
        ("handler_info", "art18.2.parts"),
    ],
)
def test_a_reply_holds_what_the_document_asks_for(open_desk, left_out, missing):
    desk = open_desk("nanchang_amr")
    number = unfounded(desk)
    short = {key: value for key, value in FULL.items() if key != left_out}
    found, clauses = refused(desk, "section", "reply", number, short)
    assert (found, missing in clauses) == ({"missing"}, True)
    assert told(desk, "section", "reply", number, FULL) == set()


def test_four_hundred_characters_are_only_what_is_usual(open_desk):
    desk = open_desk("nanchang_amr")
    number = unfounded(desk)
    assert told(desk, "section", "reply", number, {**FULL, "chars": 401}) == {"style"}
    desk = open_desk("nanchang_amr", name="short")
    assert told(desk, "section", "reply", unfounded(desk), {**FULL, "chars": 400}) == set()


def test_replies_are_approved_by_whom_the_document_names(open_desk):
    """The leader in charge of the section, where a section replies: article 18(4)."""
    desk = open_desk("nanchang_amr")
    number = unfounded(desk)
    desk.act("section", "reply", number, FULL)
    found, clauses = refused(desk, "head", "approve", number)
    assert (found, "art18.4.sec" in clauses) == ({"whose"}, True)
    supervisor = actor(desk, "leader", posts={"section_supervisor"})
    done = act(desk.deployment, supervisor, Act("approve", number))
    assert (done.told, desk.records(number)[-1].fields["role"]) == ((), "section_supervisor")


def test_at_each_level_somebody_of_that_level_approves(open_desk):
    desk = open_desk("nanchang_city")
    number = desk.signed(channel="city_12345")
    desk.act("handler", "reply", number, {"medium": "platform"})
    assert told(desk, "head", "approve", number) == set()
    bare = actor(desk, "leader", posts={"bureau_principal"})
    with pytest.raises(Forbidden, match="第十四条"):
        act(desk.deployment, bare, Act("approve", number))


def actor(desk, role, *, posts=()):
    return replace(desk.actor(role), posts=frozenset(posts))


def ready(desk):
    """A ticket of Yiyang's that its unit may close: solved, and the caller told of its coming."""
    number = desk.signed(solved=True, difficult=False)
    desk.act("clerk", "contact", number, {"mode": "sms"})
    desk.act("handler", "reply", number, {"medium": "platform"})
    desk.act("principal", "approve", number)
    return number


def test_yiyangs_units_close_their_tickets_and_nobody_for_them(open_desk):
    desk = open_desk("yiyang")
    number = ready(desk)
    found, clauses = refused(desk, "clerk", "close", number)
    assert ("whose" in found, "art12.6" in clauses) == (True, True)
    assert desk.act("handler", "close", number).stage == "closed"


def test_the_city_reviews_before_it_closes(open_desk):
    desk = open_desk("nanchang_city")
    number = desk.signed(channel="city_12345", solved=True)
    desk.act("handler", "reply", number, {"medium": "platform"})
    found, clauses = refused(desk, "reviewer", "close", number)
    assert ("unreviewed" in found, "art14.6.review" in clauses) == (True, True)


def test_nothing_is_closed_whose_ground_is_not_met(open_desk):
    """Unsolved, though there is a basis in policy and room to handle it: article 14(6)."""
    desk = open_desk("nanchang_city")
    facts = {"solved": False, "policy_basis": True, "handling_room": True}
    number = desk.signed(channel="city_12345", **facts)
    found, clauses = refused(desk, "handler", "request_closure", number)
    assert ("not_allowed" in found, "art14.6.content" in clauses) == (True, True)


def test_nothing_is_closed_while_it_is_open_whether_a_ground_is_met(open_desk):
    desk = open_desk("yiyang")
    number = desk.signed()
    desk.act("clerk", "contact", number, {"mode": "sms"})
    found, _clauses = refused(desk, "handler", "close", number)
    assert "facts" in found


# --- after closing


def closed(desk):
    """A ticket closed under Yiyang's document."""
    number = ready(desk)
    desk.act("handler", "close", number)
    return number


def test_a_redo_that_the_document_does_not_call_for_is_told(open_desk):
    desk = open_desk("yiyang")
    number = closed(desk)
    desk.act("clerk", "follow_up", number, {"rating": "satisfied"})
    assert "uncalled" in told(desk, "reviewer", "redo", number)


def test_a_redo_that_the_document_calls_for_is_just_done(open_desk):
    """Dissatisfied, and the unit found at fault: article 12(7)."""
    desk = open_desk("yiyang")
    number = closed(desk)
    desk.act("clerk", "follow_up", number, {"rating": "dissatisfied"})
    desk.act("reviewer", "verify_fault", number, {"unit_at_fault": True})
    assert "uncalled" not in told(desk, "reviewer", "redo", number)
    assert desk.row(number).round == 2


def test_supervision_without_a_ground_is_told(open_desk):
    desk = open_desk("nanchang_city")
    number = desk.signed(channel="city_12345")
    assert "uncalled" in told(desk, "inspector", "supervise", number, {"by": "hotline_centre"})
    desk.at("2026-03-17T00:00")
    assert "uncalled" not in told(desk, "inspector", "supervise", number, {"by": "hotline_centre"})


def test_whatever_is_refused_says_so_in_one_line(open_desk):
    desk = open_desk("yiyang")
    number = desk.signed()
    with pytest.raises(Refused) as caught:
        desk.at("2026-03-04T00:00").act("handler", "return", number)
    line = str(caught.value)
    assert line.startswith(f"{number}: ask to return it is not allowed: ")
    assert "\n" not in line
