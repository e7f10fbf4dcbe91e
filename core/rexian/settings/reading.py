"""Reading `rexian.toml`: everything amiss is one line with its file, its key and what is right."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from rexian.errors import InputError
from rexian.i18n import _, marked
from rexian.model.casefile import read_text_of
from rexian.model.terms import shown
from rexian.model.values import unknown_key, within
from rexian.settings.database import VARIABLE, database_url
from rexian.settings.model import Lockout, Log, Settings

#: The tables of the file.
TABLES: Mapping[str, type[BaseModel]] = {"lockout": Lockout, "log": Log}
_SPAN = marked('a time in quotes: "30min", "12h" or "1d"')

#: What would be right under each key, as an error's sentence says it.
_RIGHT: Mapping[str, str] = {
    "jurisdiction": marked("the id of a jurisdiction in quotes; rexian jurisdictions lists them"),
    "database": marked('a path or a URL in quotes: "rexian.db", "postgresql://user@host/name"'),
    "key_file": marked('a path in quotes: "rexian.key"'),
    "language": marked('"zh" or "en"'),
    "calendar": marked('a path in quotes, or a list of paths: ["2027.yaml", "2027-july.yaml"]'),
    "local": marked('a path in quotes: "local.yaml"'),
    "readings": marked('[readings] on a line of its own, and under it READING = "CHOICE"'),
    "backdating": _SPAN,
    "session": _SPAN,
    "checkpoints": _SPAN,
    "lockout": marked("[lockout] on a line of its own, and under it failures and time"),
    "lockout.failures": marked("a whole number from 3 to 100"),
    "lockout.time": _SPAN,
    "log": marked("[log] on a line of its own, and under it file and level"),
    "log.file": marked('a path in quotes, or "-" for stderr'),
    "log.level": marked('"debug", "info", "warning" or "error"'),
}


def read_settings(path: Path, environ: Mapping[str, str] = os.environ) -> Settings:
    """Read a deployment's file; `REXIAN_DATABASE` goes before the database that it names.

    Raises:
        InputError: the file cannot be read, or something in it is amiss; the first is told.
    """
    return settings_of(_table(path), path, environ)


def settings_of(
    raw: Mapping[str, Any], file: Path, environ: Mapping[str, str] = os.environ
) -> Settings:
    """Return the settings that a file's keys and values state; see `read_settings`.

    Raises:
        InputError: something is amiss; the first is told.
    """
    found = _validated(raw, file.resolve())
    if isinstance(found, ValidationError):
        raise InputError(next(_told(found, file)))
    elsewhere = environ.get(VARIABLE)
    if not elsewhere:
        return found
    with within(VARIABLE):
        url = database_url(elsewhere, Path.cwd(), secrets=True)
    return found.model_copy(update={"database": url})


def problems(path: Path) -> list[str]:
    """Return everything that is amiss in a file, a line each.

    Raises:
        InputError: it cannot be read at all.
    """
    raw = _table(path)
    found = _validated(raw, path.resolve())
    return list(_told(found, path)) if isinstance(found, ValidationError) else []


def _table(path: Path) -> dict[str, Any]:
    text = read_text_of(path)
    try:
        return tomllib.loads(text)
    except ValueError as error:
        raise InputError(
            _("{file}: it is no TOML: {error}").format(file=path, error=error)
        ) from None


def _validated(raw: Mapping[str, Any], file: Path) -> Settings | ValidationError:
    try:
        return Settings.model_validate(raw, context={"file": file, "folder": file.parent})
    except ValidationError as error:
        return error


def _told(error: ValidationError, file: Path) -> Iterator[str]:
    for detail in error.errors():
        yield f"{file}: {_problem(detail)}"


def _problem(detail: ErrorDetails) -> str:
    place = tuple(str(part) for part in detail["loc"])
    key = ".".join(place)
    if detail["type"] == "extra_forbidden":
        return _unknown(place)
    right = _(_RIGHT.get(key) or _RIGHT[place[0]])
    if detail["type"] == "missing":
        return _("there is no {key}; write {right}").format(key=key, right=right)
    cause = detail.get("ctx", {}).get("error")
    if isinstance(cause, InputError):
        return f"{key}: {cause}"
    told = _("{key}: {value} will not do; write {right}")
    return told.format(key=key, value=shown(detail["input"]), right=right)


def _unknown(place: tuple[str, ...]) -> str:
    """Return what is wrong with a key that is not known where it stands."""
    *tables, key = place
    table = TABLES[tables[0]] if tables else Settings
    if tables and key in Settings.model_fields:
        told = _("{key} stands under [{table}]; move it above the first line in brackets")
        return told.format(key=key, table=tables[0])
    opening = f"{tables[0]}: " if tables else ""
    return opening + unknown_key(key, table.model_fields)
