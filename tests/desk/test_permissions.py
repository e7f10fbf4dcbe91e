"""Permission as the desk applies it: every command by every role, on the own unit's and others'.

Whoever gets past it is stopped by the version that he says he saw, so nothing is ever written.
`tests/people/test_permissions.py` has the table itself.
"""

import itertools

import pytest
from rexian.desk.act import act
from rexian.desk.acts import Act
from rexian.desk.receive import receive
from rexian.errors import Conflicting, Refused, RexianError
from rexian.lifecycle.commands import COMMANDS
from rexian.people.actor import Actor
from rexian.people.permissions import PERMISSIONS, Scope, why_not
from rexian.people.roles import ROLES, posts_of

pytestmark = pytest.mark.documents
OFFICE = {"clerk", "reviewer", "inspector", "leader", "admin"}
ON_A_TICKET = sorted(COMMANDS.keys() - {"new"})


def somebody(role, unit="住建局"):
    return Actor(role, role, unit, frozenset({role}), posts_of([role]))


def tried(desk, actor, command, number):
    """How far somebody gets: past the door, refused, or not even told that there is a ticket."""
    before = desk.records(number)
    with pytest.raises(RexianError) as caught:
        act(desk.deployment, actor, Act(command, number, expected=1))
    assert desk.records(number) == before
    if isinstance(caught.value, Conflicting):
        return "past"
    lines = {f"there is no ticket {number}": "unseen", why_not(actor, command): "refused"}
    return lines[str(caught.value)]


def right(role, command, *, own):
    """How far he should get, from the table."""
    if role not in OFFICE and not own:
        return "unseen"
    needed = Scope.OWN if own else Scope.ANY
    return "past" if PERMISSIONS[command].get(role, Scope.NONE) >= needed else "refused"


@pytest.mark.parametrize("unit", ["住建局", "城管局"])
def test_every_command_by_every_role(desk, unit):
    number = desk.dispatched(unit)
    own = unit == "住建局"
    asked = list(itertools.product(ON_A_TICKET, ROLES.ids))
    found = {(c, role): tried(desk, somebody(role), c, number) for c, role in asked}
    assert found == {(c, role): right(role, c, own=own) for c, role in asked}
    assert set(found.values()) == {"past", "refused", *([] if own else ["unseen"])}


@pytest.mark.parametrize("role", ROLES.ids)
def test_taking_down(desk, role):
    if role == "clerk":
        assert receive(desk.deployment, somebody(role), Act("new")).done.stage == "received"
        return
    with pytest.raises(Refused, match="take down an appeal: this is for clerk"):
        receive(desk.deployment, somebody(role), Act("new"))
    assert desk.counts() == {}


def test_nobody_without_a_role_sees_anything(desk):
    actor = Actor("nobody", "nobody", "住建局", frozenset(), frozenset())
    number = desk.dispatched()
    assert {tried(desk, actor, command, number) for command in ON_A_TICKET} == {"unseen"}


def test_of_several_roles_each_allows_what_it_does(desk):
    both = Actor("both", "both", "住建局", frozenset({"handler", "clerk"}), frozenset())
    other = desk.dispatched("城管局")
    assert tried(desk, both, "accept", other) == "past"
    assert tried(desk, both, "sign", other) == "refused"
    assert tried(desk, both, "sign", desk.dispatched("住建局")) == "past"


# --- whose ticket it is


def test_a_unit_has_what_a_unit_below_it_has(desk):
    number = desk.dispatched("物业科")
    assert tried(desk, somebody("unit_head"), "sign", number) == "past"
    desk.act("head", "sign", number)
    assert desk.records(number)[-1].fields["unit"] == "物业科"


def test_a_unit_has_not_what_the_unit_above_it_has(desk):
    number = desk.dispatched("住建局")
    assert tried(desk, somebody("handler", "物业科"), "sign", number) == "unseen"
    desk.act("clerk", "assign", number, {"unit": "物业科"})
    assert tried(desk, somebody("handler", "物业科"), "sign", number) == "past"


