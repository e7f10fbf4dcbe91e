"""Whatever changes follow one another, what is stored is what they said, and counts recount."""

from collections import Counter

from fixture_changes import MORNING, assignment, clock, following, opening, ticket
from hypothesis import given, settings
from hypothesis import strategies as st
from rexian.lifecycle.record import first_broken
from rexian.store import read
from rexian.store.change import Projection
from sqlalchemy import text

UNITS = ("甲局", "乙局", "丙街道")
TIMES = st.none() | st.integers(MORNING, MORNING + 5)
VIEWS = st.sampled_from(["received", "dispatched", "handling", "closed", "return"])
TICKETS = st.builds(
    ticket,
    view=VIEWS,
    is_open=st.booleans(),
    supervised=st.booleans(),
    host=st.none() | st.sampled_from(UNITS),
    round=st.integers(1, 3),
    due_at=TIMES,
)
ASSIGNMENTS = st.lists(
    st.builds(
        assignment,
        unit=st.sampled_from(UNITS),
        tier=st.sampled_from(["host", "unit"]),
        stage=VIEWS,
        is_open=st.booleans(),
        due_at=TIMES,
    ),
    max_size=4,
    unique_by=lambda row: (row.unit, row.tier),
)
CLOCKS = st.lists(
    st.builds(
        clock,
        unit=st.sampled_from(["", *UNITS]),
        name=st.sampled_from(["sign", "close"]),
        done_at=TIMES,
        late=st.none() | st.booleans(),
        provisional=st.booleans(),
        tick_at=TIMES,
    ),
    max_size=4,
    unique_by=lambda row: (row.unit, row.clock),
)


def in_order(rows, *names):
    return tuple(sorted(rows, key=lambda row: [getattr(row, name) for name in names]))


PROJECTIONS = st.builds(
    lambda row, assignments, clocks: Projection(
        row,
        in_order(assignments, "unit", "tier"),
        in_order(clocks, "unit", "tier", "clock"),
    ),
    TICKETS,
    ASSIGNMENTS,
    CLOCKS,
)
#: Several tickets, each going through several projections, some of them by two records at once.
LIVES = st.lists(
    st.lists(st.tuples(PROJECTIONS, st.integers(1, 2)), min_size=1, max_size=4),
    min_size=1,
    max_size=4,
)


def recounted(connection):
    """Count the tickets by hand: each under every unit that has it, and once among all."""
    found = Counter()
    for ticket_id, view in connection.execute(text("SELECT id, view FROM tickets")).fetchall():
        units = connection.execute(
            text("SELECT DISTINCT unit FROM assignments WHERE ticket = :t"), {"t": ticket_id}
        )
        found.update((unit, view) for unit in ["", *units.scalars()])
    return found


def check(store, last):
    with store.reading() as connection:
        for change in last:
            found = read.ticket_by_number(connection, change.number)
            assert (found.version, found.link) == (
                change.version + len(change.records),
                change.links[-1],
            )
            assert found.ticket == change.after.ticket
            assert read.projection(connection, found.id) == change.after
            told, stored = zip(*read.records(connection, found.id), strict=True)
            assert len(told) == found.version
            assert first_broken(change.number, told, stored) is None
        counted = {
            (unit, view): n
            for unit in ("", *UNITS)
            for view, n in read.counts(connection, unit).items()
        }
        assert counted == recounted(connection)


def emptied(store):
    """One database for all examples: made anew for each they would take minutes."""
    tables = ("events", "assignments", "clocks", "counters", "tickets")

    def work(connection):
        for table in tables:
            connection.execute(text(f"DELETE FROM {table}"))  # noqa: S608 - own names

    store.run(work)


def test_what_is_stored_is_what_changes_said(database):
    @settings(max_examples=60)
    @given(LIVES, st.booleans())
    def holds(lives, together):
        emptied(database)
        last = []
        for n, life in enumerate(lives):
            (projection, _), *steps = life
            change = opening(f"T{n}", projection)
            (made,) = database.write([change])
            last.append((made, change, steps))
        check(database, [change for _, change, _ in last])
        while any(steps for *_, steps in last):
            moving = [
                (
                    made,
                    following(change, steps[0][0], ticket_id=made, kinds=("noted",) * steps[0][1]),
                )
                for made, change, steps in last
                if steps
            ]
            if together:
                # In no order of the tickets: the store finds its own.
                database.write([change for _, change in reversed(moving)])
            else:
                for _, change in moving:
                    database.write([change])
            moved = dict(moving)
            last = [(made, moved.get(made, change), steps[1:]) for made, change, steps in last]
            check(database, [change for _, change, _ in last])

    holds()
