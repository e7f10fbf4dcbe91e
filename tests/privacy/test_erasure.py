"""Erasing: with its key a ticket's secrets are gone, from the database's files too."""

import sqlite3
from pathlib import Path

import pytest
from rexian.lifecycle.record import first_broken
from rexian.privacy.erasure import erase, key_of, scrub
from rexian.privacy.vault import UnreadableError, Vault
from rexian.store import lookups, read
from rexian.store.schema import keys, secrets
from sqlalchemy import select

PHONE = "13800001234"
#: The fixture's own parameter, by which the other kind is left out.
ON_SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


def locked(conn, ticket):
    return conn.scalars(select(secrets.c.locked).where(secrets.c.ticket == ticket)).all()


def test_a_tickets_key_opens_its_secrets(database, vault, take_down):
    ticket = take_down(phone=PHONE)
    with database.reading() as conn:
        key = key_of(conn, vault, ticket)
        assert [key.unlock(found) for found in locked(conn, ticket)] == [PHONE]


def test_another_deployments_key_does_not_fit(database, take_down, key):
    ticket = take_down(phone=PHONE)
    with database.reading() as conn, pytest.raises(UnreadableError, match="does not fit"):
        key_of(conn, Vault(key.replace(key[0], "A" if key[0] != "A" else "B").encode()), ticket)


def test_what_is_erased_cannot_be_read_nor_found(database, vault, take_down):
    ticket, other = take_down("T1", phone=PHONE), take_down("T2", phone=PHONE)
    assert database.run(lambda conn: erase(conn, ticket))
    with database.reading() as conn:
        assert key_of(conn, vault, ticket) is None
        assert lookups.of_caller(conn, vault.caller_tags(PHONE)) == ["T2"]
        [found] = locked(conn, ticket)
        with pytest.raises(UnreadableError):
            key_of(conn, vault, other).unlock(found)


def test_the_ledger_stays_whole(database, take_down):
    ticket = take_down(phone=PHONE)
    database.run(lambda conn: erase(conn, ticket))
    with database.reading() as conn:
        records = read.records(conn, ticket)
    assert records
    assert first_broken("T1", [r for r, _l in records], [told for _r, told in records]) is None


def test_there_is_nothing_to_erase_twice(database, take_down):
    ticket = take_down(phone=PHONE)
    assert database.run(lambda conn: erase(conn, ticket))
    assert not database.run(lambda conn: erase(conn, ticket))
    assert not database.run(lambda conn: erase(conn, ticket + 1))


def test_what_is_rolled_back_is_not_erased(database, vault, take_down):
    ticket = take_down(phone=PHONE)

    def fails(conn):
        erase(conn, ticket)
        raise KeyError

    with pytest.raises(KeyError):
        database.run(fails)
    with database.reading() as conn:
        assert key_of(conn, vault, ticket)


@ON_SQLITE
def test_no_file_of_sqlite_keeps_the_key(database, vault, take_down):
    ticket, other = take_down("T1", phone=PHONE), take_down("T2", phone=PHONE)
    with database.reading() as conn:
        wrapped, kept = (key_of(conn, vault, place).wrapped for place in (ticket, other))
    scrub(database.engine)
    assert found_in_files(database, wrapped)
    database.run(lambda conn: erase(conn, ticket))
    assert scrub(database.engine)
    assert not found_in_files(database, wrapped)
    assert found_in_files(database, kept)


@ON_SQLITE
def test_scrubbing_says_when_a_reader_keeps_it_from_it(database, take_down):
    ticket = take_down(phone=PHONE)
    reader = sqlite3.connect(database.engine.url.database, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM keys").fetchall()
    database.run(lambda conn: erase(conn, ticket))
    assert not scrub(database.engine)
    reader.close()
    assert scrub(database.engine)


def found_in_files(database, content):
    path = Path(database.engine.url.database)
    return any(content in file.read_bytes() for file in path.parent.glob(f"{path.name}*"))


def test_scrubbing_leaves_everything_else(database, take_down, vault):
    ticket, other = take_down("T1", phone=PHONE), take_down("T2", phone=PHONE)
    database.run(lambda conn: erase(conn, ticket))
    assert scrub(database.engine)
    with database.reading() as conn:
        assert conn.scalars(select(keys.c.ticket)).all() == [other]
        assert key_of(conn, vault, other)
