"""News from a file of SQLite: each program looks at it twice a second.

The file's header counts what is told of the desk: a number that belongs to the program, written in
the same commit. That anything else was committed, the driver tells.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from threading import Event
from typing import Any

from sqlalchemy import Engine

from rexian.store.news import PACE, News

#: The number is of four bytes, with a sign.
_MOST = 0x7FFFFFFF


def count_up(driver: sqlite3.Connection) -> None:
    """Have others hear of what the transaction changes, once it is committed."""
    (counted,) = driver.execute("PRAGMA user_version").fetchone()
    # A pragma takes no parameters.
    driver.execute(f"PRAGMA user_version = {int(counted) % _MOST + 1}")


def heard(engine: Engine, stop: Event) -> Iterator[News | None]:
    """Yield what has been committed, whatever it is once at a time; None at the beginning."""
    lent = engine.raw_connection()
    lent.detach()
    driver: Any = lent.dbapi_connection
    try:
        before = _looked_at(driver)
        yield None
        while not stop.wait(PACE):
            now = _looked_at(driver)
            if now != before:
                yield News.DESK if now[1] != before[1] else News.COMPANY
            before = now
    finally:
        lent.close()


def _looked_at(driver: sqlite3.Connection) -> tuple[int, int]:
    """Return which commit the file stands at, and how much has been told of the desk."""
    (commit,), (counted,) = (
        driver.execute(f"PRAGMA {name}").fetchone() for name in ("data_version", "user_version")
    )
    return commit, counted
