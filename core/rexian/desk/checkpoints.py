"""Checkpoints: one digest over the whole ledger, carried on from one to the next.

A ticket's chain shows what was changed in it, not that it was cut short, written anew from end to
end, or taken away. A checkpoint holds how far every ticket had come that has changed since the one
before, and the end of the journal; its root covers these and the root before. Whoever has noted one
root elsewhere can tell that nothing it covers has been changed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection, insert, select, text, update

from rexian.desk.deployment import Deployment
from rexian.desk.keyfit import check_key
from rexian.instants import Instant
from rexian.lifecycle.record import START, canonical
from rexian.privacy import journal
from rexian.privacy.vault import Vault
from rexian.store.schema import anchors, checkpoints, tickets

#: How many tickets one covers at most; on SQLite nobody else writes while it is made.
BATCH = 500
#: Under which number the end of the journal stands among the tickets; no ticket has it.
JOURNAL = ""

#: Any number does, as long as nothing else in the database locks it.
_TURN = 0x5265_7861_6E63


class Item(NamedTuple):
    """How far a ticket had come: its version, and the link of the record at that place."""

    number: str
    version: int
    link: str


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """An anchor of the ledger.

    Attributes:
        id: its place, from 1.
        tickets: how many it covers.
        root: its digest; what is worth keeping elsewhere.
        seal: what nobody without the deployment's key can make of the root.
    """

    id: int
    recorded: Instant
    tickets: int
    root: str
    seal: str


def root_of(place: int, recorded: Instant, previous: str, items: Iterable[Item]) -> str:
    """Return a checkpoint's root (SHA-256, hexadecimal).

    It covers a line of canonical JSON with its place, its time and the root before (empty for the
    first), then a line with each item, in the order of their numbers' code points.
    """
    lines = [canonical([place, recorded, previous]), *(canonical(item) for item in sorted(items))]
    return hashlib.sha256("".join(f"{line}\n" for line in lines).encode()).hexdigest()


def latest(connection: Connection) -> Checkpoint | None:
    """Return the last checkpoint; None before the first."""
    found = connection.execute(select(checkpoints).order_by(checkpoints.c.id.desc()).limit(1))
    row = found.first()
    return None if row is None else Checkpoint(*row)


def due(connection: Connection, apart: int, now: Instant) -> bool:
    """Whether the last checkpoint was made as long ago as they are to be apart, in seconds."""
    last = latest(connection)
    return last is None or last.recorded + apart <= now


def anchor(connection: Connection, vault: Vault, now: Instant) -> Checkpoint | None:
    """Make a checkpoint within `Store.run`; None where nothing has changed since the last.

    It covers no more than `BATCH` tickets; the next one covers the others. On PostgreSQL tickets
    that somebody is changing at this moment are left to the next, so nobody waits in a ring.

    Raises:
        Refused: the vault's key has been replaced.
    """
    check_key(connection, vault)
    _take_turn(connection)
    ids, items = _changed(connection)
    last = latest(connection)
    end = _end_of_journal(connection)
    if not items and end == _held_end(connection, last):
        return None
    covered = [*items, *([end] if end else [])]
    place, previous = (last.id + 1, last.root) if last else (1, START)
    root = root_of(place, now, previous, covered)
    made = Checkpoint(place, now, len(items), root, vault.seal(root))
    _write(connection, made, covered, ids)
    return made


def keep(deployment: Deployment, at: Instant) -> list[Checkpoint]:
    """Make the checkpoints that are due by now: one, or as many as the changed tickets take.

    Of several that run it at once, one finds them due.
    """

    def first(connection: Connection) -> Checkpoint | None:
        _take_turn(connection)
        if not due(connection, deployment.settings.checkpoints, at):
            return None
        return anchor(connection, deployment.vault, at)

    made = deployment.store.run(first)
    found = [made] if made else []
    while found and found[-1].tickets == BATCH:
        more = deployment.store.run(lambda conn: anchor(conn, deployment.vault, at))
        if more is None:
            break
        found.append(more)
    return found


def _take_turn(connection: Connection) -> None:
    """Let one transaction at a time make a checkpoint; SQLite has one writer anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": _TURN})


def _changed(connection: Connection) -> tuple[list[int], list[Item]]:
    wanted = (
        select(tickets.c.id, tickets.c.number, tickets.c.version, tickets.c.link)
        .where(~tickets.c.anchored)
        .order_by(tickets.c.id)
        .limit(BATCH)
        .with_for_update(skip_locked=True, key_share=True)
    )
    rows = connection.execute(wanted).all()
    return [row.id for row in rows], [Item(*row[1:]) for row in rows]


def _end_of_journal(connection: Connection) -> Item | None:
    """Return where the journal ends; None before its first entry."""
    place, link = journal.head(connection)
    return Item(JOURNAL, place, link) if place else None


def _held_end(connection: Connection, checkpoint: Checkpoint | None) -> Item | None:
    """Return where the journal ended when a checkpoint was made."""
    if checkpoint is None:
        return None
    wanted = select(anchors.c.number, anchors.c.version, anchors.c.link).where(
        anchors.c.number == JOURNAL, anchors.c.checkpoint == checkpoint.id
    )
    row = connection.execute(wanted).first()
    return None if row is None else Item(*row)


def _write(
    connection: Connection, made: Checkpoint, items: Iterable[Item], ids: Iterable[int]
) -> None:
    connection.execute(
        insert(checkpoints).values(
            id=made.id,
            recorded=made.recorded,
            tickets=made.tickets,
            root=made.root,
            seal=made.seal,
        )
    )
    rows = [{"checkpoint": made.id, **item._asdict()} for item in items]
    connection.execute(insert(anchors), rows)
    # They are locked since they were read, so each still stands at the version that is covered.
    connection.execute(update(tickets).where(tickets.c.id.in_(list(ids))).values(anchored=True))
