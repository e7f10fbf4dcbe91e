"""Whether a key fits a database: told from something that the database holds locked with it."""

from __future__ import annotations

from sqlalchemy import Connection, select

from rexian.privacy.vault import Vault
from rexian.store import lookups
from rexian.store.schema import keys

#: Under which name the database holds something locked, for as long as no ticket does.
_SAMPLE = "key"


def locked_sample(connection: Connection) -> bytes | None:
    """Return something that only the database's own key unlocks; None where nothing is locked."""
    wrapped: bytes | None = connection.scalar(select(keys.c.wrapped).limit(1))
    if wrapped is not None:
        return wrapped
    told = lookups.about(connection, _SAMPLE)
    return None if told is None else told.encode()


def leave_sample(connection: Connection, vault: Vault) -> None:
    """Lock something by which the key is known again, when it is made and when it is replaced."""
    lookups.say_about(connection, _SAMPLE, vault.lock_text("").decode())


def check_fit(vault: Vault, sample: bytes | None) -> None:
    """Let pass a key that unlocks the sample.

    Raises:
        UnreadableError: it is another deployment's.
    """
    if sample is not None:
        vault.relocked(sample)
