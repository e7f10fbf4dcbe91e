"""The store: where commands write what they change, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from types import TracebackType
from typing import Any, Protocol, Self, TypeVar, cast

from sqlalchemy import Connection, Engine

from rexian.store.change import Change
from rexian.store.engine import is_sqlite
from rexian.store.failures import given_up_if_lost, told
from rexian.store.news import News

T = TypeVar("T")
#: Reads of one block see one moment; SQLite's always do.
_SNAPSHOT = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


class Writer(Protocol):
    """How one kind of database is written to."""

    def write(self, changes: Sequence[Change]) -> list[int]:
        """Write changes whole or not at all; return the tickets' ids."""

    def run(self, work: Callable[[Connection], T], news: News | None) -> T:
        """Do other work in a transaction of its own, and let others hear of it."""

    def tell(self, news: News) -> None:
        """Let others hear of something."""

    def close(self) -> None:
        """Close what stands beside the database."""


class Store:
    """A database and the ways in and out of it; threads may share one."""

    def __init__(self, engine: Engine) -> None:
        """Take an engine that `open_engine` opened."""
        self.engine = engine
        # Only the driver of the database that is used is loaded.
        module = import_module(f"rexian.store.{engine.dialect.name}_writer")
        self._writer: Writer = module.Writer(engine)
        self._reader = engine if is_sqlite(engine) else engine.execution_options(**_SNAPSHOT)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Lend a connection that sees the database as it stood at its first read.

        Raises:
            RexianError: the database refuses; its text is one clear line.
        """
        with (
            told(self.engine.url),
            self._reader.begin() as connection,
            given_up_if_lost(connection),
        ):
            yield connection

    def write(self, changes: Sequence[Change]) -> list[int]:
        """Write what commands change, all of it or nothing; return the tickets' ids.

        Raises:
            Overtaken: a ticket does not stand where its change expects it; a `Conflicting`.
            Repeated: a change's request was done before.
            Refused: a change's request has the key of another.
            RexianError: the database refuses; its text is one clear line.
        """
        with told(self.engine.url):
            return self._writer.write(changes)

    def run(self, work: Callable[[Connection], T], *, news: News | None = News.DESK) -> T:
        """Do work that is no command's in one transaction: people, journal, checkpoints.

        `work` is given a connection, on which it neither commits nor rolls back; whatever it
        raises undoes it. On SQLite nobody else writes meanwhile: it is short, and writes by
        `apply`, never by the store, which would wait for its end. `news` is what others hear of
        it; None where nobody need read anything anew.

        Raises:
            RexianError: the database refuses; its text is one clear line.
        """
        with told(self.engine.url):
            return self._writer.run(work, news)

    def tell(self, news: News) -> None:
        """Let others hear of what was done under no news."""
        self._writer.tell(news)

    def close(self) -> None:
        """Close the database."""
        self._writer.close()
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


def apply(connection: Connection, changes: Sequence[Change]) -> list[int]:
    """Write changes in a transaction that `Store.run` has begun; return the tickets' ids.

    All changes of the transaction go in one call: on PostgreSQL its counts are locked last, and in
    order, so that transactions never wait for one another in a ring.

    Raises:
        Overtaken: a ticket does not stand where its change expects it; a `Conflicting`.
        Repeated: a change's request was done before.
        Refused: a change's request has the key of another.
    """
    module = import_module(f"rexian.store.{connection.dialect.name}")
    driver: Any = connection.connection.driver_connection
    return cast("list[int]", module.apply(driver, changes))
