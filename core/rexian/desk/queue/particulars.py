"""What a list tells of its tickets besides their rows: which clock runs out, who set a limit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, select

from rexian.desk.project import SIGNALS, WINDOWS
from rexian.instants import Instant, parse_instant
from rexian.lifecycle.history import facts_told
from rexian.lifecycle.record import Record
from rexian.model.fields import Given
from rexian.store.read import Due
from rexian.store.rows import EVENT, record_of
from rexian.store.schema import clocks, events

#: How the particulars of a record say that a limit was given from outside.
_MARK = '"given"'
#: The records that give one, and those that say which of them hold.
_GIVING = ("received", "classified", "corrected")
_TELLING = (*_GIVING, "voided")

#: Who hands a ticket down, and with it the time that it may take.
_ABOVE = frozenset({"platform", "ticket", "form"})


class Listed(NamedTuple):
    """A ticket of a list.

    Attributes:
        clock: which clock is due next, by its question; None where none runs.
        provisional: whether its deadline hangs on a calendar that is yet to be published.
        given: the limits that were given from outside, by what they are for, the nearest first.
    """

    due: Due
    clock: str | None = None
    provisional: bool = False
    given: Mapping[str, Given] = {}

    @property
    def above(self) -> Instant | None:
        """When the upper platform wants it: closed, or else what it wants first."""
        limits = {key: each.at for key, each in self.given.items() if each.source in _ABOVE}
        return limits.get("close", min(limits.values(), default=None))


def listed(connection: Connection, found: Sequence[Due]) -> list[Listed]:
    """Return tickets with what else a list tells of them."""
    running = _running(connection, found)
    given = _given(connection, [due.id for due in found])
    told = []
    for due in found:
        clock, provisional = running.get(due.id, (None, False))
        told.append(Listed(due, clock, provisional, given.get(due.id, {})))
    return told


def _running(connection: Connection, found: Sequence[Due]) -> dict[int, tuple[str, bool]]:
    """Return which clock each ticket's deadline is, and whether that is provisional."""
    due = {each.id: each.due_at for each in found if each.due_at is not None}
    running = select(clocks.c.ticket, clocks.c.clock, clocks.c.due_at, clocks.c.provisional)
    running = running.where(clocks.c.ticket.in_(due), clocks.c.done_at.is_(None))
    ordered = running.order_by(clocks.c.ticket, clocks.c.unit, clocks.c.tier, clocks.c.clock)
    told: dict[int, tuple[str, bool]] = {}
    for row in connection.execute(ordered):
        question = row.clock.partition(".")[0]
        if row.due_at == due[row.ticket] and question not in WINDOWS | SIGNALS:
            told.setdefault(row.ticket, (question, row.provisional))
    return told


def _given(connection: Connection, ids: Sequence[int]) -> dict[int, dict[str, Given]]:
    """Return the limits that each ticket's records give from outside, as they hold today."""
    having = select(events.c.ticket).where(
        events.c.ticket.in_(ids), events.c.type.in_(_GIVING), events.c.fields.contains(_MARK)
    )
    wanted = [events.c.ticket, *(events.c[name] for name in EVENT)]
    found = select(*wanted).where(events.c.ticket.in_(having), events.c.type.in_(_TELLING))
    records = defaultdict[int, list[Record]](list)
    for ticket, *row in connection.execute(found.order_by(events.c.ticket, events.c.seq)):
        records[ticket].append(record_of(tuple(row)))
    return {ticket: _limits(told) for ticket, told in records.items()}


def _limits(records: Sequence[Record]) -> dict[str, Given]:
    given = facts_told(records).get("given", {})
    limits = {key: Given(parse_instant(each["at"]), each["source"]) for key, each in given.items()}
    return dict(sorted(limits.items(), key=lambda limit: limit[1].at))
