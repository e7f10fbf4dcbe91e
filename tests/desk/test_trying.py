"""Trying a command: what would come of it, or stand against it, with nothing written."""

import pytest
from fixture_desk import BY
from rexian.desk.acts import Act
from rexian.desk.asking import Entered, act_of, amiss
from rexian.desk.offering import menu, offer
from rexian.desk.trying import foretold, tried
from rexian.errors import InputError
from rexian.lifecycle.commands import COMMANDS
from rexian.model.fields import Field, FieldType
from rexian.people.responsibilities import Responsibility, add_responsibilities
from rexian.store.schema import METADATA
from sqlalchemy import func, select

pytestmark = pytest.mark.documents

LONGER = {"length": "5wd", "reason": "需要会商", "basis": "案情复杂", "explained": True}


def trial(desk, who, command, number="", fields=None, **more):
    wanted = Act(command, number, fields or {}, **more)
    return tried(desk.deployment, desk.actor(who), wanted)


def everything(desk):
    with desk.deployment.store.reading() as connection:
        count = [select(func.count()).select_from(table) for table in METADATA.sorted_tables]
        return [connection.scalar(each) for each in count]


def test_what_would_come_of_it_is_told_and_not_written(desk):
    number = desk.new(kind="complaint")
    before = everything(desk)
    found = trial(desk, "clerk", "dispatch", number, {"unit": "住建局"})
    assert (found.why, found.told["stage"], found.told["version"]) == (None, "dispatched", 2)
    # Yiyang, Monday 9:00: the nearest is to sign within a working day.
    assert found.told["due_at"] is not None
    assert everything(desk) == before
    assert desk.row(number).stage == "received"


@pytest.mark.parametrize(("command", "unit"), [("accept", None), ("dispatch", "城关镇")])
def test_what_is_foretold_is_what_then_comes(desk, command, unit):
    number = desk.new(kind="complaint")
    fields = {"unit": unit} if unit else {}
    told = foretold(desk.deployment, desk.actor("clerk"), Act(command, number, fields))
    done = desk.act("clerk", command, number, fields)
    assert (told["version"], told["stage"]) == (done.version, done.stage)


def test_a_new_ticket_is_foretold_with_the_callers_earlier_ones(desk):
    first = desk.new(secrets={"phone": "13812345678"})
    found = trial(desk, "clerk", "new", secrets={"phone": "138-1234-5678"})
    assert found.told["earlier"] == [first]
    assert len(desk.counts()) == 1


def test_joining_two_tickets_is_foretold(desk):
    first, second = desk.new(), desk.new()
    found = trial(desk, "clerk", "merge", second, {"ticket": first})
    assert found.told["stage"] == "merged"
    assert desk.row(first).calls == 1


def test_yiyangs_cap_is_told_before_an_extension_is_asked_for(desk):
    number = desk.signed()
    found = trial(desk, "handler", "extend", number, {**LONGER, "length": "11wd"})
    assert [each["id"] for each in found.objections] == ["too_long"]
    assert "第十五条" in found.why
    assert found.is_ruled
    assert not found.overridable
    assert trial(desk, "handler", "extend", number, LONGER).why is None
    assert len(desk.records(number)) == 4


def test_what_is_missing_or_wrong_is_no_answer_of_the_rules(desk):
    number = desk.signed()
    missing = trial(desk, "handler", "extend", number)
    assert not missing.is_ruled
    assert "length" in missing.why or "missing" in missing.why
    wrong = trial(desk, "handler", "extend", number, {"length": "soon"})
    assert not wrong.is_ruled


def test_whoever_has_been_overtaken_is_told_at_once(desk):
    number = desk.signed()
    desk.act("clerk", "note", number, secrets={"text": "来电催问"})
    found = trial(desk, "handler", "feedback", number, expected=4)
    assert found.is_stale
    assert "clerk" in found.why


