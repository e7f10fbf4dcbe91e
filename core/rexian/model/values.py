"""The one reader and writer of field values: whatever people write, into canonical values.

Every error is one sentence that opens with the places it arose in, outermost first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date

from rexian.errors import DefinitionError, InputError, nearest
from rexian.i18n import _
from rexian.instants import Instant, format_instant, parse_instant
from rexian.model.fields import Field, FieldType, Given, Value
from rexian.model.terms import Terms, shown
from rexian.model.vocabulary import GIVEN_KEYS, GIVEN_SOURCES
from rexian.worktime.period import Period, parse_period


@contextmanager
def within(place: str | Callable[[], str]) -> Iterator[None]:
    """Open the sentence of every input error with its place; a callable is asked only then."""
    try:
        yield
    except InputError as error:
        opening = place() if callable(place) else place
        raise InputError(f"{opening}: {error}") from None


def read_fields(fields: Mapping[str, Field], raw: Mapping[str, object]) -> dict[str, Value]:
    """Read a mapping's values into canonical ones; blank values count as absent.

    Raises:
        InputError: a key is unknown or a value does not suit its field; the message names it.
    """
    values: dict[str, Value] = {}
    for key, value in raw.items():
        if key not in fields:
            raise InputError(unknown_key(key, fields))
        if not is_blank(value):
            with within(key):
                values[key] = _READERS[fields[key].type](fields[key], value)
    return values


def write_fields(fields: Mapping[str, Field], values: Mapping[str, Value]) -> dict[str, object]:
    """Return canonical values as JSON can hold them; `read_fields` gives the same ones back."""
    return {key: _written(fields[key].type, value) for key, value in values.items()}


def is_blank(value: object) -> bool:
    """Whether a value says nothing: null, or a text without a visible character."""
    return value is None or (isinstance(value, str) and not value.strip())


def unknown_key(key: object, known: Collection[str]) -> str:
    """Return the sentence about a key that is not known, with the nearest that is."""
    return _("there is no key {key}").format(key=shown(key)) + known_hint(key, known)


def known_hint(word: object, known: Collection[str]) -> str:
    """Return the end of an error's sentence: the nearest known word, else all of them."""
    return nearest(str(word), known) or _("; known: {ids}").format(ids=", ".join(known))


def read_text(raw: object) -> str:
    """Read a text; a whole number is taken as its digits.

    Raises:
        InputError: it is anything else, such as a list, or a fraction whose digits may be lost.
    """
    if isinstance(raw, str):
        return raw.strip()
    if isinstance(raw, int) and not isinstance(raw, bool):
        return str(raw)
    raise InputError(_("{value} is not a text; put it in quotes").format(value=shown(raw)))


def read_instant(raw: object) -> Instant:
    """Read an instant from a text, or from the date that some YAML reader made of it.

    Raises:
        InputError: it is no date or time, or one that no calendar reaches.
    """
    if not isinstance(raw, str | date):
        raise InputError(
            _("{value} is not a time; write 2025-09-30T10:00").format(value=shown(raw))
        )
    try:
        return parse_instant(raw.strip() if isinstance(raw, str) else raw)
    except OverflowError:
        raise InputError(_("{value} is out of range").format(value=shown(raw))) from None


def read_mapping(raw: object) -> Mapping[str, object]:
    """Return a mapping as it is.

    Raises:
        InputError: it is something else.
    """
    if not isinstance(raw, Mapping):
        raise InputError(_("{value} is not a mapping; write `key: value`").format(value=shown(raw)))
    return raw


def read_list(raw: object) -> list[object]:
    """Return the items of a list that say something; a single value is a list of one."""
    items = list(raw) if isinstance(raw, list | tuple) else [raw]
    return [item for item in items if not is_blank(item)]


def _flag(raw: object) -> bool | None:
    if isinstance(raw, bool):
        return raw
    return _FLAG_WORDS.get(raw.strip().casefold()) if isinstance(raw, str) else None


