"""Gaps: cases on which a document is silent although it speaks of their neighbours.

A neighbour differs in one fact. A case no neighbour of which is decided is none that the document
is about, and its silence no gap. A neighbour may also be the same case with the text read another
way: then the silence hangs on a reading, be it the one chosen or another.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial, reduce
from operator import or_

from rexian.analysis.findings import NOTHING, Claim, Finding
from rexian.analysis.sides import Side, joint_grid
from rexian.rules.grid import Grid
from rexian.rules.question import Mode, Part
from rexian.rules.readings import READING, Reading
from rexian.rules.table import Table, Verdict, share_out


def gaps(side: Side) -> Iterator[Finding]:
    """Yield the silences of a side, and those that its readings fill."""
    for question in side.plan.questions:
        for part in question.parts:
            if part.mode is Mode.NEAREST and not part.answers_no and _is_own(side, part):
                (table,) = side.plan.parts[part.id].tables
                yield from _of_part(side, question.id, part, table)


def _is_own(side: Side, part: Part) -> bool:
    """Whether a side's own document speaks on a part: what it inherits is found above."""
    tables = side.plan.parts[part.id].tables
    return any(enacted.depth <= 0 for table in tables for enacted in table.rules)


def _of_part(side: Side, question: str, part: Part, table: Table) -> Iterator[Finding]:
    noted = [check.when for check in side.noted("gap", part.id)]
    grid = joint_grid(part, [side], table.rules, noted)
    applies = grid.where(part.applies)
    shares = share_out(grid, table.rules, applies)
    silent = next(bits for decision, bits in shares if decision is Verdict.SILENT)
    turns = [turn for position in _reading_axes(grid) for turn in _turns(side, grid, position)]
    as_read = grid.within(side.read_so)
    open_cells, decided = silent & as_read, applies & as_read & ~silent

    gap = partial(Finding, "gap", question, part, grid, rules=())
    own = (Claim(side, NOTHING),)
    for turn in turns:
        hanging = open_cells & ~turn.back(silent)
        if hanging:
            yield gap(cells=hanging, claims=own, hangs_on=turn.reading)
            open_cells &= ~hanging
    for fact, cells in _beside_decided(grid, open_cells, decided):
        yield gap(cells=cells, claims=own, about=fact)
    answered = reduce(or_, (grid.where(when) for when in noted), 0)
    for turn in turns:
        filled = silent & turn.over(decided) & ~answered
        if filled:
            otherwise = (Claim(side.reading({turn.reading.id: turn.choice}), NOTHING),)
            yield gap(cells=filled, claims=otherwise, hangs_on=turn.reading, filled=True)


@dataclass(frozen=True, slots=True)
class _Turn:
    """A text read another way: cells move along the axis of the reading.

    Attributes:
        chosen: the cells in which it is read as chosen.
        by: how far a cell lies from where it is read the other way.
    """

    reading: Reading
    choice: str
    chosen: int
    by: int

    def over(self, cells: int) -> int:
        """Return where cells lie once it is read the other way."""
        return _moved(cells & self.chosen, self.by)

    def back(self, cells: int) -> int:
        """Return where cells, in which it is read the other way, lie as it is chosen."""
        return _moved(cells, -self.by) & self.chosen


def _moved(cells: int, by: int) -> int:
    return cells << by if by >= 0 else cells >> -by


def _reading_axes(grid: Grid) -> list[int]:
    return [p for p, axis in enumerate(grid.axes) if axis.fact.id.startswith(READING)]


def _turns(side: Side, grid: Grid, position: int) -> Iterator[_Turn]:
    axis, stride = grid.axes[position], grid.strides[position]
    reading = side.jurisdiction.readings[axis.fact.id.removeprefix(READING)]
    own = next(i for i, values in enumerate(axis.classes) if side.chosen[reading.id] in values)
    chosen = grid.known & grid.slab(position, [own])
    for index, (choice, *_alike) in enumerate(axis.classes):
        if index != own:
            yield _Turn(reading, str(choice), chosen, (index - own) * stride)


def _beside_decided(grid: Grid, silent: int, decided: int) -> Iterator[tuple[str, int]]:
    """Yield facts, each with the silent cells that it alone keeps from being decided.

    Each cell is told of one fact: that which explains the most.
    """
    reach = {
        axis.fact.id: silent & grid.along(position, decided)
        for position, axis in enumerate(grid.axes)
    }
    while any(reach.values()):
        fact = max(reach, key=lambda name: reach[name].bit_count())
        cells = reach[fact]
        yield fact, cells
        reach = {name: left & ~cells for name, left in reach.items()}
