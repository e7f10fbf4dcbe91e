"""From a change to the rows that it touches, and back from rows to what they hold.

Rows are tuples in the order of the tables' columns. Only what a change really changes is written:
of the ticket's row the columns that differ, of the other projections the rows that differ.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from itertools import compress
from operator import attrgetter, ne
from typing import Any, NamedTuple, TypeVar

from rexian.lifecycle.record import Record, canonical
from rexian.store.change import AssignmentRow, Change, ClockRow, Projection, TicketRow

Row = tuple[Any, ...]
T = TypeVar("T", AssignmentRow, ClockRow)

TICKET = tuple(field.name for field in fields(TicketRow))
EVENT = (
    "seq", "type", "occurred", "recorded", "actor", "role", "source", "fields", "notes", "link",
)  # fmt: skip


class Table(NamedTuple):
    """A projection of several rows for a ticket.

    Attributes:
        columns: without the ticket's; the key first.
        key: how many of them are the key.
    """

    name: str
    columns: tuple[str, ...]
    key: int


ASSIGNMENTS = Table("assignments", tuple(field.name for field in fields(AssignmentRow)), 2)
CLOCKS = Table("clocks", tuple(field.name for field in fields(ClockRow)), 3)

_ticket: Callable[[TicketRow], Row] = attrgetter(*TICKET)
_values: dict[Table, Callable[[Any], Row]] = {
    table: attrgetter(*table.columns) for table in (ASSIGNMENTS, CLOCKS)
}


class Mended(NamedTuple):
    """A row of which some columns change."""

    columns: tuple[str, ...]
    values: Row
    key: Row


class Moves(NamedTuple):
    """What of a projection's rows goes, by its keys, comes, and changes."""

    lost: Sequence[Row] = ()
    new: Sequence[Row] = ()
    mended: Sequence[Mended] = ()


class Rows(NamedTuple):
    """What a change writes, the ticket's id left out of every row.

    Attributes:
        ticket: the columns of `tickets` that change, with their new values; all of a new ticket.
        counts: unit, queue and by how much.
    """

    ticket: Mapping[str, Any]
    events: Sequence[Row]
    secrets: Sequence[Row]
    assignments: Moves
    clocks: Moves
    counts: Sequence[Row]


def rows_of(change: Change) -> Rows:
    """Return what a change writes."""
    before, after = change.before, change.after
    return Rows(
        _ticket_columns(before, after),
        [_event(*pair) for pair in zip(change.records, change.links, strict=True)],
        [(secret.digest, secret.name, secret.locked) for secret in change.secrets],
        _moves(ASSIGNMENTS, before.assignments if before else (), after.assignments),
        _moves(CLOCKS, before.clocks if before else (), after.clocks),
        [(unit, view, n) for (unit, view), n in change.counts().items()],
    )


def _ticket_columns(before: Projection | None, after: Projection) -> Mapping[str, Any]:
    new = _ticket(after.ticket)
    if before is None:
        return dict(zip(TICKET, new, strict=True))
    changed = tuple(map(ne, _ticket(before.ticket), new))
    return dict(zip(compress(TICKET, changed), compress(new, changed), strict=True))


def _moves(table: Table, before: Sequence[T], after: Sequence[T]) -> Moves:
    values, key = _values[table], table.key
    old = {row[:key]: row for row in map(values, before)}
    new, mended = [], []
    for row in map(values, after):
        was = old.pop(row[:key], None)
        if was is None:
            new.append(row)
        elif was != row:
            changed = tuple(map(ne, was, row))
            columns, told = compress(table.columns, changed), compress(row, changed)
            mended.append(Mended(tuple(columns), tuple(told), row[:key]))
    return Moves(list(old), new, mended)


def _event(record: Record, link: str) -> Row:
    return (
        record.seq, record.type, record.occurred, record.recorded, record.actor, record.role,
        record.source, canonical(record.fields), canonical(record.notes), link,
    )  # fmt: skip


def record_of(row: Sequence[Any]) -> Record:
    """Return a record from its row in `events`, the ticket and the link left out."""
    return Record(*[*row[:7], json.loads(row[7]), json.loads(row[8])])


def ticket_of(row: Sequence[Any]) -> TicketRow:
    """Return a ticket from its row; SQLite holds booleans as numbers."""
    stage, view, is_open, supervised, *others = row
    return TicketRow(stage, view, bool(is_open), bool(supervised), *others)


def assignment_of(row: Sequence[Any]) -> AssignmentRow:
    """Return an assignment from its row."""
    *others, is_open, due_at = row
    return AssignmentRow(*[*others, bool(is_open), due_at])


def clock_of(row: Sequence[Any]) -> ClockRow:
    """Return a clock from its row."""
    *others, late, provisional, rule, tick_at = row
    late = None if late is None else bool(late)
    return ClockRow(*[*others, late, bool(provisional), rule, tick_at])
