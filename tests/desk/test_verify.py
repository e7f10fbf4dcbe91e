"""Verifying: a whole ledger is clean, and whatever is done to one behind the desk's back shows."""

import json
import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from fixture_desk import Clock
from fixture_ledger import CALLER, anchor, write_settings
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from rexian.desk.deployment import opened
from rexian.desk.verify import Asked, rebuild, verify
from rexian.errors import InputError, Refused
from rexian.lifecycle.record import START, links
from rexian.privacy import journal
from rexian.privacy.erasure import erase
from rexian.settings.reading import read_settings
from rexian.store import read
from sqlalchemy import text

pytestmark = pytest.mark.documents


def found(desk, **asked):
    """What is amiss: the kinds and what each is about."""
    told = verify(desk.deployment, Asked(**asked)).found.kept
    return [(each.kind, dict(each.about)) for each in told]


def kinds(desk, **asked):
    return [kind for kind, _about in found(desk, **asked)]


def lines(desk):
    return [each.line() for each in verify(desk.deployment).found.kept]


class TestClean:
    def test_a_ledger_at_work_is_clean_and_counted(self, lived):
        told = verify(lived.deployment)
        assert told.is_clean
        # Received, accepted, dispatched, signed, feedback; the second: received, accepted,
        # dispatched twice, signed; the third: received, accepted; the last: received.
        assert (told.tickets, told.records) == (4, 5 + 5 + 2 + 1)
        assert (told.checkpoints, told.unanchored) == (2, 1)
        assert (told.awaiting, told.earlier) == (0, 0)

    def test_only_what_changed_since_a_checkpoint(self, lived):
        told = verify(lived.deployment, Asked(since=2))
        assert (told.tickets, told.checkpoints) == (1, 0)
        assert verify(lived.deployment, Asked(since=1)).checkpoints == 1

    def test_only_one_ticket(self, lived, tamper):
        tamper("UPDATE events SET actor = 'nobody' WHERE seq = 1")
        told = verify(lived.deployment, Asked(ticket=lived.numbers.waiting))
        assert told.tickets == 1
        assert [each.about["ticket"] for each in told.found.kept] == [lived.numbers.waiting]

    def test_nothing_to_look_at(self, lived):
        with pytest.raises(InputError, match="there is no ticket 7"):
            verify(lived.deployment, Asked(ticket="7"))
        with pytest.raises(InputError, match="there is no checkpoint 9"):
            verify(lived.deployment, Asked(since=9))

    def test_an_erased_ticket_is_clean_if_the_journal_says_so(self, lived):
        number = lived.numbers.signed

        def work(conn, *, entered):
            erase(conn, lived.ticket(number).id)
            if entered:
                journal.write(conn, lived.clock.now, "admin", "erased", number)

        lived.deployment.store.run(lambda conn: work(conn, entered=False))
        assert found(lived) == [("key_missing", {"ticket": number})]
        lived.deployment.store.run(lambda conn: work(conn, entered=True))
        assert found(lived) == []

    def test_progress_is_told(self, lived, monkeypatch):
        monkeypatch.setattr("rexian.desk.verify.PAGE", 2)
        seen = []
        verify(lived.deployment, progress=seen.append)
        assert seen == [2, 4]


