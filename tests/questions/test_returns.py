"""Returns: who gives a ticket back to whom, in time, stating what, by whose leave."""

import pytest
from rexian.facts import kind
from rexian.questions.returns import preassignment_only, return_tier, returns, unsigned_leader
from rexian.rules.rule import limit, value
from rexian.worktime.period import hours, working_days

ART = ("art1",)
BODY, UNIT = return_tier.is_("body"), return_tier.is_("unit")
RETURN = limit("return.all", working_days(1), per=("art1",))
OBJECT = limit("object.all", hours(4), per=("art2",))
MAY = value("return_permission.may.all", {}, per=("art3",))
STATE = value(
    "return_permission.must_state.both", {"must_state": ("reasons", "basis")}, per=("art4",)
)
APPROVER = value(
    "return_permission.approver.head", {"approver": "unit_head"}, when=UNIT, per=("art5",)
)
UNSIGNED = value("return_permission.bar.leader_not_signed", {}, when=unsigned_leader, per=("art6",))
TWICE = value("return_permission.bar.twice", {}, when=returns.at_least(3), per=("art7",))
RULES = (RETURN, OBJECT, MAY, STATE, APPROVER, UNSIGNED, TWICE)


def e(kind, when, **fields):
    return {"type": kind, "at": f"2026-03-{when.replace(' ', 'T')}", **fields}


SENT = e("dispatched", "02 09:00")
ASSIGNED = e("assigned", "02 10:00", unit="一科")
SAID = {"reasons": ["not ours"], "basis": "duty list"}


@pytest.fixture
def permission(enact, rule):
    def ask(*events, rules=RULES, upper=(), **more):
        above = enact(*upper, name="city") if upper else None
        town = enact(*rules, under=above)
        return rule("return_permission", town, {"kind": "help"}, [SENT, *events], **more)

    return ask


def bars(ruling):
    return [ground["id"] for ground in ruling["outcome"]["why_not"]]


def test_a_return_in_order(permission):
    told = permission(e("return_requested", "03 10:00", **SAID))
    assert (told["status"], told["rule"]) == ("decided", "return_permission.may.all")
    assert told["outcome"] == {
        "allowed": True,
        "why_not": [],
        "approver": None,
        "must_state": ["reasons", "basis"],
        "count": 1,
    }


def test_an_objection_in_order(permission):
    told = permission(ASSIGNED, e("objected", "02 14:00", approved_by="unit_head", **SAID))
    assert told["outcome"]["allowed"] is True
    assert told["outcome"]["approver"] == "unit_head"


def test_a_ticket_on_which_no_rule_allows_it(permission):
    assert permission(rules=(RETURN, STATE))["status"] == "silent"


@pytest.mark.parametrize(
    ("events", "stands"),
    [
        ([e("return_requested", "03 23:59", **SAID)], []),
        ([e("return_requested", "04 00:00", **SAID)], ["late"]),
        ([ASSIGNED, e("objected", "02 14:00", approved_by="unit_head", **SAID)], []),
        ([ASSIGNED, e("objected", "02 14:01", approved_by="unit_head", **SAID)], ["late"]),
    ],
)
def test_in_time_or_not_by_its_own_clock(permission, events, stands):
    assert bars(permission(*events)) == stands


@pytest.mark.parametrize(
    ("said", "stands"),
    [
        ({"reasons": ["x"]}, ["unstated"]),
        ({"basis": "x"}, ["unstated"]),
        ({"reasons": [], "basis": "x"}, ["unstated"]),
        ({}, ["unstated"]),
        ({"reasons": ["x"], "basis": True}, []),
    ],
)
def test_what_the_request_must_state(permission, said, stands):
    assert bars(permission(e("return_requested", "03 10:00", **said))) == stands


def test_any_one_of_several_will_do(permission):
    either = value(
        "return_permission.must_state.any", {"must_state": (("basis", "suggested_unit"),)}, per=ART
    )
    rules = (RETURN, MAY, either)
    told = permission(e("return_requested", "03 10:00", suggested_unit="乙局"), rules=rules)
    assert told["outcome"]["must_state"] == [["basis", "suggested_unit"]]
    assert bars(told) == []
    assert bars(permission(e("return_requested", "03 10:00"), rules=rules)) == ["unstated"]


@pytest.mark.parametrize(
    ("approved", "stands"),
    [
        ({"approved_by": "unit_head"}, []),
        ({"approved_by": "unit_deputy"}, ["unapproved"]),
        ({}, ["unapproved"]),
    ],
)
def test_by_whose_leave(permission, approved, stands):
    assert bars(permission(ASSIGNED, e("objected", "02 11:00", **SAID, **approved))) == stands


def test_a_return_made_now_has_stated_nothing_yet(permission):
    told = permission(now="2026-03-03T10:00")
    assert told["outcome"]["allowed"] is True
    assert told["outcome"]["count"] == 0


def test_a_return_made_now_may_be_late(permission):
    assert bars(permission(now="2026-03-04T10:00")) == ["late"]


