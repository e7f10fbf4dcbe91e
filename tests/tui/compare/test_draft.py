"""What is entered into a case, and what is found by typing."""

import pytest
from rexian.errors import InputError
from rexian.instants import parse_instant
from rexian.model.events import Event
from rexian.model.fields import Given
from rexian.tui.compare.asks import Ask, Option, typed_time
from rexian.tui.compare.draft import Draft, Side
from rexian.tui.compare.outline import around, lines, without

MORNING = parse_instant("2026-03-02T09:00")
LATER = parse_instant("2026-03-03T09:00")


def test_facts_are_read_as_they_are_typed_and_taken_out_by_a_blank():
    draft = Draft().entered("kind", "投诉").entered("calls", "3")
    assert draft.ticket == {"kind": "complaint", "calls": 3}
    assert draft.entered("kind", " ").ticket == {"calls": 3}
    with pytest.raises(InputError, match="whole number"):
        draft.entered("calls", "many")


def test_of_a_list_one_is_put_in_or_taken_out_at_a_time():
    draft = Draft().entered("requires", "seal").entered("requires", "公开")
    assert draft.ticket["requires"] == ("seal", "publication")
    assert draft.entered("requires", "seal").ticket["requires"] == ("publication",)
    assert "requires" not in draft.entered("requires", "seal").entered("requires", "公开").ticket


def test_a_case_holds_events_in_their_order_and_none_after_now():
    late, early = Event("signed", LATER, {}), Event("dispatched", MORNING, {})
    draft = Draft().happening(0, late).happening(1, early)
    assert [event.type for event in draft.case.events] == ["dispatched", "signed"]
    assert [event.type for event in draft.as_at(MORNING).case.events] == ["dispatched"]


def test_limits_given_are_put_in_and_taken_out():
    draft = Draft().limited("close", Given(LATER, "law")).limited("sign", Given(LATER, "platform"))
    assert set(draft.given) == {"close", "sign"}
    assert set(without(draft, "given:close").given) == {"sign"}
    assert "given" not in without(without(draft, "given:close"), "given:sign").ticket


def test_readings_belong_to_one_side_and_go_by_default():
    draft = Draft((Side("a"), Side("b"))).read(1, "redispatch", "runs_on")
    assert [dict(side.readings) for side in draft.sides] == [{}, {"redispatch": "runs_on"}]
    assert without(draft, "read:1:redispatch") == Draft((Side("a"), Side("b")))
    assert without(draft, "side:0").sides == (Side("b", {"redispatch": "runs_on"}),)


def test_every_line_has_a_key_of_its_own_and_says_what_is_added_there():
    draft = Draft((Side("a"),)).entered("kind", "投诉")
    draft = draft.happening(0, Event("reminded", MORNING, {"about": "sign"}))
    keys = [line.key for line in lines(draft, {})]
    assert len(keys) == len(set(keys))
    assert {"side:0", "fact:kind", "event:0", "detail:0:about"} <= set(keys)
    assert around("detail:0:about") == around("event:0") == "details:0"
    assert around("side:0") == "reads:0"
    assert without(draft, "detail:0:about").events[0].fields == {}


def test_what_opens_with_what_is_typed_is_found_first():
    options = (Option("form", "转办单签收"), Option("sign", "签收", ("signed",)))
    ask = Ask("", str, options=options)
    assert [option.value for option in ask.found("签收")] == ["sign", "form"]
    assert [option.value for option in ask.found("SIGN")] == ["sign"]
    assert ask.found("派单") == []


def test_the_end_of_a_day_is_typed_as_its_date():
    assert typed_time(parse_instant("2026-03-02")) == "2026-03-02"
    assert typed_time(MORNING) == "2026-03-02 09:00"
