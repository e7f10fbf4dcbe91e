"""An assessment as CONTRACT's report: indicators by unit, ranks, and what follows from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from rexian.assess.declarations import Indicator
from rexian.assess.history import Entry
from rexian.assess.periods import Month, Period
from rexian.assess.ranking import Place, Scheme, places
from rexian.consequences import UnitDesk, reading_said
from rexian.i18n import _
from rexian.instants import format_instant
from rexian.jurisdictions import Jurisdiction
from rexian.lab.assess import Assessed, Declared, How, UnitFigures, assess, declared_in
from rexian.lab.corpus import Corpus


@dataclass(frozen=True, slots=True)
class Ranks:
    """How units are ranked, if a deployment says, and the ranks of earlier months."""

    scheme: Scheme | None = None
    history: tuple[Entry, ...] = ()


def report(
    corpus: Corpus, jurisdiction: Jurisdiction, period: Period, how: How, ranks: Ranks
) -> dict[str, Any]:
    """Assess a corpus and return CONTRACT's report."""
    assessed = assess(corpus, jurisdiction, period, how)
    desk = UnitDesk(jurisdiction, how.readings)
    standing = _places(assessed.units, assessed.declared, ranks.scheme)
    entries = _entries(period, standing, ranks)
    from_bottom = {e.unit: e.rank_from_bottom for e in entries if e.month == period}
    follows = desk.consequences(entries, period) if isinstance(period, Month) else []
    kind = "month" if isinstance(period, Month) else "year"
    return {
        "jurisdiction": jurisdiction.id,
        kind: str(period),
        "as_at": format_instant(how.as_at(period)),
        "indicators": indicators_said(jurisdiction, how.readings),
        "ranked_by": _scheme_said(ranks.scheme),
        "units": [
            _unit(found, assessed.declared, standing, from_bottom, follows)
            | {"unranked": _why_unranked(found, ranks, from_bottom)}
            for found in sorted(assessed.units, key=lambda found: _order(found, standing))
        ],
        "excluded": list(_left_out(assessed, jurisdiction)),
        "uses": desk.uses(kind),
        "recheck": desk.recheck(kind),
        "readings": [*_month_readings(assessed, how), *desk.turning_on()],
        "rows": corpus.tickets.height + corpus.rejected,
        "rejected": corpus.rejected,
        "assumptions": [*corpus.assumptions, *_assumed(assessed)],
    }


