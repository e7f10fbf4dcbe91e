"""Many for the same tickets: each step is made once, the others are told, nobody waits long."""

import multiprocessing
import sys
import threading
import time

import pytest
from fixture_changes import DISPATCHED, SIGNED, following, opening
from rexian.errors import Conflicting
from rexian.store import read
from rexian.store.engine import open_engine
from rexian.store.write import Store

STEPS = 5
#: Seconds; a writer who is starved waits for as long as others write.
LONG = 5


def opened_in(store, n):
    changes = [opening(f"T{i}", DISPATCHED) for i in range(n)]
    return list(zip(store.write(changes), changes, strict=True))


def raced(store, tickets, name):
    """Try every step of every ticket; return those made, those lost, and the worst wait."""
    made, lost, worst = [], 0, 0.0
    for place, (ticket_id, opened) in enumerate(tickets):
        before = opened
        for step in range(STEPS):
            after = SIGNED if step % 2 == 0 else DISPATCHED
            change = following(before, after, ticket_id=ticket_id)
            start = time.monotonic()
            try:
                store.write([change])
                made.append((place, step, name))
            except Conflicting:
                lost += 1
            worst = max(worst, time.monotonic() - start)
            before = change
    return made, lost, worst


def each_once(store, tickets, results):
    steps = sorted((place, step) for made, *_ in results for place, step, _ in made)
    assert steps == [(place, step) for place in range(len(tickets)) for step in range(STEPS)]
    assert sum(lost for _, lost, _ in results) == (len(results) - 1) * len(steps)
    assert max(worst for *_, worst in results) < LONG
    with store.reading() as connection:
        for ticket_id, change in tickets:
            found = read.ticket_by_number(connection, change.number)
            assert found.version == len(read.records(connection, ticket_id)) == 1 + STEPS
        assert read.counts(connection) == {"handling": len(tickets)}


def test_threads_racing_make_each_step_once(database):
    tickets, results = opened_in(database, 6), []
    ready = threading.Barrier(32)

    def work(name):
        ready.wait()
        results.append(raced(database, tickets, name))

    threads = [threading.Thread(target=work, args=(n,)) for n in range(32)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 32
    each_once(database, tickets, results)


def in_a_process(url, tickets, name, ready, answers):
    with Store(open_engine(url)) as store:
        ready.wait()
        answers.put(raced(store, tickets, name))


@pytest.mark.skipif(sys.platform == "win32", reason="programs are forked")
def test_programs_racing_make_each_step_once(database_url):
    with Store(open_engine(database_url)) as store:
        tickets = opened_in(store, 12)
    context = multiprocessing.get_context("fork")
    ready, answers = context.Barrier(8), context.Queue()
    programs = [
        context.Process(target=in_a_process, args=(database_url, tickets, n, ready, answers))
        for n in range(8)
    ]
    for program in programs:
        program.start()
    results = [answers.get(timeout=60) for _ in programs]
    for program in programs:
        program.join()
    with Store(open_engine(database_url)) as store:
        each_once(store, tickets, results)


@pytest.mark.skipif(sys.platform == "win32", reason="programs are forked")
def test_no_program_is_starved(sqlite_url):
    """Each writes to a ticket of its own as fast as it can: each gets its share."""
    with Store(open_engine(sqlite_url)) as store:
        tickets = opened_in(store, 8)
    context = multiprocessing.get_context("fork")
    ready, answers = context.Barrier(8), context.Queue()

    def work(ticket_id, change):
        with Store(open_engine(sqlite_url)) as store:
            ready.wait()
            until, written, worst = time.monotonic() + 1.5, 0, 0.0
            while (start := time.monotonic()) < until:
                change = following(change, SIGNED, ticket_id=ticket_id)
                store.write([change])
                written, worst = written + 1, max(worst, time.monotonic() - start)
            answers.put((written, worst))

    programs = [context.Process(target=work, args=ticket) for ticket in tickets]
    for program in programs:
        program.start()
    shares, waits = zip(*(answers.get(timeout=60) for _ in programs), strict=True)
    for program in programs:
        program.join()
    assert min(shares) * 8 > sum(shares) / 4
    assert max(waits) < 1


def test_several_tickets_at_once_never_wait_in_a_ring(database):
    """Each thread writes pairs of tickets, in every order; all come through."""
    tickets = opened_in(database, 3)
    orders = [(0, 1), (1, 0), (1, 2), (2, 1), (0, 2), (2, 0)]
    made = []

    def work(order):
        for step in range(20):
            for _ in range(200):
                with database.reading() as connection:
                    changes = [latest(connection, *tickets[place], step=step) for place in order]
                try:
                    database.write(changes)
                except Conflicting:
                    continue
                made.append(order)
                break

    threads = [threading.Thread(target=work, args=(order,)) for order in orders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == len(orders) * 20
    with database.reading() as connection:
        versions = [
            read.ticket_by_number(connection, change.number).version for _, change in tickets
        ]
        assert sum(versions) == 3 + 2 * len(made)
        assert sum(read.counts(connection).values()) == 3


def latest(connection, ticket_id, change, *, step):
    """A change of a ticket as it stands now."""
    found = read.ticket_by_number(connection, change.number)
    stands = read.projection(connection, ticket_id)
    fresh = following(change, SIGNED if step % 2 else DISPATCHED, ticket_id=ticket_id)
    told = fresh.records[0]
    told = type(told)(found.version + 1, *[getattr(told, n) for n in told.__slots__[1:]])
    return type(fresh)(
        ticket_id, change.number, found.version, (told,), fresh.links, stands, fresh.after
    )