def _read_flag(_field: Field, raw: object) -> bool:
    flag = _flag(raw)
    if flag is None:
        raise InputError(_("{value} is neither true nor false").format(value=shown(raw)))
    return flag


def _read_count(field: Field, raw: object) -> int:
    digits = raw.strip() if isinstance(raw, str) else str(raw) if type(raw) is int else ""
    if not _DIGITS.fullmatch(digits) or int(digits) < field.least:
        raise InputError(
            _("{value} is not a whole number from {least} to 999999999").format(
                value=shown(raw), least=field.least
            )
        )
    return int(digits)


def _read_stated(_field: Field, raw: object) -> str | bool:
    flag = _flag(raw)
    return read_text(raw) if flag is None else flag


def _read_choice(field: Field, raw: object) -> str:
    return _read_open(field, raw) if field.open else _terms(field).resolve(raw)


def _read_open(field: Field, raw: object) -> str:
    text = read_text(raw)
    return _terms(field).find(text) or text


def _read_many(field: Field, raw: object) -> tuple[str, ...]:
    return _distinct(_terms(field).resolve(item) for item in read_list(raw))


def _read_texts(field: Field, raw: object) -> tuple[str, ...]:
    return _distinct(_read_open(field, item) for item in read_list(raw))


def _read_reasons(field: Field, raw: object) -> tuple[str, ...]:
    flag = _flag(raw)
    if flag is None:
        return _read_texts(field, raw)
    return ("stated",) if flag else ()


def _read_given(_field: Field, raw: object) -> dict[str, Given]:
    limits: dict[str, Given] = {}
    for key, value in read_mapping(raw).items():
        clock = GIVEN_KEYS.resolve(key)
        with within(clock):
            limits[clock] = _one_given(value)
    return limits


def _one_given(raw: object) -> Given:
    entry = raw if isinstance(raw, Mapping) else {"at": raw}
    values = read_fields(_GIVEN_FIELDS, entry)
    at = values.get("at")
    if not isinstance(at, int):
        raise InputError(_("no `at`; write at: 2026-01-19"))
    return Given(at, str(values.get("source", "platform")))


def _distinct(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))


def _terms(field: Field) -> Terms:
    if field.terms is None:
        raise DefinitionError(f"the field {field.id} has no terms to choose from")
    return field.terms


def _written(kind: FieldType, value: Value) -> object:
    if isinstance(value, Mapping):
        return {
            key: {"at": format_instant(given.at), "source": given.source}
            for key, given in value.items()
        }
    if isinstance(value, tuple):
        return list(value)
    if kind is FieldType.INSTANT and isinstance(value, int):
        return format_instant(value)
    return str(value) if isinstance(value, Period) else value


_DIGITS = re.compile("[0-9]{1,9}")
_FLAG_WORDS = {"true": True, "yes": True, "是": True, "false": False, "no": False, "否": False}

_READERS: Mapping[FieldType, Callable[[Field, object], Value]] = {
    FieldType.TEXT: lambda _field, raw: read_text(raw),
    FieldType.STATED: _read_stated,
    FieldType.TEXTS: _read_texts,
    FieldType.REASONS: _read_reasons,
    FieldType.CHOICE: _read_choice,
    FieldType.OPEN: _read_open,
    FieldType.MANY: _read_many,
    FieldType.FLAG: _read_flag,
    FieldType.COUNT: _read_count,
    FieldType.INSTANT: lambda _field, raw: read_instant(raw),
    FieldType.PERIOD: lambda _field, raw: parse_period(read_text(raw)),
    FieldType.GIVEN: _read_given,
}

_GIVEN_FIELDS = {
    field.id: field
    for field in (
        Field("at", "截止时间", "ends at", type=FieldType.INSTANT),
        Field("source", "来源", "source", type=FieldType.CHOICE, terms=GIVEN_SOURCES),
    )
}
