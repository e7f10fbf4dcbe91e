"""What is looked up by something else than a ticket's number."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from sqlalchemy import Connection, select, text

from rexian.instants import Instant
from rexian.store import schema
from rexian.store.queries import Query
from rexian.store.read import due_clocks

_NUMBER = Query("SELECT number FROM tickets WHERE id = ?")
_LAST = Query(
    "SELECT max(number) FROM tickets WHERE number >= ? AND number < ? AND length(number) = ?"
)
_OF_CALLER = Query(
    "SELECT t.number FROM keys k JOIN tickets t ON t.id = k.ticket "
    "WHERE k.caller = ? ORDER BY t.received_at DESC, t.id DESC LIMIT ?"
)
_HOLD = Query("SELECT id FROM tickets WHERE id = ?", postgresql=" FOR NO KEY UPDATE")
_REQUEST = Query(
    "SELECT r.asked, r.number, r.version, t.stage "
    "FROM requests r JOIN tickets t ON t.number = r.number WHERE r.key = ?"
)
_RULED_BETWEEN = Query(
    "SELECT id FROM tickets WHERE is_open AND ruled_under > ? AND ruled_under < ? "
    "ORDER BY id LIMIT ?",
    postgresql=" FOR NO KEY UPDATE SKIP LOCKED",
)
#: Before and after every digest, which is hexadecimal.
_FIRST, _LAST_DIGEST = "", "g"
#: Two may say the same thing at the same moment.
_SAY = text(
    "INSERT INTO about (name, value) VALUES (:name, :value) "
    "ON CONFLICT (name) DO UPDATE SET value = excluded.value"
)
#: How many of a caller's earlier tickets are told.
MOST = 20


class Request(NamedTuple):
    """A request of an outside system that was done.

    Attributes:
        asked: the seal of what it asked for.
        version: the ticket's after it was done.
        stage: the ticket's today.
    """

    asked: str
    number: str
    version: int
    stage: str


def number_of(connection: Connection, ticket: int) -> str:
    """Return the number of a ticket that is there."""
    [(number,)] = _NUMBER.rows(connection, ticket)
    return str(number)


def last_number(connection: Connection, opening: str, digits: int) -> str | None:
    """Return the greatest ticket number of some opening followed by so many digits."""
    end = f"{opening}:"
    found = _LAST.first(connection, opening, end, len(opening) + digits)
    return found[0] if found else None


def of_caller(connection: Connection, tags: Iterable[str], limit: int = MOST) -> list[str]:
    """Return the numbers of a caller's tickets, the newest first under each of the tags."""
    return [number for tag in tags for (number,) in _OF_CALLER.rows(connection, tag, limit)]


def request(connection: Connection, key: str) -> Request | None:
    """Return what an outside system asked for under a key; None if it has asked for nothing."""
    found = _REQUEST.first(connection, key)
    return None if found is None else Request(*found)


def due_tickets(connection: Connection, now: Instant, limit: int) -> list[int]:
    """Return tickets of which a clock has to be looked at by now, see `read.due_clocks`."""
    return list(dict.fromkeys(clock.ticket for clock in due_clocks(connection, now, limit)))


def ruled_otherwise(connection: Connection, under: Collection[str], limit: int) -> list[int]:
    """Return open tickets that were ruled under other rules than these digests'.

    It looks between the digests, so that tickets ruled as they should be cost nothing.
    """
    return list(_between(connection, sorted(under), limit))[:limit]


def _between(connection: Connection, digests: list[str], limit: int) -> Iterator[int]:
    for low, high in pairwise([_FIRST, *digests, _LAST_DIGEST]):
        yield from (row[0] for row in _RULED_BETWEEN.rows(connection, low, high, limit))


def hold(connection: Connection, tickets: Iterable[int]) -> None:
    """Have nobody change tickets until the transaction of `Store.run` ends; ids in order."""
    for ticket in tickets:
        _HOLD.rows(connection, ticket)


def about(connection: Connection, name: str) -> str | None:
    """Return what the database says of itself under a name."""
    return connection.scalar(select(schema.about.c.value).where(schema.about.c.name == name))


def say_about(connection: Connection, name: str, value: str) -> None:
    """Have the database say something of itself, within `Store.run`."""
    connection.execute(_SAY, {"name": name, "value": value})
