"""What a database refuses, as one line each: no error of a driver leaves the store."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL, Connection, exc

from rexian.errors import Conflicting, InputError, RexianError
from rexian.i18n import _, marked

#: By the primary result code of SQLite.
_SQLITE = {
    sqlite3.SQLITE_BUSY: marked("the database is busy; try again"),
    sqlite3.SQLITE_CANTOPEN: marked("the database cannot be opened: no such folder, or no right"),
    sqlite3.SQLITE_CORRUPT: marked("the database is damaged; restore it from a backup"),
    sqlite3.SQLITE_FULL: marked("the disk is full; nothing of this was recorded"),
    sqlite3.SQLITE_IOERR: marked("the disk failed or is full; nothing of this was recorded"),
    sqlite3.SQLITE_NOTADB: marked("this file is not a database"),
    sqlite3.SQLITE_READONLY: marked("the database may only be read here; nothing was recorded"),
}
#: What stands in the place of a schema.
UNMIGRATED = marked("the database has not been set up; run rexian db upgrade")
_LOST = marked(
    "the connection to the database was lost; look whether the step was recorded, then repeat it"
)
_DEADLOCK = marked("others are changing the same tickets; try again")
#: By the class or code of SQLSTATE.
_POSTGRES = {
    "08": _LOST,
    "25006": marked("the database may only be read here; nothing was recorded"),
    "28": marked("wrong user name or password"),
    "3D": marked("there is no such database on this server"),
    "42501": marked("this database user has no right to do that"),
    "42P01": UNMIGRATED,
    "53100": marked("the disk is full; nothing of this was recorded"),
    "53300": marked("the database has too many connections; try again"),
    "57P": _LOST,
}
#: What a server says before there is a connection, which carries no code.
_CONNECTING = {
    "password authentication failed": _POSTGRES["28"],
    "no password supplied": _POSTGRES["28"],
    'role "': _POSTGRES["28"],
    "does not exist": _POSTGRES["3D"],
    "too many clients": _POSTGRES["53300"],
    "server closed the connection": _LOST,
    "the connection is lost": _LOST,
    "the connection is closed": _LOST,
    "consuming input failed": _LOST,
    "sending query": _LOST,
    "is the server running": marked("no database server answers there"),
    "could not translate host name": marked("no database server answers there"),
    "failed to resolve host": marked("no database server answers there"),
    "timeout expired": marked("no database server answers there"),
}
#: Two writers each waiting for what the other holds; the database has undone one of them.
DEADLOCKS = frozenset({"40P01", "40001"})


def place(url: URL) -> str:
    """Return where a database is, without the password."""
    if url.get_backend_name() == "sqlite":
        return url.database or "sqlite"
    return url.render_as_string(hide_password=True)


@contextmanager
def told(url: URL) -> Iterator[None]:
    """Turn what a database refuses into one line that names it.

    Raises:
        Conflicting: two writers stood in each other's way, and this one was undone.
        InputError: the database cannot be used as it is.
        RexianError: it refused for a reason of its own.
    """
    try:
        yield
    except exc.SQLAlchemyError as error:
        raise _translated(url, getattr(error, "orig", None) or error) from error
    except sqlite3.Error as error:
        raise _translated(url, error) from error
    except Exception as error:
        if not _of_postgres(error):
            raise
        raise _translated(url, error) from error


def lost(error: BaseException) -> bool:
    """Whether an error says that the connection is of no use any more."""
    driver = getattr(error, "orig", None) or error
    return _of_postgres(driver) and _postgres(driver) == _LOST


@contextmanager
def given_up_if_lost(connection: Connection) -> Iterator[None]:
    """Give a connection up that is lost, with all others of its pool: they went the same way."""
    try:
        yield
    except Exception as error:
        if lost(error):
            connection.invalidate(error)
            connection.engine.dispose()
        raise


def sqlstate(error: BaseException) -> str:
    """Return an error's code, or an empty string where it carries none."""
    return getattr(error, "sqlstate", None) or ""


def _translated(url: URL, error: BaseException) -> RexianError:
    if sqlstate(error) in DEADLOCKS:
        return Conflicting(_(_DEADLOCK))
    known = _sqlite(error) if isinstance(error, sqlite3.Error) else _postgres(error)
    if known is None:
        lines = str(error).strip().splitlines() or [type(error).__name__]
        return RexianError(f"{place(url)}: {lines[0]}")
    return InputError(f"{place(url)}: {_(known)}")


def _sqlite(error: sqlite3.Error) -> str | None:
    if "no such table" in str(error):
        return UNMIGRATED
    return _SQLITE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)


def _postgres(error: BaseException) -> str | None:
    state = sqlstate(error)
    if not state:
        said = str(error).lower()
        return next((line for part, line in _CONNECTING.items() if part in said), None)
    return next((line for code, line in _POSTGRES.items() if state.startswith(code)), None)


def _of_postgres(error: BaseException) -> bool:
    """Whether the driver of PostgreSQL raised it; the driver is loaded only where it is used."""
    return any(kind.__module__.startswith("psycopg") for kind in type(error).__mro__)
