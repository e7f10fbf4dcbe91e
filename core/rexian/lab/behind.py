"""The tickets behind a figure: which of a unit's were looked at, and how each counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from rexian.assess.declarations import Indicator
from rexian.assess.indicators import STANDINGS
from rexian.errors import InputError, nearest
from rexian.i18n import _
from rexian.instants import Instant, format_instant
from rexian.jurisdictions import Jurisdiction
from rexian.lab.assess import Figures, declared_in
from rexian.tellers import locators

#: What a reader looks for first stands first: of a share what fails, of what is counted what is.
_ORDER = ("not_counted", "undetermined", "excluded", "counted")
_HOUR = 3600


@dataclass(frozen=True, slots=True)
class Asked:
    """Which figure is asked about.

    Attributes:
        unit: None for tickets of which no unit is recorded.
        co: whether those that it co-handled are meant.
    """

    unit: str | None
    indicator: str
    co: bool = False


def behind(figures: Figures, jurisdiction: Jurisdiction, asked: Asked) -> list[dict[str, Any]]:
    """Return a unit's tickets of a period as they stand in an indicator, as JSON can hold them.

    Each says `number`, its `standing` of `STANDINGS`, `at`: the time by which it belongs to the
    period, of a mean the `hours` that it took, and of one that is left out by which clauses.

    Raises:
        InputError: there is no such indicator, or tickets cannot tell it.
    """
    indicator = _named(jurisdiction, asked.indicator)
    period = figures.period
    if (asked.unit, asked.co) not in figures.units or not figures.tells(indicator):
        return []
    standings, moments = figures.columns(indicator)
    own = figures.codes == figures.units.index((asked.unit, asked.co))
    inside = (moments >= period.first) & (moments <= period.last)
    found = []
    for row in np.flatnonzero(own & inside & (standings != STANDINGS.ids.index("out"))).tolist():
        standing = STANDINGS.ids[standings[row]]
        found.append(
            {
                "number": figures.rows.corpus.tickets["number"][row],
                "standing": standing,
                "at": _time(int(moments[row])),
                "hours": _hours(figures, indicator, row) if standing == "counted" else None,
                "by": _left_out(figures, jurisdiction, indicator, row)
                if standing == "excluded"
                else [],
            }
        )
    order = _ORDER if indicator.measure == "share" else _ORDER[::-1]
    return sorted(found, key=lambda each: (order.index(each["standing"]), each["at"]))


def _named(jurisdiction: Jurisdiction, name: str) -> Indicator:
    known = {each.id: each for each in declared_in(jurisdiction).indicators}
    if name not in known:
        told = _("there is no indicator {name}").format(name=name)
        raise InputError(told + nearest(name, list(known)))
    if known[name].measure == "none":
        told = _("tickets cannot tell of the indicator {name}")
        raise InputError(told.format(name=known[name].label()))
    return known[name]


def _time(at: Instant) -> str:
    return format_instant(at)


def _hours(figures: Figures, indicator: Indicator, row: int) -> float | None:
    if indicator.measure != "hours":
        return None
    start, end = figures.state[indicator.start], figures.state[indicator.end]
    return round(int(end[row] - start[row]) / _HOUR, 2)


def _left_out(
    figures: Figures, jurisdiction: Jurisdiction, indicator: Indicator, row: int
) -> list[str]:
    """Return by which clauses a ticket is left out of an indicator."""
    if indicator.excluding is None:
        return []
    answers = figures.state[indicator.excluding.part]
    cited = [jurisdiction.cite(a.table.rules[0]) for a in answers if a.speaks[row]]
    return [place for citations in cited for place in locators(citations)]
