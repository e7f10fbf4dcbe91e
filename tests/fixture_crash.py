"""Programs killed while they write: whatever was acknowledged is there, and nothing by halves.

A round starts a program whose threads open tickets and take steps, some of them two tickets at
once, and kills it, or the server, at a random moment.
"""

import multiprocessing
import os
import random
import secrets
import signal
import threading
import time
from collections import Counter
from dataclasses import replace

from fixture_changes import DISPATCHED, SIGNED, opening, recorded
from rexian.errors import RexianError
from rexian.lifecycle.record import first_broken, links
from rexian.store import read
from rexian.store.change import Change
from rexian.store.engine import open_engine
from rexian.store.write import Store
from sqlalchemy import text

THREADS = 4
#: Seconds from the first acknowledged write to the kill, at most.
SPELL = 0.15


def stands(version):
    """What a ticket's projection is at each version."""
    return SIGNED if version % 2 == 0 else DISPATCHED


def step(ticket_id, before, pair):
    version = before.version + 1
    record = recorded(version + 1, "noted", pair=pair)
    return Change(
        ticket_id,
        before.number,
        version,
        (record,),
        tuple(links(before.number, before.links[-1], [record])),
        before.after,
        stands(version + 1),
    )


def write_on(store, name, acknowledge):
    """Open pairs of tickets and take steps with them, singly and together, until killed."""
    for n in range(10_000):
        pair = [opening(f"{name}-{n}-{side}", stands(1)) for side in "ab"]
        ids = store.write(pair)
        acknowledge(*[(change.number, 1) for change in pair])
        for turn in range(6):
            together = turn % 2 == 0
            pair = [
                step(ticket_id, change, f"{name}-{n}-{turn}" if together else None)
                for ticket_id, change in zip(ids, pair, strict=True)
            ]
            if together:
                store.write(pair)
            else:
                for change in pair:
                    store.write([change])
            acknowledge(*[(change.number, change.version + 1) for change in pair])


def program(url, name, pipe):
    """Write from several threads; tell each write once it is acknowledged."""
    with Store(open_engine(url)) as store:

        def acknowledge(*done):
            os.write(pipe, "".join(f"{number} {version}\n" for number, version in done).encode())

        def work(thread):
            try:
                write_on(store, f"{name}-{thread}", acknowledge)
            except RexianError:
                # The server was killed; nothing more can be written.
                os._exit(0)

        threads = [threading.Thread(target=work, args=(n,)) for n in range(THREADS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()


def killed(url, name, kill, rng):
    """Run a program, kill at some moment, and return what had been acknowledged by then."""
    out, into = os.pipe()
    context = multiprocessing.get_context("fork")
    running = context.Process(target=program, args=(url, name, into))
    running.start()
    os.close(into)
    told = os.read(out, 1 << 16)  # Waits for the first write.
    time.sleep(rng.random() * SPELL)
    kill(running.pid)
    while more := os.read(out, 1 << 16):
        told += more
    os.close(out)
    running.join()
    lines = told.decode().splitlines(keepends=True)
    return [tuple(line.split()) for line in lines if line.endswith("\n")]


def kill_program(pid):
    os.kill(pid, signal.SIGKILL)


def check(url, name, acknowledged):
    """Assert that all that was acknowledged is there, and that everything there is whole."""
    with Store(open_engine(url)) as store, store.reading() as connection:
        found = connection.execute(
            text("SELECT number FROM tickets WHERE number LIKE :name"), {"name": f"{name}-%"}
        )
        versions, pairs = {}, Counter()
        for number in list(found.scalars()):
            ticket = read.ticket_by_number(connection, number)
            told, stored = zip(*read.records(connection, ticket.id), strict=True)
            assert first_broken(number, told, stored) is None
            assert (len(told), stored[-1]) == (ticket.version, ticket.link)
            after = stands(ticket.version)
            assert read.projection(connection, ticket.id) == replace(after, ticket=ticket.ticket)
            assert ticket.ticket == after.ticket
            versions[number] = ticket.version
            pairs.update(r.fields["pair"] for r in told if r.fields.get("pair"))
        assert set(pairs.values()) <= {2}
        assert all(f"{number[:-1]}{side}" in versions for number in versions for side in "ab")
        for number, version in acknowledged:
            assert versions[number] >= int(version)
        recount = Counter(dict(connection.execute(_VIEWS).fetchall()))
        assert read.counts(connection) == recount
        if connection.dialect.name == "sqlite":
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
    return len(versions)


_VIEWS = text("SELECT view, count(*) FROM tickets GROUP BY view")


def rounds(url, n, kill=kill_program, after=lambda: None, *, seed=None):
    """Run rounds; return how many writes were acknowledged in all."""
    rng, written = random.Random(seed), 0  # noqa: S311 - moments, not secrets
    for place in range(n):
        name = f"r{place}-{secrets.token_hex(4)}"
        acknowledged = killed(url, name, kill, rng)
        assert acknowledged
        after()
        check(url, name, acknowledged)
        written += len(acknowledged)
    return written
