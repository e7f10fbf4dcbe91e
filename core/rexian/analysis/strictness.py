"""Strictness: which of two outcomes of one part of a question demands more.

A limit is stricter where it is due no later from every start in the published calendar; a list of
things required where it holds everything the other does; a number, a strength and a row of steps
each in its own direction. Who acts, and by what way, is no more or less strict: it differs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rexian.analysis.periods import Compared, Starts
from rexian.analysis.relation import Relation, ordered, together
from rexian.model.vocabulary import STRENGTHS
from rexian.rules.outcomes import Before, Given, Limit, Outcome, Same, Steps, Value, says_of
from rexian.rules.question import Part, Sense

Key = Callable[[Any, Any], bool]


def _no_more(first: Any, second: Any) -> bool:
    return bool(first <= second)


def _no_less(first: Any, second: Any) -> bool:
    return bool(first >= second)


def _holds(first: Any, second: Any) -> bool:
    """Whether the first list holds everything that the second does, any order.

    Where an item lists alternatives, some item of the other must leave no choice beyond them.
    """
    held = [_either(item) for item in _items(first)]
    return all(any(each <= _either(wanted) for each in held) for wanted in _items(second))


def _items(listed: str | Sequence[Any]) -> Sequence[Any]:
    """Return what a list holds; one item may stand by itself."""
    return (listed,) if isinstance(listed, str) else listed


def _either(item: str | Sequence[str]) -> frozenset[str]:
    """Return the alternatives of an item, any of which will do."""
    return frozenset(_items(item))


def _goes_through(first: Sequence[Any], second: Sequence[Any]) -> bool:
    """Whether the first row of steps goes through every step of the second, in order."""
    left = iter(first)
    return all(any(_is_step(step, wanted) for step in left) for wanted in second)


def _is_step(step: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    return step.get("role") == wanted.get("role") and _holds(
        step.get("fields", ()), wanted.get("fields", ())
    )


#: By key of an outcome: whether the first is no laxer than the second.
_KEYS: Mapping[str, Key] = {
    "max_times": _no_more,
    "max_chars": _no_more,
    "years": _no_less,
    "must_state": _holds,
    "must_record": _holds,
    "sections": _holds,
    "handler_info": _holds,
    "covers": _holds,
    "beforehand": _holds,
    "steps": _goes_through,
}


@dataclass(frozen=True, slots=True)
class Judge:
    """Compares outcomes over the starts of one calendar."""

    starts: Starts

    def outcomes(self, part: Part, first: Outcome, second: Outcome) -> Compared:
        """Return how one outcome of a part stands to another, and the starts that show it."""
        if first == second:
            return Compared(Relation.SAME)
        timed = self._time(part, first, second)
        beside = [_strengths(first.strength, second.strength), *_says(part, first, second)]
        relation = together([timed.relation, *beside])
        return Compared(relation, timed.earlier, timed.later)

    def _time(self, part: Part, first: Outcome, second: Outcome) -> Compared:
        match first, second:
            case Limit(), Limit() if first.start == second.start:
                return self.starts.limits(first.period, second.period)
            case Limit(), Limit():
                return self._from_other_starts(part, first, second)
            case (Same() | Before(), Same() | Before()) if first.clock == second.clock:
                return self.starts.hanging(first, second)
            case (Given(), Given()):
                return Compared(_alike(first.key, second.key))
            case (Value() | Steps(), Value() | Steps()):
                return Compared(Relation.SAME)
        return Compared(Relation.INCOMPARABLE)

    def _from_other_starts(self, part: Part, first: Limit, second: Limit) -> Compared:
        """Compare limits whose clocks start at different events.

        What runs from the usual start is stricter than what is no shorter from one that is later;
        nothing else is comparable, for how much later it comes is anybody's guess.
        """
        if second.start is None:
            return self._from_other_starts(part, second, first).turned
        if first.start is not None or not _is_later(part, second):
            return Compared(Relation.INCOMPARABLE)
        found = self.starts.limits(first.period, second.period)
        if found.relation in {Relation.SAME, Relation.STRICTER}:
            return Compared(Relation.STRICTER, found.earlier, found.later)
        return Compared(Relation.INCOMPARABLE, found.earlier, found.later)


def speaking(part: Part) -> Relation:
    """Return how a document stands that says something to one whose answer is no."""
    return {
        Sense.BINDS: Relation.STRICTER,
        Sense.FREES: Relation.LOOSER,
        Sense.ASSIGNS: Relation.INCOMPARABLE,
    }[part.sense]


def _is_later(part: Part, outcome: Limit) -> bool:
    starts = part.clock.starts if part.clock else {}
    return outcome.start is not None and starts[outcome.start].later


def _says(part: Part, first: Outcome, second: Outcome) -> list[Relation]:
    one, other = _keys(first), _keys(second)
    return [_key(part, key, one.get(key), other.get(key)) for key in dict.fromkeys([*one, *other])]


def _keys(outcome: Outcome) -> dict[str, Any]:
    return says_of(outcome) if isinstance(outcome, Steps) else dict(outcome.says)


def _key(part: Part, key: str, first: Any, second: Any) -> Relation:
    if first == second:
        return Relation.SAME
    if first is None or second is None:
        found = speaking(part)
        return found if second is None else found.turned
    if key.endswith("strength"):
        return _strengths(first, second)
    if key not in _KEYS:
        return Relation.INCOMPARABLE
    no_laxer = _KEYS[key]
    return ordered(no_laxer(first, second), no_laxer(second, first))


def _strengths(first: str, second: str) -> Relation:
    rank = STRENGTHS.ids.index
    return ordered(rank(first) <= rank(second), rank(second) <= rank(first))


def _alike(first: Any, second: Any) -> Relation:
    return Relation.SAME if first == second else Relation.INCOMPARABLE
