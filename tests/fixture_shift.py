"""People at their workbenches through a shift: each step is taken with the keys alone.

`shift(desk)` is entered in a test that is a coroutine. Whoever has something to do sits down at a
workbench of his own, on the same desk; they stay open beside one another until the day is over.
"""

import asyncio
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

import pytest
from rexian.tui.act.asked import NO, YES, Way
from rexian.tui.act.dialog import ActDialog
from rexian.tui.act.menu import CommandMenu
from rexian.tui.queue.page import QueuePage
from rexian.tui.ticket.page import TicketPage
from rexian.tui.tidings import Tidings
from rexian.tui.widgets.sheet import Sheet
from textual import events
from textual.screen import Screen
from textual.widgets import Input

#: The keys of the list of tickets; every other command is found by its name in the menu, and so is
#: one of these where its key stands for another just then.
KEYS = {
    "sign": "f2", "dispatch": "f3", "return": "f4", "extend": "f5", "reply": "f6",
    "approve": "f7", "close": "f8", "new": "n",
}  # fmt: skip
#: How many times somebody presses a key that leads on before he gives up.
PATIENCE = 30


@dataclass(frozen=True)
class Step:
    """Somebody gives a command.

    Attributes:
        at: when, by the clock of the desk.
        typed: what is filled in, by the ids of the form's rows; of a list, the words' ids.
        refused: what the screen has to say against it; empty where it is to be done.
        mended: what is filled in then, before it is sent again; nothing where it is given up.
    """

    at: str
    who: str
    command: str
    typed: dict = field(default_factory=dict)
    refused: tuple = ()
    mended: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Look:
    """Somebody opens the ticket, and reads what has to stand there."""

    at: str
    who: str
    texts: tuple


class Fingers:
    """Quick fingers at a workbench: a run of keys goes in before anybody looks at the screen."""

    def __init__(self, bench):
        self.bench, self.app = bench, bench.app

    @property
    def screen(self):
        return self.app.screen

    @property
    def text(self):
        return self.bench.text

    @property
    def told(self):
        return self.bench.told

    async def press(self, *keys):
        """Press keys, and wait for what they bring about."""
        for key in keys:
            self.app.post_message(events.Key(key, key if len(key) == 1 else None))
        await self.settled()

    async def paste(self, text):
        """Put a text where the focus is at once, as an input method does."""
        self.app.post_message(events.Paste(text))
        await self.settled()

    async def settled(self):
        """Wait until everything that was asked for is there, or a dialog asks for more."""
        await self.bench.pilot.pause()
        while self.bench.busy:
            await asyncio.sleep(0.005)
            if not self.bench.busy:
                await self.bench.pilot.pause()


class Shift:
    """The people of a desk at their workbenches, about one ticket."""

    def __init__(self, desk, workbench):
        self.desk, self.number = desk, ""
        self._workbench = workbench
        self._sat_down = AsyncExitStack()
        self._benches, self._day = {}, None

    async def go_home(self):
        """Close every workbench."""
        self._benches = {}
        await self._sat_down.aclose()

    async def play(self, *parts):
        """Have people do what they do, one after the other."""
        for part in parts:
            await (self.look(part) if isinstance(part, Look) else self.take(part))

    async def look(self, look):
        """Have somebody open the ticket and go back."""
        bench = await self._bench(look)
        await self._find(bench)
        await bench.press("enter")
        assert isinstance(bench.screen, TicketPage)
        for text in look.texts:
            assert squeezed(text) in squeezed(bench.told), f"{look}\n{bench.text}"
        await bench.press("escape")

    async def take(self, step):
        """Have somebody take a step, or be refused it."""
        bench = await self._bench(step)
        await self._open(bench, step.command)
        await fill(bench, step.typed)
        await bench.press("ctrl+s")
        if step.refused:
            self._must_be_refused(bench, step)
            if not step.mended:
                await self._give_up(bench, step)
                return
            await fill(bench, step.mended)
            await bench.press("ctrl+s")
        assert isinstance(bench.screen, QueuePage), f"{step}\n{bench.text}"

    def _must_be_refused(self, bench, step):
        assert isinstance(bench.screen, ActDialog), (step, "was done")
        for text in step.refused:
            assert squeezed(text) in squeezed(bench.told), f"{step}\n{bench.text}"

    async def _give_up(self, bench, step):
        """Leave the dialog; what was typed is thrown away the next time that it is opened."""
        await back(bench)
        if step.typed:
            await self._open(bench, step.command)
            await bench.press("f8")
            await back(bench)

    async def _bench(self, part):
        """Return somebody's workbench; on another day everybody comes in anew."""
        self.desk.at(part.at)
        day = part.at[:10]
        if day != self._day:
            await self.go_home()
            self._day = day
        if part.who not in self._benches:
            opened = self._workbench(self.desk, part.who)
            bench = await self._sat_down.enter_async_context(opened)
            self._benches[part.who] = Fingers(bench)
        return self._benches[part.who]

    async def _find(self, bench):
        """Put the cursor on the ticket, with a search if it is not there."""
        await bench.settled()
        if bench.screen.sheet.key != self.number:
            await bench.press("slash")
            await bench.paste(self.number)
            await bench.press("enter")
        for _ in range(PATIENCE):
            if bench.screen.sheet.key == self.number:
                return
            await bench.bench.pilot.pause(0.02)
            await bench.settled()
        raise AssertionError(bench.text)

    async def _open(self, bench, command):
        """Open the dialog of a command."""
        if command != "new":
            await self._find(bench)
        if command in KEYS:
            await bench.press(KEYS[command])
            if not is_open(bench, command):
                await back(bench)
        if not is_open(bench, command):
            await bench.press("t")
            await bench.paste(command.replace("_", "-"))
            listed = bench.screen.query_one(Sheet)
            await pressed_until(bench, "down", lambda: listed.key == command)
            await bench.press("enter")
        assert is_open(bench, command), f"{command}\n{bench.text}"
        for _ in range(PATIENCE):
            if bench.screen.form is not None and bench.screen.focused is not None:
                return
            await bench.settled()
        raise AssertionError(bench.text)


