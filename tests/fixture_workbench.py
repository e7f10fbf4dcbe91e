"""A workbench for tests: the pages of a desk, driven by their keys.

`workbench(desk, who)` is entered in a test that is a coroutine, and yields a `Bench`.
"""

from contextlib import asynccontextmanager, nullcontext

import pytest
from rexian import i18n
from rexian.tui.app import Opening, Workbench
from rexian.tui.places import PLACES


class Bench:
    """A workbench that runs without a terminal, and the fingers at its keys."""

    def __init__(self, app, pilot, desk):
        self.app, self.pilot, self.desk = app, pilot, desk

    @property
    def screen(self):
        return self.app.screen

    async def settled(self):
        """Wait until everything that was asked for is there."""
        await self.app.workers.wait_for_complete(
            [each for each in self.app.workers if not each.is_finished and each.name != "watch"]
        )
        await self.pilot.pause()

    async def press(self, *keys):
        """Press keys, and wait for what they bring about."""
        await self.pilot.press(*keys)
        await self.pilot.pause()
        await self.settled()

    async def type(self, text):
        """Type a text where the focus is."""
        await self.press(*text)

    @property
    def text(self):
        """What stands on the screen, line by line."""
        lines = self.app.screen._compositor.render_strips()
        return "\n".join("".join(part.text for part in line).rstrip() for line in lines)


@pytest.fixture
def workbench(monkeypatch):
    """Open a workbench at a desk for one of its people, logged in already."""

    @asynccontextmanager
    async def open_(desk, who=None, *, size=(80, 24), language="zh", theme=None):
        # The clock of the desk may stand years away from that of the machine.
        i18n.settle(language)
        monkeypatch.setenv("REXIAN_SESSION", desk.token(who) if who else "")
        opening = Opening(lambda _config: nullcontext(desk.deployment), None)
        app = Workbench(opening)
        if theme:
            app.theme = theme
        async with app.run_test(size=size, notifications=True) as pilot:
            bench = Bench(app, pilot, desk)
            if who:
                while app.current_mode != PLACES[0].id:
                    await pilot.pause(0.02)
                await bench.settled()
            yield bench

    yield open_
    i18n.settle("")
