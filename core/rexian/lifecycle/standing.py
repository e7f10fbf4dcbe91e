"""How a ticket stands: its stage, what is pending, and who has it, folded from its records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from rexian.instants import Instant
from rexian.lifecycle.history import voided
from rexian.lifecycle.record import Record
from rexian.lifecycle.stages import STEPS, UNDER_WAY

#: Records that one unit makes of its own part; a co-handling unit's never move the ticket.
_BY_UNITS = frozenset(
    {
        "signed", "return_requested", "return_decided", "extension_requested",
        "extension_decided", "reply_submitted", "closure_requested",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Holder:
    """A unit that has the ticket.

    Attributes:
        part: `host`, or `co` for one that helps.
        tier: `host` where the platform dispatched to it, `unit` for one inside a body.
        stage: how far it is: dispatched, handling or replied.
    """

    unit: str
    unit_type: str | None
    part: str
    tier: str
    since: Instant
    stage: str = "dispatched"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a ticket stands after its last record.

    Attributes:
        version: the place of the last record; 0 before the first.
        stage: of `rexian.lifecycle.stages.STAGES`; None before the first record.
        pending: what has been asked for and not decided.
        holders: the units that have it now, the host first.
        round: how often it has been begun: 1, and one more for every redo.
        supervised: whether it has been put under supervision.
    """

    version: int = 0
    stage: str | None = None
    pending: frozenset[str] = frozenset()
    holders: tuple[Holder, ...] = ()
    round: int = 1
    supervised: bool = False

    @property
    def view(self) -> str:
        """In which queue it stands: what is pending, else its stage."""
        for pending in ("return", "extension", "preassignment"):
            if pending in self.pending:
                return pending
        return self.stage or ""

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something about the appeal itself."""
        return self.stage in UNDER_WAY

    @property
    def host(self) -> Holder | None:
        """The unit that the ticket was dispatched to, if one has it."""
        return next((h for h in self.holders if (h.part, h.tier) == ("host", "host")), None)

    def holder(self, unit: str) -> Holder | None:
        """Return a unit's hold on the ticket: the innermost, where it has two."""
        own = [h for h in self.holders if h.unit == unit]
        return own[-1] if own else None


def standing_of(records: Sequence[Record]) -> Standing:
    """Return how a ticket stands; a voided record moved nothing."""
    void = voided(records)
    standing = Standing()
    for record in records:
        standing = _after(standing, record, is_void=record.seq in void)
    return standing


def _after(standing: Standing, record: Record, *, is_void: bool) -> Standing:
    moved = replace(standing, version=record.seq)
    if is_void:
        return replace(moved, stage="void") if record.type == "received" else moved
    step, fields = STEPS[record.type], record.fields
    moved = replace(moved, holders=_held(moved, record))
    if _beside(standing, record):
        return moved
    pending = moved.pending
    pending = pending | {step.opens} if step.opens else pending - {step.settles or ""}
    moved = replace(moved, stage=_stage(standing, record) or moved.stage, pending=pending)
    if record.type == "redo_sent":
        moved = replace(moved, round=moved.round + 1)
    if record.type == "supervised":
        moved = replace(moved, supervised=True)
    if record.type == "return_decided" and fields.get("granted"):
        moved = replace(moved, holders=(), pending=frozenset())
    if moved.stage in {"closed", "transferred", "withdrawn", "merged"}:
        moved = replace(moved, pending=frozenset())
    return moved


def _beside(standing: Standing, record: Record) -> bool:
    """Whether a record is about a co-handling unit's own part."""
    if record.fields.get("part") == "co":
        return True
    if record.type not in _BY_UNITS:
        return False
    holder = standing.holder(record.fields.get("unit", ""))
    return holder is not None and holder.part == "co"


def _stage(standing: Standing, record: Record) -> str | None:
    """Return the stage that a record leads to."""
    fields: dict[str, Any] = dict(record.fields)
    if record.type == "return_decided":
        return "accepted" if fields.get("granted") else None
    if record.type == "closure_reviewed" and not fields.get("passed"):
        return "handling"
    if record.type == "preassign_answered":
        return "accepted" if fields.get("accept") and standing.stage == "received" else None
    return STEPS[record.type].to


def _held(standing: Standing, record: Record) -> tuple[Holder, ...]:
    """Return who has the ticket after a record."""
    holders, unit = standing.holders, record.fields.get("unit")
    if record.type in {"dispatched", "assigned"} and unit is not None:
        return _given(holders, _new(record))
    moved = {
        "signed": "handling",
        "form_signed": "handling",
        "reply_submitted": "replied",
        "redo_sent": "handling",
    }.get(record.type)
    if moved is not None:
        return tuple(_moved(holders, unit, moved, everyone=record.type == "redo_sent"))
    if record.type == "objected":
        return tuple(h for h in holders if not (h.tier == "unit" and h.unit == unit))
    return holders


def _new(record: Record) -> Holder:
    fields = record.fields
    return Holder(
        fields["unit"],
        fields.get("unit_type"),
        fields.get("part") or "host",
        "host" if record.type == "dispatched" else "unit",
        record.occurred,
    )


def _given(holders: Sequence[Holder], new: Holder) -> tuple[Holder, ...]:
    """Return the holders once a unit has been given the ticket; a new host begins anew."""
    if (new.part, new.tier) == ("host", "host"):
        return (new,)
    kept = [h for h in holders if (h.unit, h.tier) != (new.unit, new.tier)]
    if new.tier == "unit" and new.part == "host":
        kept = [h for h in kept if not (h.tier == "unit" and h.part == "host")]
    return (*kept, new)


def _moved(
    holders: Iterable[Holder], unit: str | None, stage: str, *, everyone: bool
) -> Iterable[Holder]:
    holders = list(holders)
    whose = unit if any(h.unit == unit for h in holders) else None
    for holder in holders:
        own = holder.unit == whose if whose else holder.tier == "host" and holder.part == "host"
        yield replace(holder, stage=stage) if own or everyone else holder
