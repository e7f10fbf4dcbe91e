"""Whom to reach at units: for those who handle tickets or manage units, and never unnoticed."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection

from rexian.instants import Instant
from rexian.people.actor import Actor, By
from rexian.people.journalled import journalled
from rexian.people.permissions import allowed, check
from rexian.people.units import Contact, Unlock, contacts_of


def contacts_for(
    conn: Connection, actor: Actor, unlock: Unlock, now: Instant, *, act: str = "revealed"
) -> Mapping[str, tuple[Contact, ...]]:
    """Return every unit's contacts to somebody; the journal keeps that they were seen.

    Raises:
        Refused: they neither manage units nor see personal data of every ticket.
    """
    if not allowed(actor, "reveal", own=False):
        check(actor, "people")
    found = contacts_of(conn, unlock)
    journalled(conn, By(actor.username, now), act, what="contacts", units=len(found))
    return found
