"""What the desk reads, by texts made once: one ticket, what is due next, how many stand where."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import Connection

from rexian.instants import Instant
from rexian.lifecycle.record import Record
from rexian.lifecycle.stages import PENDING, UNDER_WAY
from rexian.store.change import EVERY_UNIT, Projection, TicketRow
from rexian.store.queries import Query
from rexian.store.rows import (
    ASSIGNMENTS,
    CLOCKS,
    EVENT,
    TICKET,
    assignment_of,
    clock_of,
    record_of,
    ticket_of,
)

#: The queues of tickets about which somebody still has to do something.
_OPEN_VIEWS = UNDER_WAY | set(PENDING.ids)
_TICKET = ", ".join(f"t.{name}" for name in TICKET)

# The texts hold no value but marks; what is put together are columns and conditions written here.
_BY_NUMBER = Query(
    f"SELECT t.id, t.version, t.link, t.anchored, {_TICKET} FROM tickets t WHERE t.number = ?"  # noqa: S608
)
_RECORDS = Query(f"SELECT {', '.join(EVENT)} FROM events WHERE ticket = ? ORDER BY seq")  # noqa: S608
_TICKET_ROW = Query(f"SELECT {_TICKET} FROM tickets t WHERE t.id = ?")  # noqa: S608
_ASSIGNMENTS = Query(
    f"SELECT {', '.join(ASSIGNMENTS.columns)} FROM assignments WHERE ticket = ? ORDER BY unit, tier"  # noqa: S608
)
_CLOCKS = Query(
    f"SELECT {', '.join(CLOCKS.columns)} FROM clocks WHERE ticket = ? ORDER BY unit, tier, clock"  # noqa: S608
)
_COUNTS = Query("SELECT view, sum(n) FROM counters WHERE unit = ? GROUP BY view HAVING sum(n) <> 0")
_DUE_CLOCKS = Query(
    "SELECT c.ticket, t.number, c.unit, c.tier, c.clock, c.tick_at "
    "FROM clocks c JOIN tickets t ON t.id = c.ticket "
    "WHERE c.tick_at IS NOT NULL AND c.tick_at <= ? ORDER BY c.tick_at LIMIT ?",
    postgresql=" FOR NO KEY UPDATE OF t SKIP LOCKED",
)


class Found(NamedTuple):
    """A ticket as it stands in the projections."""

    id: int
    version: int
    link: str
    ticket: TicketRow
    anchored: bool


class Due(NamedTuple):
    """A ticket in a queue.

    Attributes:
        due_at: when it is due; for the unit that was asked about, its own part.
        tier: which of the unit's holds on the ticket it is; empty where no unit was asked about.
    """

    id: int
    number: str
    version: int
    due_at: Instant | None
    tier: str
    is_open: bool
    supervised: bool
    stage: str
    view: str
    kind: str | None
    channel: str | None
    title: str
    received_at: Instant
    host: str | None
    round: int
    calls: int
    about: str | None


class DueClock(NamedTuple):
    """A clock that time has moved; unit and tier are empty for the ticket's own."""

    ticket: int
    number: str
    unit: str
    tier: str
    clock: str
    tick_at: Instant


def ticket_by_number(connection: Connection, number: str) -> Found | None:
    """Return a ticket, or None where there is none of that number."""
    row = _BY_NUMBER.first(connection, number)
    if row is None:
        return None
    return Found(row[0], row[1], row[2], ticket_of(row[4:]), bool(row[3]))


def records(connection: Connection, ticket: int) -> list[tuple[Record, str]]:
    """Return a ticket's records in order, each with its stored link."""
    return [(record_of(row), row[-1]) for row in _RECORDS.rows(connection, ticket)]


def projection(connection: Connection, ticket: int) -> Projection:
    """Return a ticket's projection as it is stored, assignments and clocks by their keys."""
    (row,) = _TICKET_ROW.rows(connection, ticket)
    return Projection(
        ticket_of(row),
        tuple(map(assignment_of, _ASSIGNMENTS.rows(connection, ticket))),
        tuple(map(clock_of, _CLOCKS.rows(connection, ticket))),
    )


