"""The supervision ledger: what is, was, has to be or will soon have to be under supervision.

That a ticket has to be supervised is a ruling, asked anew whenever the ledger is read: a ground
that was met may have gone again. Which tickets to ask about is found by what was recorded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, exists, or_, select

from rexian.assess.periods import Month
from rexian.desk.deployment import Deployment
from rexian.desk.supervised import STATES, Entry, Found, judged, nearing
from rexian.instants import Instant
from rexian.lifecycle.stages import ALIVE
from rexian.people import permissions
from rexian.people.actor import Actor
from rexian.people.sight import visible
from rexian.people.tree import read_tree
from rexian.people.units import unit_named
from rexian.store.rows import CLOCKS, EVENT, TICKET, clock_of, record_of, ticket_of
from rexian.store.schema import assignments, clocks, events, tickets

#: What of the ledger is told where nothing is said: all but what is settled.
LISTED = ("called", "open", "nearing")
#: How many tickets are looked at for each part of the ledger.
MOST = 500
#: How far ahead is looked for what will call for supervision, in hours.
AHEAD = 48
#: How many tickets are read at a time.
_CHUNK = 200
#: How the ledger's records name the question, as canonical JSON has it.
_ABOUT = '"question":"supervision"'
_COLUMNS = [tickets.c[name] for name in ("id", "number", *TICKET)]
_RECORDED = [events.c[name] for name in EVENT[:-1]]
_CLOCKED = [clocks.c[name] for name in CLOCKS.columns]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the ledger somebody wants to see.

    Attributes:
        states: of `STATES`.
        unit: whose tickets; those of the units below it are among them. None for all that he sees.
        month: when it was ordered, or called for.
        text: what the number or the title holds.
        ahead: how many hours ahead is looked for what will call for supervision.
        most: how many tickets are looked at for each part of the ledger.
    """

    states: tuple[str, ...] = LISTED
    unit: str | None = None
    month: Month | None = None
    text: str = ""
    ahead: int = AHEAD
    most: int = MOST


@dataclass(frozen=True, slots=True)
class Ledger:
    """The ledger as somebody sees it.

    Attributes:
        now: as at when.
        more: whether there may be more than was looked at.
    """

    now: Instant
    entries: tuple[Entry, ...]
    more: bool


def ledger(deployment: Deployment, actor: Actor, wanted: Wanted) -> Ledger:
    """Return the ledger: what is called for first, then by what is due next; the settled last.

    Raises:
        InputError: there is no such state or unit.
        Refused: they may not list tickets.
    """
    permissions.check(actor, "list", own=True)
    states = frozenset(STATES.resolve(state) for state in wanted.states)
    now, ruler = deployment.now(), deployment.rules.ruler
    with deployment.store.reading() as connection:
        read = _Reading(connection, _seen(connection, actor, wanted), wanted, now)
        known, coming = read.recorded(states), read.coming(states)
    entries = [judged(each, ruler, now) for each in known.found]
    until = now + wanted.ahead * 3600
    entries += [nearing(each, ruler, now, until) for each in coming.found]
    kept = [each for each in entries if each is not None and each.state in states]
    return Ledger(now, tuple(sorted(kept, key=_order)), known.more or coming.more)


def _order(entry: Entry) -> tuple[int, int, int]:
    place = STATES.ids.index(entry.state)
    if entry.state == "open":
        return place, entry.due_at is None, entry.due_at or entry.since
    return place, 0, -(entry.settled_at or 0) if entry.state == "settled" else entry.since


def _seen(connection: Connection, actor: Actor, wanted: Wanted) -> list[ColumnElement[bool]]:
    """Return the conditions under which somebody sees a ticket that he wants to see."""
    tree = read_tree(connection)
    conditions = [visible(actor, tree)]
    if wanted.unit is not None:
        units = sorted(tree.within(unit_named(connection, wanted.unit).name))
        has = exists().where(assignments.c.ticket == tickets.c.id, assignments.c.unit.in_(units))
        conditions.append(has)
    if wanted.text:
        searched = (tickets.c.number, tickets.c.title)
        conditions.append(or_(*(c.contains(wanted.text, autoescape=True) for c in searched)))
    return conditions


