"""What follows from assessment in a jurisdiction: from ranks month by month, and from results."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from rexian.assess import units
from rexian.assess.history import Entry
from rexian.assess.periods import Month
from rexian.jurisdictions import Jurisdiction
from rexian.rules.outcomes import Value
from rexian.rules.plan import Plan
from rexian.rules.readings import Reading
from rexian.rules.table import Enacted

#: Consequences alike in these are one, whichever grounds bring it about.
_ALIKE = ("measure", "by", "on")


@dataclass(frozen=True)
class UnitDesk:
    """How units' months and years are read: under which jurisdiction and readings.

    Attributes:
        readings: the choices that differ from the documents' defaults; those of other
            jurisdictions are passed over.
    """

    jurisdiction: Jurisdiction
    readings: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def plan(self) -> Plan:
        """What the chain's documents say of units, compiled."""
        place = self.jurisdiction
        documents = [(layer.id, layer.assessment) for _depth, layer in place.stack]
        return units.unit_plan(documents, place.readings, -len(place.overlays))

    @property
    def ranks_matter(self) -> bool:
        """Whether a document lays down what a rank brings."""
        return units.speaks(self.plan, units.RANKING.id)

    def consequences(
        self, history: Sequence[Entry], month: Month | None = None
    ) -> list[dict[str, Any]]:
        """Return what the ranks bring, month by month; of one month only if it is named."""
        return [
            told
            for entry, facts in units.ranked_months(history)
            if month in (None, entry.month)
            for told in self._of(entry, facts)
        ]

    def _of(self, entry: Entry, facts: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Return what follows for one unit and month; grounds of the same measure are united."""
        found: dict[tuple[Any, ...], list[Enacted]] = {}
        for enacted in self._met(units.RANKING.id, facts):
            says = _says(enacted)
            found.setdefault(tuple(says.get(key) for key in _ALIKE), []).append(enacted)
        return [
            {
                "month": str(entry.month),
                "unit": entry.unit,
                "rank_from_bottom": entry.rank_from_bottom,
                "streak": facts[units.bottom_streak.id],
                "year_count": facts[units.bottom_in_year.id],
                **_says(grounds[0]),
                **self._by(grounds),
            }
            for grounds in found.values()
        ]

    def uses(self, period: str) -> list[dict[str, Any]]:
        """Return what the results of a period, `month` or `year`, go into."""
        return self._told(units.ASSESSMENT_USE.id, period)

    def recheck(self, period: str) -> list[dict[str, Any]]:
        """Return by whom the results of a period may be contested."""
        return self._told(units.RECHECK.id, period)

    def turning_on(self) -> list[dict[str, Any]]:
        """Return the readings on which the chain's rules on units turn, as they are read."""
        found = self.jurisdiction.turning(self.plan.parts.values())
        return [reading_said(reading, self.readings) for reading in found]

    def _told(self, part: str, period: str) -> list[dict[str, Any]]:
        found = self._met(part, {units.period.id: period})
        return [{**_says(enacted), **self._by([enacted])} for enacted in found]

    def _met(self, part: str, facts: Mapping[str, Any]) -> Iterator[Enacted]:
        known = {k: v for k, v in self.readings.items() if k in self.jurisdiction.readings}
        yield from units.met(self.plan, part, {**facts, **self.jurisdiction.chosen(known)})

    def _by(self, grounds: Sequence[Enacted]) -> dict[str, Any]:
        first = grounds[0]
        return {
            "rule": first.rule.id,
            "rules": [enacted.rule.id for enacted in grounds],
            "layer": first.layer,
            "inherited": first.depth > 0,
            "citations": [c for enacted in grounds for c in self.jurisdiction.cite(enacted)],
        }


def reading_said(reading: Reading, readings: Mapping[str, str]) -> dict[str, Any]:
    """Return a reading as it is read: its number, the choice taken, and all there are."""
    return {
        "id": reading.id,
        "ambiguity": reading.ambiguity,
        "chosen": readings.get(reading.id, reading.default),
        "choices": list(reading.fact.terms.ids),
    }


def _says(enacted: Enacted) -> dict[str, Any]:
    outcome = enacted.rule.outcome
    assert isinstance(outcome, Value)  # noqa: S101 - rules on units say who does what
    return {**outcome.says, "strength": outcome.strength}