def counts(connection: Connection, unit: str = EVERY_UNIT) -> dict[str, int]:
    """Return how many tickets stand in each queue of a unit, or in all; no queue that is empty."""
    return {view: int(n) for view, n in _COUNTS.rows(connection, unit)}


def due_clocks(connection: Connection, now: Instant, limit: int) -> list[DueClock]:
    """Return clocks that have to be looked at by now, the longest due first.

    On PostgreSQL, within `Store.run`, their tickets are locked, and tickets that others have locked
    are left out: any number of workers share the work. A ticket is locked before its clocks, as
    every write does.
    """
    return [DueClock(*row) for row in _DUE_CLOCKS.rows(connection, now, limit)]


def next_due(
    connection: Connection,
    *,
    unit: str | None = None,
    view: str | None = None,
    limit: int = 50,
    after: Due | None = None,
) -> list[Due]:
    """Return a queue's tickets, the next due first and those due at no time last.

    Args:
        connection: one that `Store.reading` lends.
        unit: whose queue it is; None for all tickets'.
        view: the queue; None for every ticket about which somebody still has to do something.
        limit: how many at most.
        after: the last one of the page before.
    """
    queue, found = _Queue(unit, view), list[Due]()
    if after is None or after.due_at is not None:
        found = queue.page(connection, limit, after, dated=True)
        after = None
    if len(found) < limit:
        found += queue.page(connection, limit - len(found), after, dated=False)
    return found


class _Queue(NamedTuple):
    unit: str | None
    view: str | None

    def page(
        self, connection: Connection, limit: int, after: Due | None, *, dated: bool
    ) -> list[Due]:
        """Return the tickets that are due at some time, or those that are due at none."""
        page = _Page(
            of_unit=self.unit is not None,
            of_view=self.view is not None,
            is_open=self.view is None or self.view in _OPEN_VIEWS,
            dated=dated,
            later=after is not None,
            limit=limit,
        )
        values: list[str | int | None] = [value for value in self if value is not None]
        if after is not None:
            values += [after.due_at] if dated else []
            values += [after.id] if self.unit is None else [after.id, after.tier]
        rows = _query(page).rows(connection, *values)
        # SQLite holds booleans as numbers.
        return [Due._make((*row[:5], bool(row[5]), bool(row[6]), *row[7:])) for row in rows]


#: What of a ticket's row a queue shows, besides its place in it.
_LISTED = ", ".join(f"t.{name}" for name in Due._fields[5:])


class _Page(NamedTuple):
    """What the text of a queue's page depends on.

    The limit stands in the text: PostgreSQL would plan anew at each asking for one unknown to it.
    """

    of_unit: bool
    of_view: bool
    is_open: bool
    dated: bool
    later: bool
    limit: int


@lru_cache
def _query(page: _Page) -> Query:
    """Return the query of a queue's page; each finds its rows by an index, in order."""
    row = "a" if page.of_unit else "t"
    tables = "assignments a JOIN tickets t ON t.id = a.ticket" if page.of_unit else "tickets t"
    order = [f"{row}.due_at"] if page.dated else []
    order += ["a.ticket", "a.tier"] if page.of_unit else ["t.id"]
    where = ["a.unit = ?"] if page.of_unit else []
    where += ["t.view = ?"] if page.of_view else []
    # A queue of all tickets has an index of its own; a unit's is found by its open assignments.
    where += [f"{row}.is_open"] if page.is_open and (page.of_unit or not page.of_view) else []
    where += [f"{row}.due_at IS NOT NULL" if page.dated else f"{row}.due_at IS NULL"]
    where += [f"({', '.join(order)}) > ({', '.join('?' * len(order))})"] if page.later else []
    tier = "a.tier" if page.of_unit else "''"
    return Query(
        f"SELECT t.id, t.number, t.version, {row}.due_at, {tier}, {_LISTED} "  # noqa: S608
        f"FROM {tables} WHERE {' AND '.join(where)} "
        f"ORDER BY {', '.join(order)} LIMIT {page.limit:d}"
    )
