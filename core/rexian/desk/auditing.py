"""Reading the journal: for inspectors, leaders and administrators."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection

from rexian.desk.permitting import seen
from rexian.desk.ticket import open_ticket
from rexian.people.accounts import list_accounts
from rexian.people.actor import Actor
from rexian.people.permissions import check
from rexian.privacy import journal
from rexian.privacy.journal import Asked, Entry


def who_saw(conn: Connection, actor: Actor, number: str) -> list[Entry]:
    """Return every time that somebody saw, exported or printed a ticket, the first one first.

    Raises:
        InputError: there is no such ticket.
        Refused: they may not read the journal, or not see the ticket.
    """
    check(actor, "audit")
    seen(conn, actor, open_ticket(conn, number))
    return journal.who_saw(conn, number)


def read_journal(conn: Connection, actor: Actor, asked: Asked, n: int | None = None) -> list[Entry]:
    """Return the entries asked for, the first one first; of the last `n`, the last one first.

    Raises:
        Refused: they may not read the journal.
    """
    check(actor, "audit")
    return list(journal.entries(conn, asked)) if n is None else journal.latest(conn, asked, n)


def names_of(conn: Connection) -> Mapping[str, str]:
    """Return what the holders of accounts are called, by user name."""
    return {account.username: account.name for account in list_accounts(conn)}
