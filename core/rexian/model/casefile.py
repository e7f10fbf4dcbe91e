"""The files that cases come in: YAML or JSON text, read into plain values.

A time in YAML stays the text that it is in JSON, so that one file means the same in both, and a
date that does not exist is reported with the key that it stands under. A number is decimal: a
ticket number such as 0123 keeps its zero.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from rexian.errors import InputError, refusal
from rexian.i18n import _
from rexian.model.terms import shown

if TYPE_CHECKING:
    import yaml

T = TypeVar("T")
_YAML_SUFFIXES = (".yaml", ".yml")


def load(path: Path | str) -> object:
    """Return the plain value that a YAML or JSON file holds; `-` is standard input.

    A name that ends in neither `.yaml`, `.yml` nor `.json` may hold either.

    Raises:
        InputError: the file cannot be read, or its text is not YAML or JSON; the message names
            the file, and the line and column where the text goes wrong.
    """
    text = read_text_of(path)
    suffix = Path(path).suffix.lower()
    try:
        if suffix == ".json" or (suffix not in _YAML_SUFFIXES and _looks_like_json(text)):
            return _from_json(text, path)
        return _from_yaml(text, path)
    except RecursionError:
        raise InputError(_("{path}: nested too deeply").format(path=path)) from None


def read_text_of(path: Path | str) -> str:
    """Return the text of a file; `-` is standard input.

    Raises:
        InputError: it cannot be read, or is not UTF-8 text.
    """
    try:
        raw = sys.stdin.buffer.read() if str(path) == "-" else Path(path).read_bytes()
        return raw.decode("utf-8-sig")
    except OSError as error:
        raise InputError(f"{path}: {refusal(error)}") from None
    except UnicodeDecodeError:
        message = _("{path}: not UTF-8 text; save it as UTF-8 YAML or JSON")
        raise InputError(message.format(path=path)) from None


def _looks_like_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def _from_json(text: str, path: Path | str) -> object:
    try:
        return json.loads(text, object_pairs_hook=_distinct_keys) if text.strip() else None
    except json.JSONDecodeError as error:
        raise _misread(path, "JSON", error.lineno, error.colno, error.msg) from None
    except ValueError as error:
        raise InputError(f"{path}: {error}") from None


def _distinct_keys(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _value in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise InputError(_("the key {key} stands twice in one mapping").format(key=shown(twice)))
    return found


def _from_yaml(text: str, path: Path | str) -> object:
    from rexian.model.yamltext import read_yaml  # noqa: PLC0415 - a case in JSON does not wait for it

    return _parsed(read_yaml, text, path)


def nodes_of(text: str, path: Path | str) -> yaml.Node | None:
    """Return the nodes of a YAML text, which know where they stand; None where it is empty.

    Raises:
        InputError: it is no YAML; the message names the file, and line and column.
    """
    from rexian.model.yamltext import read_nodes  # noqa: PLC0415

    try:
        return _parsed(read_nodes, text, path)
    except RecursionError:
        raise InputError(_("{path}: nested too deeply").format(path=path)) from None


def _parsed(parse: Callable[[str], T], text: str, path: Path | str) -> T:
    import yaml  # noqa: PLC0415

    try:
        return parse(text)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        problem = error.problem or error.context or "?"
        raise _misread(path, "YAML", line, column, problem) from None
    except yaml.YAMLError as error:
        reason = str(error).partition("\n")[0]
        raise InputError(_("{path}: not YAML: {reason}").format(path=path, reason=reason)) from None
    except (ValueError, KeyError, AttributeError):
        message = _("{path}: not YAML: a value is not what its tag or its digits claim")
        raise InputError(message.format(path=path)) from None


def _misread(path: Path | str, form: str, line: int, column: int, reason: str) -> InputError:
    message = _("{path}: line {line}, column {column}: not {form}: {reason}")
    return InputError(message.format(path=path, line=line, column=column, form=form, reason=reason))
