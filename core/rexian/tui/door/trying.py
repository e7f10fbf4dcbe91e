"""Trying it: a month is lived by made-up people, and one comes in as one of them."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input, Label, ProgressBar, Static

from rexian.assess.periods import Month
from rexian.clock import wall_clock
from rexian.errors import RexianError
from rexian.i18n import _, marked
from rexian.instants import DAY, Instant, date_of
from rexian.tui.bench import Dialog, newest, working
from rexian.tui.door.made import Made
from rexian.tui.door.whose import Whose
from rexian.tui.widgets.keybar import Keybar

FOLDER = "rexian-demo"
#: How many tickets come in, and which of all months it is.
_TICKETS, _SEED = 100, 12345


class Trying(Dialog[Made]):
    """Asks where it goes, shows the days go by, and tells how one comes in."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "on", marked("go on")),
        Binding("escape", "back", marked("back")),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._stop = Event()
        self._made: Made | None = None
        self._under_way = False

    def compose(self) -> Iterable[Widget]:
        """Put it together."""
        with Vertical(classes="box"):
            yield Static(_("A month at a made-up desk"), id="title", markup=False)
            yield Static(_("Nobody and nothing in it is real."), classes="about", markup=False)
            yield Label(_("Whose rules apply"))
            yield Whose()
            yield Label(_("The folder it goes into"))
            yield Input(FOLDER, id="folder")
            yield ProgressBar(show_eta=False, id="days")
            yield Static("", id="told", markup=False)
            yield Static("", id="wrong", markup=False)
        yield Keybar()

    @working
    async def on_mount(self) -> None:
        """Begin with the folder; what is installed is filled in meanwhile."""
        self.query_one("#days").display = False
        self.query_one("#folder").focus()
        await self.query_one(Whose).load()

    def on_input_submitted(self) -> None:
        """Live the month."""
        self.action_on()

    def action_on(self) -> None:
        """Live the month; once it is over, go in."""
        if self._made is not None:
            self.dismiss(self._made)
        elif not self._under_way:
            self.live()

    def action_back(self) -> None:
        """Break it off, or go back."""
        if self._under_way:
            self._stop.set()
        else:
            self.dismiss(self._made)

    @newest
    async def live(self) -> None:
        """Live the month, day by day."""
        whose, folder = self.query_one(Whose).chosen, self.query_one("#folder", Input).value
        wrong = self.query_one("#wrong", Static)
        if whose is None or not folder.strip():
            return
        wrong.update("")
        self._show_busy(under_way=True)
        wanted = _Wanted(Path(folder.strip()).expanduser(), whose, wall_clock())
        try:
            self._made = await asyncio.to_thread(_lived, wanted, self._stop, self._day_over)
        except RexianError as error:
            wrong.update(str(error))
        self._show_busy(under_way=False)
        if self._made is not None:
            self.query_one("#told", Static).update(_in(self._made))

    def _show_busy(self, *, under_way: bool) -> None:
        self._under_way = under_way
        self._stop.clear()
        for field in (self.query_one(Whose), self.query_one("#folder")):
            field.disabled = under_way or self._made is not None
        self.query_one("#days").display = under_way
        self.set_focus(None if under_way else self.query_one("#folder"))

    def _day_over(self, done: int, days: int, told: str) -> None:
        self.app.call_from_thread(self._show_day, done, days, told)

    def _show_day(self, done: int, days: int, told: str) -> None:
        self.query_one("#days", ProgressBar).update(total=days, progress=done)
        self.query_one("#told", Static).update(told)


@dataclass(frozen=True, slots=True)
class _Wanted:
    folder: Path
    whose: str
    now: Instant


def _lived(wanted: _Wanted, stop: Event, told: Callable[[int, int, str], None]) -> Made | None:
    """Live the month before the present one; None where it is broken off, and nothing is left.

    Raises:
        InputError: there is a desk in the folder, or it cannot be written there.
    """
    from rexian.showcase.cast import VISITED
    from rexian.showcase.founding import staged
    from rexian.showcase.month import lived

    was_there = wanted.folder.exists()
    month = _month_before(wanted.now)
    days = (month.last + 1 - month.first) // DAY
    with staged(wanted.folder, wanted.whose, month, _TICKETS, _SEED) as stage:
        for done, day in enumerate(lived(stage.play), start=1):
            if stop.is_set():
                break
            steps = sum(day.taken.values())
            told(done, days, _("{day}: {n} steps").format(day=day.on, n=steps))
        else:
            return Made(stage.config, VISITED[0], stage.password)
    if not was_there:
        shutil.rmtree(wanted.folder, ignore_errors=True)
    return None


def _month_before(now: Instant) -> Month:
    today = date_of(now // DAY)
    return Month(today.year, today.month - 1) if today.month > 1 else Month(today.year - 1, 12)


def _in(made: Made) -> str:
    lines = (
        _("User name {name}, password {password}").format(
            name=made.username, password=made.password
        ),
        _("Another time: rexian tui --config {folder}").format(folder=made.config.parent),
        _("Enter goes in."),
    )
    return "\n".join(lines)
