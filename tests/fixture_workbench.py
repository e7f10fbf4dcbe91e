"""A workbench for tests: the pages of a desk, driven by their keys.

`workbench(desk, who)` is entered in a test that is a coroutine, and yields a `Bench`.
"""

import asyncio
import re
from contextlib import asynccontextmanager, nullcontext

import pytest
import textual.app
import textual.pilot
from rexian import i18n
from rexian.tui.app import Opening, Workbench
from rexian.tui.places import PLACES
from textual import events
from textual.screen import Screen

#: In seconds; Textual draws sixty in a second.
FRAME = 0.017


async def idle(_min_sleep=0, max_sleep=1):
    """Wait until the loop has nothing left to do now, nor within a frame.

    Textual's own looks how busy the processor is, 20 ms at a time: it waits long for nothing, and
    takes a process that is held up by another one for idle.
    """
    loop = asyncio.get_running_loop()
    end = loop.time() + max_sleep
    await asyncio.sleep(0)
    while loop.time() < end:
        due = [timer.when() for timer in loop._scheduled if not timer.cancelled()]
        first = min(due, default=end)
        if loop._ready:
            await asyncio.sleep(0)
        elif first < loop.time() + FRAME:
            await asyncio.sleep(first - loop.time())
        else:
            break


textual.app.wait_for_idle = textual.pilot.wait_for_idle = idle


class Bench:
    """A workbench that runs without a terminal, and the fingers at its keys."""

    def __init__(self, app, pilot, desk):
        self.app, self.pilot, self.desk = app, pilot, desk

    @property
    def screen(self):
        return self.app.screen

    async def settled(self):
        """Wait until everything that was asked for is there, or a dialog asks for more."""
        await self.pilot.pause()
        while self.busy:
            await self.pilot.pause(0.005)
            if not self.busy:
                # What has come may have asked for more.
                await self.pilot.pause()

    @property
    def busy(self):
        """Whether something that was asked for is not there yet."""
        return any(self._is_awaited(each) for each in self.app.workers)

    def _is_awaited(self, worker):
        """Whether work ends by itself: that of a page below a dialog may wait for an answer."""
        below = isinstance(worker.node, Screen) and worker.node is not self.screen
        return not (worker.is_finished or worker.name == "watch" or below)

    async def press(self, *keys):
        """Press keys, and wait for what each brings about."""
        for key in keys:
            await self.pilot.press(key)
            await self.settled()

    async def type(self, text):
        """Type a text where the focus is."""
        await self.press(*text)

    async def paste(self, text):
        """Put a text where the focus is at once, as an input method does."""
        self.screen.focused.post_message(events.Paste(text))
        await self.pilot.pause()
        await self.settled()

    @property
    def told(self):
        """What stands on the screen as running text, without frames."""
        return " ".join(re.sub(r"[^\x20-\x7e\u2e80-\uffef]", " ", self.text).split())

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
        monkeypatch.setenv("REXIAN_LANG", language)
        monkeypatch.setenv("REXIAN_SESSION", desk.token(who) if who else "")
        opening = Opening(lambda _config: nullcontext(desk.deployment), None)
        app = Workbench(opening)
        if theme:
            app.theme = theme
        async with app.run_test(size=size, notifications=True) as pilot:
            bench = Bench(app, pilot, desk)
            if who:
                # Between two places there is no screen for a moment, so none is looked at.
                while not (app.current_mode == PLACES[0].id and app.screen_stack):
                    await asyncio.sleep(0.02)
                await bench.settled()
            yield bench

    yield open_
    i18n.settle("")
