"""Whose events are whose: host, co-handling units, units inside a body."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rexian.explain import Ruler, explain
from rexian.facts import kind
from rexian.model.assignments import UNIT_ACTS, assignments, host_events
from rexian.model.case import Case
from rexian.model.events import EVENT_TYPES, Event
from rexian.rules.rule import before, limit
from rexian.worktime.period import hours, working_days

#: Clocks that run for the body whatever it does with the ticket inside.
OF_THE_BODY = ("sign", "return", "feedback", "close", "redo", "send_back", "followup")


def e(kind, at, unit=None, **fields):
    return Event(kind, at, {**({"unit": unit} if unit else {}), **fields})


def told(found):
    return [(one.unit, one.part, one.tier) for one in found]


def happened(events):
    return [(event.type, event.at) for event in events]


def test_one_host_has_everything():
    events = [e("received", 1), e("dispatched", 2, "甲"), e("signed", 3, "甲"), e("closed", 4)]
    assert list(host_events(events)) == events
    [host] = assignments(events)
    assert (host.unit, host.part, host.tier, list(host.events)) == ("甲", "host", "host", events)


def test_nobody_has_what_was_never_dispatched():
    assert assignments([e("received", 1)]) == []


def test_the_type_of_a_unit_is_told_with_it():
    [host] = assignments([e("dispatched", 1, "甲", unit_type="county_department")])
    assert host.unit_type == "county_department"


CO = [
    e("dispatched", 1, "甲", part="host"),
    e("dispatched", 2, "乙", part="co"),
    e("signed", 3, "乙"),
    e("signed", 4),
    e("supervised", 5),
    e("reply_submitted", 6, "甲"),
    e("closed", 7),
]


def test_a_co_handling_units_acts_are_its_own():
    host, co = assignments(CO)
    assert told([host, co]) == [("甲", "host", "host"), ("乙", "co", "host")]
    assert happened(co.events) == [
        ("dispatched", 2), ("signed", 3), ("supervised", 5), ("closed", 7),
    ]  # fmt: skip
    assert happened(host.events) == [
        ("dispatched", 1), ("signed", 4), ("supervised", 5), ("reply_submitted", 6), ("closed", 7),
    ]  # fmt: skip


def test_an_act_without_a_unit_is_the_hosts():
    host, co = assignments(CO)
    assert ("signed", 4) in happened(host.events)
    assert ("signed", 4) not in happened(co.events)


RE_DISPATCHED = [
    e("dispatched", 1, "甲"),
    e("signed", 2, "甲"),
    e("dispatched", 3, "乙"),
    e("signed", 4, "甲"),
    e("signed", 5, "乙"),
]


def test_a_new_host_replaces_the_old_one_and_each_keeps_its_history():
    former, present = assignments(RE_DISPATCHED)
    assert told([former, present]) == [("甲", "host", "host"), ("乙", "host", "host")]
    assert happened(former.events) == [("dispatched", 1), ("signed", 2)]
    assert ("signed", 4) not in happened(present.events)
    assert ("signed", 2) in happened(present.events)
    assert ("signed", 5) in happened(present.events)
    assert happened(host_events(RE_DISPATCHED)) == happened(present.events)


def test_a_former_host_is_not_done_by_what_the_next_does():
    former, _ = assignments([e("dispatched", 1, "甲"), e("dispatched", 2, "乙"), e("signed", 3)])
    assert ("signed", 3) not in happened(former.events)


def test_a_ticket_sent_back_to_its_first_unit():
    events = [
        e("dispatched", 1, "甲"), e("dispatched", 2, "乙"), e("dispatched", 3, "甲"),
        e("signed", 4, "甲"), e("signed", 5, "乙"),
    ]  # fmt: skip
    assert ("signed", 4) in happened(host_events(events))
    assert ("signed", 5) not in happened(host_events(events))
    assert [one.unit for one in assignments(events)] == ["甲", "乙", "甲"]


INSIDE = [
    e("dispatched", 1, "甲"),
    e("assigned", 2, "一科"),
    e("form_signed", 3, "一科"),
    e("assigned", 4, "二科", part="co"),
    e("form_signed", 5, "二科"),
    e("assigned", 6, "三科"),
    e("reply_submitted", 7),
]


def test_units_inside_a_body_are_told_after_hosts():
    assert told(assignments(INSIDE)) == [
        ("甲", "host", "host"),
        ("一科", "host", "unit"),
        ("二科", "co", "unit"),
        ("三科", "host", "unit"),
    ]


def test_a_unit_inside_sees_its_own_acts_and_not_its_neighbours():
    _, first, second, third = assignments(INSIDE)
    assert happened(first.events) == [
        ("dispatched", 1), ("assigned", 2), ("form_signed", 3), ("reply_submitted", 7),
    ]  # fmt: skip
    assert ("form_signed", 5) in happened(second.events)
    assert ("dispatched", 1) in happened(second.events)
    assert ("form_signed", 3) not in happened(second.events)
    assert ("form_signed", 5) not in happened(third.events)


def test_an_act_without_a_unit_is_not_a_co_handling_units_inside():
    _, _, second, third = assignments(INSIDE)
    assert ("reply_submitted", 7) not in happened(second.events)
    assert ("reply_submitted", 7) in happened(third.events)


def test_a_unit_assigned_twice_is_told_once_by_its_last_assignment():
    events = [
        e("dispatched", 1, "甲"),
        e("assigned", 2, "一科", unit_type="section"),
        e("assigned", 3, "一科", unit_type="branch"),
    ]
    _, unit = assignments(events)
    assert (unit.unit, unit.unit_type) == ("一科", "branch")


def test_the_acts_of_units_are_known_events():
    assert set(EVENT_TYPES) >= UNIT_ACTS


def clocks(rulings):
    return {name: rulings[name]["outcome"] for name in OF_THE_BODY}


@pytest.fixture(scope="module")
def town(enact):
    rules = [limit(f"{name}.all", working_days(2), per=()) for name in OF_THE_BODY]
    inside = before("submit_reply.all", "close", working_days(1), per=())
    return enact(*rules, inside, limit("object.all", hours(4), when=~kind.is_("praise"), per=()))


@given(data=st.data())
def test_reassignment_inside_leaves_the_bodys_clocks_alone(histories, town, chinese_days, data):
    events = data.draw(histories)
    times = st.sampled_from([event.at for event in events] or [1_772_000_000])
    units = st.sampled_from(["一科", "二科", "三科"])
    inner = st.builds(lambda at, unit: e("assigned", at, unit), times, units)
    added = data.draw(st.lists(inner, min_size=1, max_size=3))
    more = tuple(sorted([*events, *added], key=lambda event: event.at))
    ticket = {"kind": "complaint", "urgency": "prompt"}
    now = 1_780_000_000
    ruler = Ruler(town, chinese_days)
    before_, after = (
        explain(Case(ticket=ticket, events=found, now=now), ruler)["rulings"]
        for found in (events, more)
    )
    assert clocks(before_) == clocks(after)


@given(data=st.data())
def test_a_co_handling_units_acts_leave_the_hosts_clocks_alone(histories, town, chinese_days, data):
    events = data.draw(histories)
    times = st.sampled_from([event.at for event in events] or [1_772_000_000])
    acts = st.sampled_from(sorted(UNIT_ACTS - {"assigned"}))
    sent = e("dispatched", data.draw(times), "协办局", part="co")
    own = data.draw(st.lists(st.builds(lambda k, at: e(k, at, "协办局"), acts, times), max_size=4))
    more = tuple(sorted([*events, sent, *own], key=lambda event: event.at))
    ruler, now = Ruler(town, chinese_days), 1_780_000_000
    alone, beside = (
        explain(Case(ticket={"urgency": "prompt"}, events=found, now=now), ruler)["rulings"]
        for found in (events, more)
    )
    assert clocks(alone) == clocks(beside)


def test_an_objection_and_its_new_assignment_restart_the_units_clock_only(town, tell):
    def at(text):
        return f"2026-03-{text.replace(' ', 'T')}"

    events = [
        {"type": "dispatched", "at": at("02 09:00"), "unit": "市局"},
        {"type": "assigned", "at": at("02 10:00"), "unit": "一科"},
        {"type": "objected", "at": at("02 11:00"), "unit": "一科"},
        {"type": "assigned", "at": at("03 10:00"), "unit": "二科"},
    ]
    found = tell(town, {"kind": "complaint"}, events, now=at("03 11:00"))
    rulings = found["rulings"]
    assert rulings["close"]["outcome"]["from"] == at("02 09:00") + ":00+08:00"
    assert rulings["object"]["outcome"]["from"] == at("03 10:00") + ":00+08:00"
    first = next(unit for unit in found["assignments"] if unit["unit"] == "一科")
    assert first["rulings"]["object"]["outcome"]["done_at"] == at("02 11:00") + ":00+08:00"
