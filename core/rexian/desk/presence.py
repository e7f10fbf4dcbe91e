"""Who has a ticket open at this moment; it is told to those who may see it, and kept nowhere."""

from __future__ import annotations

from sqlalchemy import Connection, delete, select, text

from rexian.desk.deployment import Deployment
from rexian.desk.ticket import unknown
from rexian.instants import Instant
from rexian.people.actor import Actor
from rexian.people.sight import visible
from rexian.people.tree import read_tree
from rexian.store.news import News
from rexian.store.schema import accounts, presence, tickets

#: How often whoever stays says so, and after how long silence he has gone; in seconds.
BEAT, AWAY = 20, 60
_COLUMNS = presence.c
_SEEN = text(
    "INSERT INTO presence (ticket, username, seen) VALUES (:ticket, :username, :seen) "
    "ON CONFLICT (ticket, username) DO UPDATE SET seen = excluded.seen"
)


def come(deployment: Deployment, actor: Actor, number: str) -> None:
    """Let others know that somebody has a ticket open; said again every `BEAT` while he has.

    Raises:
        InputError: there is no such ticket for him.
    """
    now = deployment.now()

    def work(connection: Connection) -> bool:
        ticket = _ticket(connection, actor, number)
        connection.execute(
            delete(presence).where(_COLUMNS.ticket == ticket, _COLUMNS.seen <= now - AWAY)
        )
        own = (_COLUMNS.ticket == ticket, _COLUMNS.username == actor.username)
        is_new = connection.scalar(select(_COLUMNS.seen).where(*own)) is None
        values = {"ticket": ticket, "username": actor.username, "seen": now}
        connection.execute(_SEEN, values)
        return is_new

    if deployment.store.run(work, news=None):
        deployment.store.tell(News.COMPANY)


def go(deployment: Deployment, actor: Actor, number: str) -> None:
    """Let others know that he has closed it."""
    ticket = select(tickets.c.id).where(tickets.c.number == number).scalar_subquery()
    own = delete(presence).where(_COLUMNS.ticket == ticket, _COLUMNS.username == actor.username)
    deployment.store.run(lambda connection: connection.execute(own), news=News.COMPANY)


def company(deployment: Deployment, actor: Actor, number: str) -> list[str]:
    """Return the names of the others who have a ticket open.

    Raises:
        InputError: there is no such ticket for him.
    """
    with deployment.store.reading() as connection:
        ticket = _ticket(connection, actor, number)
        return present(connection, ticket, deployment.now(), but=actor.username)


def present(
    connection: Connection, ticket: int, now: Instant, *, but: str | None = None
) -> list[str]:
    """Return the names of those who have a ticket open, but for one user's own."""
    found = (
        select(accounts.c.name)
        .join_from(presence, accounts)
        .where(_COLUMNS.ticket == ticket, _COLUMNS.seen > now - AWAY)
        .order_by(accounts.c.name, accounts.c.username)
    )
    if but is not None:
        found = found.where(_COLUMNS.username != but)
    return list(connection.scalars(found))


def _ticket(connection: Connection, actor: Actor, number: str) -> int:
    seen = visible(actor, read_tree(connection))
    found: int | None = connection.scalar(
        select(tickets.c.id).where(tickets.c.number == number, seen)
    )
    if found is None:
        raise unknown(number)
    return found
