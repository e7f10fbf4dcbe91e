"""Asking: what people fill in for a command, in their own words, and what it asks of the desk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, TypeAlias

from rexian.desk.acts import Act
from rexian.errors import InputError
from rexian.i18n import _
from rexian.instants import parse_instant
from rexian.lifecycle.commands import Command
from rexian.model.fields import Field, FieldType
from rexian.model.values import is_blank, read_fields
from rexian.model.vocabulary import GIVEN_SOURCES
from rexian.privacy.vault import File

#: What is filled in for one field: a text, several where it takes several, yes or no.
Words: TypeAlias = str | bool | Sequence[str]
#: Of these fields several may be filled in.
SEVERAL = frozenset({FieldType.MANY, FieldType.TEXTS, FieldType.REASONS, FieldType.GIVEN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """What somebody has filled in for a command.

    Attributes:
        number: the ticket's; a new one may leave it to the desk.
        fields: the command's fields, each in words.
        mended: an event's particulars as they should be, `KEY=VALUE`.
        texts: what is to be kept locked, by name.
        files: the paths of attachments.
        at: when it was done, if not now.
        override: why the step is taken although the rules stand against it.
        late_because: why it is only recorded now.
    """

    number: str = ""
    fields: Mapping[str, Words] = field(default_factory=dict)
    mended: Sequence[str] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    files: Sequence[str] = ()
    at: str | None = None
    override: str | None = None
    late_because: str | None = None

    @property
    def is_blank(self) -> bool:
        """Whether nothing is filled in."""
        return not any(getattr(self, each.name) for each in fields(self) if each.name != "number")

    def as_json(self) -> dict[str, Any]:
        """Return it as JSON holds it; `of_json` gives the same back."""
        return {each.name: getattr(self, each.name) for each in fields(self)}

    @classmethod
    def of_json(cls, told: Mapping[str, Any]) -> Entered:
        """Return what JSON holds, as far as it is still known."""
        names = {each.name for each in fields(cls)}
        known: dict[str, Any] = {name: said for name, said in told.items() if name in names}
        for name in ("mended", "files"):
            known[name] = tuple(known.get(name, ()))
        return cls(**known)


def act_of(command: Command, entered: Entered) -> Act:
    """Return what somebody wants done, as he has filled it in.

    Raises:
        InputError: something is not of its form.
        OSError: a file cannot be read.
    """
    return Act(
        command=command.id,
        number=entered.number,
        fields=_fields(command, entered),
        secrets=dict(entered.texts),
        files=tuple(_file(Path(path)) for path in entered.files),
        at=None if entered.at is None else parse_instant(entered.at),
        override=entered.override,
        late_because=entered.late_because,
    )


def amiss(field: Field, words: Words) -> str | None:
    """Say in one line what is wrong with what is filled in for a field; None where nothing is."""
    try:
        raw = limits(words) if field.type is FieldType.GIVEN else words
        read_fields({field.id: field}, {field.id: raw})
    except InputError as error:
        return str(error).removeprefix(f"{field.id}: ")
    return None


def _fields(command: Command, entered: Entered) -> dict[str, Any]:
    """Return the fields that were filled in, as the desk reads them."""
    known = command.asked
    told: dict[str, Any] = {
        name: limits(words) if known[name].type is FieldType.GIVEN else words
        for name, words in entered.fields.items()
    }
    if entered.mended:
        told["fields"] = mended(entered.mended)
    return told


def mended(given: Iterable[str]) -> dict[str, Any]:
    """Return an event's particulars as they were; a key given twice holds a list.

    Raises:
        InputError: one is not of the form `KEY=VALUE`.
    """
    found: dict[str, list[str]] = {}
    for option in given:
        key, value = _pair("--set", option)
        found.setdefault(key, []).append(value)
    return {key: values if len(values) > 1 else values[0] for key, values in found.items()}


def limits(given: Words) -> dict[str, Any]:
    """Return limits set outside the document, `close=2026-01-19:ticket`.

    Raises:
        InputError: one is not of that form.
    """
    found = {}
    for option in (
        [given] if isinstance(given, str) else given if not isinstance(given, bool) else ()
    ):
        clock, told = _pair("--given", option)
        at, colon, source = told.rpartition(":")
        sourced = bool(colon) and GIVEN_SOURCES.find(source) is not None
        found[clock] = {"at": at, "source": source} if sourced else {"at": told}
    return found


def _pair(option: str, told: str) -> tuple[str, str]:
    key, equals, value = told.partition("=")
    if not (key and equals and value):
        raise InputError(_("{option} {told}: write KEY=VALUE").format(option=option, told=told))
    return key, value


def _file(path: Path) -> File:
    return File(path.name, path.read_bytes())


def is_filled(words: Words | None) -> bool:
    """Whether something is filled in: no, too, is something."""
    return isinstance(words, bool) or not (is_blank(words) or words in ([], ()))
