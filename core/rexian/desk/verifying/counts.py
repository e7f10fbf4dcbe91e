"""The counters: whether they say how many tickets really stand in each queue."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from sqlalchemy import Connection, delete, func, insert, literal, select, union_all

from rexian.desk.verifying.findings import Findings
from rexian.store.change import EVERY_UNIT
from rexian.store.schema import assignments, counters, tickets

_ALL = select(literal(EVERY_UNIT).label("unit"), tickets.c.view, func.count()).group_by(
    tickets.c.view
)
#: A unit that has a ticket twice, from the platform and inside a body, counts it once.
_HELD = select(assignments.c.ticket, assignments.c.unit).distinct().subquery()
_BY_UNIT = (
    select(_HELD.c.unit, tickets.c.view, func.count())
    .join(tickets, tickets.c.id == _HELD.c.ticket)
    .group_by(_HELD.c.unit, tickets.c.view)
)
_STORED = select(counters.c.unit, counters.c.view, func.sum(counters.c.n)).group_by(
    counters.c.unit, counters.c.view
)


def recounted(connection: Connection) -> Mapping[tuple[str, str], int]:
    """Return how many tickets stand in each unit's queues, and in all, counted one by one."""
    return {
        (unit, view): n for unit, view, n in connection.execute(union_all(_ALL, _BY_UNIT)).all()
    }


def check_counts(
    connection: Connection, amiss: Mapping[tuple[str, str], int], found: Findings
) -> None:
    """Compare the counters with the tickets that are there.

    `amiss` tells by how much each count is off because of tickets whose own rows are wrong.
    """
    right = Counter(recounted(connection))
    right.update(amiss)
    stored = {(unit, view): int(n) for unit, view, n in connection.execute(_STORED)}
    for unit, view in sorted({*right, *stored}):
        told = {"stored": stored.get((unit, view), 0), "right": right[unit, view]}
        if told["stored"] != told["right"]:
            found.add("counter_differs", unit=unit or "*", view=view, **told)


def count_anew(connection: Connection) -> None:
    """Write the counters anew within `Store.run`; nobody else counts meanwhile."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("LOCK TABLE counters IN EXCLUSIVE MODE")
    connection.execute(delete(counters))
    rows = [
        {"unit": unit, "view": view, "shard": 0, "n": n}
        for (unit, view), n in sorted(recounted(connection).items())
    ]
    if rows:
        connection.execute(insert(counters), rows)
