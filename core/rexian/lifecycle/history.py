"""From records to a case: what holds of a ticket once its mistakes are mended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from rexian.instants import Instant, parse_instant
from rexian.lifecycle.record import Record
from rexian.model.case import Case
from rexian.model.events import EVENT_TYPES, Event
from rexian.model.fields import Value
from rexian.model.ticket import FIELDS
from rexian.model.values import read_fields


def case_of(number: str, records: Sequence[Record], *, now: Instant | None = None) -> Case:
    """Return a ticket as a case, its records read in order.

    A voided record did not happen; a corrected one happened as the correction says. `now` leaves
    out what happened later, as a case's own `now` does.
    """
    return Case(
        id=number,
        now=now,
        ticket=read_fields(FIELDS, {"number": number, **facts_told(records)}),
        events=tuple(_event(r) for r in happened(records) if now is None or r.occurred <= now),
    )


def facts_told(records: Sequence[Record]) -> dict[str, Any]:
    """Return the ticket facts as JSON holds them; later records say better.

    What was told when a ticket was taken down stays told where the whole ticket is void.
    """
    told: dict[str, Any] = {}
    for record in [*records[:1], *holding(records)]:
        if record.type in {"received", "classified"}:
            told |= record.fields.get("facts", {})
        if record.type == "linked" and "calls" in record.fields:
            told["calls"] = record.fields["calls"]
    return {key: value for key, value in told.items() if value is not None}


def voided(records: Sequence[Record]) -> frozenset[int]:
    """Return the places of the records that are void; a void voiding voids nothing."""
    void: set[int] = set()
    for record in reversed(records):
        if record.type == "voided" and record.seq not in void:
            void.add(record.fields["seq"])
    return frozenset(void)


def holding(records: Sequence[Record]) -> list[Record]:
    """Return the records that hold, each as it has been corrected, in the order of their places.

    Of several corrections of one record each says better what it says.
    """
    void = voided(records)
    kept = {record.seq: record for record in records if record.seq not in void}
    for correction in [record for record in kept.values() if record.type == "corrected"]:
        seq = correction.fields["seq"]
        if seq in kept:
            kept[seq] = _mended(kept[seq], correction.fields)
    return list(kept.values())


def _mended(record: Record, correction: Mapping[str, Any]) -> Record:
    at = correction.get("at")
    return replace(
        record,
        occurred=record.occurred if at is None else parse_instant(at),
        fields={**record.fields, **correction.get("fields", {})},
    )


def happened(records: Sequence[Record]) -> list[Record]:
    """Return the records of events that hold, in the order in which they happened."""
    events = [record for record in holding(records) if record.type in EVENT_TYPES]
    return sorted(events, key=lambda record: record.occurred)


def _event(record: Record) -> Event:
    known = EVENT_TYPES[record.type].fields
    told = {key: value for key, value in record.fields.items() if key in known}
    return Event(record.type, record.occurred, read_fields(known, told))


def event_of(kind: str, at: Instant, fields: Mapping[str, Any]) -> Event:
    """Return the event that a record to be made would be."""
    return _event(Record(0, kind, at, at, "", "", "", fields))


def facts_of(records: Sequence[Record]) -> Mapping[str, Value]:
    """Return the ticket facts in canonical form."""
    return read_fields(FIELDS, facts_told(records))
