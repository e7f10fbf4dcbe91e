"""News: that somebody has changed something, told to all who have the database open.

What has changed is not told; whoever hears of it reads anew. On PostgreSQL the server passes it on;
with SQLite each program looks at the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from importlib import import_module
from threading import Event
from typing import TYPE_CHECKING, cast

from rexian.errors import RexianError
from rexian.store.failures import told

if TYPE_CHECKING:
    from rexian.store.write import Store

#: Seconds that pass between one piece of news and the next, at least.
PACE = 0.5
#: Seconds before a lost database is tried again: at first, and at most.
SOON, AT_LAST = 1.0, 30.0


class News(StrEnum):
    """What somebody who has a database open hears of.

    Attributes:
        DESK: tickets, people or units have changed.
        COMPANY: somebody has opened or closed a ticket.
        LOST: the database does not answer any more.
        BACK: it does again; whatever changed meanwhile was missed.
    """

    DESK = "desk"
    COMPANY = "company"
    LOST = "lost"
    BACK = "back"


def watch(store: Store, stop: Event) -> Iterator[News]:
    """Yield what happens, until stopped; it waits, so it is for a thread of its own.

    A database that is lost is tried again, ever more seldom.
    """
    heard = import_module(f"rexian.store.{store.engine.dialect.name}_news").heard
    lost, pause = False, SOON
    while not stop.is_set():
        try:
            with told(store.engine.url):
                for news in heard(store.engine, stop):
                    if lost:
                        yield News.BACK
                    lost, pause = False, SOON
                    if news is not None:
                        yield cast("News", news)
        except (RexianError, OSError):
            if not lost and not stop.is_set():
                yield News.LOST
            lost = True
            stop.wait(pause)
            pause = min(pause * 2, AT_LAST)
