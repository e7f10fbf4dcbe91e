"""Witnesses as case files: the YAML that people write, an event a line."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from rexian.model.case import Case, write_case

if TYPE_CHECKING:
    from rexian.witness.exemplifier import Witness

#: Keys whose value stands in a block of its own.
_BLOCKS = ("ticket", "expect")
_OFFSET = "+08:00"
_DAYS_END = "T23:59:59"
#: Words and times that YAML reads as they stand, those apart that it takes for something else.
_WORD = re.compile(r"[^\W\d]\w*(?:[.-]\w+)*")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
_NOT_TEXT = {"y", "n", "yes", "no", "on", "off", "true", "false", "null"}


def written(witness: Witness, **extra: Any) -> str:
    """Return a witness as a file that `rexian explain` reads.

    `extra` are further fields of the case, such as its `id`, `title`, `note` and `expect`.
    """
    return _text_of(mapping_of(witness, **extra))


def case_text(case: Case) -> str:
    """Return a case as a file that `rexian explain` reads."""
    return _text_of(_telling(case))


def _text_of(told: Mapping[str, Any]) -> str:
    return "".join(f"{line}\n" for key, value in told.items() for line in _entry(key, value))


def mapping_of(witness: Witness, **extra: Any) -> dict[str, Any]:
    """Return a witness as JSON can hold it, with further fields of the case if they are given."""
    return _telling(replace(witness.case, **extra))


def _telling(case: Case) -> dict[str, Any]:
    return {key: value for key, value in write_case(case).items() if value or key == "ticket"}


def _entry(key: str, value: object) -> list[str]:
    if isinstance(value, list) and key == "events":
        return [f"{key}:", *(f"  - {_flow(item)}" for item in value)]
    if isinstance(value, Mapping) and value and key in _BLOCKS:
        return [f"{key}:", *(f"  {_flow(name)}: {_flow(item)}" for name, item in value.items())]
    return [f"{key}: {_flow(value)}"]


def _flow(value: object) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_flow(k)}: {_flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_flow, value)) + "]"
    return _text(value) if isinstance(value, str) else json.dumps(value)


def _text(text: str) -> str:
    """Return a text as YAML reads it back, a time of this zone as people write it."""
    short = text.removesuffix(_OFFSET)
    if short != text and _TIME.fullmatch(short):
        day = short.removesuffix(_DAYS_END)
        return day if day != short else short.removesuffix(":00")
    plain = _WORD.fullmatch(text) and text.casefold() not in _NOT_TEXT
    return text if plain else json.dumps(text, ensure_ascii=False)
