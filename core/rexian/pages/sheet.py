"""Sheets: a jurisdiction's rules on each part of a question, line by line, as pages tell them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property

from rexian.analysis.sides import Side, joint_grid
from rexian.analysis.wording import region
from rexian.jurisdictions import Jurisdiction
from rexian.rules.conditions import ALWAYS, And, Condition, Or
from rexian.rules.grid import Grid
from rexian.rules.question import Mode, Part
from rexian.rules.readings import READING
from rexian.rules.table import Conflict, Decision, Enacted, Verdict, rules_of, share_out
from rexian.rules.text import show


class Kind(Enum):
    """What a line tells."""

    RULE = "rule"
    CONFLICT = "conflict"  # rules of one document clash
    SILENCE = "silence"  # no rule holds
    OTHERWISE = "otherwise"  # a rule that holds under other readings only


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a sheet.

    Attributes:
        rules: the rule; those that clash; of silence none.
        when: the cases, as the text is read by default; of `OTHERWISE` with the readings.
        exact: whether no other cases meet `when`; of what rules leave it may be what they share.
        hangs_on: ids of the readings on which a rule hangs.
        area: the cells of a grid that it tells of; None of `OTHERWISE`, which has none as read.
    """

    kind: Kind
    rules: tuple[Enacted, ...]
    when: Condition
    exact: bool = True
    hangs_on: tuple[str, ...] = ()
    area: tuple[Grid, int] | None = field(default=None, repr=False, compare=False)

    @property
    def is_rest(self) -> bool:
        """Whether it is what rules leave in so many pieces that it is best told as the rest."""
        pieces = self.when.terms if isinstance(self.when, And) else (self.when,)
        several = any(isinstance(piece, Or) for piece in pieces)
        return self.kind is Kind.SILENCE and (several or not self.exact)

    @property
    def inherited(self) -> bool:
        """Whether it stands in a document above the jurisdiction's own."""
        return any(enacted.depth > 0 for enacted in self.rules)


@dataclass(frozen=True, eq=False)
class Sheet:
    """What a jurisdiction says on each part, as its documents are read.

    Attributes:
        readings: the choices that differ from the documents' defaults.
    """

    jurisdiction: Jurisdiction
    readings: Mapping[str, str] = field(default_factory=dict)
    _lines: dict[str, list[Line]] = field(default_factory=dict, repr=False)

    def lines(self, part: Part) -> list[Line]:
        """Return the lines of a part: its rules, nearest document first, then what they leave.

        Where the nearest document answers, an upper document's rule is told by the cases it
        decides. A rule that decides nothing under any reading is not told.
        """
        if part.id not in self._lines:
            self._lines[part.id] = self._lines_of(part)
        return self._lines[part.id]

    def _lines_of(self, part: Part) -> list[Line]:
        rules = self.side.rules(part.id)
        if part.mode is Mode.NEAREST:
            told, left = self._shared_out(part, rules)
        else:
            told, left = [self._alone(part, enacted) for enacted in rules], []
        return [line for line in (*told, *self._read_otherwise(part), *left) if line]

    @cached_property
    def side(self) -> Side:
        """Its rules as they are read."""
        return Side(self.jurisdiction, self.readings)

    @cached_property
    def _written(self) -> dict[tuple[str, str], Enacted]:
        """Every rule as its document has it, readings and all."""
        return {_name(enacted): enacted for enacted in self.side.plan.rules}

    def _shared_out(
        self, part: Part, rules: Sequence[Enacted]
    ) -> tuple[list[Line | None], list[Line | None]]:
        """Return the lines of rules among which cases are shared out, and what they leave."""
        grid = joint_grid(part, [self.side], rules)
        applies = grid.where(part.applies)
        spoken = any(table.rules for table in self.side.plan.parts[part.id].tables)
        shares = share_out(grid, rules, applies) if spoken else []
        told = [self._rule(grid, e, applies, _cells(grid, e, applies, shares)) for e in rules]
        return told, [_left(grid, decision, cells) for decision, cells in shares]

    def _alone(self, part: Part, enacted: Enacted) -> Line | None:
        grid = joint_grid(part, [self.side], [enacted])
        applies = grid.where(part.applies)
        return self._rule(grid, enacted, applies, grid.where(enacted.rule.when) & applies)

    def _rule(self, grid: Grid, enacted: Enacted, applies: int, cells: int) -> Line | None:
        if not cells:
            return None
        written = self._written[_name(enacted)]
        when = _shortest(grid, enacted.rule.when, applies, cells)
        hangs_on = self._readings_of(written)
        return Line(Kind.RULE, (written,), when, hangs_on=hangs_on, area=(grid, cells))

    def _read_otherwise(self, part: Part) -> Iterator[Line]:
        told = {_name(enacted) for enacted in self.side.rules(part.id)}
        for table in self.side.plan.parts[part.id].tables:
            deciding = {_name(e) for decision in table.decisions for e in rules_of(decision)}
            for enacted in table.rules:
                if _name(enacted) in deciding - told:
                    readings = self._readings_of(enacted)
                    yield Line(Kind.OTHERWISE, (enacted,), enacted.rule.when, hangs_on=readings)

    def _readings_of(self, enacted: Enacted) -> tuple[str, ...]:
        asked = {atom.fact.id for atom in enacted.rule.when.atoms()}
        return tuple(name for name in self.jurisdiction.readings if f"{READING}{name}" in asked)


def _name(enacted: Enacted) -> tuple[str, str]:
    return enacted.layer, enacted.rule.id


def _cells(
    grid: Grid, enacted: Enacted, applies: int, shares: Sequence[tuple[Decision, int]]
) -> int:
    """Return the cases of a rule: of one from above, those on which the nearer ones are silent."""
    nearer = [e for decision, _ in shares for e in rules_of(decision) if e.depth < enacted.depth]
    if not nearer:
        return grid.where(enacted.rule.when) & applies
    decided = 0
    for decision, cells in shares:
        decided |= cells if enacted in rules_of(decision) else 0
    return decided


def _left(grid: Grid, decision: Decision, cells: int) -> Line | None:
    """Return the line of cases that no rule decides alone; of others, and of no cases, none."""
    clash = isinstance(decision, Conflict)
    if not cells or not (clash or decision is Verdict.SILENT):
        return None
    when, exact = _told(grid, cells)
    kind = Kind.CONFLICT if clash else Kind.SILENCE
    return Line(kind, rules_of(decision), when, exact, area=(grid, cells))


def _shortest(grid: Grid, written: Condition, applies: int, cells: int) -> Condition:
    """Return a condition that a rule's cases meet: its own, unless theirs is shorter or narrower.

    Its own too where their telling falls apart, be it into too many pieces to be told or into
    several only because the question arises in several cases.
    """
    when, exact = _told(grid, cells)
    meant = grid.where(written)
    if not exact or (meant & applies == cells and _pieces(when) > _pieces(written)):
        return written
    return when if meant != cells or len(show(when)) < len(show(written)) else written


def _pieces(condition: Condition) -> int:
    terms = condition.terms if isinstance(condition, And) else (condition,)
    return max((len(term.terms) for term in terms if isinstance(term, Or)), default=1)


def _told(grid: Grid, cells: int) -> tuple[Condition, bool]:
    """Return a condition that some cases meet, and whether no other case does."""
    if cells == grid.known:
        return ALWAYS, True
    when = region(grid, cells)
    return when, grid.where(when) == cells
