"""Which database a deployment uses, as a URL that the store opens."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

from rexian.errors import InputError
from rexian.i18n import _

#: The variable that names the database in place of the file's, with a password if need be.
VARIABLE = "REXIAN_DATABASE"
_SQLITE = "sqlite:///"
_IN_HEAD = re.compile(r"^([^/]*//[^:/]*:).*@")
_IN_QUERY = re.compile(r"(password=)[^&]*")
_POSTGRESQL = ("postgresql", "postgres", "postgresql+psycopg")


def database_url(written: str, folder: Path, *, secrets: bool = False) -> str:
    """Return the URL of a database written as a path relative to a folder, or as a URL.

    Args:
        written: `rexian.db`, `sqlite:///rexian.db`, `postgresql://user@host/name`.
        folder: where relative paths start.
        secrets: whether a password may stand in it.

    Raises:
        InputError: it is neither, or has a password where none may stand.
    """
    if "://" not in written or written.startswith(_SQLITE):
        return _sqlite(written.removeprefix(_SQLITE), folder)
    scheme, rest = written.split("://", 1)
    if scheme not in _POSTGRESQL:
        told = _("{kind!r} is not a kind of database known here; write a path or postgresql://…")
        raise InputError(told.format(kind=scheme))
    if not secrets and _has_password(written):
        told = _("no password here: put it into {file}, or into PGPASSWORD or {variable}")
        raise InputError(told.format(file="~/.pgpass", variable=VARIABLE))
    return f"postgresql+psycopg://{rest}"


def shown_url(url: str) -> str:
    """Return a database's URL as it may be shown: its password hidden."""
    if not _has_password(url):
        return url
    return _IN_QUERY.sub(r"\1***", _IN_HEAD.sub(r"\1***@", url))


def sqlite_path(url: str) -> Path | None:
    """Return the file of an SQLite database; None for one on a server."""
    return Path(url.removeprefix(_SQLITE)) if url.startswith(_SQLITE) else None


def _sqlite(written: str, folder: Path) -> str:
    if not written or written == ":memory:" or "?" in written or "#" in written:
        told = _("{path!r} is not the path of a database; write rexian.db")
        raise InputError(told.format(path=written))
    return _SQLITE + (folder / Path(written).expanduser()).as_posix()


def _has_password(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(parts.password) or "password=" in parts.query
