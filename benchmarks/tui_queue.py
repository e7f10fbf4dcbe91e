"""The list of tickets under the fingers: a key press to what is drawn, among 100,000 open tickets.

    uv run python benchmarks/tui_queue.py [--quick]

Keys are pressed at a workbench of 120 columns and 40 lines that runs without a terminal. A press is
over when the last is drawn that it brings about, rows that had to be read first among it. Beside it
stand the same keys on a list of as many lines that draws one text everywhere (the floor), and on
Textual's own list of a thousand rows.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import secrets
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from hashlib import sha256
from pathlib import Path
from typing import Any

import rexian.tui.app
from rexian import i18n
from rexian.desk.deployment import Deployment
from rexian.desk.rules import Rules
from rexian.people.accounts import Account, add_account
from rexian.people.actor import By
from rexian.people.sessions import SESSION
from rexian.privacy.keyfile import new_key
from rexian.privacy.vault import Vault
from rexian.settings.logs import Logger
from rexian.settings.reading import settings_of
from rexian.settings.ruling import ruler_of
from rexian.store.engine import open_engine
from rexian.store.migrations import upgrade
from rexian.store.schema import assignments, clocks, counters, sessions, tickets
from rexian.store.write import Store
from rexian.tui.app import Opening, Workbench
from rexian.tui.queue.page import QueuePage
from rich.segment import Segment
from sqlalchemy import Connection, func, insert, select, text
from storing import MORNING
from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widgets import OptionList

SIZE = (120, 40)
#: Once nothing is drawn for so long, in seconds, a press is over.
QUIET = 0.04
_VIEWS = ("received", "accepted", "dispatched", "handling", "replied", "return", "extension")
_KINDS = ("complaint", "inquiry", "help", "report")


# --- the desk -----------------------------------------------------------------------------------


def _fill(connection: Connection, n: int) -> None:
    rows = [_ticket(at) for at in range(1, n + 1)]
    connection.execute(insert(tickets), rows)
    held = [each for each in rows if each["host"]]
    connection.execute(insert(assignments), [_assignment(each) for each in held])
    connection.execute(insert(clocks), [_clock(each) for each in held])
    counted = select(text("''"), tickets.c.view, text("0"), func.count()).group_by(tickets.c.view)
    connection.execute(insert(counters).from_select(list(counters.c), counted))


def _ticket(at: int) -> dict[str, Any]:
    view = _VIEWS[at % len(_VIEWS)]
    is_held = at % len(_VIEWS) > 1
    return {
        "id": at,
        "number": f"20260105{at:06}",
        "version": 1,
        "link": "0" * 64,
        "stage": view,
        "view": view,
        "is_open": True,
        "supervised": at % 50 == 0,
        "kind": _KINDS[at % len(_KINDS)],
        "channel": "city_12345",
        "title": f"第{at}号路灯不亮，夜间出行不便，请尽快修复",
        "received_at": MORNING - at,
        "host": f"第{at % 100}局" if is_held else None,
        "round": 1,
        "calls": 1 + at % 3,
        "due_at": MORNING + at * 7919 % 2_592_000 - 300_000 if is_held else None,
        "about": None,
        "ruled_under": "town:1",
    }


def _assignment(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "ticket": row["id"],
        "unit": row["host"],
        "tier": "host",
        "part": "host",
        "unit_type": "street",
        "since": MORNING,
        "stage": row["stage"],
        "is_open": True,
        "due_at": row["due_at"],
    }


def _clock(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "ticket": row["id"],
        "unit": "",
        "tier": "host",
        "clock": "close",
        "started": MORNING,
        "base_due_at": row["due_at"],
        "due_at": row["due_at"],
        "provisional": row["id"] % 5 == 0,
        "rule": "close.complaint",
    }


@contextmanager
def desk(n: int) -> Iterator[Deployment]:
    """Open a desk with so many open tickets, and a clerk who is logged in."""
    with tempfile.TemporaryDirectory() as folder:
        settings = settings_of({"jurisdiction": "yiyang"}, Path(folder) / "rexian.toml")
        engine = open_engine(settings.database, new=True)
        upgrade(engine)
        with Store(engine) as store:
            token = secrets.token_hex()
            digest = sha256(token.encode()).hexdigest()
            store.run(lambda c: _fill(c, n))
            clerk = Account("clerk", "受理员", None, ("clerk",))
            store.run(lambda c: add_account(c, clerk, None, By("admin", MORNING)))
            opened = {"opened": MORNING, "expires": MORNING + SESSION}
            row = {"digest": digest, "username": "clerk", **opened}
            store.run(lambda c: c.execute(insert(sessions), [row]))
            with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql("ANALYZE")
            os.environ["REXIAN_SESSION"] = token
            rules, vault = Rules(ruler_of(settings)), Vault(new_key().encode())
            yield Deployment(settings, store, rules, vault, Logger(str), lambda: MORNING)


# --- what is timed ------------------------------------------------------------------------------


class Painted:
    """When something was last drawn."""

    painted = 0.0

    def _display(self, *args: Any) -> None:
        super()._display(*args)  # type: ignore[misc] # of the App beside which it stands
        self.painted = time.perf_counter()


class TimedWorkbench(Painted, Workbench):
    """The workbench."""

    CSS_PATH = Path(rexian.tui.app.__file__).with_name("workbench.tcss")


class Floor(ScrollView, can_focus=True):
    """As many lines, each the same text; the cursor alone is drawn otherwise."""

    BINDINGS = (
        Binding("down", "move(1)"),
        Binding("pagedown", "move(38)"),
        Binding("pageup", "move(-38)"),
        Binding("home", "move(-1000000)"),
        Binding("end", "move(1000000)"),
    )

    def __init__(self, n: int) -> None:
        super().__init__()
        self.n, self.cursor = n, 0
        self.virtual_size = Size(SIZE[0], n)
        self.line = "constant " * 14

    def render_line(self, y: int) -> Strip:
        style = self.rich_style
        if self.scroll_offset.y + y == self.cursor:
            style += type(style)(reverse=True)
        return Strip([Segment(self.line, style)]).adjust_cell_length(self.size.width, style)

    def action_move(self, by: int) -> None:
        self.cursor = max(0, min(self.n - 1, self.cursor + by))
        first, room = self.scroll_offset.y, self.size.height
        if not first <= self.cursor < first + room:
            self.scroll_to(y=self.cursor - (room - 1 if by > 0 else 0), animate=False)
        self.refresh()


class FloorApp(Painted, App[None]):
    """The floor."""

    def __init__(self, n: int) -> None:
        super().__init__()
        self.n = n

    def compose(self) -> ComposeResult:
        yield Floor(self.n)


class OptionsApp(Painted, App[None]):
    """Textual's own list of a thousand rows."""

    def compose(self) -> ComposeResult:
        yield OptionList(*[f"row {at} " * 10 for at in range(1, 1001)])


