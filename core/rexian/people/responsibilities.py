"""Responsibility lists (权责清单): which unit answers for a subject, in an area or everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, insert, select

from rexian.errors import InputError
from rexian.i18n import _
from rexian.model.vocabulary import SUBJECTS
from rexian.people.actor import By
from rexian.people.journalled import journalled
from rexian.people.units import unit_in_use
from rexian.store.schema import responsibilities, units

#: The area of what a unit answers for wherever it happens.
ANYWHERE = ""
_COLUMNS = responsibilities.c


@dataclass(frozen=True, slots=True)
class Responsibility:
    """That a unit answers for a subject.

    Attributes:
        subject: an id of `rexian.model.vocabulary.SUBJECTS`, or a list's own wording.
        area: where; empty for anywhere.
        source: the list that says so.
    """

    subject: str
    unit: str
    area: str = ANYWHERE
    source: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A unit that a ticket may go to, and the list that says so."""

    unit: str
    unit_type: str
    area: str
    source: str


def add_responsibilities(
    conn: Connection, found: Sequence[Responsibility], by: By, *, replace: bool = False
) -> None:
    """Enter what units answer for; `replace` takes out what was entered before.

    Raises:
        InputError: a unit is not known, or is out of use.
    """
    if replace:
        conn.execute(delete(responsibilities))
    for each in found:
        unit_in_use(conn, each.unit)
        _forget(conn, each)
        conn.execute(
            insert(responsibilities).values(
                subject=each.subject, area=each.area, unit=each.unit, source=each.source
            )
        )
    journalled(conn, by, "responsibilities_changed", rows=len(found), replaced=replace)


def remove_responsibilities(conn: Connection, gone: Sequence[Responsibility], by: By) -> None:
    """Take out what units do not answer for any more.

    Raises:
        InputError: one of them is not there.
    """
    for each in gone:
        if not _forget(conn, each):
            told = _("{unit} is not known to answer for {subject} there")
            raise InputError(told.format(unit=each.unit, subject=SUBJECTS.label(each.subject)))
    journalled(conn, by, "responsibilities_changed", rows=len(gone), removed=True)


def list_responsibilities(conn: Connection) -> list[Responsibility]:
    """Return all that units answer for, by subject and area."""
    rows = conn.execute(
        select(responsibilities).order_by(_COLUMNS.subject, _COLUMNS.area, _COLUMNS.unit)
    )
    return [Responsibility(row.subject, row.unit, row.area, row.source) for row in rows]


def suggest(conn: Connection, subject: str, area: str | None = None) -> list[Suggestion]:
    """Return which units in use answer for a subject: in the area first, then anywhere.

    A unit that answers both there and anywhere comes once.
    """
    places = {ANYWHERE, area or ANYWHERE}
    rows = conn.execute(
        select(_COLUMNS.unit, units.c.type, _COLUMNS.area, _COLUMNS.source)
        .join_from(responsibilities, units)
        .where(_COLUMNS.subject == subject, _COLUMNS.area.in_(places), units.c.active)
        .order_by(_COLUMNS.unit)
    )
    found = [Suggestion(row.unit, row.type, row.area, row.source) for row in rows]
    nearest_last = sorted(found, key=lambda each: each.area != ANYWHERE)
    by_unit = {each.unit: each for each in nearest_last}
    return sorted(by_unit.values(), key=lambda each: (each.area == ANYWHERE, each.unit))


def _forget(conn: Connection, each: Responsibility) -> bool:
    """Take one out; return whether it was there."""
    gone = conn.execute(
        delete(responsibilities).where(
            _COLUMNS.subject == each.subject, _COLUMNS.area == each.area, _COLUMNS.unit == each.unit
        )
    )
    return gone.rowcount > 0
