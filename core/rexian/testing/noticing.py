"""Which mutants of a document's rules its worked cases notice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from rexian.errors import InputError
from rexian.expectations import differences
from rexian.explain import Ruler, expected
from rexian.instants import Instant
from rexian.jurisdictions import Jurisdiction, edition_day
from rexian.model.assignments import host_events, is_joint
from rexian.model.case import Case
from rexian.rules.plan import Asked, Plan, hangs_on, part_of
from rexian.rules.rule import Rule
from rexian.rules.scalar import evaluate
from rexian.testing.cases import Worked, published
from rexian.testing.mutations import Mutant, mutants, mutated, same_tables, tells_apart


@dataclass(frozen=True, slots=True)
class Ruled:
    """A worked case as ruled with nothing changed.

    Attributes:
        plan: which plan rules it, by its editions.
        values: everything worked out about it.
        lacks: by question, in what it is not as expected.
        whole: whether it expects more than what tables decide: why, or what readings change.
    """

    case: Case
    readings: Mapping[str, str]
    plan: tuple[str, ...]
    values: Mapping[str, Any]
    lacks: Mapping[str, list[str]]
    whole: bool

    def fares_otherwise(self, place: Jurisdiction, plan: Plan) -> bool:
        """Whether the questions of a changed plan are answered otherwise than before."""
        asked = {question.id for question in plan.questions}
        expect = {name: wanted for name, wanted in self.case.expect.items() if name in asked}
        case = replace(self.case, expect=expect)
        told = expected(case, Ruler(place, published(), self.readings)) if expect else {}
        return any(_lacks(case, name, told) != self.lacks[name] for name in expect)


def plans_of(jurisdiction: Jurisdiction) -> dict[tuple[str, ...], Plan]:
    """Return what a jurisdiction compiles to, by the editions that may be in force together.

    Raises:
        DefinitionError: the rules of an edition do not compile.
    """
    layers = [layer for _depth, layer in jurisdiction.stack]
    starts = [e.in_force for layer in layers for e in layer.document.editions if e.in_force]
    return {_editions(jurisdiction, day): jurisdiction.plan(day) for day in (date.min, *starts)}


def _editions(jurisdiction: Jurisdiction, day: date | None) -> tuple[str, ...]:
    return tuple(layer.edition(day).id for _depth, layer in jurisdiction.stack)


class Noticing:
    """The worked cases of a plugin, against its rules with one of them changed."""

    def __init__(self, worked: Worked) -> None:
        self.worked, self.real = worked, worked.jurisdiction

    @cached_property
    def plans(self) -> dict[tuple[str, ...], Plan]:
        """What the documents compile to, by the editions in force."""
        return plans_of(self.real)

    def mutants(self) -> Iterator[Mutant]:
        """Yield the mutants that change a table."""
        for rule in self.worked.layer.rules:
            for mutant in mutants(self.worked.layer.id, rule):
                if self.changes(mutant):
                    yield mutant

    def changes(self, mutant: Mutant) -> bool:
        """Whether a mutant changes a table in any edition."""
        return any(
            not same_tables(self._part(plan, mutant.old), mutant, plan.domains)
            for plan in self.plans.values()
        )

    def notices(self, mutant: Mutant) -> bool:
        """Whether some case fares otherwise than before; those on the question come first."""
        changed = {key: self._with(plan, mutant) for key, plan in self.plans.items()}
        place, question = replace(self.real, _plans=changed), self._question(mutant.old)
        likely = sorted(self.ruled, key=lambda found: question not in found.case.expect)
        return any(
            found.fares_otherwise(place, changed[found.plan])
            for found in likely
            if self._may_notice(found, mutant, changed)
        )

    @cached_property
    def ruled(self) -> list[Ruled]:
        """The cases as the rules stand; one that cannot be ruled notices nothing."""
        return [found for entry in self._entries() for found in self._ruled(*entry)]

    def _ruled(self, case: Case, readings: Mapping[str, str]) -> Iterator[Ruled]:
        try:
            told = expected(case, Ruler(self.real, published(), readings))
            lacks = {question: _lacks(case, question, told) for question in case.expect}
        except InputError:
            return
        plan = _editions(self.real, _day(case))
        yield Ruled(case, readings, plan, self._values(case, readings), lacks, _whole(case))

    def _may_notice(
        self, ruled: Ruled, mutant: Mutant, changed: Mapping[tuple[str, ...], Plan]
    ) -> bool:
        before = self._part(self.plans[ruled.plan], mutant.old)
        after = changed[ruled.plan].parts[before.id]
        return ruled.whole or tells_apart(before.tables, after.tables, ruled.values)

    def _entries(self) -> Iterator[tuple[Case, Mapping[str, str]]]:
        yield from ((case, {}) for cases in self.worked.files.cases.values() for case in cases)
        for flips in self.worked.files.flips.values():
            yield from ((flip.case, flip.readings) for flip in flips)

    def _values(self, case: Case, readings: Mapping[str, str]) -> Mapping[str, Any]:
        """Work out everything about a case, as `explain` does for its host."""
        seen = {"view": "host", "part": "host", "joint": is_joint(case.events)}
        facts = {**self.real.facts_of(case.ticket), **seen, **self.real.chosen(readings)}
        plan = self.real.plan(_day(case))
        return evaluate(plan, facts, host_events(case.events), case.moment, published())

    def _part(self, plan: Plan, rule: Rule) -> Asked:
        return plan.parts[part_of(rule.id, plan.parts)]

    def _question(self, rule: Rule) -> str:
        plan = self.real.plan()
        part = part_of(rule.id, plan.parts)
        return next(q.id for q in plan.questions for found in q.parts if found.id == part)

    def _with(self, plan: Plan, mutant: Mutant) -> Plan:
        """Return as much of a plan as can hang on the mutant, with the mutant in it."""
        asked = self._part(plan, mutant.old)
        questions = tuple(q for q in plan.questions if asked.id in hangs_on(plan, q.id))
        needed = frozenset[str]().union(*(hangs_on(plan, q.id) for q in questions))
        again = mutated(asked, mutant, plan.domains)
        steps = [again if step is asked else step for step in plan.steps if step.id in needed]
        parts = {step.id: step for step in steps if isinstance(step, Asked)}
        return replace(plan, questions=questions, parts=parts, steps=tuple(steps))


def _day(case: Case) -> date | None:
    received: Instant | None = case.ticket.get("received_at")  # type: ignore[assignment]  # read as an instant
    return edition_day(case.events, received)


def _lacks(case: Case, question: str, told: Mapping[str, Any]) -> list[str]:
    return list(differences({question: case.expect[question]}, told))


def _whole(case: Case) -> bool:
    expected_of = [wanted for wanted in case.expect.values() if isinstance(wanted, Mapping)]
    keys = [str(key) for wanted in expected_of for key in wanted]
    return any(key.startswith(("readings", "why")) for key in keys)