def test_a_leader_is_told_that_a_reason_would_get_him_past_the_rules(desk):
    number = desk.dispatched()
    desk.act("handler", "return", number, {"basis": "权责清单", "suggested_unit": "城管局"})
    found = trial(desk, "leader", "decide_return", number, {"granted": True})
    assert found.overridable
    over = trial(desk, "leader", "decide_return", number, {"granted": True}, override="情况紧急")
    assert over.why is None
    assert [each["id"] for each in over.told["overridden"]] == ["whose"]


def test_the_reason_for_being_late_is_asked_for(desk):
    number = desk.dispatched()
    early = desk.clock.now
    desk.at("2026-03-20T10:00")
    assert trial(desk, "reviewer", "dispute", number, at=early).lacks == "late_because"


# --- what is offered


def test_the_menu_tells_of_every_command_without_the_journal(desk):
    number = desk.signed(title="夜间施工")
    before = everything(desk)
    found = menu(desk.deployment, desk.actor("handler"), number)
    assert set(found.allowed) == set(COMMANDS) - {"new"}
    assert (found.title, found.version, found.stage) == ("夜间施工", 4, "handling")
    assert everything(desk) == before


def test_a_ticket_that_is_not_for_his_eyes_is_not_offered(desk):
    number = desk.signed()
    with pytest.raises(InputError, match="there is no ticket"):
        menu(desk.deployment, desk.actor("other"), number)
    with pytest.raises(InputError, match="there is no ticket"):
        offer(desk.deployment, desk.actor("other"), "sign", number)


def test_the_units_that_answer_for_a_matter_are_offered_where_it_may_go_to_one(desk):
    answers = [Responsibility("noise", "城管局", source="权责清单")]
    desk.deployment.store.run(lambda connection: add_responsibilities(connection, answers, BY))
    number = desk.new(subject="noise")
    found = offer(desk.deployment, desk.actor("clerk"), "dispatch", number)
    assert [(each.unit, each.source) for each in found.suggested] == [("城管局", "权责清单")]
    assert offer(desk.deployment, desk.actor("clerk"), "accept", number).suggested == ()


def test_a_new_ticket_is_offered_to_whom_it_is_for(desk):
    assert offer(desk.deployment, desk.actor("clerk"), "new").row["allowed"]
    refused = offer(desk.deployment, desk.actor("handler"), "new").row
    assert not refused["permitted"]
    assert "clerk" in refused["why"]


def test_how_long_a_reply_may_be_is_offered_where_it_is_laid_down(open_desk):
    limits = {}
    for place in ("shicheng", "yiyang"):
        desk = open_desk(place, name=place)
        number = desk.signed()
        limits[place] = offer(desk.deployment, desk.actor("handler"), "reply", number).limit
    assert limits["yiyang"] is None
    assert limits["shicheng"] is None or limits["shicheng"] > 0


# --- what is entered


def test_what_is_wrong_with_one_field_is_said_without_its_name():
    field = Field(id="length", zh="时长", en="length", type=FieldType.PERIOD)
    assert amiss(field, "5wd") is None
    assert not amiss(field, "soon").startswith("length")
    given = Field(id="given", zh="另", en="given", type=FieldType.GIVEN)
    assert amiss(given, ["close=2026-03-09"]) is None
    assert "KEY=VALUE" in amiss(given, ["close"])


def test_what_is_entered_is_the_same_once_it_has_been_kept():
    told = Entered(number="1", fields={"length": "5wd"}, at="2026-03-01", override="急")
    assert Entered.of_json(told.as_json()) == told
    assert Entered(number="1").is_blank
    assert not told.is_blank


def test_an_act_is_what_was_entered():
    told = Entered(number="1", fields={"length": "5wd"}, texts={}, at="2026-03-01T10:00")
    act = act_of(COMMANDS["extend"], told)
    assert (act.command, act.number, act.fields) == ("extend", "1", {"length": "5wd"})
    assert act.override is None
