"""Locking: the texts of a command kept apart from its record, which holds their digests."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection

from rexian.desk.acts import Act
from rexian.desk.ticket import Opened
from rexian.errors import InputError, Refused
from rexian.i18n import _
from rexian.lifecycle.commands import Command
from rexian.privacy.erasure import key_of
from rexian.privacy.vault import TicketKey, Vault
from rexian.store.change import Secret

#: How the names of attachments begin, under which they are locked.
ATTACHED = "file."


def locked(connection: Connection, vault: Vault, opened: Opened, wanted: Act) -> tuple[Secret, ...]:
    """Lock a command's texts with the ticket's key.

    Raises:
        Refused: the ticket's personal data have been erased; nothing can be locked there any more.
    """
    if not wanted.secrets and not wanted.files:
        return ()
    key = key_of(connection, vault, opened.id or 0)
    if key is None:
        raise Refused(_("{ticket}: its personal data are erased").format(ticket=opened.number))
    return under(key, wanted)


def under(key: TicketKey, wanted: Act) -> tuple[Secret, ...]:
    """Lock a command's texts and files with a key; an empty text is none."""
    texts = [key.lock(name, text.strip()) for name, text in wanted.secrets.items() if text.strip()]
    files = [key.lock_file(f"{ATTACHED}{n}", file) for n, file in enumerate(wanted.files, start=1)]
    return (*texts, *files)


def digests(secrets: Iterable[Secret]) -> dict[str, dict[str, str]]:
    """Return what the ledger holds of what is locked: digests by name."""
    told = {secret.name: secret.digest for secret in secrets}
    return {"locked": told} if told else {}


def known_texts(command: Command, wanted: Act) -> None:
    """Let pass texts that a command takes, and files where it takes texts at all.

    Raises:
        InputError: it does not take one of them.
    """
    names = (*wanted.secrets, *(["file"] if wanted.files and not command.secrets else []))
    for name in names:
        if name not in command.secrets:
            told = _("{command} takes no text {name}")
            raise InputError(told.format(command=command.id.replace("_", "-"), name=name))
