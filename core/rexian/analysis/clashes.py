"""Clashes: rules of one document that claim the same cases, none going over the other.

Where they say the same the overlap is harmless and one of them is spare; where they differ it is a
conflict, and the one to follow is named or not.
"""

from __future__ import annotations

from collections.abc import Iterator

from rexian.analysis.findings import Claim, Finding
from rexian.analysis.sides import Effect, Side, effects_of, joint_grid
from rexian.rules.question import Mode, Part


def clashes(side: Side) -> Iterator[Finding]:
    """Yield the overlaps and conflicts within a side's own document, and within each overlay.

    Those as the text is read, then what only another reading of one point brings about.
    """
    for question in side.plan.questions:
        for part in question.parts:
            if part.mode is not Mode.GROUNDS:
                yield from _of_part(side, question.id, part)


def _of_part(side: Side, question: str, part: Part) -> Iterator[Finding]:
    seen = set()
    for read in (side, *_read_otherwise(side, part)):
        for depth in sorted({e.depth for e in read.rules(part.id) if e.depth <= 0}):
            for found in _within(read, question, part, depth):
                names = frozenset(enacted.rule.id for enacted in found.rules)
                if (depth, names) not in seen:
                    seen.add((depth, names))
                    yield found


def _read_otherwise(side: Side, part: Part) -> Iterator[Side]:
    """Yield the side with one reading flipped that the rules on a part ask."""
    for reading in side.jurisdiction.turning([side.plan.parts[part.id]]):
        for choice in reading.choices:
            if choice.id != side.chosen[reading.id]:
                yield side.reading({reading.id: choice.id})


def _within(side: Side, question: str, part: Part, depth: int) -> Iterator[Finding]:
    noted = [check.when for kind in ("overlap", "conflict") for check in side.noted(kind, part.id)]
    rules = [enacted for enacted in side.rules(part.id) if enacted.depth == depth]
    grid = joint_grid(part, [side], side.rules(part.id), noted)
    for effect, cells in effects_of(rules, grid, grid.where(part.applies)):
        if effect.conflict:
            claims = (Claim(side, effect),)
            yield Finding(_kind(effect), question, part, grid, cells, effect.rules, claims)


def _kind(effect: Effect) -> str:
    first, *others = (enacted.rule.outcome for enacted in effect.rules)
    return "overlap" if all(other == first for other in others) else "conflict"
