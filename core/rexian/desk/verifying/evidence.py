"""What the database holds of tickets, read some tickets at a time: never all of it in memory."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import Column, ColumnElement, Connection, Row, Select, select

from rexian.desk.verifying.findings import Findings
from rexian.privacy.rotation import PHONE
from rexian.store import rows
from rexian.store.change import Projection
from rexian.store.schema import assignments, clocks, events, journal, keys, secrets, tickets

#: How many tickets are read at a time.
PAGE = 256
#: How many locked texts or files are read at a time; a file may be large.
_LOCKED = 8


class Locked(NamedTuple):
    """Something locked: the digest and name that its row states, and the digest that it has.

    `content` is there of telephone numbers only.
    """

    stated: str
    name: str
    digest: str
    content: bytes | None


@dataclass(frozen=True, slots=True)
class Held:
    """Everything that the database holds of one ticket.

    Attributes:
        events: its records' rows in the order of their places, links last.
        stored: its projection as it is stored.
        key: its wrapped key and its caller's tag; None where the key is destroyed.
        is_erased: whether the journal says that its personal data were erased.
    """

    id: int
    number: str
    version: int
    link: str
    stored: Projection
    events: Sequence[Sequence[Any]]
    locked: Sequence[Locked]
    key: tuple[bytes, str | None] | None
    is_erased: bool


def everything(connection: Connection, found: Findings) -> Iterator[Held]:
    """Yield all tickets; rows that belong to none are findings."""
    last = 0
    while True:
        wanted = _TICKETS.where(tickets.c.id > last).order_by(tickets.c.id).limit(PAGE)
        page = connection.execute(wanted).all()
        yield from _Page(connection, page, last, page[-1].id if page else None).held(found)
        if not page:
            return
        last = page[-1].id


def some(connection: Connection, wanted: Select[tuple[int]], found: Findings) -> Iterator[Held]:
    """Yield the tickets whose ids a query tells."""
    last = 0
    while True:
        ids = wanted.where(tickets.c.id > last).order_by(tickets.c.id).limit(PAGE).subquery()
        page = connection.execute(_TICKETS.join(ids, ids.c.id == tickets.c.id)).all()
        if not page:
            return
        for row in sorted(page, key=lambda row: row.id):
            yield from _Page(connection, [row], row.id - 1, row.id).held(found)
            last = row.id


_TICKETS = select(
    tickets.c.id, tickets.c.number, tickets.c.version, tickets.c.link,
    *(tickets.c[name] for name in rows.TICKET),
)  # fmt: skip


class _Page(NamedTuple):
    """Some tickets, and the range of ids after `after` up to `last` that they take up."""

    connection: Connection
    tickets: Sequence[Row[Any]]
    after: int
    last: int | None

    def held(self, found: Findings) -> Iterator[Held]:
        """Yield the tickets with all that is theirs."""
        of_events = self._rows(events.c.ticket, [events.c[name] for name in rows.EVENT])
        of_assignments = self._rows(
            assignments.c.ticket, [assignments.c[name] for name in rows.ASSIGNMENTS.columns]
        )
        of_clocks = self._rows(clocks.c.ticket, [clocks.c[name] for name in rows.CLOCKS.columns])
        of_keys = self._rows(keys.c.ticket, [keys.c.wrapped, keys.c.caller])
        locked = self._locked()
        self._tell_orphans(
            {
                "events": of_events,
                "assignments": of_assignments,
                "clocks": of_clocks,
                "keys": of_keys,
                "secrets": locked,
            },
            found,
        )
        erased = self._erased()
        for row in self.tickets:
            number, key = row.number, of_keys.get(row.id)
            stored = Projection(
                rows.ticket_of(row[4:]),
                tuple(map(rows.assignment_of, of_assignments.get(row.id, ()))),
                tuple(map(rows.clock_of, of_clocks.get(row.id, ()))),
            )
            yield Held(
                row.id,
                number,
                row.version,
                row.link,
                stored,
                of_events.get(row.id, ()),
                locked.get(row.id, ()),
                (key[0][0], key[0][1]) if key else None,
                number in erased,
            )

    def _rows(
        self, ticket: Column[Any], columns: Sequence[Column[Any]]
    ) -> Mapping[int, Sequence[Sequence[Any]]]:
        """Return a table's rows by ticket, in the order of their keys."""
        grouped = defaultdict(list)
        wanted = select(ticket, *columns).where(self._among(ticket))
        for row in self.connection.execute(wanted.order_by(*ticket.table.primary_key)):
            grouped[row[0]].append(row[1:])
        return grouped

    def _locked(self) -> Mapping[int, Sequence[Locked]]:
        """Return what is locked, by ticket, as digests of what is really there."""
        grouped = defaultdict(list)
        wanted = select(secrets).where(self._among(secrets.c.ticket)).order_by(secrets.c.ticket)
        few = {"yield_per": _LOCKED}
        for ticket, digest, name, locked in self.connection.execute(wanted, execution_options=few):
            # A file of SQLite may hold a text where bytes belong.
            content = locked if isinstance(locked, bytes) else str(locked).encode()
            real = hashlib.sha256(content).hexdigest()
            kept = content if name == PHONE else None
            grouped[ticket].append(Locked(digest, name, real, kept))
        return grouped

    def _erased(self) -> frozenset[str]:
        numbers = [row.number for row in self.tickets]
        wanted = select(journal.c.number).where(
            journal.c.act == "erased", journal.c.number.in_(numbers)
        )
        return frozenset(self.connection.scalars(wanted)) if numbers else frozenset()

    def _among(self, ticket: Column[Any]) -> ColumnElement[bool]:
        after = ticket > self.after
        return after if self.last is None else after & (ticket <= self.last)

    def _tell_orphans(self, tables: Mapping[str, Mapping[int, Any]], found: Findings) -> None:
        known = {row.id for row in self.tickets}
        for table, grouped in tables.items():
            for ticket in sorted(grouped.keys() - known):
                found.add("orphaned", table=table, id=ticket)
