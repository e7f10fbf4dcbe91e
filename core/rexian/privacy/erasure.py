"""Erasing: a ticket's key is destroyed, and with it all that the ticket keeps locked.

The ledger stays as it is: its chain covers the digests of what was locked, not what was written.
"""

from __future__ import annotations

from sqlalchemy import Connection, Engine, delete, select, text

from rexian.privacy.vault import TicketKey, Vault
from rexian.store.engine import BUSY
from rexian.store.schema import keys


def key_of(conn: Connection, vault: Vault, ticket: int) -> TicketKey | None:
    """Return a ticket's key; None where it has been destroyed, and its secrets are erased.

    Raises:
        UnreadableError: the key file is another deployment's.
    """
    wrapped = conn.scalar(select(keys.c.wrapped).where(keys.c.ticket == ticket))
    return None if wrapped is None else vault.open_key(wrapped)


def erase(conn: Connection, ticket: int) -> bool:
    """Destroy a ticket's key, and its caller's tag with it; return whether there was one.

    It holds once the transaction is committed; `scrub` then clears what the database leaves
    behind. Backups made before keep the key, until the deployment's own key is replaced.
    """
    if conn.dialect.name == "sqlite":
        # What is deleted is overwritten in the file, not only let go.
        conn.execute(text("PRAGMA secure_delete = ON"))
    return conn.execute(delete(keys).where(keys.c.ticket == ticket)).rowcount > 0


#: Milliseconds that clearing SQLite's log waits for readers; whoever is longer keeps it from it.
_PATIENCE = 2000


def scrub(engine: Engine) -> bool:
    """Clear what the database keeps of deleted keys for its own ends; return whether it could.

    SQLite's log is written back and emptied, which has to wait for readers; PostgreSQL's dead
    rows are freed for writing over. What a disk or a log archive keeps is out of reach.
    """
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as conn:
        if engine.dialect.name == "sqlite":
            conn.execute(text(f"PRAGMA busy_timeout = {_PATIENCE}"))
            busy: int = conn.execute(text("PRAGMA wal_checkpoint(TRUNCATE)")).scalar_one()
            conn.execute(text(f"PRAGMA busy_timeout = {BUSY * 1000}"))
            return busy == 0
        conn.execute(text("VACUUM keys"))
        return True
