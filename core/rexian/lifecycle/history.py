"""From records to a case: what holds of a ticket once its mistakes are mended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rexian.instants import Instant, format_instant
from rexian.lifecycle.record import Record
from rexian.model.case import Case
from rexian.model.events import EVENT_TYPES, Event, read_event
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
        events=tuple(event for event in _events(records) if now is None or event.at <= now),
    )


def facts_told(records: Sequence[Record]) -> dict[str, Any]:
    """Return the ticket facts as JSON holds them; later records say better."""
    told: dict[str, Any] = {}
    for record in _standing(records):
        if record.type in {"received", "classified"}:
            told |= record.fields.get("facts", {})
        if record.type == "linked":
            told["calls"] = record.fields["calls"]
    return {key: value for key, value in told.items() if value is not None}


def voided(records: Sequence[Record]) -> frozenset[int]:
    """Return the places of the records that have been declared void."""
    return frozenset(record.fields["seq"] for record in records if record.type == "voided")


def _standing(records: Sequence[Record]) -> list[Record]:
    void = voided(records)
    return [record for record in records if record.seq not in void]


def _events(records: Sequence[Record]) -> list[Event]:
    """Return what happened, in the order in which it did."""
    mended = {r.fields["seq"]: r.fields for r in _standing(records) if r.type == "corrected"}
    happened = [
        _event(record, mended.get(record.seq, {}))
        for record in _standing(records)
        if record.type in EVENT_TYPES
    ]
    return sorted(happened, key=lambda event: event.at)


def _event(record: Record, mended: Mapping[str, Any]) -> Event:
    told = {key: record.fields[key] for key in record.fields if key in _keys(record.type)}
    at = mended.get("at") or format_instant(record.occurred)
    return read_event({"type": record.type, "at": at, **told, **mended.get("fields", {})})


def _keys(kind: str) -> Mapping[str, Any]:
    return EVENT_TYPES[kind].fields


def event_of(kind: str, at: Instant, fields: Mapping[str, Any]) -> Event:
    """Return the event that a record to be made would be."""
    return _event(Record(0, kind, at, at, "", "", "", fields), {})


def facts_of(records: Sequence[Record]) -> Mapping[str, Value]:
    """Return the ticket facts in canonical form."""
    return read_fields(FIELDS, facts_told(records))
