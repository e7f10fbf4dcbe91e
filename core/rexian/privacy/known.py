"""What is known of a ticket's citizen, to be hidden in texts that are not locked."""

from __future__ import annotations

from sqlalchemy import Connection, select

from rexian.privacy.erasure import key_of
from rexian.privacy.vault import Vault
from rexian.store.schema import secrets

#: Under which name a ticket's secrets hold the citizen's.
NAME = "name"


def names_of(conn: Connection, vault: Vault, ticket: int) -> tuple[str, ...]:
    """Return the citizen's names as they were given; none once they are erased.

    Raises:
        UnreadableError: the key file is another deployment's.
    """
    key = key_of(conn, vault, ticket)
    if key is None:
        return ()
    found = select(secrets.c.locked).where(secrets.c.ticket == ticket, secrets.c.name == NAME)
    return tuple(key.unlock(locked) for locked in conn.scalars(found))