async def quiet(app: Any, began: float) -> float:
    """Return how long after it began the last was drawn, once nothing more is."""
    while True:
        await asyncio.sleep(0.002)
        last = max(app.painted, began)
        if time.perf_counter() - last > QUIET and app.painted > began:
            return last - began
        if time.perf_counter() - began > 2:
            return float("nan")


async def pressed(app: Any, keys: list[str]) -> list[float]:
    """Press keys one after the other; return what each took, in milliseconds."""
    took = []
    for key in keys:
        event = events.Key(key, None)
        event.set_sender(app)
        began = time.perf_counter()
        app.post_message(event)
        took.append(await quiet(app, began) * 1e3)
    return took


def keys(n: int) -> list[str]:
    """Return keys as somebody presses them who looks through a list."""
    some = ["down"] * 12 + ["pagedown"] * 10 + ["end"] + ["pageup"] * 6 + ["home"]
    return (some * (n // len(some) + 1))[:n]


def told(label: str, took: list[float], floor: list[float] | None = None) -> None:
    p50, p95 = statistics.median(took), statistics.quantiles(took, n=20)[-1]
    line = f"{label:34} p50 {p50:6.1f} ms  p95 {p95:6.1f} ms"
    if floor:
        beside = statistics.quantiles(floor, n=20)[-1]
        line += f"  {p50 / statistics.median(floor):5.2f}x and {p95 / beside:5.2f}x the floor's"
    print(line)


async def floors(n: int, pressing: list[str]) -> tuple[list[float], list[float]]:
    found = []
    for app in (FloorApp(n), OptionsApp()):
        async with app.run_test(size=SIZE) as pilot:
            await pilot.pause()
            app.screen.query("Floor, OptionList").first().focus()
            found.append(await pressed(app, pressing))
    return found[0], found[1]


async def workbench(deployment: Deployment, pressing: list[str]) -> tuple[list[float], ...]:
    opening = Opening(lambda _config: nullcontext(deployment), None)
    app = TimedWorkbench(opening)
    began = time.perf_counter()
    async with app.run_test(size=SIZE):
        while not (isinstance(app.screen, QueuePage) and app.screen.shelf.ids):
            await asyncio.sleep(0.002)
        while time.perf_counter() - app.painted < QUIET:
            await asyncio.sleep(0.002)
        first = [(app.painted - began) * 1e3]
        moving = await pressed(app, pressing)
        app.post_message(events.Key("slash", "/"))
        await asyncio.sleep(0.2)
        typing = []
        for letter in "99721":
            event = events.Key(letter, letter)
            event.set_sender(app)
            page, began = app.screen, time.perf_counter()
            read = page.shelf.reading
            app.post_message(event)
            while page.shelf.reading == read:
                await asyncio.sleep(0.002)
            app.painted = 0.0
            seen = time.perf_counter()
            typing.append((await quiet(app, seen) + seen - began) * 1e3)
        return first, moving, typing


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer tickets and keys")
    quick = parser.parse_args().quick
    n, pressing = (10_000, keys(60)) if quick else (100_000, keys(300))
    i18n.settle("zh")
    with desk(n) as deployment:
        floor, options = asyncio.run(floors(n, pressing))
        first, moving, typing = asyncio.run(workbench(deployment, pressing))
    print(f"{len(pressing)} keys in a list of {n:,} open tickets, {SIZE[0]}x{SIZE[1]}")
    told("one text everywhere (floor)", floor)
    told("Textual's list of 1,000 rows", options, floor)
    told("the tickets (aim p95 < 50)", moving, floor)
    print(f"first drawn {first[0]:.0f} ms after the start, the desk being open already")
    shown = ", ".join(f"{each:.0f}" for each in typing)
    print(f"search, letter by letter, 150 ms of pause among it: {shown} ms")


if __name__ == "__main__":
    main()
