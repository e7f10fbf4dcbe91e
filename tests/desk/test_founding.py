"""Founding a deployment: on both databases, twice, interrupted, and where one is already."""

import stat
import sys

import pytest
from rexian.desk import founding
from rexian.desk.founding import Wanted, found, refuse_second
from rexian.errors import InputError, RexianError
from rexian.instants import parse_instant
from rexian.people.accounts import account_named, list_accounts
from rexian.people.sessions import log_in
from rexian.privacy.journal import first_broken
from rexian.privacy.keyfile import new_key_file, read_key_file
from rexian.privacy.vault import Vault
from rexian.settings.finding import FILE
from rexian.settings.reading import read_settings
from rexian.store import lookups
from rexian.store.engine import open_engine
from rexian.store.migrations import check_current
from rexian.store.schema import journal, keys, tickets
from rexian.store.write import Store
from sqlalchemy import insert, select

NOW = parse_instant("2026-01-05T09:00")
WORDS = "correct horse battery"


@pytest.fixture
def wanted(tmp_path, enact, monkeypatch):
    """What is wanted, of a jurisdiction that need not be installed."""
    monkeypatch.delenv("REXIAN_KEY", raising=False)
    monkeypatch.setattr("rexian.settings.ruling.load", lambda name: enact(name=name))
    return with_words(tmp_path / "desk", WORDS)


def with_words(folder, words):
    return Wanted(folder, "town", password=words)


@pytest.fixture
def stored():
    opened = []

    def of(settings):
        opened.append(Store(open_engine(settings.database)))
        return opened[-1]

    yield of
    for store in opened:
        store.close()


def test_everything_a_deployment_needs(wanted, empty_url, stored):
    made = found(Wanted(wanted.folder, "town", empty_url, password=WORDS), NOW, environ={})
    settings = read_settings(wanted.folder / FILE, environ={})
    assert made.settings == settings
    assert settings.jurisdiction == "town"
    assert (made.admin, made.password) == ("admin", None)
    assert len(read_key_file(settings.key_file).split()) == 1
    store = stored(settings)
    check_current(store.engine)
    with store.reading() as connection:
        assert lookups.about(connection, "jurisdiction") == "town"
        assert account_named(connection, "admin").roles == ("admin",)
        entry = connection.execute(select(journal.c.actor, journal.c.act, journal.c.at)).one()
        assert tuple(entry) == ("init", "account_added", NOW)
        assert first_broken(connection) is None
    assert log_in(store, "admin", WORDS, NOW)


