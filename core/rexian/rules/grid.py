"""Grids: every distinguishable case of a question as one numbered cell, and sets of cells as ints.

Each fact that the rules ask is an axis. Values that no rule tells apart share a class; a count is
cut at the thresholds asked. A fact that a case may leave unknown has one class more, its *unknown
plane*. Cells are numbered in mixed radix, the last axis fastest, and a set of cells is one integer
with a bit per cell, so that conditions combine with `&`, `|` and `~`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from math import prod
from operator import and_, or_

from rexian.errors import DefinitionError, nearest
from rexian.rules.conditions import And, Atom, Condition, Not, Or
from rexian.rules.facts import Choice, Count, Fact, FactValue, Flag

#: The most cells a table may have; a question that needs more is refused by name.
MOST_CELLS = 1 << 20


@dataclass(frozen=True, slots=True, eq=False)
class Axis:
    """One fact as the rules of a table see it.

    Attributes:
        fact: the fact.
        classes: its values, in classes that no rule tells apart.
        planes: what a case may hold instead of a value, and the classes it may turn out to be:
            None for an unknown value, and the fact's groups.
    """

    fact: Fact
    classes: tuple[tuple[FactValue, ...], ...]
    planes: tuple[tuple[FactValue | None, tuple[int, ...]], ...]

    @property
    def size(self) -> int:
        """How many classes and planes."""
        return len(self.classes) + len(self.planes)

    def steps(self, stride: int) -> dict[FactValue | None, int]:
        """Return what each value adds to a cell's number, None meaning unknown."""
        known: dict[FactValue | None, int] = {
            value: index * stride for index, values in enumerate(self.classes) for value in values
        }
        found = _CountSteps(known) if isinstance(self.fact, Count) else known
        for index, (held, _) in enumerate(self.planes, start=len(self.classes)):
            found[held] = index * stride
        return found


class _CountSteps(dict[FactValue | None, int]):
    """Steps of a count: numbers past the last threshold make no further difference."""

    def __init__(self, known: dict[FactValue | None, int]) -> None:
        super().__init__(known)
        self.past = max(known.values())

    def __missing__(self, number: FactValue | None) -> int:
        if not isinstance(number, int):
            raise KeyError(number)
        return self.past


def axis_of(fact: Fact, asked: Sequence[Atom]) -> Axis:
    """Cut a fact into the classes that these questions to it can tell apart."""
    values: Iterable[FactValue] = fact.values
    if isinstance(fact, Count):
        top = max(atom.at_least or 0 for atom in asked)
        values = range(fact.least, max(fact.least, top) + 1)
    classes: dict[tuple[bool, ...], list[FactValue]] = {}
    for value in values:
        classes.setdefault(tuple(atom.accepts(value) for atom in asked), []).append(value)
    cut = tuple(tuple(members) for members in classes.values())
    return Axis(fact, cut, tuple(_planes_of(fact, cut)))


def _planes_of(
    fact: Fact, classes: Sequence[tuple[FactValue, ...]]
) -> Iterator[tuple[FactValue | None, tuple[int, ...]]]:
    if fact.optional:
        yield None, tuple(range(len(classes)))
    if isinstance(fact, Choice):
        for group in fact.groups:
            among = [i for i, values in enumerate(classes) if not set(group).isdisjoint(values)]
            yield "|".join(group), tuple(among)


