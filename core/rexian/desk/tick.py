"""Ticking: what time alone brings about, once, however many run it and however often.

A clock that has run out, a reminder whose moment has come, a ground that is met because time has
passed: each becomes a record, and what is recorded is not due any more. So running `tick` twice
does nothing the second time, and of two that run at once one finds it done.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial

from sqlalchemy import Connection

from rexian.desk import checkpoints, tasks
from rexian.desk.deployment import Deployment
from rexian.desk.following import TICK
from rexian.desk.ticket import Opened, open_by_id
from rexian.desk.writing import change_of, recomputed
from rexian.instants import Instant
from rexian.lifecycle.record import Record
from rexian.store import lookups
from rexian.store.change import Change, ClockRow
from rexian.store.write import apply

#: How many tickets are taken at a time: operators wait no longer than these take to be ruled.
BATCH = 8


@dataclass(slots=True)
class Ticked:
    """What came of it, in numbers.

    Attributes:
        fell_due: clocks that ran out, and moments that came.
        grounds: grounds that are met now and were not before.
        recomputed: tickets whose clocks were worked out anew under corrected rules.
        tickets: the tickets concerned.
        entered: tasks of the coming days that were entered.
        overdue: tasks whose day has passed.
        checkpoints: anchors that were set over the ledger.
    """

    fell_due: int = 0
    grounds: int = 0
    recomputed: int = 0
    tickets: set[str] = field(default_factory=set)
    entered: int = 0
    overdue: int = 0
    checkpoints: int = 0

    def add(self, change: Change) -> None:
        """Count what a change records."""
        kinds = [record.type for record in change.records]
        self.fell_due += kinds.count("fell_due")
        self.grounds += kinds.count("ground_met")
        self.recomputed += kinds.count("recomputed")
        self.tickets.add(change.number)


def tick(deployment: Deployment, now: Instant | None = None) -> Ticked:
    """Record everything that time has brought about until now, and what corrected rules change."""
    at = deployment.now() if now is None else now
    ticked = Ticked()
    with deployment.log.timed("tick", source=TICK) as told:
        for work in (_due, _corrected):
            while written := deployment.store.run(partial(work, deployment, at)):
                for change in written:
                    ticked.add(change)
        ticked.entered, ticked.overdue = deployment.store.run(
            lambda connection: tasks.fall_due(connection, deployment, at)
        )
        ticked.checkpoints = len(checkpoints.keep(deployment, at))
        deployment.store.run(lambda connection: lookups.say_about(connection, TICK, str(at)))
        told["count"] = len(ticked.tickets)
    return ticked


def _due(deployment: Deployment, at: Instant, connection: Connection) -> list[Change]:
    """Write what has fallen due of a few tickets that nobody else is ticking."""
    rules = deployment.rules
    changes = []
    for ticket in lookups.due_tickets(connection, at, BATCH):
        opened = open_by_id(connection, ticket)
        corrected = recomputed(opened, rules, at)
        # What corrected rules have moved is looked at anew, by its new time.
        made = [corrected] if corrected else list(brought_about(opened, at))
        # Nothing where somebody else ticked it between its being found and its being locked.
        changes += [change_of(opened, made, rules)] if made else []
    apply(connection, changes)
    return changes


def _corrected(deployment: Deployment, at: Instant, connection: Connection) -> list[Change]:
    """Work a few open tickets' clocks out anew that were ruled under other rules than today's."""
    rules, changes = deployment.rules, []
    for ticket in lookups.ruled_otherwise(connection, rules.all(), BATCH):
        opened = open_by_id(connection, ticket)
        record = recomputed(opened, rules, at)
        if record is not None:
            changes.append(change_of(opened, [record], rules))
    apply(connection, changes)
    return changes


def brought_about(opened: Opened, at: Instant) -> list[Record]:
    """Return the records of what time has brought about of a ticket until a moment."""
    due = [c for c in _clocks(opened) if c.tick_at is not None and c.tick_at <= at]
    return [_fell_due(clock, at) for clock in sorted(due, key=lambda clock: clock.due_at)]


def _clocks(opened: Opened) -> Sequence[ClockRow]:
    return opened.before.clocks if opened.before else ()


def _fell_due(clock: ClockRow, at: Instant) -> Record:
    told = {"unit": clock.unit, "clock": clock.clock, "due_at": clock.due_at}
    return Record(0, "fell_due", clock.due_at, at, TICK, TICK, TICK, told)
