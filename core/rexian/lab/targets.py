"""Targets: what a column of a table may state, under the names that mappings use.

A target is a ticket fact (`kind`), a limit given from outside (`given.close.at` and, for who gave
it, `given.close`), the time of an event (`closed.at`) or one of its particulars
(`dispatched.unit`).
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from rexian.errors import InputError
from rexian.i18n import _
from rexian.model.events import EVENT_TYPES
from rexian.model.fields import Field, FieldType
from rexian.model.terms import shown
from rexian.model.ticket import FIELDS, channel_among
from rexian.model.values import known_hint
from rexian.model.vocabulary import CHANNELS, GIVEN_KEYS, GIVEN_SOURCES, Term, Terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rexian.jurisdictions import Jurisdiction


def _targets() -> dict[str, Field]:
    table = {name: fact for name, fact in FIELDS.items() if fact.type is not FieldType.GIVEN}
    for term in GIVEN_KEYS:
        name, zh, en = f"given.{term.id}", f"另定{term.zh}时限", f"{term.en} limit given"
        table[name] = Field(name, zh, en, type=FieldType.CHOICE, terms=GIVEN_SOURCES)
        table[f"{name}.at"] = Field(f"{name}.at", zh, en, type=FieldType.INSTANT)
    for kind in EVENT_TYPES.values():
        table[f"{kind.id}.at"] = Field("at", f"{kind.zh}时间", kind.en, type=FieldType.INSTANT)
        table.update({f"{kind.id}.{name}": part for name, part in kind.fields.items()})
    return table


TARGETS: Mapping[str, Field] = MappingProxyType(_targets())


def channels_of(jurisdictions: Iterable[Jurisdiction]) -> Terms:
    """Return the channels that may occur where these jurisdictions are asked.

    What core does not know stands for itself: two jurisdictions may mean different channels by one
    wording, and each settles which of its own it is.
    """
    own = [term for found in jurisdictions for term in found.channels.terms]
    wordings = [wording for term in own for wording in term.wordings if not CHANNELS.find(wording)]
    distinct = {word.strip().casefold(): Term(word, word, word) for word in wordings}
    return CHANNELS.extended(distinct.values())


def fields(channels: Terms) -> Mapping[str, Field]:
    """Return what may be mapped to, with the channels that may occur."""
    return {**TARGETS, "channel": channel_among(channels)}


def target(name: str) -> str:
    """Return the target that a name stands for: an event's id stands for its time.

    Raises:
        InputError: there is no such target; the message names the nearest.
    """
    if name in TARGETS:
        return name
    if name in EVENT_TYPES:
        return f"{name}.at"
    names = (*TARGETS, *EVENT_TYPES)
    message = _("{name} is neither a fact, an event nor a particular of an event")
    raise InputError(message.format(name=shown(name)) + known_hint(name, names))


def event_of(to: str) -> str | None:
    """Return the type of the event that a target belongs to, None for the ticket's own."""
    head, dot, _rest = to.partition(".")
    return head if dot and head in EVENT_TYPES else None


def time_of(to: str) -> str | None:
    """Return the target that a particular of an event needs beside it, if any: the event's time.

    A dispatch needs none: where no column tells when, it is taken to be at the receipt.
    """
    event = event_of(to)
    return None if event in {None, "dispatched"} or to.endswith(".at") else f"{event}.at"
