"""Reads over a million tickets on both databases, beside the driver's own and beside counting.

    uv run python benchmarks/store_reads.py [--quick]

Queues are read beside the same rows by a text of one's own, left as the driver gives them; how many
stand in each beside counting them. What `tick` has to look at is read with more and more due, over
ten times as many tickets: its cost should grow with what is due alone.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from rexian.desk.queue import Wanted, queue
from rexian.people.actor import Actor
from rexian.people.roles import posts_of
from rexian.store import read, schema
from rexian.store.write import Store
from storing import MORNING, emptied, server, sqlite_store

CLERK = Actor("clerk", "受理员", None, frozenset({"clerk"}), posts_of(("clerk",)))
UNITS = tuple(f"第{n}局" for n in range(100))
_QUEUES = ("dispatched", "handling", "replied", "return")
_COLUMNS = ", ".join(f"t.{name}" for name in read.Due._fields[5:])
_ROW = f"SELECT t.id, t.number, t.version, {{0}}.due_at, {_COLUMNS} FROM "  # noqa: S608 - own names
#: What each read is beside: the same rows by a text of one's own, left as the driver gives them.
BY_HAND = {
    "next 50 due": (
        _ROW.format("t") + "tickets t WHERE t.is_open AND t.due_at IS NOT NULL "
        "ORDER BY t.due_at, t.id LIMIT 50",
        {},
    ),
    "next 50 of a unit": (
        _ROW.format("a") + "assignments a JOIN tickets t ON t.id = a.ticket WHERE a.unit = '第7局' "
        "AND a.is_open AND a.due_at IS NOT NULL ORDER BY a.due_at, a.ticket, a.tier LIMIT 50",
        {"unit": "第7局"},
    ),
    "next 50 of a state": (
        _ROW.format("t") + "tickets t WHERE t.view = 'handling' AND t.due_at IS NOT NULL "
        "ORDER BY t.due_at, t.id LIMIT 50",
        {"view": "handling"},
    ),
}


def ticket_rows(n: int) -> Iterator[tuple[Any, ...]]:
    """Yield rows of `tickets`: one in ten is open; they are due over a month."""
    for at in range(1, n + 1):
        is_open = at % 10 == 0
        view = _QUEUES[at // 10 % 4] if is_open else "archived"
        due = MORNING + at * 7919 % 2_592_000
        yield (
            at, f"T{at:09}", 3, "0" * 64, False, view, view, is_open, False, "complaint",
            "city_12345", "路灯不亮", MORNING, UNITS[at // 7 % 100], 1, 1, due, None, "town:1",
        )  # fmt: skip


def other_rows(n: int) -> dict[str, Iterator[tuple[Any, ...]]]:
    """Return rows of the other projections of the same tickets."""
    counts: Counter[tuple[str, str]] = Counter()
    for row in ticket_rows(n):
        counts.update([("", row[6]), (row[13], row[6])])
    return {
        "assignments": (
            (row[0], row[13], "host", "host", "street", MORNING, row[5], row[7], row[16])
            for row in ticket_rows(n)
        ),
        "clocks": (
            (row[0], "", "", "close", MORNING, row[16], row[16], None, None, False, "r", row[16])
            for row in ticket_rows(n)
            if row[7]
        ),
        "counters": ((unit, view, 0, count) for (unit, view), count in counts.items()),
    }


def filled(store: Store, n: int) -> None:
    def work(connection: Any) -> None:
        driver = connection.connection.driver_connection
        for name, rows in {"tickets": ticket_rows(n), **other_rows(n)}.items():
            columns = len(schema.METADATA.tables[name].columns)
            if connection.dialect.name == "sqlite":
                marks = ", ".join("?" * columns)
                driver.executemany(f"INSERT INTO {name} VALUES ({marks})", rows)  # noqa: S608
                continue
            with driver.cursor().copy(f"COPY {name} FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)

    store.run(work)
    rows = [{"name": unit, "type": "county_department", "active": True} for unit in UNITS]
    store.run(lambda connection: connection.execute(schema.units.insert(), rows))
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")


def milliseconds(run: Callable[[], object], least: float = 0.3) -> float:
    """Return the best time of one run."""
    best, start = float("inf"), time.perf_counter()
    while time.perf_counter() - start < least or best == float("inf"):
        begun = time.perf_counter()
        run()
        best = min(best, time.perf_counter() - begun)
    return best * 1e3


def reads(store: Store, n: int) -> None:
    print(f"reads over {n:,} tickets on {store.engine.dialect.name}, a tenth of them open")
    with store.reading() as connection:
        driver: Any = connection.connection.driver_connection
        for label, (text, asked) in BY_HAND.items():

            def by_hand(text: str = text) -> Any:
                return driver.execute(text).fetchall()

            def ours(asked: Any = asked) -> Any:
                return read.next_due(connection, **asked)

            def desk(asked: Any = asked) -> Any:
                return queue(connection, CLERK, Wanted(**asked), MORNING)

            numbers = [row[1] for row in by_hand()]
            assert numbers == [due.number for due in ours()] == [row.number for row in desk()]
            floor, own = milliseconds(by_hand), milliseconds(ours)
            print(
                f"  {label:20} {own:7.3f} ms: {own / floor:5.2f}x the driver's {floor:.3f} "
                f"(aim 2); with who may see what {milliseconds(desk):.3f}"
            )
        by_scan = "SELECT view, count(*) FROM tickets GROUP BY view"
        scan = milliseconds(lambda: driver.execute(by_scan).fetchall())
        kept = milliseconds(lambda: read.counts(connection))
        print(f"  counts by state      {kept:7.3f} ms: {scan / kept:5.0f}x faster than counting")
    open_dues = sorted(row[16] for row in ticket_rows(n) if row[7])
    for due in (0, 100, 900):
        now = open_dues[due] - 1
        took = milliseconds(lambda now=now: store.run(lambda c: read.due_clocks(c, now, 1000)))
        print(f"  clocks to be looked at: {due:5} due {took:7.3f} ms")


def all_reads(folder: Path, n: int) -> None:
    for size in (n // 10, n):
        with sqlite_store(folder) as store:
            filled(store, size)
            reads(store, size)
    with server(folder) as found:
        for size in (n // 10, n):
            with emptied(found.get_uri(driver="psycopg")) as store:
                filled(store, size)
                reads(store, size)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    n = 100_000 if parser.parse_args().quick else 1_000_000
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        all_reads(Path(place), n)


if __name__ == "__main__":
    main()
