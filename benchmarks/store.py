"""The storage part of a sign command on both databases, beside raw drivers and an ORM.

    uv run python benchmarks/store.py [--quick]

A sign changes the ticket's row, adds an event, changes the assignment and a clock, and moves the
ticket between queues: two counts of all tickets, two of the unit. Beside it in the same run:

- raw sqlite3 writing the same rows, and the update and insert alone, at synchronous=FULL;
- SQLAlchemy's ORM doing it as a unit of work;
- for 32 operators, one raw writer who commits for all who wait at once;
- pgbench sending PostgreSQL the same rows as one statement, prepared, from 32 clients.

What is written was worked out beforehand, as a command would have; only its writing is timed.
"""

from __future__ import annotations

import argparse
import queue
import sqlite3
import subprocess
import tempfile
import threading
from collections.abc import Callable
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

from rexian.store.change import Change
from rexian.store.write import Store
from sqlalchemy.ext.automap import automap_base
from sqlalchemy.orm import Session
from storing import (
    CLIENTS,
    MORNING,
    UNIT,
    at_once,
    batches,
    emptied,
    one_by_one,
    prepared,
    server,
    side_by_side,
    sqlite_store,
    told_waits,
)

RAW = (
    "UPDATE tickets SET version=?, link=?, anchored=0, stage=?, view=? WHERE id=? AND version=?",
    "INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "UPDATE assignments SET stage = ? WHERE ticket = ? AND unit = ? AND tier = ?",
    "UPDATE clocks SET done_at=?, late=?, tick_at=? WHERE (ticket, unit, tier, clock)=(?, ?, ?, ?)",
)
RAW_COUNT = (
    "INSERT INTO counters VALUES (?, ?, 0, ?) "
    "ON CONFLICT (unit, view, shard) DO UPDATE SET n = n + excluded.n"
)


def raw_rows(change: Change) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]]]:
    """Return the parameters of `RAW` and of each `RAW_COUNT`."""
    (record,), (link,) = change.records, change.links
    after, clock = change.after, change.after.clocks[1]
    now, was = after.ticket.view, (change.before or after).ticket.view
    rows: list[tuple[Any, ...]] = [
        (record.seq, link, after.ticket.stage, now, change.id, change.version),
        (change.id, record.seq, record.type, record.occurred, record.recorded, record.actor,
         record.role, record.source, '{"unit":"甲局"}', "{}", link),
        (after.assignments[0].stage, change.id, UNIT, "host"),
        (clock.done_at, clock.late, clock.tick_at, change.id, UNIT, "host", "sign"),
    ]  # fmt: skip
    return rows, [("", was, -1), ("", now, 1), (UNIT, was, -1), (UNIT, now, 1)]


def raw_write(driver: sqlite3.Connection, rows: Any, *, bare: bool = False) -> None:
    first, counts = rows
    for text, values in zip(RAW[:2] if bare else RAW, first, strict=False):
        driver.execute(text, values)
    for values in () if bare else counts:
        driver.execute(RAW_COUNT, values)


def raw_connection(path: Path) -> sqlite3.Connection:
    driver = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        driver.execute(f"PRAGMA {pragma}")
    return driver


class RawGroup:
    """One thread that writes for all who wait, in one commit."""

    def __init__(self, path: Path) -> None:
        self.driver = raw_connection(path)
        self.asked: queue.SimpleQueue[Any] = queue.SimpleQueue()
        threading.Thread(target=self.work, daemon=True).start()

    def write(self, rows: Any) -> None:
        done = threading.Lock()
        done.acquire()
        self.asked.put((rows, done))
        done.acquire()

    def work(self) -> None:
        while True:
            group = [self.asked.get()]
            while not self.asked.empty():
                group.append(self.asked.get())
            self.driver.execute("BEGIN IMMEDIATE")
            for rows, _ in group:
                raw_write(self.driver, rows)
            self.driver.execute("COMMIT")
            for _, done in group:
                done.release()


