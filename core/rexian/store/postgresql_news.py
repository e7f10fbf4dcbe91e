"""News through PostgreSQL's server, which passes on to all what one connection says.

To say something within a writing transaction would have all commits wait for one another. So a
herald says it afterwards, and once for everything that was written in a quarter of a second. What a
program that died did not say any more, screens learn by looking at the time they look anyway.
"""

from __future__ import annotations

from collections.abc import Iterator
from threading import Condition, Event, Thread
from typing import Any

import psycopg
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from rexian.store.news import PACE, News

_CHANNEL = "rexian"
#: Seconds between one saying and the next, and after which a herald with nothing to say goes.
_QUARTER, _IDLE = 0.25, 5.0
#: Seconds after which a listener looks whether it is to stop.
_LOOK = 0.25


class Herald:
    """Says what a program has written; its thread is there only after something was."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._due = Condition()
        self._news: set[News] = set()
        self._thread: Thread | None = None
        self._closed = False

    def tell(self, news: News) -> None:
        """Have others hear of it soon."""
        with self._due:
            self._news.add(news)
            if self._thread is None:
                self._thread = Thread(target=self._work, name="rexian-herald", daemon=True)
                self._thread.start()
            self._due.notify()

    def close(self) -> None:
        """Say what has not been said yet, and be gone."""
        with self._due:
            self._closed = True
            self._due.notify()
            thread = self._thread
        if thread is not None:
            thread.join()

    def _work(self) -> None:
        """Say things until there is nothing more."""
        try:
            self._say()
        except (psycopg.Error, SQLAlchemyError):
            # What cannot be said is no writer's affair; who writes next has it tried again.
            with self._due:
                self._thread = None

    def _say(self) -> None:
        lent = self._engine.raw_connection()
        lent.detach()
        driver: Any = lent.dbapi_connection
        try:
            driver.autocommit = True
            while found := self._taken():
                for news in sorted(found):
                    driver.execute("SELECT pg_notify(%s, %s)", (_CHANNEL, news.value))
                self._rest()
        finally:
            driver.close()

    def _taken(self) -> set[News]:
        """Wait for something to say; nothing where it is time to go."""
        with self._due:
            self._due.wait_for(lambda: self._news or self._closed, _IDLE)
            found, self._news = self._news, set()
            if not found:
                # Whoever has something to say from now on finds no thread, and starts one.
                self._thread = None
            return found

    def _rest(self) -> None:
        with self._due:
            self._due.wait_for(lambda: self._closed, _QUARTER)


def heard(engine: Engine, stop: Event) -> Iterator[News | None]:
    """Yield what is said, everything of half a second once; None at the beginning."""
    lent = engine.raw_connection()
    lent.detach()
    driver: Any = lent.dbapi_connection
    try:
        driver.autocommit = True
        driver.execute(f"LISTEN {_CHANNEL}")
        yield None
        while not stop.is_set():
            found = {each.payload for each in driver.notifies(timeout=_LOOK, stop_after=1)}
            yield from (news for news in (News.DESK, News.COMPANY) if news in found)
            if found:
                # What comes meanwhile is heard of together.
                stop.wait(PACE)
    finally:
        driver.close()
