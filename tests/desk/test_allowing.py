"""What may be done now by whom: permission, stage and rules, before anything is filled in."""

import pytest
from rexian.desk.allowing import Asking, allowed
from rexian.desk.refusing import Forbidden
from rexian.errors import InputError, Refused
from rexian.lifecycle.commands import COMMANDS

pytestmark = pytest.mark.documents


def may(desk, who, number, *, own=True):
    opened = desk.ticket(number)
    asking = Asking(desk.actor(who), opened, desk.deployment.rules, desk.clock.now, own)
    return allowed(asking)


def test_every_command_on_a_ticket_that_is_there_is_told_of(desk):
    found = may(desk, "clerk", desk.new(), own=False)
    assert set(found) == set(COMMANDS) - {"new"}


def test_what_the_roles_do_not_permit(desk):
    found = may(desk, "handler", desk.dispatched())
    assert found["archive"]["permitted"] is False
    assert "clerk" in found["archive"]["why"]
    assert found["sign"] == {
        "allowed": True,
        "why": None,
        "permitted": True,
        "overridable": False,
        "objections": [],
        "fill_in": [],
        "told": [],
    }


def test_what_the_stage_stands_against_no_reason_gets_past(desk):
    found = may(desk, "leader", desk.new(), own=False)["approve"]
    assert found["allowed"] is False
    assert [each["id"] for each in found["objections"]] == ["stage"]
    assert found["overridable"] is False


def test_what_the_rules_stand_against_with_its_clause(desk):
    found = may(desk, "handler", desk.signed())["request_closure"]
    contact = found["objections"][0]
    assert (contact["id"], contact["question"]) == ("missing", "contact")
    assert contact["citations"][0]["locator"] == "第十三条"
    assert "第十三条" in found["why"]
    assert found["overridable"] is False


def test_what_the_rules_want_filled_in_does_not_stand_against_it(desk):
    number = desk.signed()
    found = may(desk, "handler", number)["return"]
    assert found["allowed"] is True
    assert [each["id"] for each in found["fill_in"]] == ["unstated"]
    with pytest.raises(Forbidden):
        desk.act("handler", "return", number)


def test_an_extension_may_be_asked_for_until_it_is_too_late_whatever_it_has_to_state(open_desk):
    """The city: a basis, a reason, and that it was explained; asked for before it is due."""
    desk = open_desk("nanchang_city")
    number = desk.signed(channel="city_12345", kind="complaint")
    found = may(desk, "handler", number)["extend"]
    assert found["allowed"] is True
    assert len(found["fill_in"]) == 3
    desk.at("2026-04-20T09:00")
    found = may(desk, "handler", number)["extend"]
    assert found["allowed"] is False
    assert "late" in {each["id"] for each in found["objections"]}


def test_a_leader_may_get_past_the_rules(desk):
    number = desk.dispatched()
    desk.at("2026-03-03T10:00")
    found = may(desk, "leader", number, own=False)["decide_return"]
    assert found["overridable"] is False
    desk.act("handler", "return", number, {"basis": "权责清单", "suggested_unit": "城管局"})
    found = may(desk, "leader", number, own=False)["decide_return"]
    assert [each["id"] for each in found["objections"]] == ["whose"]
    assert found["overridable"] is True
    reviewer = may(desk, "reviewer", number, own=False)["decide_return"]
    assert reviewer["allowed"] is True


@pytest.mark.parametrize(
    ("place", "who"),
    [
        ("nanchang_city", "handler"),
        ("nanchang_nrp", "clerk"),
        ("nanchang_amr", "reviewer"),
        ("yiyang", "leader"),
        ("shicheng", "inspector"),
        ("shicheng", "handler"),
    ],
)
def test_what_is_not_allowed_is_refused_and_what_is_told_free_is_done(open_desk, place, who):
    """Of commands that need nothing filled in, what is told is what then happens."""
    desk = open_desk(place)
    plain = [
        name
        for name, command in COMMANDS.items()
        if name not in {"new", "link", "merge"} and not command.must and not command.in_role
    ]
    for name in plain:
        number = desk.signed()
        own = who == "handler"
        found = may(desk, who, number, own=own)[name]
        if found["allowed"] and not found["fill_in"]:
            desk.act(who, name, number)
            assert desk.records(number)[4].type == COMMANDS[name].type
        else:
            with pytest.raises((Refused, InputError)):
                desk.act(who, name, number)
