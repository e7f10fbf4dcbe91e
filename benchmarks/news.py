"""What it costs a writer that others hear of it, and how soon they do.

    uv run python benchmarks/news.py [--quick]

On PostgreSQL 32 operators sign at once: as Rexian does it, which has a herald tell afterwards; with
nobody told; and with a NOTIFY within each writing transaction, which has commits wait for one
another. Then one program writes now and then, and another, that has the database open, says how
long after the write it has heard of it.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from rexian.store.change import Change
from rexian.store.engine import open_engine
from rexian.store.news import watch
from rexian.store.postgresql import apply_one
from rexian.store.write import Store
from storing import (
    CLIENTS,
    at_once,
    batches,
    emptied,
    opening,
    prepared,
    server,
    side_by_side,
    sqlite_store,
)

_NOTIFY = "SELECT pg_notify('rexian', 'desk')"


def costs(found: Any, n: int) -> None:
    for disk in ("on", "off"):
        for statement in (f"ALTER SYSTEM SET fsync = {disk}", "SELECT pg_reload_conf()"):
            found.psql(f"{statement};")
        print(f"a sign on PostgreSQL, {CLIENTS} at once, fsync {disk}; medians of rounds")
        with emptied(found.get_uri(driver="psycopg")) as store:
            asked = [prepared(store, CLIENTS, n, name) for name in "ABCD"]
            rounds = [list(zip(*map(batches, own), strict=True)) for own in asked]
            side_by_side(
                {
                    label: lambda at, write=write, own=own: at_once(write, own[at])[0]
                    for (label, write), own in zip(ways(store).items(), rounds, strict=True)
                },
                {"nobody told": 0.9},
            )


def ways(store: Store) -> dict[str, Callable[[Change], object]]:
    # The other ways are built from its parts.
    writer: Any = store._writer  # noqa: SLF001
    return {
        "Rexian": lambda change: store.write([change]),
        "nobody told": lambda change: writer._written([change]),  # noqa: SLF001
        "in a transaction, nobody told": lambda change: together(writer, change, ()),
        "NOTIFY in that transaction": lambda change: together(writer, change, (_NOTIFY,)),
    }


def together(writer: Any, change: Change, more: tuple[str, ...]) -> None:
    with writer._driver() as driver, driver.transaction():  # noqa: SLF001
        apply_one(driver, change)
        for statement in more:
            driver.execute(statement)


def delays(label: str, store: Store, n: int) -> None:
    """Tell how long after a write another program has heard of it."""
    stop, heard = threading.Event(), threading.Semaphore(0)
    url = store.engine.url.render_as_string(hide_password=False)

    def listen() -> None:
        with Store(open_engine(url)) as other:
            for _news in watch(other, stop):
                heard.release()

    thread = threading.Thread(target=listen)
    thread.start()
    time.sleep(0.5)
    took = []
    for place in range(n):
        # At no fixed distance from when the other one looks.
        time.sleep(1 + place % 7 * 0.09)
        store.write([opening(f"N{place}")])
        began = time.perf_counter()
        heard.acquire()
        took.append(time.perf_counter() - began)
    stop.set()
    thread.join()
    middle, worst = statistics.median(took) * 1e3, max(took) * 1e3
    print(f"  {label:34} heard after {middle:.0f} ms, at most {worst:.0f} ms (aim 2000)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    quick = parser.parse_args().quick
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        folder = Path(place)
        with server(folder) as found:
            costs(found, 100 if quick else 500)
            print("how soon another program hears of a write")
            with emptied(found.get_uri(driver="psycopg")) as store:
                delays("PostgreSQL", store, 5 if quick else 20)
        with sqlite_store(folder) as store:
            delays("SQLite", store, 5 if quick else 20)


if __name__ == "__main__":
    main()
