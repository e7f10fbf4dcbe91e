"""Mappings: which column of a table states which fact or event, and what its words mean.

A mapping comes from a file (TOML; `examples/` has some), or from the table's header alone.
"""

from __future__ import annotations

import re
from collections import abc
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

import polars as pl
import pydantic

from rexian.errors import InputError
from rexian.i18n import _
from rexian.lab.headers import HEADERS
from rexian.lab.targets import TARGETS, event_of, fields, target, time_of
from rexian.model.events import EVENT_TYPES
from rexian.model.fields import Field, FieldType, Value
from rexian.model.values import is_blank, read_fields, unknown_key, within
from rexian.model.vocabulary import CHANNELS, Terms
from rexian.worktime import files

if TYPE_CHECKING:
    from pathlib import Path

T = TypeVar("T")
R = TypeVar("R")
MISSING = ("-", "--", "—", "——", "/", "NULL", "null", "None", "N/A", "n/a", "\\N")
"""What stands for an empty cell unless a mapping says; blanks always do."""


@dataclass(frozen=True, slots=True)
class Derived:
    """A fact read off a text column: the value beside the first pattern that the text matches."""

    source: str
    patterns: tuple[tuple[str, Value], ...]


@dataclass(frozen=True, slots=True)
class Mapping:
    """How a table is read.

    Attributes:
        columns: source column to target.
        values: per target, what words mean; None is "unknown".
        derived: targets read off a text column where no column of their own states them.
        defaults: what targets are where nothing states them.
        missing: the cells that count as empty.
        time: how times are written (strptime), where they are not year first.
        delimiter, encoding, sheet: of the file, where they are not to be found out.
        recognised: whether the header alone gave the mapping; then a word that is not known makes
            a fact unknown, save the kind, where it rejects the row as always.
    """

    columns: abc.Mapping[str, str]
    values: abc.Mapping[str, abc.Mapping[str, Value | None]] = field(default_factory=dict)
    derived: abc.Mapping[str, Derived] = field(default_factory=dict)
    defaults: abc.Mapping[str, Value] = field(default_factory=dict)
    missing: tuple[str, ...] = MISSING
    time: str | None = None
    delimiter: str | None = None
    encoding: str | None = None
    sheet: str | None = None
    recognised: bool = False

    @property
    def sources(self) -> tuple[str, ...]:
        """Every source column that is read, once."""
        return tuple(dict.fromkeys((*self.columns, *(d.source for d in self.derived.values()))))


class _Model(pydantic.BaseModel):
    model_config = pydantic.ConfigDict(extra="forbid", strict=True)


class _Pattern(_Model):
    match: str
    value: str | bool | int


class _Derive(_Model):
    source: str = pydantic.Field(alias="from", min_length=1)
    patterns: list[_Pattern] = pydantic.Field(min_length=1)


class _Format(_Model):
    time: str | None = None
    missing: list[str] = list(MISSING)
    delimiter: str | None = pydantic.Field(default=None, pattern=r"^[\x00-\x7f]$")
    encoding: str | None = None
    sheet: str | None = None


class _File(_Model):
    columns: dict[str, str] = pydantic.Field(min_length=1)
    values: dict[str, dict[str, str | bool | int]] = {}
    derive: dict[str, _Derive] = {}
    defaults: dict[str, str | bool | int | list[str]] = {}
    format: _Format = _Format()


def read_mapping(path: Path, channels: Terms = CHANNELS) -> Mapping:
    """Read a mapping file.

    Raises:
        InputError: the file cannot be read, or a key or value in it is wrong; the message names
            the file, the key and the nearest that is known.
    """
    raw = files.read_mapping(path)
    with within(str(path)):
        try:
            content = _File.model_validate(raw)
        except pydantic.ValidationError as error:
            raise InputError(_sentence(error)) from None
        return _mapping(content, fields(channels))


def recognise(columns: abc.Sequence[str]) -> Mapping:
    """Return the mapping that a header gives by itself; it is empty where nothing is recognised."""
    named = {_plain(column): column for column in reversed(columns)}
    found: dict[str, str] = {}
    for to, wordings in _wordings().items():
        free = (named[word] for word in wordings if word in named and named[word] not in found)
        found.update((column, to) for column in islice(free, 1))
    timed = {column: to for column, to in found.items() if time_of(to) in {None, *found.values()}}
    return Mapping(timed, recognised=True)


def _mapping(content: _File, known: abc.Mapping[str, Field]) -> Mapping:
    form = content.format
    return Mapping(
        columns=_columns(content.columns),
        values=_by_target("values", content.values, known, _words),
        derived=_by_target("derive", content.derive, known, _derived),
        defaults=_by_target("defaults", content.defaults, known, _value),
        missing=tuple(form.missing),
        time=form.time,
        delimiter=form.delimiter,
        encoding=form.encoding,
        sheet=form.sheet,
    )


