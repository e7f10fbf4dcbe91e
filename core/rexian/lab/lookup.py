"""Tables looked up by column: the cell of every ticket, and what decides it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from rexian.errors import InputError
from rexian.i18n import _
from rexian.lab.coding import Codes
from rexian.lab.columns import values_of
from rexian.lab.marks import UNRECORDED
from rexian.rules.facts import Count, FactValue
from rexian.rules.grid import Axis
from rexian.rules.table import Table

Decisions: TypeAlias = npt.NDArray[np.uint8]

CHUNK = 1 << 15
"""Rows looked up at once: their codes and cells stay in the cache."""
_WIDEST = 1 << 15
"""The most combinations of codes that one look-up takes: they are numbered in 16 bits."""
_NARROW = 1 << 8
"""The most that are numbered in 8 bits, which is faster."""


class Column(NamedTuple):
    """An axis that differs between tickets: its place among the table's, and the codes."""

    position: int
    codes: Codes


class Lookup(NamedTuple):
    """What decides each ticket, as an index among the table's decisions, and which can at all."""

    codes: Decisions
    possible: frozenset[int]


def look_up(table: Table, state: Mapping[str, Any], n: int) -> Lookup:
    """Look every ticket up in a table.

    Raises:
        InputError: a fact that is never unknown is unknown of some ticket.
    """
    shift = 0
    columns = []
    for position, (fact, steps) in enumerate(table.lookup):
        held = state[fact]
        if isinstance(held, np.ndarray):
            _check(table.grid.axes[position], held)
            columns.append(Column(position, held))
        else:
            shift += steps[None if held is UNRECORDED else held]
    if not columns:
        only = table.cells[shift]
        return Lookup(np.broadcast_to(np.uint8(only), n), frozenset((only,)))
    return _look_up(table, columns, shift, n)


def _check(axis: Axis, codes: Codes) -> None:
    if not axis.fact.optional and codes.size and codes.min() < 0:
        row = int(codes.argmin())
        told = _("row {row}: {fact} is unknown, which it cannot be")
        raise InputError(told.format(row=row, fact=axis.fact.id))


def _look_up(table: Table, columns: Sequence[Column], shift: int, n: int) -> Lookup:
    groups = _groups(table, tuple(column.position for column in columns))
    composed, possible = _composed(table, groups, shift)
    found = np.empty(n, np.uint8)
    codes = {column.position: np.broadcast_to(column.codes, n) for column in columns}
    narrow = len(groups) == 1 and composed.size <= _NARROW
    kind = np.dtype(np.uint8 if narrow else np.int16)
    buffers = np.empty((2, min(n, CHUNK)), kind)
    told = composed.tobytes().ljust(_NARROW, b"\0")
    for low in range(0, n, CHUNK):
        rows = slice(low, min(low + CHUNK, n))
        joints = (_joint(table, group, codes, rows, buffers) for group in groups)
        if narrow:
            # Bytes are translated twice as fast as numpy takes them.
            found[rows] = np.frombuffer(next(joints).tobytes().translate(told), np.uint8)
        elif len(groups) == 1:
            composed.take(next(joints), mode="clip", out=found[rows])
        else:
            steps = (
                _steps(table, group).take(joint)
                for group, joint in zip(groups, joints, strict=True)
            )
            composed.take(sum(steps, start=shift), mode="clip", out=found[rows])
    return Lookup(found, possible)


def _joint(
    table: Table,
    group: tuple[int, ...],
    codes: Mapping[int, Codes],
    rows: slice,
    buffers: npt.NDArray[Any],
) -> npt.NDArray[Any]:
    """Number each row's combination of codes, unknown coming first.

    Its type holds the last combination, so what wraps round on the way comes round again.
    """
    joint: npt.NDArray[Any]
    joint, term = buffers[:, : rows.stop - rows.start]
    joint[:] = sum(_radices(table, group))
    for position, radix in zip(group, _radices(table, group), strict=True):
        column = codes[position][rows]
        axis = table.grid.axes[position]
        if isinstance(axis.fact, Count):
            column = np.minimum(column, _most(axis))
        np.copyto(term, column, casting="unsafe")
        term *= term.dtype.type(radix)
        joint += term
    return joint


@lru_cache(maxsize=4096)
def _groups(table: Table, positions: tuple[int, ...]) -> tuple[tuple[int, ...], ...]:
    """Part the axes into groups, each of which one look-up takes."""
    groups: list[tuple[int, ...]] = []
    width = _WIDEST
    for position in positions:
        size = len(_values(table, position)) + 1
        width *= size
        if width > _WIDEST:
            groups.append(())
            width = size
        groups[-1] = (*groups[-1], position)
    return tuple(groups)


@lru_cache(maxsize=4096)
def _radices(table: Table, group: tuple[int, ...]) -> tuple[int, ...]:
    radices, radix = [], 1
    for position in reversed(group):
        radices.append(radix)
        radix *= len(_values(table, position)) + 1
    return tuple(reversed(radices))


@lru_cache(maxsize=4096)
def _steps(table: Table, group: tuple[int, ...]) -> npt.NDArray[np.int64]:
    """Return what each combination of codes of some axes adds to the cell's number."""
    total = np.zeros(1, np.int64)
    for position in group:
        steps = table.lookup[position][1]
        unknown = steps.get(None, 0)
        own = [unknown, *(steps[value] for value in _values(table, position))]
        total = np.add.outer(total, own).ravel()
    return total


@lru_cache(maxsize=4096)
def _composed(
    table: Table, groups: tuple[tuple[int, ...], ...], shift: int
) -> tuple[Decisions, frozenset[int]]:
    """Return what decides, by combination of codes or, of several groups, by cell; and what can."""
    cells = np.frombuffer(table.cells, np.uint8)
    if len(groups) == 1:
        cells = cells.take(_steps(table, groups[0]) + shift)
    return cells, frozenset(np.unique(cells).tolist())


@lru_cache(maxsize=4096)
def _values(table: Table, position: int) -> tuple[FactValue, ...]:
    axis = table.grid.axes[position]
    if isinstance(axis.fact, Count):
        return tuple(range(_most(axis) + 1))
    return values_of(axis.fact)


def _most(axis: Axis) -> int:
    """Return the number from which on a count makes no further difference."""
    return int(max(value for values in axis.classes for value in values))
