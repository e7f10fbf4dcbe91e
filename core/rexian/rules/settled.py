"""Conditions once the readings are chosen: what is left of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import and_, or_

from rexian.rules.conditions import ALWAYS, And, Atom, Condition, Not, Or
from rexian.rules.readings import READING


def settled(condition: Condition, readings: Mapping[str, str]) -> Condition | None:
    """Return what is left of a condition once its readings are chosen; None if nothing meets it."""
    match condition:
        case Atom(fact=fact) if fact.id.startswith(READING):
            return ALWAYS if condition.accepts(readings[fact.id.removeprefix(READING)]) else None
        case And(terms=terms):
            return _all([settled(term, readings) for term in terms])
        case Or(terms=terms):
            return _any([settled(term, readings) for term in terms])
        case Not(term=term):
            left = settled(term, readings)
            return ALWAYS if left is None else None if left == ALWAYS else ~left
    return condition


def _all(terms: Sequence[Condition | None]) -> Condition | None:
    kept = [term for term in terms if term is not None]
    if len(kept) < len(terms):
        return None
    return reduce(and_, [term for term in kept if term != ALWAYS] or [ALWAYS])


def _any(terms: Sequence[Condition | None]) -> Condition | None:
    kept = [term for term in terms if term is not None]
    if ALWAYS in kept:
        return ALWAYS
    told = [term for term in kept if not any(_covers(other, term) for other in kept)]
    return reduce(or_, told) if told else None


def _covers(wide: Condition, narrow: Condition) -> bool:
    """Whether one threshold of a count is met wherever another, higher one is."""
    match wide, narrow:
        case Atom(fact=one, at_least=int(low)), Atom(fact=other, at_least=int(high)):
            return one == other and low < high
    return False
