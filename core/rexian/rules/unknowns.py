"""Unknowns: the facts on which open answers hang in the end.

A table may be open for a fact that is itself worked out, such as how a clock stands whose limit
depends on an unknown kind. What a person can state is the kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rexian.rules.answers import Answer
from rexian.rules.plan import Plan
from rexian.rules.table import Verdict
from rexian.rules.timing import State


def unknowns(plan: Plan, state: State, answers: Iterable[Answer]) -> list[str]:
    """Return the facts on which answers hang, those behind another answer in its place."""
    found = [fact for answer in answers for fact in _of_table(plan, state, answer)]
    return list(dict.fromkeys(found))


def _of_table(plan: Plan, state: State, answer: Answer) -> Iterator[str]:
    for fact in answer.table.missing(state):
        yield from list(_behind(plan, state, fact)) or [fact]


def _behind(plan: Plan, state: State, name: str) -> Iterator[str]:
    """Yield the facts that leave open the answers from which something is worked out."""
    for need in sorted(plan.needs.get(name, ())):
        found = state[need]
        if isinstance(found, Answer) and found.decision is Verdict.MISSING:
            yield from _of_table(plan, state, found)
        elif not isinstance(found, Answer | tuple):
            yield from _behind(plan, state, need)
