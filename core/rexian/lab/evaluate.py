"""The lab's reader: many tickets walked through a plan as columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from rexian.instants import Instant
from rexian.lab.answers import ColumnAnswer
from rexian.lab.coding import Instants
from rexian.lab.columns import INSTANTS, Tickets
from rexian.lab.marks import UNRECORDED
from rexian.lab.ops import ColumnHistory
from rexian.rules.nodes import Node
from rexian.rules.plan import Asked, Plan
from rexian.rules.question import Mode
from rexian.worktime.calendar import NAT
from rexian.worktime.history import CalendarHistory

__all__ = ["ColumnAnswer", "State", "evaluate", "unrecorded"]


class State(dict[str, Any]):
    """Everything about some tickets by id: given facts, nodes and answers.

    What the plan calls for is worked out, with what it needs, when it is first asked for. Facts
    are codes as in `Tickets`, times are instants with NAT; what rests on events that the source
    does not record is `UNRECORDED`.
    """

    def __init__(self, plan: Plan, tickets: Tickets, history: ColumnHistory):
        super().__init__({**plan.base, **dict.fromkeys(INSTANTS, history.absent())})
        self.update({**tickets.facts, **tickets.instants})
        self._steps = {step.id: step for step in plan.steps}
        self._recorded = tickets.recorded
        self._history = history

    def __missing__(self, name: str) -> Any:
        step = self._steps[name]
        found = self._answers(step) if isinstance(step, Asked) else self._worked_out(step)
        self[name] = found
        return found

    def _worked_out(self, node: Node) -> Any:
        if not self._recorded.issuperset(node.events):
            return UNRECORDED
        return node.compute(self._history, self)

    def _answers(self, asked: Asked) -> ColumnAnswer | tuple[ColumnAnswer, ...]:
        answers = tuple(
            ColumnAnswer(table, asked.part.clock, self._history, self) for table in asked.tables
        )
        return answers[0] if asked.part.mode is Mode.NEAREST else answers


def evaluate(
    plan: Plan,
    tickets: Tickets,
    as_at: Instant | Instants | None,
    calendars: CalendarHistory,
    readings: Mapping[str, str] | None = None,
) -> State:
    """Work out what the plan calls for about many tickets.

    The column twin of `rexian.rules.scalar.evaluate`: the state holds every node by id, and under
    a part's id its answer: one where the nearest document answers, else a tuple of them.

    Args:
        plan: what is worked out, and how.
        tickets: the tickets, coded for the plan's jurisdiction.
        as_at: when tickets whose act is not done are judged: one instant for all, or one each.
        calendars: the versions of the calendar.
        readings: the choices that differ from the documents' defaults, by reading.
    """
    judged = np.broadcast_to(np.asarray(NAT if as_at is None else as_at, np.int64), tickets.n)
    state = State(plan, tickets, ColumnHistory(tickets.events, judged, calendars))
    state.update({f"reading.{name}": choice for name, choice in (readings or {}).items()})
    return state


def unrecorded(plan: Plan, tickets: Tickets) -> frozenset[str]:
    """Return the event types on which the plan turns and of which the source does not tell."""
    read = {name for step in plan.steps if isinstance(step, Node) for name in step.events}
    return frozenset(read - tickets.recorded)
