"""Clocks that run out of order: an act may fall due when what follows it is already due.

Such as an objection inside a body that may come after the body's own time for returning the
ticket, or working days for signing that a holiday stretches past natural days for closing.
"""

from __future__ import annotations

from collections.abc import Iterator

from rexian.analysis.findings import Claim, Finding
from rexian.analysis.periods import Compared
from rexian.analysis.relation import Relation
from rexian.analysis.sides import Effect, Side, effects, joint_grid
from rexian.analysis.strictness import Judge
from rexian.questions.clocks import PRECEDING
from rexian.rules.outcomes import Limit, Outcome
from rexian.rules.question import Part


def squeezed(side: Side, judge: Judge, only: str | None = None) -> Iterator[Finding]:
    """Yield the limits of a side from which an act is due no earlier than the one it precedes.

    `only` names the one part of a question to look at.
    """
    for clock, following in PRECEDING:
        parts = [side.plan.parts[name].part for name in (clock, following)]
        if only in (None, clock):
            yield from _between(side, judge, *parts)


def _between(side: Side, judge: Judge, first: Part, then: Part) -> Iterator[Finding]:
    rules = [*side.rules(first.id), *side.rules(then.id)]
    noted = [check.when for check in side.noted("squeezed", first.id)]
    grid = joint_grid(first, [side], rules, [then.applies, *noted])
    others = effects(then, side, grid)
    for one, cells in effects(first, side, grid):
        for other, more in others:
            own = any(enacted.depth <= 0 for enacted in (*one.binding, *other.binding))
            if not (own and cells & more):
                continue
            compared = _compared(judge, one, other)
            if compared and _squeezes(compared):
                claims = (Claim(side, one), Claim(side, other, then))
                yield Finding(
                    "squeezed", first.id, first, grid, cells & more, one.rules, claims, compared
                )  # fmt: skip


def _compared(judge: Judge, one: Effect, other: Effect) -> Compared | None:
    if not (one.rules and other.rules):
        return None
    first, second = _limit(one), _limit(other)
    return judge.starts.limits(first.period, second.period) if first and second else None


def _limit(effect: Effect) -> Limit | None:
    outcome: Outcome = effect.rules[0].rule.outcome
    return outcome if isinstance(outcome, Limit) else None


def _squeezes(compared: Compared) -> bool:
    return compared.relation in {Relation.SAME, Relation.LOOSER} or compared.later is not None
