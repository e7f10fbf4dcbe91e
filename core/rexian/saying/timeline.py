"""What was done to a ticket, in words: what, by whom, with which particulars and notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rexian.i18n import _
from rexian.lifecycle.kinds import RECORD_TYPES
from rexian.model.fields import Field
from rexian.model.ticket import FIELDS
from rexian.people.roles import ROLES
from rexian.saying.clocks import ASKED
from rexian.saying.field import say_field
from rexian.saying.ticket import TEXTS, shown
from rexian.words import join

Told = Mapping[str, Any]
#: The texts that are kept locked, by the place of their record and their name.
Texts = Mapping[tuple[int, str], str]


def texts_of(told: Told) -> Texts:
    """Return a ticket's locked texts as they are told, by record and name."""
    return {(text["seq"], text["name"]): shown(text) for text in told["secrets"]}


def what(entry: Told) -> str:
    """Say what was done."""
    return RECORD_TYPES[entry["type"]].label()


def marked_what(entry: Told) -> str:
    """Say what was done, and whether it is void or has been corrected."""
    if entry["void"]:
        return _("{what} (void)").format(what=what(entry))
    if entry["corrected_by"]:
        return _("{what} (corrected)").format(what=what(entry))
    return what(entry)


def whom(entry: Told) -> str:
    """Say by whom, and in which role."""
    role = ROLES.label(entry["role"]) if entry["role"] in ROLES else ""
    return f"{entry['actor']} {role}".strip()


def particulars(entry: Told, texts: Texts) -> Iterator[str]:
    """Yield what a record holds, and what was noted beside it."""
    known: Mapping[str, Field] = RECORD_TYPES[entry["type"]].fields
    for name, value in entry["fields"].items():
        if name in known and value != "":
            yield f"{known[name].label()} {_asked(name, value) or say_field(known[name], value)}"
    for name, value in (entry["fields"].get("facts") or {}).items():
        yield f"{FIELDS[name].label()} {say_field(FIELDS[name], value)}"
    for name in entry["secrets"]:
        if name not in TEXTS:
            yield texts[entry["seq"], name]
    yield from _noted(entry["notes"])
    if entry["corrected_by"]:
        yield _("corrected by record {n}").format(n=entry["corrected_by"])


def _asked(name: str, value: Any) -> str:
    """Say the clock or the question that a record of the desk's own is about."""
    question = str(value).partition(".")[0]
    named = name in {"clock", "question"} and question in ASKED
    return ASKED[question].label() if named else ""


def _noted(notes: Told) -> Iterator[str]:
    """Yield what the desk held beside a record: an override and why, why it was entered late."""
    override = notes.get("override")
    if override:
        against = join([each["said"] for each in override["against"]])
        told = _("against the rules ({against}), because: {reason}")
        yield told.format(against=against, reason=override["reason"])
    if notes.get("late_because"):
        yield _("entered late, because: {reason}").format(reason=notes["late_because"])
