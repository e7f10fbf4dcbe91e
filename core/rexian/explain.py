"""Explaining a case: every question's ruling, with clause, readings, why and why not."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from math import prod
from typing import Any

from rexian.facts import stated_as
from rexian.instants import Instant, format_instant
from rexian.jurisdictions import Jurisdiction, edition_day
from rexian.model.assignments import Assignment, assignments, host_events, is_joint
from rexian.model.case import Case
from rexian.model.events import Event
from rexian.questions.findings import limit_keys
from rexian.rules.answers import Answer
from rexian.rules.outcomes import Outcome, Steps, Value, says_of
from rexian.rules.plan import Plan, hangs_on, narrowed
from rexian.rules.question import Cited, Finding, Question
from rexian.rules.readings import Reading
from rexian.rules.scalar import evaluate
from rexian.rules.table import Conflict, Decided, Enacted, Verdict
from rexian.rules.text import reasons, show_fact
from rexian.rules.timing import State
from rexian.rules.unknowns import unknowns
from rexian.worktime.history import CalendarHistory

#: How many ways open facts may turn out before trying them all is given up.
MOST_WAYS = 256


@dataclass(frozen=True, slots=True)
class Ruler:
    """How cases are ruled: under which jurisdiction, calendar and readings.

    Attributes:
        readings: the choices that differ from the documents' defaults.
        why_not: whether to tell which single fact would change an answer.
    """

    jurisdiction: Jurisdiction
    calendars: CalendarHistory
    readings: Mapping[str, str] = field(default_factory=dict)
    why_not: bool = False


def explain(case: Case, ruler: Ruler) -> dict[str, Any]:
    """Return a case's rulings as CONTRACT's JSON: every question, and every unit's clocks."""
    now, rulings = case.moment, view_of(case, ruler).rulings()
    return {
        "id": case.id,
        "jurisdiction": ruler.jurisdiction.id,
        "now": None if now is None else format_instant(now),
        "rulings": rulings,
        "assignments": [
            _of_unit(case, ruler, found, rulings) for found in assignments(case.events)
        ],
    }


def expected(case: Case, ruler: Ruler) -> dict[str, Any]:
    """Return the rulings of which a case expects something, and no more.

    What other readings would change is told only where the case expects something of that.
    """
    keys = [key for wanted in case.expect.values() if isinstance(wanted, Mapping) for key in wanted]
    flips = any(str(key).startswith("readings") for key in keys)
    return view_of(case, ruler).rulings(case.expect, flips=flips)


def ruled(
    case: Case, ruler: Ruler, questions: Container[str], found: Assignment | None = None
) -> dict[str, Any]:
    """Return a case's rulings on some questions, other readings left out.

    They are the ticket's own, or those of one of its units.
    """
    return view_of(case, ruler, found).rulings(questions, flips=False)


def state_of(case: Case, ruler: Ruler, step: str, part: str = "host") -> State:
    """Return what is worked out of a case up to one step of the plan, and no more.

    `part` says whose case it is: the ticket's, or its co-handling unit's.
    """
    return view_of(case, ruler, _of_part(case, part), step=step).state


def answered(case: Case, ruler: Ruler, question: str, part: str = "host") -> dict[str, Any]:
    """Return a case's ruling on one question, other readings left out; see `state_of`."""
    found: dict[str, Any] = ruled(case, ruler, {question}, _of_part(case, part))[question]
    return found


def view_of(
    case: Case, ruler: Ruler, found: Assignment | None = None, *, step: str | None = None
) -> View:
    """Work out the ticket's own part of a case, or that of one of its units.

    With `step` no more is worked out than that step of the plan asks for.
    """
    if found is None:
        return View(case, ruler, host_events(case.events), "host", "host", step=step)
    return View(_had(case, found), ruler, found.events, found.tier, found.part, step=step)


def _of_part(case: Case, part: str) -> Assignment | None:
    """Return the co-handling unit's part of a case; None for the ticket's own."""
    if part == "host":
        return None
    return next(found for found in assignments(case.events) if found.part == "co")


def _of_unit(
    case: Case, ruler: Ruler, found: Assignment, of_ticket: dict[str, Any]
) -> dict[str, Any]:
    """Return a unit's rulings; those of the present host are the ticket's own."""
    is_host = (found.part, found.tier, found.until) == ("host", "host", None)
    return {
        "unit": found.unit,
        "unit_type": found.unit_type,
        "part": found.part,
        "tier": found.tier,
        "rulings": of_ticket if is_host else view_of(case, ruler, found).rulings(),
    }


def _had(case: Case, found: Assignment) -> Case:
    """Return a case as it stood when a unit last had it: what happens later is not its doing."""
    if found.until is None:
        return case
    now = found.until if case.moment is None else min(case.moment, found.until)
    return replace(case, now=now)


