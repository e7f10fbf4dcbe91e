"""Regions in as few words as they take: by the values that are fewer, nothing said twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from operator import and_, or_

from rexian.analysis.regions import condition_of
from rexian.rules.conditions import And, Atom, Condition, Not, Or
from rexian.rules.facts import Choice, Flag
from rexian.rules.grid import Axis, Grid


def region(grid: Grid, cells: int) -> Condition:
    """Return the condition that some cells meet, told by the values that are fewer."""
    return _shortened(condition_of(grid, cells), {axis.fact.id: axis for axis in grid.axes})


def _shortened(when: Condition, axes: Mapping[str, Axis]) -> Condition:
    """Say that a fact is none of a few values rather than one of many."""
    match when:
        case And(terms=terms):
            return And(tuple(_together([_shortened(term, axes) for term in terms])))
        case Or(terms=terms):
            return _factored([_shortened(term, axes) for term in terms])
        case Atom(fact=Choice() as fact, values=values):
            known = frozenset(v for group in axes[fact.id].classes for v in group)
            others = frozenset(v for v in known - values if isinstance(v, str))
            return Not(Atom(fact, others)) if 0 < len(others) < len(values) else when
    return when


def _together(terms: Sequence[Condition]) -> Iterator[Condition]:
    """Yield terms, those that say of items of one list that they are not in it as one."""
    absent: dict[str, list[Condition]] = {}
    for term in terms:
        if isinstance(term, Not) and isinstance(term.term, Flag) and "." in term.term.id:
            absent.setdefault(term.term.id.partition(".")[0], []).append(term.term)
        else:
            yield term
    yield from (Not(reduce(or_, flags)) for flags in absent.values())


def _factored(alternatives: Sequence[Condition]) -> Condition:
    """Say but once what alternatives have in common."""
    sets = [each.terms if isinstance(each, And) else (each,) for each in alternatives]
    common = tuple(term for term in sets[0] if all(term in terms for terms in sets))
    if not common:
        return Or(tuple(alternatives))
    left = [[term for term in terms if term not in common] for terms in sets]
    return And(common) & reduce(or_, (reduce(and_, terms) for terms in left))
