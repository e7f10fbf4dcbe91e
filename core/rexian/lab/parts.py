"""What one file gives a corpus, and the corpus that several files give together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from rexian.errors import InputError
from rexian.i18n import _
from rexian.instants import DAY
from rexian.lab.corpus import EVENT_KIND, Corpus
from rexian.lab.targets import event_of
from rexian.lab.times import is_end_of_day
from rexian.model.events import EVENT_TYPES
from rexian.model.vocabulary import GIVEN_KEYS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from rexian.lab.converting import Source
    from rexian.lab.rejects import Rejects


@dataclass(frozen=True, slots=True)
class Part:
    """The tickets of one file; see `Corpus`."""

    path: Path
    tickets: pl.DataFrame
    events: pl.DataFrame
    recorded: frozenset[str]
    notes: tuple[str, ...]


def part_of_table(frame: pl.DataFrame, source: Source) -> Part:
    """Return the tickets and events of a table whose columns are canonical, less what is rejected.

    Raises:
        InputError: no column says when tickets were received or dispatched.
    """
    frame = _with_dispatch(frame, source)
    _refuse_untimed(frame, source)
    _refuse_time_travel(frame, source)
    frame = _with_days_in_order(kept(frame, source))
    events = in_order(frame.columns)
    return Part(
        source.path,
        tickets_of(frame),
        _events_of(frame, events),
        frozenset(("received", *events)),
        tuple(source.notes),
    )


def kept(frame: pl.DataFrame, source: Source) -> pl.DataFrame:
    """Return the rows that nothing was found against."""
    return frame.filter(~pl.col("row").is_in(source.rejects.rows(source.path).to_list()))


def tickets_of(frame: pl.DataFrame) -> pl.DataFrame:
    """Return the columns that state facts of the tickets themselves; limits given get a source."""
    names = [name for name in frame.columns if event_of(name) is None]
    tickets = frame.select(names)
    if "number" not in names:
        tickets = tickets.with_columns(pl.lit(None, pl.String).alias("number"))
    given = [f"given.{key}" for key in GIVEN_KEYS.ids if f"given.{key}.at" in names]
    for name in given:
        source = pl.col(name).fill_null("platform") if name in names else pl.lit("platform")
        stated = pl.when(pl.col(f"{name}.at").is_not_null()).then(source)
        tickets = tickets.with_columns(stated.alias(name))
    return tickets.select("row", "number", pl.exclude("row", "number"))


def in_order(columns: Iterable[str]) -> list[str]:
    """Return the events whose times are among the columns, in the order of a ticket's life."""
    return [name for name in EVENT_TYPES if f"{name}.at" in set(columns)]


def _with_dispatch(frame: pl.DataFrame, source: Source) -> pl.DataFrame:
    if "dispatched.at" in frame.columns:
        return frame
    if "received_at" not in frame.columns:
        message = _("no column states received_at or dispatched; map one of them")
        raise InputError(message)
    source.notes.append(
        _("no column says when a ticket was dispatched: taken to be at its receipt")
    )
    return frame.with_columns(pl.col("received_at").alias("dispatched.at"))


def _refuse_untimed(frame: pl.DataFrame, source: Source) -> None:
    anchor = "received_at" if "received_at" in frame.columns else "dispatched.at"
    rows = frame.filter(pl.col(anchor).is_null())["row"]
    unread = source.rejects.rows(source.path)
    untimed = rows.filter(~rows.is_in(unread.to_list()))
    source.rejects.add(source.path, column_of(anchor, source), untimed, _("no time"))


