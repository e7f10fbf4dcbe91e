"""Findings: what `rexian check` finds amiss, in which cells, and what they claim to show it."""

from __future__ import annotations

from dataclasses import dataclass

from rexian.analysis.periods import Compared
from rexian.analysis.sides import Effect, Side
from rexian.rules.grid import Grid
from rexian.rules.question import Part
from rexian.rules.readings import Reading
from rexian.rules.table import Enacted

NOTHING = Effect(())


@dataclass(frozen=True, slots=True)
class Claim:
    """What a side is said to hold in some cells.

    Attributes:
        effect: all that holds there; None where it does not matter what does. Of a part of
            grounds, those that are met, or that none is.
        part: the part it holds on, if not the one that the cells are of.
    """

    side: Side
    effect: Effect | None
    part: Part | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Something amiss with the rules on one part of a question.

    Attributes:
        kind: what it is, of `rexian.acknowledged.FINDINGS`.
        cells: the cells of the grid in which it is so.
        rules: the rules it is about; none of a gap.
        claims: what holds there, that of the side checked first; then of the one above it, or on
            the part that follows.
        compared: how a rule stands to the one above it.
        about: the fact that keeps a silence from being decided.
        hangs_on: the reading that fills a silence or would fill it, or without which nothing would
            be found.
        filled: whether it fills it: the side then reads it the other way.
    """

    kind: str
    question: str
    part: Part
    grid: Grid
    cells: int
    rules: tuple[Enacted, ...]
    claims: tuple[Claim, ...]
    compared: Compared | None = None
    about: str | None = None
    hangs_on: Reading | None = None
    filled: bool = False

    @property
    def side(self) -> Side:
        """The rules it is found in, under the readings it is found under."""
        return self.claims[0].side
