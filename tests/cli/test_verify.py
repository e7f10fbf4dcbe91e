"""`rexian verify` at the command line."""

import sqlite3
from contextlib import closing

import pytest
from fixture_ledger import CALLER, anchor
from rexian.privacy import journal

pytestmark = pytest.mark.documents


@pytest.fixture
def place(desk):
    """A desk with one ticket in hand, anchored."""
    desk.number = desk.signed(secrets=CALLER, title="门前积水")
    desk.checkpoint = anchor(desk)
    return desk


def tamper(desk, statement):
    database = desk.deployment.store.engine.url.database
    with closing(sqlite3.connect(database, isolation_level=None)) as db:
        db.execute(statement)


def test_a_whole_ledger_is_said_to_be_one(place, terminal):
    told = terminal(place, None, "verify")
    assert told.code == 0
    root = f"{place.checkpoint.root} (checkpoint 1, 2026-03-02 09:00)"
    assert told.out.splitlines() == [
        f"Last root, to be noted elsewhere: {root}",
        "1 tickets, 4 records, 1 checkpoints looked at: all is as it was written",
    ]
    assert told.err == ""


def test_what_is_amiss_is_named_and_the_exit_code_is_1(place, terminal):
    tamper(place, "UPDATE events SET actor = 'nobody' WHERE seq = 3")
    told = terminal(place, None, "verify")
    assert told.code == 1
    assert told.out.splitlines()[0] == f"{place.number}: record 3 is not as it was written"
    assert told.out.splitlines()[-1].endswith("looked at: something is amiss")


def test_as_json(place, terminal):
    place.act("clerk", "note", place.number, {})
    tamper(place, "UPDATE tickets SET calls = 7, title = 'another'")
    told = terminal(place, None, "verify", "--json")
    assert told.code == 1
    findings = told.told.pop("findings")
    assert told.told == {
        "clean": False,
        "tickets": 1,
        "records": 5,
        "checkpoints": 1,
        "journal": told.told["journal"],
        "awaiting": 0,
        "earlier": 0,
        "unanchored": 1,
        "checkpoint": {
            "id": 1,
            "recorded": "2026-03-02T09:00:00+08:00",
            "root": place.checkpoint.root,
        },
        "more": 0,
    }
    row = {"kind": "row_differs", "ticket": place.number, "table": "tickets", "key": ""}
    # What a title says is for those who may see the ticket.
    assert findings == [
        {**row, "column": "title", "stored": "...", "right": "...", "said": findings[0]["said"]},
        {**row, "column": "calls", "stored": 7, "right": 1, "said": findings[1]["said"]},
    ]


def test_a_root_noted_elsewhere(place, terminal):
    root = place.checkpoint.root
    assert terminal(place, None, "verify", "--anchor", root).code == 0
    told = terminal(place, None, "verify", "--anchor", root[::-1])
    assert told.code == 1
    assert told.out.startswith(f"no checkpoint has the root {root[::-1]}")


def test_only_some_of_it(place, terminal):
    other = place.new()
    assert terminal(place, None, "verify", "--since", "1", "--json").told["tickets"] == 1
    assert terminal(place, None, "verify", "--ticket", other, "--json").told["records"] == 1
    told = terminal(place, None, "verify", "--ticket", "77")
    assert (told.code, told.out, told.err) == (2, "", "rexian: there is no ticket 77\n")


def test_tickets_that_await_recomputation_are_no_fault(place, terminal):
    tamper(place, "UPDATE tickets SET ruled_under = 'before'")
    told = terminal(place, None, "verify")
    assert told.code == 0
    line = "1 tickets await recomputation under corrected rules: run rexian tick"
    assert line in told.out.splitlines()


def test_mending_is_an_administrators(place, terminal):
    tamper(place, "UPDATE tickets SET calls = 7")
    assert terminal(place, None, "verify", "--rebuild").code == 3
    told = terminal(place, "clerk", "verify", "--rebuild")
    assert told.code == 3
    assert "maintain the database" in told.err
    told = terminal(place, "admin", "verify", "--rebuild")
    assert told.code == 0
    assert told.out.splitlines()[:2] == [
        f"mended: {place.number}: tickets: calls is 7, and should be 1",
        "1 tickets worked out anew",
    ]
    with place.deployment.store.reading() as conn:
        [entry, counters] = journal.entries(conn, journal.Asked(act="rebuilt"))
    assert (entry.actor, entry.number, counters.number) == ("admin", place.number, None)


def test_a_broken_ledger_is_not_mended(place, terminal):
    tamper(place, "UPDATE events SET actor = 'nobody' WHERE seq = 3")
    told = terminal(place, "admin", "verify", "--rebuild", "--json")
    assert told.code == 1
    assert told.told["rebuilt"] == {"tickets": 0, "findings": []}
    assert [each["kind"] for each in told.told["findings"]] == ["record_altered"]


def test_it_says_nothing_of_any_citizen(place, terminal):
    for table in ("events", "tickets", "clocks", "keys"):
        with closing(sqlite3.connect(place.deployment.store.engine.url.database)) as db:
            columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
        for column in set(columns) & {"actor", "title", "about", "rule", "caller"}:
            tamper(place, f"UPDATE {table} SET {column} = '13900001111'")  # noqa: S608
    told = terminal(place, None, "verify", "--json")
    assert told.code == 1
    assert "13900001111" not in told.out + told.err
