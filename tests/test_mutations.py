"""Mutations of every real rule: each that changes a table is noticed by a worked case.

A rule is dropped, a threshold or a period moved by one, an `and` made an `or`, an `or` an `and`.
Only the mutated rule's part is compiled again. A mutant whose tables are, cell by cell, the ones
that were is none. A worked case notices a mutant when it no longer meets what it expects.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from rexian.expectations import differences
from rexian.explain import Desk, expected
from rexian.jurisdictions import Jurisdiction, edition_day, installed, load
from rexian.model.case import Case, read_case, read_cases
from rexian.model.casefile import load as load_yaml
from rexian.rules.conditions import ALWAYS, And, Atom, Condition, Not, Or
from rexian.rules.outcomes import Before, Limit
from rexian.rules.plan import Asked, Plan, _tables, part_of
from rexian.rules.question import Mode
from rexian.rules.rule import Rule
from rexian.rules.table import Conflict, Enacted, Table, Verdict

HERE = Path(__file__).parent
PLUGINS = HERE.parent / "plugins"
NAMES = sorted(installed())


def conditions(found: Condition) -> Iterator[tuple[str, Condition]]:
    """Every condition that differs from this one at one node."""
    match found:
        case Atom(fact=fact, at_least=int(least)):
            for moved in {least - 1, least + 1} - {fact.least - 1}:
                yield f"{fact.id} >= {moved}", replace(found, at_least=moved)
        case Not(term=term):
            yield from ((told, Not(changed)) for told, changed in conditions(term))
        case And() | Or():
            yield from combinations(found)


def combinations(found: And | Or) -> Iterator[tuple[str, Condition]]:
    terms, kind = found.terms, type(found)
    if len(terms) > 1:
        yield ("or for and", Or(terms)) if kind is And else ("and for or", And(terms))
    for place, term in enumerate(terms):
        for told, changed in conditions(term):
            yield told, kind((*terms[:place], changed, *terms[place + 1 :]))


def mutants(rule: Rule) -> Iterator[tuple[str, Rule | None]]:
    """The rule dropped, and the rule with one thing about it changed."""
    yield "dropped", None
    for told, when in conditions(rule.when):
        yield told, replace(rule, when=when)
    outcome = rule.outcome
    if isinstance(outcome, Limit | Before):
        for n in (outcome.period.n - 1, outcome.period.n + 1):
            if n >= 0 and outcome.period.unit.value not in ("immediate", "given"):
                period = replace(outcome.period, n=n)
                changed = replace(rule, outcome=replace(outcome, period=period))
                yield f"{period}", changed


def mutated(asked: Asked, old: Rule, new: Rule | None) -> list[Enacted]:
    """The rules of a part with one of the nearest document's changed or gone."""
    found = []
    for enacted in enacted_of(asked):
        rule = enacted.rule
        if enacted.depth == 0 and rule.id == old.id:
            if new is not None:
                found.append(replace(enacted, rule=new))
        elif enacted.depth == 0 and new is None and old.id in rule.over:
            over = tuple(name for name in rule.over if name != old.id)
            found.append(replace(enacted, rule=replace(rule, over=over)))
        else:
            found.append(enacted)
    return found


class Quiet(dict[str, Any]):
    """Readings that can be chosen and are not flipped."""

    def values(self) -> Any:
        return ()


def worked(name: str) -> Iterator[tuple[Case, dict[str, str]]]:
    """The worked cases of a jurisdiction, each with the readings it is ruled under."""
    home = PLUGINS / name / "tests"
    files = sorted(home.glob("cases*.yaml"))
    cases = {str(case.id): case for file in files for case in read_cases(file)}
    shared = [case for file in (HERE / "cases").glob("*.yaml") for case in read_cases(file)]
    yield from ((case, {}) for case in cases.values())
    yield from ((case, {}) for case in shared if case.jurisdiction == name)
    for entry in flipped(home, name):
        if isinstance(entry["case"], str):
            yield replace(cases[entry["case"]], expect=entry["expect"]), entry["readings"]
        else:
            chosen = entry["readings"]
            yield read_case(entry["case"]), chosen


def flipped(home: Path, name: str) -> Iterator[Any]:
    """Entries of cases under another reading: the plugin's own, and this suite's."""
    for file in sorted(home.glob("readings*.yaml")):
        yield from load_yaml(file) or ()
    for file in (HERE / "cases" / "flipped").glob("*.yaml"):
        yield from (e for e in load_yaml(file) if e["case"]["jurisdiction"] == name)


def expects_readings(case: Case) -> bool:
    return any(k.startswith("readings") for keys in case.expect.values() for k in dict(keys))


