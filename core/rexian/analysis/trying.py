"""Trying a case: facts that somebody supposes, a case in which they are so, and how it is ruled.

The case is made up like any witness; its clock may then be moved to a time of one's own, so that
due dates are counted from there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from rexian.analysis.hearing import Heard, hear
from rexian.errors import InputError, nearest
from rexian.explain import Ruler, view_of
from rexian.facts import stated_as
from rexian.i18n import _
from rexian.instants import Instant
from rexian.model.assignments import assignments
from rexian.model.case import Case
from rexian.model.events import EVENT_TYPES, Event
from rexian.model.fields import Field, FieldType, Given, Value
from rexian.model.ticket import FIELDS
from rexian.questions.findings import answers_of
from rexian.rules.facts import Choice, Count, Fact, FactValue, Flag
from rexian.rules.plan import Plan, hangs_on
from rexian.rules.question import Question
from rexian.rules.readings import READING
from rexian.rules.timing import State
from rexian.witness.exemplifier import Exemplifier, Witness

#: How long before the beginning of its clock the last thing happened in a case.
_BEFORE = 5 * 60
_YES = frozenset({"yes", "true", "1", "是", "有"})
_NO = frozenset({"no", "false", "0", "否", "无"})


@dataclass(frozen=True, slots=True)
class Tried:
    """A case that was tried.

    Attributes:
        ruling: how the question is ruled, with what would change it.
        heard: by the ids of the question's parts, how every rule stands to the case.
        otherwise: facts that are not as supposed, once the case begins at the time wanted.
    """

    witness: Witness
    ruling: Mapping[str, Any]
    heard: Mapping[str, list[Heard]]
    otherwise: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Trier:
    """Tries cases under one jurisdiction, as its documents are read."""

    ruler: Ruler

    @cached_property
    def plan(self) -> Plan:
        """Today's rules."""
        return self.ruler.jurisdiction.plan()

    @cached_property
    def _exemplifier(self) -> Exemplifier:
        return Exemplifier([self.ruler])

    @cached_property
    def _told(self) -> Ruler:
        return replace(self.ruler, why_not=True)

    def facts(self, question: Question) -> tuple[Fact, ...]:
        """Return the facts on which a question hangs: those its rules ask, then those behind."""
        tables = [table for part in question.parts for table in self.plan.parts[part.id].tables]
        asked = {axis.fact.id: axis.fact for table in tables for axis in table.grid.axes}
        behind = hangs_on(self.plan, question.id)
        given = {
            name: fact
            for name, fact in self.ruler.jurisdiction.domains.items()
            if stated_as(name) in behind or name in behind
        }
        known = {**asked, **given}
        return tuple(
            self.ruler.jurisdiction.domains.get(name, fact)
            for name, fact in known.items()
            if not name.startswith(READING)
        )

    def supposed(self, question: Question, found: Witness) -> dict[str, FactValue]:
        """Return what is so of the facts of a question in a case, and not of one untold."""
        state, usual = self._view(found).state, self._view(Witness(Case(), "host")).state
        facts = [fact.id for fact in self.facts(question)]
        return {name: state[name] for name in facts if state[name] not in (None, usual[name])}

    def tried(
        self, question: Question, supposed: Mapping[str, FactValue], start: Instant | None = None
    ) -> Tried:
        """Make up a case in which facts are as supposed, and rule it.

        With a `start` its clock begins then; where it has none, all that happens in it does.

        Raises:
            InputError: no case was found in which all of them are so.
        """
        found = self._exemplifier.witness({name: (value,) for name, value in supposed.items()})
        if found is None:
            raise InputError(_("no case was found in which all of this is so"))
        if start is not None:
            found = replace(found, case=self._begun(found, question, start))
        ruled = self.ruled(found, question)
        state = self._view(found).state
        return replace(ruled, otherwise=tuple(_otherwise(supposed, state)))

    def ruled(self, found: Witness, question: Question) -> Tried:
        """Rule a case that there is already."""
        view = self._view(found)
        heard = {part.id: hear(view.plan, view.state, part) for part in question.parts}
        return Tried(found, view.rulings({question.id})[question.id], heard)

    def _view(self, found: Witness) -> Any:
        units = assignments(found.case.events) if found.part == "co" else ()
        unit = next((each for each in units if each.part == "co"), None)
        return view_of(found.case, self._told, unit)

    def _begun(self, found: Witness, question: Question, start: Instant) -> Case:
        """Return a case whose clock begins at a time, by an event of its own if need be."""
        case, clocks = found.case, [part for part in question.parts if part.clock]
        state = self._view(found).state
        answers = [answer for part in clocks for answer in answers_of(state[part.id])]
        began = next((a.start for a in answers if a.start is not None), None)
        if began is not None:
            return shifted(case, start - began)
        waiting = [a.waiting_for for a in answers] + [
            p.clock.waiting_for for p in clocks if p.clock
        ]
        waits = next((event for event in waiting if event in EVENT_TYPES), None)
        if waits is None or waits in {event.type for event in case.events}:
            return _as_at(case, start)
        before = _as_at(case, start - _BEFORE) if case.events else case
        return replace(before, now=None, events=(*before.events, Event(waits, start, {})))


