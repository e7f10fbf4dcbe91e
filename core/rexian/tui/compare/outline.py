"""The lines of a draft: jurisdictions and how they are read, facts, events."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from rexian.i18n import _
from rexian.jurisdictions import Jurisdiction
from rexian.model.events import EVENT_TYPES, Event
from rexian.model.ticket import FIELDS
from rexian.model.values import write_fields
from rexian.model.vocabulary import GIVEN_KEYS, GIVEN_SOURCES
from rexian.saying.field import say_field
from rexian.tellers import place_of
from rexian.tui.compare.asks import say_at
from rexian.tui.compare.draft import MOST_SIDES, Draft

#: The lines on which something new is begun.
NEW_SIDE, NEW_FACT, NEW_EVENT, NOW = "new side", "new fact", "new event", "now"
_INDENT = "  "
_MORE = "+ "

Places = Mapping[str, Jurisdiction]


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its key, what it is, and what stands there."""

    key: str
    label: str
    value: str = ""


def lines(draft: Draft, places: Places) -> list[Line]:
    """Return the lines of a draft from top to bottom."""
    return [*_sides(draft, places), *_facts(draft), *_events(draft)]


def around(key: str) -> str:
    """Return the line on which something is added to what stands on this one."""
    kind, _colon, rest = key.partition(":")
    if kind in {"event", "detail"}:
        return f"details:{rest.partition(':')[0]}"
    return f"reads:{rest.partition(':')[0]}" if kind in {"side", "read"} else NEW_FACT


def without(draft: Draft, key: str) -> Draft:
    """Return a draft without what stands on a line; some lines cannot be taken out."""
    kind, *rest = key.split(":")
    removals: Mapping[str, Callable[..., Draft]] = {
        "side": lambda place: draft.beside(int(place), None),
        "read": lambda place, reading: draft.read(int(place), reading, None),
        "fact": draft.bare_of,
        "given": lambda clock: draft.limited(clock, None),
        "event": lambda place: draft.happening(int(place), None),
        "detail": lambda place, name: draft.detailed(int(place), name, ""),
        NOW: lambda: draft.as_at(None),
    }
    return removals[kind](*rest) if kind in removals else draft


def _sides(draft: Draft, places: Places) -> Iterator[Line]:
    for number, side in enumerate(draft.sides):
        found = places.get(side.jurisdiction)
        yield Line(
            f"side:{number}",
            _("jurisdiction {n}").format(n=number + 1),
            place_of(found) if found else side.jurisdiction,
        )
        for name, choice in side.readings.items():
            if found is None:
                continue
            reading = found.readings[name]
            label = reading.fact.terms.label(choice)
            yield Line(f"read:{number}:{name}", _INDENT + reading.label(), label)
    if len(draft.sides) < MOST_SIDES:
        yield Line(NEW_SIDE, _MORE + _("jurisdiction"))


def _facts(draft: Draft) -> Iterator[Line]:
    written = write_fields(FIELDS, draft.ticket)
    for name, known in FIELDS.items():
        if name == "given":
            yield from _limits(draft)
        elif name in written:
            yield Line(f"fact:{name}", known.label(), say_field(known, written[name]))
    yield Line(NEW_FACT, _MORE + _("fact"))


def _limits(draft: Draft) -> Iterator[Line]:
    for clock, given in draft.given.items():
        label = _("limit given: {clock}").format(clock=GIVEN_KEYS.label(clock))
        yield Line(f"given:{clock}", label, say_at(given.at))
        yield Line(f"source:{clock}", _INDENT + _("by"), GIVEN_SOURCES.label(given.source))


def _events(draft: Draft) -> Iterator[Line]:
    placed = sorted(enumerate(draft.events), key=lambda each: each[1].at)
    for place, event in placed:
        yield Line(f"event:{place}", EVENT_TYPES[event.type].label(), say_at(event.at))
        yield from _details(place, event)
    yield Line(NEW_EVENT, _MORE + _("event"))
    yield Line(NOW, _("as at"), "" if draft.now is None else say_at(draft.now))


def _details(place: int, event: Event) -> Iterator[Line]:
    known = EVENT_TYPES[event.type].fields
    for name, value in write_fields(known, event.fields).items():
        label, told = known[name].label(), say_field(known[name], value)
        yield Line(f"detail:{place}:{name}", _INDENT + label, told)
