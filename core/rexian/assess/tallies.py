"""Tallies: how a unit's tickets stand in an indicator, and the figure that comes of it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from rexian.assess.declarations import Indicator

HOUR = 3600


@dataclass(frozen=True, slots=True)
class Tally:
    """One unit's tickets in one indicator.

    Attributes:
        counted: tickets looked at that count.
        not_counted: tickets looked at that do not.
        excluded: tickets that the document leaves out of assessment.
        undetermined: tickets of which an unknown leaves it open; they are in no figure.
        seconds: of a mean, all the time that the counted tickets took.
        told: whether the source records what the indicator turns on.
    """

    counted: int = 0
    not_counted: int = 0
    excluded: int = 0
    undetermined: int = 0
    seconds: int = 0
    told: bool = True

    def numerator(self, indicator: Indicator) -> Fraction | None:
        """Return what is divided: tickets, or hours."""
        if not self._tells(indicator):
            return None
        if indicator.measure == "hours":
            return Fraction(self.seconds, HOUR)
        return Fraction(self.counted)

    def denominator(self, indicator: Indicator) -> int | None:
        """Return by how many tickets it is divided; a number of tickets is divided by none."""
        if not self._tells(indicator) or indicator.measure == "tickets":
            return None
        return self.counted + (self.not_counted if indicator.measure == "share" else 0)

    def value(self, indicator: Indicator) -> Fraction | None:
        """Return the figure, exactly; None where nothing is looked at or tickets cannot tell."""
        numerator, denominator = self.numerator(indicator), self.denominator(indicator)
        if numerator is None or denominator == 0:
            return None
        return numerator if denominator is None else numerator / denominator

    def _tells(self, indicator: Indicator) -> bool:
        return self.told and indicator.measure != "none"

    def said(self, indicator: Indicator) -> dict[str, Any]:
        """Return the figure and what it is made of, as JSON can hold it."""
        return {
            "value": _number(self.value(indicator)),
            "numerator": _number(self.numerator(indicator)),
            "denominator": self.denominator(indicator),
            "excluded": self.excluded,
            "undetermined": self.undetermined,
        }


def _number(found: Fraction | None) -> float | int | None:
    if found is None:
        return None
    return found.numerator if found.denominator == 1 else round(float(found), 6)