def _otherwise(supposed: Mapping[str, FactValue], state: State) -> list[str]:
    """Return the facts that are not as supposed."""
    return [name for name, value in supposed.items() if state.get(name, value) != value]


def _as_at(case: Case, moment: Instant) -> Case:
    """Return a case that stands as it does at another moment."""
    return replace(case, now=moment) if case.moment is None else shifted(case, moment - case.moment)


def shifted(case: Case, by: int) -> Case:
    """Return a case in which everything happens so many seconds later."""
    return replace(
        case,
        now=None if case.now is None else case.now + by,
        ticket=_shifted(FIELDS, case.ticket, by),
        events=tuple(
            replace(e, at=e.at + by, fields=_shifted(EVENT_TYPES[e.type].fields, e.fields, by))
            for e in case.events
        ),
    )


def _shifted(fields: Mapping[str, Field], values: Mapping[str, Value], by: int) -> dict[str, Value]:
    return {name: _later(fields[name].type, value, by) for name, value in values.items()}


def _later(kind: FieldType, value: Any, by: int) -> Value:
    if kind is FieldType.GIVEN:
        return {name: Given(given.at + by, given.source) for name, given in value.items()}
    later: Value = value + by if kind is FieldType.INSTANT else value
    return later


def supposed_of(facts: Mapping[str, Fact], told: Mapping[str, str]) -> dict[str, FactValue]:
    """Read what somebody supposes of facts, by id or label.

    Raises:
        InputError: there is no such fact, or it cannot be so.
    """
    labels = {fact.zh: name for name, fact in facts.items()}
    found = {}
    for name, text in told.items():
        fact = facts.get(labels.get(name, name))
        if fact is None:
            known = nearest(name, [*facts, *labels])
            raise InputError(_("nothing hangs on {name!r} here").format(name=name) + known)
        found[fact.id] = read_value(fact, text)
    return found


def read_value(fact: Fact, text: str) -> FactValue:
    """Read a value of a fact as people type it: an id, a label, yes or no, a number.

    Raises:
        InputError: the fact has no such value.
    """
    text = text.strip()
    match fact:
        case Choice():
            return fact.terms.resolve(text)
        case Flag() if text.casefold() in _YES | _NO:
            return text.casefold() in _YES
        case Count() if text.isdecimal() and int(text) >= fact.least:
            return int(text)
    asked = _("yes or no") if isinstance(fact, Flag) else _("a whole number")
    if isinstance(fact, Count) and fact.least:
        asked = _("a whole number from {least} on").format(least=fact.least)
    told = _("{fact}: {text!r} is not {asked}")
    raise InputError(told.format(fact=fact.label(), text=text, asked=asked))
