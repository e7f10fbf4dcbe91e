"""Tables: a question compiled, from each cell of its grid to what decides it.

Rules carry the document they stand in. Nearer documents answer first; an upper document's rule
owns only the cells on which the documents below are silent. Within a document two rules may own a
cell only where one goes over the other; else the cell is a conflict.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from itertools import product
from typing import Any, TypeAlias, TypeVar

from rexian.errors import DefinitionError, nearest
from rexian.rules.conditions import ALWAYS, Condition
from rexian.rules.facts import Fact, FactValue
from rexian.rules.grid import Grid, grid_of
from rexian.rules.outcomes import Outcome
from rexian.rules.rule import Rule

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Enacted:
    """A rule in its document.

    Attributes:
        layer: the document's id.
        depth: 0 for a jurisdiction's own document, less for an overlay, more for one above it.
    """

    rule: Rule
    layer: str
    depth: int


class Verdict(Enum):
    """What a cell holds where no single rule decides it."""

    SILENT = "silent"
    NOT_APPLICABLE = "not_applicable"
    MISSING = "missing_fact"


@dataclass(frozen=True, slots=True)
class Decided:
    """The rule that decides; several where an unknown fact picks among rules that say the same."""

    rules: tuple[Enacted, ...]

    @property
    def outcome(self) -> Outcome:
        """What follows."""
        return self.rules[0].rule.outcome


@dataclass(frozen=True, slots=True)
class Conflict:
    """Rules of one document that clash, and the one followed until the text is mended, if any."""

    candidates: tuple[Enacted, ...]

    @property
    def followed(self) -> Enacted | None:
        """The candidate that says it is to be followed."""
        return next((found for found in self.candidates if found.rule.followed), None)

    @property
    def foremost(self) -> Enacted:
        """The candidate to tell of first: the one followed, if any is."""
        return self.followed or self.candidates[0]

    @property
    def outcome(self) -> Outcome | None:
        """What the followed candidate says."""
        return self.followed.rule.outcome if self.followed else None


Decision: TypeAlias = Verdict | Decided | Conflict


def rules_of(decision: Decision) -> tuple[Enacted, ...]:
    """Return the rules a decision rests on: of a conflict all that clash, of a verdict none."""
    match decision:
        case Decided(rules=rules):
            return rules
        case Conflict(candidates=candidates):
            return candidates
    return ()


#: Decisions are numbered in a byte per cell.
MOST_DECISIONS = 256


@dataclass(frozen=True, eq=False)
class Table:
    """A compiled question.

    Attributes:
        name: the part of a question it answers.
        grid: its cells.
        rules: the rules it was compiled from, nearest document first.
        decisions: what a cell can hold.
        cells: for each cell, the index of its decision.
        lookup: per axis, the fact's id and what each value adds to the cell's number.
    """

    name: str
    grid: Grid
    rules: tuple[Enacted, ...]
    applies: Condition
    decisions: tuple[Decision, ...]
    cells: bytes

    @cached_property
    def lookup(self) -> tuple[tuple[str, Mapping[FactValue | None, int]], ...]:
        """Per axis: the fact's id, and for each of its values what it adds to the cell's number."""
        return tuple(
            (axis.fact.id, axis.steps(stride))
            for axis, stride in zip(self.grid.axes, self.grid.strides, strict=True)
        )

    def cell(self, values: Mapping[str, Any]) -> int:
        """Return the number of the cell a case falls into; unknown facts hold None."""
        cell = 0
        for fact, steps in self.lookup:
            cell += steps[values[fact]]
        return cell

    def settled(
        self, values: Mapping[str, Any], varying: Container[str]
    ) -> tuple[int, tuple[tuple[str, Mapping[FactValue | None, int]], ...]]:
        """Return what the facts that do not vary add to a cell's number, and the axes that do."""
        open_axes = tuple((fact, steps) for fact, steps in self.lookup if fact in varying)
        fixed = sum(steps[values[fact]] for fact, steps in self.lookup if fact not in varying)
        return fixed, open_axes

    def decide(self, values: Mapping[str, Any]) -> Decision:
        """Return what decides a case."""
        cell = 0
        for fact, steps in self.lookup:
            cell += steps[values[fact]]
        return self.decisions[self.cells[cell]]

    def where(self, decision: Decision) -> int:
        """Return the cells that hold a decision."""
        index = self.decisions.index(decision)
        marks = bytes(b"01"[number == index] for number in range(MOST_DECISIONS))
        return int(self.cells.translate(marks)[::-1], 2)

    def completions(self, values: Mapping[str, Any]) -> dict[tuple[FactValue, ...], Decision]:
        """Return the decision for every way the case's open facts may turn out.

        Keys hold one value per open fact, in the order of `open_facts(values)`.
        """
        unknown = self.open_facts(values)
        ways = product(*unknown.values())
        return {
            way: self.decide({**values, **dict(zip(unknown, way, strict=True))}) for way in ways
        }

    def open_facts(self, values: Mapping[str, Any]) -> dict[str, list[FactValue]]:
        """Return the facts that the case leaves open, each with a value of each class it may be."""
        return {
            axis.fact.id: [axis.classes[index][0] for index in among]
            for axis in self.grid.axes
            for held, among in axis.planes
            if values[axis.fact.id] == held
        }

    def missing(self, values: Mapping[str, Any]) -> tuple[str, ...]:
        """Return the unknown facts on which the answer hangs."""
        unknown, ways = self.open_facts(values), self.completions(values)
        return tuple(fact for position, fact in enumerate(unknown) if _matters(position, ways))


