"""Hypothesis strategies for cases: any ticket, any course of events, as canonical values.

Tickets follow `rexian.model.ticket.FIELDS` and events `rexian.model.events.EVENT_TYPES`, so a new
fact or event type is drawn without a change here. Times fall in a few weeks around the National
Day holiday of 2025, on a coarse clock, so that ties are common.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl
from hypothesis import strategies as st
from rexian.instants import DAY, parse_instant
from rexian.lab.corpus import Corpus
from rexian.model.events import EVENT_TYPES, Event
from rexian.model.fields import Field, FieldType, Given
from rexian.model.ticket import FIELDS
from rexian.model.vocabulary import GIVEN_KEYS, GIVEN_SOURCES, Terms
from rexian.worktime.period import Period, hours, months, natural_days, working_days

OPENING = parse_instant("2025-09-22T00:00")
UNITS = ("县住建局", "县城管局", "县医保局")

#: An instant: some quarter of a day, or a second before or after, within six weeks.
INSTANTS = st.builds(
    lambda quarter, nudge: OPENING + quarter * DAY // 4 + nudge,
    st.integers(0, 42 * 4),
    st.sampled_from([0, 0, 0, -1, 1]),
)
#: A length that a request or a decision states.
PERIODS = st.sampled_from(
    [working_days(n) for n in (1, 5, 10)] + [natural_days(7), months(1), hours(4), working_days(0)]
)

#: What follows on what, more often than not; any single event may come between.
EPISODES = (
    ("dispatched", "signed", "closed"),
    ("dispatched", "return_requested", "dispatched"),
    ("dispatched", "signoff", "reply_submitted"),
    ("preassigned", "preassign_answered", "dispatched"),
    ("assigned", "form_signed", "objected"),
    ("assigned", "return_requested"),
    ("extension_requested", "extension_decided"),
    ("extension_requested", "extension_decided", "extension_decided"),
    ("closure_requested", "closure_reviewed", "closed"),
    ("closure_requested", "closure_requested", "closure_reviewed"),
    ("redo_sent", "closed", "followed_up"),
    ("supervised", "feedback", "transferred_to_petition"),
)
#: Facts on which most clocks hang: seldom left unknown.
MOSTLY_KNOWN = ("kind", "channel", "difficult", "solved", "adopted")
#: Particulars without which an event hardly means anything: always there.
_STATED = {"granted": [True, True, True, False], "passed": [True, True, False]}


def values(field: Field) -> st.SearchStrategy[Any]:
    """Any canonical value of a field."""
    terms = st.sampled_from(field.terms.ids) if field.terms else st.just("")
    texts = st.sampled_from(["", "说明", "x"])
    lists = st.lists(terms, max_size=3, unique=True).map(tuple)
    return {
        FieldType.TEXT: texts,
        FieldType.STATED: st.booleans() | texts,
        FieldType.TEXTS: lists,
        FieldType.REASONS: lists | st.just(("stated",)),
        FieldType.CHOICE: terms,
        FieldType.OPEN: terms | st.just("别的"),
        FieldType.MANY: lists,
        FieldType.FLAG: st.booleans(),
        FieldType.COUNT: st.integers(field.least, 6),
        FieldType.INSTANT: INSTANTS,
        FieldType.PERIOD: PERIODS,
        FieldType.GIVEN: st.dictionaries(
            st.sampled_from(GIVEN_KEYS.ids),
            st.builds(Given, INSTANTS, st.sampled_from(GIVEN_SOURCES.ids)),
            max_size=3,
        ),
    }[field.type]


def tickets(channels: Terms, prefixes: Sequence[str] = ()) -> st.SearchStrategy[dict[str, Any]]:
    """Any ticket facts, every one of which may be left unknown.

    `channels` are those that the jurisdiction knows, `prefixes` starts of its ticket numbers.
    """
    known = {name: values(field) for name, field in FIELDS.items()}
    known["channel"] = st.sampled_from(channels.ids)
    known["number"] = st.sampled_from([*prefixes, ""]).map(lambda prefix: f"{prefix}20250930001")
    drawn = st.fixed_dictionaries({}, optional=known)
    mostly = {name: known[name] for name in MOSTLY_KNOWN}
    return st.tuples(drawn, st.fixed_dictionaries(mostly), st.integers(0, 3)).map(
        lambda found: {**found[0], **found[1]} if found[2] else found[0]
    )


def events() -> st.SearchStrategy[tuple[Event, ...]]:
    """Any course of events, in order; many that a desk would allow, and many it would not."""
    anything = st.tuples(st.sampled_from(tuple(EVENT_TYPES)))
    episodes = st.lists((st.sampled_from(EPISODES) | anything).flatmap(_episode), max_size=5)
    return st.tuples(_episode(EPISODES[0][:1]), episodes, st.integers(0, 3)).map(_course)


def _course(found: tuple[Any, ...]) -> tuple[Event, ...]:
    """Put episodes in order of time; a dispatch comes first but in one course of four."""
    dispatch, episodes, dispatched = found
    told = [*(dispatch if dispatched else ()), *(e for episode in episodes for e in episode)]
    return tuple(sorted(told, key=lambda event: event.at))


def _episode(types: Sequence[str]) -> st.SearchStrategy[tuple[Event, ...]]:
    gaps = st.tuples(*[st.sampled_from([0, DAY // 4, DAY, 3 * DAY])] * len(types))
    return st.tuples(INSTANTS, gaps, *map(_particulars, types)).map(
        lambda found: tuple(
            Event(name, found[0] + sum(found[1][: place + 1]), fields)
            for place, (name, fields) in enumerate(zip(types, found[2:], strict=True))
        )
    )


def _particulars(name: str) -> st.SearchStrategy[dict[str, Any]]:
    fields = EVENT_TYPES[name].fields
    optional = {key: values(field) for key, field in fields.items() if key not in _STATED}
    optional["unit"] = st.sampled_from(UNITS)
    if "part" in optional:
        optional["part"] = st.sampled_from(["host", "host", "co"])
    stated = {key: st.sampled_from(_STATED[key]) for key in fields if key in _STATED}
    return st.fixed_dictionaries(stated, optional=optional)


def cases(channels: Terms, prefixes: Sequence[str] = ()) -> st.SearchStrategy[Any]:
    """Any ticket, its events, and the instant as at which it is read, or none."""
    return st.tuples(tickets(channels, prefixes), events(), st.none() | INSTANTS)


def corpus_of(
    drawn: Sequence[tuple[Mapping[str, Any], Sequence[Event]]],
    recorded: frozenset[str] = frozenset(EVENT_TYPES),
) -> Corpus:
    """Return tickets and their events as the corpus that a reader of files would make of them."""
    rows = [_ticket_row(ticket) for ticket, _ in drawn]
    happened = [
        {"ticket": place, "type": event.type, "at": event.at, **_event_row(event)}
        for place, (_, course) in enumerate(drawn)
        for event in course
    ]
    schema = {"ticket": pl.Int64, "type": pl.String, "at": pl.Int64}
    return Corpus(
        pl.DataFrame({"row": range(len(rows)), **_columns(rows)}),
        pl.DataFrame(_columns(happened), schema_overrides=schema)
        if happened
        else pl.DataFrame(schema=schema),
        recorded,
    )


def _columns(rows: Sequence[Mapping[str, Any]]) -> dict[str, list[Any]]:
    names = dict.fromkeys(name for row in rows for name in row)
    return {name: [row.get(name) for row in rows] for name in names}


def _ticket_row(ticket: Mapping[str, Any]) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for name, value in ticket.items():
        if FIELDS[name].type is FieldType.GIVEN:
            for key, given in value.items():
                row[f"given.{key}"], row[f"given.{key}.at"] = given.source, given.at
        else:
            row[name] = list(value) if isinstance(value, tuple) else value
    return row


def _event_row(event: Event) -> dict[str, Any]:
    kinds = EVENT_TYPES[event.type].fields
    return {
        name: bool(value)
        if kinds[name].type is FieldType.STATED
        else str(value)
        if isinstance(value, Period)
        else list(value)
        if isinstance(value, tuple)
        else value
        for name, value in event.fields.items()
    }