@dataclass(frozen=True, slots=True)
class _Some:
    """Tickets, and whether there may be more."""

    found: tuple[Found, ...] = ()
    more: bool = False


@dataclass(frozen=True, slots=True)
class _Reading:
    connection: Connection
    seen: Sequence[ColumnElement[bool]]
    wanted: Wanted
    now: Instant

    def recorded(self, states: frozenset[str]) -> _Some:
        """Return the tickets of which an order or a ground is recorded."""
        alive, parts = tickets.c.stage.in_(sorted(ALIVE)), []
        if states & {"open", "called"}:
            parts.append(self._ordered().where(alive).order_by(tickets.c.id.desc()))
        if "called" in states:
            parts.append(self._met().where(alive).order_by(tickets.c.id.desc()))
        if "settled" in states:
            over = self._ordered().where(~tickets.c.is_open)
            parts.append(over.order_by(tickets.c.id.desc()))
        return self._all(parts)

    def coming(self, states: frozenset[str]) -> _Some:
        """Return the tickets of which time will soon bring something about, or has just now."""
        if not states & {"nearing", "called"}:
            return _Some()
        until = self.now + self.wanted.ahead * 3600
        due = select(clocks.c.ticket).where(
            clocks.c.tick_at.is_not(None), clocks.c.tick_at <= until
        )
        if self.wanted.month is not None:
            due = due.where(
                clocks.c.tick_at.between(self.wanted.month.first, self.wanted.month.last)
            )
        found = self._visible().where(tickets.c.id.in_(due), ~tickets.c.supervised)
        return self._all([found.where(~self._has("ground_met")).order_by(tickets.c.due_at)])

    def _ordered(self) -> Select[Any]:
        found = self._visible().where(tickets.c.supervised)
        return (
            found if self.wanted.month is None else found.where(self._has("supervised", dated=True))
        )

    def _met(self) -> Select[Any]:
        found = self._visible().where(~tickets.c.supervised)
        return found.where(self._has("ground_met", dated=True))

    def _visible(self) -> Select[Any]:
        return select(*_COLUMNS).where(*self.seen)

    def _has(self, kind: str, *, dated: bool = False) -> ColumnElement[bool]:
        """Return that a ticket has a record of a type, in the month that is wanted."""
        has = exists().where(events.c.ticket == tickets.c.id, events.c.type == kind)
        if kind == "ground_met":
            has = has.where(events.c.fields.contains(_ABOUT))
        if dated and self.wanted.month is not None:
            has = has.where(
                events.c.occurred.between(self.wanted.month.first, self.wanted.month.last)
            )
        return has

    def _all(self, parts: Sequence[Select[Any]]) -> _Some:
        rows: dict[int, Any] = {}
        more = False
        for part in parts:
            page = self.connection.execute(part.limit(self.wanted.most + 1)).all()
            more = more or len(page) > self.wanted.most
            rows |= {row[0]: row for row in page[: self.wanted.most]}
        return _Some(tuple(self._read(list(rows.values()))), more)

    def _read(self, rows: Sequence[Any]) -> Iterator[Found]:
        for start in range(0, len(rows), _CHUNK):
            chunk = rows[start : start + _CHUNK]
            ids = [row[0] for row in chunk]
            records, running = self._records(ids), self._clocks(ids)
            for ticket, number, *row in chunk:
                told = (tuple(records[ticket]), tuple(running.get(ticket, ())))
                yield Found(ticket, number, ticket_of(row), *told)

    def _records(self, ids: Sequence[int]) -> dict[int, list[Any]]:
        found = select(events.c.ticket, *_RECORDED).where(events.c.ticket.in_(ids))
        told: dict[int, list[Any]] = {}
        for row in self.connection.execute(found.order_by(events.c.ticket, events.c.seq)):
            told.setdefault(row[0], []).append(record_of(row[1:]))
        return told

    def _clocks(self, ids: Sequence[int]) -> dict[int, list[Any]]:
        told: dict[int, list[Any]] = {}
        found = select(clocks.c.ticket, *_CLOCKED).where(clocks.c.ticket.in_(ids))
        for row in self.connection.execute(found):
            told.setdefault(row[0], []).append(clock_of(row[1:]))
        return told
