"""Replacing the deployment's key: with the new one all is read and found, with the old nothing."""

import pytest
from rexian.people.actor import By
from rexian.people.units import Unit, add_unit
from rexian.privacy.erasure import erase, key_of
from rexian.privacy.keyfile import new_key
from rexian.privacy.rotation import Rotated, rotate
from rexian.privacy.vault import UnreadableError, Vault
from rexian.store import lookups
from rexian.store.schema import checkpoints, secrets, units
from sqlalchemy import insert, select, update

NUMBERS = ("13800001234", "13900005678")


@pytest.fixture
def new():
    return new_key()


@pytest.fixture
def both(key, new):
    return Vault(f"{new}\n{key}".encode())


@pytest.fixture
def place(database, vault, take_down):
    """Three tickets of two callers, one that nobody called for, a unit's contacts, two seals."""
    found = [take_down(f"T{n}", phone=NUMBERS[n % 2], content=f"诉求{n}") for n in range(3)]
    found.append(take_down("T3", content="诉求3"))
    database.run(lambda conn: _units_and_seals(conn, vault))
    return found


def _units_and_seals(conn, vault):
    add_unit(conn, Unit("甲局", "county_department"), By("admin", 0))
    add_unit(conn, Unit("乙局", "county_department"), By("admin", 0))
    told = vault.lock_text("联系人")
    conn.execute(update(units).where(units.c.name == "甲局").values(contacts=told))
    rows = [(1, "first", vault.seal("first")), (2, "second", "forged")]
    conn.execute(
        insert(checkpoints),
        [
            {"id": place, "recorded": 0, "tickets": 0, "root": root, "seal": seal}
            for place, root, seal in rows
        ],
    )


def contents(conn, vault, ticket):
    key = key_of(conn, vault, ticket)
    found = select(secrets.c.locked).where(secrets.c.ticket == ticket, secrets.c.name == "content")
    return [key.unlock(locked) for locked in conn.scalars(found)]


def test_everything_goes_over_to_the_new_key(database, place, both, new):
    done = database.run(lambda conn: rotate(conn, both))
    assert done == Rotated(keys=4, contacts=1, callers=3, seals=1)
    vault = Vault(new.encode())
    with database.reading() as conn:
        assert [contents(conn, vault, ticket) for ticket in place] == [
            [f"诉求{n}"] for n in range(4)
        ]
        assert lookups.of_caller(conn, vault.caller_tags(NUMBERS[0])) == ["T2", "T0"]
        assert lookups.of_caller(conn, vault.caller_tags(NUMBERS[1])) == ["T1"]
        [told] = conn.scalars(select(units.c.contacts).where(units.c.contacts.is_not(None)))
        assert vault.unlock_text(told) == "联系人"
        seals = conn.execute(select(checkpoints).order_by(checkpoints.c.id)).all()
    assert [vault.seal_holds(row.root, row.seal) for row in seals] == [True, False]
    assert seals[1].seal == "forged"


def test_with_the_old_key_nothing_is_read_nor_found_any_more(database, place, vault, both):
    database.run(lambda conn: rotate(conn, both))
    with database.reading() as conn:
        with pytest.raises(UnreadableError, match="does not fit"):
            key_of(conn, vault, place[0])
        assert lookups.of_caller(conn, vault.caller_tags(NUMBERS[0])) == []


def test_before_the_change_both_keys_find_a_caller(database, place, both):
    with database.reading() as conn:
        assert lookups.of_caller(conn, both.caller_tags(NUMBERS[0])) == ["T2", "T0"]
        assert contents(conn, both, place[0]) == ["诉求0"]


def test_it_may_be_done_again(database, place, both, new):
    database.run(lambda conn: rotate(conn, both))
    assert database.run(lambda conn: rotate(conn, both)).callers == 0
    with database.reading() as conn:
        assert contents(conn, Vault(new.encode()), place[0]) == ["诉求0"]


def test_what_is_erased_stays_erased(database, place, both, new):
    database.run(lambda conn: erase(conn, place[0]))
    assert database.run(lambda conn: rotate(conn, both)).keys == 3
    with database.reading() as conn:
        assert key_of(conn, Vault(new.encode()), place[0]) is None


def test_a_key_that_is_not_at_hand_changes_nothing(database, place, vault, new):
    with pytest.raises(UnreadableError):
        database.run(lambda conn: rotate(conn, Vault(new.encode())))
    with database.reading() as conn:
        assert contents(conn, vault, place[0]) == ["诉求0"]


def test_more_than_a_batch(database, take_down, both, new, monkeypatch):
    monkeypatch.setattr("rexian.privacy.rotation._BATCH", 2)
    for n in range(5):
        take_down(f"T{n}", phone=NUMBERS[0])
    done = database.run(lambda conn: rotate(conn, both))
    assert (done.keys, done.callers) == (5, 5)
    with database.reading() as conn:
        found = lookups.of_caller(conn, Vault(new.encode()).caller_tags(NUMBERS[0]))
    assert sorted(found) == ["T0", "T1", "T2", "T3", "T4"]