def test_a_password_made_up_is_told_once_and_works(wanted, stored):
    made = found(Wanted(wanted.folder, "town", admin="wang"), NOW, environ={})
    assert made.admin == "wang"
    assert len(made.password) >= 12
    assert log_in(stored(made.settings), "wang", made.password, NOW)
    written = (wanted.folder / FILE).read_text(encoding="utf-8")
    assert made.password not in written


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")
def test_only_the_owner_may_look_into_the_folder_and_the_key(wanted):
    made = found(wanted, NOW, environ={})
    assert stat.S_IMODE(wanted.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(made.settings.key_file.stat().st_mode) == 0o600


def test_a_second_deployment_is_refused_and_nothing_changes(wanted):
    found(wanted, NOW, environ={})
    before = {p.name: p.read_bytes() for p in wanted.folder.iterdir() if p.suffix != ".db"}
    with pytest.raises(InputError, match=r"rexian.toml is there already; rexian config shows it"):
        found(wanted, NOW, environ={})
    with pytest.raises(InputError):
        refuse_second(wanted.folder / FILE)
    after = {p.name: p.read_bytes() for p in wanted.folder.iterdir() if p.suffix != ".db"}
    assert after == before


STEPS = ("open_engine", "upgrade", "_give_key", "_settle", "write_text")


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("when", ["before", "after"])
def test_an_interrupted_founding_is_run_again(wanted, stored, monkeypatch, step, when):
    real = getattr(founding, step)

    def interrupted(*arguments, **named):
        if when == "after":
            real(*arguments, **named)
        raise KeyboardInterrupt

    monkeypatch.setattr(founding, step, interrupted)
    with pytest.raises(KeyboardInterrupt):
        found(wanted, NOW, environ={})
    monkeypatch.setattr(founding, step, real)
    if (step, when) == ("write_text", "after"):
        assert read_settings(wanted.folder / FILE, environ={}).jurisdiction == "town"
        return
    assert not (wanted.folder / FILE).exists()
    key = wanted.folder / "rexian.key"
    before = key.read_bytes() if key.exists() else None
    made = found(with_words(wanted.folder, "another battery"), NOW, environ={})
    assert before in (None, key.read_bytes())
    assert made.admin == "admin"
    store = stored(made.settings)
    assert log_in(store, "admin", "another battery", NOW)
    with store.reading() as connection:
        assert len(list_accounts(connection)) == 1
        assert first_broken(connection) is None


def test_a_database_in_use_keeps_its_users(wanted, stored):
    first = found(wanted, NOW, environ={})
    log_in(stored(first.settings), "admin", WORDS, NOW)
    (wanted.folder / FILE).unlink()
    again = found(with_words(wanted.folder, "something else"), NOW, environ={})
    assert (again.admin, again.password) == (None, None)
    assert log_in(stored(again.settings), "admin", WORDS, NOW)


def test_a_database_of_another_jurisdiction_is_refused(wanted):
    found(wanted, NOW, environ={})
    (wanted.folder / FILE).unlink()
    with pytest.raises(InputError, match=r"^the database is that of town; name that jurisdiction"):
        found(Wanted(wanted.folder, "city"), NOW, environ={})
    assert not (wanted.folder / FILE).exists()


def test_a_database_that_holds_locked_data_needs_its_own_key(wanted, stored):
    made = found(wanted, NOW, environ={})
    _lock_something(stored(made.settings), made.settings)
    key = made.settings.key_file
    (wanted.folder / FILE).unlink()
    key.rename(key.with_suffix(".kept"))
    with pytest.raises(InputError, match="the key file is not there; put its copy back"):
        found(wanted, NOW, environ={})
    assert not key.exists()
    new_key_file(key)
    with pytest.raises(RexianError, match="the key file does not fit this database"):
        found(wanted, NOW, environ={})
    key.with_suffix(".kept").replace(key)
    assert found(wanted, NOW, environ={}).settings.key_file == key


def _lock_something(store, settings):
    ticket = {
        "id": 1, "number": "T1", "version": 1, "link": "x", "stage": "received",
        "view": "received", "is_open": True, "supervised": False, "title": "", "received_at": 1,
        "round": 1, "calls": 1, "ruled_under": "x",
    }  # fmt: skip
    wrapped = Vault(read_key_file(settings.key_file)).new_key().wrapped

    def write(connection):
        connection.execute(insert(tickets).values(**ticket))
        connection.execute(insert(keys).values(ticket=1, wrapped=wrapped))

    store.run(write)


def test_a_second_place_on_the_database_needs_the_first_ones_key(wanted, tmp_path, stored):
    first = found(wanted, NOW, environ={})
    other = Wanted(tmp_path / "other", "town", first.settings.database)
    with pytest.raises(InputError, match="the key file is not there; put its copy back"):
        found(other, NOW, environ={})
    new_key_file(other.folder / "rexian.key")
    with pytest.raises(RexianError, match="the key file does not fit this database"):
        found(other, NOW, environ={})
    (other.folder / "rexian.key").write_bytes(first.settings.key_file.read_bytes())
    log_in(stored(first.settings), "admin", WORDS, NOW)
    assert found(other, NOW, environ={}).admin is None


def test_a_key_in_the_environment_needs_no_file(wanted, monkeypatch, tmp_path):
    new_key_file(tmp_path / "elsewhere")
    monkeypatch.setenv("REXIAN_KEY", read_key_file(tmp_path / "elsewhere").decode())
    made = found(wanted, NOW, environ={})
    assert not made.settings.key_file.exists()


def test_what_will_not_do_leaves_nothing_behind(wanted):
    for amiss in (
        with_words(wanted.folder, "short"),
        Wanted(wanted.folder, "town", "mysql://db/x"),
        Wanted(wanted.folder, "town", "postgresql://a:hush@db/x"),
    ):
        with pytest.raises(InputError) as caught:
            found(amiss, NOW, environ={})
        assert "hush" not in str(caught.value)
        assert not wanted.folder.exists() or list(wanted.folder.iterdir()) == []


def test_a_database_from_the_environment_goes_unwritten(wanted, tmp_path):
    url = f"sqlite:///{tmp_path / 'elsewhere.db'}"
    made = found(wanted, NOW, environ={"REXIAN_DATABASE": url})
    assert made.settings.database == url
    assert "elsewhere" not in (wanted.folder / FILE).read_text(encoding="utf-8")
    assert not (wanted.folder / "rexian.db").exists()


def test_paths_in_a_jurisdiction_are_made_whole(wanted, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    found(Wanted(wanted.folder, "town+./mine.yaml", password=WORDS), NOW, environ={})
    found_in_file = read_settings(wanted.folder / FILE, environ={}).jurisdiction
    assert found_in_file == f"town+{tmp_path.resolve() / 'mine.yaml'}"
