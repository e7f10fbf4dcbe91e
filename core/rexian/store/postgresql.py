"""Writing changes to PostgreSQL at the driver's level: one round trip for each.

What is locked is locked in one order everywhere, so that writers wait for one another but never in
a ring: tickets by their ids, then counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from psycopg import Connection, RawCursor

from rexian.store.change import Change
from rexian.store.postgresql_text import SHARDS, Moved, Shape, counting, statement
from rexian.store.refusals import Overtaken, refuse_repeated
from rexian.store.rows import Moves, Row, Rows, rows_of

_ASKED = "SELECT asked, number, version FROM requests WHERE key = $1"


def apply(driver: Connection[Any], changes: Sequence[Change]) -> list[int]:
    """Write changes within the transaction that is begun; return the tickets' ids.

    Raises:
        Overtaken: a ticket does not stand where its change expects it.
        Repeated: a change's request was done before.
        Refused: another request has the same key.
    """
    with RawCursor(driver) as cursor:
        for change in changes:
            _refuse_repeated(cursor, change)
        ids: dict[int, int] = {}
        counts: Counter[tuple[str, str, int]] = Counter()
        for place in sorted(range(len(changes)), key=lambda at: _order(changes[at])):
            change, rows = changes[place], rows_of(changes[place])
            ids[place] = ticket = _written(cursor, change, rows, counts=())
            for unit, view, n in rows.counts:
                counts[unit, view, ticket % SHARDS] += n
        moved = [(*key, n) for key, n in sorted(counts.items()) if n]
        if moved:
            cursor.execute(counting(len(moved)), _told(chain.from_iterable(moved)), prepare=True)
    return [ids[place] for place in range(len(changes))]


def apply_one(driver: Connection[Any], change: Change) -> int:
    """Write one change, whole or not at all, in one statement; return the ticket's id.

    Raises:
        Overtaken: the ticket does not stand where the change expects it.
        Repeated: its request was done before.
        Refused: another request has the same key.
    """
    with RawCursor(driver) as cursor:
        rows = rows_of(change)
        return _written(cursor, change, rows, counts=rows.counts)


def _written(
    cursor: RawCursor[Any], change: Change, rows: Rows, *, counts: Sequence[tuple[Any, ...]]
) -> int:
    shape = Shape(
        change.id is None,
        () if change.id is None else tuple(rows.ticket),
        int(change.key is not None),
        int(change.request is not None),
        len(rows.events),
        len(rows.secrets),
        _moved(rows.assignments),
        _moved(rows.clocks),
        len(counts),
    )
    cursor.execute(statement(shape), _told(_values(change, rows, counts)), prepare=True)
    done = cursor.fetchone()
    if done is None:
        _refuse_repeated(cursor, change)
        raise Overtaken(change.number, change.version)
    return int(done[0])


def _values(change: Change, rows: Rows, counts: Sequence[tuple[Any, ...]]) -> Iterable[Any]:
    """Return a statement's parameters, in the order in which its text marks them."""
    version, link = change.version + len(change.records), change.links[-1]
    stands = (version, link, *rows.ticket.values())
    ticket = (change.number, *stands) if change.id is None else (*stands, change.id, change.version)
    request = () if change.request is None else (*change.request, change.number, version)
    return chain(
        ticket,
        change.key or (),
        request,
        *rows.events,
        *rows.secrets,
        *_values_of(rows.assignments),
        *_values_of(rows.clocks),
        *counts,
    )


def _moved(moves: Moves) -> Moved:
    return Moved(len(moves.lost), len(moves.new), tuple([row.columns for row in moves.mended]))


def _values_of(moves: Moves) -> Iterator[Row]:
    yield from moves.lost
    yield from moves.new
    for _columns, values, key in moves.mended:
        yield values
        yield key


def _told(values: Iterable[Any]) -> list[Any]:
    return [
        value if value is None or isinstance(value, str | bytes) else str(value) for value in values
    ]


def _order(change: Change) -> tuple[bool, int, str]:
    """Existing tickets first, by their ids; nobody can wait for new ones but by their numbers."""
    return change.id is None, change.id or 0, change.number


def _refuse_repeated(cursor: RawCursor[Any], change: Change) -> None:
    if change.request is not None:
        cursor.execute(_ASKED, change.request[:1])
        refuse_repeated(change, cursor.fetchone())
