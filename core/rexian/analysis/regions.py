"""Regions: sets of cells told as conditions, and the cells in them most like an ordinary case."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import reduce
from operator import and_, or_
from typing import TypeAlias

from rexian.facts import base_facts, stated_as
from rexian.rules.conditions import ALWAYS, Atom, Condition
from rexian.rules.facts import Count, FactValue, Flag
from rexian.rules.grid import Axis, Grid
from rexian.rules.readings import READING

#: A region is told in so many boxes; one that needs more is told by what all its cells share.
MOST_BOXES = 4
#: So many cells of a region are tried before none is taken to be possible.
MOST_TRIES = 24

#: For each axis, the classes that a box spans.
Box: TypeAlias = tuple[frozenset[int], ...]


def likely_cells(grid: Grid, bits: int) -> Iterator[int]:
    """Yield cells of a region, the one most like an ordinary case first; a few where it is large.

    Which fact is to be ordinary before the others changes from cell to cell, so that one fact that
    cannot be as the region has it does not use up every try.
    """
    axes = list(range(len(grid.axes)))
    for _ in range(MOST_TRIES):
        if not bits:
            return
        cell = _most_ordinary(grid, bits, axes)
        yield cell
        bits &= ~(1 << cell)
        axes = [*axes[1:], *axes[:1]]


def _most_ordinary(grid: Grid, bits: int, axes: Sequence[int]) -> int:
    for position in axes:
        for index in _by_likelihood(grid.axes[position]):
            narrowed = bits & grid.slab(position, [index])
            if narrowed:
                bits = narrowed
                break
    return bits.bit_length() - 1


def _by_likelihood(axis: Axis) -> Sequence[int]:
    usual = _usual(axis)
    return sorted(range(len(axis.classes)), key=lambda index: usual not in axis.classes[index])


def _usual(axis: Axis) -> FactValue | None:
    """Return what a fact is where nothing is stated and nothing happened."""
    fact = axis.fact
    if isinstance(fact, Count):
        return fact.least
    if isinstance(fact, Flag):
        return bool(_BASE.get(stated_as(fact.id), False))
    stated = _BASE.get(stated_as(fact.id))
    return stated if isinstance(stated, str) else None


_BASE = base_facts()


def values_in(grid: Grid, cell: int) -> dict[str, Collection[FactValue]]:
    """Return for each fact of a grid, readings aside, the values that it may have in a cell."""
    return {
        axis.fact.id: axis.classes[index]
        for axis, index in zip(grid.axes, grid.decode(cell), strict=True)
        if not axis.fact.id.startswith(READING)
    }


def condition_of(grid: Grid, bits: int) -> Condition:
    """Return the condition that the cells of a region meet, readings aside.

    Where it falls into many boxes, that which all its cells have in common.
    """
    boxes: list[Box] = []
    left = bits
    while left and len(boxes) < MOST_BOXES:
        box = _grown(grid, bits, _most_ordinary(grid, left, range(len(grid.axes))))
        boxes.append(box)
        left &= ~_cells(grid, box)
    return _hull(grid, bits) if left else reduce(or_, (_said(grid, box) for box in boxes))


def _grown(grid: Grid, bits: int, cell: int) -> Box:
    """Return the box that grows from a cell, axis by axis, while it stays inside the region."""
    at, still_to_grow = grid.decode(cell), [grid.known]
    for position in range(len(grid.axes) - 1, 0, -1):
        still_to_grow.append(still_to_grow[-1] & grid.slab(position, at[position : position + 1]))
    box, grown = [], grid.known
    for position, axis in enumerate(grid.axes):
        outside = grown & still_to_grow.pop() & ~bits
        inside = [i for i in range(len(axis.classes)) if not outside & grid.slab(position, [i])]
        grown &= grid.slab(position, inside)
        box.append(frozenset(inside))
    return tuple(box)


def _cells(grid: Grid, box: Sequence[Collection[int]]) -> int:
    slabs = (grid.slab(position, classes) for position, classes in enumerate(box))
    return reduce(and_, slabs, grid.known)


def _hull(grid: Grid, bits: int) -> Condition:
    met = (
        frozenset(i for i in range(len(axis.classes)) if bits & grid.slab(position, [i]))
        for position, axis in enumerate(grid.axes)
    )
    return _said(grid, tuple(met))


def _said(grid: Grid, box: Box) -> Condition:
    terms = [
        _is_among(axis, classes)
        for axis, classes in zip(grid.axes, box, strict=True)
        if len(classes) < len(axis.classes) and not axis.fact.id.startswith(READING)
    ]
    return _all(terms)


def _is_among(axis: Axis, classes: Collection[int]) -> Condition:
    fact = axis.fact
    if isinstance(fact, Count):
        return reduce(or_, (_between(fact, axis, *run) for run in _runs(sorted(classes))))
    values = [value for index in sorted(classes) for value in axis.classes[index]]
    if isinstance(fact, Flag):
        return fact if True in values else ~fact
    return Atom(fact, frozenset(value for value in values if isinstance(value, str)))


def _runs(classes: Sequence[int]) -> list[tuple[int, int]]:
    """Return the first and last of each run of classes that follow one another."""
    runs: list[tuple[int, int]] = []
    for index in classes:
        if runs and runs[-1][1] == index - 1:
            runs[-1] = (runs[-1][0], index)
        else:
            runs.append((index, index))
    return runs


def _between(fact: Count, axis: Axis, first: int, last: int) -> Condition:
    lowest, highest = int(axis.classes[first][0]), int(axis.classes[last][-1])
    from_ = [fact.at_least(lowest)] if lowest > fact.least else []
    to = [fact.below(highest + 1)] if last < len(axis.classes) - 1 else []
    return _all([*from_, *to])


def _all(terms: Sequence[Condition]) -> Condition:
    return reduce(and_, terms) if terms else ALWAYS
