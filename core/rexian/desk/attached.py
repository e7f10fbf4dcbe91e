"""Taking out of the desk what hangs on a ticket, or what is shown of it; the journal keeps it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import Connection

from rexian.desk.deployment import Deployment
from rexian.desk.looking import stand_before
from rexian.desk.revealing import files_of, may_reveal
from rexian.errors import InputError
from rexian.files import refusals_told
from rexian.i18n import _
from rexian.people.actor import Actor
from rexian.privacy import journal
from rexian.privacy.vault import File


def attachments(
    deployment: Deployment,
    actor: Actor,
    number: str,
    purpose: str,
    *,
    only: tuple[int, str] | None = None,
) -> list[tuple[int, File]]:
    """Return a ticket's attachments, each with the place of its record; the journal keeps it.

    `only` names one of them by that place and by its name among the record's locked texts.

    Raises:
        InputError: there is no such ticket for them, or no purpose is stated.
        Refused: they may not see personal data.
    """
    before, now = stand_before(deployment, actor, number), deployment.now()
    may_reveal(actor, before.opened, purpose, before.identity, own=before.own)

    def take(connection: Connection) -> list[tuple[int, File]]:
        detail = {"purpose": purpose, "what": "attachments"}
        journal.write(connection, now, actor.username, "exported", number, detail=detail)
        found = files_of(connection, deployment.vault, before.opened)
        return [(seq, file) for seq, name, file in found if only in {None, (seq, name)}]

    return deployment.store.run(take, news=None)


def write_files(folder: Path, files: Iterable[tuple[int, File]]) -> list[Path]:
    """Write attachments into a folder, each under the place of its record; none over another.

    Raises:
        InputError: one is there already, or cannot be written.
    """
    with refusals_told(folder):
        folder.mkdir(parents=True, exist_ok=True)
    return [_written(folder / f"{seq}-{Path(file.filename).name}", file) for seq, file in files]


def _written(path: Path, file: File) -> Path:
    if path.exists():
        raise InputError(_("{file} is there already; nothing is written").format(file=path))
    with refusals_told(path), path.open("xb") as opened:
        opened.write(file.content)
    return path


def exported(deployment: Deployment, actor: Actor, number: str) -> None:
    """Enter in the journal that somebody takes out what he is shown of a ticket.

    Raises:
        InputError: there is no such ticket for him.
        Refused: he may see none.
    """
    now = deployment.now()
    stand_before(deployment, actor, number)

    def enter(connection: Connection) -> None:
        detail = {"what": "ticket"}
        journal.write(connection, now, actor.username, "exported", number, detail=detail)

    deployment.store.run(enter, news=None)
