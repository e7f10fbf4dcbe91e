"""Queues and what is due, beside the same worked out by hand from all rows."""

from fixture_changes import MORNING, assignment, clock, opening, ticket
from hypothesis import given, settings
from hypothesis import strategies as st
from rexian.store import read
from rexian.store.change import Projection
from rexian.store.engine import open_engine
from rexian.store.write import Store
from sqlalchemy import text

UNITS = ("甲局", "乙局")
#: Queues of open tickets and of others; a tie of times is common.
VIEWS = ("dispatched", "return", "closed", "archived")
TIMES = st.none() | st.integers(MORNING, MORNING + 3)


@st.composite
def projections(draw):
    view = draw(st.sampled_from(VIEWS))
    is_open = view in {"dispatched", "return"}
    keys = st.tuples(st.sampled_from(UNITS), st.sampled_from(["host", "unit"]))
    held = draw(st.lists(keys, max_size=3, unique=True))
    return Projection(
        ticket(view=view, stage=view, is_open=is_open, due_at=draw(TIMES)),
        tuple(assignment(unit, tier, is_open=is_open, due_at=draw(TIMES)) for unit, tier in held),
    )


def expected(stored, unit, view):
    """Number, time and tier of each row of a queue, worked out from all of them."""
    found = []
    for place, (ticket_id, change) in enumerate(stored):
        row = change.after.ticket
        if (view is None and not row.is_open) or view not in {None, row.view}:
            continue
        own = (
            [(row.due_at, "")]
            if unit is None
            else [
                (held.due_at, held.tier) for held in change.after.assignments if held.unit == unit
            ]
        )
        found += [(due is None, due or 0, ticket_id, tier, place) for due, tier in own]
    return [
        (stored[place][1].number, None if none else due, tier)
        for none, due, _, tier, place in sorted(found)
    ]


def emptied(connection):
    for table in ("events", "assignments", "counters", "tickets"):
        connection.execute(text(f"DELETE FROM {table}"))  # noqa: S608 - own names


def test_queues_come_in_order_page_by_page(database):
    @settings(max_examples=40)
    @given(st.lists(projections(), max_size=8), st.integers(1, 4))
    def holds(lives, limit):
        database.run(emptied)
        changes = [opening(f"T{n}", life) for n, life in enumerate(lives)]
        stored = list(zip(database.write(changes), changes, strict=True)) if changes else []
        with database.reading() as connection:
            for unit in (None, *UNITS):
                for view in (None, *VIEWS):
                    pages, last = [], None
                    while page := read.next_due(
                        connection, unit=unit, view=view, limit=limit, after=last
                    ):
                        assert len(page) <= limit
                        pages += page
                        last = page[-1]
                    told = [(due.number, due.due_at, due.tier) for due in pages]
                    assert told == expected(stored, unit, view)

    holds()


def test_a_row_of_a_queue_says_what_the_ticket_is(database):
    row = ticket(view="return", is_open=True, supervised=True, host="甲局", title="噪声")
    database.write([opening("T1", Projection(row))])
    with database.reading() as connection:
        (due,) = read.next_due(connection)
    assert (due.number, due.version, due.view, due.title) == ("T1", 1, "return", "噪声")
    assert (due.is_open, due.supervised) == (True, True)
    assert due.is_open is True


def test_an_unknown_number_is_none(database):
    with database.reading() as connection:
        assert read.ticket_by_number(connection, "nowhere") is None


def test_workers_share_what_is_due(postgresql_url):
    """While one holds tickets, another gets the others, and waits for nobody."""
    with Store(open_engine(postgresql_url)) as store:
        for n in range(4):
            due = clock(tick_at=MORNING + n)
            store.write([opening(f"T{n}", Projection(ticket(), (), (due,)))])

        def first(connection):
            own = read.due_clocks(connection, MORNING + 9, 2)
            others = store.run(lambda other: read.due_clocks(other, MORNING + 9, 9))
            return own, others

        own, others = store.run(first)
    assert [due.number for due in own] == ["T0", "T1"]
    assert [due.number for due in others] == ["T2", "T3"]


def test_indexes_find_what_is_asked(sqlite_url):
    """No queue is found by looking through the tickets, nor put in order after it is found."""
    asked = []
    with Store(open_engine(sqlite_url)) as store, store.reading() as connection:
        driver = connection.connection.driver_connection
        driver.set_trace_callback(asked.append)
        for unit in (None, "甲局"):
            for view in (None, "dispatched"):
                read.next_due(connection, unit=unit, view=view)
        driver.set_trace_callback(None)
        for question in asked:
            plan = [row[3] for row in driver.execute(f"EXPLAIN QUERY PLAN {question}")]
            assert not [step for step in plan if step.startswith("SCAN") or "TEMP" in step], plan
    assert len(asked) == 8
