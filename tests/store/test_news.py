"""News: who has a database open hears of what others write, and only of what has to be read."""

import queue
import threading
import time
from contextlib import contextmanager

import pytest
from fixture_changes import DISPATCHED, SIGNED, following, opening
from rexian.store.engine import open_engine
from rexian.store.news import News, watch
from rexian.store.write import Store
from sqlalchemy import make_url, text

#: Seconds within which operators are to see one another's changes.
SOON = 2
SAID = text("INSERT INTO about (name, value) VALUES ('said', '1')")


class Listener:
    """What a store hears, in a thread of its own."""

    def __init__(self, store):
        self.stop, self._found = threading.Event(), queue.Queue()
        self._thread = threading.Thread(target=self._listen, args=(store,), daemon=True)
        self._thread.start()

    def _listen(self, store):
        for news in watch(store, self.stop):
            self._found.put(news)

    def hears(self, within=SOON):
        """Wait for something, and return everything that came with it."""
        found = [self._found.get(timeout=within)]
        time.sleep(0.1)
        while not self._found.empty():
            found.append(self._found.get())
        return found

    def hears_nothing(self, within=1.2):
        try:
            found = self._found.get(timeout=within)
        except queue.Empty:
            return True
        pytest.fail(f"heard {found}")
        return False

    def close(self):
        self.stop.set()
        self._thread.join(5)
        assert not self._thread.is_alive()


@contextmanager
def listening(url):
    """Listen at a store of one's own, once it hears."""
    with Store(open_engine(url)) as store:
        listener = Listener(store)
        time.sleep(0.3)
        try:
            yield listener
        finally:
            listener.close()


def test_a_written_change_is_heard_of_at_another_store(database, database_url):
    first = opening("T1", DISPATCHED)
    with listening(database_url) as other:
        (ticket,) = database.write([first])
        assert other.hears() == [News.DESK]
        database.write([following(first, SIGNED, ticket_id=ticket)])
        assert other.hears() == [News.DESK]


def test_what_is_written_at_once_is_told_once(database, database_url):
    with listening(database_url) as other:
        for n in range(20):
            database.write([opening(f"T{n}", DISPATCHED)])
        assert len(other.hears()) <= 2


def test_other_work_is_heard_of_unless_nobody_need_read_anew(database, database_url):
    with listening(database_url) as other:
        database.run(lambda connection: connection.execute(SAID))
        assert other.hears() == [News.DESK]


def test_work_under_no_news_has_nobody_read_the_desk_anew(database, database_url):
    with listening(database_url) as other:
        database.run(lambda connection: connection.execute(SAID), news=None)
        database.tell(News.COMPANY)
        assert other.hears() == [News.COMPANY]


def test_a_refused_change_is_no_news(database, database_url):
    first = opening("T1", DISPATCHED)
    database.write([first])
    time.sleep(0.5)
    with listening(database_url) as other:
        with pytest.raises(Exception, match="T1"):
            database.write([first])
        assert other.hears_nothing()


def test_a_program_that_writes_once_and_ends_has_told_it(database_url):
    with listening(database_url) as other:
        with Store(open_engine(database_url)) as once:
            once.write([opening("T1", DISPATCHED)])
        assert other.hears() == [News.DESK]


def test_a_server_that_dies_is_told_once_and_heard_again_when_it_is_back(
    postgresql, postgresql_url
):
    name = make_url(postgresql_url).database
    with listening(postgresql_url) as other, Store(open_engine(postgresql_url)) as store:
        postgresql.run(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{}'"
        postgresql.run(ended.format(name))
        assert other.hears() == [News.LOST]
        assert other.hears_nothing(1.5)
        postgresql.run(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
        assert other.hears(8) == [News.BACK]
        store.write([opening("T1", DISPATCHED)])
        assert other.hears() == [News.DESK]
