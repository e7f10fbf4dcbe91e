"""Records: what the ledger holds of a ticket, each chained to the one before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rexian.instants import Instant

#: The chain's value before a ticket's first record.
START = ""
_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Record:
    """One thing that was recorded of a ticket; nothing in it ever changes.

    Attributes:
        seq: its place in the ticket's history, from 1; the ticket's version once it is recorded.
        type: an event's, or one of the desk's own (`rexian.lifecycle.kinds`).
        occurred: when it happened, as whoever recorded it says.
        recorded: when the desk took it down.
        actor: the account that did it; `tick` for what time alone brought about.
        role: in which role of the desk.
        source: through which door it came: `cli`, `tui`, an outside system's name, `tick`.
        fields: its particulars as JSON holds them; citizens' data are not among them, only the
            digests of their ciphertexts.
        notes: what the desk held when it took it down: the clocks it stopped, a step taken against
            the rules and why, why it was entered late.
    """

    seq: int
    type: str
    occurred: Instant
    recorded: Instant
    actor: str
    role: str
    source: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    notes: Mapping[str, Any] = field(default_factory=dict)


def canonical(value: Any) -> str:
    """Return the one text that stands for a JSON value: keys in order, no spaces."""
    return _CANONICAL.encode(value)


def link(number: str, previous: str, record: Record) -> str:
    """Return a record's link: the digest (SHA-256, hexadecimal) of it and all before it.

    `number` is the ticket's, `previous` the link of the record before, `START` for the first.
    """
    told = canonical(
        [
            number, previous, record.seq, record.type, record.occurred, record.recorded,
            record.actor, record.role, record.source, record.fields, record.notes,
        ]
    )  # fmt: skip
    return hashlib.sha256(told.encode()).hexdigest()


def links(number: str, previous: str, records: Iterable[Record]) -> list[str]:
    """Return the links of records that follow one another."""
    found = []
    for record in records:
        previous = link(number, previous, record)
        found.append(previous)
    return found


def first_broken(number: str, records: Sequence[Record], stored: Sequence[str]) -> int | None:
    """Return the place of the first record whose stored link is not what it should be.

    Places are compared too: a record missing in the middle breaks the chain where it stood.
    """
    previous = START
    for place, (record, told) in enumerate(zip(records, stored, strict=True), start=1):
        previous = link(number, previous, record)
        if record.seq != place or previous != told:
            return place
    return None
