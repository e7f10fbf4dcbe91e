"""Months one after another: each month's report, which knows the ranks of those before it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rexian.assess.history import Entry
from rexian.assess.periods import Month, months, read_month
from rexian.assess.ranking import Scheme
from rexian.instants import Instant
from rexian.jurisdictions import Jurisdiction
from rexian.lab.assess import How
from rexian.lab.assess_report import Ranks, report
from rexian.lab.corpus import Corpus


@dataclass(frozen=True, slots=True)
class Span:
    """Several months as one period, of whose tickets a corpus is read."""

    months: tuple[Month, ...]

    @property
    def first(self) -> Instant:
        """Its first second."""
        return self.months[0].first

    @property
    def last(self) -> Instant:
        """Its last second."""
        return self.months[-1].last


def span(last: Month, count: int) -> Span:
    """Return so many months up to one, that one included."""
    return Span(tuple(months(last.shifted(1 - count), last)))


def reports(
    corpus: Corpus, jurisdiction: Jurisdiction, wanted: Span, how: How, scheme: Scheme | None
) -> Iterator[dict[str, Any]]:
    """Yield the report of each month, the first one first.

    The ranks of a month are those that the same scheme gives; what follows from ranks that run on
    is therefore told as far as the months reach back.
    """
    history: tuple[Entry, ...] = ()
    for month in wanted.months:
        told = report(corpus, jurisdiction, month, how, Ranks(scheme, history))
        history += ranks_in(told)
        yield told


def ranks_in(told: Mapping[str, Any]) -> tuple[Entry, ...]:
    """Return the ranks of a month's report."""
    month = read_month(told["month"])
    return tuple(
        Entry(month, unit["unit"], unit["rank_from_bottom"])
        for unit in told["units"]
        if unit["rank_from_bottom"] is not None
    )


def trend(told: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return of each month's report the figures and ranks alone, as JSON can hold them."""
    return [
        {
            "month": each["month"],
            "units": [
                {
                    "unit": unit["unit"],
                    "part": unit["part"],
                    "values": {name: f["value"] for name, f in unit["indicators"].items()},
                    "rank": unit["rank"],
                    "rank_from_bottom": unit["rank_from_bottom"],
                }
                for unit in each["units"]
                if unit["unranked"] != "no_tickets"
            ],
        }
        for each in told
    ]
