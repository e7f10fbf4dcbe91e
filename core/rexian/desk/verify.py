"""Verifying: whether the ledger is whole, and what is read from it is what it brings about.

Everything is read at one moment, some tickets at a time, while others go on working. Nothing is
changed, but by `rebuild`, and that never touches the ledger: what is broken there is mended from a
backup alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, Select, func, or_, select

from rexian.desk.checkpoints import Checkpoint, latest
from rexian.desk.deployment import Deployment
from rexian.desk.ticket import unknown
from rexian.desk.verifying.anchored import Anchors, is_root
from rexian.desk.verifying.chains import records_of
from rexian.desk.verifying.counts import check_counts
from rexian.desk.verifying.evidence import PAGE, Held, everything, some
from rexian.desk.verifying.findings import Findings
from rexian.desk.verifying.locks import check_locked
from rexian.desk.verifying.rebuilding import rebuild
from rexian.desk.verifying.rows import is_current, right_of, tell
from rexian.errors import InputError, RexianError
from rexian.i18n import _
from rexian.lifecycle.record import Record
from rexian.privacy import journal
from rexian.store.schema import anchors, checkpoints, tickets

__all__ = ["Asked", "Verified", "rebuild", "verify"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be verified; without anything the whole ledger.

    Attributes:
        since: only the tickets that have changed after this checkpoint, and those after it.
        ticket: only the ticket of this number.
        root: a root noted elsewhere that has to be a checkpoint's.
    """

    since: int | None = None
    ticket: str | None = None
    root: str | None = None


@dataclass(slots=True)
class Verified:
    """What came of it.

    Attributes:
        tickets: how many were looked at, with `records` records.
        checkpoints: how many were looked at.
        entries: how many the journal has.
        awaiting: open tickets ruled under rules that have been corrected since; `tick` works their
            clocks out anew, and until then they cannot be compared.
        earlier: tickets at their end that were ruled under earlier rules and stay so.
        unanchored: tickets that no checkpoint covers as they stand.
        latest: the last checkpoint, whose root is worth noting elsewhere.
        wrong: the rows of tickets whose projection is wrong.
    """

    found: Findings = field(default_factory=Findings)
    tickets: int = 0
    records: int = 0
    checkpoints: int = 0
    entries: int = 0
    awaiting: int = 0
    earlier: int = 0
    unanchored: int = 0
    latest: Checkpoint | None = None
    wrong: list[int] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        """Whether nothing is amiss."""
        return not self.found.kept


def verify(
    deployment: Deployment,
    asked: Asked | None = None,
    progress: Callable[[int], None] | None = None,
) -> Verified:
    """Verify a deployment's ledger; `progress` is told now and then how many tickets are done.

    Raises:
        InputError: there is no such ticket or checkpoint.
    """
    with deployment.store.reading() as connection:
        return _Walk(deployment, connection, asked or Asked(), progress).whole()


class _Walk:
    """One verification, on a connection that sees one moment."""

    def __init__(
        self,
        deployment: Deployment,
        connection: Connection,
        asked: Asked,
        progress: Callable[[int], None] | None,
    ) -> None:
        self._deployment, self._connection, self._asked = deployment, connection, asked
        self._progress = progress
        self._told = Verified()
        self._amiss: Counter[tuple[str, str]] = Counter()

    def whole(self) -> Verified:
        """Look at everything that is asked for."""
        told, found, connection = self._told, self._told.found, self._connection
        self._check_root()
        for held in self._tickets():
            self._look_at(held)
        check = Anchors(connection, self._deployment.vault, found)
        if self._asked.ticket is not None:
            told.checkpoints = check.of_ticket(self._asked.ticket)
        else:
            told.checkpoints = check.check(self._asked.since or 0)
            check_counts(connection, self._amiss, found)
            self._check_journal()
        told.latest = latest(connection)
        told.unanchored = connection.scalar(_UNANCHORED) or 0
        return told

    def _tickets(self) -> Iterator[Held]:
        """Yield the tickets that are asked for."""
        connection, found = self._connection, self._told.found
        if self._asked.ticket is not None:
            return self._one(self._asked.ticket)
        if self._asked.since is not None:
            return some(connection, self._since(self._asked.since), found)
        return everything(connection, found)

    def _one(self, number: str) -> Iterator[Held]:
        wanted = select(tickets.c.id).where(tickets.c.number == number)
        held = list(some(self._connection, wanted, self._told.found))
        known = select(anchors.c.number).where(anchors.c.number == number).limit(1)
        if not held and self._connection.scalar(known) is None:
            raise unknown(number)
        return iter(held)

    def _since(self, checkpoint: int) -> Select[tuple[int]]:
        known = select(checkpoints.c.id).where(checkpoints.c.id == checkpoint)
        if self._connection.scalar(known) is None:
            raise InputError(_("there is no checkpoint {place}").format(place=checkpoint))
        moved = select(anchors.c.number).where(anchors.c.checkpoint > checkpoint)
        return select(tickets.c.id).where(or_(~tickets.c.anchored, tickets.c.number.in_(moved)))

    def _look_at(self, held: Held) -> None:
        """Look at one ticket; whatever its rows say, the others are looked at too."""
        told = self._told
        told.tickets += 1
        told.records += len(held.events)
        if self._progress and told.tickets % PAGE == 0:
            self._progress(told.tickets)
        try:
            self._check(held)
        except Exception as error:  # noqa: BLE001 - tampered rows may bring about any
            why = str(error) if isinstance(error, RexianError) else type(error).__name__
            told.found.add("unruly", ticket=held.number, why=why)

    def _check(self, held: Held) -> None:
        """Check a ticket: its chain first, since all else rests on it."""
        records = records_of(held, self._told.found)
        if records is None:
            return
        wrong = check_locked(held, records, self._deployment.vault, self._told.found)
        if self._check_rows(held, records) or wrong:
            self._told.wrong.append(held.id)

    def _check_rows(self, held: Held, records: Sequence[Record]) -> bool:
        """Compare a ticket's rows with what its records bring about; whether they differ."""
        told, rules = self._told, self._deployment.rules
        right = right_of(held, records, rules)
        if not is_current(held, rules):
            told.awaiting += right.ticket.is_open
            told.earlier += not right.ticket.is_open
        self._amiss.update(right.counted())
        self._amiss.subtract(held.stored.counted())
        return tell(held.number, held.stored, right, told.found)

    def _check_root(self) -> None:
        root = self._asked.root
        if root is not None and not is_root(self._connection, root):
            self._told.found.add("root_unknown", root=root)

    def _check_journal(self) -> None:
        broken = journal.first_broken(self._connection)
        if broken is not None:
            self._told.found.add("journal_broken", entry=broken)
        self._told.entries = journal.head(self._connection)[0]


_UNANCHORED = select(func.count()).select_from(tickets).where(~tickets.c.anchored)
