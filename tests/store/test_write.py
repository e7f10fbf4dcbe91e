from dataclasses import replace

import pytest
from fixture_changes import DISPATCHED, MORNING, SIGNED, UNIT, clock, following, opening, ticket
from rexian.errors import Conflicting, Refused
from rexian.store import read
from rexian.store.change import Projection, Secret
from rexian.store.engine import open_engine
from rexian.store.refusals import Overtaken, Repeated
from rexian.store.rows import rows_of
from rexian.store.turns import Turn
from rexian.store.write import Store, apply
from sqlalchemy import text


def stored(store, number="T1"):
    with store.reading() as connection:
        found = read.ticket_by_number(connection, number)
        return found, read.projection(connection, found.id), read.records(connection, found.id)


def counted(store, unit=""):
    with store.reading() as connection:
        return read.counts(connection, unit)


def test_a_new_ticket_is_all_there(database):
    change = opening(after=DISPATCHED)
    (made,) = database.write([change])
    found, projection, records = stored(database)
    assert found == (made, 1, change.links[0], DISPATCHED.ticket, False)
    assert projection == DISPATCHED
    assert records == [(change.records[0], change.links[0])]
    assert counted(database) == counted(database, UNIT) == {"dispatched": 1}


def test_a_step_changes_what_it_should(database):
    first = opening(after=DISPATCHED)
    (made,) = database.write([first])
    second = following(first, SIGNED, ticket_id=made, kinds=("signed", "noted"))
    assert database.write([second]) == [made]
    found, projection, records = stored(database)
    assert (found.version, found.link, found.ticket) == (3, second.links[1], SIGNED.ticket)
    assert projection == SIGNED
    assert [record.type for record, _ in records] == ["received", "signed", "noted"]
    assert counted(database) == counted(database, UNIT) == {"handling": 1}


def test_what_goes_is_gone(database):
    first = opening(after=DISPATCHED)
    (made,) = database.write([first])
    bare = Projection(ticket(stage="accepted", view="accepted"), (), (clock(name="accept"),))
    database.write([following(first, bare, ticket_id=made)])
    assert stored(database)[1] == bare
    assert counted(database, UNIT) == {}


def test_who_comes_second_is_told(database):
    first = opening(after=DISPATCHED)
    (made,) = database.write([first])
    database.write([following(first, SIGNED, ticket_id=made)])
    with pytest.raises(Conflicting, match="T1") as told:
        database.write([following(first, DISPATCHED, ticket_id=made, kinds=("reminded",))])
    assert isinstance(told.value, Overtaken)
    assert (told.value.number, told.value.expected) == ("T1", 1)
    assert stored(database)[1] == SIGNED
    assert len(stored(database)[2]) == 2


def test_a_number_is_given_once(database):
    database.write([opening()])
    with pytest.raises(Overtaken, match="there is a ticket T1 already"):
        database.write([opening(after=DISPATCHED)])
    assert counted(database) == {"received": 1}


def test_several_changes_are_all_made_or_none(database):
    first, other = opening(), opening("T2", DISPATCHED)
    (made,) = database.write([first])
    stale = replace(following(first, SIGNED, ticket_id=made), version=7)
    with pytest.raises(Overtaken):
        database.write([other, stale])
    assert counted(database) == {"received": 1}
    both = [other, following(first, DISPATCHED, ticket_id=made)]
    assert database.write(both)[1] == made
    assert counted(database) == {"dispatched": 2}


def test_secrets_and_the_key_lie_apart(database):
    secret = Secret("d1", "content", b"\x00\xff")
    (made,) = database.write([opening(secrets=(secret,), key=(b"wrapped\x00", "tag"))])
    with database.reading() as connection:
        rows = connection.execute(text("SELECT ticket, digest, name, locked FROM secrets"))
        assert [tuple(row) for row in rows] == [(made, "d1", "content", b"\x00\xff")]
        rows = connection.execute(text("SELECT ticket, wrapped, caller FROM keys"))
        assert [tuple(row) for row in rows] == [(made, b"wrapped\x00", "tag")]


@pytest.mark.parametrize("several", [False, True])
def test_a_request_is_done_once(database, several):
    beside = [opening("T9")] if several else []
    first = opening(request=("key-1", "asked"))
    (made,) = database.write([first])
    with pytest.raises(Repeated) as told:
        database.write([*beside, first])
    assert (told.value.number, told.value.version) == ("T1", 1)
    again = following(first, DISPATCHED, ticket_id=made, request=("key-1", "asked"))
    with pytest.raises(Repeated):
        database.write([*beside, again])
    with pytest.raises(Refused, match="key-1 asked for something else before"):
        database.write([*beside, replace(again, request=("key-1", "other"))])
    assert stored(database)[0].version == 1
    assert counted(database) == {"received": 1}


def test_work_is_done_whole_or_not_at_all(database):
    def work(connection):
        (made,) = apply(connection, [opening(after=DISPATCHED)])
        connection.execute(text("INSERT INTO about VALUES ('a', :made)"), {"made": str(made)})
        return made

    def fail(connection):
        work(connection)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        database.run(fail)
    assert counted(database) == {}
    made = database.run(work)
    assert stored(database)[0].id == made
    assert counted(database) == {"dispatched": 1}


def test_a_block_reads_one_moment(database):
    first = opening(after=DISPATCHED)
    (made,) = database.write([first])
    with database.reading() as connection:
        assert read.counts(connection) == {"dispatched": 1}
        database.write([following(first, SIGNED, ticket_id=made)])
        assert read.counts(connection) == {"dispatched": 1}
        assert read.projection(connection, made) == DISPATCHED
    assert counted(database) == {"handling": 1}


def test_due_clocks_come_in_order_and_no_later_ones(database):
    database.write([opening(after=DISPATCHED)])
    due = database.run(lambda connection: read.due_clocks(connection, MORNING + 9000, 10))
    assert [(clock.number, clock.clock) for clock in due] == [("T1", "sign"), ("T1", "close")]
    none = database.run(lambda connection: read.due_clocks(connection, MORNING, 10))
    assert none == []


def test_what_cannot_be_written_harms_nobody_who_writes_beside_it(sqlite_url):
    """Three in one commit: one is refused, one breaks, the third is there and counted."""
    engine = open_engine(sqlite_url)
    with Store(engine) as store:
        first = opening(after=DISPATCHED)
        (made,) = store.write([first])
        broken = following(first, SIGNED, ticket_id=made)
        broken = replace(
            broken, after=replace(SIGNED, ticket=replace(SIGNED.ticket, calls=1 << 70))
        )
        asked = [
            [opening("T2", DISPATCHED)],
            [opening("T1")],
            [opening("T3"), opening("T1")],
            [broken],
            [opening("T4")],
        ]
        turns = [Turn([(change, rows_of(change)) for change in changes]) for changes in asked]
        store._writer._lead(turns)
        kinds = [type(turn.error) for turn in turns]
        assert kinds == [type(None), Overtaken, Overtaken, OverflowError, type(None)]
        assert counted(store) == {"dispatched": 2, "received": 1}
        assert stored(store)[1] == DISPATCHED
        with store.reading() as connection:
            assert read.ticket_by_number(connection, "T3") is None
