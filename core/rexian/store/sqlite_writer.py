"""The writers of a program to one file of SQLite: in turn, and many in one commit."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias, TypeVar, cast

from sqlalchemy import Connection, Engine

from rexian.errors import Refused
from rexian.store.change import Change
from rexian.store.engine import BEGINS
from rexian.store.gate import Gate
from rexian.store.news import News
from rexian.store.rows import Rows, rows_of
from rexian.store.sqlite import Counts, count, write
from rexian.store.sqlite_news import count_up
from rexian.store.turns import Turn, Turns

T = TypeVar("T")
_Asked: TypeAlias = Sequence[tuple[Change, Rows]]
_Turn: TypeAlias = Turn[_Asked, list[int]]
#: Taken before anything is read: two that read first and then write would each undo the other.
_BEGIN = "BEGIN IMMEDIATE"


class Writer:
    """Writes changes to a file; threads share one."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._immediate = engine.execution_options(**{BEGINS: _BEGIN})
        self._gate = Gate(Path(engine.url.database or ""))
        self._turns: Turns[_Asked, list[int]] = Turns(self._lead)

    def write(self, changes: Sequence[Change]) -> list[int]:
        """Write changes whole or not at all, perhaps in one commit with other threads'."""
        # Worked out before the turn comes: nobody else waits for it.
        return self._turns.write([(change, rows_of(change)) for change in changes])

    def run(self, work: Callable[[Connection], T], news: News | None) -> T:
        """Do other work in a transaction of its own, and let others hear of it."""
        with self._turns.alone(), self._gate.passed(), self._immediate.begin() as connection:
            driver = cast("sqlite3.Connection", connection.connection.driver_connection)
            before = driver.total_changes
            done = work(connection)
            if news is News.DESK and driver.total_changes > before:
                count_up(driver)
            return done

    def tell(self, news: News) -> None:
        """Let others hear of something: whoever looks at the file has seen that it has changed."""

    def close(self) -> None:
        """Close what stands beside the file."""
        self._gate.close()

    def _lead(self, turns: Sequence[_Turn]) -> None:
        with self._gate.passed():
            connection = self._engine.raw_connection()
            try:
                _together(cast("sqlite3.Connection", connection.driver_connection), turns)
            finally:
                connection.close()


def _together(driver: sqlite3.Connection, turns: Sequence[_Turn]) -> None:
    """Write for several in one commit; what fails for all of them is tried for each alone."""
    try:
        _in_one_commit(driver, turns)
    except Exception as error:  # noqa: BLE001 - it is raised again where it was asked for
        if len(turns) == 1:
            turns[0].error = error
            return
        for turn in turns:
            turn.error = None
            _together(driver, [turn])


def _in_one_commit(driver: sqlite3.Connection, turns: Sequence[_Turn]) -> None:
    driver.execute(_BEGIN)
    before = driver.total_changes
    try:
        # What many count in the same queues is written once.
        counts: Counts = Counter()
        for turn in turns:
            _one(driver, turn, counts)
        count(driver, counts)
        if driver.total_changes > before:
            count_up(driver)
        driver.execute("COMMIT")
    finally:
        if driver.in_transaction:
            driver.execute("ROLLBACK")


def _one(driver: sqlite3.Connection, turn: _Turn, counts: Counts) -> None:
    """Write for one; what is refused leaves nothing behind.

    A change is refused before anything of it is written; of several, the first ones are undone.
    """
    changes = turn.asked or ()
    several = len(changes) > 1
    own: Counts = Counter() if several else counts
    try:
        if several:
            driver.execute("SAVEPOINT several")
        turn.told = [write(driver, change, rows, own) for change, rows in changes]
    except Refused as error:
        turn.error = error
        if several:
            driver.execute("ROLLBACK TO several")
        return
    if several:
        driver.execute("RELEASE several")
        counts.update(own)
