"""The tickets of a queue: page by page, or all their places at once and the rows as they are seen.

A list of a hundred thousand is not read by pages: their ids are read once in order, and the rows
that come into view by these.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from heapq import merge
from itertools import chain, islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, case, select, tuple_, union_all

from rexian.desk.queue.particulars import Listed, listed
from rexian.desk.queue.sight import Rows, Sight, sight_of
from rexian.desk.queue.wanted import ORDERS, VIEWS, Wanted
from rexian.desk.ticket import unknown
from rexian.instants import Instant
from rexian.model.terms import Terms
from rexian.model.vocabulary import KINDS
from rexian.people import permissions
from rexian.people.actor import Actor
from rexian.store import read
from rexian.store.read import Due
from rexian.store.schema import tickets


def queue(connection: Connection, actor: Actor, wanted: Wanted, now: Instant) -> list[Due]:
    """Return a page of the tickets that somebody wants to see and may.

    Those that are due at no time come last. A report is never among what its unit sees.

    Raises:
        InputError: there is no such unit, queue or order, or no ticket of the number to go on
            after.
        Refused: they may not list tickets.
    """
    permissions.check(actor, "list", own=True)
    sight = sight_of(connection, actor, wanted.unit)
    after = _last(connection, sight, wanted.after) if wanted.after else None
    if wanted.is_plain and sight.is_of_one:
        if wanted.view is not None:
            VIEWS.resolve(wanted.view)
        return list(islice(_plain(connection, sight, wanted, after), wanted.limit))
    if wanted.order == "due" and not wanted.backward:
        parts = [_page(connection, p, wanted.limit, after) for p in sight.parts(wanted, now)]
        return list(islice(merge(*parts, key=_place), wanted.limit))
    return _sorted(connection, sight, wanted, now, after)


def places(connection: Connection, actor: Actor, wanted: Wanted, now: Instant) -> array[int]:
    """Return the rows' ids of all the tickets that somebody wants to see and may, in order.

    Raises:
        InputError: there is no such unit, queue or order.
        Refused: they may not list tickets.
    """
    permissions.check(actor, "list", own=True)
    return _ids(connection, sight_of(connection, actor, wanted.unit), wanted, now)


def rows(
    connection: Connection, actor: Actor, wanted: Wanted, ids: Sequence[int]
) -> dict[int, Listed]:
    """Return rows of a list by their ids; none that somebody may not see, or no longer.

    Raises:
        InputError: there is no such unit.
        Refused: they may not list tickets.
    """
    permissions.check(actor, "list", own=True)
    sight = sight_of(connection, actor, wanted.unit)
    found = sight.rows(ids=ids).read(connection)
    return {each.due.id: each for each in listed(connection, found)}


def _plain(
    connection: Connection, sight: Sight, wanted: Wanted, after: Due | None
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


def _page(connection: Connection, rows: Rows, limit: int, after: Due | None) -> list[Due]:
    """Return a page: those due at some time in order, then those due at none."""
    dated = Rows(rows.found.order_by(rows.due, tickets.c.id), rows.due)
    dated = dated.where(rows.due.is_not(None))
    undated = Rows(rows.found.order_by(tickets.c.id), rows.due).where(rows.due.is_(None))
    found: list[Due] = []
    if after is None or after.due_at is not None:
        if after is not None:
            dated = dated.where(tuple_(rows.due, tickets.c.id) > (after.due_at, after.id))
        found = dated.read(connection, limit)
    else:
        undated = undated.where(tickets.c.id > after.id)
    return found if len(found) == limit else found + undated.read(connection, limit - len(found))


def _sorted(
    connection: Connection, sight: Sight, wanted: Wanted, now: Instant, after: Due | None
) -> list[Due]:
    """Return a page of what is in another order; what is no longer in the list begins anew."""
    ids = _ids(connection, sight, wanted, now)
    begin = ids.index(after.id) + 1 if after is not None and after.id in ids else 0
    page = ids[begin : begin + wanted.limit]
    found = {due.id: due for due in sight.rows(ids=page).read(connection)}
    return [found[each] for each in page if each in found]


def _ids(connection: Connection, sight: Sight, wanted: Wanted, now: Instant) -> array[int]:
    ORDERS.resolve(wanted.order)
    parts = sight.parts(wanted, now)
    if wanted.order == "due" and len(parts) == 1 and not wanted.is_search:
        return _ids_by_due(connection, parts[0], backward=wanted.backward)
    keyed = [_keyed(part, wanted.order) for part in parts]
    found = (keyed[0] if len(keyed) == 1 else union_all(*keyed)).subquery()
    first = found.c.first.desc() if wanted.backward else found.c.first
    ordered = (first.nulls_last(), found.c.due.nulls_last(), found.c.id)
    return array("q", connection.scalars(select(found.c.id).order_by(*ordered)))


def _ids_by_due(connection: Connection, part: Rows, *, backward: bool) -> array[int]:
    """Return ids in the order of an index, which putting what is due at no time last would miss."""
    found, due = part.found.with_only_columns(tickets.c.id), part.due
    first = due.desc() if backward else due
    dated = found.where(due.is_not(None)).order_by(first, tickets.c.id)
    undated = found.where(due.is_(None)).order_by(tickets.c.id)
    return array("q", chain(connection.scalars(dated), connection.scalars(undated)))


def _keyed(part: Rows, order: str) -> Select[Any]:
    """Return the ids of tickets, with that by which they are put in order."""
    first = part.due if order == "due" else _FIRST[order]
    return part.found.with_only_columns(
        tickets.c.id.label("id"), first.label("first"), part.due.label("due")
    )


def _rank(column: ColumnElement[Any], words: Terms) -> ColumnElement[Any]:
    """Return which place a word has among its like."""
    return case({word: n for n, word in enumerate(words.ids)}, value=column)


_FIRST: dict[str, ColumnElement[Any]] = {
    "received": tickets.c.received_at,
    "number": tickets.c.number,
    "unit": tickets.c.host,
    "stage": _rank(tickets.c.view, VIEWS),
    "kind": _rank(tickets.c.kind, KINDS),
}


def _place(found: Due) -> tuple[bool, Instant, int]:
    return found.due_at is None, found.due_at or 0, found.id


def _last(connection: Connection, sight: Sight, number: str) -> Due:
    """Return the ticket that a page ended with, as it stands in the list now."""
    found = sight.rows().where(tickets.c.number == number).read(connection, 1)
    if not found:
        raise unknown(number)
    return found[0]
