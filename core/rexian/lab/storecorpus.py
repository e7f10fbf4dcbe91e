"""A deployment's own tickets as a corpus: facts and events, and nothing that tells of a person.

The store is read in chunks, each turned into columns before the next is read. Tickets that are
void, withdrawn or merged into another are left out: nobody handles them to an end.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby, islice
from operator import attrgetter
from pathlib import Path
from typing import Any, TypeAlias

import polars as pl
from sqlalchemy import ColumnElement, Connection, and_, exists, or_, select

from rexian.assess.periods import Stretch
from rexian.desk.seat import Seat
from rexian.errors import InputError
from rexian.i18n import _
from rexian.instants import DAY
from rexian.lab.casecorpus import part_of_cases
from rexian.lab.corpus import Corpus
from rexian.lab.parts import Part
from rexian.lifecycle.history import case_of, voided
from rexian.lifecycle.kinds import MENDING
from rexian.lifecycle.record import Record
from rexian.model.events import EVENT_TYPES
from rexian.people.permissions import check
from rexian.store.schema import clocks, events, tickets

#: A ticket's number, and what was recorded of it.
Found: TypeAlias = tuple[str, Sequence[Record]]
#: Tickets turned into columns at a time.
CHUNK = 4096
#: What ends a ticket although nobody has handled it.
_ENDING = frozenset({"withdrawn", "merged"})
#: A unit that had the ticket before the present one may have had it due so long after the last act.
_MARGIN = 92 * DAY
_READ = frozenset(EVENT_TYPES) | MENDING.keys() - {"noted"}


def corpus_of_store(connection: Connection, period: Stretch | None = None) -> Corpus:
    """Return the tickets of a store: all, or those that a period's figures may turn on.

    Raises:
        InputError: there is none.
    """
    parts, left_out = [], 0
    for chunk in _chunks(_tickets(connection, period)):
        cases = [case_of(number, records) for number, records in chunk if _handled(records)]
        left_out += len(chunk) - len(cases)
        parts += [part_of_cases(Path(), cases)] if cases else []
    if not parts:
        raise InputError(_("the store has no ticket to work on"))
    notes = [_("the store says all that happened: what was not recorded did not happen")]
    if left_out:
        notes.append(_("{n} tickets void, withdrawn or merged are left out").format(n=left_out))
    return Corpus(*_whole(parts), frozenset(EVENT_TYPES), tuple(notes))


def own_corpus(seat: Seat, period: Stretch | None = None) -> Corpus:
    """Return a desk's own tickets for whoever may see them all; see `corpus_of_store`.

    Raises:
        InputError: there is none.
        Refused: somebody may not see every ticket.
    """
    check(seat.actor, "list")
    with seat.deployment.store.reading() as connection:
        return corpus_of_store(connection, period)


def _handled(records: Sequence[Record]) -> bool:
    """Whether a ticket goes its way: not void, withdrawn, or merged into another."""
    void = voided(records)
    ended = any(r.type in _ENDING and r.seq not in void for r in records)
    return not ended and not any(r.type == "received" and r.seq in void for r in records)


def _touching(period: Stretch) -> ColumnElement[bool]:
    """Return that something of a ticket may fall into a period: an act, or a due time."""
    acts = events.alias("acts")
    acted = exists().where(acts.c.ticket == tickets.c.id, acts.c.occurred >= period.first - _MARGIN)
    due = exists().where(clocks.c.ticket == tickets.c.id, clocks.c.due_at >= period.first)
    return and_(tickets.c.received_at <= period.last, or_(tickets.c.is_open, acted, due))


def _chunks(found: Iterator[Found]) -> Iterator[list[Found]]:
    while chunk := list(islice(found, CHUNK)):
        yield chunk


def _tickets(connection: Connection, period: Stretch | None) -> Iterator[Found]:
    """Yield the tickets with what was recorded of them, in the order they were taken down."""
    statement = (
        select(tickets.c.number, events.c.seq, events.c.type, events.c.occurred, events.c.fields)
        .join_from(events, tickets)
        .where(events.c.type.in_(sorted(_READ)), *([_touching(period)] if period else []))
        .order_by(events.c.ticket, events.c.seq)
    )
    rows = connection.execute(statement.execution_options(yield_per=CHUNK))
    for number, own in groupby(rows, attrgetter("number")):
        yield number, [_record(row) for row in own]


def _record(row: Any) -> Record:
    return Record(row.seq, row.type, row.occurred, row.occurred, "", "", "", json.loads(row.fields))


def _whole(parts: Sequence[Part]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Put chunks together, their tickets numbered on from one to the next."""
    offsets, total = [], 0
    for part in parts:
        offsets.append(total)
        total += part.tickets.height
    placed = list(zip(parts, offsets, strict=True))
    return (
        pl.concat(
            [part.tickets.with_columns(pl.col("row") + start) for part, start in placed],
            how="diagonal_relaxed",
        ),
        pl.concat(
            [part.events.with_columns(pl.col("ticket") + start) for part, start in placed],
            how="diagonal_relaxed",
        ),
    )