def compile_table(
    name: str,
    rules: Sequence[Enacted],
    applies: Condition = ALWAYS,
    domains: Mapping[str, Fact] | None = None,
) -> Table:
    """Compile the rules of one part of a question, nearest document first.

    Where no document says anything the answer is silence, whatever the unknown facts.

    Raises:
        DefinitionError: an `over` names no rule of its document, rules go over each other in a
            ring, or the table passes its bounds.
    """
    conditions = [applies, *(enacted.rule.when for enacted in rules)]
    known = domains or {}
    grid = grid_of(name, conditions, lambda fact: known.get(fact.id, fact))
    owned = share_out(grid, rules, grid.where(applies))
    sets = [(decision, bits) for decision, bits in owned if bits]
    sets += _planes(grid, sets)
    missing = grid.all
    for _, bits in sets:
        missing &= ~bits
    if missing:
        sets.append((Verdict.MISSING if rules else Verdict.SILENT, missing))
    if len(sets) > MOST_DECISIONS:
        raise DefinitionError(f"{name} has {len(sets)} decisions, more than {MOST_DECISIONS}")
    decisions, cells = _number(grid.cells, sets)
    return Table(name, grid, tuple(rules), applies, decisions, cells)


def share_out(grid: Grid, rules: Sequence[Enacted], applies: int) -> list[tuple[Decision, int]]:
    """Share the known cells out among documents, nearest first, and within each among its rules.

    `applies` are the known cells in which the question arises. Decisions may own no cell.
    """
    found: list[tuple[Decision, int]] = [(Verdict.NOT_APPLICABLE, grid.known & ~applies)]
    open_cells = applies
    for depth in sorted({enacted.depth for enacted in rules}):
        layer = [enacted for enacted in rules if enacted.depth == depth]
        shares = _document(grid, layer, open_cells)
        for _, bits in shares:
            open_cells &= ~bits
        found += shares
    return [*found, (Verdict.SILENT, open_cells)]


def _document(grid: Grid, layer: Sequence[Enacted], open_cells: int) -> list[tuple[Decision, int]]:
    reach = {enacted.rule.id: grid.where(enacted.rule.when) & open_cells for enacted in layer}
    yields = _yields(layer)
    claims = {
        enacted.rule.id: reach[enacted.rule.id]
        & ~_union(reach[other] for other in yields[enacted.rule.id])
        for enacted in layer
    }
    clashes = _clashes(layer, claims)
    contested = _union(bits for _, bits in clashes)
    alone: list[tuple[Decision, int]] = [
        (Decided((enacted,)), claims[enacted.rule.id] & ~contested) for enacted in layer
    ]
    return [*alone, *clashes]


