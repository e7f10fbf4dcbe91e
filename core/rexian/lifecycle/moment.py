"""The moment of a step: the case before it and with it, and what the rules say of either."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeAlias

from rexian.explain import Ruler, View, state_of, view_of
from rexian.instants import Instant
from rexian.lifecycle.history import case_of, event_of
from rexian.lifecycle.record import Record
from rexian.lifecycle.standing import Holder, Standing
from rexian.model.assignments import Assignment, assignments
from rexian.model.case import Case
from rexian.model.events import EVENT_TYPES
from rexian.rules.table import Decided

Ruling: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Objection:
    """Something that stands against a step, or that whoever takes it should know.

    Attributes:
        id: what it is, as rulings call it: `late`, `unstated`, a ground, a missing content.
        question: the question whose ruling says so; empty where the ticket's stage does.
        about: what it is about, in ids: the missing contents, the role whose step it is.
        ground: the ground itself, as the ruling lists it, where it is one.
        binding: whether the step may not be taken; otherwise it is only to be told.
    """

    id: str
    question: str = ""
    about: tuple[str, ...] = ()
    citations: tuple[Mapping[str, str], ...] = ()
    binding: bool = True
    ground: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Step:
    """A record about to be made.

    Attributes:
        unit: the unit whose act it is; None for what is the ticket's alone.
        posts: the documents' roles and bodies as which whoever takes the step may act.
    """

    type: str
    at: Instant
    fields: Mapping[str, Any] = field(default_factory=dict)
    unit: str | None = None
    posts: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Moment:
    """A ticket at the moment when a step is to be taken."""

    number: str
    records: Sequence[Record]
    standing: Standing
    step: Step
    ruler: Ruler

    @cached_property
    def case(self) -> Case:
        """The case as it is before the step, at its time."""
        return replace(case_of(self.number, self.records), now=self.step.at)

    @cached_property
    def then(self) -> Case:
        """The case as it would be with the step."""
        if self.step.type not in EVENT_TYPES:
            return self.case
        event = event_of(self.step.type, self.step.at, self.step.fields)
        happened = sorted((*self.case.events, event), key=lambda each: each.at)
        return replace(self.case, events=tuple(happened))

    def before(self, question: str) -> Ruling:
        """Return the ruling on a question as things stand."""
        return _ruling(self._as_it_is, question)

    def after(self, question: str) -> Ruling:
        """Return the ruling on a question as it would be with the step."""
        return _ruling(self._as_it_would_be, question)

    def finding(self, question: str, fact: str, more: Iterable[str]) -> Ruling:
        """Return the ruling on a question if more is found of the ticket than stands there."""
        known: Any = self.case.ticket.get(fact) or ()
        ticket = {**self.case.ticket, fact: tuple(dict.fromkeys((*known, *more)))}
        return _ruling(self._views(replace(self.case, ticket=ticket)), question)

    def cited(self, part: str, ruling: Ruling) -> tuple[Mapping[str, str], ...]:
        """Return where one part of a question is laid down; all of it, where it has no parts."""
        jurisdiction = self.ruler.jurisdiction
        if part not in jurisdiction.plan().parts:
            return tuple(ruling["citations"])
        answer = state_of(self.case, self.ruler, part)[part]
        rules = answer.decision.rules if isinstance(answer.decision, Decided) else ()
        return tuple(citation for enacted in rules for citation in jurisdiction.cite(enacted))

    @cached_property
    def _as_it_is(self) -> Sequence[View]:
        return self._views(self.case)

    @cached_property
    def _as_it_would_be(self) -> Sequence[View]:
        return self._as_it_is if self.then is self.case else self._views(self.then)

    def _views(self, case: Case) -> Sequence[View]:
        """Work out the part of the case that is the unit's own, if one is, then the ticket's."""
        holder = self.standing.holder(self.step.unit) if self.step.unit else None
        own = part_of(case, holder) if holder is not None else None
        parts = (None,) if own is None else (own, None)
        return [view_of(case, self.ruler, part) for part in parts]


def part_of(case: Case, holder: Holder) -> Assignment | None:
    """Return a unit's own part of a case; None for the host, whose part is the ticket's."""
    if (holder.part, holder.tier) == ("host", "host"):
        return None
    own = [a for a in assignments(case.events) if a.unit == holder.unit and a.until is None]
    return next((a for a in own if a.tier == holder.tier), None)


def _ruling(views: Iterable[View], question: str) -> Ruling:
    """Return the ruling of the first view to which a question is put."""
    found = (view.rulings({question}, flips=False) for view in views)
    ruling: Ruling = next(each[question] for each in found if each)
    return ruling


def outcome_of(ruling: Ruling) -> Mapping[str, Any]:
    """Return what a ruling says; nothing where the documents are silent."""
    found: Mapping[str, Any] = ruling["outcome"] or {}
    return found
