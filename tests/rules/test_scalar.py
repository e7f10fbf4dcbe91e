"""The desk's reader: the same as working out every step in order, and time that stays fixed."""

from dataclasses import fields

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rexian.discovery import installed, load
from rexian.instants import DAY, parse_instant
from rexian.rules.answers import Answer
from rexian.rules.history import History
from rexian.rules.nodes import Node
from rexian.rules.outcomes import Before, Given, Limit, Same
from rexian.rules.question import Mode
from rexian.rules.scalar import evaluate
from rexian.rules.table import Verdict
from rexian.worktime.calendar import Calendar
from rexian.worktime.history import CalendarHistory
from rexian.worktime.period import IMMEDIATELY, working_days

NAMES = sorted(installed())
MOMENTS = st.integers(0, 60 * 24).map(lambda n: parse_instant("2026-03-02T08:00") + n * 3600)
many_ways = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)  # each example walks a whole plan twice


def step_by_step(plan, facts, events, as_at, calendars):
    """Every step of a plan in order, clocks as CONTRACT words them."""
    history, state = History(events, as_at, calendars), {**plan.base, **facts}
    for step in plan.steps:
        if isinstance(step, Node):
            state[step.id] = step.compute(history, state)
            continue
        found = tuple(read(table, step.part.clock, state, history) for table in step.tables)
        state[step.id] = found[0] if step.part.mode is Mode.NEAREST else found
    return state


def read(table, clock, state, history):
    decision = table.decide(state)
    outcome = None if isinstance(decision, Verdict) else decision.outcome
    hangs_on = state[outcome.clock] if isinstance(outcome, Same | Before) else None
    if hangs_on is not None and hangs_on.decision is Verdict.MISSING:
        return hangs_on
    told = Answer(table, decision, outcome)
    if clock is not None and outcome is not None:
        run(told, clock, hangs_on, state, history)
    return told


def run(told, clock, hangs_on, state, history):
    start, waiting_for, done = clock.start, clock.waiting_for, clock.done
    if isinstance(told.outcome, Limit) and told.outcome.start:
        other = clock.starts[told.outcome.start]
        start, waiting_for, done = other.at, other.waiting_for, other.done or clock.done
    told.start = state[start]
    if hangs_on is not None:
        told.start = hangs_on.start if hangs_on.due is not None else None
        told.provisional = hangs_on.provisional
        waiting_for = hangs_on.waiting_for or told.outcome.clock
        done = clock.done_with.get(told.outcome.clock, done)
    told.done = state[done]
    if told.start is None:
        told.waiting_for = waiting_for
        return
    judged = history.as_at if told.done is None else told.done
    calendars = history.calendars
    calendar = calendars.current if judged is None else calendars.as_of(judged)
    told.base = ends(told, hangs_on, calendar, state)
    if told.base is None:
        return
    told.due = told.base
    for grant in state["grants"] if clock.extended else ():
        length = history.granted_length(grant)
        told.due = calendar.add(told.due, length) if length else told.due
    told.provisional |= calendar.provisional(told.start, told.due)
    if judged is not None and not immediate(told.outcome):
        told.late = judged > told.due


