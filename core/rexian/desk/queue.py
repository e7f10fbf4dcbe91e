"""Queues: the tickets that somebody has before him, the next due first, and how many there are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import merge
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Select,
    Subquery,
    func,
    literal_column,
    or_,
    select,
    tuple_,
)

from rexian.desk.ticket import unknown
from rexian.instants import DAY, Instant, end_of_day
from rexian.lifecycle.stages import PENDING, STAGES, UNDER_WAY
from rexian.model.terms import Term, Terms
from rexian.people import permissions
from rexian.people.actor import Actor
from rexian.people.permissions import Scope, scope
from rexian.people.sight import REPORT, is_kept_from, visible
from rexian.people.tree import Tree, read_tree
from rexian.people.units import unit_named
from rexian.store import read
from rexian.store.change import EVERY_UNIT
from rexian.store.read import Due
from rexian.store.schema import assignments, tickets

#: Queues across the stages: what time and supervision press for.
PRESSING = Terms(
    "queue",
    (
        Term("overdue", "超期", "overdue"),
        Term("due_today", "今日到期", "due today"),
        Term("supervised", "督办", "under supervision"),
    ),
)
#: Every queue: what presses, what waits to be decided, and the stages.
VIEWS = Terms("queue", (*PRESSING, *PENDING, *STAGES))
#: How many tickets a page has.
PAGE = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which tickets somebody wants to see.

    Attributes:
        view: a queue of `VIEWS`; None for every ticket that is open, or that is found.
        unit: whose tickets; those of the units below it are among them. None for all that he sees.
        text: what the number or the title holds.
        limit: how many at most.
        after: the number of the last one of the page before.
    """

    view: str | None = None
    unit: str | None = None
    text: str = ""
    limit: int = PAGE
    after: str | None = None


_COLUMNS: list[Column[Any]] = [
    tickets.c[name] for name in Due._fields if name not in {"due_at", "tier"}
]
_SEARCHED = (tickets.c.number, tickets.c.title)
#: The queues whose tickets are all open.
_OPEN = UNDER_WAY | set(PENDING.ids)
# Written as the partial indexes have it, by which alone the database knows them again.
_IS_OPEN: ColumnElement[bool] = literal_column("tickets.is_open")
_SUPERVISED: ColumnElement[bool] = literal_column("tickets.supervised")
_HAS_OPEN: ColumnElement[bool] = literal_column("assignments.is_open")


class _Rows(NamedTuple):
    """Tickets that somebody sees, and the column by which they are due."""

    found: Select[Any]
    due: ColumnElement[Any]

    def where(self, *conditions: ColumnElement[bool]) -> _Rows:
        """Return those that meet further conditions."""
        return _Rows(self.found.where(*conditions), self.due)

    def read(self, connection: Connection, limit: int, after: Due | None) -> list[Due]:
        """Return a page: those due at some time in order, then those due at none."""
        dated = self.found.where(self.due.is_not(None)).order_by(self.due, tickets.c.id)
        undated = self.found.where(self.due.is_(None)).order_by(tickets.c.id)
        listed: list[Due] = []
        if after is None or after.due_at is not None:
            if after is not None:
                place = tuple_(self.due, tickets.c.id)
                dated = dated.where(place > (after.due_at, after.id))
            listed = _listed(connection, dated, limit)
        else:
            undated = undated.where(tickets.c.id > after.id)
        return listed + _listed(connection, undated, limit - len(listed))


@dataclass(frozen=True, slots=True)
class _Sight:
    """What somebody may see of what he wants, as conditions of the database.

    Attributes:
        units: whose tickets alone; None for all.
    """

    actor: Actor
    tree: Tree
    units: frozenset[str] | None

    def rows(self, *, is_open: bool = False) -> _Rows:
        """Return the tickets; `is_open` says that only open ones will be asked for."""
        due: ColumnElement[Any] = tickets.c.due_at
        found = select(*_COLUMNS)
        if self.units is not None:
            held = _held(self.units, is_open=is_open)
            due = held.c.due_at
            found = found.join(held, held.c.ticket == tickets.c.id)
        return _Rows(found.add_columns(due).where(visible(self.actor, self.tree)), due)

    @property
    def is_of_one(self) -> bool:
        """Whether it is all tickets, or one unit's, and all of them may be seen."""
        return self.counter() is not None

    def shows(self, due: Due) -> bool:
        """Whether a ticket of the queue is none that is kept from whoever looks."""
        unit = self.actor.unit
        return unit is None or not is_kept_from(self.tree, unit, due.about, due.kind)

    def counter(self) -> str | None:
        """Return under which unit all of it is counted, '' for all; None if nowhere."""
        if self.units is None:
            return EVERY_UNIT
        (unit, *others) = self.units
        own = scope(self.actor, "list") is Scope.ANY or unit == self.actor.unit
        return unit if own and not others else None


