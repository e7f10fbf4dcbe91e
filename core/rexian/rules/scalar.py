"""The desk's reader: one case walked through a plan.

Most of a plan does not concern most cases: a step that reads no stated fact and no event that
happened is what it is for an empty case. So the empty case is worked out once, and for each
signature (which facts are stated, which types of event occurred) the steps that it touches.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeAlias

from rexian.instants import Instant
from rexian.model.events import Event
from rexian.rules.answers import Answer
from rexian.rules.facts import FactValue
from rexian.rules.history import HISTORY, History
from rexian.rules.nodes import Node
from rexian.rules.plan import Asked, Plan
from rexian.rules.question import Clock, Mode
from rexian.rules.table import Table, Verdict
from rexian.rules.timing import State, Timing
from rexian.worktime.calendar import Calendar
from rexian.worktime.history import CalendarHistory

#: Looking through more cells than this costs more than it saves.
MOST_IN_REACH = 64
Axes: TypeAlias = tuple[tuple[str, Mapping[FactValue | None, int]], ...]
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
        self.plan = plan
        self.reads = _leaves(plan)
        self.tables = {
            table: _Prepared(table, asked.part.clock)
            for asked in plan.parts.values()
            for table in asked.tables
        }
        self.path = lru_cache(maxsize=256)(self._path)
        self.empty: State = dict(plan.base)
        nothing = History((), None, CalendarHistory((_NO_DAYS,)))
        everything = _Everything()
        for step in plan.steps:
            work = step.compute if isinstance(step, Node) else self._answers(step, everything)
            self.empty[step.id] = work(nothing, self.empty) if callable(work) else work

    def read(self, facts: Mapping[str, Any], history: History) -> State:
        settled, path = self.path(frozenset(facts), frozenset(history.places))
        state = {**settled, **facts, HISTORY: history}
        for name, work in path:
            state[name] = work(history, state)
        return state

    def _path(
        self, facts: frozenset[str], events: frozenset[str]
    ) -> tuple[State, list[tuple[str, Work]]]:
        """Return what these facts and events settle, and the steps that they leave to be worked.

        A table's answer is settled where it is the same whatever the values that they touch.
        """
        touched = facts | {_event(kind) for kind in events}
        steps = [step for step in self.plan.steps if not touched.isdisjoint(self.reads[step.id])]
        varying = facts | {step.id for step in steps}
        settled = dict(self.empty)
        path: list[tuple[str, Work]] = []
        for step in steps:
            work = step.compute if isinstance(step, Node) else self._answers(step, varying)
            if callable(work):
                path.append((step.id, work))
            else:
                settled[step.id] = work
        return settled, path

    def _answers(self, asked: Asked, varying: Container[str]) -> Work | Answer | tuple[Answer, ...]:
        """Return a part's answers where they are settled, else how they are worked out."""
        found = [self.tables[table].reader(self.empty, varying) for table in asked.tables]
        if asked.part.mode is Mode.NEAREST:
            return found[0]
        reads = [(place, read) for place, read in enumerate(found) if callable(read)]
        settled: list[Any] = [None if callable(answer) else answer for answer in found]
        return _filled(settled, reads) if reads else tuple(settled)


def _filled(settled: Sequence[Any], reads: Sequence[tuple[int, Reads]]) -> Work:
    """Return what fills the open places among settled answers."""

    def work(history: History, state: State) -> tuple[Answer, ...]:
        answers = list(settled)
        for place, read in reads:
            answers[place] = read(history, state)
        return tuple(answers)

    return work


class _Everything:
    """Holds whatever is asked for: every fact may vary."""

    def __contains__(self, _fact: object) -> bool:
        return True


@lru_cache(maxsize=4096)
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


class _Prepared:
    """A table with its answers: those without a time of their own are made once and shared."""

    def __init__(self, table: Table, clock: Clock | None) -> None:
        self.table = table
        self.answers = [
            Answer(table, decision, None if isinstance(decision, Verdict) else decision.outcome)
            for decision in table.decisions
        ]
        self.timings = [
            Timing(answer, clock) if clock and answer.outcome else None for answer in self.answers
        ]

    def reader(self, values: State, varying: Container[str]) -> Answer | Reads:
        """Return what reads the table where the other facts are as in these values.

        The answer itself, where it is the same whatever the others. A clock that hangs on another
        is as open as that one is.
        """
        fixed, axes = self.table.settled(values, varying)
        cells, answers, timings = self.table.cells, self.answers, self.timings
        only = _only(cells, fixed, axes)
        if only is not None and timings[only] is None:
            return answers[only]

        def read(history: History, state: State) -> Answer:
            cell = fixed
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


def _only(cells: bytes, fixed: int, axes: Axes) -> int | None:
    """Return the one decision that the cells in reach hold; None for several, or many cells."""
    reach = {fixed}
    for _fact, steps in axes:
        if len(reach) * len(steps) > MOST_IN_REACH:
            return None
        reach = {cell + step for cell in reach for step in steps.values()}
    held = {cells[cell] for cell in reach}
    return held.pop() if len(held) == 1 else None