def is_open(bench, command):
    """Whether the dialog of a command is open."""
    return isinstance(bench.screen, ActDialog) and bench.screen._command.id == command


async def back(bench):
    """Go back to the list, out of a dialog and the menu below it."""
    await pressed_until(bench, "escape", lambda: isinstance(bench.screen, QueuePage))
    assert not isinstance(bench.screen, CommandMenu)


async def pressed_until(bench, key, holds):
    """Press a key until something holds."""
    for _ in range(PATIENCE):
        if holds():
            return
        await bench.press(key)
    raise AssertionError(f"{key}\n{bench.text}")


async def fill(bench, typed):
    """Fill in rows of the dialog."""
    for name, words in typed.items():
        await go_to(bench, name)
        row = bench.screen.form.row(name)
        await _WAYS[row.asked.way](bench, row, words)
        assert row.words is not None, f"{name}\n{bench.text}"


async def go_to(bench, name):
    """Go to a row; one that is not there yet is found by its label."""
    form = bench.screen.form
    if form.row(name) is None:
        line = form.query_one("#more Input")
        await pressed_until(bench, "tab", lambda: bench.screen.focused is line)
        label = next(
            each.label for each in form.query_one("#more Finder")._options if each.value == name
        )
        await bench.paste(label)
        await bench.press("enter")
    row = form.row(name)
    await pressed_until(bench, "tab", lambda: row in bench.screen.focused.ancestors)


async def write(bench, row, words):
    if row.words is not None:
        await bench.press("end", "ctrl+u")
    await bench.paste(words)


async def find(bench, _row, words):
    await bench.paste(words)
    await bench.press("enter")


async def pick(bench, row, words):
    """Open the list, go to the word, and take it."""
    wanted = {True: YES, False: NO}.get(words, words)
    label = next(each.label for each in row.asked.options if each.value == wanted)
    await bench.press("enter")
    await bench.press(*label, "enter")


async def tick(bench, row, words):
    """Go down the list, and tick those that are meant; write the others in the line."""
    ids = [each.value for each in row.asked.options]
    places = sorted(ids.index(word) for word in words if word in ids)
    for place in places:
        listed = bench.screen.focused
        await pressed_until(bench, "down", lambda: listed.highlighted == place)  # noqa: B023
        await bench.press("space")
    others = [word for word in words if word not in ids]
    if others:
        line = row.query_one(Input)
        await pressed_until(bench, "tab", lambda: bench.screen.focused is line)
        await bench.paste("；".join(others))


_WAYS = {
    Way.LINE: write, Way.MASKED: write, Way.LONG: write, Way.LINES: write,
    Way.FIND: find, Way.PICK: pick, Way.SEVERAL: tick,
}  # fmt: skip


def squeezed(text):
    """Return a text without the places where its line was broken."""
    return "".join(text.split())


@pytest.fixture
def shift(workbench, monkeypatch):
    """Have people work through a shift at a desk.

    What others do is read when somebody turns to the list again: that it shows by itself is
    tested elsewhere, and would have everybody's list drawn at each step.
    """
    monkeypatch.setattr(Tidings, "listen", lambda _tidings, _store: None)
    # Nobody looks at a terminal here: what stands on the screen is drawn when a test asks for it.
    monkeypatch.setattr(Screen, "_compositor_refresh", lambda _screen: None)

    @asynccontextmanager
    async def begun(desk):
        people = Shift(desk, workbench)
        try:
            yield people
        finally:
            await people.go_home()

    return begun
