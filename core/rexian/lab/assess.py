"""Assessment over columns: a period's indicators by unit, from a corpus and a document's plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from rexian.assess.declarations import Indicator
from rexian.assess.indicators import (
    STANDINGS,
    moment_of,
    standing_of,
    with_indicators,
)
from rexian.assess.periods import Period
from rexian.assess.tallies import Tally
from rexian.instants import Instant
from rexian.jurisdictions import Jurisdiction
from rexian.lab.columns import tickets_of
from rexian.lab.corpus import Corpus
from rexian.lab.evaluate import State, evaluate
from rexian.lab.marks import UNRECORDED
from rexian.lab.unitrows import UnitRows, codes_of, unit_rows
from rexian.model.vocabulary import PARTS
from rexian.rules.plan import Plan
from rexian.rules.table import Enacted
from rexian.worktime.history import CalendarHistory

Flags: TypeAlias = npt.NDArray[np.bool_]
Codes: TypeAlias = npt.NDArray[np.int64]

_COUNTED = ("counted", "not_counted", "excluded", "undetermined")


@dataclass(frozen=True, slots=True)
class Declared:
    """The indicators that hold in a jurisdiction: the nearest document's that declares any."""

    indicators: tuple[Indicator, ...]
    layer: str
    depth: int


@dataclass(frozen=True, slots=True)
class How:
    """How a corpus is assessed: by which calendar and readings, and as at when."""

    calendars: CalendarHistory
    readings: Mapping[str, str] = field(default_factory=dict)
    now: Instant | None = None

    def as_at(self, period: Period) -> Instant:
        """Return as at when a period is assessed: its end, or before it if it is not over."""
        return period.last if self.now is None else min(self.now, period.last)

    def judged_at(self, period: Period) -> Instant:
        """Return as at when tickets are judged: what is due at the end itself is past with it."""
        as_at = self.as_at(period)
        return as_at + 1 if as_at == period.last else as_at


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """One unit's tallies in a period, by indicator; none of what tickets cannot tell."""

    unit: str | None
    co: bool
    tallies: Mapping[str, Tally]

    def said(self, indicator: Indicator) -> dict[str, Any]:
        """Return the unit's figure, as JSON can hold it."""
        return self.tallies.get(indicator.id, Tally(told=False)).said(indicator)

    @property
    def has_tickets(self) -> bool:
        """Whether any ticket of the unit stands in any indicator."""
        return any(
            tally.counted or tally.not_counted or tally.excluded or tally.undetermined
            for tally in self.tallies.values()
        )


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many tickets a ground left out of an indicator."""

    indicator: Indicator
    by: Enacted
    tickets: int


@dataclass(frozen=True, slots=True)
class Assessed:
    """A period's figures, unit by unit in the order in which units appear, and what is left out."""

    declared: Declared
    units: tuple[UnitFigures, ...]
    left_out: tuple[LeftOut, ...]
    unrecorded: tuple[Indicator, ...]


def declared_in(jurisdiction: Jurisdiction) -> Declared:
    """Return the indicators of a jurisdiction; none where no document of its chain names any."""
    for depth, layer in jurisdiction.stack:
        if layer.assessment.indicators:
            return Declared(layer.assessment.indicators, layer.id, depth)
    return Declared((), jurisdiction.id, 0)


def told_in(jurisdiction: Jurisdiction) -> tuple[str, ...]:
    """Return the indicators of a jurisdiction that tickets can tell, by their ids."""
    return tuple(i.id for i in declared_in(jurisdiction).indicators if i.measure != "none")


@lru_cache(maxsize=16)
def indicator_plan(jurisdiction: Jurisdiction) -> Plan:
    """Return today's plan of a jurisdiction with its indicators.

    Raises:
        DefinitionError: an indicator asks for what the plan does not have.
    """
    found = declared_in(jurisdiction)
    return with_indicators(jurisdiction.plan(), found.indicators, found.layer, found.depth)


def figures_of(corpus: Corpus, jurisdiction: Jurisdiction, period: Period, how: How) -> Figures:
    """Work out how every unit's tickets stand in a period's indicators."""
    inside = jurisdiction.layers[0].assessment.inside
    rows = unit_rows(corpus, how.judged_at(period), inside=inside)
    return Figures(rows, _evaluated(rows, jurisdiction, how), period)


