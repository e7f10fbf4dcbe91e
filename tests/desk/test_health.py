"""What the doctor finds in a database that is well, and in one that is not."""

import sys

import pytest
from fixture_changes import opening
from rexian.desk.health import check_database
from rexian.instants import parse_instant
from rexian.people.accounts import Account, add_account
from rexian.people.actor import By
from rexian.privacy.keyfile import new_key_file, read_key_file
from rexian.privacy.vault import Vault
from rexian.settings.reading import settings_of
from rexian.store import lookups
from rexian.store.engine import open_engine
from rexian.store.migrations import upgrade
from rexian.store.schema import accounts
from rexian.store.write import Store
from sqlalchemy import text, update

NOW = parse_instant("2026-01-05T09:00")


@pytest.fixture
def settings(tmp_path, empty_url, monkeypatch):
    """Those of a deployment that is well."""
    monkeypatch.delenv("REXIAN_KEY", raising=False)
    raw = {"jurisdiction": "town", "database": empty_url}
    found = settings_of(raw, tmp_path / "rexian.toml", {})
    engine = open_engine(found.database, new=True)
    upgrade(engine)
    new_key_file(found.key_file)
    with Store(engine) as store:
        store.run(_people)
    return found


def _people(connection):
    lookups.say_about(connection, "jurisdiction", "town")
    lookups.say_about(connection, "tick", str(NOW - 300))
    add_account(connection, Account("admin", "admin", roles=("admin",)), None, By("init", NOW))


@pytest.fixture
def change(settings):
    """Do something to the database."""

    def by(work):
        with Store(open_engine(settings.database)) as store:
            store.run(work)

    return by


def checked(settings, jurisdiction="town", now=NOW):
    return {check.subject: check for check in check_database(settings, jurisdiction, now, {})}


def amiss(found):
    return {subject: check.state for subject, check in found.items() if check.state != "ok"}


def test_a_deployment_that_is_well(settings):
    found = checked(settings)
    assert set(found) == {"database", "durability", "accounts", "tick", "key"}
    if "sqlite" in settings.database:
        assert amiss(found) == {}
        assert found["durability"].told == "journal_mode=wal, synchronous=2"
    else:  # the server that tests are given does not wait for the disk, and is caught at it
        assert amiss(found) == {"durability": "mend"}
        assert "fsync=off" in found["durability"].told
    assert found["tick"].told == "it ran last at 2026-01-05 08:55"


def test_a_database_of_another_place(settings):
    found = checked(settings, "city")
    assert found["database"].state == "mend"
    assert "the database is that of town, and the settings say city" in found["database"].told


def test_a_database_that_is_not_there_or_not_set_up(tmp_path, monkeypatch):
    monkeypatch.delenv("REXIAN_KEY", raising=False)
    settings = settings_of({"jurisdiction": "town"}, tmp_path / "rexian.toml", {})
    found = checked(settings)
    assert amiss(found) == {"database": "mend", "key": "mend"}
    assert "no such database; run rexian init" in found["database"].told
    open_engine(settings.database, new=True).dispose()
    found = checked(settings)
    assert amiss(found) == {"database": "mend", "key": "mend"}
    assert found["database"].how == "run rexian db upgrade"


def test_tick_has_to_run(settings, change):
    for ago, state in ((3600, "ok"), (3601, "mind"), (86400, "mind"), (86401, "mend")):
        change(lambda c, at=NOW - ago: lookups.say_about(c, "tick", str(at)))
        assert (ago, checked(settings)["tick"].state) == (ago, state)


def test_tick_that_never_ran_matters_once_there_is_a_ticket(settings, change):
    change(lambda c: c.execute(text("DELETE FROM about WHERE name = 'tick'")))
    assert checked(settings)["tick"].state == "mind"
    with Store(open_engine(settings.database)) as store:
        store.write([opening()])
    assert checked(settings)["tick"].state == "mend"


def test_a_ledger_that_is_ahead_of_the_clock(settings):
    with Store(open_engine(settings.database)) as store:
        store.write([opening()])
    assert "clock" not in checked(settings)
    found = checked(settings, now=parse_instant("2026-01-05T07:00"))
    assert found["clock"].state == "mend"
    assert "2026-01-05 08:00" in found["clock"].told


def test_nobody_to_manage_users(settings, change):
    change(lambda c: c.execute(update(accounts).values(active=False)))
    assert checked(settings)["accounts"].state == "mend"


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")
def test_a_key_that_others_may_read(settings):
    settings.key_file.chmod(0o640)
    found = checked(settings)["key"]
    assert (found.state, found.how) == ("mend", f"chmod 600 {settings.key_file}")


def test_a_key_that_is_gone_or_does_not_fit(settings):
    wrapped = Vault(read_key_file(settings.key_file)).new_key().wrapped
    with Store(open_engine(settings.database)) as store:
        store.write([opening(key=(wrapped, None))])
    assert checked(settings)["key"].state == "ok"
    settings.key_file.unlink()
    assert "put its copy back" in checked(settings)["key"].told
    new_key_file(settings.key_file)
    found = checked(settings)["key"]
    assert (found.state, found.how) == ("mend", "put the copy of the key file back")
    assert "does not fit this database" in found.told
