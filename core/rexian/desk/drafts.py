"""Drafts: what somebody has begun to fill in and not sent, locked until he goes on with it.

What belongs to a ticket is locked with its key, and is gone with it; a new one's, which has no key
yet, with the deployment's.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, Connection, delete, select, text, update

from rexian.desk.asking import Entered
from rexian.desk.deployment import Deployment
from rexian.desk.keyfit import check_key
from rexian.errors import Refused
from rexian.i18n import _
from rexian.instants import Instant
from rexian.lifecycle.commands import COMMANDS
from rexian.lifecycle.record import canonical
from rexian.people.actor import Actor
from rexian.privacy.erasure import key_of
from rexian.privacy.vault import UnreadableError, Vault
from rexian.store.schema import drafts, tickets

#: Under which number the draft of a new ticket is kept.
NEW = ""
#: Under which name a draft is locked.
_NAME = "draft"
_ROW = drafts.c
_KEPT = text(
    "INSERT INTO drafts (username, number, command, saved, locked) "
    "VALUES (:username, :number, :command, :saved, :locked) "
    "ON CONFLICT (username, number, command) "
    "DO UPDATE SET saved = excluded.saved, locked = excluded.locked"
)


@dataclass(frozen=True, slots=True)
class Kept:
    """That somebody has begun a command and not sent it.

    Attributes:
        number: the ticket's; empty for a new one.
        title: the ticket's.
        saved: when something was last filled in.
    """

    number: str
    command: str
    title: str
    saved: Instant


@dataclass(frozen=True, slots=True)
class Draft:
    """What was filled in.

    Attributes:
        left_out: the fields that were filled in and that the command no longer has.
    """

    entered: Entered
    saved: Instant
    left_out: tuple[str, ...] = ()


def keep(deployment: Deployment, actor: Actor, command: str, entered: Entered) -> None:
    """Keep what somebody has filled in; a draft in which nothing stands is none.

    Raises:
        Refused: the ticket's personal data have been erased, so that nothing can be locked there;
            or the key has been replaced since the program was started.
    """
    if entered.is_blank:
        discard(deployment, actor, command, entered.number)
        return
    told = canonical(entered.as_json())
    now = deployment.now()

    def work(connection: Connection) -> None:
        locked = _locked(connection, deployment.vault, entered.number, told)
        at = {"username": actor.username, "number": entered.number, "command": command}
        connection.execute(_KEPT, {**at, "saved": now, "locked": locked})

    deployment.store.run(work, news=None)


def draft_of(deployment: Deployment, actor: Actor, command: str, number: str) -> Draft | None:
    """Return what somebody has begun to fill in for a command and not sent.

    What is locked with a key that is not at hand any more cannot be read, and is none.

    Raises:
        Refused: the key has been replaced since the program was started.
    """
    with deployment.store.reading() as connection:
        check_key(connection, deployment.vault)
        wanted = select(_ROW.saved, _ROW.locked).where(*_of(actor, command, number))
        found = connection.execute(wanted).first()
        if found is None:
            return None
        try:
            told = _unlocked(connection, deployment.vault, number, found.locked)
        except UnreadableError:
            return None
    return None if told is None else _read(command, told, found.saved)


def drafts_of(deployment: Deployment, actor: Actor) -> list[Kept]:
    """Return what somebody has begun and not sent, the newest first."""
    wanted = (
        select(_ROW.number, _ROW.command, tickets.c.title, _ROW.saved)
        .join_from(drafts, tickets, _ROW.number == tickets.c.number, isouter=True)
        .where(_ROW.username == actor.username)
        .order_by(_ROW.saved.desc(), _ROW.number, _ROW.command)
    )
    with deployment.store.reading() as connection:
        found = connection.execute(wanted).all()
    return [Kept(row.number, row.command, row.title or "", row.saved) for row in found]


def begun(connection: Connection, actor: Actor, number: str) -> frozenset[str]:
    """Return the commands on a ticket of which somebody has a draft."""
    wanted = select(_ROW.command).where(_ROW.username == actor.username, _ROW.number == number)
    return frozenset(connection.scalars(wanted))


def discard(deployment: Deployment, actor: Actor, command: str, number: str) -> bool:
    """Throw a draft away; return whether there was one."""
    thrown = delete(drafts).where(*_of(actor, command, number))
    return deployment.store.run(
        lambda connection: connection.execute(thrown).rowcount > 0, news=None
    )


def forget(connection: Connection, number: str) -> None:
    """Destroy everybody's drafts of a ticket, within the transaction that erases its key."""
    connection.execute(delete(drafts).where(_ROW.number == number))


def relock(connection: Connection, vault: Vault) -> None:
    """Lock the drafts of new tickets with the first of the deployment's keys.

    Raises:
        UnreadableError: one is locked with a key that is not in the key file.
    """
    wanted = select(_ROW.username, _ROW.command, _ROW.locked).where(_ROW.number == NEW)
    for row in connection.execute(wanted).all():
        at = (_ROW.username == row.username, _ROW.command == row.command, _ROW.number == NEW)
        renewed = vault.relocked(row.locked)
        connection.execute(update(drafts).where(*at).values(locked=renewed))


def _of(actor: Actor, command: str, number: str) -> tuple[ColumnElement[bool], ...]:
    return (
        _ROW.username == actor.username,
        _ROW.number == number,
        _ROW.command == command,
    )


def _locked(connection: Connection, vault: Vault, number: str, told: str) -> bytes:
    if number == NEW:
        check_key(connection, vault)
        return vault.lock_text(told)
    ticket = connection.scalar(select(tickets.c.id).where(tickets.c.number == number))
    key = key_of(connection, vault, ticket or 0)
    if key is None:
        raise Refused(_("{ticket}: its personal data are erased").format(ticket=number))
    return key.lock(_NAME, told).locked


def _unlocked(connection: Connection, vault: Vault, number: str, locked: bytes) -> str | None:
    if number == NEW:
        return vault.unlock_text(locked)
    ticket = connection.scalar(select(tickets.c.id).where(tickets.c.number == number))
    key = key_of(connection, vault, ticket or 0)
    return None if key is None else key.unlock(locked)


def _read(command: str, told: str, saved: Instant) -> Draft:
    """Return a draft; what an older version let be filled in and this one does not is left out."""
    entered = Entered.of_json(json.loads(told))
    known = COMMANDS[command]
    left = sorted(
        (entered.fields.keys() - known.asked.keys()) | (entered.texts.keys() - set(known.secrets))
    )
    fields = {name: words for name, words in entered.fields.items() if name not in left}
    texts = {name: text for name, text in entered.texts.items() if name not in left}
    return Draft(replace(entered, fields=fields, texts=texts), saved, tuple(left))