class View:
    """One unit's part of a case, evaluated."""

    def __init__(  # noqa: PLR0913 - what a case is, and how it is looked at
        self,
        case: Case,
        ruler: Ruler,
        events: Sequence[Event],
        tier: str,
        part: str,
        *,
        step: str | None = None,
    ) -> None:
        self.ruler, self.events, self.tier = ruler, events, tier
        received: Instant | None = case.ticket.get("received_at")  # type: ignore[assignment]  # read as an instant
        self.day = edition_day(case.events, received)
        whole = ruler.jurisdiction.plan(self.day)
        self.plan: Plan = whole if step is None else narrowed(whole, step)
        self.now = case.moment
        seen = {"view": tier, "part": part, "joint": is_joint(case.events)}
        self.facts = {**ruler.jurisdiction.facts_of(case.ticket), **seen}
        self.chosen = dict(ruler.readings)
        self.state = self._evaluate(self.chosen)

    def _evaluate(
        self,
        readings: Mapping[str, str],
        more: Mapping[str, Any] | None = None,
        plan: Plan | None = None,
    ) -> State:
        facts = {**self.facts, **self.ruler.jurisdiction.chosen(readings), **(more or {})}
        return evaluate(plan or self.plan, facts, self.events, self.now, self.ruler.calendars)

    def rulings(self, only: Container[str] | None = None, *, flips: bool = True) -> dict[str, Any]:
        """Return the rulings on some questions, or on all; `flips` tells of other readings."""
        questions = [
            question
            for question in self.plan.questions
            if self.tier in question.tiers and (only is None or question.id in only)
        ]
        found = {question.id: question.describe(self.state) for question in questions}
        findings = {
            question.id: self._completed(question, found[question.id]) for question in questions
        }
        readings = self._readings(questions if flips else [], found)
        return {
            name: {
                **self._ruling(finding),
                "readings": readings.get(name, []),
                **self._tell(finding),
            }
            for name, finding in findings.items()
        }

    def _completed(self, question: Question, finding: Finding) -> Finding:
        """Return what is found; where an unknown fact leaves it open, what every value gives.

        A table may be open where the answer put together from several is not: a request is in time
        under either limit. Where the values give different answers, the keys they agree on hold.
        """
        if finding.status != Verdict.MISSING.value:
            return finding
        missing = self._missing(finding)
        stated = [stated_as(fact) for fact in missing]
        if not missing or not self.plan.base.keys() >= {*stated}:
            return finding
        open_facts = {fact: self._values(fact) for fact in missing}
        if prod(map(len, open_facts.values())) > MOST_WAYS:
            return finding
        plan = narrowed(self.plan, *(part.id for part in question.parts), *question.nodes)
        ways = (dict(zip(stated, way, strict=True)) for way in product(*open_facts.values()))
        found = [question.describe(self._evaluate(self.chosen, way, plan)) for way in ways]
        if all((f.status, f.outcome) == (found[0].status, found[0].outcome) for f in found):
            return found[0]
        return replace(finding, outcome=_agreed(found) or finding.outcome)

    def _values(self, fact: str) -> tuple[Any, ...]:
        """Return what an open fact may be."""
        held = self.state[fact]
        if isinstance(held, str):
            return tuple(held.split("|"))
        return self.plan.domains[fact].values

    def _ruling(self, finding: Finding) -> dict[str, Any]:
        rules = _rules(finding)
        first = rules[0] if rules else None
        return {
            "status": finding.status,
            "outcome": self._written(finding.outcome),
            "rule": first.rule.id if first else None,
            "layer": first.layer if first else None,
            "inherited": bool(first and first.depth > 0),
            "edition": self._edition(first),
            "citations": self._citations(rules),
        }

    def _tell(self, finding: Finding) -> dict[str, Any]:
        told: dict[str, Any] = {"why": self._why(finding)}
        if finding.status == Verdict.MISSING.value:
            told["facts"] = self._missing(finding)
        for answer in finding.answers:
            if isinstance(answer.decision, Conflict):
                told |= self._conflict(answer.decision)
        if self.ruler.why_not:
            told["why_not"] = self._why_not(finding)
        return told

    def _edition(self, enacted: Enacted | None) -> str | None:
        if enacted is None:
            return None
        return self.ruler.jurisdiction.layer(enacted.layer).edition(self.day).id

    def _citations(self, rules: Sequence[Enacted]) -> list[dict[str, str]]:
        found = [c for enacted in rules for c in self.ruler.jurisdiction.cite(enacted)]
        return [c for place, c in enumerate(found) if c not in found[:place]]

    def _why(self, finding: Finding) -> list[str]:
        told = [w for e in _rules(finding) for w in reasons(e.rule.when, self.state)]
        return list(dict.fromkeys(told))

    def _missing(self, finding: Finding) -> list[str]:
        return unknowns(self.plan, self.state, [*finding.answers, *finding.undetermined])

    def _conflict(self, conflict: Conflict) -> dict[str, Any]:
        followed = conflict.followed
        return {
            "candidates": [
                {
                    "rule": enacted.rule.id,
                    "outcome": outcome_said(enacted.rule.outcome),
                    "citations": self._citations([enacted]),
                }
                for enacted in conflict.candidates
            ],
            "followed_because": followed.rule.followed if followed else None,
        }

    def _why_not(self, finding: Finding) -> list[dict[str, Any]]:
        """Return, for each fact, which value of it alone would change what the table says."""
        answers = {id(a.table): a for a in (*finding.answers, *finding.undetermined)}
        return [near for answer in answers.values() for near in self._nearby(answer)]

    def _nearby(self, answer: Answer) -> list[dict[str, Any]]:
        found = []
        for axis in answer.table.grid.axes:
            for values in axis.classes:
                decision = answer.table.decide({**self.state, axis.fact.id: values[0]})
                if isinstance(decision, Decided) and decision != answer.decision:
                    found.append(
                        {
                            "rule": decision.rules[0].rule.id,
                            "if": [show_fact(axis.fact, value) for value in values],
                            "citations": self._citations(decision.rules),
                        }
                    )
        return found

    def _readings(
        self, questions: Sequence[Question], findings: Mapping[str, Finding]
    ) -> dict[str, list[dict[str, Any]]]:
        """Return per question the readings on which its answer hangs, each flipped by itself."""
        found: dict[str, list[dict[str, Any]]] = {question.id: [] for question in questions}
        hanging = {question.id: hangs_on(self.plan, question.id) for question in questions}
        for reading in self.ruler.jurisdiction.readings.values():
            touched = [q for q in questions if reading.fact.id in hanging[q.id]]
            chosen = self.chosen.get(reading.id, reading.default)
            others = [term.id for term in reading.choices if term.id != chosen] if touched else []
            flipped = {c: self._evaluate({**self.chosen, reading.id: c}) for c in others}
            for question in touched:
                entry = self._turning(question, findings[question.id], reading, flipped)
                if entry:
                    found[question.id].append({**entry, "chosen": chosen})
        return found

    def _turning(
        self,
        question: Question,
        finding: Finding,
        reading: Reading,
        flipped: Mapping[str, State],
    ) -> dict[str, Any] | None:
        alternatives = {}
        for choice, state in flipped.items():
            other = question.describe(state)
            if (other.status, other.outcome) == (finding.status, finding.outcome):
                continue
            difference = _difference(
                {"status": finding.status, **(self._written(finding.outcome) or {})},
                {"status": other.status, **(self._written(other.outcome) or {})},
            )
            if difference:
                alternatives[choice] = difference
        if not alternatives:
            return None
        return {"id": reading.id, "ambiguity": reading.ambiguity, "alternatives": alternatives}

    def _written(self, found: Any) -> Any:
        """Write an outcome's keys as JSON can hold them, with the clauses of what is cited."""
        if isinstance(found, Cited):
            return {
                **{key: self._written(value) for key, value in found.keys.items()},
                "rule": found.by.rule.id,
                "layer": found.by.layer,
                "citations": self.ruler.jurisdiction.cite(found.by),
            }
        if isinstance(found, Mapping):
            return {key: self._written(value) for key, value in found.items()}
        if isinstance(found, list | tuple):
            return [self._written(item) for item in found]
        return found


