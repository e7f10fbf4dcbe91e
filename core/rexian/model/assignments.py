"""Whose events are whose: the ticket's host unit, co-handling units, and units inside a body.

Each has its own clocks, so each is read over its own part of the history. A co-handling unit's acts
never move the host's clocks, nor does an act of a former host after the ticket went to another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rexian.instants import Instant
from rexian.model.events import Event

#: Acts of one unit. Where no unit is recorded on one, it is the host's.
UNIT_ACTS = frozenset(
    {
        "signed", "form_signed", "objected", "return_requested", "return_decided", "feedback",
        "signoff", "contacted", "extension_requested", "extension_decided", "reminded",
        "reply_submitted", "reply_approved", "sealed", "closure_requested", "attended",
        "explained_performance", "assigned",
    }
)  # fmt: skip


#: What a unit inside a body does; without a unit it is the act of the one in the lead.
INNER_ACTS = frozenset({"form_signed", "objected", "reply_submitted"})
#: What is the ticket's concern, whichever unit did it.
CONCERNS_ALL = frozenset({"cooperation_refused"})


@dataclass(frozen=True, slots=True)
class Assignment:
    """A unit that has or had the ticket, and the events its clocks are read from.

    Attributes:
        tier: `host` for a unit that the platform dispatched to, `unit` for one inside a body.
        until: when the ticket went on to another; None while the unit has it.
    """

    unit: str | None
    unit_type: str | None
    part: Literal["host", "co"]
    tier: Literal["host", "unit"]
    events: tuple[Event, ...]
    until: Instant | None = None


def is_joint(events: Sequence[Event]) -> bool:
    """Whether units handle the ticket beside its host, or beside one inside the body."""
    return any(_is_co(event) for event in events)


def host_events(events: Sequence[Event]) -> Sequence[Event]:
    """Return the events from which the ticket's own clocks are read: those of its present host."""
    co_units = {event.unit for event in events if _is_co(event)}
    dispatches = [place for place, event in enumerate(events) if _is_host_dispatch(event)]
    if not co_units and len(dispatches) < 2:
        return events
    since = dispatches[-1] if dispatches else 0
    host = events[since].unit if dispatches else None
    former = {events[place].unit for place in dispatches} - {host, None}
    return [
        event
        for place, event in enumerate(events)
        if event.type in CONCERNS_ALL
        or (
            _part(event) != "co"
            and (event.unit is None or event.unit not in co_units - {host})
            and not (place > since and event.unit in former and event.type in UNIT_ACTS)
        )
    ]


def assignments(events: Sequence[Event]) -> list[Assignment]:
    """Return every unit that has or had the ticket, hosts first, each with its events."""
    return [*_hosts(events), *_co_units(events), *_inside(events)]


def _hosts(events: Sequence[Event]) -> list[Assignment]:
    places = [place for place, event in enumerate(events) if _is_host_dispatch(event)]
    ends = [*places, len(events)][1:]
    return [
        _assignment(events[place], "host", "host", host_events(events[:end]), events[end:])
        for place, end in zip(places, ends, strict=True)
    ]


def _co_units(events: Sequence[Event]) -> list[Assignment]:
    latest = {e.unit: e for e in events if e.type == "dispatched" and _part(e) == "co"}
    return [
        _assignment(dispatch, "co", "host", _of_co_unit(events, unit))
        for unit, dispatch in latest.items()
    ]


def _of_co_unit(events: Sequence[Event], unit: str | None) -> list[Event]:
    return [
        event
        for event in events
        if event.unit == unit
        or (event.unit is None and event.type not in UNIT_ACTS and event.type != "dispatched")
    ]


def _inside(events: Sequence[Event]) -> list[Assignment]:
    latest = {event.unit: place for place, event in enumerate(events) if event.type == "assigned"}
    return [_inner(events, place, set(latest)) for place in latest.values()]


def _inner(events: Sequence[Event], place: int, units: set[str | None]) -> Assignment:
    """Return a unit inside the body; one that gave the ticket back has it until the next has."""
    own = events[place]
    end = _passed_on(events, place)
    kept = _of_inner_unit(events[:end], own, units - {own.unit})
    part: Literal["host", "co"] = "co" if _part(own) == "co" else "host"
    return _assignment(own, part, "unit", kept, events[end:])


def _passed_on(events: Sequence[Event], place: int) -> int:
    """Return where the ticket goes on to the next unit after the one assigned here objected."""
    unit, given_back = events[place].unit, False
    for later in range(place + 1, len(events)):
        event = events[later]
        given_back |= event.type == "objected" and event.unit in (unit, None)
        if given_back and event.type == "assigned":
            return later
    return len(events)


def _of_inner_unit(
    events: Sequence[Event], assigned: Event, others: set[str | None]
) -> list[Event]:
    alone = _part(assigned) == "co"
    return [
        event
        for event in events
        if event.unit == assigned.unit
        or (event.unit not in others and _part(event) != "co" and not (alone and _own(event)))
    ]


def _own(event: Event) -> bool:
    """Whether an event without a unit would be the act of a unit inside the body."""
    return event.unit is None and event.type in INNER_ACTS


def _assignment(
    event: Event,
    part: Literal["host", "co"],
    tier: Literal["host", "unit"],
    events: Sequence[Event],
    after: Sequence[Event] = (),
) -> Assignment:
    unit_type = event.fields.get("unit_type")
    return Assignment(
        event.unit,
        unit_type if isinstance(unit_type, str) else None,
        part,
        tier,
        tuple(events),
        after[0].at if after else None,
    )


def _is_co(event: Event) -> bool:
    """Whether an event makes its unit a co-handling one, or is such a unit's."""
    return _part(event) == "co" and event.type not in CONCERNS_ALL


def _part(event: Event) -> object:
    return event.fields.get("part")


def _is_host_dispatch(event: Event) -> bool:
    return event.type == "dispatched" and _part(event) != "co"