def _columns(raw: abc.Mapping[str, str]) -> dict[str, str]:
    columns: dict[str, str] = {}
    for column, name in raw.items():
        with within(f"columns: {column}"):
            to = target(name)
            if to in columns.values():
                raise InputError(_("{target} has a column already").format(target=name))
        columns[column] = to
    _refuse_timeless(columns)
    return columns


def _refuse_timeless(columns: abc.Mapping[str, str]) -> None:
    for column, to in columns.items():
        time = time_of(to)
        if time and time not in columns.values():
            message = _("{target} needs a column that says when: map one to {event}")
            with within(f"columns: {column}"):
                raise InputError(message.format(target=to, event=event_of(to)))


def _by_target(
    part: str,
    raw: abc.Mapping[str, T],
    known: abc.Mapping[str, Field],
    read: abc.Callable[[Field, T], R],
) -> dict[str, R]:
    found: dict[str, R] = {}
    for name, value in raw.items():
        with within(f"{part}: {name}"):
            to = target(name)
            found[to] = read(known[to], value)
    return found


def _words(known: Field, raw: abc.Mapping[str, str | bool | int]) -> dict[str, Value | None]:
    return {word.strip(): _value_or_unknown(known, word, value) for word, value in raw.items()}


def _value_or_unknown(known: Field, word: str, raw: object) -> Value | None:
    with within(word):
        return None if is_blank(raw) else _value(known, raw)


def _value(known: Field, raw: object) -> Value:
    if known.type is FieldType.INSTANT:
        raise InputError(_("a time comes from a column, never from the mapping"))
    try:
        return read_fields({known.id: known}, {known.id: raw})[known.id]
    except InputError as error:
        raise InputError(str(error).removeprefix(f"{known.id}: ")) from None


def _derived(known: Field, raw: _Derive) -> Derived:
    return Derived(raw.source, tuple(_pattern(known, entry) for entry in raw.patterns))


def _pattern(known: Field, raw: _Pattern) -> tuple[str, Value]:
    with within(raw.match):
        try:
            pl.Series([""]).str.contains(raw.match)
        except pl.exceptions.PolarsError as error:
            reason = " ".join(str(error).split())
            message = _("not a regular expression: {reason}")
            raise InputError(message.format(reason=reason)) from None
        return raw.match, _value(known, raw.value)


def _wordings() -> dict[str, list[str]]:
    """Return every target with the headers that name it, the best first."""
    named = {to: [*map(_plain, headers)] for to, headers in HEADERS.items()}
    for to, known in TARGETS.items():
        named.setdefault(to, []).extend(map(_plain, _own_wordings(to, known)))
    return named


def _own_wordings(to: str, known: Field) -> tuple[str, ...]:
    event = event_of(to)
    if event is not None and to.endswith(".at"):
        return (
            to,
            *(() if event in TARGETS else (event,)),
            known.zh,
            f"{EVENT_TYPES[event].zh}日期",
        )
    # An open fact's label heads free text as often as not: only its id is sure.
    labelled = event is None and known.type is not FieldType.OPEN
    return (to, known.zh, known.en) if labelled else (to,)


def _plain(header: str) -> str:
    """Return a header without what varies: case, word breaks, a star, a remark in brackets."""
    return _BREAKS.sub(" ", _REMARK.sub("", header.strip().casefold())).strip()


def _sentence(error: pydantic.ValidationError) -> str:
    """Return a validation error as one sentence: the first place, and what is wrong there."""
    problem = error.errors()[0]
    *outer, key = problem["loc"]
    place = ": ".join(str(part) for part in problem["loc"])
    if problem["type"] == "extra_forbidden":
        opening = "".join(f"{part}: " for part in outer)
        return opening + unknown_key(key, _keys_at(outer))
    if problem["type"] == "missing":
        return _("{place}: missing").format(place=place)
    return f"{place}: {problem['msg']}"


def _keys_at(place: abc.Sequence[object]) -> tuple[str, ...]:
    models: dict[tuple[str, ...], type[_Model]] = {(): _File, ("format",): _Format}
    model = models.get(tuple(map(str, place)))
    model = model or (_Derive if len(place) == len(("derive", "kind")) else _Pattern)
    return tuple(known.alias or name for name, known in model.model_fields.items())


_BREAKS = re.compile(r"[\s_\-]+")
_REMARK = re.compile(r"(?:\s*(?:[*＊]|[(（][^)）]*[)）]))+$")
