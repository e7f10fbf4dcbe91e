"""Checkpoints: what they cover, what they cost, and that several at once make one."""

import hashlib
from concurrent.futures import ThreadPoolExecutor

import pytest
from fixture_ledger import CALLER, anchor
from rexian.desk import checkpoints
from rexian.desk.checkpoints import Item, due, keep, latest, root_of
from rexian.desk.verify import verify
from rexian.privacy import journal
from sqlalchemy import event, text

pytestmark = pytest.mark.documents
DAY = 24 * 3600


def anchored(desk):
    """Numbers and versions that each checkpoint covers; the journal's end left out."""
    wanted = text(
        "SELECT checkpoint, number, version FROM anchors WHERE number <> '' ORDER BY 1, 2"
    )
    with desk.deployment.store.reading() as conn:
        return [tuple(row) for row in conn.execute(wanted)]


def reading(desk, ask):
    with desk.deployment.store.reading() as conn:
        return ask(conn)


def test_a_root_is_what_the_description_says():
    told = '[2,100,"r"]\n["",7,"j"]\n["A",1,"a"]\n["乙",3,"b"]\n'
    items = [Item("乙", 3, "b"), Item("A", 1, "a"), Item("", 7, "j")]
    assert root_of(2, 100, "r", items) == hashlib.sha256(told.encode()).hexdigest()


def test_each_covers_what_changed_since_the_one_before(lived):
    numbers = lived.numbers
    assert anchored(lived) == [
        (1, numbers.signed, 4),
        (1, numbers.shared, 4),
        (1, numbers.waiting, 1),
        (2, numbers.signed, 5),
        (2, numbers.shared, 5),
        (2, numbers.plain, 1),
    ]
    third = anchor(lived)
    assert (third.id, third.tickets) == (3, 1)
    assert anchored(lived)[-1] == (3, numbers.waiting, 2)


def test_nothing_new_is_nothing_to_anchor(lived):
    assert anchor(lived) is not None
    assert anchor(lived) is None


def test_the_journal_alone_is_anchored_too(lived):
    anchor(lived)
    lived.deployment.store.run(lambda conn: journal.write(conn, 1, "clerk", "searched"))
    made = anchor(lived)
    assert made.tickets == 0
    assert verify(lived.deployment).is_clean


def test_an_empty_ledger_has_none(open_desk):
    desk = open_desk()
    desk.deployment.store.run(lambda conn: conn.execute(text("DELETE FROM journal")))
    assert anchor(desk) is None
    assert reading(desk, latest) is None


def test_they_are_made_when_they_are_due(lived):
    last = reading(lived, latest)
    assert not reading(lived, lambda conn: due(conn, DAY, last.recorded + DAY - 1))
    assert keep(lived.deployment, last.recorded + DAY - 1) == []
    assert reading(lived, lambda conn: due(conn, DAY, last.recorded + DAY))
    [made] = keep(lived.deployment, last.recorded + DAY)
    assert made.id == 3
    assert keep(lived.deployment, last.recorded + DAY) == []


def test_many_tickets_take_several(lived, monkeypatch):
    monkeypatch.setattr(checkpoints, "BATCH", 2)
    for _ticket in range(4):
        lived.new()
    made = keep(lived.deployment, lived.clock.now + DAY)
    assert [each.tickets for each in made] == [2, 2, 1]
    told = verify(lived.deployment)
    assert told.is_clean
    assert told.unanchored == 0


def test_of_several_at_once_one_makes_it(lived):
    for _ticket in range(3):
        lived.new(secrets=CALLER)
    at = lived.clock.now + DAY
    with ThreadPoolExecutor(8) as pool:
        made = [
            each
            for found in pool.map(lambda _n: keep(lived.deployment, at), range(8))
            for each in found
        ]
    assert [each.tickets for each in made] == [4]
    assert verify(lived.deployment).is_clean


def test_work_goes_on_while_they_are_made(lived):
    """Whatever changes meanwhile is left to a later one, and nothing is ever said to be covered."""
    store, vault, now = lived.deployment.store, lived.deployment.vault, lived.clock.now
    numbers = [lived.dispatched() for _ticket in range(4)]

    def work(number):
        for _round in range(6):
            lived.act("clerk", "note", number, {})

    def anchoring():
        return [store.run(lambda conn: checkpoints.anchor(conn, vault, now)) for _ in range(12)]

    with ThreadPoolExecutor(5) as pool:
        making = pool.submit(anchoring)
        for done in [pool.submit(work, number) for number in numbers]:
            done.result()
        making.result()
    assert verify(lived.deployment).is_clean
    anchor(lived)
    told = verify(lived.deployment)
    assert (told.found.kept, told.unanchored) == ([], 0)


def test_one_looks_at_what_changed_and_at_nothing_else(desk):
    """The tickets are found by an index of those that no checkpoint covers."""
    seen = []

    @event.listens_for(desk.deployment.store.engine, "before_cursor_execute")
    def see(*told):
        _connection, _cursor, statement, parameters, *_others = told
        if statement.lstrip().startswith("SELECT") and "FROM tickets" in statement:
            seen.append((statement, parameters))

    desk.new()
    seen.clear()
    anchor(desk)
    [(statement, parameters)] = seen
    with desk.deployment.store.reading() as conn:
        plan = conn.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()
    assert "ix_tickets_unanchored" in str(plan)
