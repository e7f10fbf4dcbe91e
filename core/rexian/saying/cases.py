"""A case in words: what its ticket states, what happened when, and as at when it is judged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from rexian.i18n import _
from rexian.instants import DAY, Instant, format_instant
from rexian.jurisdictions import Jurisdiction
from rexian.model.case import Case
from rexian.model.events import EVENT_TYPES, Event
from rexian.model.fields import Field, FieldType, Given, Value
from rexian.model.ticket import FIELDS, channel_among
from rexian.model.vocabulary import GIVEN_KEYS, GIVEN_SOURCES
from rexian.words import join, listed, say_limit, say_time
from rexian.worktime.period import Period


def tell_case(case: Case, jurisdiction: Jurisdiction) -> str:
    """Tell a case in one line, in the words of a jurisdiction."""
    return join([stated(case, jurisdiction), *happened(case)])


def stated(case: Case, jurisdiction: Jurisdiction) -> str:
    """Tell what the ticket of a case states."""
    fields = {**FIELDS, "channel": channel_among(jurisdiction.channel_fact.terms)}
    told = listed(list(_fields(fields, case.ticket)))
    return told or _("nothing stated of the ticket")


def happened(case: Case) -> Iterator[str]:
    """Yield what happened in a case, one after the other, and as at when it is judged."""
    yield from _events(case)
    if case.now is not None:
        yield _("as at {now}").format(now=_time(case.now))


def _events(case: Case) -> Iterator[str]:
    """Tell what happened; the day is told where it changes."""
    moments = [None, *(event.at for event in case.events)]
    for (before, _at), event in zip(pairwise(moments), case.events, strict=True):
        same_day = before is not None and before // DAY == event.at // DAY
        yield f"{_time(event.at)[11 if same_day else 0 :]} {_event(event)}"


def _event(event: Event) -> str:
    kind = EVENT_TYPES[event.type]
    told = listed(list(_fields(kind.fields, event.fields)))
    if not told:
        return kind.label()
    return _("{ground} ({more})").format(ground=kind.label(), more=told)


def _fields(fields: Mapping[str, Field], values: Mapping[str, Value]) -> Iterator[str]:
    for name, value in values.items():
        if isinstance(value, Mapping):
            yield from (_given(key, given) for key, given in value.items())
        else:
            yield _field(fields[name], value)


def _field(field: Field, value: Value) -> str:
    if isinstance(value, bool):
        return field.label() if value else _("{fact}: no").format(fact=field.label())
    return f"{field.label()} {_value(field, value)}"


def _value(field: Field, value: Any) -> str:
    if isinstance(value, tuple):
        return "+".join(_value(field, item) for item in value)
    if isinstance(value, Period):
        return say_limit({"n": value.n, "unit": value.unit.value})
    if isinstance(value, str):
        return field.terms.label(value) if field.terms else value
    return _time(value) if field.type is FieldType.INSTANT else str(value)


def _given(key: str, given: Given) -> str:
    told = _("{clock} set for {when} by the {source}")
    return told.format(
        clock=GIVEN_KEYS.label(key), when=_time(given.at), source=GIVEN_SOURCES.label(given.source)
    )


def _time(moment: Instant) -> str:
    return say_time(format_instant(moment))
