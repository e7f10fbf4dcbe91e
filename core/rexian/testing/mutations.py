"""Mutations: one rule at a time changed, and whether a worked case notices.

A rule is dropped, a threshold or a period moved by one, an `and` made an `or`, an `or` an `and`.
Only the mutated rule's part is compiled again. A mutant whose tables are, cell by cell, the ones
that were is none. A worked case notices a mutant when it fares otherwise than before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from rexian.i18n import _
from rexian.rules.conditions import ALWAYS, And, Atom, Condition, Not, Or
from rexian.rules.facts import Fact
from rexian.rules.outcomes import Before, Limit
from rexian.rules.plan import Asked, tables_of
from rexian.rules.question import Mode, Part
from rexian.rules.rule import Rule
from rexian.rules.table import Decision, Enacted, Table, Verdict, rules_of
from rexian.rules.text import show
from rexian.worktime.period import Period, Unit


@dataclass(frozen=True, slots=True)
class Mutant:
    """A rule of one document with one thing about it changed.

    Attributes:
        layer: the document's id.
        now: the rule as changed; None where it is dropped.
        told: what was changed.
    """

    layer: str
    old: Rule
    now: Rule | None
    told: str

    def __str__(self) -> str:
        return f"{self.old.id}: {self.told}"

    def is_of(self, enacted: Enacted) -> bool:
        """Whether this is the rule it changes."""
        return enacted.layer == self.layer and enacted.rule.id == self.old.id


def mutants(layer: str, rule: Rule) -> Iterator[Mutant]:
    """Yield the rule dropped, and the rule with one thing about it changed."""
    yield dropped(layer, rule)
    for told, when in _conditions(rule.when):
        yield Mutant(layer, rule, replace(rule, when=when), told)
    outcome = rule.outcome
    if isinstance(outcome, Limit | Before):
        for period in _moved(outcome.period):
            changed = replace(outcome, period=period)
            yield Mutant(layer, rule, replace(rule, outcome=changed), str(period))


def dropped(layer: str, rule: Rule) -> Mutant:
    """Return the mutant without the rule."""
    return Mutant(layer, rule, None, _("dropped"))


def _moved(period: Period) -> Iterator[Period]:
    if period.unit not in (Unit.IMMEDIATE, Unit.GIVEN):
        yield from (Period(n, period.unit) for n in (period.n - 1, period.n + 1) if n >= 0)


def _conditions(found: Condition) -> Iterator[tuple[str, Condition]]:
    """Yield every condition that differs from this one at one node."""
    match found:
        case Atom(fact=fact, at_least=int(least)):
            bottom = getattr(fact, "least", 0)
            for moved in sorted({least - 1, least + 1} - {bottom - 1}):
                yield f"{fact.id} >= {moved}", replace(found, at_least=moved)
        case Not(term=term):
            yield from ((told, Not(changed)) for told, changed in _conditions(term))
        case And() | Or():
            yield from _combinations(found)


def _combinations(found: And | Or) -> Iterator[tuple[str, Condition]]:
    terms, kind = found.terms, type(found)
    if len(terms) > 1:
        told, other = (_("or for and"), Or(terms)) if kind is And else (_("and for or"), And(terms))
        yield f"{told}: {show(other)}", other
    for place, term in enumerate(terms):
        for told, changed in _conditions(term):
            yield told, kind((*terms[:place], changed, *terms[place + 1 :]))


def mutated(asked: Asked, mutant: Mutant, domains: Mapping[str, Fact]) -> Asked:
    """Return a part with a mutant in the place of its rule; tables without it stay as they are.

    Raises:
        DefinitionError: the tables pass their bounds.
    """
    if asked.part.mode is Mode.GROUNDS:
        tables = [
            again
            for table in asked.tables
            for again in (
                _compiled(asked.part, [table], mutant, domains)
                if mutant.is_of(table.rules[0])
                else (table,)
            )
        ]
        return Asked(asked.part, tuple(tables))
    return Asked(asked.part, _compiled(asked.part, asked.tables, mutant, domains))


def _compiled(
    part: Part, tables: Sequence[Table], mutant: Mutant, domains: Mapping[str, Fact]
) -> tuple[Table, ...]:
    return tables_of(part, _rules_with(tables, mutant), domains)


def _rules_of(tables: Sequence[Table]) -> list[Enacted]:
    return [enacted for table in tables for enacted in table.rules]


def _rules_with(tables: Sequence[Table], mutant: Mutant) -> list[Enacted]:
    """Return the rules of tables with the mutant; a rule goes no longer over one that is gone."""
    found = []
    for enacted in _rules_of(tables):
        rule = enacted.rule
        if mutant.is_of(enacted):
            if mutant.now is not None:
                # An edition may lack what the rule goes over: `over` stays as it is enacted.
                found.append(replace(enacted, rule=replace(mutant.now, over=rule.over)))
        elif enacted.layer == mutant.layer and mutant.now is None and mutant.old.id in rule.over:
            over = tuple(name for name in rule.over if name != mutant.old.id)
            found.append(replace(enacted, rule=replace(rule, over=over)))
        else:
            found.append(enacted)
    return found


def same_tables(asked: Asked, mutant: Mutant, domains: Mapping[str, Fact]) -> bool:
    """Whether every cell of a part is decided as it was, on a grid that tells both apart.

    Raises:
        DefinitionError: that grid passes its bounds.
    """
    tables = asked.tables
    if asked.part.mode is Mode.GROUNDS:
        tables = tuple(table for table in tables if mutant.is_of(table.rules[0]))
    rules, again = _rules_of(tables), _rules_with(tables, mutant)
    asks = [ALWAYS, *(enacted.rule.when for enacted in (*rules, *again))]
    whatever = And((asked.part.applies, *(Or((when, Not(when))) for when in asks)))
    part = replace(asked.part, applies=whatever)
    one, other = tables_of(part, rules, domains), tables_of(part, again, domains)
    if len(one) > len(other):  # the rule was all that its document says there
        gone = [table for table in one if table.rules[0].layer == mutant.layer]
        return all(isinstance(found, Verdict) for table in gone for found in table.decisions)
    return all(map(_same_cells, one, other))


def _same_cells(one: Table, other: Table) -> bool:
    told: dict[Any, int] = {}
    first, second = (
        table.cells.translate(
            bytes(told.setdefault(rests_on(d), len(told)) for d in table.decisions).ljust(256)
        )
        for table in (one, other)
    )
    return first == second


def rests_on(decision: Decision) -> object:
    """Return a decision as its verdict, or as the rules it rests on and what follows."""
    if isinstance(decision, Verdict):
        return decision
    rules = frozenset((e.layer, e.rule.id) for e in rules_of(decision))
    return (type(decision), rules, repr(decision.outcome))


def tells_apart(one: Sequence[Table], other: Sequence[Table], values: Mapping[str, Any]) -> bool:
    """Whether a case may be answered otherwise by other tables of the same part.

    Where an unknown fact leaves a table open, that cannot be told from its cell.
    """
    before = [table.decide(values) for table in one if table not in other]
    after = [table.decide(values) for table in other if table not in one]
    if Verdict.MISSING in (*before, *after):
        return True
    if len(before) > len(after) and other:
        before = [found for found in before if not isinstance(found, Verdict)]
        after = [found for found in after if not isinstance(found, Verdict)]
    return list(map(rests_on, before)) != list(map(rests_on, after))
