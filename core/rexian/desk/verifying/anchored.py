"""Checkpoints: whether they follow from one another, and the ledger still bears them out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, and_, except_, func, select

from rexian.desk.checkpoints import JOURNAL, Checkpoint, Item, root_of
from rexian.desk.verifying.findings import MOST, Findings
from rexian.lifecycle.record import START
from rexian.privacy.vault import Vault
from rexian.store.schema import anchors, checkpoints, events, journal, tickets

#: What each item is compared with: the ticket there now, and its record at that place.
_ITEMS = (
    select(
        anchors.c.number,
        anchors.c.version,
        anchors.c.link,
        tickets.c.id.label("ticket"),
        events.c.link.label("found"),
    )
    .select_from(anchors)
    .outerjoin(tickets, tickets.c.number == anchors.c.number)
    .outerjoin(events, and_(events.c.ticket == tickets.c.id, events.c.seq == anchors.c.version))
)


class Anchors:
    """Compares checkpoints with the ledger; each ticket that does not bear one out is told once."""

    def __init__(self, connection: Connection, vault: Vault, found: Findings) -> None:
        self._connection, self._vault, self._found = connection, vault, found
        self._told: set[str] = set()

    def check(self, since: int = 0) -> int:
        """Check the checkpoints after one, from which on they follow; return how many there are."""
        place, previous = since, self._root_of(since)
        for checkpoint in self._after(since):
            place += 1
            while place < checkpoint.id:
                self._found.add("checkpoint_missing", checkpoint=place)
                place += 1
            self._check(checkpoint, previous)
            previous = checkpoint.root
        if (self._connection.scalar(select(func.max(anchors.c.checkpoint))) or 0) > place:
            self._found.add("checkpoint_missing", checkpoint=place + 1)
        self._check_flags()
        return place - since

    def of_ticket(self, number: str) -> int:
        """Check what checkpoints hold of one ticket; return how many hold it."""
        wanted = _ITEMS.add_columns(anchors.c.checkpoint).where(anchors.c.number == number)
        held = self._connection.execute(wanted.order_by(anchors.c.checkpoint)).all()
        for item in held:
            self._compare(item, item.checkpoint)
        return len(held)

    def _root_of(self, place: int) -> str:
        found = select(checkpoints.c.root).where(checkpoints.c.id == place)
        return self._connection.scalar(found) or START

    def _after(self, since: int) -> Iterator[Checkpoint]:
        while True:
            wanted = select(checkpoints).where(checkpoints.c.id > since)
            page = self._connection.execute(wanted.order_by(checkpoints.c.id).limit(MOST)).all()
            for row in page:
                yield Checkpoint(*row)
            if not page:
                return
            since = page[-1].id

    def _check(self, checkpoint: Checkpoint, previous: str) -> None:
        rows = self._connection.execute(_ITEMS.where(anchors.c.checkpoint == checkpoint.id)).all()
        items = [Item(*row[:3]) for row in rows]
        root = root_of(checkpoint.id, checkpoint.recorded, previous, items)
        covered = sum(item.number != JOURNAL for item in items)
        if (root, covered) != (checkpoint.root, checkpoint.tickets):
            self._found.add("checkpoint_altered", checkpoint=checkpoint.id)
        if not self._vault.seal_holds(checkpoint.root, checkpoint.seal):
            self._found.add("seal_broken", checkpoint=checkpoint.id)
        for row in rows:
            if row.number == JOURNAL:
                self._compare_journal(row, checkpoint.id)
            else:
                self._compare(row, checkpoint.id)

    def _compare(self, item: Row[*tuple[Any, ...]], checkpoint: int) -> None:
        """Compare what a checkpoint holds of a ticket with its record at that place."""
        if item.found == item.link or item.number in self._told:
            return
        self._told.add(item.number)
        about = {"ticket": item.number, "record": item.version, "checkpoint": checkpoint}
        if item.ticket is None:
            self._found.add("ticket_missing", **about)
        elif item.found is not None:
            self._found.add("rewritten", **about)
        else:
            last = select(func.max(events.c.seq)).where(events.c.ticket == item.ticket)
            end = self._connection.scalar(last) or 0
            self._found.add("rolled_back", **about, found=end)

    def _compare_journal(self, item: Row[*tuple[Any, ...]], checkpoint: int) -> None:
        if JOURNAL in self._told:
            return
        entry = select(journal.c.link).where(journal.c.id == item.version)
        if self._connection.scalar(entry) != item.link:
            self._told.add(JOURNAL)
            self._found.add("journal_cut", entry=item.version, checkpoint=checkpoint)

    def _check_flags(self) -> None:
        """Find tickets that are said to be anchored as they stand, and are not."""
        for number, version in self._connection.execute(_UNHELD.limit(MOST)):
            if number not in self._told:
                self._found.add("unanchored", ticket=number, record=version)


_UNHELD = except_(
    select(tickets.c.number, tickets.c.version).where(tickets.c.anchored),
    select(anchors.c.number, anchors.c.version),
).order_by("number")


def is_root(connection: Connection, root: str) -> bool:
    """Whether a root is a checkpoint's."""
    return connection.scalar(select(checkpoints.c.id).where(checkpoints.c.root == root)) is not None
