"""Whether a key fits a database: told from something that the database holds locked with it."""

from __future__ import annotations

from sqlalchemy import Connection, select

from rexian.errors import Refused
from rexian.privacy.vault import UnreadableError, Vault
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


def check_key(connection: Connection, vault: Vault) -> None:
    """Let pass a program whose key is the database's, before it locks anything there.

    One that runs while the key is replaced goes on with the old one until it is started anew.

    Raises:
        Refused: the key is another, or has been replaced since the program was started.
    """
    told = lookups.about(connection, _SAMPLE)
    try:
        check_fit(vault, None if told is None else told.encode())
    except UnreadableError as error:
        raise Refused(str(error)) from None


def check_fit(vault: Vault, sample: bytes | None) -> None:
    """Let pass a key that unlocks the sample.

    Raises:
        UnreadableError: it is another deployment's.
    """
    if sample is not None:
        vault.relocked(sample)
