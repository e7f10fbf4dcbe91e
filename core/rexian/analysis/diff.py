"""Diff: two rule sets compared cell by cell, grouped by the pair of rules that decide.

A part that one rule decides is compared on the grid that tells apart what either side's rules
tell apart; a part of grounds ground by ground, each with the one of the other side that says the
same, else with those that turn on one of its facts. How a clock stands is each side's own: a cell
in which a ticket is overdue is overdue by each side's limit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rexian.analysis.periods import Compared
from rexian.analysis.relation import Relation, ordered
from rexian.analysis.sides import Effect, Side, effects, joint_grid, met_by
from rexian.analysis.strictness import Judge, speaking
from rexian.rules.conditions import Condition
from rexian.rules.grid import Grid
from rexian.rules.question import Mode, Part, Question
from rexian.rules.table import Enacted

_NO_LAXER = frozenset((Relation.SAME, Relation.STRICTER))


@dataclass(frozen=True, slots=True)
class Difference:
    """How two sides stand to each other in the cases that one pair of rules decides.

    Attributes:
        first: what holds on the first side; no rules where it says nothing.
        second: what holds on the second.
        compared: the relation of the first to the second, and starts that show it.
        grid: the cells on which they were compared.
        cells: those that the pair decides.
    """

    question: Question
    part: Part
    first: Effect
    second: Effect
    compared: Compared
    grid: Grid
    cells: int

    @property
    def relation(self) -> Relation:
        """How the first side stands to the second."""
        return self.compared.relation


@dataclass(frozen=True, slots=True)
class Differ:
    """Compares two sides.

    Attributes:
        noted: by part, further conditions that the cells must tell apart.
    """

    first: Side
    second: Side
    judge: Judge
    noted: Callable[[str], Sequence[Condition]] = lambda _part: ()

    def differences(self, among: Callable[[Question, Part], bool]) -> Iterator[Difference]:
        """Yield every pair of rules on the parts of questions among those asked for."""
        for question in self.first.plan.questions:
            for part in question.parts:
                if among(question, part):
                    yield from self._part(question, part)

    def _part(self, question: Question, part: Part) -> Iterator[Difference]:
        if not (self.first.speaks(part.id) or self.second.speaks(part.id)):
            return
        pairs = self._by_ground(part) if part.mode is Mode.GROUNDS else self._by_cell(part)
        for grid, one, other, cells in pairs:
            yield Difference(
                question, part, one, other, self._compared(part, one, other), grid, cells
            )

    def _by_cell(self, part: Part) -> Iterator[tuple[Grid, Effect, Effect, int]]:
        sides = (self.first, self.second)
        grid = joint_grid(
            part, sides, [e for side in sides for e in side.rules(part.id)], self.noted(part.id)
        )
        others = effects(part, self.second, grid)
        for one, cells in effects(part, self.first, grid):
            for other, more in others:
                if cells & more and (one.rules or other.rules):
                    yield grid, one, other, cells & more

    def _by_ground(self, part: Part) -> Iterator[tuple[Grid, Effect, Effect, int]]:
        ours, theirs = self.first.rules(part.id), self.second.rules(part.id)
        for rule in ours:
            grid, found = self._met(part, rule, theirs)
            for others, cells in found:
                yield grid, Effect((rule,)), Effect(tuple(others)), cells
        for rule in theirs:
            grid, found = self._met(part, rule, ours)
            for others, cells in found:
                if not others:
                    yield grid, Effect(()), Effect((rule,)), cells

    def _met(
        self, part: Part, ground: Enacted, others: Sequence[Enacted]
    ) -> tuple[Grid, list[tuple[list[Enacted], int]]]:
        """Share the cells of a ground out by which related grounds of the other side are met.

        Where one of them says the same it alone counts, the one met in the likest cases first.
        """
        related = [other for other in others if _are_related(other, ground)]
        grid = joint_grid(part, (self.first, self.second), [ground, *related], self.noted(part.id))
        cells = grid.where(part.applies) & grid.where(ground.rule.when)
        alike = [other for other in related if other.rule.outcome == ground.rule.outcome]
        found = []
        for other in sorted(alike, key=lambda e: -_likeness(grid, ground, e)):
            met = cells & grid.where(other.rule.when)
            found += [([other], met)] if met else []
            cells &= ~met
        unlike = [other for other in related if other not in alike]
        return grid, [*found, *met_by(unlike, grid, cells)]

    def _compared(self, part: Part, one: Effect, other: Effect) -> Compared:
        if not one.rules:
            return Compared(self._against_none(part, self.first).turned)
        if not other.rules:
            return Compared(self._against_none(part, self.second))
        table = [[self._pair(part, a, b) for b in other.binding] for a in one.binding]
        columns = range(len(other.binding))
        no_laxer = all(any(row[i].relation in _NO_LAXER for row in table) for i in columns)
        no_stricter = all(any(found.relation.turned in _NO_LAXER for found in row) for row in table)
        first = table[0][0]
        return Compared(ordered(no_laxer, no_stricter), first.earlier, first.later)

    def _against_none(self, part: Part, without: Side) -> Relation:
        """Return how a side stands that says something to one that does not."""
        if part.answers_no and without.speaks(part.id):
            return speaking(part)
        return Relation.ONLY_FIRST

    def _pair(self, part: Part, one: Enacted, other: Enacted) -> Compared:
        return self.judge.outcomes(part, one.rule.outcome, other.rule.outcome)


def _are_related(one: Enacted, other: Enacted) -> bool:
    """Whether two grounds turn on a fact in common, or neither on any."""
    asked, of_other = _facts(one), _facts(other)
    return not asked.isdisjoint(of_other) or asked == of_other


def _likeness(grid: Grid, one: Enacted, other: Enacted) -> float:
    """Return in which share of the cells that meet either of two grounds both are met."""
    cells, more = grid.where(one.rule.when), grid.where(other.rule.when)
    return (cells & more).bit_count() / max(1, (cells | more).bit_count())


def _facts(enacted: Enacted) -> frozenset[str]:
    return frozenset(atom.fact.id for atom in enacted.rule.when.atoms())
