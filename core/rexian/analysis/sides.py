"""Sides: the rules of one jurisdiction, its readings chosen, as it enters a comparison."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from functools import cached_property
from typing import TypeAlias

from rexian.acknowledged import Acknowledged
from rexian.jurisdictions import Jurisdiction
from rexian.model.terms import Terms
from rexian.rules.conditions import Condition
from rexian.rules.facts import Choice, Fact, FactValue
from rexian.rules.grid import Grid, grid_of
from rexian.rules.plan import Plan
from rexian.rules.question import Mode, Part
from rexian.rules.readings import READING
from rexian.rules.settled import settled
from rexian.rules.table import Conflict, Decided, Decision, Enacted, Verdict, share_out, split_by

#: What holds in some cells: rules (none where nothing holds), and the cells.
Held: TypeAlias = tuple["Effect", int]


@dataclass(frozen=True, slots=True)
class Effect:
    """What a document and those above it come to in some cells.

    Attributes:
        rules: the rules that hold; several where each of several documents has its say.
        conflict: whether they clash, the first being the one followed.
    """

    rules: tuple[Enacted, ...]
    conflict: bool = False

    @property
    def binding(self) -> tuple[Enacted, ...]:
        """The rules by which a case is ruled: of those that clash the one followed."""
        return self.rules[:1] if self.conflict else self.rules


class Reach(Enum):
    """Which documents of a chain speak for a side."""

    CHAIN = "chain"
    OWN = "own"  # its own document, and what the site lays over it
    HANDED_DOWN = "handed_down"  # what documents below it inherit


@dataclass(frozen=True, eq=False)
class Side:
    """A jurisdiction under readings: the documents' defaults, but for those chosen."""

    jurisdiction: Jurisdiction
    readings: Mapping[str, str] = field(default_factory=dict)
    reach: Reach = Reach.CHAIN
    _rules: dict[str, tuple[Enacted, ...]] = field(init=False, default_factory=dict, repr=False)

    @cached_property
    def plan(self) -> Plan:
        """Today's rules."""
        return self.jurisdiction.plan()

    @cached_property
    def chosen(self) -> dict[str, str]:
        """Every reading with its choice."""
        defaults = {name: found.default for name, found in self.jurisdiction.readings.items()}
        return {**defaults, **self.readings}

    @property
    def read_so(self) -> dict[str, FactValue]:
        """Every reading as a fact, with its choice."""
        return {f"{READING}{name}": choice for name, choice in self.chosen.items()}

    def reading(self, choices: Mapping[str, str]) -> Side:
        """Return the side with texts read in other ways."""
        return replace(self, readings={**self.readings, **choices})

    def rules(self, part: str) -> tuple[Enacted, ...]:
        """Return the rules on a part that can apply under the readings, which they ask no more."""
        if part not in self._rules:
            tables = self.plan.parts[part].tables
            self._rules[part] = tuple(self._settled(e for table in tables for e in table.rules))
        return self._rules[part]

    def speaks(self, part: str) -> bool:
        """Whether any document of the chain has a rule on a part."""
        return bool(self.rules(part))

    def _within(self, enacted: Enacted) -> bool:
        if self.reach is Reach.HANDED_DOWN:
            return enacted.rule.inherited
        return self.reach is Reach.CHAIN or enacted.depth <= 0

    def noted(self, finding: str, part: str) -> tuple[Acknowledged, ...]:
        """Return what its own document and a site's overlays acknowledge of a part."""
        named = (finding, part)
        return tuple(check for check in self.checks if (check.finding, check.part) == named)

    @property
    def checks(self) -> tuple[Acknowledged, ...]:
        """What its own document and a site's overlays acknowledge."""
        stack = self.jurisdiction.stack
        return tuple(check for depth, layer in stack if depth <= 0 for check in layer.checks)

    def _settled(self, rules: Iterable[Enacted]) -> Sequence[Enacted]:
        kept: list[tuple[Enacted, Condition]] = []
        for enacted in rules:
            when = settled(enacted.rule.when, self.chosen)
            if when is not None and self._within(enacted):
                kept.append((enacted, when))
        known = {(enacted.layer, enacted.rule.id) for enacted, _when in kept}
        return [
            replace(
                enacted,
                rule=replace(
                    enacted.rule,
                    when=when,
                    over=tuple(o for o in enacted.rule.over if (enacted.layer, o) in known),
                ),
            )
            for enacted, when in kept
        ]


