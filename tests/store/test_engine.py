import multiprocessing
import os
import sys
from pathlib import Path

import pytest
from fixture_changes import opening
from rexian.errors import InputError
from rexian.store import read
from rexian.store.engine import open_engine
from rexian.store.write import Store
from sqlalchemy import make_url


def refused(url, **more):
    with pytest.raises(InputError) as told:
        open_engine(url, **more)
    assert "\n" not in str(told.value)
    return str(told.value)


def test_sqlite_waits_for_the_disk_and_keeps_foreign_keys(sqlite_url):
    engine = open_engine(sqlite_url)
    with engine.connect() as connection:
        asked = ("journal_mode", "synchronous", "foreign_keys")
        told = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in asked]
    assert told == ["wal", 2, 1]
    engine.dispose()


def test_a_path_is_a_file_of_sqlite(tmp_path):
    engine = open_engine(str(tmp_path / "new.db"), new=True)
    assert (engine.dialect.name, (tmp_path / "new.db").is_file()) == ("sqlite", True)
    engine.dispose()


def test_a_missing_file_is_not_made(tmp_path):
    assert refused(str(tmp_path / "none.db")) == (
        f"{tmp_path / 'none.db'}: no such database; run rexian init"
    )
    assert not (tmp_path / "none.db").exists()


def test_a_missing_folder_is_named(tmp_path):
    assert "cannot be opened: no such folder" in refused(str(tmp_path / "no" / "x.db"), new=True)


def test_another_file_is_no_database(tmp_path):
    (tmp_path / "letter.db").write_bytes(b"Dear Sir, " * 500)
    assert refused(str(tmp_path / "letter.db")).endswith("letter.db: this file is not a database")


@pytest.mark.parametrize("url", ["mysql://host/x", "foo://secret@host", "://"])
def test_other_databases_are_unknown(url):
    message = refused(url)
    assert "no database that Rexian knows" in message
    assert "secret" not in message


def test_memory_is_refused():
    assert "would be lost" in refused("sqlite://")


def test_no_server_is_one_line_without_the_password():
    message = refused("postgresql://u:secret@127.0.0.1:1/x")
    assert message.endswith("no database server answers there")
    assert "secret" not in message


def test_an_unknown_database_and_user_are_told_apart(postgresql):
    url = postgresql.url("postgres")
    assert refused(url.replace("/postgres?", "/nowhere?")).endswith(
        "there is no such database on this server"
    )
    assert refused(url.replace("//postgres:", "//nobody:")).endswith("wrong user name or password")


def test_an_empty_database_says_how_to_be_set_up(empty_url):
    with Store(open_engine(empty_url, new=True)) as store:
        with pytest.raises(InputError, match="has not been set up; run rexian db upgrade"):
            store.write([opening()])
        with (
            pytest.raises(InputError, match="run rexian db upgrade"),
            store.reading() as connection,
        ):
            read.counts(connection)


def _as_nobody(path, answers):
    """Read and write as a user who may only read."""
    if os.geteuid() == 0:
        os.setegid(65534)
        os.seteuid(65534)
    try:
        with Store(open_engine(path)) as store:
            store.write([opening()])
    except InputError as error:
        answers.put(str(error))
    except BaseException as error:  # noqa: BLE001 - the test tells it
        answers.put(repr(error))


@pytest.mark.skipif(sys.platform == "win32", reason="rights are given otherwise there")
def test_a_read_only_file_is_one_line(sqlite_url, tmp_path):
    path = Path(make_url(sqlite_url).database)
    for folder in [tmp_path, *tmp_path.parents]:
        if os.geteuid() == 0 and folder.stat().st_mode & 0o077 == 0:
            folder.chmod(0o755)
    path.chmod(0o444)
    tmp_path.chmod(0o555)
    context = multiprocessing.get_context("fork")
    answers = context.Queue()
    child = context.Process(target=_as_nobody, args=(str(path), answers))
    child.start()
    told = answers.get(timeout=30)
    child.join()
    tmp_path.chmod(0o755)
    assert told.startswith(f"{path}")
    assert "\n" not in told
    assert "may only be read" in told or "Permission denied" in told
