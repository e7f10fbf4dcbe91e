"""A case: one ticket and what happened to it, as people write it down and programs pass it on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from rexian.errors import InputError
from rexian.i18n import _
from rexian.instants import Instant, format_instant
from rexian.model.casefile import load
from rexian.model.events import Event, read_event, write_event
from rexian.model.ticket import FIELDS
from rexian.model.values import (
    is_blank,
    read_fields,
    read_instant,
    read_list,
    read_mapping,
    read_text,
    unknown_key,
    within,
    write_fields,
)

if TYPE_CHECKING:
    from pathlib import Path

    from rexian.model.fields import Value

T = TypeVar("T")
_KEYS = (
    "id",
    "title",
    "jurisdiction",
    "now",
    "ticket",
    "events",
    "expect",
    "clauses",
    "note",
)


@dataclass(frozen=True, slots=True)
class Case:
    """A ticket, its events in order, and what its author expects of the ruling.

    `ticket` holds canonical values, and only the facts that were given. With `now`, no event is
    later than it. `expect` is as it was written.
    """

    id: str | None = None
    jurisdiction: str | None = None
    now: Instant | None = None
    ticket: Mapping[str, Value] = field(default_factory=dict)
    events: tuple[Event, ...] = ()
    title: str | None = None
    note: str | None = None
    clauses: tuple[str, ...] = ()
    expect: Mapping[str, object] = field(default_factory=dict)

    @property
    def moment(self) -> Instant | None:
        """As at when the case is judged: `now`, else the last event, else the receipt."""
        if self.now is not None:
            return self.now
        received = self.ticket.get("received_at")
        at = self.events[-1].at if self.events else received
        return at if isinstance(at, int) else None


def read_cases(path: Path | str) -> list[Case]:
    """Read the cases of a file: one, or a list of them; `-` is standard input.

    A channel that core does not know stays as it is written; `Jurisdiction.settled` says whether
    a jurisdiction knows it.

    Raises:
        InputError: the file cannot be read, holds no case, or one of its cases is wrong; the
            message names the file, the case (its id, else its place in the list) and the key.
    """
    raw = load(path)
    entries = raw if isinstance(raw, list) else [raw]
    with within(str(path)):
        if is_blank(raw) or not entries:
            raise InputError(_("there is no case in it"))
        return [_read_one(entry, n) for n, entry in enumerate(entries, start=1)]


def read_case(raw: object, where: str = "case") -> Case:
    """Read one case from a mapping, as `read_cases` does; `where` opens every error's sentence.

    Raises:
        InputError: something in it is unknown, missing or of the wrong sort.
    """
    with within(where):
        return _read(raw)


def write_case(case: Case) -> dict[str, object]:
    """Return a case as JSON can hold it; `read_case` gives the same case back."""
    written = {
        "id": case.id,
        "title": case.title,
        "jurisdiction": case.jurisdiction,
        "now": None if case.now is None else format_instant(case.now),
        "ticket": write_fields(FIELDS, case.ticket),
        "events": [write_event(event) for event in case.events],
        "expect": _plain(case.expect),
        "clauses": list(case.clauses),
        "note": case.note,
    }
    always = ("ticket", "events")
    return {key: value for key, value in written.items() if key in always or value}


def called(named: object, number: int) -> str:
    """Return what errors call a case: its id, where it has one, else its place in its file."""
    return _("case {name}").format(name=number if is_blank(named) else named)


def _read_one(raw: object, number: int) -> Case:
    named = raw.get("id") if isinstance(raw, Mapping) else None
    with within(partial(called, named, number)):
        return _read(raw)


def _read(raw: object) -> Case:
    entry = read_mapping(raw)
    _check_keys(entry)
    now = _take(entry, "now", read_instant)
    events = _read_events(entry.get("events"))
    return Case(
        id=_take(entry, "id", read_text),
        jurisdiction=_take(entry, "jurisdiction", read_text),
        now=now,
        ticket=_take(entry, "ticket", _read_ticket) or {},
        events=tuple(event for event in events if now is None or event.at <= now),
        title=_take(entry, "title", read_text),
        note=_take(entry, "note", read_text),
        clauses=_take(entry, "clauses", _read_clauses) or (),
        expect=_take(entry, "expect", _read_expect) or {},
    )


def _check_keys(entry: Mapping[str, object]) -> None:
    for key in entry:
        if key not in _KEYS:
            raise InputError(unknown_key(key, _KEYS))
    if "ticket" not in entry and "events" not in entry:
        raise InputError(_("no `ticket`; write ticket: {kind: inquiry}"))


def _take(entry: Mapping[str, object], key: str, read: Callable[[object], T]) -> T | None:
    raw = entry.get(key)
    if is_blank(raw):
        return None
    with within(key):
        return read(raw)


def _read_ticket(raw: object) -> dict[str, Value]:
    return read_fields(FIELDS, read_mapping(raw))


def _read_events(raw: object) -> tuple[Event, ...]:
    """Read events into the order of their times; at one time the file's order stands."""
    events = [_read_event(entry, n) for n, entry in enumerate(read_list(raw), start=1)]
    return tuple(sorted(events, key=lambda event: event.at))


def _read_event(raw: object, number: int) -> Event:
    with within(lambda: _("event {number}").format(number=number)):
        return read_event(read_mapping(raw))


def _read_expect(raw: object) -> dict[str, object]:
    """Read what is expected of each question: keys of its ruling and their values."""
    return {
        str(name): _take({name: keys}, str(name), read_mapping) or {}
        for name, keys in read_mapping(raw).items()
    }


def _read_clauses(raw: object) -> tuple[str, ...]:
    return tuple(read_text(item) for item in read_list(raw))


def _plain(value: object) -> object:
    """Return what an author expects as JSON can hold it: dates that a YAML reader made, as text."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value