def ends(told, hangs_on, calendar, state):
    match told.outcome:
        case Limit(period=period):
            return calendar.add(told.start, period)
        case Given(key=key):
            return state[f"given.{key}.at"]
        case Same():
            return hangs_on.due
        case Before(period=period, on_working_day=rolls):
            due = calendar.subtract(hangs_on.due, period)
            if rolls and not calendar.is_working_day(due // DAY):
                due = calendar.subtract(due, working_days(1))
            return due
    return None


def immediate(outcome):
    return isinstance(outcome, Limit) and outcome.period == IMMEDIATELY


def comparable(found):
    if isinstance(found, tuple):
        return [comparable(each) for each in found]
    if isinstance(found, Answer):
        return {
            f.name: getattr(found, f.name)
            for f in fields(found)
            if f.name not in ("table", "timing")
        }
    return found


@pytest.mark.parametrize("name", NAMES)
@many_ways
@given(data=st.data())
def test_the_short_way_through_a_plan_is_the_long_way(histories, stated, chinese_days, name, data):
    jurisdiction = load(name)
    facts, events = data.draw(stated(jurisdiction)), data.draw(histories)
    now = data.draw(st.none() | MOMENTS)
    asked = (jurisdiction.plan(), facts, events, now, chinese_days)
    short, long = evaluate(*asked), step_by_step(*asked)
    for step in asked[0].steps:
        assert comparable(short[step.id]) == comparable(long[step.id]), step.id


@pytest.mark.parametrize("name", NAMES)
def test_one_case_leaves_no_trace_in_the_next(chinese_days, name):
    plan = load(name).plan()
    bare = {
        step.id: comparable(evaluate(plan, {}, (), None, chinese_days)[step.id])
        for step in plan.steps
    }
    evaluate(plan, {"kind": "help", "received_at": 1_772_000_000}, (), 1_773_000_000, chinese_days)
    again = evaluate(plan, {}, (), None, chinese_days)
    assert {step.id: comparable(again[step.id]) for step in plan.steps} == bare


@pytest.fixture(scope="module")
def known_days(chinese_days):
    """The years about the tests' dates, which are quicker to turn over than all of them."""
    whole = chinese_days.current
    first, last = (parse_instant(day) // DAY for day in ("2025-01-01", "2028-12-31"))
    days = whole.working[first - whole.first : last - whole.first]
    return CalendarHistory((Calendar("known", first, days, whole.published),))


def noticed(calendars, announced, data):
    """The calendar with some days of March and April 2026 turned over by a notice."""
    known = calendars.current
    working = bytearray(known.working)
    first = parse_instant("2026-03-01") // DAY - known.first
    for day in data.draw(st.sets(st.integers(0, 60), min_size=1, max_size=8)):
        working[first + day] ^= 1
    version = Calendar("noticed", known.first, bytes(working), known.published, announced)
    return calendars.with_version(version)


def clocks(state):
    for name, found in state.items():
        for answer in found if isinstance(found, tuple) else (found,):
            if isinstance(answer, Answer):
                yield name, answer


@pytest.mark.parametrize("name", NAMES)
@many_ways
@given(data=st.data())
def test_a_notice_of_tomorrow_changes_nothing_today(histories, stated, known_days, name, data):
    jurisdiction = load(name)
    facts, events = data.draw(stated(jurisdiction)), data.draw(histories)
    now = data.draw(MOMENTS)
    known = tuple(event for event in events if event.at <= now)
    later = noticed(known_days, now + 1, data)
    one = evaluate(jurisdiction.plan(), facts, known, now, known_days)
    other = evaluate(jurisdiction.plan(), facts, known, now, later)
    for step in jurisdiction.plan().steps:
        assert comparable(one[step.id]) == comparable(other[step.id]), step.id


@pytest.mark.parametrize("name", NAMES)
@many_ways
@given(data=st.data())
def test_no_later_notice_makes_a_timely_act_late(histories, stated, known_days, name, data):
    jurisdiction = load(name)
    facts, events = data.draw(stated(jurisdiction)), data.draw(histories)
    announced, now = sorted([data.draw(MOMENTS), data.draw(MOMENTS)])
    known = tuple(event for event in events if event.at <= now)
    later = noticed(known_days, announced, data)
    before = evaluate(jurisdiction.plan(), facts, known, now, known_days)
    after = evaluate(jurisdiction.plan(), facts, known, now, later)
    for (step, one), (_, other) in zip(clocks(before), clocks(after), strict=True):
        if one.done is not None and one.done < announced and one.late is False:
            assert other.late is not True, step


@pytest.mark.parametrize("name", NAMES)
@many_ways
@given(data=st.data())
def test_an_act_in_time_stays_in_time_as_time_goes_on(histories, stated, known_days, name, data):
    """Waiting alone, with nothing further happening, changes no finished clock."""
    jurisdiction = load(name)
    facts, events = data.draw(stated(jurisdiction)), data.draw(histories)
    last = events[-1].at if events else parse_instant("2026-03-02T08:00")
    sooner = evaluate(jurisdiction.plan(), facts, events, last, known_days)
    later = evaluate(jurisdiction.plan(), facts, events, last + 90 * DAY, known_days)
    for (step, one), (_, other) in zip(clocks(sooner), clocks(later), strict=True):
        if one.done is not None:
            assert comparable(one) == comparable(other), step
