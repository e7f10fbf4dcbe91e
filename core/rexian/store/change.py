"""What one command writes: records for the ledger, and the rows of the projections they change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rexian.instants import Instant
from rexian.lifecycle.record import Record

#: The unit under which all tickets are counted.
EVERY_UNIT = ""


@dataclass(frozen=True, slots=True)
class TicketRow:
    """A ticket's row in the projection `tickets`, without its id, number and place in the chain."""

    stage: str
    view: str
    is_open: bool
    supervised: bool
    kind: str | None
    channel: str | None
    title: str
    received_at: Instant
    host: str | None
    round: int
    calls: int
    due_at: Instant | None
    about: str | None
    ruled_under: str


@dataclass(frozen=True, slots=True)
class AssignmentRow:
    """A unit's row in the projection `assignments`; unit and tier are its key."""

    unit: str
    tier: str
    part: str
    unit_type: str | None
    since: Instant
    stage: str
    is_open: bool
    due_at: Instant | None


@dataclass(frozen=True, slots=True)
class ClockRow:
    """A row of the projection `clocks`; unit, tier and clock are its key.

    Attributes:
        unit: whose clock it is; empty for the ticket's own.
        tick_at: when time alone will next bring something about; None where it will not.
    """

    unit: str
    tier: str
    clock: str
    started: Instant
    base_due_at: Instant
    due_at: Instant
    done_at: Instant | None
    late: bool | None
    provisional: bool
    rule: str
    tick_at: Instant | None


@dataclass(frozen=True, slots=True)
class Projection:
    """Everything that is read from one ticket's records."""

    ticket: TicketRow
    assignments: tuple[AssignmentRow, ...] = ()
    clocks: tuple[ClockRow, ...] = ()

    def counted(self) -> Iterator[tuple[str, str]]:
        """Yield where the ticket counts: under every unit that has it, and once among all."""
        yield EVERY_UNIT, self.ticket.view
        for unit in {assignment.unit for assignment in self.assignments}:
            yield unit, self.ticket.view


@dataclass(frozen=True, slots=True)
class Secret:
    """A locked text or file of a ticket; the ledger holds its digest."""

    digest: str
    name: str
    locked: bytes


@dataclass(frozen=True, slots=True)
class Change:
    """What one command does to one ticket.

    Attributes:
        id: the ticket's row; None for a new one.
        version: at which version the ticket has to stand for the change to hold; 0 for a new one.
        records: what is added to the ledger; the first one's place is `version` + 1.
        links: the records' links.
        before: the projection as it was; None for a new ticket.
        key: a new ticket's own key, wrapped, with the tag by which its caller is found again.
        request: an outside system's key with what it asked for, digested.
    """

    id: int | None
    number: str
    version: int
    records: tuple[Record, ...]
    links: tuple[str, ...]
    before: Projection | None
    after: Projection
    secrets: tuple[Secret, ...] = ()
    key: tuple[bytes, str | None] | None = None
    request: tuple[str, str] | None = None

    def counts(self) -> Mapping[tuple[str, str], int]:
        """Return by how much each count changes, by unit and queue; none that stays."""
        moved = dict.fromkeys(self.after.counted(), 1)
        for place in self.before.counted() if self.before is not None else ():
            moved[place] = moved.get(place, 0) - 1
        return {place: n for place, n in sorted(moved.items()) if n}