def test_a_unit_asked_whether_it_is_its_own_sees_the_ticket_and_answers(desk):
    number = desk.new()
    assert tried(desk, somebody("handler"), "answer_preassign", number) == "unseen"
    desk.act("clerk", "pre_assign", number, {"unit": "住建局"})
    assert tried(desk, somebody("handler"), "answer_preassign", number) == "past"
    desk.act("handler", "answer_preassign", number, {"accept": False})
    assert tried(desk, somebody("handler"), "answer_preassign", number) == "unseen"


def test_a_unit_whose_return_was_granted_sees_it_no_more(desk):
    number = desk.signed()
    why = {"reasons": "非本单位职责", "basis": "权责清单", "suggested_unit": "城管局"}
    desk.act("handler", "return", number, why)
    desk.act("reviewer", "decide_return", number, {"granted": True})
    assert tried(desk, somebody("handler"), "reply", number) == "unseen"


def test_a_unit_that_helps_does_its_own_part_and_not_what_concerns_the_ticket(desk):
    number = desk.signed()
    desk.act("clerk", "dispatch", number, {"unit": "城管局", "part": "co"})
    helper = somebody("handler", "城管局")
    assert {tried(desk, helper, c, number) for c in ("sign", "reply", "contact", "note")} == {
        "past"
    }
    assert {tried(desk, helper, c, number) for c in ("close", "follow_up")} == {"refused"}


# --- reports about a unit


@pytest.mark.parametrize("kind", ["report", None])
def test_the_unit_reported_sees_no_report_nor_what_may_be_one(desk, kind):
    number = desk.dispatched("城管局", about="住建局", kind=kind)
    for unit in ("住建局", "物业科"):
        asked = list(itertools.product(ON_A_TICKET, ROLES.ids))
        assert {tried(desk, somebody(r, unit), c, number) for c, r in asked} == {"unseen"}
    assert tried(desk, somebody("handler", "城管局"), "sign", number) == "past"
    assert tried(desk, somebody("clerk", None), "note", number) == "past"


def test_a_complaint_about_a_unit_is_no_secret_to_it(desk):
    number = desk.dispatched("住建局", about="住建局", kind="complaint")
    assert tried(desk, somebody("handler"), "sign", number) == "past"


def test_what_turns_out_to_be_a_report_is_hidden_from_the_unit_that_has_it(desk):
    number = desk.dispatched("住建局")
    desk.act("clerk", "classify", number, {"kind": "report", "about": "住建局"})
    assert tried(desk, somebody("handler"), "sign", number) == "unseen"
    desk.act("clerk", "classify", number, {"kind": "complaint"})
    assert tried(desk, somebody("handler"), "sign", number) == "past"


@pytest.mark.parametrize("unit", ["住建局", "物业科"])
@pytest.mark.parametrize("command", ["dispatch", "pre_assign", "assign"])
def test_a_report_goes_to_nobody_whom_it_is_about_nor_below(desk, unit, command):
    number = desk.new(about="住建局", kind="report")
    if command == "assign":
        desk.act("clerk", "dispatch", number, {"unit": "城管局"})
    before = desk.records(number)
    with pytest.raises(Refused, match="the report is about this unit"):
        desk.act("clerk", command, number, {"unit": unit})
    strong = "clerk" if command == "pre_assign" else "leader"
    with pytest.raises(Refused, match="the report is about this unit"):
        desk.act(strong, command, number, {"unit": unit}, override="特事特办")
    assert desk.records(number) == before
    assert desk.act("clerk", command, number, {"unit": "城关镇"}).number == number


def test_a_report_about_an_inner_unit_may_go_to_the_unit_above(desk):
    number = desk.new(about="物业科", kind="report")
    desk.act("clerk", "dispatch", number, {"unit": "住建局"})
    assert tried(desk, somebody("handler", "住建局"), "sign", number) == "past"
    assert tried(desk, somebody("handler", "物业科"), "sign", number) == "unseen"
