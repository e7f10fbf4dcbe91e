"""Writing `rexian.toml`: a new one with its comments, and one key of an old one set."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import tomlkit
from tomlkit.exceptions import ParseError, TOMLKitError
from tomlkit.items import Table

from rexian.errors import InputError
from rexian.files import written_whole
from rexian.i18n import _
from rexian.model.casefile import read_text_of
from rexian.model.values import unknown_key
from rexian.settings.model import Settings
from rexian.settings.reading import TABLES, settings_of

_HEAD = (
    "rexian.toml：本部署的设置。rexian config 查看，rexian doctor 检查。",
    "The settings of this deployment: rexian config shows them, rexian doctor checks them.",
)


def new_text(jurisdiction: str, database: str, key_file: str, language: str | None) -> str:
    """Return the text of a new file: what is settled, and as comments what else may be."""
    settled = {"jurisdiction": jurisdiction, "database": database, "key_file": key_file}
    if language is not None:
        settled["language"] = language
    parts = ["\n".join(f"# {line}" for line in (*_HEAD, _("Paths start from this file's folder.")))]
    for key, value, told in _explained():
        lines = [f"# {line}" for line in told]
        if key in settled:
            lines.append(f"{key} = {tomlkit.item(settled[key]).as_string()}")
        else:
            lines += [f"# {line}" for line in value.splitlines()]
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def _explained() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Return every key with an example of its value and what is to be known of it."""
    return (
        (
            "jurisdiction",
            "",
            (_("Whose rules apply: an id, a variant (id+reform), or the folder of a plugin."),),
        ),
        (
            "database",
            "",
            (
                _("A file of SQLite, or a server: postgresql://user@host/name. No password here:"),
                _("it belongs in ~/.pgpass, or in the environment (PGPASSWORD, REXIAN_DATABASE)."),
            ),
        ),
        (
            "key_file",
            "",
            (_("The key that locks citizens' data. Keep a copy of it apart from the backups."),),
        ),
        (
            "language",
            'language = "zh"',
            (_("The language of the interface, zh or en; without it, the environment's."),),
        ),
        (
            "calendar",
            'calendar = ["2027.yaml"]',
            (_("Files of corrected days: a notice of the State Council, a local closure."),),
        ),
        (
            "local",
            'local = "local.yaml"',
            (_("Local parameters: rules where the document is silent, each with its source."),),
        ),
        (
            "backdating",
            'backdating = "30min"',
            (_("How far back an act may be recorded without the permission to do so."),),
        ),
        ("session", 'session = "12h"', (_("How long one stays logged in."),)),
        (
            "checkpoints",
            'checkpoints = "1d"',
            (_("How far apart the ledger is anchored, so that a missing ticket shows."),),
        ),
        (
            "readings",
            '[readings]\nREADING = "CHOICE"',
            (_("Points of the text read otherwise than by default: rexian rules lists them."),),
        ),
        (
            "lockout",
            '[lockout]\nfailures = 5\ntime = "15min"',
            (_("How many wrong passwords lock an account, and for how long."),),
        ),
        (
            "log",
            '[log]\nfile = "rexian.log"\nlevel = "info"',
            (_("A log without personal data, JSON lines; - is stderr. Without it, none."),),
        ),
    )


def with_key(text: str, key: str, value: str, file: Path) -> str:
    """Return the text of a file with one key set, its comments kept.

    Args:
        text: the file's.
        key: a key, or a table's with a dot: `log.level`.
        value: as TOML writes it, or a text without its quotes; an empty one takes the key out.
        file: where it stands, for errors and paths.

    Raises:
        InputError: there is no such key, or the value will not do.
    """
    table, dot, name = key.partition(".")
    _check_key(table, name if dot else None)
    try:
        stated = tomlkit.parse(text).unwrap()
    except ParseError as error:
        raise InputError(
            _("{file}: it is no TOML: {error}").format(file=file, error=error)
        ) from None
    document = tomlkit.parse(_made_room(text, stated, table, name) if value else text)
    _set(document, table, name, value)
    changed = tomlkit.dumps(document)
    settings_of(tomlkit.parse(changed).unwrap(), file, environ={})
    return changed


def _made_room(text: str, stated: Mapping[str, Any], table: str, name: str) -> str:
    """Return a text with a place for a key where its example stands as a comment.

    A table's key stands right under its header: further down comments of other tables may begin.
    """
    if not name:
        example = rf"^# ({table} = )"
        return (
            text if table in stated else re.sub(example, r"\1", text, count=1, flags=re.MULTILINE)
        )
    if name in stated.get(table, {}):
        return text
    header = rf"^\[{table}\]$" if table in stated else rf"^# \[{table}\]$"
    return re.sub(header, f"[{table}]\n{name} = 0", text, count=1, flags=re.MULTILINE)


def _check_key(table: str, name: str | None) -> None:
    if table not in Settings.model_fields:
        raise InputError(unknown_key(table, Settings.model_fields))
    if table == "readings" and name:
        return
    known = TABLES[table].model_fields if table in TABLES else {}
    if (name is None) != (table not in {*TABLES, "readings"}) or (name and name not in known):
        names = [f"{table}.{each}" for each in known] or [table]
        raise InputError(unknown_key(f"{table}.{name}" if name else table, names))


def _set(document: tomlkit.TOMLDocument, table: str, name: str, value: str) -> None:
    place: Any = document
    if name:
        if not isinstance(document.get(table), Mapping):
            document[table] = tomlkit.table()
        place, table = document[table], name
    if value:
        place[table] = _item(value)
    elif table in place:
        place.remove(table)


def _item(value: str) -> Any:
    """Return a value as TOML reads it; what it does not read is a text."""
    try:
        found = tomlkit.value(value)
    except (TOMLKitError, ValueError):
        return tomlkit.string(value)
    return tomlkit.string(value) if isinstance(found, Table) else found


def write_text(file: Path, text: str, *, new: bool = False) -> None:
    """Write a file whole or not at all; a new one only where there is none.

    Raises:
        InputError: it is there already, or cannot be written.
    """
    if new and file.exists():
        raise InputError(_("{file} is there already; nothing is written").format(file=file))
    with written_whole(file) as whole:
        whole.write_text(text, encoding="utf-8")
        if file.exists():
            shutil.copymode(file, whole)


def set_key(file: Path, key: str, value: str) -> None:
    """Set a key of a file, or take it out; see `with_key`."""
    write_text(file, with_key(read_text_of(file), key, value, file))
