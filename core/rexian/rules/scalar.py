"""The desk's reader: one case walked through a plan.

Most of a plan does not concern most cases: a step that reads no stated fact and no event that
happened is what it is for an empty case. So the empty case is worked out once, and for each
signature (which facts are stated, which types of event occurred) the steps that it touches.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeAlias

from rexian.instants import Instant
from rexian.model.events import Event
from rexian.rules.answers import Answer
from rexian.rules.history import History
from rexian.rules.nodes import Node
from rexian.rules.plan import Asked, Plan, Step
from rexian.rules.question import Clock, Mode
from rexian.rules.table import Table, Verdict
from rexian.rules.timing import State, Timing
from rexian.worktime.calendar import Calendar
from rexian.worktime.history import CalendarHistory

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
        Answer(table, decision, None if isinstance(decision, Verdict) else decision.outcome)
        for decision in table.decisions
    ]
    timings = [Timing(answer, clock) if clock and answer.outcome else None for answer in answers]
    cells, axes = table.cells, table.lookup
    if clock is None and len(axes) == 1:
        fact, steps = axes[0]
        return lambda _, state: answers[cells[steps[state[fact]]]]

    def read(history: History, state: State) -> Answer:
        cell = 0
        for fact, steps in axes:
            cell += steps[state[fact]]
        index = cells[cell]
        timing = timings[index]
        if timing is None:
            return answers[index]
        if timing.upon is not None:
            other: Answer = state[timing.upon]
            if other.decision is Verdict.MISSING:
                return other
        return timing.run(history, state)

    return read
