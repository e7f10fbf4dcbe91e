"""Revealing: what is known of a citizen, masked unless somebody may see it and says what for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from rexian.desk.locking import ATTACHED
from rexian.desk.ticket import Opened
from rexian.errors import InputError, Refused
from rexian.i18n import _
from rexian.lifecycle.commands import CALLER
from rexian.lifecycle.moment import Ruling, outcome_of
from rexian.people import permissions
from rexian.people.actor import Actor
from rexian.people.permissions import Scope
from rexian.privacy.erasure import key_of
from rexian.privacy.masking import HIDDEN, masked, masked_address, masked_name, masked_phone
from rexian.privacy.vault import File, Vault
from rexian.store.schema import secrets
from rexian.tellers import locators
from rexian.words import join

_ORDER = (*CALLER, "content", "text")
_MASKS: Mapping[str, Callable[[str], str]] = {
    "name": masked_name,
    "phone": masked_phone,
    "address": masked_address,
}


def may_reveal(
    actor: Actor, opened: Opened, purpose: str, identity: Ruling | None, *, own: bool
) -> None:
    """Let pass who may see a ticket's personal data, for the purpose that they state.

    Whoever asked to remain unknown is so to the units that handle the matter; `identity` is the
    ruling on that.

    Raises:
        InputError: no purpose is stated.
        Refused: they may not, or the rules keep it from them.
    """
    permissions.check(actor, "reveal", own=own)
    if not purpose.strip():
        raise InputError(_("say what you need it for: --reveal PURPOSE"))
    of_unit = permissions.scope(actor, "reveal") is not Scope.ANY
    if of_unit and identity is not None and is_secret(identity):
        told = _("{ticket}: who has raised it is to be kept secret from the units [{where}]")
        where = join(locators(identity["citations"]))
        raise Refused(told.format(ticket=opened.number, where=where))


def is_secret(identity: Ruling | None) -> bool:
    """Whether the rules keep secret who has raised a matter."""
    return identity is not None and bool(outcome_of(identity).get("mask"))


@dataclass(frozen=True, slots=True)
class Seen:
    """How somebody sees personal data.

    Attributes:
        plain: as they are; masked otherwise.
        unknown: without even a surname where they are masked.
    """

    plain: bool
    unknown: bool


def texts_of(
    connection: Connection, vault: Vault, opened: Opened, seen: Seen
) -> list[dict[str, Any]]:
    """Return the texts of a ticket that are kept locked, and the names of its attachments.

    A text is None where the ticket's personal data have been erased.
    """
    found = list(_unlocked(connection, vault, opened))
    names = [str(content) for _seq, name, content in found if name == "name" and content]
    return [
        {"seq": seq, "name": name, "text": _said(name, content, names, seen)}
        for seq, name, content in found
    ]


def files_of(connection: Connection, vault: Vault, opened: Opened) -> list[tuple[int, str, File]]:
    """Return a ticket's attachments: of which record each is, and under which name it is locked."""
    unlocked = _unlocked(connection, vault, opened)
    return [(seq, name, content) for seq, name, content in unlocked if isinstance(content, File)]


def _unlocked(
    connection: Connection, vault: Vault, opened: Opened
) -> Iterator[tuple[int, str, str | File | None]]:
    """Yield what a ticket has locked: of which record, under which name, and what it is."""
    key = key_of(connection, vault, opened.id or 0)
    found = select(secrets.c.digest, secrets.c.locked).where(secrets.c.ticket == opened.id)
    kept = {row.digest: row.locked for row in connection.execute(found)}
    for record in opened.records:
        locked = record.fields.get("locked", {})
        for name, digest in sorted(locked.items(), key=lambda kept: _rank(kept[0])):
            if key is None:
                yield record.seq, name, None
            else:
                unlock = key.unlock_file if name.startswith(ATTACHED) else key.unlock
                yield record.seq, name, unlock(kept[digest])


def _rank(name: str) -> tuple[int, str]:
    """Return where a text comes: the person first, then what they say, then what is attached."""
    return (_ORDER.index(name) if name in _ORDER else len(_ORDER)), name


def _said(name: str, content: str | File | None, names: Sequence[str], seen: Seen) -> str | None:
    text = content.filename if isinstance(content, File) else content
    return text if text is None or seen.plain else _shown(name, text, names, unknown=seen.unknown)


def _shown(name: str, text: str, names: Sequence[str], *, unknown: bool) -> str:
    if name in CALLER:
        return HIDDEN * len(text) if unknown else _MASKS[name](text)
    return masked(text, names)
