"""The earliest a clock may be due where a fact on which it hangs is not known yet.

A desk cannot wait for the fact: a ticket would drop out of the queue unseen. So the clock runs to
the earliest time that any value of the fact would give, and is marked as not settled.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from math import prod
from typing import Any

from rexian.explain import Ruler, ruled
from rexian.model.assignments import Assignment
from rexian.model.case import Case
from rexian.model.fields import FieldType, Value
from rexian.model.ticket import FIELDS

#: How many ways the facts may turn out before trying them all is given up.
MOST_WAYS = 32


def ruled_at_the_earliest(
    case: Case, ruler: Ruler, questions: Container[str], found: Assignment | None = None
) -> dict[str, Any]:
    """Return a case's rulings; a clock that hangs on unknown facts is due at the earliest."""
    rulings = ruled(case, ruler, questions, found)
    for facts, names in _open(rulings).items():
        ways = [ruled(way, ruler, names, found) for way in _ways(case, facts)]
        for name in names:
            due = [way[name] for way in ways if (way[name]["outcome"] or {}).get("due_at")]
            if due:
                first = min(due, key=lambda ruling: ruling["outcome"]["due_at"])
                rulings[name] = {**first, "outcome": _unsettled(first["outcome"])}
    return rulings


def _open(rulings: Mapping[str, Any]) -> dict[tuple[str, ...], list[str]]:
    """Return the clocks that hang on unknown facts, by these facts."""
    found: dict[tuple[str, ...], list[str]] = {}
    for name, ruling in rulings.items():
        if ruling["status"] == "missing_fact" and not (ruling["outcome"] or {}).get("due_at"):
            found.setdefault(tuple(ruling["facts"]), []).append(name)
    return found


def _unsettled(outcome: Mapping[str, Any]) -> dict[str, Any]:
    return {**outcome, "calendar": "provisional"}


def _ways(case: Case, facts: Sequence[str]) -> Iterator[Case]:
    """Yield the case with every combination of values that the facts may have."""
    values = [_values(fact) for fact in facts]
    if not all(values) or prod(map(len, values)) > MOST_WAYS:
        return
    for way in product(*values):
        yield replace(case, ticket={**case.ticket, **dict(zip(facts, way, strict=True))})


def _values(fact: str) -> tuple[Value, ...]:
    field = FIELDS.get(fact)
    if field is None:
        return ()
    if field.type is FieldType.FLAG:
        return (True, False)
    return field.terms.ids if field.type is FieldType.CHOICE and field.terms else ()