class TestChains:
    def test_a_changed_field(self, lived, tamper):
        tamper(
            "UPDATE events SET fields = replace(fields, '住建局', '城管局') "
            "WHERE ticket = {signed.id} AND seq = 4"
        )
        assert found(lived) == [("record_altered", {"ticket": lived.numbers.signed, "record": 4})]

    def test_a_field_that_reads_the_same_is_written_otherwise(self, lived, tamper):
        tamper("UPDATE events SET fields = replace(fields, ':', ': ') WHERE seq = 4")
        assert "record_unreadable" in kinds(lived)

    def test_a_field_that_cannot_be_read(self, lived, tamper):
        tamper("UPDATE events SET fields = '{{' WHERE ticket = {plain.id}")
        assert found(lived) == [("record_unreadable", {"ticket": lived.numbers.plain, "record": 1})]

    def test_a_record_missing_in_the_middle(self, lived, tamper):
        tamper("DELETE FROM events WHERE ticket = {signed.id} AND seq = 3")
        assert found(lived) == [("record_missing", {"ticket": lived.numbers.signed, "record": 3})]

    def test_a_record_missing_at_the_end(self, lived, tamper):
        tamper("DELETE FROM events WHERE ticket = {waiting.id} AND seq = 2")
        assert found(lived) == [("record_missing", {"ticket": lived.numbers.waiting, "record": 2})]

    def test_all_records_missing(self, lived, tamper):
        tamper("DELETE FROM events WHERE ticket = {plain.id}")
        assert ("record_missing", {"ticket": lived.numbers.plain, "record": 1}) in found(lived)

    def test_two_records_swapped(self, lived, tamper):
        for was, then in ((2, 9), (4, 2), (9, 4)):
            tamper(
                "UPDATE events SET seq = {then} WHERE ticket = {signed.id} AND seq = {was}",
                was=was,
                then=then,
            )
        about = {"ticket": lived.numbers.signed, "record": 2, "found": 4}
        assert ("record_misplaced", about) in found(lived)
        assert f"{lived.numbers.signed}: record 2 is out of order" in lines(lived)[0]

    def test_what_two_records_say_swapped(self, lived, tamper):
        held = lived.records(lived.numbers.signed)
        for place, record in ((2, held[2]), (3, held[1])):
            tamper(
                "UPDATE events SET type = '{told.type}', actor = '{told.actor}', "
                "role = '{told.role}', fields = '{fields}', notes = '{notes}' "
                "WHERE ticket = {signed.id} AND seq = {place}",
                told=record,
                fields=canonical(record.fields),
                notes=canonical(record.notes),
                place=place,
            )
        about = {"ticket": lived.numbers.signed, "record": 2, "found": 3}
        assert found(lived) == [("record_misplaced", about)]

    def test_the_ticket_says_another_end(self, lived, tamper):
        tamper("UPDATE tickets SET version = 1 WHERE number = '{waiting.number}'")
        about = {"ticket": lived.numbers.waiting, "stored": 1, "right": 2}
        assert found(lived) == [("head_differs", about)]

    def test_records_that_make_no_case(self, lived, tamper):
        rewrite(lived, tamper, lived.numbers.plain, lambda first: replace(first, type="struck"))
        assert kinds(lived) == ["unruly", "rewritten"]