class Orm:
    """The same rows as objects of a session."""

    def __init__(self, store: Store) -> None:
        base: Any = automap_base()
        base.prepare(autoload_with=store.engine)
        self.engine = store.engine
        self.classes = base.classes

    def write(self, change: Change) -> None:
        (record,), (link,) = change.records, change.links
        kinds, after = self.classes, change.after
        with Session(self.engine) as session, session.begin():
            ticket = session.get(kinds.tickets, change.id)
            assert ticket.version == change.version
            was = ticket.view
            ticket.version, ticket.link, ticket.anchored = record.seq, link, False
            ticket.stage, ticket.view = after.ticket.stage, after.ticket.view
            values = raw_rows(change)[0][1]
            names = [column.name for column in kinds.events.__table__.columns]
            session.add(kinds.events(**dict(zip(names, values, strict=True))))
            held = session.get(kinds.assignments, (change.id, UNIT, "host"))
            held.stage = after.assignments[0].stage
            clock = session.get(kinds.clocks, (change.id, UNIT, "host", "sign"))
            told = after.clocks[1]
            clock.done_at, clock.late, clock.tick_at = told.done_at, told.late, told.tick_at
            for unit in ("", UNIT):
                for view, n in ((was, -1), (ticket.view, 1)):
                    row = session.get(kinds.counters, (unit, view, 0))
                    if row is None:
                        session.add(kinds.counters(unit=unit, view=view, shard=0, n=n))
                    else:
                        row.n += n


