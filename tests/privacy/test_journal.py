"""The journal: numbered without gaps, chained, and without anybody's number in it."""

import ast
import hashlib
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rexian.privacy import journal
from rexian.privacy.journal import ACTS, Asked, Entry, _masked
from rexian.store.schema import journal as table
from sqlalchemy import delete, insert, select, update

NOON = 1_772_424_000


@pytest.fixture
def written(database):
    """Five entries."""

    def work(conn):
        journal.write(conn, NOON, "clerk", "viewed", "T1")
        journal.write(conn, NOON + 1, "head", "revealed", "T1", detail={"purpose": "回访"})
        journal.write_each(conn, NOON + 2, "clerk", "exported", ["T2", "T1"], detail={"list": 7})
        journal.write(conn, NOON + 3, "admin", "account_added", detail={"user": "handler"})

    database.run(work)
    return database


def stored(database):
    with database.reading() as conn:
        return conn.execute(select(table).order_by(table.c.id)).all()


def broken(database):
    with database.reading() as conn:
        return journal.first_broken(conn)


def asked(database, **what):
    with database.reading() as conn:
        return [entry.id for entry in journal.entries(conn, Asked(**what))]


def test_who_saw_a_ticket(written):
    with written.reading() as conn:
        found = journal.who_saw(conn, "T1")
    assert found == [
        Entry(1, NOON, "clerk", "viewed", "T1", {}),
        Entry(2, NOON + 1, "head", "revealed", "T1", {"purpose": "回访"}),
        Entry(4, NOON + 2, "clerk", "exported", "T1", {"list": 7}),
    ]


def test_what_is_done_to_a_ticket_without_seeing_it_is_no_seeing(database):
    database.run(lambda conn: journal.write(conn, NOON, "admin", "erased", "T1"))
    with database.reading() as conn:
        assert journal.who_saw(conn, "T1") == []


def test_entries_by_time_actor_act_and_ticket(written):
    assert asked(written) == [1, 2, 3, 4, 5]
    assert asked(written, first=NOON + 1, last=NOON + 2) == [2, 3, 4]
    assert asked(written, actor="clerk") == [1, 3, 4]
    assert asked(written, act="account_added") == [5]
    assert asked(written, number="T2") == [3]
    assert asked(written, actor="clerk", number="T1", last=NOON) == [1]
    assert asked(written, actor="nobody") == []


def test_pages_follow_one_another(written, monkeypatch):
    monkeypatch.setattr("rexian.privacy.journal._BATCH", 2)
    assert asked(written) == [1, 2, 3, 4, 5]
    assert broken(written) is None


def test_the_last_entry_is_the_head(written):
    last = stored(written)[-1]
    with written.reading() as conn:
        assert journal.head(conn) == (5, last.link)


def test_an_empty_journal(database):
    with database.reading() as conn:
        assert journal.head(conn) == (0, "")
        assert journal.first_broken(conn) is None
        assert journal.who_saw(conn, "T1") == []


def test_no_numbers_write_nothing(database):
    database.run(lambda conn: journal.write_each(conn, NOON, "clerk", "exported", []))
    assert stored(database) == []


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at", NOON + 9),
        ("actor", "somebody"),
        ("act", "viewed"),
        ("number", "T9"),
        ("number", None),
        ("detail", '{"purpose":"好奇"}'),
        ("link", "0" * 64),
    ],
)
def test_an_entry_that_was_changed_breaks_the_chain_there(written, column, value):
    changed = update(table).where(table.c.id == 2).values({column: value})
    written.run(lambda conn: conn.execute(changed))
    assert broken(written) == 2


def test_an_entry_that_was_taken_out_breaks_the_chain_where_it_stood(written):
    written.run(lambda conn: conn.execute(delete(table).where(table.c.id == 3)))
    assert broken(written) == 3


def test_an_entry_put_in_breaks_the_chain(written):
    row = dict(stored(written)[-1]._mapping) | {"id": 6}
    written.run(lambda conn: conn.execute(insert(table).values(row)))
    assert broken(written) == 6


def test_the_chain_is_that_of_an_independent_reckoning(database):
    database.run(lambda conn: journal.write(conn, 5, "甲", "viewed", "T1", detail={"b": 1, "a": 2}))
    told = '["",1,5,"甲","viewed","T1","{\\"a\\":2,\\"b\\":1}"]'
    [row] = stored(database)
    assert row.link == hashlib.sha256(told.encode()).hexdigest()
    database.run(lambda conn: journal.write(conn, 6, "乙", "logged_in"))
    told = f'["{row.link}",2,6,"乙","logged_in",null,"{{}}"]'
    assert stored(database)[1].link == hashlib.sha256(told.encode()).hexdigest()


def test_an_act_that_is_none_is_refused_and_writes_nothing(database):
    with pytest.raises(KeyError):
        database.run(lambda conn: journal.write(conn, NOON, "clerk", "peeped", "T1"))
    assert stored(database) == []


def test_what_is_rolled_back_leaves_no_gap(written):
    def fails(conn):
        journal.write(conn, NOON, "clerk", "viewed", "T1")
        raise ArithmeticError

    with pytest.raises(ArithmeticError):
        written.run(fails)
    written.run(lambda conn: journal.write(conn, NOON, "clerk", "viewed", "T1"))
    assert [row.id for row in stored(written)] == [1, 2, 3, 4, 5, 6]
    assert broken(written) is None


def test_many_at_once_are_numbered_one_by_one(database):
    def many():
        for _ in range(5):
            database.run(lambda conn: journal.write(conn, NOON, "clerk", "viewed", "T1"))

    threads = [threading.Thread(target=many) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [row.id for row in stored(database)] == list(range(1, 41))
    assert broken(database) is None


def test_peoples_numbers_are_masked_wherever_they_stand_in_the_detail(database):
    detail = {"reason": "回拨13800001234", "more": [{"to": "nobody@example.com"}, 3, None, True]}
    database.run(lambda conn: journal.write(conn, NOON, "clerk", "revealed", "T1", detail=detail))
    with database.reading() as conn:
        [entry] = journal.who_saw(conn, "T1")
    assert entry.detail == {
        "reason": "回拨138****1234",
        "more": [{"to": "n*****@example.com"}, 3, None, True],
    }


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text("甲乙 -:。", max_size=8),
    lambda inside: (
        st.lists(inside, max_size=3) | st.dictionaries(st.text("ab"), inside, max_size=3)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.text("abc", max_size=3), JSON, max_size=4))
def test_any_other_detail_is_kept_as_it_is(detail):
    assert _masked(detail) == detail


def acts_written(path):
    """Yield the acts that a file writes by name."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and len(node.args) > 2:
            name = getattr(node.func, "id", None) or getattr(node.func, "attr", "")
            place = {"write": 3, "write_each": 3, "journalled": 2}.get(name, len(node.args))
            for act in node.args[place : place + 1]:
                yield from (n.value for n in ast.walk(act) if isinstance(n, ast.Constant))


def test_no_act_is_written_that_is_none():
    core = Path(journal.__file__).parent.parent
    found = {act: path for path in sorted(core.rglob("*.py")) for act in acts_written(path)}
    assert {act: path for act, path in found.items() if act not in ACTS} == {}
    assert {"erased", "account_added", "logged_in", "login_failed", "unit_added"} <= found.keys()


def test_every_act_has_a_label_in_both_languages():
    assert all(act.zh and act.en and act.zh != act.id for act in ACTS)
    assert set(journal.SEEING) <= set(ACTS.ids)