def canonical(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def rewrite(desk, tamper, number, change):
    """Change a ticket's first record and make its chain fit, as somebody does who knows how."""
    first, *others = desk.records(number)
    changed = [change(first), *others]
    told = links(number, START, changed)
    ticket = desk.ticket(number).id
    tamper(
        "UPDATE events SET type = '{told.type}', actor = '{told.actor}' "
        "WHERE ticket = {ticket} AND seq = 1",
        told=changed[0],
        ticket=ticket,
    )
    for place, link in enumerate(told, start=1):
        tamper(
            "UPDATE events SET link = '{link}' WHERE ticket = {ticket} AND seq = {place}",
            "UPDATE tickets SET link = '{link}' WHERE id = {ticket}",
            link=link,
            ticket=ticket,
            place=place,
        )


class TestCheckpoints:
    def test_a_chain_written_anew_throughout(self, lived, tamper):
        number = lived.numbers.signed
        rewrite(lived, tamper, number, lambda first: replace(first, actor="somebody"))
        about = {"ticket": number, "record": 4, "checkpoint": 1}
        assert found(lived) == [("rewritten", about)]
        assert found(lived, ticket=number) == [("rewritten", about)]

    def test_a_ticket_taken_away_wholesale(self, lived, tamper):
        number = lived.numbers.signed
        for table in ("events", "assignments", "clocks", "secrets", "keys"):
            tamper("DELETE FROM {table} WHERE ticket = {signed.id}", table=table)
        tamper(
            "DELETE FROM tickets WHERE number = '{signed.number}'",
            "UPDATE counters SET n = n - 1 WHERE view = 'handling' AND n > 0 AND shard = "
            "(SELECT max(shard) FROM counters WHERE view = 'handling' AND n > 0)",
        )
        about = {"ticket": number, "record": 4, "checkpoint": 1}
        assert ("ticket_missing", about) in found(lived)
        assert found(lived, ticket=number) == [("ticket_missing", about)]

    def test_a_ticket_whose_row_alone_is_gone(self, lived, tamper):
        number = lived.numbers.plain
        ticket = lived.ticket(number).id
        tamper("DELETE FROM tickets WHERE number = '{plain.number}'")
        assert ("orphaned", {"table": "events", "id": ticket}) in found(lived)

    def test_a_ticket_rolled_back(self, lived, tamper):
        number = lived.numbers.signed
        link = read_links(lived, number)[2]
        tamper(
            "DELETE FROM events WHERE ticket = {signed.id} AND seq > 3",
            "UPDATE tickets SET version = 3, link = '{link}', anchored = false "
            "WHERE number = '{signed.number}'",
            link=link,
        )
        about = {"ticket": number, "record": 4, "checkpoint": 1, "found": 3}
        assert ("rolled_back", about) in found(lived)

    def test_the_last_checkpoint_removed(self, lived, tamper):
        tamper("DELETE FROM anchors WHERE checkpoint = 2", "DELETE FROM checkpoints WHERE id = 2")
        told = verify(lived.deployment).found.kept
        assert {each.kind for each in told} == {"unanchored"}
        numbers = lived.numbers
        assert [each.about["ticket"] for each in told] == [
            numbers.signed,
            numbers.shared,
            numbers.plain,
        ]

    def test_a_checkpoint_in_between_removed(self, lived, tamper):
        tamper("DELETE FROM anchors WHERE checkpoint = 1", "DELETE FROM checkpoints WHERE id = 1")
        told = found(lived)
        assert ("checkpoint_missing", {"checkpoint": 1}) in told
        assert ("checkpoint_altered", {"checkpoint": 2}) in told

    def test_checkpoints_made_by_somebody_without_the_key(self, lived, tamper):
        tamper("UPDATE checkpoints SET seal = root WHERE id = 2")
        assert found(lived) == [("seal_broken", {"checkpoint": 2})]

    def test_a_root_noted_elsewhere(self, lived, tamper):
        root = verify(lived.deployment).latest.root
        assert found(lived, root=root) == []
        tamper(
            "DELETE FROM anchors WHERE checkpoint = 2",
            "DELETE FROM checkpoints WHERE id = 2",
            "UPDATE tickets SET anchored = false",
        )
        # Whoever takes the marks away too leaves a ledger that looks whole, but not the same.
        assert found(lived) == []
        assert found(lived, root=root) == [("root_unknown", {"root": root})]


def read_links(desk, number):
    with desk.deployment.store.reading() as conn:
        return [link for _record, link in read.records(conn, desk.ticket(number).id)]


class TestJournal:
    def test_a_changed_entry(self, lived, tamper):
        tamper("UPDATE journal SET actor = 'nobody' WHERE act = 'viewed'")
        place = lived.deployment.store.run(
            lambda conn: conn.execute(text("SELECT id FROM journal WHERE act = 'viewed'")).scalar()
        )
        assert found(lived) == [("journal_broken", {"entry": place})]

    def test_its_end_cut_off(self, lived, tamper):
        told = verify(lived.deployment)
        tamper("DELETE FROM journal WHERE id = {last}", last=told.entries)
        assert found(lived) == [("journal_cut", {"entry": told.entries, "checkpoint": 2})]


class TestSecrets:
    def test_a_changed_text(self, lived, tamper):
        number = lived.numbers.signed
        tamper("UPDATE secrets SET locked = '{{}}' WHERE name = 'content' AND ticket = {signed.id}")
        about = {"ticket": number, "record": 1, "name": "content"}
        assert found(lived) == [("secret_altered", about)]

    def test_a_text_gone(self, lived, tamper):
        number = lived.numbers.signed
        tamper("DELETE FROM secrets WHERE name = 'text' AND ticket = {signed.id}")
        about = {"ticket": number, "record": 5, "name": "text"}
        assert found(lived) == [("secret_missing", about)]

    def test_a_text_that_no_record_names(self, lived, tamper):
        tamper(
            "INSERT INTO secrets (ticket, digest, name, locked) "
            "VALUES ({plain.id}, 'abc', 'content', '12')"
        )
        about = {"ticket": lived.numbers.plain, "name": "content"}
        assert found(lived) == [("secret_unknown", about)]

    def test_a_key_that_does_not_open(self, lived, tamper):
        tamper("UPDATE keys SET wrapped = 'gAAAAA' WHERE ticket = {plain.id}")
        assert found(lived) == [("key_unreadable", {"ticket": lived.numbers.plain})]

    def test_another_callers_mark(self, lived, tamper):
        number = lived.numbers.waiting
        tamper("UPDATE keys SET caller = 'another' WHERE ticket = {waiting.id}")
        assert found(lived) == [("caller_differs", {"ticket": number})]


class TestProjections:
    def test_a_changed_cell_and_the_counters_are_right_all_the_same(self, lived, tamper):
        number = lived.numbers.shared
        tamper("UPDATE tickets SET view = 'closed' WHERE number = '{shared.number}'")
        cell = {"column": "view", "stored": "closed", "right": "handling"}
        about = {"ticket": number, "table": "tickets", "key": "", **cell}
        assert found(lived) == [("row_differs", about)]

    def test_a_changed_clock(self, lived, tamper):
        number = lived.numbers.signed
        tamper("UPDATE clocks SET late = true WHERE clock = 'sign' AND ticket = {signed.id}")
        told = found(lived)
        assert [kind for kind, _about in told] == ["row_differs"]
        assert told[0][1]["column"] == "late"
        assert lines(lived) == [f"{number}: clocks /host/sign: late is True, and should be False"]

    def test_a_row_too_many_and_one_too_few(self, lived, tamper):
        tamper(
            "DELETE FROM assignments WHERE unit = '城管局' AND ticket = {shared.id}",
            "UPDATE clocks SET clock = 'made_up' WHERE clock = 'close' AND unit = '' "
            "AND ticket = {shared.id}",
        )
        assert sorted(kinds(lived)) == ["row_missing", "row_missing", "row_surplus"]

    def test_a_changed_counter(self, lived, tamper):
        tamper("UPDATE counters SET n = n + 5 WHERE unit = '城管局' AND view = 'handling'")
        about = {"unit": "城管局", "view": "handling", "stored": 6, "right": 1}
        assert found(lived) == [("counter_differs", about)]

    def test_rules_that_no_longer_hold_are_no_fault(self, lived, tamper):
        tamper(
            "UPDATE tickets SET ruled_under = 'before', due_at = 1 WHERE id = {signed.id}",
            "UPDATE clocks SET due_at = 1 WHERE clock = 'close' AND ticket = {signed.id}",
        )
        told = verify(lived.deployment)
        assert told.is_clean
        assert (told.awaiting, told.earlier) == (1, 0)
        lived.tick()
        assert verify(lived.deployment).awaiting == 0

    def test_what_does_not_hang_on_rules_is_compared_all_the_same(self, lived, tamper):
        tamper(
            "UPDATE tickets SET ruled_under = 'before', host = '城管局' WHERE id = {signed.id}",
            "UPDATE clocks SET late = true WHERE clock = 'sign' AND ticket = {signed.id}",
        )
        columns = {about["column"] for _kind, about in found(lived)}
        assert columns == {"host", "late"}


class TestRebuilding:
    def test_what_is_worked_out_is_worked_out_anew(self, lived, tamper):
        signed, shared = lived.numbers.signed, lived.numbers.shared
        before = {number: lived.projection(number) for number in (signed, shared)}
        counts = lived.counts()
        tamper(
            "UPDATE tickets SET view = 'closed', host = NULL WHERE number = '{signed.number}'",
            "DELETE FROM clocks WHERE ticket = {shared.id}",
            "UPDATE keys SET caller = NULL WHERE ticket = {waiting.id}",
            "UPDATE counters SET n = 7",
        )
        told = verify(lived.deployment)
        assert rebuild(lived.deployment, told.wrong, "admin") == 3
        assert verify(lived.deployment).is_clean
        assert {number: lived.projection(number) for number in (signed, shared)} == before
        assert lived.counts() == counts

    def test_it_stands_in_the_journal(self, lived, tamper):
        tamper("UPDATE tickets SET calls = 9")
        rebuild(lived.deployment, verify(lived.deployment).wrong, "admin")
        with lived.deployment.store.reading() as conn:
            entered = list(journal.entries(conn, journal.Asked(act="rebuilt")))
        numbers = vars(lived.numbers).values()
        assert sorted(str(entry.number) for entry in entered) == sorted([*numbers, "None"])
        assert {entry.actor for entry in entered} == {"admin"}

    def test_a_broken_ledger_is_left_alone(self, lived, tamper):
        number = lived.numbers.plain
        tamper(
            "UPDATE tickets SET calls = 9",
            "UPDATE events SET actor = 'nobody' WHERE ticket = {plain.id}",
        )
        told = verify(lived.deployment)
        ids = [*told.wrong, lived.ticket(number).id]
        assert rebuild(lived.deployment, ids, "admin") == 3
        assert found(lived) == [("record_altered", {"ticket": number, "record": 1})]
        assert lived.row(number).calls == 9

    def test_work_goes_on_afterwards(self, lived, tamper):
        tamper("UPDATE tickets SET stage = 'closed'", "DELETE FROM assignments")
        rebuild(lived.deployment, verify(lived.deployment).wrong, "admin")
        lived.act("handler", "feedback", lived.numbers.signed, {})
        assert verify(lived.deployment).is_clean


TABLES = (
    "events", "tickets", "assignments", "clocks", "counters", "checkpoints", "anchors", "journal",
    "secrets", "keys",
)  # fmt: skip
#: What may be otherwise without harm: a ticket is anchored once more, a count is spread otherwise,
#: a count of nothing; and what a ticket was ruled under is told of, not held against it.
HARMLESS = {("tickets", "anchored"), ("tickets", "ruled_under"), ("counters", "shard")}


@pytest.fixture
def on_sqlite(living):
    if living.server:
        pytest.skip("cells are the same on either database; files are quicker to copy")
    return living.folder


@pytest.fixture
def cells(on_sqlite):
    """Every cell of the ledger's tables, and None for each of the rows as a whole."""
    found = []
    with sqlite3.connect(on_sqlite / "rexian.db") as db:
        for table in TABLES:
            cursor = db.execute(f"SELECT * FROM {table}")  # noqa: S608 - one of the above
            columns = [name for name, *_ in cursor.description]
            for values in cursor.fetchall():
                held = dict(zip(columns, values, strict=True))
                if held.get("n") != 0:
                    found += [(table, held, column) for column in [*columns, None]]
    return [cell for cell in found if (cell[0], cell[2]) not in HARMLESS]


def changed(value):
    if value is None:
        return 1
    if isinstance(value, bytes):
        return value[:20] + bytes([value[20] ^ 1]) + value[21:]
    return f"{value}x" if isinstance(value, str) else value ^ 1


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_cell_is_changed_and_whatever_row_is_lost_shows(cells, on_sqlite, data):
    table, held, column = data.draw(st.sampled_from(cells))
    to = f"UPDATE {table} SET {column} = ?" if column else f"DELETE FROM {table}"  # noqa: S608
    told = [changed(held[column])] if column else []
    where = " AND ".join(f"{name} IS ?" for name in held)
    with TemporaryDirectory() as name:
        folder = Path(name)
        for file in ("rexian.db", "rexian.key"):
            shutil.copy(on_sqlite / file, folder)
        db = sqlite3.connect(folder / "rexian.db")
        try:
            db.execute(f"{to} WHERE {where}", [*told, *held.values()])
        except sqlite3.IntegrityError:
            assume(False)
        assert db.total_changes == 1
        db.commit()
        db.close()
        write_settings(folder, f"sqlite:///{folder / 'rexian.db'}")
        clock = Clock("2026-03-04T10:00")
        with opened(read_settings(folder / "rexian.toml", {}), clock) as deployment:
            assert not verify(deployment).is_clean


#: What people may try to do with a ticket; what is not allowed at its stage is simply refused.
STEPS = (
    ("clerk", "accept", {}),
    ("clerk", "dispatch", {"unit": "住建局"}),
    ("clerk", "dispatch", {"unit": "城管局", "part": "co"}),
    ("handler", "sign", {}),
    ("other", "sign", {}),
    ("handler", "feedback", {}),
    ("handler", "return", {"reasons": ["not_ours"], "basis": "三定方案"}),
    ("reviewer", "decide_return", {"granted": True}),
    ("clerk", "withdraw", {"reason": "自行解决"}),
    ("admin", "void", {"seq": 2, "reason": "误录"}),
    ("clerk", "note", {}),
)


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh(request, open_desk):
    """A desk without tickets on each kind of database."""
    if request.param == "sqlite":
        return open_desk()
    server = request.getfixturevalue("postgresql")
    return open_desk(url=server.url(server.new()))


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(
        st.one_of(
            st.just("new"),
            st.just("anchor"),
            st.just("tick"),
            st.tuples(st.integers(0, 3), st.sampled_from(STEPS)),
        ),
        min_size=5,
        max_size=25,
    )
)
def test_whatever_is_done_through_the_desk_is_clean(fresh, steps):
    desk = fresh
    numbers = [desk.new(secrets=CALLER)]
    for step in steps:
        desk.clock.now += 3 * 3600
        if step == "new":
            numbers.append(desk.new())
        elif step == "anchor":
            anchor(desk)
        elif step == "tick":
            desk.tick()
        else:
            which, (who, command, fields) = step
            try:
                desk.act(who, command, numbers[which % len(numbers)], fields)
            except (Refused, InputError):
                continue
    told = verify(desk.deployment)
    assert [each.line() for each in told.found.kept] == []
    assert told.tickets >= len(numbers)