def sqlite_writes(folder: Path, n: int) -> None:
    print("a sign on SQLite, one operator, synchronous=FULL; medians of rounds")
    with ExitStack() as stack:
        stores = [stack.enter_context(sqlite_store(folder)) for _ in range(4)]
        sizes = (n, n, n, n // 4)
        asked = [
            list(batches(prepared(*one)[0])) for one in zip(stores, (1,) * 4, sizes, strict=True)
        ]
        driver, bare = (
            stack.enter_context(closing(raw_connection(Path(store.engine.url.database or ""))))
            for store in stores[:2]
        )
        orm = Orm(stores[3])

        def by_hand(driver: sqlite3.Connection, *, bare: bool) -> Callable[[Any], None]:
            def write(rows: Any) -> None:
                driver.execute("BEGIN IMMEDIATE")
                raw_write(driver, rows, bare=bare)
                driver.execute("COMMIT")

            return write

        rows = [[[raw_rows(change) for change in some] for some in own] for own in asked[:2]]
        side_by_side(
            {
                "raw sqlite3, the same rows": lambda at: one_by_one(
                    by_hand(driver, bare=False), rows[0][at]
                ),
                "its update and insert alone": lambda at: one_by_one(
                    by_hand(bare, bare=True), rows[1][at]
                ),
                "Rexian": lambda at: one_by_one(
                    lambda change: stores[2].write([change]), asked[2][at]
                ),
                "ORM": lambda at: one_by_one(orm.write, asked[3][at]),
            },
            {"raw sqlite3, the same rows": 0.2, "ORM": 2},
        )


def sqlite_group(folder: Path, n: int) -> None:
    print(f"a sign on SQLite, {CLIENTS} operators at once; medians of rounds")
    waited: dict[str, list[float]] = {"Rexian": [], "raw": []}

    def timed(label: str, write: Callable[[Any], object], asked: Any) -> float:
        rate, wait = at_once(write, asked)
        waited[label].append(wait)
        return rate

    with sqlite_store(folder) as store, sqlite_store(folder) as other:
        own = list(zip(*map(batches, prepared(store, CLIENTS, n)), strict=True))
        theirs = list(zip(*map(batches, prepared(other, CLIENTS, n)), strict=True))
        rows = [[[raw_rows(c) for c in some] for some in each] for each in theirs]
        group = RawGroup(Path(other.engine.url.database or ""))
        side_by_side(
            {
                "Rexian": lambda at: timed("Rexian", lambda change: store.write([change]), own[at]),
                "one raw writer, commits for all": lambda at: timed("raw", group.write, rows[at]),
            },
            {"one raw writer, commits for all": 0.7},
        )
    told_waits(waited["Rexian"], " (aim 50)")
    told_waits(waited["raw"], " for the raw writer")


#: What pgbench sends: the same rows of a client's own ticket, in one statement; as in a sign, what
#: indexes hold changes each time.
PGBENCH = """
\\set id :client_id + 1
WITH t AS (
  UPDATE tickets SET version = version + 1, link = '{link}', anchored = false,
    stage = CASE stage WHEN 'handling' THEN 'dispatched' ELSE 'handling' END,
    view = CASE view WHEN 'handling' THEN 'dispatched' ELSE 'handling' END
  WHERE id = :id RETURNING id, version
), e AS (
  INSERT INTO events SELECT t.id, t.version, 'signed', {at}, {at}, 'handler1', 'handler', 'cli',
    '{{"unit":"{unit}"}}', '{{}}', '{link}' FROM t
), a AS (
  UPDATE assignments x SET stage = 'handling' FROM t
    WHERE x.ticket = t.id AND x.unit = '{unit}' AND x.tier = 'host'
), c AS (
  UPDATE clocks x SET done_at = {at}, late = false,
    tick_at = CASE WHEN tick_at IS NULL THEN {at} END FROM t
  WHERE x.ticket = t.id AND x.unit = '{unit}' AND x.tier = 'host' AND x.clock = 'sign'
), n AS (
  INSERT INTO counters SELECT v.unit, v.view, (t.id % 64)::integer, v.n FROM t, (VALUES
    ('', 'dispatched', -1), ('', 'handling', 1),
    ('{unit}', 'dispatched', -1), ('{unit}', 'handling', 1)) AS v (unit, view, n)
  ON CONFLICT (unit, view, shard) DO UPDATE SET n = counters.n + excluded.n
) SELECT id FROM t;
""".format(link="0" * 64, at=MORNING, unit=UNIT)  # noqa: S608 - own values


def pgbench(found: Any, clients: int, seconds: int) -> float:
    script = found.pgdata.parent / "sign.sql"
    script.write_text(PGBENCH, encoding="utf-8")
    program = [
        str(found.bin_path / "pgbench"), "--no-vacuum", "--protocol=prepared",
        f"--client={clients}", f"--jobs={min(clients, 2)}", f"--time={seconds}",
        f"--file={script}", found.get_uri(),
    ]  # fmt: skip
    ran = subprocess.run(program, capture_output=True, text=True, check=True)  # noqa: S603 - the wheel's own
    (rate,) = (line.split()[2] for line in ran.stdout.splitlines() if line.startswith("tps"))
    return float(rate)


def postgresql_writes(folder: Path, n: int) -> None:
    with server(folder) as found:
        for disk in (True, False):
            setting = f"ALTER SYSTEM SET fsync = {'on' if disk else 'off'}"
            for statement in (setting, "SELECT pg_reload_conf()"):
                found.psql(f"{statement};")
            for clients in (1, CLIENTS):
                how = "waiting for the disk" if disk else "not waiting for the disk"
                print(f"a sign on PostgreSQL, {clients} at once, {how}; medians of rounds")
                postgresql_side_by_side(found, clients, n if clients == 1 else n // 4)


def postgresql_side_by_side(found: Any, clients: int, n: int) -> None:
    waits = []
    with emptied(found.get_uri(driver="psycopg")) as store:
        # pgbench has tickets of its own: the first ones, from which nothing is prepared.
        prepared(store, clients, 0)
        asked = prepared(store, clients, n, "R")

        def write(change: Change) -> None:
            store.write([change])

        rounds = list(zip(*map(batches, asked), strict=True))
        opening_round = [list(some) for some in rounds[0]]
        at_once(write, [some[:10] for some in opening_round])

        def ours(at: int) -> float:
            rate, wait = at_once(write, rounds[at] if at else [s[10:] for s in opening_round])
            waits.append(wait)
            return rate

        aims = {"pgbench": 0.5}
        side_by_side({"Rexian": ours, "pgbench": lambda _: pgbench(found, clients, 1)}, aims)
    told_waits(waits)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    n = 1000 if parser.parse_args().quick else 4000
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        folder = Path(place)
        sqlite_writes(folder, n)
        sqlite_group(folder, n // 4)
        postgresql_writes(folder, n)


if __name__ == "__main__":
    main()
