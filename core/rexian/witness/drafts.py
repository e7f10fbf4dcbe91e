"""Drafts: cases in the making, and how they become events and tickets.

Everything begins on a Monday under the editions in force; what follows is minutes apart, so that it
keeps every limit, but where a long time passes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias

from rexian.instants import DAY, Instant, end_of_day
from rexian.model.assignments import UNIT_ACTS
from rexian.model.events import EVENT_TYPES, Event
from rexian.model.fields import FieldType, Given, Value
from rexian.model.ticket import FIELDS
from rexian.rules.examples import Act
from rexian.rules.facts import FactValue
from rexian.rules.nodes import RECORDED
from rexian.witness.scenes import Scene
from rexian.witness.ways import ARRIVAL
from rexian.worktime.period import working_days

HOUR = DAY // 24
OPENING = 9 * HOUR
STEP = 5 * 60
#: A limit given from outside ends so many days after the beginning.
GIVEN_DAYS = 30
#: Longer than limits are, in whole weeks: given ones and extended ones included.
LONG = 28 * 7 * DAY
#: Where one clock is to run out and another not: ever shorter times.
SHORTER = (40 * DAY, 16 * DAY, 8 * DAY, 4 * DAY, 2 * DAY, 6 * HOUR)
CO_UNIT = "协办单位"

Stated: TypeAlias = Mapping[str, FactValue]


@dataclass(frozen=True, slots=True)
class View:
    """Whose case it is: the host's, with or without another unit beside it, or that unit's."""

    part: str = "host"
    joint: bool = False

    @property
    def is_co(self) -> bool:
        """Whether it is that of a unit beside the host."""
        return self.part == "co"


@dataclass(frozen=True, slots=True)
class Draft:
    """What a ticket states, what happens to it, and how long a long time is."""

    stated: Stated
    scene: Scene
    pause: Instant = LONG


@dataclass(frozen=True, slots=True)
class Drafter:
    """Who writes cases that begin on a Monday, given as a day's number."""

    monday: int
    view: View

    def facts(self, draft: Draft) -> dict[str, Any]:
        """Return what is known of the ticket by the ids under which facts are held."""
        facts: dict[str, Any] = dict(draft.stated)
        for fact in draft.stated:
            if fact.startswith("given."):
                facts[f"{fact}.at"] = self._given_end
        if ARRIVAL in facts:
            facts[ARRIVAL] = self._arrival(draft)
        if self.view.joint:
            facts |= {"part": self.view.part, "joint": True}
        return facts

    def ticket(self, stated: Stated, draft: Draft) -> dict[str, Value]:
        """Return what a ticket states, in the order of its facts."""
        lists: dict[str, list[str]] = {}
        given: dict[str, Given] = {}
        found: dict[str, Value] = {}
        for fact, value in stated.items():
            name, _dot, member = fact.partition(".")
            if name == "given":
                given[member] = Given(self._given_end, str(value))
            elif name == "stated":
                found[member] = value
            elif member:
                lists.setdefault(name, []).append(member)
            else:
                found[name] = value
        if ARRIVAL in stated:
            found[ARRIVAL] = self._arrival(draft)
        found |= {name: _listed(name, items) for name, items in lists.items()}
        if given:
            found["given"] = given
        return {name: found[name] for name in sorted(found, key=_ORDER.__getitem__)}

    def events(self, draft: Draft) -> tuple[tuple[Event, ...], Instant | None]:
        """Return what happens, and the moment as at which it is seen if something waits."""
        at = self._first(draft)
        found = []
        for moment in draft.scene:
            if isinstance(moment, Act):
                found.append(self._event(moment, at))
                at += STEP
            else:
                at += draft.pause
        waits = bool(draft.scene) and not isinstance(draft.scene[-1], Act)
        return tuple(found), at if waits else None

    def with_co_unit(self, events: tuple[Event, ...], draft: Draft) -> tuple[Event, ...]:
        """Return the host's events with the dispatch to a unit beside it, if there is one."""
        if not self.view.joint or self.view.is_co:
            return events
        hosts = (place for place, event in enumerate(events) if event.type == "dispatched")
        place = next(hosts, -1)
        at = events[place].at if place >= 0 else self._first(draft)
        beside = Event("dispatched", at, {"unit": CO_UNIT, "part": "co"})
        return (*events[: place + 1], beside, *events[place + 1 :])

    def _event(self, act: Act, at: Instant) -> Event:
        kind = act.types[0]
        fields = {name: self._value(kind, name, options[0]) for name, options in act.fields}
        if self.view.is_co and kind in _OF_A_UNIT:
            fields = {"unit": CO_UNIT, **fields}
            if kind == "dispatched":
                fields["part"] = "co"
        return Event(kind, at, fields)

    def _value(self, kind: str, name: str, option: Any) -> Value:
        if option not in RECORDED:
            found: Value = option
            return found
        match EVENT_TYPES[kind].fields[name].type:
            case FieldType.INSTANT:
                return self._given_end
            case FieldType.PERIOD:
                return working_days(1)
        return True

    @property
    def _given_end(self) -> Instant:
        return end_of_day(self.monday + GIVEN_DAYS)

    def _arrival(self, draft: Draft) -> Instant:
        return self.monday * DAY + int(draft.stated[ARRIVAL]) * HOUR

    def _first(self, draft: Draft) -> Instant:
        if ARRIVAL in draft.stated:
            return self._arrival(draft) + STEP
        return self.monday * DAY + OPENING


_OF_A_UNIT = UNIT_ACTS | {"dispatched"}
_ORDER = {name: place for place, name in enumerate(FIELDS)}


def _listed(name: str, items: list[str]) -> tuple[str, ...]:
    """Return the items of a list in the order of its words."""
    return tuple(sorted(items, key=_words(name).index))


@lru_cache
def _words(name: str) -> tuple[str, ...]:
    terms = FIELDS[name].terms
    return () if terms is None else terms.ids