def queue(connection: Connection, actor: Actor, wanted: Wanted, now: Instant) -> list[Due]:
    """Return the tickets that somebody wants to see and may, the next due first.

    Those that are due at no time come last. A report is never among what its unit sees.

    Raises:
        InputError: there is no such unit or queue, or no ticket of the number to go on after.
        Refused: they may not list tickets.
    """
    permissions.check(actor, "list", own=True)
    sight = _sight(connection, actor, wanted.unit)
    after = _last(connection, sight, wanted.after) if wanted.after else None
    if sight.is_of_one and not wanted.text and wanted.view not in PRESSING:
        if wanted.view is not None:
            VIEWS.resolve(wanted.view)
        return list(islice(_plain(connection, sight, wanted, after), wanted.limit))
    parts = [p.read(connection, wanted.limit, after) for p in _parts(sight, wanted, now)]
    return list(islice(merge(*parts, key=_place), wanted.limit))


def _plain(
    connection: Connection, sight: _Sight, wanted: Wanted, after: Due | None
) -> Iterator[Due]:
    """Yield the tickets of one queue of all, or of one unit, as the store's own queries find them.

    A unit's two holds on one ticket count once; what somebody may not see is left out.
    """
    unit = None if sight.units is None else next(iter(sight.units))
    told = set() if after is None else {after.id}
    last = after
    while page := read.next_due(
        connection, unit=unit, view=wanted.view, limit=wanted.limit, after=last
    ):
        for due in page:
            if due.id not in told and sight.shows(due):
                told.add(due.id)
                yield due
        last = page[-1]


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
    sight = _sight(connection, actor, unit)
    found = _counted(connection, sight)
    for view in PRESSING.ids:
        parts = _parts(sight, Wanted(view), now)
        found[view] = sum(_number(connection, part) for part in parts)
    return {view: found[view] for view in VIEWS.ids if found.get(view)}


def _number(connection: Connection, rows: _Rows) -> int:
    return connection.scalar(select(func.count()).select_from(rows.found.subquery())) or 0


def _place(listed: Due) -> tuple[bool, Instant, int]:
    return listed.due_at is None, listed.due_at or 0, listed.id


def _sight(connection: Connection, actor: Actor, unit: str | None) -> _Sight:
    tree = read_tree(connection)
    if unit is not None:
        return _Sight(actor, tree, tree.within(unit_named(connection, unit).name))
    of_unit = scope(actor, "list") is Scope.OWN and actor.unit is not None
    return _Sight(actor, tree, tree.within(actor.unit or "") if of_unit else None)


def _held(units: frozenset[str], *, is_open: bool) -> Subquery:
    """Return the tickets that units have, each once, with what is due first of their parts."""
    found = select(assignments.c.ticket, func.min(assignments.c.due_at).label("due_at"))
    found = found.where(assignments.c.unit.in_(sorted(units)))
    if is_open:
        found = found.where(_HAS_OPEN)
    return found.group_by(assignments.c.ticket).subquery()


def _parts(sight: _Sight, wanted: Wanted, now: Instant) -> list[_Rows]:
    """Return the tickets wanted; each part of them is found by an index of its own."""
    parts = _of_view(sight, wanted, now)
    if not wanted.text:
        return parts
    number, title = (c.contains(wanted.text, autoescape=True) for c in _SEARCHED)
    return [part.where(or_(number, title)) for part in parts]


def _of_view(sight: _Sight, wanted: Wanted, now: Instant) -> list[_Rows]:
    view = wanted.view
    if view is None:
        return [sight.rows() if wanted.text else sight.rows(is_open=True).where(_IS_OPEN)]
    VIEWS.resolve(view)
    if view == "supervised":
        return [sight.rows(is_open=True).where(_SUPERVISED, _IS_OPEN)]
    if view in PRESSING:
        follow_ups = sight.rows().where(tickets.c.view == "closed")
        parts = [sight.rows(is_open=True).where(_IS_OPEN), follow_ups]
        return [part.where(_pressing(view, part.due, now)) for part in parts]
    return [sight.rows(is_open=view in _OPEN).where(tickets.c.view == view)]


def _pressing(view: str, due: ColumnElement[Any], now: Instant) -> ColumnElement[bool]:
    """Return that something is overdue, or still due today."""
    return due < now if view == "overdue" else due.between(now, end_of_day(now // DAY))


def _last(connection: Connection, sight: _Sight, number: str) -> Due:
    """Return the ticket that a page ended with, as it stands in the list now."""
    rows = sight.rows().where(tickets.c.number == number)
    found = _listed(connection, rows.found, 1)
    if not found:
        raise unknown(number)
    return found[0]


def _listed(connection: Connection, found: Select[Any], limit: int) -> list[Due]:
    if not limit:
        return []
    rows = connection.execute(found.limit(limit)).mappings()
    return [Due(**row, tier="") for row in rows]


def _counted(connection: Connection, sight: _Sight) -> dict[str, int]:
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


def _kept_back(connection: Connection, sight: _Sight, whose: str) -> dict[str, int]:
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
