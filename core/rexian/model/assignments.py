"""Whose events are whose: the ticket's host unit, co-handling units, and units inside a body.

Each has its own clocks, so each is read over its own part of the history. A co-handling unit's acts
never move the host's clocks, nor does an act of a former host after the ticket went to another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rexian.model.events import Event

#: Acts of one unit. Where no unit is recorded on one, it is the host's.
UNIT_ACTS = frozenset(
    {
        "signed", "form_signed", "objected", "return_requested", "return_decided", "feedback",
        "signoff", "contacted", "extension_requested", "extension_decided", "reminded",
        "reply_submitted", "reply_approved", "sealed", "closure_requested", "attended",
        "explained_performance", "cooperation_refused", "assigned",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Assignment:
    """A unit that has or had the ticket, and the events its clocks are read from.

    Attributes:
        tier: `host` for a unit that the platform dispatched to, `unit` for one inside a body.
    """

    unit: str | None
    unit_type: str | None
    part: Literal["host", "co"]
    tier: Literal["host", "unit"]
    events: tuple[Event, ...]


def host_events(events: Sequence[Event]) -> Sequence[Event]:
    """Return the events from which the ticket's own clocks are read: those of its present host."""
    co_units = {event.unit for event in events if _part(event) == "co"}
    dispatches = [place for place, event in enumerate(events) if _is_host_dispatch(event)]
    if not co_units and len(dispatches) < 2:
        return events
    since = dispatches[-1] if dispatches else 0
    host = events[since].unit if dispatches else None
    former = {events[place].unit for place in dispatches} - {host, None}
    return [
        event
        for place, event in enumerate(events)
        if _part(event) != "co"
        and (event.unit is None or event.unit not in co_units - {host})
        and not (place > since and event.unit in former and event.type in UNIT_ACTS)
    ]


def assignments(events: Sequence[Event]) -> list[Assignment]:
    """Return every unit that has or had the ticket, hosts first, each with its events."""
    return [*_hosts(events), *_co_units(events), *_inside(events)]


def _hosts(events: Sequence[Event]) -> list[Assignment]:
    places = [place for place, event in enumerate(events) if _is_host_dispatch(event)]
    ends = [*places, len(events)][1:]
    return [
        _assignment(events[place], "host", "host", tuple(host_events(events[:end])))
        for place, end in zip(places, ends, strict=True)
    ]


def _co_units(events: Sequence[Event]) -> list[Assignment]:
    latest = {e.unit: e for e in events if e.type == "dispatched" and _part(e) == "co"}
    return [
        _assignment(dispatch, "co", "host", tuple(_of_co_unit(events, unit)))
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
    latest = {event.unit: event for event in events if event.type == "assigned"}
    return [
        _assignment(
            event,
            "co" if _part(event) == "co" else "host",
            "unit",
            tuple(_of_inner_unit(events, event, set(latest) - {event.unit})),
        )
        for event in latest.values()
    ]


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
    return event.unit is None and event.type in {"form_signed", "objected", "reply_submitted"}


def _assignment(
    event: Event,
    part: Literal["host", "co"],
    tier: Literal["host", "unit"],
    events: tuple[Event, ...],
) -> Assignment:
    unit_type = event.fields.get("unit_type")
    return Assignment(
        event.unit, unit_type if isinstance(unit_type, str) else None, part, tier, events
    )


def _part(event: Event) -> object:
    return event.fields.get("part")


def _is_host_dispatch(event: Event) -> bool:
    return event.type == "dispatched" and _part(event) != "co"
