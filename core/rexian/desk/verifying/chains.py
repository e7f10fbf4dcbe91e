"""A ticket's chain: whether every record is as it was written, and in its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from rexian.desk.verifying.evidence import Held
from rexian.desk.verifying.findings import Findings
from rexian.lifecycle.record import START, Record, canonical, first_broken, link
from rexian.store.rows import record_of

#: Where the particulars stand in a record's row, as text.
_FIELDS, _NOTES = 7, 8


def records_of(held: Held, found: Findings) -> tuple[Record, ...] | None:
    """Return a ticket's records if its chain is whole; else the first broken link is a finding."""
    records = []
    for row in held.events:
        record = _read(row)
        if record is None:
            found.add("record_unreadable", ticket=held.number, record=row[0])
            return None
        records.append(record)
    stored = [row[-1] for row in held.events]
    broken = first_broken(held.number, records, stored)
    if broken is not None:
        _name(held.number, records, stored, broken, found)
        return None
    return tuple(records) if _ends(held, records, found) else None


def _read(row: Sequence[Any]) -> Record | None:
    """Return a record; None where its particulars are not the text that the chain covers."""
    try:
        record = record_of(row)
    except ValueError:
        return None
    texts = (canonical(record.fields), canonical(record.notes))
    return record if texts == (row[_FIELDS], row[_NOTES]) else None


def _name(
    number: str, records: Sequence[Record], stored: Sequence[str], place: int, found: Findings
) -> None:
    """Say what is wrong at the first place that is broken."""
    previous = stored[place - 2] if place > 1 else START
    links = {stored[place - 1], *stored[place:]}
    for record in records[place:]:
        if link(number, previous, replace(record, seq=place)) in links:
            found.add("record_misplaced", ticket=number, record=place, found=record.seq)
            return
    kind = "record_altered" if records[place - 1].seq == place else "record_missing"
    found.add(kind, ticket=number, record=place)


def _ends(held: Held, records: Sequence[Record], found: Findings) -> bool:
    """Whether a whole chain ends where the ticket says."""
    end = held.events[-1][-1] if records else START
    if held.version > len(records):
        found.add("record_missing", ticket=held.number, record=len(records) + 1)
        return False
    if (held.version, held.link) != (len(records), end):
        found.add("head_differs", ticket=held.number, stored=held.version, right=len(records))
        return False
    return bool(records)