def _refuse_time_travel(frame: pl.DataFrame, source: Source) -> None:
    if "received_at" not in frame.columns:
        return
    received = pl.col("received_at")
    for name in in_order(frame.columns):
        at = pl.col(f"{name}.at")
        same_day = is_end_of_day(received) & (at // DAY == received // DAY)
        rows = frame.filter((at < received) & ~same_day)["row"]
        reason = _("{event} before the receipt").format(event=EVENT_TYPES[name].label())
        source.rejects.add(source.path, column_of(f"{name}.at", source), rows, reason)


def _with_days_in_order(frame: pl.DataFrame) -> pl.DataFrame:
    """Put what happened later on the day of a date alone at the end of that day as well.

    Else a closing at three would come before a dispatch of which the day only is known.
    """
    before = pl.col("received_at") if "received_at" in frame.columns else pl.lit(None, pl.Int64)
    for name in in_order(frame.columns):
        at = pl.col(f"{name}.at")
        same_day = is_end_of_day(before) & (at // DAY == before // DAY)
        frame = frame.with_columns(
            pl.when(same_day).then(pl.max_horizontal(at, before)).otherwise(at).alias(f"{name}.at"),
            pl.max_horizontal(before, at).alias("before"),
        )
        before = pl.col("before")
    return frame.drop("before", strict=False)


def _events_of(frame: pl.DataFrame, events: Sequence[str]) -> pl.DataFrame:
    indexed = frame.with_row_index("ticket")
    parts = [
        indexed.select(
            pl.col("ticket").cast(pl.Int32),
            pl.lit(name, EVENT_KIND).alias("type"),
            pl.col(f"{name}.at").alias("at"),
            pl.lit(place, pl.Int32).alias("place"),
            *(pl.col(f"{name}.{part}").alias(part) for part in _particulars(frame, name)),
        ).filter(pl.col("at").is_not_null())
        for place, name in enumerate(events)
    ]
    whole = pl.concat(parts, how="diagonal")
    return whole.sort("ticket", "at", "place").drop("place")


def _particulars(frame: pl.DataFrame, event: str) -> list[str]:
    return [part for part in EVENT_TYPES[event].fields if f"{event}.{part}" in frame.columns]


def column_of(to: str, source: Source) -> str:
    """Return the source column that states a target; of one that is assumed, the target itself."""
    columns = source.reading.columns
    return next((column for column, stated in columns.items() if stated == to), to)


def joined(parts: Sequence[Part], log: Rejects) -> Corpus:
    """Return the corpus of several files: only what all of them record is recorded."""
    offsets, total = [], 0
    for part in parts:
        offsets.append(total)
        total += part.tickets.height
    tickets = pl.concat([part.tickets for part in parts], how="diagonal")
    events = pl.concat(
        [
            part.events.with_columns(pl.col("ticket") + offset)
            for part, offset in zip(parts, offsets, strict=True)
        ],
        how="diagonal",
    )
    recorded = frozenset.intersection(*(part.recorded for part in parts))
    rejected = log.table().select("file", "row").unique().height
    notes = (*_notes(parts), *_general(tickets, events, recorded))
    return Corpus(tickets, events, recorded, notes, rejected)


def _notes(parts: Sequence[Part]) -> list[str]:
    """Return what was noted of each file, and once what was noted of all."""
    common = set.intersection(*(set(part.notes) for part in parts))
    apart = [
        f"{part.path.name}: {note}" for part in parts for note in part.notes if note not in common
    ]
    partly = frozenset.union(*(p.recorded for p in parts)) - frozenset.intersection(
        *(p.recorded for p in parts)
    )
    if partly:
        message = _("not every file records these events, so they count as not recorded: {events}")
        apart.append(message.format(events=", ".join(sorted(partly))))
    return [*(note for note in parts[0].notes if note in common), *apart]


def _general(tickets: pl.DataFrame, events: pl.DataFrame, recorded: frozenset[str]) -> list[str]:
    """Return what the corpus as a whole leaves unsaid."""
    size = tickets.height
    notes = [_("times without an offset are taken as they stand, as Shanghai wall clock")]
    repeated = tickets["number"].drop_nulls()
    again = len(repeated) - repeated.n_unique()
    if again:
        message = _("{n} rows repeat a ticket number: each row is taken for a ticket of its own")
        notes.append(message.format(n=again))
    unknown = size if "kind" not in tickets.columns else tickets["kind"].null_count()
    if unknown:
        message = _("the kind of {n} of {size} tickets is unknown")
        notes.append(message.format(n=unknown, size=size))
    return [*notes, *_of_closing(events, recorded, size), *_of_the_rest(events, recorded)]


def _of_closing(events: pl.DataFrame, recorded: frozenset[str], size: int) -> list[str]:
    if "closed" not in recorded:
        return [_("no column says when a ticket was closed: whether it was late cannot be told")]
    closed = events.filter(pl.col("type") == "closed")["ticket"].n_unique()
    if closed == size:
        return []
    message = _("{n} of {size} tickets have no time of closing: taken as not closed yet")
    return [message.format(n=size - closed, size=size)]


def _of_the_rest(events: pl.DataFrame, recorded: frozenset[str]) -> list[str]:
    notes = []
    if "extension_decided" not in recorded:
        notes.append(_("extensions are not recorded: due dates are those before any extension"))
    if "signed" not in recorded:
        notes.append(_("signing is not recorded: whether it was in time cannot be told"))
    if "unit" not in events.columns:
        notes.append(_("no column says which unit had a ticket"))
    return notes