def _yields(layer: Sequence[Enacted]) -> dict[str, set[str]]:
    """Return, for each rule, the rules that go over it."""
    yields: dict[str, set[str]] = {enacted.rule.id: set() for enacted in layer}
    for enacted in layer:
        for other in enacted.rule.over:
            if other not in yields:
                raise DefinitionError(
                    f"{enacted.rule.id} goes over {other}, which {enacted.layer} does not have "
                    f"in that question{nearest(other, yields)}"
                )
            yields[other].add(enacted.rule.id)
    try:
        TopologicalSorter(yields).prepare()
    except CycleError as error:
        ring = " over ".join(reversed(error.args[1]))
        raise DefinitionError(f"rules go over each other in a ring: {ring}") from None
    return yields


def _clashes(layer: Sequence[Enacted], claims: Mapping[str, int]) -> list[tuple[Decision, int]]:
    """Return the cells that several rules claim, by who claims them."""
    seen = twice = 0
    for bits in claims.values():
        twice |= seen & bits
        seen |= bits
    claimed = [(enacted, claims[enacted.rule.id]) for enacted in layer]
    return [(Conflict(tuple(who)), bits) for who, bits in split_by(twice, claimed)]


def split_by(cells: int, claimed: Sequence[tuple[T, int]]) -> list[tuple[list[T], int]]:
    """Share cells out by who among several claims them."""
    parts: list[tuple[list[T], int]] = [([], cells)] if cells else []
    for who, claim in claimed:
        halves = []
        for others, bits in parts:
            halves += [([*others, who], bits & claim), (others, bits & ~claim)]
        parts = [(others, bits) for others, bits in halves if bits]
    return parts


def _planes(grid: Grid, sets: Sequence[tuple[Decision, int]]) -> list[tuple[Decision, int]]:
    """Decide the open cells whose answer is the same however the open facts turn out."""
    found: list[tuple[Decision, int]] = []
    for alike in _same_answer(sets):
        own = [_grown(grid, bits, grid.certain) for _, bits in alike]
        found += [
            (decision, grown & ~bits) for (decision, bits), grown in zip(alike, own, strict=True)
        ]
        joint = _grown(grid, _union(bits for _, bits in alike), grid.certain) & ~_union(own)
        if joint:
            reach = [(decision, _grown(grid, bits, grid.possible)) for decision, bits in alike]
            found += [(_joint(who), bits) for who, bits in split_by(joint, reach)]
    return [(decision, bits) for decision, bits in found if bits]


def _grown(grid: Grid, bits: int, onto: Callable[[int, int], int]) -> int:
    for position in range(len(grid.axes)):
        bits |= onto(position, bits)
    return bits


def _same_answer(
    sets: Sequence[tuple[Decision, int]],
) -> list[list[tuple[Decision, int]]]:
    groups: list[list[tuple[Decision, int]]] = []
    for decision, bits in sets:
        for group in groups:
            if same_answer(group[0][0], decision):
                group.append((decision, bits))
                break
        else:
            groups.append([(decision, bits)])
    return groups


def same_answer(one: Decision, other: Decision) -> bool:
    """Whether two decisions come to the same: the same verdict, or rules with equal outcomes."""
    if isinstance(one, Decided) and isinstance(other, Decided):
        return one.outcome == other.outcome
    return one == other


def _joint(decisions: Iterable[Decision]) -> Decided:
    return Decided(
        tuple(
            enacted
            for decision in decisions
            if isinstance(decision, Decided)
            for enacted in decision.rules
        )
    )


def _number(cells: int, sets: Sequence[tuple[Decision, int]]) -> tuple[tuple[Decision, ...], bytes]:
    """Write the index of each cell's decision into a byte per cell."""
    decisions: list[Decision] = []
    numbered = 0
    for decision, bits in sets:
        if decision not in decisions:
            decisions.append(decision)
        index = decisions.index(decision)
        spread = (
            format(bits, f"0{cells}b").encode().translate(bytes.maketrans(b"01", bytes((0, index))))
        )
        numbered |= int.from_bytes(spread, "big")
    return tuple(decisions), numbered.to_bytes(cells, "little")


def _matters(position: int, ways: Mapping[tuple[FactValue, ...], Decision]) -> bool:
    """Whether, the other unknowns being fixed in some way, this one changes the answer."""
    groups: dict[tuple[FactValue, ...], Decision] = {}
    for way, decision in ways.items():
        others = way[:position] + way[position + 1 :]
        if not same_answer(groups.setdefault(others, decision), decision):
            return True
    return False


def _union(sets: Iterable[int]) -> int:
    union = 0
    for bits in sets:
        union |= bits
    return union
