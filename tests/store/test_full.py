"""A full disk is one line; what was written before is there, and writing goes on afterwards."""

import multiprocessing
import signal
import sys
import threading
from itertools import count

import pytest
from fixture_changes import DISPATCHED, opening
from rexian.errors import InputError, RexianError
from rexian.store import read
from rexian.store.engine import open_engine
from rexian.store.write import Store
from sqlalchemy import event, text


def written_until_full(store, name="T"):
    """Write until it is refused; return how many were acknowledged, and the refusal."""
    for n in count():
        try:
            store.write([opening(f"{name}{n}", DISPATCHED)])
        except RexianError as error:
            return n, str(error)
    return None


def checked(store, n):
    with store.reading() as connection:
        assert read.counts(connection) == {"dispatched": n}
        assert connection.scalar(text("SELECT count(*) FROM events")) == n
        assert connection.scalar(text("SELECT count(*) FROM tickets")) == n
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"


@pytest.fixture
def small(sqlite_url):
    """A store whose file may grow by a little only, and what lets it grow."""
    engine = open_engine(sqlite_url)
    with engine.begin() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
    most = [pages + 12]

    def limit(driver, *_others):
        driver.execute(f"PRAGMA max_page_count = {most[0]}")

    event.listen(engine, "checkout", limit)
    with Store(engine) as store:
        yield store, lambda: most.__setitem__(0, 1 << 20)


def test_a_full_disk_is_one_line(small):
    store, grow = small
    n, told = written_until_full(store)
    assert told.endswith("rexian.db: the disk is full; nothing of this was recorded")
    assert n > 0
    checked(store, n)
    grow()
    store.write([opening(f"T{n}", DISPATCHED)])
    checked(store, n + 1)


def test_all_who_write_together_are_told(small):
    store, _ = small
    ends = []
    threads = [
        threading.Thread(target=lambda n=n: ends.append(written_until_full(store, f"{n}-")))
        for n in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(ends) == 8
    assert all("the disk is full" in told for _, told in ends)
    checked(store, sum(n for n, _ in ends))


def _within(path, size, answers):
    """Write until the file may grow no further, as on a disk that is full."""
    import resource  # noqa: PLC0415 - there is none on Windows

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    with Store(open_engine(path)) as store:
        answers.put(written_until_full(store))


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such limit")
def test_a_file_that_cannot_grow_is_one_line(sqlite_url):
    path = sqlite_url.removeprefix("sqlite:///")
    context = multiprocessing.get_context("fork")
    answers = context.Queue()
    child = context.Process(target=_within, args=(path, 600_000, answers))
    child.start()
    n, told = answers.get(timeout=60)
    child.join()
    assert told.startswith(f"{path}: the disk ")
    assert "nothing of this was recorded" in told
    assert n > 0
    with Store(open_engine(path)) as store:
        checked(store, n)


REFUSALS = {
    "53100": "the disk is full; nothing of this was recorded",
    "25006": "the database may only be read here; nothing was recorded",
    "42501": "this database user has no right to do that",
    "57P01": "the connection to the database was lost",
}


@pytest.mark.parametrize("code", REFUSALS)
def test_what_a_server_refuses_is_one_line(postgresql_url, code):
    raised = text(f"DO $$ BEGIN RAISE EXCEPTION 'long\nstory' USING ERRCODE = '{code}'; END $$")
    with Store(open_engine(postgresql_url)) as store:
        with pytest.raises(InputError, match=REFUSALS[code]) as told:
            store.run(lambda connection: connection.execute(raised))
        assert "\n" not in str(told.value)


def test_what_is_unforeseen_is_one_line_too(database):
    with pytest.raises(RexianError) as told:
        database.run(lambda connection: connection.execute(text("SELECT nothing FROM about")))
    assert "\n" not in str(told.value)
