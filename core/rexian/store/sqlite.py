"""Writing a change to SQLite: prepared texts, at the driver's level, within a transaction begun."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import TypeAlias

from rexian.store.change import Change
from rexian.store.refusals import Overtaken, refuse_repeated
from rexian.store.rows import ASSIGNMENTS, CLOCKS, EVENT, TICKET, Moves, Row, Rows, Table, rows_of


def _insert(table: str, columns: Sequence[str]) -> str:
    marks = ", ".join("?" * len(columns))
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608 - own names


def _key(table: Table) -> str:
    return " AND ".join(f"{name} = ?" for name in ("ticket", *table.columns[: table.key]))


#: By how much each count changes, by unit and queue.
Counts: TypeAlias = Counter[tuple[str, str]]

_OPEN = f"{_insert('tickets', ('number', 'version', 'link', *TICKET))} ON CONFLICT DO NOTHING"
_ADD_EVENT = _insert("events", ("ticket", *EVENT))
_ADD_SECRET = _insert("secrets", ("ticket", "digest", "name", "locked"))
_ADD_KEY = _insert("keys", ("ticket", "wrapped", "caller"))
_ADD_REQUEST = _insert("requests", ("key", "asked", "number", "version"))
_ASKED = "SELECT asked, number, version FROM requests WHERE key = ?"
_COUNT = (
    "INSERT INTO counters (unit, view, shard, n) VALUES (?, ?, 0, ?) "
    "ON CONFLICT (unit, view, shard) DO UPDATE SET n = n + excluded.n"
)
_ADD = {t: _insert(t.name, ("ticket", *t.columns)) for t in (ASSIGNMENTS, CLOCKS)}
_LOSE = {t: f"DELETE FROM {t.name} WHERE {_key(t)}" for t in (ASSIGNMENTS, CLOCKS)}  # noqa: S608


@lru_cache(maxsize=512)
def _mend(table: Table, columns: tuple[str, ...]) -> str:
    told = ", ".join(f"{name} = ?" for name in columns)
    return f"UPDATE {table.name} SET {told} WHERE {_key(table)}"  # noqa: S608 - own names


@lru_cache(maxsize=512)
def _move(columns: tuple[str, ...]) -> str:
    names = ("version", "link", *columns)
    told = ", ".join(f"{name} = ?" for name in names)
    where = "id = ? AND version = ?"
    return f"UPDATE tickets SET {told}, anchored = 0 WHERE {where}"  # noqa: S608 - own names


def apply(driver: sqlite3.Connection, changes: Sequence[Change]) -> list[int]:
    """Write changes within the transaction that is begun; return the tickets' ids.

    Raises:
        Overtaken: a ticket does not stand where its change expects it.
        Repeated: a change's request was done before.
        Refused: another request has the same key.
    """
    counts: Counts = Counter()
    ids = [write(driver, change, rows_of(change), counts) for change in changes]
    count(driver, counts)
    return ids


def write(driver: sqlite3.Connection, change: Change, rows: Rows, counts: Counts) -> int:
    """Write one change but for what it counts, which is added to `counts`; return the ticket's id.

    Raises:
        Overtaken: the ticket does not stand where the change expects it.
        Repeated: its request was done before.
        Refused: another request has the same key.
    """
    if change.request is not None:
        refuse_repeated(change, driver.execute(_ASKED, change.request[:1]).fetchone())
    version = change.version + len(change.records)
    ticket = (_open if change.id is None else _moved)(driver, change, rows, version)
    if change.request is not None:
        driver.execute(_ADD_REQUEST, (*change.request, change.number, version))
    if change.key is not None:
        driver.execute(_ADD_KEY, (ticket, *change.key))
    _each(driver, _ADD_EVENT, ticket, rows.events)
    _each(driver, _ADD_SECRET, ticket, rows.secrets)
    _move_rows(driver, ASSIGNMENTS, ticket, rows.assignments)
    _move_rows(driver, CLOCKS, ticket, rows.clocks)
    for unit, view, n in rows.counts:
        counts[unit, view] += n
    return ticket


def count(driver: sqlite3.Connection, counts: Counts) -> None:
    """Write by how much each count changes."""
    for (unit, view), n in counts.items():
        if n:
            driver.execute(_COUNT, (unit, view, n))


def _open(driver: sqlite3.Connection, change: Change, rows: Rows, version: int) -> int:
    """Insert a new ticket's row and return its id."""
    values = (change.number, version, change.links[-1], *rows.ticket.values())
    done = driver.execute(_OPEN, values)
    if not done.rowcount or done.lastrowid is None:
        raise Overtaken(change.number, 0)
    return done.lastrowid


def _moved(driver: sqlite3.Connection, change: Change, rows: Rows, version: int) -> int:
    """Change a ticket's row and return its id."""
    values = (version, change.links[-1], *rows.ticket.values(), change.id, change.version)
    if not driver.execute(_move(tuple(rows.ticket)), values).rowcount:
        raise Overtaken(change.number, change.version)
    return int(change.id or 0)


def _move_rows(driver: sqlite3.Connection, table: Table, ticket: int, moves: Moves) -> None:
    _each(driver, _LOSE[table], ticket, moves.lost)
    _each(driver, _ADD[table], ticket, moves.new)
    for columns, values, key in moves.mended:
        driver.execute(_mend(table, columns), (*values, ticket, *key))


def _each(driver: sqlite3.Connection, text: str, ticket: int, rows: Sequence[Row]) -> None:
    for row in rows:
        driver.execute(text, (ticket, *row))
