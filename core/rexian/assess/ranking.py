"""Ranking: by one indicator that a deployment names, or by its weights; never by ours.

Units are compared by exact fractions, so that a tie is a tie. Those that tie share the better
place from the top and the lower one from the bottom; a unit without a figure has no place, unless
the deployment puts such units last.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal, TypeAlias, get_args

from rexian.assess.declarations import Better, Indicator
from rexian.errors import InputError
from rexian.i18n import _
from rexian.model.casefile import load
from rexian.model.terms import shown
from rexian.model.values import known_hint, read_mapping, unknown_key, within

WithoutValue: TypeAlias = Literal["unranked", "last"]
WITHOUT_VALUE: tuple[WithoutValue, ...] = get_args(WithoutValue)
_BETTER: tuple[Better, ...] = get_args(Better)
_KEYS = ("weight", "better")


@dataclass(frozen=True, slots=True)
class Weight:
    """How much an indicator weighs, and whether more of it is better."""

    weight: Fraction
    better: Better


@dataclass(frozen=True, slots=True)
class Scheme:
    """How a deployment ranks: by which weights, and what becomes of units without a figure."""

    weights: Mapping[str, Weight]
    without_value: WithoutValue = "unranked"

    def score(self, values: Mapping[str, Fraction | None]) -> Fraction | None:
        """Return a unit's score, higher being better; None where a figure is wanting.

        It is the sum of the figures times their weights, taken off where less is better.
        """
        score = Fraction(0)
        for name, weight in self.weights.items():
            value = values[name]
            if value is None:
                return None
            score += weight.weight * (value if weight.better == "more" else -value)
        return score


@dataclass(frozen=True, slots=True)
class Place:
    """A unit's place: 1 is the first, and from the bottom the last."""

    rank: int
    from_bottom: int


def by_indicator(text: str, indicators: Sequence[Indicator]) -> Scheme:
    """Return the scheme that ranks by one indicator, written ID, ID:more or ID:less.

    Raises:
        InputError: there is no such indicator, or its better end is not known.
    """
    name, colon, better = text.partition(":")
    indicator = _known(name, indicators)
    if colon and better not in _BETTER:
        raise InputError(_("{text}: write ID:more or ID:less").format(text=text))
    return Scheme({name: Weight(Fraction(1), _better(indicator, better or None))})


def read_weights(path: Path | str, indicators: Sequence[Indicator]) -> Scheme:
    """Read a file of weights: `indicator: 60`, or `indicator: {weight: 60, better: less}`.

    Raises:
        InputError: the file cannot be read, or what it says of an indicator makes no sense.
    """
    with within(str(path)):
        raw = read_mapping(load(path))
        if not raw:
            raise InputError(
                _("there is no weight in it; write {name}: 60").format(name="sign_rate")
            )
        weights = {}
        for name, said in raw.items():
            with within(str(name)):
                weights[str(name)] = _weight(said, _known(str(name), indicators))
        return Scheme(weights)


def _weight(said: object, indicator: Indicator) -> Weight:
    entry: Mapping[str, Any] = said if isinstance(said, Mapping) else {"weight": said}
    for key in entry:
        if key not in _KEYS:
            raise InputError(unknown_key(key, _KEYS))
    better = entry.get("better")
    if better is not None and better not in _BETTER:
        raise InputError(_("better: {value}: write more or less").format(value=shown(better)))
    return Weight(_fraction(entry.get("weight")), _better(indicator, better))


def _fraction(said: object) -> Fraction:
    try:
        weight = Fraction(str(said))
    except (ValueError, ZeroDivisionError):
        weight = Fraction(0)
    if weight <= 0:
        raise InputError(_("weight: {value} is not a number above 0").format(value=shown(said)))
    return weight


def _known(name: str, indicators: Sequence[Indicator]) -> Indicator:
    known = {indicator.id: indicator for indicator in indicators if indicator.measure != "none"}
    if name not in known:
        told = _("there is no indicator {name} to rank by").format(name=shown(name))
        raise InputError(told + known_hint(name, list(known)))
    return known[name]


def _better(indicator: Indicator, stated: str | None) -> Better:
    if stated is None and indicator.better is None:
        told = _("the document does not say whether more of {name} is better; write {name}:less")
        raise InputError(told.format(name=indicator.id))
    return "more" if (stated or indicator.better) == "more" else "less"


def places(
    scores: Mapping[str, Fraction | None], without_value: WithoutValue = "unranked"
) -> dict[str, Place]:
    """Return the place of every unit that has one."""
    known = [score for score in scores.values() if score is not None]
    last = len(scores) - len(known) if without_value == "last" else 0
    found = {
        unit: Place(
            sum(other > score for other in known) + 1,
            sum(other < score for other in known) + last + 1,
        )
        for unit, score in scores.items()
        if score is not None
    }
    if last:
        found |= {unit: Place(len(known) + 1, 1) for unit in scores.keys() - found.keys()}
    return found
