"""What somebody may see of what he wants, as conditions of the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
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
)

from rexian.desk.queue.wanted import OPEN, PRESSING, VIEWS, Wanted
from rexian.instants import DAY, Instant, end_of_day
from rexian.people.actor import Actor
from rexian.people.permissions import Scope, scope
from rexian.people.sight import is_kept_from, visible
from rexian.people.tree import Tree, read_tree
from rexian.people.units import unit_named
from rexian.store.change import EVERY_UNIT
from rexian.store.read import Due
from rexian.store.schema import assignments, keys, tickets

_COLUMNS: list[Column[Any]] = [
    tickets.c[name] for name in Due._fields if name not in {"due_at", "tier"}
]
_SEARCHED = (tickets.c.number, tickets.c.title, tickets.c.host)
# Written as the partial indexes have it, by which alone the database knows them again.
_IS_OPEN: ColumnElement[bool] = literal_column("tickets.is_open")
_SUPERVISED: ColumnElement[bool] = literal_column("tickets.supervised")
_HAS_OPEN: ColumnElement[bool] = literal_column("assignments.is_open")


class Rows(NamedTuple):
    """Tickets that somebody sees, and the column by which they are due."""

    found: Select[Any]
    due: ColumnElement[Any]

    def where(self, *conditions: ColumnElement[bool]) -> Rows:
        """Return those that meet further conditions."""
        return Rows(self.found.where(*conditions), self.due)

    def read(self, connection: Connection, limit: int | None = None) -> list[Due]:
        """Return them, as many as are asked for."""
        found = self.found if limit is None else self.found.limit(limit)
        return [Due(**row, tier="") for row in connection.execute(found).mappings()]


@dataclass(frozen=True, slots=True)
class Sight:
    """What somebody sees of the tickets of some units.

    Attributes:
        units: whose tickets alone; None for all.
    """

    actor: Actor
    tree: Tree
    units: frozenset[str] | None

    def rows(self, *, is_open: bool = False, ids: Sequence[int] | None = None) -> Rows:
        """Return the tickets, or those of some rows.

        `is_open` says that only open ones will be asked for.
        """
        due: ColumnElement[Any] = tickets.c.due_at
        found = select(*_COLUMNS)
        if ids is not None:
            found = found.where(tickets.c.id.in_(ids))
        if self.units is not None:
            held = _held(self.units, ids, is_open=is_open)
            due = held.c.due_at
            found = found.join(held, held.c.ticket == tickets.c.id)
        return Rows(found.add_columns(due).where(visible(self.actor, self.tree)), due)

    def parts(self, wanted: Wanted, now: Instant) -> list[Rows]:
        """Return the tickets wanted; each part of them is found by an index of its own.

        Raises:
            InputError: there is no such queue.
        """
        parts = self._of_view(wanted, now)
        if wanted.within is not None:
            last = now + wanted.within
            parts = [part.where(part.due <= last) for part in parts]
        if wanted.text:
            holds = [c.contains(wanted.text, autoescape=True) for c in _SEARCHED]
            parts = [part.where(or_(*holds)) for part in parts]
        if wanted.callers is not None:
            raised = select(keys.c.ticket).where(keys.c.caller.in_(wanted.callers))
            parts = [part.where(tickets.c.id.in_(raised)) for part in parts]
        return parts

    def _of_view(self, wanted: Wanted, now: Instant) -> list[Rows]:
        view = wanted.view
        if view is None:
            found = self.rows(is_open=not wanted.is_search)
            return [found if wanted.is_search else found.where(_IS_OPEN)]
        VIEWS.resolve(view)
        if view == "supervised":
            return [self.rows(is_open=True).where(_SUPERVISED, _IS_OPEN)]
        if view in PRESSING:
            follow_ups = self.rows().where(tickets.c.view == "closed")
            parts = [self.rows(is_open=True).where(_IS_OPEN), follow_ups]
            return [part.where(_pressing(view, part.due, now)) for part in parts]
        return [self.rows(is_open=view in OPEN).where(tickets.c.view == view)]

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


def sight_of(connection: Connection, actor: Actor, unit: str | None) -> Sight:
    """Return what somebody sees of a unit's tickets, by default of all that he may see.

    Raises:
        InputError: there is no such unit.
    """
    tree = read_tree(connection)
    if unit is not None:
        return Sight(actor, tree, tree.within(unit_named(connection, unit).name))
    of_unit = scope(actor, "list") is Scope.OWN and actor.unit is not None
    return Sight(actor, tree, tree.within(actor.unit or "") if of_unit else None)


def _held(units: frozenset[str], ids: Sequence[int] | None, *, is_open: bool) -> Subquery:
    """Return the tickets that units have, each once, with what is due first of their parts."""
    found = select(assignments.c.ticket, func.min(assignments.c.due_at).label("due_at"))
    found = found.where(assignments.c.unit.in_(sorted(units)))
    if ids is not None:
        found = found.where(assignments.c.ticket.in_(ids))
    if is_open:
        found = found.where(_HAS_OPEN)
    return found.group_by(assignments.c.ticket).subquery()


def _pressing(view: str, due: ColumnElement[Any], now: Instant) -> ColumnElement[bool]:
    """Return that something is overdue, or still due today."""
    return due < now if view == "overdue" else due.between(now, end_of_day(now // DAY))