class Worked:
    """A jurisdiction with its worked cases, in which one rule at a time may be changed."""

    def __init__(self, name: str, calendars: Any) -> None:
        self.real, self.calendars = load(name), calendars
        self.cases = list(worked(name))
        days = {edition_day(c.events, c.ticket.get("received_at")) for c, _ in self.cases}
        self.plans = {self.editions(day): self.real.plan(day) for day in (None, *days)}
        self.today = self.plans[self.editions(None)]
        self.questions = {part.id: q.id for q in self.today.questions for part in q.parts}
        self.as_is = self.with_plans(self.plans)

    def editions(self, day: Any) -> tuple[str, ...]:
        return tuple(layer.edition(day).id for layer in self.real.layers)

    def with_rule(self, part: str, old: Rule, new: Rule | None) -> Jurisdiction:
        """The jurisdiction with the part's tables compiled anew, in every edition."""
        plans = {}
        for editions, plan in self.plans.items():
            asked = plan.parts[part]
            again = Asked(asked.part, _tables(asked.part, mutated(asked, old, new), plan.domains))
            steps = tuple(again if step is asked else step for step in plan.steps)
            plans[editions] = replace(plan, parts={**plan.parts, part: again}, steps=steps)
        return self.with_plans(plans)

    def with_plans(self, plans: dict[tuple[str, ...], Plan]) -> Jurisdiction:
        found = Jurisdiction(self.real.layers, plans)
        found.__dict__["readings"] = Quiet(self.real.readings)
        return found

    def notices(self, part: str, old: Rule, new: Rule | None) -> bool:
        """Whether some case no longer meets what it expects; those on the question first."""
        changed, question = self.with_rule(part, old, new), self.questions[part]
        likely = sorted(self.cases, key=lambda entry: question not in entry[0].expect)
        return any(self.differs(case, chosen, changed) for case, chosen in likely)

    def differs(self, case: Case, chosen: dict[str, str], found: Jurisdiction) -> bool:
        if expects_readings(case):
            found = Jurisdiction(found.layers, found._plans)
        told = expected(case, Desk(found, self.calendars, chosen))
        return any(True for _ in differences(case.expect, told))


def same_tables(asked: Asked, domains: Any, old: Rule, new: Rule | None) -> bool:
    """Whether every cell of the part is decided as it was, on a grid that tells both apart."""
    if asked.part.mode is Mode.GROUNDS:
        asked = Asked(asked.part, tuple(t for t in asked.tables if t.rules[0].rule is old))
    rules, again = enacted_of(asked), mutated(asked, old, new)
    asks = [ALWAYS, *(enacted.rule.when for enacted in (*rules, *again))]
    whatever = And((asked.part.applies, *(Or((when, Not(when))) for when in asks)))
    part = replace(asked.part, applies=whatever)
    one, other = _tables(part, rules, domains), _tables(part, again, domains)
    return len(one) == len(other) and all(map(same_cells, one, other))


def same_cells(one: Table, other: Table) -> bool:
    told: dict[Any, int] = {}
    numbered = [
        table.cells.translate(
            bytes(told.setdefault(plain(d), len(told)) for d in table.decisions).ljust(256)
        )
        for table in (one, other)
    ]
    return numbered[0] == numbered[1]


def plain(decision: Any) -> Any:
    """A decision as its verdict, or as the rules it rests on and what follows."""
    if isinstance(decision, Verdict):
        return decision
    rules = decision.candidates if isinstance(decision, Conflict) else decision.rules
    return (type(decision), frozenset((e.layer, e.rule.id) for e in rules), repr(decision.outcome))


def enacted_of(asked: Asked) -> list[Enacted]:
    return [enacted for table in asked.tables for enacted in table.rules]


@pytest.fixture(scope="module", params=NAMES)
def place(request, chinese_days):
    return Worked(request.param, chinese_days)


def test_the_cases_are_met_as_they_stand(place):
    """Else every mutant would seem to be noticed."""
    unmet = [
        str(case.id) for case, chosen in place.cases if place.differs(case, chosen, place.as_is)
    ]
    assert unmet == []


def test_dropping_a_rule_changes_a_table(place):
    idle = [
        rule.id
        for rule in place.real.layers[0].rules
        for asked in [place.today.parts[part_of(rule.id, place.today.parts)]]
        if same_tables(asked, place.today.domains, rule, None)
    ]
    assert idle == []


def test_every_mutant_is_noticed_by_a_worked_case(place):
    survivors, tried = [], 0
    for rule in place.real.layers[0].rules:
        part = part_of(rule.id, place.today.parts)
        asked = place.today.parts[part]
        for told, changed in mutants(rule):
            if not same_tables(asked, place.today.domains, rule, changed):
                tried += 1
                if not place.notices(part, rule, changed):
                    survivors.append(f"{place.real.id} {rule.id}: {told}")
    assert tried > len(place.real.layers[0].rules)
    assert not survivors, "\n".join(["no worked case notices:", *survivors])
