"""Dead rules: rules of a document that decide no case, however its text is read.

Either no case meets their condition, or other rules go over them wherever one does. A condition
may also ask of a history what no history can be; that only the search for a case tells.
"""

from __future__ import annotations

from collections.abc import Iterator

from rexian.analysis.findings import Claim, Finding
from rexian.analysis.sides import Effect, Side, effects_of, joint_grid
from rexian.rules.grid import Grid
from rexian.rules.question import Part, Question
from rexian.rules.readings import READING
from rexian.rules.table import Decision, Enacted, Table, rules_of


def dead(side: Side) -> Iterator[Finding]:
    """Yield a side's own rules that own no cell of their table, readings included."""
    for question, part, table, enacted in _own_rules(side):
        own = [other for other in table.rules if other.layer == enacted.layer]
        grid = joint_grid(part, [side], own, [c.when for c in side.noted("dead", part.id)])
        applies = grid.where(part.applies)
        held = effects_of(own, grid, applies)
        if not any(enacted in effect.rules for effect, _cells in held):
            cells, claims = grid.where(enacted.rule.when) & applies, (Claim(side, None),)
            yield Finding("dead", question.id, part, grid, cells, (enacted,), claims)


def claimed(side: Side) -> Iterator[tuple[Finding, ...]]:
    """Yield for each of a side's own rules that own cells what it claims there.

    A rule that no case bears out in any of them is dead.
    """
    for question, part, table, enacted in _own_rules(side):
        found = tuple(
            Finding("dead", question.id, part, table.grid, cells, (enacted,), (claim,))
            for decision in table.decisions
            if enacted in rules_of(decision)
            for claim, cells in _as_read(side, table.grid, decision, table.where(decision))
        )
        if found:
            yield found


def _own_rules(side: Side) -> Iterator[tuple[Question, Part, Table, Enacted]]:
    for question in side.plan.questions:
        for part in question.parts:
            for table in side.plan.parts[part.id].tables:
                for enacted in table.rules:
                    if enacted.depth <= 0:
                        yield question, part, table, enacted


def _as_read(side: Side, grid: Grid, decision: Decision, cells: int) -> Iterator[tuple[Claim, int]]:
    """Yield the claim of a decision as the text is read, else as it must be read for it."""
    effect = Effect(rules_of(decision))
    known = cells & grid.known
    chosen = known & grid.within(side.read_so)
    if chosen:
        yield Claim(side, effect), chosen
    elif known:
        other = _read_so(side, grid, known)
        yield Claim(other, effect), known & 1 << (known.bit_length() - 1)


def _read_so(side: Side, grid: Grid, cells: int) -> Side:
    """Return a side that reads the text as the last of some cells has it."""
    classes = grid.decode(cells.bit_length() - 1)
    readings = {
        axis.fact.id.removeprefix(READING): str(axis.classes[index][0])
        for axis, index in zip(grid.axes, classes, strict=True)
        if axis.fact.id.startswith(READING)
    }
    return side.reading(readings)
