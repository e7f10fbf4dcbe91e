"""The writers of a program to PostgreSQL: a connection each, as many as there are threads."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, TypeVar, cast

import psycopg
from psycopg import errors
from sqlalchemy import Connection, Engine, PoolProxiedConnection

from rexian.store.change import Change
from rexian.store.engine import is_stale
from rexian.store.failures import given_up_if_lost, lost
from rexian.store.news import News
from rexian.store.postgresql import apply, apply_one
from rexian.store.postgresql_news import Herald

T = TypeVar("T")
#: How often a write is tried that the database undid for the sake of another.
TRIES = 5
#: How many connections are kept for writing.
KEPT = 32
#: Two writers stood in each other's way, or the same request came twice at the same moment.
_IN_THE_WAY = (
    errors.DeadlockDetected,
    errors.SerializationFailure,
    errors.UniqueViolation,
)


class Writer:
    """Writes changes to a server; threads share one.

    It keeps some connections of the pool to itself, on which every statement is a transaction of
    its own: to borrow one and set it so would cost half as much as the statement.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._idle: deque[PoolProxiedConnection] = deque()
        self._herald = Herald(engine)

    def write(self, changes: Sequence[Change]) -> list[int]:
        """Write changes whole or not at all."""
        ids = self._written(changes)
        self._herald.tell(News.DESK)
        return ids

    def _written(self, changes: Sequence[Change]) -> list[int]:
        with self._driver() as driver:
            if len(changes) == 1:
                with suppress(*_IN_THE_WAY):
                    return [apply_one(driver, changes[0])]
            for _tried in range(TRIES):
                with suppress(*_IN_THE_WAY):
                    return _together(driver, changes)
            return _together(driver, changes)

    def run(self, work: Callable[[Connection], T], news: News | None) -> T:
        """Do other work in a transaction of its own, and let others hear of it."""
        with self._engine.begin() as connection, given_up_if_lost(connection):
            done = work(connection)
        if news is not None:
            self._herald.tell(news)
        return done

    def tell(self, news: News) -> None:
        """Let others hear of something."""
        self._herald.tell(news)

    def close(self) -> None:
        """Say what is still to be said, and give all connections back."""
        self._herald.close()
        self._give_all_back()

    def _give_all_back(self) -> None:
        while self._idle:
            self._give_back(self._idle.pop())

    @contextmanager
    def _driver(self) -> Iterator[psycopg.Connection[Any]]:
        """Lend a connection on which every statement is a transaction of its own."""
        lent = self._taken()
        try:
            yield cast("psycopg.Connection[Any]", lent.driver_connection)
        except psycopg.Error as error:
            if lost(error):
                # The others went the same way; the next writer gets a new one.
                lent.invalidate(error)
                self._give_all_back()
                self._engine.dispose()
            raise
        finally:
            if lent.is_valid and len(self._idle) < KEPT:
                self._idle.append(lent)
            else:
                self._give_back(lent)

    def _taken(self) -> PoolProxiedConnection:
        """Return an idle connection that the server has not closed, or a new one."""
        while True:
            try:
                lent = self._idle.pop()
            except IndexError:
                break
            if not is_stale(lent.driver_connection):
                return lent
            lent.invalidate()
        lent = self._engine.raw_connection()
        driver: Any = lent.driver_connection
        driver.autocommit = True
        return lent

    def _give_back(self, lent: PoolProxiedConnection) -> None:
        driver: Any = lent.driver_connection
        if lent.is_valid and not driver.closed:
            driver.autocommit = False
        lent.close()


def _together(driver: psycopg.Connection[Any], changes: Sequence[Change]) -> list[int]:
    with driver.transaction():
        return apply(driver, changes)