@dataclass(frozen=True)
class Grid:
    """The cells of a question: the product of its axes."""

    axes: tuple[Axis, ...]

    @cached_property
    def sizes(self) -> tuple[int, ...]:
        """How many classes and planes each axis has."""
        return tuple(axis.size for axis in self.axes)

    @cached_property
    def strides(self) -> tuple[int, ...]:
        """How far apart two cells are that differ by one class of an axis."""
        return tuple(prod(self.sizes[i + 1 :]) for i in range(len(self.sizes)))

    @cached_property
    def cells(self) -> int:
        """How many cells there are."""
        return prod(self.sizes)

    @cached_property
    def known(self) -> int:
        """The set of cells in which no fact is unknown."""
        bits = self.all
        if not any(axis.planes for axis in self.axes):
            return bits
        for position, axis in enumerate(self.axes):
            bits &= self.slab(position, range(len(axis.classes)))
        return bits

    @property
    def all(self) -> int:
        """The set of all cells."""
        return (1 << self.cells) - 1

    def position(self, fact: str) -> int:
        """Return which axis asks the fact of this id."""
        return next(i for i, axis in enumerate(self.axes) if axis.fact.id == fact)

    def slab(self, position: int, classes: Iterable[int]) -> int:
        """Return the cells whose class on one axis is among these."""
        stride, size = self.strides[position], self.sizes[position]
        run = (1 << stride) - 1
        pattern = 0
        for index in classes:
            pattern |= run << (index * stride)
        return _repeat(pattern, stride * size, self.cells // (stride * size))

    def within(self, values: Mapping[str, FactValue]) -> int:
        """Return the cells in which each fact that is given a value has it."""
        bits = self.all
        for position, axis in enumerate(self.axes):
            if axis.fact.id in values:
                own = [i for i, held in enumerate(axis.classes) if values[axis.fact.id] in held]
                bits &= self.slab(position, own)
        return bits

    def where(self, condition: Condition) -> int:
        """Return the cells, all facts known, in which the condition holds."""
        match condition:
            case Flag():
                return self.where(condition.atom)
            case Atom():
                return self._atom(condition)
            case And():
                bits = self.known
                for term in condition.terms:
                    bits &= self.where(term)
                return bits
            case Or():
                bits = 0
                for term in condition.terms:
                    bits |= self.where(term)
                return bits
            case Not():
                return self.known & ~self.where(condition.term)
        raise TypeError(f"{condition!r} is no condition")

    def _atom(self, atom: Atom) -> int:
        position = self.position(atom.fact.id)
        classes = self.axes[position].classes
        accepted = [i for i, values in enumerate(classes) if atom.accepts(values[0])]
        return self.known & self.slab(position, accepted)

    def along(self, position: int, bits: int) -> int:
        """Return the known cells from which changing one fact may lead into the set."""
        stride, classes = self.strides[position], range(len(self.axes[position].classes))
        first = 0
        for index in classes:
            first |= (bits & self.slab(position, [index])) >> (index * stride)
        found = 0
        for index in classes:
            found |= first << (index * stride)
        return found

    def certain(self, position: int, bits: int) -> int:
        """Return the cells on an axis's planes that are in the set however it turns out."""
        return self._planes(position, bits, and_)

    def possible(self, position: int, bits: int) -> int:
        """Return the cells on an axis's planes that may turn out to be in the set."""
        return self._planes(position, bits, or_)

    def _planes(self, position: int, bits: int, unite: Callable[[int, int], int]) -> int:
        axis, stride = self.axes[position], self.strides[position]
        found = 0
        for plane, (_, among) in enumerate(axis.planes, start=len(axis.classes)):
            found |= reduce(
                unite,
                (
                    (bits & self.slab(position, [index])) << ((plane - index) * stride)
                    for index in among
                ),
            )
        return found

    def decode(self, cell: int) -> tuple[int, ...]:
        """Return the class of each axis in a cell."""
        return tuple(
            cell // stride % axis.size for axis, stride in zip(self.axes, self.strides, strict=True)
        )

    def encode(self, classes: Sequence[int]) -> int:
        """Return the cell with these classes."""
        return sum(index * stride for index, stride in zip(classes, self.strides, strict=True))


def grid_of(
    name: str, conditions: Iterable[Condition], known: Callable[[Fact], Fact] | None = None
) -> Grid:
    """Build the smallest grid that tells apart what the conditions tell apart.

    `known` gives a fact as a jurisdiction knows it, where it knows more values than core.

    Raises:
        DefinitionError: the grid would have more than `MOST_CELLS` cells, or a condition asks for
            a value that its fact does not have.
    """
    grid = Grid(tuple(_axes(name, _asked(conditions), known)))
    if grid.cells > MOST_CELLS:
        sizes = " x ".join(f"{axis.fact.id} ({axis.size})" for axis in grid.axes)
        raise DefinitionError(
            f"{name} needs {grid.cells:,} cells, more than {MOST_CELLS:,}: {sizes}; "
            "split the question or ask fewer facts"
        )
    return grid


def _asked(conditions: Iterable[Condition]) -> dict[str, list[Atom]]:
    """Return what conditions ask of each fact, every question once."""
    asked: dict[str, dict[object, Atom]] = {}
    for condition in conditions:
        for atom in condition.atoms():
            asked.setdefault(atom.fact.id, {})[atom.values, atom.at_least] = atom
    return {fact: list(atoms.values()) for fact, atoms in asked.items()}


def _axes(
    name: str, asked: Mapping[str, Sequence[Atom]], known: Callable[[Fact], Fact] | None
) -> Iterator[Axis]:
    for atoms in asked.values():
        fact = known(atoms[0].fact) if known else atoms[0].fact
        for atom in atoms:
            _check_values(name, fact, atom)
        yield axis_of(fact, atoms)


def _check_values(name: str, fact: Fact, atom: Atom) -> None:
    if isinstance(fact, Choice):
        for value in atom.values:
            if value not in fact.terms:
                raise DefinitionError(
                    f"{name} asks whether {fact.id} is {value!r}, which it cannot be"
                    f"{nearest(str(value), fact.terms.ids)}"
                )


def members(bits: int) -> Iterator[int]:
    """Yield the cells of a set in ascending order."""
    while bits:
        low = bits & -bits
        yield low.bit_length() - 1
        bits ^= low


def _repeat(pattern: int, width: int, times: int) -> int:
    """Return the pattern of `width` bits repeated, by doubling."""
    result, filled = pattern, 1
    while filled * 2 <= times:
        result |= result << (filled * width)
        filled *= 2
    rest = times - filled
    if rest:
        result |= (result & ((1 << (rest * width)) - 1)) << (filled * width)
    return result