def _agreed(found: Sequence[Finding]) -> dict[str, Any] | None:
    """Return the keys on which answers agree, the others empty; None where one has no answer.

    Of clocks nothing is told but the whole: late without a due time would mislead.
    """
    outcomes = [finding.outcome for finding in found]
    first = outcomes[0]
    if first is None or None in outcomes or "limit" in first:
        return None
    said = [outcome for outcome in outcomes if outcome is not None]
    keys = dict.fromkeys(key for outcome in said for key in outcome)
    return {key: _common([other.get(key) for other in said]) for key in keys}


def _common(values: Sequence[Any]) -> Any:
    """Return the value that all are; of lists, what stands in each of them, if anything does."""
    first, others = values[0], values[1:]
    if all(other == first for other in others):
        return first
    if not all(isinstance(value, list) for value in values):
        return None
    return [item for item in first if all(item in other for other in others)] or None


def _rules(finding: Finding) -> list[Enacted]:
    found: list[Enacted] = []
    for answer in finding.answers:
        if isinstance(answer.decision, Decided):
            found += answer.decision.rules
        elif isinstance(answer.decision, Conflict):
            found += [answer.decision.foremost]
    return found


def _difference(chosen: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """Return the keys that the other reading changes, with what it makes of them."""
    keys = dict.fromkeys([*chosen, *other])
    return {key: other.get(key) for key in keys if chosen.get(key) != other.get(key)}


def outcome_said(outcome: Outcome) -> dict[str, Any]:
    """Return what an outcome says by itself, without a case."""
    if isinstance(outcome, Value | Steps):
        return says_of(outcome)
    return {"limit": limit_keys(outcome), **outcome.says}
