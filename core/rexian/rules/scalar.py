"""The desk's reader: one case walked through a plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from rexian.instants import DAY, Instant
from rexian.model.events import Event
from rexian.rules.answers import Answer
from rexian.rules.history import History
from rexian.rules.nodes import Node
from rexian.rules.outcomes import Before, Given, Limit, Outcome, Same
from rexian.rules.plan import Asked, Plan
from rexian.rules.question import Clock, Mode
from rexian.rules.table import Table, Verdict
from rexian.worktime.calendar import Calendar
from rexian.worktime.history import CalendarHistory
from rexian.worktime.period import IMMEDIATELY, working_days

State: TypeAlias = dict[str, Any]


def evaluate(
    plan: Plan,
    facts: Mapping[str, Any],
    events: Sequence[Event],
    as_at: Instant | None,
    calendars: CalendarHistory,
) -> State:
    """Work out everything the plan calls for about one case.

    `facts` are the given facts by id, as `rexian.facts.given_facts` writes them; what is absent
    takes its default or is unknown. The result holds every node by id, and under a part's id its
    answer: one where the nearest document answers, else a tuple of them.
    """
    history = History(events, as_at, calendars)
    state: State = {**plan.base, **facts}
    for step in plan.steps:
        if isinstance(step, Node):
            state[step.id] = step.compute(history, state)
        else:
            state[step.id] = _ask(step, state, history)
    return state


def _ask(asked: Asked, state: State, history: History) -> Answer | tuple[Answer, ...]:
    clock = asked.part.clock
    if asked.part.mode is Mode.NEAREST:
        return _answer(asked.tables[0], clock, state, history)
    return tuple(_answer(table, clock, state, history) for table in asked.tables)


def _answer(table: Table, clock: Clock | None, state: State, history: History) -> Answer:
    decision = table.decide(state)
    if isinstance(decision, Verdict):
        return Answer(table, decision)
    answer = Answer(table, decision, decision.outcome)
    if clock is not None and answer.outcome is not None:
        _run(answer, clock, state, history)
    return answer


def _run(answer: Answer, clock: Clock, state: State, history: History) -> None:
    """Fill in when a clock starts, is due, was done, and whether that was late."""
    answer.done = state[_start(answer, clock, state)]
    judged = answer.done if answer.done is not None else history.as_at
    calendar = history.calendars.current if judged is None else history.calendars.as_of(judged)
    answer.base = answer.due = _due(answer, calendar, state)
    if answer.start is None or answer.base is None:
        return
    if clock.extended:
        for grant in state["grants"]:
            answer.due = _extended(answer.due, grant, history, calendar)
    answer.provisional |= calendar.provisional(answer.start, answer.due)
    if judged is not None and not _immediate(answer.outcome):
        answer.late = judged > answer.due


def _start(answer: Answer, clock: Clock, state: State) -> str:
    """Set the clock going, or say what it waits for; return the node of the act that ends it."""
    node, waiting_for, done = clock.start, clock.waiting_for, clock.done
    outcome = answer.outcome
    if isinstance(outcome, Limit) and outcome.start is not None:
        start = clock.starts[outcome.start]
        node, waiting_for, done = start.at, start.waiting_for, start.done or done
    answer.start = state[node]
    if isinstance(outcome, Same | Before):
        other: Answer = state[outcome.clock]
        answer.start = None if other.due is None else other.start
        answer.provisional = other.provisional
        waiting_for = other.waiting_for or outcome.clock
        done = clock.done_with.get(outcome.clock, done)
    if answer.start is None:
        answer.waiting_for = waiting_for
    return done


def _due(answer: Answer, calendar: Calendar, state: State) -> Instant | None:
    start = answer.start
    if start is None:
        return None
    match answer.outcome:
        case Limit(period=period):
            return calendar.add(start, period)
        case Given(key=key):
            given: Instant | None = state[f"given.{key}.at"]
            return given
        case Same(clock=other):
            same: Instant | None = state[other].due
            return same
        case Before(clock=other, period=period, on_working_day=rolled):
            due = calendar.subtract(state[other].due, period)
            if rolled and not calendar.is_working_day(due // DAY):
                return calendar.subtract(due, working_days(1))
            return due
    return None


def _extended(due: Instant, grant: int, history: History, calendar: Calendar) -> Instant:
    length = history.granted_length(grant)
    return due if length is None else calendar.add(due, length)


def _immediate(outcome: Outcome | None) -> bool:
    return isinstance(outcome, Limit) and outcome.period == IMMEDIATELY
