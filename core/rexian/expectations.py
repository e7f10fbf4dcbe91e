"""Expectations of worked cases: looked up in a ruling, and told where they differ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from rexian.errors import InputError
from rexian.i18n import _
from rexian.instants import parse_instant

_ABSENT = object()
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}$")
_STEP = re.compile(r"([^.\[\]]+)|\[(\*|-?\d+)\]")


def differences(expect: Mapping[str, Any], rulings: Mapping[str, Any]) -> Iterator[str]:
    """Yield a line for every expectation that the rulings do not meet.

    `expect` is question to key to value; a key is looked up in the ruling, then in its outcome;
    `grounds[*].by` means one of them, `steps[-1].role` the last, and a date any time that day.

    Raises:
        InputError: what is expected of a question is no mapping.
    """
    for question, keys in expect.items():
        if question not in rulings:
            yield _("{question}: there is no such question").format(question=question)
            continue
        if not isinstance(keys, Mapping):
            raise InputError(_("expect: {name}: write a key and its value").format(name=question))
        for key, expected in keys.items():
            found = look_up(rulings[question], key)
            if not any(matches(expected, item) for item in found):
                shown = ", ".join(_("absent") if item is _ABSENT else repr(item) for item in found)
                told = _("{place}: expected {expected!r}, found {found}")
                yield told.format(place=f"{question}.{key}", expected=_shown(expected), found=shown)


def look_up(ruling: Mapping[str, Any], key: str) -> list[Any]:
    """Return what stands under a key of a ruling or its outcome; several for `[*]`."""
    steps = [name or index for name, index in _STEP.findall(key)]
    for root in (ruling, ruling.get("outcome") or {}):
        found = list(_walk(root, steps))
        if found:
            return found
    return [_ABSENT]


def _walk(root: Any, steps: list[str]) -> Iterator[Any]:
    if not steps:
        yield root
        return
    step, rest = steps[0], steps[1:]
    if isinstance(root, Mapping) and step in root:
        yield from _walk(root[step], rest)
    elif isinstance(root, list) and step == "*":
        for item in root:
            yield from _walk(item, rest)
    elif isinstance(root, list) and step in map(str, range(-len(root), len(root))):
        yield from _walk(root[int(step)], rest)


def matches(expected: Any, found: Any) -> bool:
    """Whether a found value is what was expected; times compare as instants, dates as days."""
    if isinstance(expected, datetime):
        return _instant(found) == parse_instant(expected)
    if isinstance(expected, date):
        return isinstance(found, str) and found[:10] == expected.isoformat()
    if isinstance(expected, str) and isinstance(found, str):
        return expected == found or _same_time(expected, found)
    if isinstance(expected, list) and isinstance(found, list):
        return len(expected) == len(found) and all(map(matches, expected, found))
    if isinstance(expected, Mapping) and isinstance(found, Mapping):
        return all(key in found and matches(value, found[key]) for key, value in expected.items())
    return bool(expected == found) and isinstance(expected, bool) is isinstance(found, bool)


def _same_time(expected: str, found: str) -> bool:
    if _DAY.match(expected):
        return found[:10] == expected
    return _instant(expected) is not None and _instant(expected) == _instant(found)


def _instant(found: Any) -> int | None:
    try:
        return parse_instant(found) if isinstance(found, str) else None
    except InputError:
        return None


def _shown(expected: Any) -> Any:
    return expected.isoformat() if isinstance(expected, date) else expected
