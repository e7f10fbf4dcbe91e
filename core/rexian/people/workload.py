"""How much each unit has in hand: open tickets, for whoever may list them."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, func, select

from rexian.people.actor import Actor
from rexian.people.permissions import Scope, scope
from rexian.people.tree import read_tree
from rexian.store.schema import assignments


def open_tickets(conn: Connection, actor: Actor) -> Mapping[str, int]:
    """Return how many open tickets are with each unit that has any.

    Who sees his own unit's tickets alone learns of it and those below it alone.
    """
    whose = scope(actor, "list")
    if whose is Scope.NONE or (whose is Scope.OWN and actor.unit is None):
        return {}
    ticket = assignments.c.ticket
    counted = select(assignments.c.unit, func.count(ticket.distinct()).label("n"))
    wanted = counted.where(assignments.c.is_open).group_by(assignments.c.unit)
    if whose is Scope.OWN:
        wanted = wanted.where(assignments.c.unit.in_(read_tree(conn).within(actor.unit or "")))
    return {row.unit: row.n for row in conn.execute(wanted)}
