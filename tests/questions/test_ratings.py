"""What assessment asks of a unit's stretch of a ticket, as events write it."""

import pytest
from fixture_assessment import RULES, TOWN, layer
from rexian.jurisdictions import Jurisdiction
from rexian.lab.assess import indicator_plan
from rexian.model.assignments import host_events
from rexian.model.case import read_case
from rexian.questions import NODES
from rexian.questions.ratings import (
    asked_to_return,
    first_rating,
    last_rating,
    object_state,
    return_granted,
    return_state,
)
from rexian.rules.conditions import ALWAYS
from rexian.rules.outcomes import Value
from rexian.rules.plan import build_plan
from rexian.rules.question import Finding, Mode, Part, Question
from rexian.rules.rule import Rule, art, limit
from rexian.rules.scalar import evaluate
from rexian.rules.table import Enacted
from rexian.worktime.period import hours, working_days

FACTS = (first_rating, last_rating, asked_to_return, return_granted, return_state, object_state)


@pytest.fixture(scope="module")
def plan():
    """The made-up document's plan, with limits for giving a ticket back, asking every fact."""
    limits = (
        limit("return.day", working_days(1), per=art("1")),
        limit("object.hours", hours(4), per=art("1")),
    )
    town = Jurisdiction((layer(rules=(*RULES, *limits)),))
    asking = Question(
        id="asking",
        zh="问",
        en="asking",
        parts=(Part("asking", Mode.GROUNDS),),
        describe=lambda _: Finding("silent", None, ()),
        nodes=tuple(fact.id for fact in FACTS),
    )
    whole = town.plan()
    rule = Enacted(Rule("asking.all", Value({}), art("1"), ALWAYS), "town", 0)
    return build_plan(
        (*whole.questions, asking), NODES, whole.base, whole.domains, (*whole.rules, rule)
    )


def told(plan, calendars, *events):
    case = read_case({"ticket": {}, "events": list(events)})
    state = evaluate(plan, {}, tuple(host_events(case.events)), case.moment, calendars)
    return {fact.id: state[fact.id] for fact in FACTS}


def event(kind, day, **more):
    return {"type": kind, "at": f"2026-03-{day}", **more}


DISPATCHED = event("dispatched", "02T09:00", unit="甲局")


def test_nothing_said(plan, chinese_days):
    found = told(plan, chinese_days, DISPATCHED)
    assert (found["first_rating"], found["last_rating"]) == ("none", "none")
    assert (found["asked_to_return"], found["return_granted"]) == (False, False)
    assert (found["return.state"], found["object.state"]) == ("open", "unset")


def test_ratings_of_those_who_were_reached(plan, chinese_days):
    found = told(
        plan,
        chinese_days,
        DISPATCHED,
        event("followed_up", "05T09:00", rating="unreached"),
        event("followed_up", "06T09:00"),
        event("followed_up", "07T09:00", rating="very_dissatisfied"),
        event("followed_up", "08T09:00", rating="satisfied"),
        event("followed_up", "09T09:00", rating="unreached"),
    )
    assert (found["first_rating"], found["last_rating"]) == ("very_dissatisfied", "satisfied")


def test_ratings_of_a_former_hosts_work_are_not_the_present_ones(plan, chinese_days):
    found = told(
        plan,
        chinese_days,
        DISPATCHED,
        event("followed_up", "05T09:00", rating="dissatisfied"),
        event("dispatched", "06T09:00", unit="乙局"),
    )
    assert (found["first_rating"], found["last_rating"]) == ("none", "none")


def test_a_ticket_given_back(plan, chinese_days):
    found = told(
        plan,
        chinese_days,
        DISPATCHED,
        event("return_requested", "03T09:00"),
        event("return_decided", "03T10:00", granted=True),
    )
    assert (found["asked_to_return"], found["return_granted"]) == (True, True)
    assert found["return.state"] == "done"


def test_a_return_refused_and_too_late(plan, chinese_days):
    found = told(
        plan,
        chinese_days,
        DISPATCHED,
        event("return_requested", "05T09:00"),
        event("return_decided", "05T10:00", granted=False),
    )
    assert (found["asked_to_return"], found["return_granted"]) == (True, False)
    assert found["return.state"] == "done_late"


def test_an_objection_inside(plan, chinese_days):
    assigned = event("assigned", "02T10:00", unit="甲科")
    objected = event("objected", "02T12:00", unit="甲科")
    found = told(plan, chinese_days, DISPATCHED, assigned, objected)
    assert found["object.state"] == "done"
    late = event("objected", "02T15:00", unit="甲科")
    assert told(plan, chinese_days, DISPATCHED, assigned, late)["object.state"] == "done_late"


def test_indicators_are_worked_out_only_where_a_document_declares_them():
    assert not {step.id for step in TOWN.plan().steps} & {"first_rating", "last_rating"}
    assert {"first_rating", "last_rating"} <= {step.id for step in indicator_plan(TOWN).steps}
