"""Take the pictures of the workbench that the docs show, at a desk that nobody works at.

    uv run python docs/pictures.py

The desk is the one of `rexian demo`: made up, and the same every time. A picture loads nothing from
elsewhere, and a terminal's columns stand in it where they stand in a terminal, whatever the font.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from contextlib import nullcontext
from html import escape, unescape
from itertools import groupby
from pathlib import Path

from rexian import i18n
from rexian.assess.periods import Month
from rexian.desk.deployment import Deployment
from rexian.people.accounts import set_password
from rexian.people.actor import By
from rexian.people.sessions import limits_of, log_in
from rexian.showcase.cast import VISITED
from rexian.showcase.founding import staged
from rexian.showcase.month import lived
from rexian.store.schema import accounts
from rexian.store.schema import tickets as listed
from rexian.tui.act.dialog import ActDialog
from rexian.tui.app import Opening, Workbench
from rexian.tui.ticket.page import TicketPage
from rich.cells import cell_len
from sqlalchemy import select
from textual.pilot import Pilot
from textual.widgets import Input

#: The way to a question on which much is said, in the list of questions.
_FIRST = ("slash", *"close", "enter")
PICTURES = Path(__file__).parent / "pictures"
#: How many cells a terminal has in a picture, across and down.
SMALL, LARGE = (80, 24), (120, 32)
#: The width of a cell, in the units of a picture.
_CELL = 12.2
#: Chinese characters fill their two cells.
_LOOK = ".w { font-size: 22px }\n    "
_FONT = re.compile(r"\s*@font-face \{.*?\n    \}", re.DOTALL)
_NAME = re.compile(r"terminal-\d+-")
_TEXT = re.compile(
    r'<text class="(?P<look>[^"]+)" x="(?P<x>[\d.]+)" y="(?P<y>[\d.]+)" textLength="[\d.]+" '
    r'clip-path="(?P<clip>[^"]+)">(?P<told>.*?)</text>',
    re.DOTALL,
)


def redrawn(svg: str) -> str:
    """Return a picture that needs no font of others, with every text as wide as its cells.

    Rich stretches a text to as many cells as it has characters; a Chinese one takes two.
    """
    own = _NAME.sub("t-", _FONT.sub("", svg)).replace("</style>", f"{_LOOK}</style>", 1)
    return _TEXT.sub(_placed, own)


def _placed(found: re.Match[str]) -> str:
    parts = "".join(_parts(unescape(found["told"]), float(found["x"])))
    if not parts:
        return ""
    look, y, clip = found["look"], found["y"], found["clip"]
    return f'<text class="{look}" y="{y}" clip-path="{clip}">{parts}</text>'


def _parts(text: str, x: float) -> Iterator[str]:
    """Yield the parts of a text whose characters are equally wide, each at its place."""
    for is_wide, characters in groupby(text, lambda character: cell_len(character) > 1):
        told = "".join(characters).replace("\n", "")
        width = cell_len(told) * _CELL
        if told.strip(" \xa0"):
            shown = escape(told).replace(" ", "\xa0")
            named = ' class="w"' if is_wide else ""
            yield f'<tspan{named} x="{x:g}" textLength="{width:g}">{shown}</tspan>'
        x += width


Scene = Callable[[Pilot[None], str], Awaitable[None]]


async def tickets(_pilot: Pilot[None], _number: str) -> None:
    """Show the list of tickets."""


async def ticket(pilot: Pilot[None], number: str) -> None:
    """Show a ticket."""
    await pilot.app.push_screen(TicketPage(number))


async def step(pilot: Pilot[None], number: str) -> None:
    """Show a step that the rules do not allow."""
    await pilot.app.push_screen(ActDialog(command="extend", number=number))
    await settled(pilot)
    shown = pilot.app.screen
    assert isinstance(shown, ActDialog)  # noqa: S101 - it has just been opened
    shown.form.row("length").fill("20wd")
    await pilot.pause(1)


async def rules(pilot: Pilot[None], _number: str) -> None:
    """Show a question as a table."""
    for keys in (("5",), ("enter",), ("down", "enter"), _FIRST, ("enter",)):
        await pilot.press(*keys)
        await settled(pilot)


async def elsewhere(pilot: Pilot[None], number: str) -> None:
    """Show what five documents say of a ticket."""
    await ticket(pilot, number)
    await settled(pilot)
    await pilot.press("o")


#: What the pictures show, by their names: in which size, and whether a unit's handler sits there.
SCENES: dict[str, tuple[Scene, tuple[int, int], bool]] = {
    "tickets": (tickets, LARGE, False),
    "ticket": (ticket, LARGE, True),
    "step": (step, SMALL, True),
    "rules": (rules, LARGE, False),
    "elsewhere": (elsewhere, LARGE, False),
}


async def settled(pilot: Pilot[None]) -> None:
    """Wait until what was asked for is there."""
    for _turn in range(3):
        while any(not (w.is_finished or w.name == "watch") for w in pilot.app.workers):
            await pilot.pause(0.02)
        await pilot.pause(0.1)


async def taken(
    place: Deployment, token: str, number: str, size: tuple[int, int], scene: Scene
) -> str:
    """Return a picture of a scene."""
    os.environ["REXIAN_SESSION"] = token
    app = Workbench(Opening(lambda _config: nullcontext(place)))
    app.animation_level = "none"
    async with app.run_test(size=size) as pilot:
        while app.current_mode != "queue":
            await pilot.pause(0.05)
        await settled(pilot)
        await scene(pilot, number)
        await settled(pilot)
        for field in app.screen.query(Input):
            field.cursor_blink = False
        await pilot.pause()
        return redrawn(app.export_screenshot(title=app.place_name, simplify=True))


def main(write: Callable[[str], object] = sys.stdout.write) -> None:
    """Live the month, and take the pictures in both languages."""
    PICTURES.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
        staged(Path(folder) / "desk", "yiyang", Month(2025, 9), 90, 12345) as stage,
    ):
        for _day in lived(stage.play):
            pass
        place, limits = stage.play.deployment, limits_of(stage.play.deployment.settings)
        number, handler = _in_hand(place)
        by = By(VISITED[0], place.now())
        place.store.run(lambda c: set_password(c, handler, stage.password, by))
        for name, (scene, size, is_handled) in SCENES.items():
            who = handler if is_handled else VISITED[0]
            token = log_in(place.store, who, stage.password, place.now(), limits)
            for language in i18n.LANGUAGES:
                os.environ["REXIAN_LANG"] = language
                file = PICTURES / f"{name}.{language}.svg"
                drawn = asyncio.run(taken(place, token, number, size, scene))
                file.write_text(drawn, encoding="utf-8")
                write(f"{file.name}: {len(drawn.encode()) // 1024} KiB\n")


def _in_hand(place: Deployment) -> tuple[str, str]:
    """Return the number of a complaint that a unit has in hand, and the name of its handler."""
    whose = listed.join(accounts, accounts.c.unit == listed.c.host)
    wanted = (listed.c.stage == "handling", listed.c.kind == "complaint")
    asked = select(listed.c.number, accounts.c.username).select_from(whose).where(*wanted)
    found = asked.where(accounts.c.roles.contains("handler")).order_by(listed.c.number)
    with place.store.reading() as connection:
        number, handler = connection.execute(found).all()[-1]
        return str(number), str(handler)


if __name__ == "__main__":
    main()
