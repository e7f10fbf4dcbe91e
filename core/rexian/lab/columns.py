"""Tickets as columns: what the plan of a jurisdiction reads, in codes that its tables take."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import numpy as np
import polars as pl

from rexian.document import Channels
from rexian.facts import GIVEN_FACTS, base_facts
from rexian.jurisdictions import Jurisdiction
from rexian.lab.coding import (
    Codes,
    Instants,
    coded_text,
    codes_among,
    field_column,
    instants,
    numbers,
    truths,
)
from rexian.lab.corpus import Corpus
from rexian.lab.events import TYPE_CODES, EventColumns, of_present_hosts
from rexian.model.vocabulary import GIVEN_KEYS
from rexian.rules.facts import Choice, Count, Fact, FactValue

FactColumn: TypeAlias = Codes | FactValue | None

CHUNK = 1 << 16
"""Tickets worked on at once by those who walk a corpus in pieces."""

#: The given facts that are instants.
INSTANTS = ("received_at", *(f"given.{key}.at" for key in GIVEN_KEYS.ids))

_EVENT_COLUMNS = ("ticket", "type", "at", "unit")


@dataclass(frozen=True, slots=True, eq=False)
class Tickets:
    """Many tickets as their present hosts see them.

    Attributes:
        n: how many tickets.
        facts: given facts by id; what is absent takes its default or is unknown. A column holds
            codes, which are places among `values_of(fact)`, or numbers for a count; -1 is
            unknown. A plain value holds for every ticket.
        instants: given instants by id (`received_at`, `given.close.at`), NAT where unknown.
        events: what happened.
        recorded: the event types of which the source tells; of others it says nothing.
    """

    n: int
    facts: Mapping[str, FactColumn]
    instants: Mapping[str, Instants]
    events: EventColumns
    recorded: frozenset[str]

    def part(self, low: int, high: int) -> Tickets:
        """Return the tickets from row `low` up to `high`, sharing the columns."""
        start, end = self.events.ticket.searchsorted([low, high])
        return Tickets(
            min(high, self.n) - low,
            {name: _sliced(column, low, high) for name, column in self.facts.items()},
            {name: column[low:high] for name, column in self.instants.items()},
            self.events.taken(slice(start, end), low),
            self.recorded,
        )

    def chunks(self, size: int = CHUNK) -> Iterator[Tickets]:
        """Yield the tickets in pieces whose columns stay in the cache."""
        for low in range(0, self.n, size):
            yield self.part(low, low + size)


def values_of(fact: Fact) -> tuple[FactValue, ...]:
    """Return what the codes of a fact's column stand for: its values, then its groups."""
    groups = fact.groups if isinstance(fact, Choice) else ()
    return (*fact.values, *("|".join(group) for group in groups))


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """A corpus in codes, but for the channel, of which each jurisdiction knows its own.

    Coding text takes longer than reading the codes: do it once for several jurisdictions.
    """

    frame: pl.DataFrame
    tickets: Tickets

    def of(self, jurisdiction: Jurisdiction) -> Tickets:
        """Return the tickets in the codes of a jurisdiction.

        A channel that the jurisdiction does not know is unknown to it; one that the corpus does
        not state is read from the ticket's number.
        """
        column = _channel(self.frame, jurisdiction.channels)
        if column is None:
            return self.tickets
        codes = _codes(jurisdiction.channel_fact, column)
        return replace(self.tickets, facts={**self.tickets.facts, "channel": codes})


def tickets_of(corpus: Corpus, jurisdiction: Jurisdiction) -> Tickets:
    """Return a corpus in the codes of one jurisdiction; see `Coded.of`."""
    return coded(corpus).of(jurisdiction)


