"""Proof: a case for what a table says, made up from the facts and ruled like any other.

A cell of a table is a claim about cases. It is shown only with a case that falls into it and that
`explain` rules as the cell says; a cell that no case can fall into claims nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from rexian.analysis.findings import NOTHING, Claim
from rexian.analysis.regions import likely_cells, values_in
from rexian.analysis.sides import Side
from rexian.explain import Ruler, answered, state_of
from rexian.questions.findings import answers_of
from rexian.rules.grid import Grid
from rexian.rules.question import Mode, Part
from rexian.rules.table import Enacted, rules_of
from rexian.rules.timing import State
from rexian.rules.unknowns import unknowns
from rexian.witness.exemplifier import Drafts, Exemplifier, Wanted, Witness
from rexian.worktime.history import CalendarHistory

#: So many times further facts are stated before a case is given up.
MOST_STATED = 3

Holds: TypeAlias = Callable[[Witness, "Prover"], bool]


@dataclass(frozen=True, eq=False)
class Prover:
    """Finds cases that show what tables say."""

    calendars: CalendarHistory
    _made: dict[tuple[Side, ...], Exemplifier] = field(default_factory=dict, repr=False)
    _rulers: dict[Side, Ruler] = field(default_factory=dict, repr=False)
    _drafts: Drafts = field(default_factory=dict, repr=False)

    def witness(
        self,
        part: Part,
        grid: Grid,
        cells: int,
        claims: Sequence[Claim],
        holds: Holds | None = None,
    ) -> Witness | None:
        """Return the case most like an ordinary one that shows all claims; None if none can.

        `holds` says what else must be so of it.
        """
        for cell in likely_cells(grid, cells):
            for found in self._cases(part, values_in(grid, cell), claims):
                if holds is None or holds(found, self):
                    return found
        return None

    def _cases(self, part: Part, wanted: Wanted, claims: Sequence[Claim]) -> Iterator[Witness]:
        """Yield the case in which facts are as wanted, if it shows all claims.

        Where a clock that another hangs on is open for want of a fact, the case states that too.
        """
        exemplifier = self._exemplifier(tuple(claim.side for claim in claims))
        asked, claims = frozenset(wanted), [claim for claim in claims if _says(claim, part)]
        for _ in range(MOST_STATED):
            found = exemplifier.witness(wanted)
            if found is None:
                return
            states = [self._state(found, claim, part) for claim in claims]
            if all(_shows(part, asked, *shown) for shown in zip(claims, states, strict=True)):
                yield found
                return
            wanted = {**_unstated(part, claims, states), **wanted}

    def _state(self, found: Witness, claim: Claim, part: Part) -> State:
        step = (claim.part or part).id
        return state_of(found.case, self.ruler(claim.side), step, found.part)

    def ruling(self, found: Witness, question: str, side: Side) -> dict[str, Any]:
        """Return how `explain` rules a witness on a question."""
        return answered(found.case, self.ruler(side), question, found.part)

    def ruler(self, side: Side) -> Ruler:
        """Return what rules a side's cases."""
        if side not in self._rulers:
            self._rulers[side] = Ruler(side.jurisdiction, self.calendars, side.readings)
        return self._rulers[side]

    def _exemplifier(self, sides: tuple[Side, ...]) -> Exemplifier:
        if sides not in self._made:
            self._made[sides] = Exemplifier([self.ruler(side) for side in sides], self._drafts)
        return self._made[sides]


def _unstated(part: Part, claims: Sequence[Claim], states: Sequence[State]) -> Wanted:
    """Return the facts, with any value, for want of which answers are open."""
    return {
        fact: plan.domains[fact].values
        for claim, state in zip(claims, states, strict=True)
        for plan in [claim.side.plan]
        for fact in unknowns(plan, state, answers_of(state[(claim.part or part).id]))
        if fact in plan.domains
    }


def _says(claim: Claim, part: Part) -> bool:
    """Whether a case can be otherwise than claimed: not where there is no rule on the part."""
    tables = claim.side.plan.parts[(claim.part or part).id].tables
    return claim.effect is not None and any(table.rules for table in tables)


def _shows(part: Part, asked: Collection[str], claim: Claim, state: State) -> bool:
    """Whether what holds is what is claimed; beside a ground, others may be met too.

    That no ground is met is claimed of those alone that turn on one of the facts asked.
    """
    effect = claim.effect or NOTHING
    part = claim.part or part
    held = _holding(part, state)
    claimed, found = (set(map(_name, rules)) for rules in (effect.rules, held))
    if part.mode is not Mode.NEAREST and claimed:
        return claimed <= found
    if part.mode is Mode.GROUNDS:
        return not any(atom.fact.id in asked for e in held for atom in e.rule.when.atoms())
    return claimed == found


def _holding(part: Part, state: State) -> list[Enacted]:
    """Return the rules that hold on a part of a case."""
    return [enacted for a in answers_of(state[part.id]) for enacted in rules_of(a.decision)]


def _name(enacted: Enacted) -> tuple[str, str]:
    return enacted.layer, enacted.rule.id
