"""Reading a calendar file (YAML, JSON or TOML); errors say where and what would be right."""

from __future__ import annotations

import json
import tomllib
from datetime import date, datetime
from typing import TYPE_CHECKING

from rexian.errors import InputError, nearest, refusal
from rexian.i18n import _
from rexian.instants import Instant, parse_instant

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


def read_mapping(path: Path) -> dict[str, object]:
    """Return the mapping that a file holds; the suffix says the format, YAML unless known.

    Raises:
        InputError: the file is missing, is not UTF-8, does not parse, or holds no mapping.
    """
    try:
        content = _parse(path.read_text(encoding="utf-8-sig"), path.suffix.lower())
    except OSError as error:
        raise InputError(f"{path}: {refusal(error)}") from None
    except ValueError as error:
        raise InputError(f"{path}: {' '.join(str(error).split())}") from None
    if not isinstance(content, dict):
        raise InputError(_("{path}: the file holds no keys and values").format(path=path))
    return {str(key): value for key, value in content.items()}


def _parse(text: str, suffix: str) -> object:
    if suffix == ".json":
        return json.loads(text)
    if suffix == ".toml":
        return tomllib.loads(text)
    import yaml  # noqa: PLC0415 - JSON and TOML need none of it

    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from None


def refuse_unknown(content: Mapping[str, object], known: Iterable[str], where: str) -> None:
    """Raise InputError for the first key that is not known, naming the nearest that is."""
    known = tuple(known)
    for key in content:
        if key not in known:
            hint = nearest(key, known) or _("; known: {words}").format(words=" ".join(known))
            raise InputError(
                _("{where}: unknown key {key!r}{hint}").format(where=where, key=key, hint=hint)
            )


def list_in(content: Mapping[str, object], key: str, where: str) -> list[object]:
    """Return the list under a key, empty where there is none."""
    value = content.get(key)
    if value is None:
        return []
    if not isinstance(value, list):
        raise InputError(
            _("{where}: {key} is a list, not {value!r}").format(where=where, key=key, value=value)
        )
    return value


def mapping_in(content: Mapping[str, object], key: str, where: str) -> dict[object, object]:
    """Return the mapping under a key, empty where there is none."""
    value = content.get(key)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise InputError(
            _("{where}: {key} holds keys and values, not {value!r}").format(
                where=where, key=key, value=value
            )
        )
    return value


def text_in(content: Mapping[str, object], key: str, where: str) -> str | None:
    """Return the text under a key, None where there is none."""
    value = content.get(key)
    if value is None or isinstance(value, str):
        return value
    raise InputError(
        _("{where}: {key} is text, not {value!r}").format(where=where, key=key, value=value)
    )


def instant_in(content: Mapping[str, object], key: str, where: str) -> Instant | None:
    """Return the instant under a key, None where there is none; a date means its end."""
    value = content.get(key)
    if value is None:
        return None
    if not isinstance(value, (str, date)):
        raise InputError(
            _("{where}: {key} is a time, not {value!r}").format(where=where, key=key, value=value)
        )
    try:
        return parse_instant(value)
    except InputError as error:
        raise InputError(f"{where}: {key}: {error}") from None


def dates_in(content: Mapping[str, object], key: str, where: str) -> list[date]:
    """Return the list of dates under a key, empty where there is none."""
    return [read_date(item, f"{where}: {key}") for item in list_in(content, key, where)]


def read_date(value: object, where: str) -> date:
    """Return a date from a date or its text."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise InputError(
            _("{where}: {value!r} is not a date; write 2026-02-16").format(where=where, value=value)
        ) from None
