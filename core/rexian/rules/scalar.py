"""The desk's reader: one case walked through a plan.

Most of a plan does not concern most cases: a step that reads no stated fact and no event that
happened is what it is for an empty case. So the empty case is worked out once, and for each
signature (which facts are stated, which types of event occurred) the steps that it touches.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeAlias

from rexian.instants import DAY, Instant
from rexian.model.events import Event
from rexian.rules.answers import Answer
from rexian.rules.history import History
from rexian.rules.nodes import Node
from rexian.rules.outcomes import Before, Given, Limit, Outcome, Same
from rexian.rules.plan import Asked, Plan, Step
from rexian.rules.question import Clock, Mode, Start
from rexian.rules.table import Table, Verdict
from rexian.worktime.calendar import Calendar
from rexian.worktime.history import CalendarHistory
from rexian.worktime.period import IMMEDIATELY, Period, Unit, working_days

State: TypeAlias = dict[str, Any]
Work: TypeAlias = Callable[[History, State], Any]
Reads: TypeAlias = Callable[[History, State], Answer]


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
    return _reader(plan).read(facts, History(events, as_at, calendars))


class _Reader:
    """A plan made ready to be walked."""

    def __init__(self, plan: Plan) -> None:
        self.work = {step.id: _work(step) for step in plan.steps}
        self.reads = _leaves(plan)
        self.paths: dict[tuple[frozenset[str], frozenset[str]], list[tuple[str, Work]]] = {}
        self.empty: State = dict(plan.base)
        nothing = History((), None, CalendarHistory((_NO_DAYS,)))
        for name, work in self.work.items():
            self.empty[name] = work(nothing, self.empty)

    def read(self, facts: Mapping[str, Any], history: History) -> State:
        state = {**self.empty, **facts}
        signature = (frozenset(facts), frozenset(history.places))
        path = self.paths.get(signature)
        if path is None:
            path = self.paths[signature] = self._path(*signature)
        for name, work in path:
            state[name] = work(history, state)
        return state

    def _path(self, facts: frozenset[str], events: frozenset[str]) -> list[tuple[str, Work]]:
        touched = facts | {_event(kind) for kind in events}
        return [
            (name, work)
            for name, work in self.work.items()
            if not touched.isdisjoint(self.reads[name])
        ]


@lru_cache(maxsize=256)
def _reader(plan: Plan) -> _Reader:
    return _Reader(plan)


#: The empty case counts no day, so its calendar need have none.
_NO_DAYS = Calendar("none", 0, b"")


def _event(kind: str) -> str:
    return f"event {kind}"


def _leaves(plan: Plan) -> dict[str, frozenset[str]]:
    """Return, for each step, every given fact and event type that can touch it."""
    found: dict[str, frozenset[str]] = {}
    for step in plan.steps:
        own = frozenset(map(_event, step.events) if isinstance(step, Node) else ())
        idle = isinstance(step, Node) and step.idle
        through = () if idle else plan.needs[step.id]
        found[step.id] = own.union(*(found.get(name, frozenset((name,))) for name in through))
    return found


def _work(step: Step) -> Work:
    if isinstance(step, Node):
        return step.compute
    return _asking(step)


def _asking(asked: Asked) -> Work:
    reads = [_reading(table, asked.part.clock) for table in asked.tables]
    if asked.part.mode is Mode.NEAREST:
        return reads[0]
    return lambda history, state: tuple([read(history, state) for read in reads])


def _reading(table: Table, clock: Clock | None) -> Reads:
    """Return what reads a table; answers without a time of their own are made once and shared.

    A clock that hangs on another is as open as that one is.
    """
    answers = [
        Answer(table, decision, None if isinstance(decision, Verdict) else decision.outcome, clock)
        for decision in table.decisions
    ]
    cells, axes = table.cells, table.lookup
    if clock is None and len(axes) == 1:
        fact, steps = axes[0]
        return lambda _, state: answers[cells[steps[state[fact]]]]

    def read(history: History, state: State) -> Answer:
        cell = 0
        for fact, steps in axes:
            cell += steps[state[fact]]
        answer = answers[cells[cell]]
        if clock is None or answer.outcome is None:
            return answer
        if isinstance(answer.outcome, Same | Before):
            other: Answer = state[answer.outcome.clock]
            if other.decision is Verdict.MISSING:
                return other
        return _timed(_unset(answer), state, history)

    return read


def _unset(answer: Answer) -> Answer:
    return Answer(answer.table, answer.decision, answer.outcome, answer.clock)


def _timed(
    answer: Answer, state: State, history: History, known_at: Instant | None = None
) -> Answer:
    """Fill in when a clock starts, is due, was done, and whether that was late.

    It is judged by the calendar known when the act was done, else as at the case, or at `known_at`.
    """
    clock, outcome = answer.clock, answer.outcome
    if clock is None:
        return answer
    start, other = _start(clock, outcome), None
    done = answer.done = state[start.done]
    judged = known_at or (history.as_at if done is None else done)
    if isinstance(outcome, Same | Before):
        other = _known_at(state[outcome.clock], judged, state, history)
        answer.start = None if other.due is None else other.start
        answer.provisional = other.provisional
    else:
        answer.start = state[start.at]
    if answer.start is None:
        answer.waiting_for = (other and other.waiting_for) or start.waiting_for
        return answer
    calendar = _calendar(history, judged)
    due = answer.base = _due(answer, other, calendar, state)
    if due is None:
        return answer
    if clock.extended:
        for grant in state["grants"]:
            due = _extended(answer, due, grant, history, calendar)
    answer.due = due
    if judged is not None and not _immediate(outcome):
        answer.late = judged > due
    return answer


def _calendar(history: History, known_at: Instant | None) -> Calendar:
    known = history.calendars
    return known.current if known_at is None else known.as_of(known_at)


def _known_at(other: Answer, judged: Instant | None, state: State, history: History) -> Answer:
    """Return another clock as it stood by the calendar known then.

    What hangs on it is judged when its own act was done, and a later notice may have moved it.
    """
    if other.outcome is None or judged is None or len(history.calendars.versions) == 1:
        return other
    return _timed(_unset(other), state, history, judged)


def _start(clock: Clock, outcome: Outcome | None) -> Start:
    """Return from where the clock runs, what it waits for, and which act ends it."""
    if isinstance(outcome, Limit) and outcome.start is not None:
        named = clock.starts[outcome.start]
        return Start(named.at, named.waiting_for, named.done or clock.done)
    if isinstance(outcome, Same | Before):
        done = clock.done_with.get(outcome.clock, clock.done)
        return Start(clock.start, outcome.clock, done)
    return Start(clock.start, clock.waiting_for, clock.done)


def _due(answer: Answer, other: Answer | None, calendar: Calendar, state: State) -> Instant | None:
    outcome = answer.outcome
    if isinstance(outcome, Limit) and answer.start is not None:
        return _added(answer, calendar, answer.start, outcome.period)
    if other is not None and other.due is not None:
        if isinstance(outcome, Before):
            return _before(answer, other.due, outcome, calendar)
        return other.due
    found: Instant | None = state[f"given.{outcome.key}.at"] if isinstance(outcome, Given) else None
    return found


def _added(answer: Answer, calendar: Calendar, start: Instant, period: Period) -> Instant:
    due = calendar.add(start, period)
    if period.unit is Unit.WORKING_DAY:
        answer.provisional |= calendar.provisional(start, due)
    return due


def _before(answer: Answer, due: Instant, outcome: Before, calendar: Calendar) -> Instant:
    moment = calendar.subtract(due, outcome.period)
    if outcome.on_working_day and not calendar.is_working_day(moment // DAY):
        moment = calendar.subtract(moment, working_days(1))
    if outcome.on_working_day or outcome.period.unit is Unit.WORKING_DAY:
        answer.provisional |= calendar.provisional(due, moment)
    return moment


def _extended(
    answer: Answer, due: Instant, grant: int, history: History, calendar: Calendar
) -> Instant:
    length = history.granted_length(grant)
    return due if length is None else _added(answer, calendar, due, length)


def _immediate(outcome: Outcome | None) -> bool:
    return isinstance(outcome, Limit) and outcome.period == IMMEDIATELY
