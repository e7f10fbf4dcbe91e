"""How a ticket stands: its stage, what is pending, and who has it, folded from its records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from rexian.instants import Instant
from rexian.lifecycle.history import holding, voided
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
        part: `host`; `co` for one that helps; `asked` while it answers a pre-assignment.
        tier: `host` where the platform dispatched to it, `unit` for one inside a body.
        stage: how far it is: dispatched, handling, replied, closed or archived.
        pending: what a unit that helps has asked for and nobody has decided; the host's own stands
            with the ticket.
    """

    unit: str
    unit_type: str | None
    part: str
    tier: str
    since: Instant
    stage: str = "dispatched"
    pending: frozenset[str] = frozenset()


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
        waiting = self.pending.union(*(holder.pending for holder in self.holders))
        for pending in ("return", "extension", "preassignment"):
            if pending in waiting:
                return pending
        return self.stage or ""

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to do something about the appeal itself."""
        return self.stage in UNDER_WAY

    @property
    def host(self) -> Holder | None:
        """The unit that the ticket was dispatched to, if one has it."""
        return next(filter(_is_host, self.holders), None)

    def holder(self, unit: str) -> Holder | None:
        """Return a unit's hold on the ticket: the innermost, where it has two."""
        own = [h for h in self.holders if h.unit == unit]
        return own[-1] if own else None


def standing_of(records: Sequence[Record]) -> Standing:
    """Return how a ticket stands; a voided record moved nothing, a corrected one as it should."""
    standing = Standing()
    for record in holding(records):
        standing = _after(standing, record)
    if 1 in voided(records):
        standing = replace(standing, stage="void", holders=(), pending=frozenset())
    return replace(standing, version=len(records))


def standing_at(records: Sequence[Record], at: Instant) -> Standing:
    """Return how a ticket stood at a moment, as far as is known today."""
    standing = Standing()
    for record in holding(records):
        if record.occurred <= at:
            standing = _after(standing, record)
    return standing


def _after(standing: Standing, record: Record) -> Standing:
    held = _held(standing.holders, record)
    if _beside(standing, record):
        moved = replace(standing, holders=_settled_beside(held, record))
        return moved if moved.is_open else _at_rest(moved)
    moved = replace(
        standing,
        stage=_stage(standing, record) or standing.stage,
        pending=_pending(standing.pending, record),
        holders=tuple(filter(_helps, held)) if _is_granted_return(record) else held,
        round=standing.round + (record.type == "redo_sent"),
        supervised=standing.supervised or record.type == "supervised",
    )
    return moved if moved.is_open else _at_rest(moved)


def _pending(pending: frozenset[str], record: Record) -> frozenset[str]:
    """Return what is pending after a record; with a new host, or with none, nothing is."""
    step = STEPS[record.type]
    if record.type == "dispatched" or _is_granted_return(record):
        return frozenset()
    return pending | {step.opens} if step.opens else pending - {step.settles}


def _is_granted_return(record: Record) -> bool:
    return record.type == "return_decided" and bool(record.fields.get("granted"))


def _beside(standing: Standing, record: Record) -> bool:
    """Whether a record is about a co-handling unit's own part."""
    if record.fields.get("part") == "co":
        return True
    if record.type not in _BY_UNITS:
        return False
    holder = standing.holder(record.fields.get("unit", ""))
    return holder is not None and holder.part == "co"


def _settled_beside(holders: Iterable[Holder], record: Record) -> tuple[Holder, ...]:
    """Return the holders once one that helps has asked for something, or was answered."""
    unit = record.fields.get("unit")
    if _is_granted_return(record):
        return tuple(h for h in holders if not (h.part == "co" and h.unit == unit))
    return tuple(
        replace(h, pending=_pending(h.pending, record)) if h.part == "co" and h.unit == unit else h
        for h in holders
    )


def _at_rest(standing: Standing) -> Standing:
    """Return how a ticket stands of which nobody has to decide anything any more."""
    holders = tuple(replace(holder, pending=frozenset()) for holder in standing.holders)
    return replace(standing, pending=frozenset(), holders=holders)


def _stage(standing: Standing, record: Record) -> str | None:
    """Return the stage that a record leads to; None where it stays."""
    fields: dict[str, Any] = dict(record.fields)
    if record.type == "return_decided":
        return "accepted" if fields.get("granted") else None
    if record.type == "closure_reviewed" and not fields.get("passed"):
        return "handling"
    if record.type == "preassign_answered":
        return "accepted" if fields.get("accept") and standing.stage == "received" else None
    if record.type == "signed" and standing.stage != "dispatched":
        return None
    return STEPS[record.type].to


def _held(holders: tuple[Holder, ...], record: Record) -> tuple[Holder, ...]:
    """Return who has the ticket after a record."""
    unit = record.fields.get("unit")
    if record.type in {"preassigned", "dispatched", "assigned"} and unit is not None:
        return _given(holders, _new(record))
    if record.type == "preassign_answered":
        return tuple(h for h in holders if h.part != "asked")
    moved = {
        "signed": "handling",
        "form_signed": "handling",
        "reply_submitted": "replied",
        "closed": "closed",
        "archived": "archived",
        "redo_sent": "handling",
        "closure_reviewed": None if record.fields.get("passed") else "handling",
    }.get(record.type)
    if moved is not None:
        everyone = record.type in {"closed", "archived", "closure_reviewed", "redo_sent"}
        return tuple(_moved(holders, unit, moved, everyone=everyone))
    if record.type == "objected":
        return tuple(h for h in holders if not (h.tier == "unit" and h.unit == unit))
    return holders


def _is_host(holder: Holder) -> bool:
    return (holder.part, holder.tier) == ("host", "host")


def _helps(holder: Holder) -> bool:
    return (holder.part, holder.tier) == ("co", "host")


def _new(record: Record) -> Holder:
    fields = record.fields
    part = "asked" if record.type == "preassigned" else fields.get("part") or "host"
    return Holder(
        fields["unit"],
        fields.get("unit_type"),
        part,
        "unit" if record.type == "assigned" else "host",
        record.occurred,
    )


def _given(holders: Sequence[Holder], new: Holder) -> tuple[Holder, ...]:
    """Return the holders once a unit has been given the ticket.

    A new host replaces the old one with the units inside it; those that help go on helping.
    """
    if _is_host(new):
        return (new, *(h for h in holders if _helps(h) and h.unit != new.unit))
    if new.part == "co" and any(_is_host(h) and h.unit == new.unit for h in holders):
        return tuple(holders)
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
        own = holder.unit == whose if whose else _is_host(holder)
        yield replace(holder, stage=stage) if own or everyone else holder
