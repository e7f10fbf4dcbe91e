"""The text of the one statement that writes a change to PostgreSQL.

Every row that a change touches hangs, in one statement, on the ticket's row standing at the
expected version. The text depends only on how many rows of which kind there are, so each is made
once. Values are handed over as text, of the kind that the statement states; the server then knows a
statement by its text alone, and prepares it once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import count
from typing import NamedTuple

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql

from rexian.store import schema
from rexian.store.rows import ASSIGNMENTS, CLOCKS, EVENT, TICKET
from rexian.store.rows import Table as Projected

#: Over how many rows each count is spread; a ticket always counts in the same one.
SHARDS = 64
OPENED = ("number", "version", "link", *TICKET)
_COUNTED = "ON CONFLICT (unit, view, shard) DO UPDATE SET n = counters.n + excluded.n"


class Moved(NamedTuple):
    """How many of a projection's rows go and come, and which columns change of each other one."""

    lost: int
    new: int
    mended: tuple[tuple[str, ...], ...]


class Shape(NamedTuple):
    """What the text depends on: the ticket's columns, and how many rows of which kind.

    Attributes:
        is_new: whether the ticket's row is inserted.
        ticket: the columns that change; of no account for a new ticket.
        key: 1 where the ticket brings its key.
        request: 1 where an outside system asked for it.
    """

    is_new: bool
    ticket: tuple[str, ...]
    key: int
    request: int
    events: int
    secrets: int
    assignments: Moved
    clocks: Moved
    counts: int


class _Marks:
    """Numbers a statement's parameters."""

    def __init__(self) -> None:
        self._numbers = count(1)

    def of(self, table: Table, name: str) -> str:
        """Return the mark of a column's value, with its type."""
        kind = table.c[name].type.compile(postgresql.dialect())  # type: ignore[no-untyped-call] # so it is in SQLAlchemy
        return f"${next(self._numbers)}::{kind}"

    def row(self, table: Table, names: Sequence[str]) -> str:
        """Return the marks of several columns' values."""
        return ", ".join(self.of(table, name) for name in names)

    def rows(self, table: Table, names: Sequence[str], n: int) -> str:
        """Return the marks of several rows, each in brackets."""
        return ", ".join(f"({self.row(table, names)})" for _ in range(n))


@lru_cache(maxsize=512)
def statement(shape: Shape) -> str:
    """Return the text that writes a change of a shape; it answers with the ticket's id, or nothing.

    Parameters stand in the order of `Shape`; an existing ticket's are: version, link, columns, id,
    expected version.
    """
    marks = _Marks()
    first = _opened(marks) if shape.is_new else _moved(marks, shape.ticket)
    parts = [f"t AS ({first} RETURNING id)"]
    parts += [f"p{n} AS ({part})" for n, part in enumerate(_parts(marks, shape))]
    return f"WITH {', '.join(parts)} SELECT id FROM t"  # noqa: S608 - marks and own names only


def _opened(marks: _Marks) -> str:
    values = marks.row(schema.tickets, OPENED)
    return f"INSERT INTO tickets ({', '.join(OPENED)}) VALUES ({values}) ON CONFLICT DO NOTHING"  # noqa: S608


def _moved(marks: _Marks, columns: Sequence[str]) -> str:
    told = ", ".join(
        f"{name} = {marks.of(schema.tickets, name)}" for name in ("version", "link", *columns)
    )
    where = " AND ".join(f"{name} = {marks.of(schema.tickets, name)}" for name in ("id", "version"))
    return f"UPDATE tickets SET {told}, anchored = false WHERE {where}"  # noqa: S608


def _parts(marks: _Marks, shape: Shape) -> Iterator[str]:
    if shape.key:
        yield _added(marks, schema.keys, ("wrapped", "caller"), 1)
    if shape.request:
        names = ("key", "asked", "number", "version")
        marked = marks.row(schema.requests, names)
        yield f"INSERT INTO requests ({', '.join(names)}) SELECT {marked} FROM t"  # noqa: S608
    if shape.events:
        yield _added(marks, schema.events, EVENT, shape.events)
    if shape.secrets:
        yield _added(marks, schema.secrets, ("digest", "name", "locked"), shape.secrets)
    yield from _moves(marks, schema.assignments, ASSIGNMENTS, shape.assignments)
    yield from _moves(marks, schema.clocks, CLOCKS, shape.clocks)
    if shape.counts:
        rows = marks.rows(schema.counters, ("unit", "view", "n"), shape.counts)
        yield (
            "INSERT INTO counters (unit, view, shard, n) "  # noqa: S608
            f"SELECT v.unit, v.view, (t.id % {SHARDS})::integer, v.n "
            f"FROM t, (VALUES {rows}) AS v (unit, view, n) {_COUNTED}"
        )


def _added(marks: _Marks, table: Table, names: Sequence[str], n: int) -> str:
    """Return the text that inserts rows of the ticket."""
    into = f"INSERT INTO {table.name} (ticket, {', '.join(names)})"
    if n == 1:
        return f"{into} SELECT t.id, {marks.row(table, names)} FROM t"  # noqa: S608
    return f"{into} SELECT t.id, v.* FROM t, (VALUES {marks.rows(table, names, n)}) AS v"  # noqa: S608


def _moves(marks: _Marks, table: Table, names: Projected, moved: Moved) -> Iterator[str]:
    """Yield the texts that delete, insert and change rows of the ticket, each by its key."""
    key = names.columns[: names.key]
    held = ", ".join(f"x.{name}" for name in key)
    if moved.lost:
        keys = marks.rows(table, key, moved.lost)
        yield (
            f"DELETE FROM {table.name} AS x USING t "  # noqa: S608
            f"WHERE x.ticket = t.id AND ({held}) IN ({keys})"
        )
    if moved.new:
        yield _added(marks, table, names.columns, moved.new)
    for columns in moved.mended:
        told = ", ".join(f"{name} = {marks.of(table, name)}" for name in columns)
        yield (
            f"UPDATE {table.name} AS x SET {told} FROM t "  # noqa: S608
            f"WHERE x.ticket = t.id AND ({held}) = ({marks.row(table, key)})"
        )


@lru_cache(maxsize=128)
def counting(n: int) -> str:
    """Return the text that adds to several counts."""
    rows = _Marks().rows(schema.counters, ("unit", "view", "shard", "n"), n)
    return f"INSERT INTO counters (unit, view, shard, n) VALUES {rows} {_COUNTED}"  # noqa: S608
