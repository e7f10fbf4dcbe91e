"""Scenes: ways put into one order, acts shared where one serves."""

from rexian.model.events import EVENT_TYPES
from rexian.rules.examples import LATER, Act, act, act_where
from rexian.rules.nodes import RECORDED
from rexian.witness.scenes import LIFE, scenes, smaller, united

SENT, SIGNED, CLOSED, REDO = (act(kind) for kind in ("dispatched", "signed", "closed", "redo_sent"))


def test_every_type_of_event_has_its_place_in_a_tickets_life():
    assert sorted(LIFE) == sorted(EVENT_TYPES)


def test_the_likeliest_scene_follows_a_tickets_life_and_has_no_act_twice():
    first = next(scenes([(SENT, CLOSED), (SENT, SIGNED)]))
    assert first == (SENT, SIGNED, CLOSED)


def test_a_long_time_passes_after_what_is_done_soon():
    assert next(scenes([(SENT, LATER), (SENT, SIGNED)])) == (SENT, SIGNED, LATER)
    assert next(scenes([(SENT, LATER, CLOSED), (SENT, SIGNED)])) == (SENT, SIGNED, LATER, CLOSED)


def test_every_other_order_follows_each_once():
    found = list(scenes([(SENT, LATER), (REDO,)]))
    assert len(found) == len(set(found))
    assert set(found) == {(REDO, SENT, LATER), (SENT, REDO, LATER), (SENT, LATER, REDO)}


def test_an_act_of_several_types_may_be_any_of_them():
    either = Act(("objected", "return_requested"))
    assert list(scenes([(either,)])) == [(act("objected"),), (act("return_requested"),)]


def test_one_act_serves_two_that_do_not_disagree():
    leader = act_where(("attended",), {"role": ("unit_deputy", "unit_principal")})
    principal = act("attended", role="unit_principal", stated=True)
    assert united(leader, principal) == principal
    assert united(act("attended", role="unit_deputy"), principal) is None
    assert united(leader, act("signed")) is None
    assert united(LATER, LATER) is LATER
    assert united(LATER, leader) is None


def test_a_field_that_need_only_be_recorded_takes_any_value():
    limit = act_where(("signoff",), {"due_at": RECORDED})
    assert united(limit, act("signoff", role="unit_head")) == act_where(
        ("signoff",), {"due_at": RECORDED, "role": ("unit_head",)}
    )
    assert united(limit, act("signoff", due_at=5)) == act("signoff", due_at=5)


def test_smaller_scenes_lack_one_thing_each():
    came = act("attended", role="unit_head")
    assert list(smaller((SENT, came))) == [(came,), (SENT,), (SENT, act("attended"))]
