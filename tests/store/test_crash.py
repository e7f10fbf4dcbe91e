"""Killed at any moment, a database holds what was acknowledged, and nothing by halves."""

import sys
from threading import Event

import psycopg
import pytest
from fixture_changes import DISPATCHED, SIGNED, following, opening
from fixture_crash import rounds
from fixture_databases import served, set_up
from rexian.errors import InputError
from rexian.store import read
from rexian.store.engine import open_engine
from rexian.store.news import News
from rexian.store.postgresql_news import Herald, heard
from rexian.store.write import Store

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="programs are forked")


def test_programs_killed_lose_nothing_acknowledged(database_url):
    assert rounds(database_url, 12) > 12


@pytest.fixture(scope="module")
def mortal():
    with served() as server:
        set_up(server.url("template1"))
        yield server


@pytest.fixture
def own(mortal):
    """A server that may be killed, with a database of one's own."""
    name = mortal.new("template1")
    mortal.at = mortal.url(name)
    yield mortal
    mortal.start()


def test_servers_killed_lose_nothing_acknowledged(own):
    assert rounds(own.at, 3, own.kill, own.start) > 3


def test_a_lost_server_is_one_line_and_comes_back(own):
    with Store(open_engine(own.at)) as store:
        first = opening(after=DISPATCHED)
        (made,) = store.write([first])
        own.kill()
        second = following(first, SIGNED, ticket_id=made)
        for attempt in (
            lambda: store.write([second]),
            lambda: store.run(read.counts),
            lambda: store.reading().__enter__(),
        ):
            with pytest.raises(InputError, match="no database server answers there"):
                attempt()
        own.start()
        assert store.write([second]) == [made]
        with store.reading() as connection:
            assert read.projection(connection, made) == SIGNED


def test_a_server_lost_within_a_block_is_one_line(own, caplog):
    with Store(open_engine(own.at)) as store:
        store.write([opening()])

        def work(connection):
            own.kill()
            read.counts(connection)

        with pytest.raises(InputError, match="connection to the database was lost"):
            store.run(work)
        own.start()
        with pytest.raises(InputError, match="connection to the database was lost"):
            _read_and_lose(store, own)
        own.start()
        with store.reading() as connection:
            assert read.counts(connection) == {"received": 1}
    assert caplog.text == ""


def test_a_server_lost_to_news_leaves_no_word_in_the_logs(own, caplog):
    engine = open_engine(own.at)
    herald, listening = Herald(engine), heard(engine, Event())
    assert next(listening) is None
    herald.tell(News.DESK)
    assert next(listening) is News.DESK
    own.kill()
    with pytest.raises(psycopg.OperationalError):
        next(listening)
    herald.tell(News.DESK)
    herald.close()
    engine.dispose()
    assert caplog.text == ""


def _read_and_lose(store, own):
    with store.reading() as connection:
        read.counts(connection)
        own.kill()
        read.counts(connection)
