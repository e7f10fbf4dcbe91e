"""Tickets as columns: what the plan of a jurisdiction reads, in codes that its tables take."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

import numpy as np
import polars as pl

from rexian.document import Channels
from rexian.facts import GIVEN_FACTS, base_facts, stated_as
from rexian.jurisdictions import Jurisdiction
from rexian.lab.coding import (
    Coded,
    Codes,
    Instants,
    coded_text,
    codes_among,
    field_column,
    instants,
    places_among,
)
from rexian.lab.corpus import Corpus
from rexian.lab.events import TYPE_CODES, EventColumns, joint, of_present_hosts
from rexian.model.vocabulary import CHANNELS, GIVEN_KEYS
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
class CodedCorpus:
    """A corpus in codes, but for the channel, of which each jurisdiction knows its own.

    Coding text takes longer than all that follows: do it once for several jurisdictions.
    """

    tickets: Tickets
    numbers: pl.Series | None
    channels: Coded | None

    def of(self, jurisdiction: Jurisdiction) -> Tickets:
        """Return the tickets in the codes of a jurisdiction.

        A channel that the jurisdiction does not know is unknown to it; one that the corpus does
        not state is read from the ticket's number.
        """
        codes = self._channel(jurisdiction, [str(v) for v in values_of(jurisdiction.channel_fact)])
        if codes is None:
            return self.tickets
        return replace(self.tickets, facts={**self.tickets.facts, "channel": codes})

    def _channel(self, jurisdiction: Jurisdiction, known: list[str]) -> Codes | None:
        stated = self.channels
        shown = self.numbers is not None and jurisdiction.channels.prefixes
        if stated is None:
            return self._shown(jurisdiction, known) if shown else None
        find = jurisdiction.channel_fact.terms.find
        places = stated.told(lambda v: known.index(own) if (own := find(v)) else -1, -1, np.int16)
        codes: Codes = places.take(stated.codes, mode="wrap")
        unstated = stated.codes < 0
        if shown and unstated.any():
            return np.where(unstated, self._shown(jurisdiction, known), codes)
        return codes

    def _shown(self, jurisdiction: Jurisdiction, known: list[str]) -> Codes:
        assert self.numbers is not None  # noqa: S101 - asked only where there are numbers
        frame = self.numbers.to_frame("number")
        return codes_among(frame.select(channel_shown(jurisdiction.channels)).to_series(), known)


def tickets_of(corpus: Corpus, jurisdiction: Jurisdiction) -> Tickets:
    """Return a corpus in the codes of one jurisdiction; see `CodedCorpus.of`."""
    return coded(corpus).of(jurisdiction)


def coded(corpus: Corpus) -> CodedCorpus:
    """Code a corpus, and find its events by type."""
    frame = corpus.tickets
    single = [n for n in frame.columns if n in GIVEN_FACTS and n != "channel"]
    columns = frame.select(_coding(GIVEN_FACTS[name], frame.columns) for name in single)
    facts: dict[str, FactColumn] = {stated_as(n): columns[n].to_numpy() for n in single}
    for name in frame.columns:
        if frame.schema[name] == pl.List:
            facts |= _members(name, frame[name])
    every = _events(corpus.events)
    events = of_present_hosts(every, frame.height)
    for kind in corpus.recorded:
        events.kin((kind,))
    tickets = Tickets(
        frame.height,
        {**facts, **_sources(frame, facts), "joint": joint(every, frame.height)},
        {name: instants(frame[name]) for name in INSTANTS if name in frame.columns},
        events,
        corpus.recorded,
    )
    return CodedCorpus(
        tickets,
        frame["number"].cast(pl.String) if "number" in frame.columns else None,
        coded_text(frame["channel"], CHANNELS.ids) if "channel" in frame.columns else None,
    )


_DEFAULTS = base_facts()


def _coding(fact: Fact, columns: Sequence[str]) -> pl.Expr:
    """Return a fact's column as codes; a null takes the fact's default where it has one."""
    default = _DEFAULTS[stated_as(fact.id)]
    column = pl.col(fact.id)
    if isinstance(fact, Choice):
        if f"{fact.id}.at" in columns:
            # Whose limit it is need not be said: the platform's.
            column = column.fill_null(pl.when(pl.col(f"{fact.id}.at").is_not_null()).then(_BY))
        known = [str(value) for value in values_of(fact)]
        return places_among(known, -1 if default is None else known.index(default))(column)
    kind = pl.Int32 if isinstance(fact, Count) else pl.Int8
    return column.cast(kind).fill_null(-1 if default is None else int(default))


_BY = pl.lit("platform")


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
    """Return who gave each limit, where the corpus tells only its time."""
    names = [f"given.{key}" for key in GIVEN_KEYS.ids]
    untold = [name for name in names if f"{name}.at" in frame.columns and name not in facts]
    unsaid = frame.with_columns(pl.lit(None, pl.String).alias(name) for name in untold)
    columns = unsaid.select(_coding(GIVEN_FACTS[name], unsaid.columns) for name in untold)
    return {name: columns[name].to_numpy() for name in untold}


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