def assess(corpus: Corpus, jurisdiction: Jurisdiction, period: Period, how: How) -> Assessed:
    """Work out a period's indicators for every unit of a corpus."""
    declared = declared_in(jurisdiction)
    figures = figures_of(corpus, jurisdiction, period, how)
    told = [each for each in declared.indicators if each.measure != "none"]
    tallies = {each.id: figures.tallies(each) for each in told}
    units = tuple(
        UnitFigures(unit, co, {name: found[place] for name, found in tallies.items()})
        for place, (unit, co) in enumerate(figures.units)
    )
    return Assessed(
        declared,
        tuple(found for found in units if found.has_tickets or not found.co),
        tuple(left_out for each in told for left_out in figures.left_out(each)),
        tuple(each for each in told if not figures.tells(each)),
    )


def _evaluated(rows: UnitRows, jurisdiction: Jurisdiction, how: How) -> State:
    tickets = tickets_of(rows.corpus, jurisdiction)
    parts = np.where(rows.co, PARTS.ids.index("co"), PARTS.ids.index("host")).astype(np.int8)
    tickets = replace(tickets, facts={**tickets.facts, "part": parts})
    chosen = {name: how.readings[name] for name in how.readings if name in jurisdiction.readings}
    plan = indicator_plan(jurisdiction)
    return evaluate(plan, tickets, rows.as_at, how.calendars, chosen)


class Figures:
    """Tickets in a period, counted by unit.

    Attributes:
        rows: the stretches of tickets that units had.
        units: the units with their parts, in the order of their codes.
        codes: whose each row is.
    """

    def __init__(self, rows: UnitRows, state: State, period: Period) -> None:
        self.rows, self.state, self.period = rows, state, period
        names, codes = codes_of(rows.unit)
        # A unit that co-handles has figures of its own beside those as a host.
        self.codes: Codes = codes * 2 + rows.co
        self.units = [(name, co) for name in names for co in (False, True)]

    def tells(self, indicator: Indicator) -> bool:
        """Whether the source records what the indicator turns on."""
        standing, moment = self.columns(indicator)
        return standing is not UNRECORDED and moment is not UNRECORDED

    def columns(self, indicator: Indicator) -> tuple[Any, Any]:
        """Return how each row stands in an indicator, and when that counts."""
        return self.state[standing_of(indicator)], self.state[moment_of(indicator)]

    def _standing(self, indicator: Indicator, standing: str) -> Flags:
        """Return the rows of the period that stand so."""
        codes, moments = self.columns(indicator)
        within = (moments >= self.period.first) & (moments <= self.period.last)
        found: Flags = within & (codes == STANDINGS.ids.index(standing))
        return found

    def tallies(self, indicator: Indicator) -> list[Tally]:
        """Return every unit's tally."""
        if not self.tells(indicator):
            return [Tally(told=False)] * len(self.units)
        counts = [self._by_unit(self._standing(indicator, name)) for name in _COUNTED]
        seconds = self._seconds(indicator)
        columns = np.array([*counts, seconds]).T.tolist()
        return [Tally(*figures) for figures in columns]

    def _seconds(self, indicator: Indicator) -> Codes:
        found = np.zeros(len(self.units), np.int64)
        if indicator.measure != "hours":
            return found
        taken = self._standing(indicator, "counted")
        start, end = self.state[indicator.start], self.state[indicator.end]
        np.add.at(found, self.codes[taken], (end - start)[taken])
        return found

    def _by_unit(self, rows: Flags) -> Codes:
        return np.bincount(self.codes[rows], minlength=len(self.units))

    def left_out(self, indicator: Indicator) -> Iterator[LeftOut]:
        """Yield how many of the period's tickets each ground left out of an indicator."""
        if indicator.excluding is None or not self.tells(indicator):
            return
        excluded = self._standing(indicator, "excluded")
        for answer in self.state[indicator.excluding.part]:
            tickets = int(np.count_nonzero(excluded & answer.speaks))
            if tickets:
                yield LeftOut(indicator, answer.table.rules[0], tickets)