@pytest.mark.parametrize(
    ("events", "tier"),
    [
        ([], "body"),
        ([ASSIGNED], "body"),
        ([ASSIGNED, e("objected", "02 11:00")], "unit"),
        ([e("return_requested", "02 11:00")], "body"),
        ([ASSIGNED, e("objected", "02 11:00"), e("return_requested", "02 12:00")], "body"),
        ([ASSIGNED, e("return_requested", "02 11:00"), e("objected", "02 12:00")], "unit"),
        ([e("preassigned", "02 09:30")], "unit"),
        ([e("preassigned", "02 09:30"), ASSIGNED, e("dispatched", "03 09:00")], "body"),
    ],
)
def test_who_gives_it_back_to_whom(permission, events, tier):
    tiers = (
        value("return_permission.may.body", {}, when=BODY, per=ART),
        value("return_permission.may.unit", {}, when=UNIT, per=ART),
    )
    assert permission(*events, rules=tiers)["rule"] == f"return_permission.may.{tier}"


@pytest.mark.parametrize(
    ("events", "only"),
    [
        ([], False),
        ([e("preassigned", "02 09:30")], True),
        ([e("preassigned", "02 09:30"), ASSIGNED], False),
        ([ASSIGNED, e("preassigned", "02 11:30")], True),
    ],
)
def test_only_pre_assigned(permission, events, only):
    stages = (
        value("return_permission.may.preassigned", {}, when=preassignment_only, per=ART),
        value("return_permission.may.other", {}, when=~preassignment_only, per=ART),
    )
    name = "preassigned" if only else "other"
    assert permission(*events, rules=stages)["rule"] == f"return_permission.may.{name}"


def test_that_a_leader_has_not_signed_is_no_reason(permission):
    event = e("return_requested", "03 10:00", reasons=["leader_not_signed"], basis="x")
    told = permission(event)
    assert bars(told) == ["leader_not_signed"]
    assert told["outcome"]["why_not"][0]["citations"][0]["clause"] == "art6"


@pytest.mark.parametrize(("times", "stands"), [(2, []), (3, ["twice"])])
def test_how_often_it_was_given_back_counts_every_unit(permission, times, stands):
    given_back = [
        e("return_requested", f"0{3 + n} 10:00", unit=f"{n}局", **SAID) for n in range(times)
    ]
    sent = [e("dispatched", f"0{3 + n} 09:00", unit=f"{n}局") for n in range(times)]
    told = permission(*sent, *given_back)
    assert told["outcome"]["count"] == times
    assert bars(told) == stands


def test_documents_unite_in_what_must_be_stated(permission):
    city = value("return_permission.must_state.city", {"must_state": ("contact", "basis")}, per=ART)
    told = permission(e("return_requested", "03 10:00", **SAID), upper=(city,))
    assert told["outcome"]["must_state"] == ["reasons", "basis", "contact"]
    assert bars(told) == ["unstated"]


def test_the_last_act_since_the_dispatch_is_judged(permission):
    earlier = e("return_requested", "02 10:00")
    later = e("return_requested", "03 10:00", **SAID)
    assert bars(permission(earlier, later)) == []
    told = permission(earlier, e("dispatched", "09 09:00", unit="乙局"), now="2026-03-09T10:00")
    assert bars(told) == []
    assert told["outcome"]["count"] == 1


def test_a_return_made_now_is_the_bodys_seen_from_the_body_and_the_units_seen_from_the_unit(
    enact, tell
):
    tiers = (
        value("return_permission.may.body", {}, when=BODY, per=ART),
        value("return_permission.may.unit", {}, when=UNIT, per=ART),
    )
    told = tell(enact(*tiers), {}, [SENT, ASSIGNED])
    inside = next(unit for unit in told["assignments"] if unit["tier"] == "unit")
    assert told["rulings"]["return_permission"]["rule"] == "return_permission.may.body"
    assert inside["rulings"]["return_permission"]["rule"] == "return_permission.may.unit"


BY_KIND = (
    limit("return.inquiry", hours(2), when=kind.is_("inquiry"), per=("art1",)),
    limit("return.other", working_days(1), when=~kind.is_("inquiry"), per=("art2",)),
    MAY,
)


@pytest.mark.parametrize(
    ("events", "status", "allowed"),
    [
        ([], "decided", True),
        ([SENT, e("return_requested", "02 10:59")], "decided", True),
        ([SENT, e("return_requested", "02 11:01")], "missing_fact", None),
        ([SENT, e("return_requested", "04 09:00")], "decided", False),
    ],
)
def test_a_limit_that_hangs_on_an_unknown_matters_only_where_it_does(
    enact, rule, events, status, allowed
):
    """Two hours for an inquiry, else a day; whether it is one is not known."""
    told = rule("return_permission", enact(*BY_KIND), {}, events, now="2026-03-05T10:00")
    assert told["status"] == status
    assert (told["outcome"] or {}).get("allowed") is allowed
    if status == "missing_fact":
        assert told["facts"] == ["kind"]