def coded(corpus: Corpus) -> Coded:
    """Code a corpus."""
    frame = corpus.tickets
    facts: dict[str, FactColumn] = {}
    for name in frame.columns:
        if frame.schema[name] == pl.List:
            facts |= _members(name, frame[name])
        elif name in GIVEN_FACTS and name != "channel":
            facts[name] = _codes(GIVEN_FACTS[name], frame[name])
    tickets = Tickets(
        frame.height,
        facts | _sources(frame, facts),
        {name: instants(frame[name]) for name in INSTANTS if name in frame.columns},
        of_present_hosts(_events(corpus.events), frame.height),
        corpus.recorded,
    )
    return Coded(frame, tickets)


_DEFAULTS = base_facts()


def _codes(fact: Fact, column: pl.Series) -> Codes:
    """Code a fact's column; a null takes the fact's default where it has one."""
    default = _DEFAULTS[fact.id]
    if isinstance(fact, Choice):
        known = [str(value) for value in values_of(fact)]
        return _filled(codes_among(column, known), -1 if default is None else known.index(default))
    codes = numbers(column) if isinstance(fact, Count) else truths(column)
    return _filled(codes, -1 if default is None else int(default))


def _filled(codes: Codes, default: int) -> Codes:
    return codes if default < 0 else np.where(codes < 0, codes.dtype.type(default), codes)


def _members(name: str, lists: pl.Series) -> dict[str, FactColumn]:
    """Return the flags of a list fact; those of members that no ticket has are absent."""
    lengths = lists.list.len().fill_null(0).to_numpy()
    owners = np.repeat(np.arange(len(lists)), lengths)
    found = coded_text(lists.filter(lengths > 0).explode())
    flags: dict[str, FactColumn] = {}
    for code, member in enumerate(found.values):
        flag = np.zeros(len(lists), np.int8)
        flag[owners[found.codes == code]] = 1
        flags[f"{name}.{member}"] = flag
    return flags


def _sources(frame: pl.DataFrame, facts: Mapping[str, FactColumn]) -> dict[str, FactColumn]:
    """Return who gave each limit, where the corpus tells only its time: the platform."""
    found: dict[str, FactColumn] = {}
    for key in GIVEN_KEYS.ids:
        name = f"given.{key}"
        if f"{name}.at" in frame.columns and name not in facts:
            known = values_of(GIVEN_FACTS[name])
            codes = np.where(frame[f"{name}.at"].is_null().to_numpy(), *map(known.index, _GIVEN_BY))
            found[name] = codes.astype(np.int8)
    return found


_GIVEN_BY = ("none", "platform")


def _channel(frame: pl.DataFrame, channels: Channels) -> pl.Series | None:
    """Return the channel stated, else the one the ticket's number shows; None without either."""
    stated = frame["channel"] if "channel" in frame.columns else None
    if "number" not in frame.columns or not channels.prefixes:
        return stated
    if stated is not None and not stated.null_count():
        return stated
    shown = frame.select(channel_shown(channels)).to_series()
    return shown if stated is None else stated.cast(pl.String).zip_with(stated.is_not_null(), shown)


def channel_shown(channels: Channels) -> pl.Expr:
    """Return the channel that a ticket's `number` shows; see `Channels.channel_of`."""
    number = pl.col("number").cast(pl.String)
    shown: Any = pl
    for prefix in sorted(channels.prefixes, key=lambda p: len(p.text), reverse=True):
        shown = shown.when(number.str.starts_with(prefix.text)).then(
            pl.lit("|".join(prefix.channels))
        )
    expression: pl.Expr = shown.otherwise(None)
    return expression


def _events(frame: pl.DataFrame) -> EventColumns:
    types = codes_among(frame["type"], tuple(TYPE_CODES))
    units = frame["unit"] if "unit" in frame.columns else pl.repeat(None, frame.height, eager=True)
    return EventColumns(
        frame["ticket"].cast(pl.Int32).to_numpy(),
        types.astype(np.int8, copy=False),
        frame["at"].cast(pl.Int64).to_numpy(),
        coded_text(units).codes,
        {
            name: field_column(name, frame[name])
            for name in frame.columns
            if name not in _EVENT_COLUMNS
        },
    )


def _sliced(column: FactColumn, low: int, high: int) -> FactColumn:
    return column[low:high] if isinstance(column, np.ndarray) else column