def joint_grid(
    part: Part, sides: Sequence[Side], rules: Iterable[Enacted], also: Iterable[Condition] = ()
) -> Grid:
    """Return the grid that tells apart what any of these rules, and conditions, tells apart.

    Every fact in it is known: what an unknown one leaves open is no matter of the documents.
    """
    conditions = [part.applies, *(enacted.rule.when for enacted in rules), *also]
    return grid_of(part.id, conditions, lambda fact: _known(_as_told(fact, sides)))


def _as_told(fact: Fact, sides: Sequence[Side]) -> Fact:
    """Return a fact as the sides know it; a list that they know differently with all its values."""
    known = [side.plan.domains.get(fact.id, fact) for side in sides]
    if not isinstance(fact, Choice):
        return known[0]
    lists = [found.terms for found in known if isinstance(found, Choice)]
    if all(terms is lists[0] for terms in lists):
        return known[0]
    every = {term.id: term for terms in lists for term in terms}
    return replace(fact, terms=Terms(lists[0].name, tuple(every.values())))


def _known(fact: Fact) -> Fact:
    """Return a fact that is never unknown, nor left open among a few values."""
    if isinstance(fact, Choice):
        return replace(fact, optional=False, groups=())
    return replace(fact, optional=False)


def effects(part: Part, side: Side, grid: Grid) -> list[Held]:
    """Share a grid's cells in which a part applies out by what holds there.

    Of a part of grounds see `grounds`.
    """
    applies = grid.where(part.applies)
    if part.mode is Mode.STRICTEST:
        return _united(_by_layer(side.rules(part.id)), grid, applies)
    return effects_of(side.rules(part.id), grid, applies)


def effects_of(rules: Sequence[Enacted], grid: Grid, applies: int) -> list[Held]:
    """Share cells out by which of some rules hold there, the nearest document's first."""
    return _effects(share_out(grid, rules, applies))


def _by_layer(rules: Iterable[Enacted]) -> list[list[Enacted]]:
    layers: dict[str, list[Enacted]] = {}
    for enacted in rules:
        layers.setdefault(enacted.layer, []).append(enacted)
    return list(layers.values())


def _united(layers: Sequence[Sequence[Enacted]], grid: Grid, applies: int) -> list[Held]:
    found: list[Held] = [(Effect(()), applies)]
    for layer in layers:
        own = effects_of(layer, grid, applies)
        found = [
            (Effect((*one.rules, *other.rules), one.conflict or other.conflict), bits & more)
            for one, bits in found
            for other, more in own
            if bits & more
        ]
    return found


def _effects(shares: Iterable[tuple[Decision, int]]) -> list[Held]:
    return [
        (_effect(decision), bits)
        for decision, bits in shares
        if bits and decision is not Verdict.NOT_APPLICABLE
    ]


def _effect(decision: Decision) -> Effect:
    match decision:
        case Decided(rules=rules):
            return Effect(rules)
        case Conflict(candidates=candidates, foremost=first):
            return Effect((first, *(e for e in candidates if e is not first)), conflict=True)
    return Effect(())


def met_by(rules: Sequence[Enacted], grid: Grid, applies: int) -> list[tuple[list[Enacted], int]]:
    """Share cells out by which of several grounds are met there."""
    claimed = [(enacted, grid.where(enacted.rule.when) & applies) for enacted in rules]
    return split_by(applies, claimed)