def indicators_said(
    jurisdiction: Jurisdiction, readings: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Return the indicators of a jurisdiction as they are declared."""
    declared = declared_in(jurisdiction)
    return [
        {
            "id": each.id,
            "label": {"zh": each.zh, "en": each.en},
            "measure": each.measure,
            "better": each.better,
            "by_month_of": _month_said(each, readings),
            "layer": declared.layer,
            "inherited": declared.depth > 0,
            "citations": jurisdiction.citations(declared.layer, each.per),
            "note": {"zh": each.note[0], "en": each.note[1]},
        }
        for each in declared.indicators
    ]


def _month_said(indicator: Indicator, readings: Mapping[str, str]) -> dict[str, Any] | None:
    if indicator.measure == "none":
        return None
    reading = indicator.month.reading
    chosen = readings.get(reading.id, reading.default) if reading else None
    moment = indicator.month.moment(chosen)
    return {
        "reading": reading.id if reading else None,
        "chosen": chosen,
        "node": moment.node,
        "due": moment.due,
    }


def _month_readings(assessed: Assessed, how: How) -> Iterator[dict[str, Any]]:
    """Yield the readings by which tickets belong to periods, each once."""
    months = [each.month.reading for each in assessed.declared.indicators]
    for reading in {found.id: found for found in months if found}.values():
        yield reading_said(reading, how.readings)


def _scheme_said(scheme: Scheme | None) -> dict[str, Any] | None:
    if scheme is None:
        return None
    weights = {
        name: {"weight": float(weight.weight), "better": weight.better}
        for name, weight in scheme.weights.items()
    }
    return {"weights": weights, "without_value": scheme.without_value}


def _values(found: UnitFigures, declared: Declared) -> dict[str, Fraction | None]:
    return {
        each.id: found.tallies[each.id].value(each)
        for each in declared.indicators
        if each.id in found.tallies
    }


def _places(
    units: Sequence[UnitFigures], declared: Declared, scheme: Scheme | None
) -> dict[str, tuple[Fraction | None, Place | None]]:
    """Return each hosting unit's score and place; none where a deployment names no scheme."""
    if scheme is None:
        return {}
    scores = {
        found.unit: scheme.score(_values(found, declared))
        for found in units
        if found.unit is not None and not found.co
    }
    ranked = places(scores, scheme.without_value)
    return {unit: (score, ranked.get(unit)) for unit, score in scores.items()}


def _order(found: UnitFigures, standing: Mapping[str, tuple[Any, Place | None]]) -> tuple[Any, ...]:
    """Put ranked units first, by rank; then the others; co-handling ones last."""
    _score, place = standing.get(found.unit or "", (None, None))
    ranked = not found.co and place is not None
    return (found.co, not found.has_tickets, not ranked, place.rank if place and ranked else 0)


def _unit(
    found: UnitFigures,
    declared: Declared,
    standing: Mapping[str, tuple[Fraction | None, Place | None]],
    from_bottom: Mapping[str, int | None],
    follows: Sequence[Mapping[str, Any]],
) -> dict[str, Any]:
    known = {} if found.co else standing
    score, place = known.get(found.unit or "", (None, None))
    told = [] if found.co else [dict(one) for one in follows if one["unit"] == found.unit]
    return {
        "unit": found.unit,
        "part": "co" if found.co else "host",
        "indicators": {each.id: found.said(each) for each in declared.indicators},
        "score": None if score is None else round(float(score), 6),
        "rank": place.rank if place else None,
        "rank_from_bottom": None if found.co else from_bottom.get(found.unit or ""),
        "consequences": told,
    }


def _why_unranked(
    found: UnitFigures, ranks: Ranks, from_bottom: Mapping[str, int | None]
) -> str | None:
    """Return why a unit has no rank, as an id; None where it has one."""
    if found.co:
        return "co_handling"
    if found.unit is None:
        return "no_unit"
    if from_bottom.get(found.unit) is not None:
        return None
    if found.tallies and not found.has_tickets:
        return "no_tickets"
    return "no_scheme" if ranks.scheme is None else "no_value"


def _entries(
    period: Period, standing: Mapping[str, tuple[Any, Place | None]], ranks: Ranks
) -> list[Entry]:
    """Return the ranks up to a month: its own as worked out, else as the history has them."""
    if not isinstance(period, Month):
        return []
    own = [
        Entry(period, unit, place.from_bottom) for unit, (_s, place) in standing.items() if place
    ]
    if ranks.scheme is None:
        own = [entry for entry in ranks.history if entry.month == period]
    return [*(entry for entry in ranks.history if entry.month < period), *own]


def _left_out(assessed: Assessed, jurisdiction: Jurisdiction) -> Iterator[dict[str, Any]]:
    for found in assessed.left_out:
        yield {
            "indicator": found.indicator.id,
            "rule": found.by.rule.id,
            "tickets": found.tickets,
            "strength": found.by.rule.outcome.strength,
            "citations": jurisdiction.cite(found.by),
        }


def _assumed(assessed: Assessed) -> Iterator[str]:
    yield _("a ticket that changed hosts counts for each of them, as at when it left the unit")
    if any(found.co for found in assessed.units):
        yield _("what units co-handle is told apart and never ranked")
    for each in assessed.unrecorded:
        told = _("{indicator}: the events it turns on are not recorded")
        yield told.format(indicator=each.label())
