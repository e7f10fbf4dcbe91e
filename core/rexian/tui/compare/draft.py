"""A case that is being made up, and the jurisdictions under which it is looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from rexian.instants import Instant
from rexian.model.case import Case
from rexian.model.events import EVENT_TYPES, Event
from rexian.model.fields import Field, FieldType, Given, Value
from rexian.model.ticket import FIELDS
from rexian.model.values import is_blank, read_fields

#: How many jurisdictions stand side by side at the most.
MOST_SIDES = 5
#: Fields of several values, of which one at a time is put in or taken out.
SEVERAL = frozenset({FieldType.MANY, FieldType.TEXTS, FieldType.REASONS})


@dataclass(frozen=True, slots=True)
class Side:
    """A jurisdiction, and how its text is read where that differs from the default."""

    jurisdiction: str
    readings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Draft:
    """What has been entered so far.

    Attributes:
        events: as they were entered, whatever their times.
    """

    sides: tuple[Side, ...] = ()
    now: Instant | None = None
    ticket: Mapping[str, Value] = field(default_factory=dict)
    events: tuple[Event, ...] = ()
    id: str | None = None
    title: str | None = None

    @property
    def case(self) -> Case:
        """The case as it is ruled: what happens after `now` has not happened yet."""
        now = self.now
        known = [event for event in self.events if now is None or event.at <= now]
        events = tuple(sorted(known, key=lambda event: event.at))
        return Case(id=self.id, title=self.title, now=now, ticket=self.ticket, events=events)

    @property
    def given(self) -> Mapping[str, Given]:
        """The limits given from outside, by clock."""
        found = self.ticket.get("given", {})
        return found if isinstance(found, Mapping) else {}

    def of(self, case: Case) -> Draft:
        """Return another case under the same jurisdictions."""
        return Draft(self.sides, case.now, case.ticket, case.events, case.id, case.title)

    def under(self, sides: tuple[Side, ...]) -> Draft:
        """Return the same case under other jurisdictions."""
        return replace(self, sides=sides)

    def entered(self, name: str, text: str) -> Draft:
        """Return it with a fact as it is typed; a blank takes it out.

        Raises:
            InputError: the fact cannot be that.
        """
        return replace(self, ticket=_entered(FIELDS[name], self.ticket, text))

    def bare_of(self, name: str) -> Draft:
        """Return it without a fact."""
        rest = {key: value for key, value in self.ticket.items() if key != name}
        return replace(self, ticket=rest)

    def limited(self, clock: str, given: Given | None) -> Draft:
        """Return it with a limit given from outside, or without it."""
        others = {key: each for key, each in self.given.items() if key != clock}
        limits = others if given is None else {**others, clock: given}
        rest = self.bare_of("given").ticket
        return replace(self, ticket={**rest, "given": limits} if limits else rest)

    def happening(self, place: int, event: Event | None) -> Draft:
        """Return it with another event at a place, or at the end; None takes it out."""
        before, after = self.events[:place], self.events[place + 1 :]
        return replace(self, events=(*before, *([event] if event else []), *after))

    def detailed(self, place: int, name: str, text: str) -> Draft:
        """Return it with a particular of an event as it is typed; a blank takes it out.

        Raises:
            InputError: the particular cannot be that.
        """
        event = self.events[place]
        known = EVENT_TYPES[event.type].fields[name]
        return self.happening(place, replace(event, fields=_entered(known, event.fields, text)))

    def beside(self, place: int, side: Side | None) -> Draft:
        """Return it with another jurisdiction at a place, or at the end; None takes it out."""
        before, after = self.sides[:place], self.sides[place + 1 :]
        return replace(self, sides=(*before, *([side] if side else []), *after))

    def as_at(self, now: Instant | None) -> Draft:
        """Return it as at another time; None is as at the last thing that happened."""
        return replace(self, now=now)

    def read(self, place: int, reading: str, choice: str | None) -> Draft:
        """Return it with a text read otherwise by one jurisdiction; None reads it by default."""
        side = self.sides[place]
        others = {key: value for key, value in side.readings.items() if key != reading}
        found = others if choice is None else {**others, reading: choice}
        return self.beside(place, replace(side, readings=found))


def _entered(known: Field, values: Mapping[str, Value], text: str) -> dict[str, Value]:
    others = {key: value for key, value in values.items() if key != known.id}
    if is_blank(text):
        return others
    [value] = read_fields({known.id: known}, {known.id: text}).values()
    if known.type in SEVERAL:
        value = _toggled(values.get(known.id, ()), value)
    return {**others, known.id: value} if value != () else others


def _toggled(now: Value, named: Value) -> tuple[str, ...]:
    """Put in what is not there, and take out what is."""
    held, turned = (each if isinstance(each, tuple) else () for each in (now, named))
    kept = [each for each in held if each not in turned]
    return (*kept, *(each for each in turned if each not in held))
