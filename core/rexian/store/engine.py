"""Opening the database: SQLite in a file beside the desk, or PostgreSQL for many operators."""

from __future__ import annotations

import select
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DisconnectionError, NoSuchModuleError

from rexian.errors import InputError
from rexian.i18n import _
from rexian.store.failures import place, told

#: Seconds that a writer waits for another program that has the file.
BUSY = 30
#: KiB of pages that a connection to SQLite keeps, at most.
CACHE = 32_768
#: The execution option that says how a transaction on SQLite begins.
BEGINS = "rexian_begins"
_DRIVERS = {
    "sqlite": "sqlite",
    "postgresql": "postgresql+psycopg",
    "postgres": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}
_EXAMPLES = "sqlite:///rexian.db, postgresql+psycopg://user@host/rexian"
#: Every commit is on the disk before it is acknowledged; readers never wait for writers.
_PRAGMAS = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    f"PRAGMA busy_timeout = {BUSY * 1000}",
    f"PRAGMA cache_size = -{CACHE}",
)


def open_engine(url: str, *, new: bool = False) -> Engine:
    """Open a database; a connection is tried at once.

    Args:
        url: `sqlite:///FILE`, `postgresql+psycopg://USER@HOST/NAME`, or the path of a file. A
            password that the URL leaves out is PostgreSQL's to find (PGPASSWORD, .pgpass).
        new: whether SQLite may make the file; its folder has to be there.

    Raises:
        InputError: the URL is none, or the database cannot be used.
    """
    found = _url(url)
    is_sqlite = found.get_backend_name() == "sqlite"
    if is_sqlite and not new and not Path(found.database or "").is_file():
        raise InputError(_("{file}: no such database; run rexian init").format(file=place(found)))
    engine = _sqlite(found) if is_sqlite else _postgres(found)
    try:
        with told(found), engine.connect() as connection:
            if is_sqlite:
                connection.exec_driver_sql("SELECT 1 FROM sqlite_master").first()
    except BaseException:
        engine.dispose()
        raise
    return engine


def is_sqlite(engine: Engine) -> bool:
    """Whether a database is a file of SQLite."""
    return engine.dialect.name == "sqlite"


def _url(text: str) -> URL:
    if "://" not in text:
        return URL.create("sqlite", database=text)
    try:
        url = make_url(text)
        driver = _DRIVERS[url.drivername]
    except (ArgumentError, NoSuchModuleError, KeyError, ValueError):
        message = _("{url}: no database that Rexian knows; write one like {examples}")
        kind = text.partition("://")[0] + "://..."
        raise InputError(message.format(url=kind, examples=_EXAMPLES)) from None
    if driver == "sqlite" and url.database in {None, "", ":memory:"}:
        message = _("{url}: a database in memory would be lost; name a file")
        raise InputError(message.format(url=text))
    return url.set(drivername=driver)


def _sqlite(url: URL) -> Engine:
    engine = create_engine(url, pool_size=8, max_overflow=56, connect_args={"timeout": BUSY})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _postgres(url: URL) -> Engine:
    engine = create_engine(
        url,
        pool_size=32,
        max_overflow=64,
        connect_args={"connect_timeout": 10, "application_name": "rexian"},
    )
    event.listen(engine, "checkout", _refuse_stale)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # The driver would begin transactions of its own accord, and too late: reads that a write
    # rests on would stand outside of it. `_begin_sqlite` begins every one.
    connection.isolation_level = None
    for pragma in _PRAGMAS:
        connection.execute(pragma).fetchall()


def is_stale(driver: Any) -> bool:
    """Whether the server has closed a connection meanwhile.

    An idle connection has nothing to say but its end, so looking costs no round trip.
    """
    return driver.closed or bool(select.select([driver.fileno()], [], [], 0)[0])


def _refuse_stale(driver: Any, _record: object, _lent: object) -> None:
    """Have the pool replace a connection that is of no use."""
    if is_stale(driver):
        raise DisconnectionError


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get(BEGINS, "BEGIN"))
