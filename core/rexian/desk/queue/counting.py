"""How many tickets somebody sees in each queue."""

from __future__ import annotations

from sqlalchemy import Connection, func, or_, select

from rexian.desk.queue.sight import Rows, Sight, sight_of
from rexian.desk.queue.wanted import PRESSING, VIEWS, Wanted
from rexian.instants import Instant
from rexian.people import permissions
from rexian.people.actor import Actor
from rexian.people.sight import REPORT
from rexian.store import read
from rexian.store.schema import assignments, tickets


def counts(
    connection: Connection, actor: Actor, now: Instant, unit: str | None = None
) -> dict[str, int]:
    """Return how many tickets somebody sees in each queue; no queue that is empty.

    The stages are read from the maintained counters; what presses is counted by its index.

    Raises:
        InputError: there is no such unit.
        Refused: they may not list tickets.
    """
    permissions.check(actor, "list", own=True)
    sight = sight_of(connection, actor, unit)
    found = _counted(connection, sight)
    for view in PRESSING.ids:
        found[view] = sum(_number(connection, part) for part in sight.parts(Wanted(view), now))
    return {view: found[view] for view in VIEWS.ids if found.get(view)}


def _number(connection: Connection, rows: Rows) -> int:
    return connection.scalar(select(func.count()).select_from(rows.found.subquery())) or 0


def _counted(connection: Connection, sight: Sight) -> dict[str, int]:
    """Return how many tickets stand in each queue: as the counters say, where they can.

    A body's tickets and those of the units inside it are often the same ones; they are counted
    one by one, and so is what two units share.
    """
    whose = sight.counter()
    if whose is None:
        held = sight.rows().found.subquery()
        found = select(held.c.view, func.count()).group_by(held.c.view)
        return {row[0]: row[1] for row in connection.execute(found)}
    counted = read.counts(connection, whose)
    for view, n in _kept_back(connection, sight, whose).items():
        counted[view] -= n
    return counted


def _kept_back(connection: Connection, sight: Sight, whose: str) -> dict[str, int]:
    """Return how many reports the counters hold that are about whoever looks."""
    if sight.actor.unit is None:
        return {}
    about = tickets.c.about.in_(sight.tree.line(sight.actor.unit))
    found = select(tickets.c.view, func.count()).where(about).group_by(tickets.c.view)
    found = found.where(or_(tickets.c.kind.is_(None), tickets.c.kind == REPORT))
    if whose:
        has = select(assignments.c.ticket).where(assignments.c.unit == whose)
        found = found.where(tickets.c.id.in_(has))
    return {row[0]: row[1] for row in connection.execute(found)}
