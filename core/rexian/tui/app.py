"""The workbench itself: it opens the place, lets somebody in, and leads from screen to screen."""

from __future__ import annotations

import asyncio
import os
import sys
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.command import CommandPalette
from textual.screen import Screen
from textual.timer import Timer
from textual.worker import Worker, WorkerState

from rexian.desk.deployment import Deployment
from rexian.desk.presence import BEAT as STAY
from rexian.desk.seat import Seat
from rexian.errors import RexianError
from rexian.i18n import _, language, marked, settle
from rexian.people.roles import ROLES
from rexian.people.sessions import LoggedOut
from rexian.store.news import News
from rexian.tui.bench import working
from rexian.tui.company import Company
from rexian.tui.door import Door
from rexian.tui.entering import Entrance
from rexian.tui.handing import hand_over
from rexian.tui.line import Line
from rexian.tui.opening import Opening
from rexian.tui.palette import Commands
from rexian.tui.places import PLACES
from rexian.tui.styles import Styles
from rexian.tui.themes import DARK, THEMES
from rexian.tui.tidings import Heard, Tidings
from rexian.tui.widgets.masthead import Masthead
from rexian.words import join

__all__ = ["Opening", "Workbench"]

T = TypeVar("T")
#: How often what is told of time is drawn anew, in seconds.
BEAT = 20
#: The exit code after what nobody foresaw.
BROKEN = 2
#: How many things may be asked of the desk at once; a slow one must not keep up the others.
THREADS = 12
_DOOR = "door"


class Workbench(App[None]):
    """The desk in a terminal.

    Attributes:
        cut_off: whether the database does not answer.
    """

    CSS_PATH = "workbench.tcss"
    ENABLE_COMMAND_PALETTE = False
    COMMANDS: ClassVar = {Commands}
    MODES: ClassVar = {_DOOR: Door, **{place.id: place.open for place in PLACES}}
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(each.key, f"go('{each.id}')", each.label, show=False) for each in PLACES),
        Binding("ctrl+p", "palette", marked("commands"), show=False),
        Binding("ctrl+g", "drafts", marked("your drafts"), show=False),
        Binding("ctrl+o", "change_user", marked("log out, change user"), show=False),
        Binding("ctrl+q", "quit", marked("quit"), show=False, priority=True),
    ]

    def __init__(self, opening: Opening, *, plain: bool = False) -> None:
        """Take how to get to the place; `plain` draws no frames that some terminals draw wide."""
        self._plain = plain
        super().__init__()
        self.line: Line | None = None
        self.seat: Seat | None = None
        self.cut_off = False
        self._last_word = ""
        self._entrance = Entrance(self, opening)
        self._tidings = Tidings(self)
        self._company = Company(self)
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DARK.name
        self.stylesheet = Styles(variables=self.get_css_variables())

    def get_css_variables(self) -> dict[str, str]:
        """Return what the style sheets name: frames are `$edge`, those of fields `$field`."""
        edges = ("ascii", "ascii") if self._plain else ("round", "tall")
        return super().get_css_variables() | dict(zip(("edge", "field"), edges, strict=True))

    # --- coming and going ---------------------------------------------------------------------

    def on_mount(self) -> None:
        """Begin."""
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(THREADS, "rexian-desk"))
        self.set_interval(BEAT, self.news)
        self._staying: Timer = self.set_interval(STAY, self._company.beat)
        self.enter()

    @working
    async def enter(self) -> None:
        """Open the place, let somebody in, and show what is before him."""
        if not await self._entrance.come_in():
            self.exit()
            return
        self._tidings.listen(self.deployment.store)
        await self.switch_mode(PLACES[0].id)

    async def on_unmount(self) -> None:
        """Close the place."""
        self._tidings.stop()
        if self.seat is not None and not self.cut_off:
            await asyncio.to_thread(self._company.leave, self.seat)
        self._entrance.close()

    @working
    async def action_change_user(self) -> None:
        """Log out, close everything, and let somebody else in."""
        if self.line is None:
            return
        await self._entrance.leave()
        await self.renew(at=_DOOR)
        if await self._entrance.let_in(self.deployment):
            await self.switch_mode(PLACES[0].id)
        else:
            self.exit()

    # --- for the screens ----------------------------------------------------------------------

    @property
    def deployment(self) -> Deployment:
        """The place, once it is open."""
        assert self.line is not None  # noqa: S101 - no page is shown before
        return self.line.deployment

    @property
    def place_name(self) -> str:
        """What people call the place."""
        zh, en = self.deployment.rules.ruler.jurisdiction.document.place
        return en if language() == "en" else zh

    @property
    def who(self) -> str:
        """Who sits here, and in which roles."""
        if self.seat is None:
            return ""
        actor = self.seat.actor
        roles = [ROLES.label(role) for role in ROLES.ids if role in actor.roles]
        return f"{actor.name} {join(roles)}".strip()

    @property
    def pages(self) -> Iterator[Screen[Any]]:
        """Every page and dialog that is open, shown or not."""
        for stack in self._screen_stacks.values():
            yield from stack

    def place_of(self, page: Screen[Any]) -> str:
        """Return the id of the place that a page belongs to."""
        found = (mode for mode, stack in self._screen_stacks.items() if page in stack)
        return next(found, self.current_mode)

    async def ask(self, asked: Callable[[Seat], T]) -> T:
        """Have work done at the desk in the name of whoever is logged in, and wait for it.

        Whose session has ended logs in anew, and goes on where he was.

        Raises:
            RexianError: whatever the work raises.
        """
        while True:
            line = self.line
            assert line is not None  # noqa: S101 - no page is shown before
            try:
                return await line.ask(asked)
            except LoggedOut:
                await self._entrance.come_again(line)

    async def hand_over(self, content: Path | bytes, name: str) -> None:
        """Hand a file over: saved in the current folder, or downloaded by the browser.

        Raises:
            InputError: it cannot be saved.
        """
        await hand_over(self, content, name)

    def on_ticket(self, number: str) -> None:
        """Let others know that a ticket is open here; its page is `accompanied` by their names."""
        self._company.come(number)

    def off_ticket(self, number: str) -> None:
        """Let others know that it is closed."""
        self._company.go(number)

    def tell(self, error: BaseException) -> None:
        """Say in one line what went wrong."""
        if isinstance(error, RexianError | OSError):
            told = str(error)
        else:
            if isinstance(error, Exception) and os.environ.get("REXIAN_TRACEBACK"):
                self._handle_exception(error)
                return
            told = _unforeseen(error)
        self.notify(told, severity="error", timeout=10, markup=False)

    # --- live ---------------------------------------------------------------------------------

    def news(self) -> None:
        """Have the screen that is shown take notice of what has changed."""
        shown = self.screen
        if hasattr(shown, "news") and not self.cut_off:
            shown.news()

    def on_heard(self, event: Heard) -> None:
        """Take notice of what others have done."""
        match event.news:
            case News.DESK:
                self.news()
            case News.COMPANY:
                self._company.look()
            case News.LOST:
                self._cut(off=True)
                self.notify(_("the database does not answer; trying again"), severity="warning")
            case News.BACK:
                self._cut(off=False)
                self.notify(_("the database answers again"))
                self.news()

    def _cut(self, *, off: bool) -> None:
        """Have every page say whether the database answers."""
        self.cut_off = off
        for page in self.pages:
            for head in page.query(Masthead):
                head.refresh_told()

    # --- language and colours -----------------------------------------------------------------

    @working
    async def settle_preferences(self) -> None:
        """Speak and look as whoever sits here prefers; every page is composed anew if need be."""
        if self.seat is not None and await self._entrance.settle_preferences(self.seat):
            await self.renew()

    def settle(self, code: str, theme: str | None = None) -> bool:
        """Speak a language and take a theme; return whether another one is spoken now."""
        before = language()
        settle(code)
        if theme in self.available_themes:
            self.theme = str(theme)
        return language() != before

    async def renew(self, at: str | None = None) -> None:
        """Close everything that is open, and have every page composed anew.

        It is for a worker of the workbench: a page's own would be closed with it.
        """
        at = at or self.current_mode
        await self.switch_mode(_DOOR)
        for place in PLACES:
            await self.remove_mode(place.id)
            self.add_mode(place.id, place.open)
        await self.switch_mode(at)

    # --- what goes wrong ----------------------------------------------------------------------

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say in one line what went wrong in work of the workbench itself.

        Before anybody is in there is nothing to come back to: it is left.
        """
        error = event.worker.error
        if event.state is not WorkerState.ERROR or error is None:
            return
        if self.seat is None and isinstance(error, Exception):
            self._handle_exception(error)
        else:
            self.tell(error)

    def _handle_exception(self, error: Exception) -> None:
        super()._handle_exception(error)
        self._return_code = BROKEN

    def _fatal_error(self) -> None:
        # Textual's own would print the values of every variable, and citizens' data with them.
        error = self._exception
        assert error is not None  # noqa: S101 - it is called with one alone
        traced = bool(os.environ.get("REXIAN_TRACEBACK"))
        told = "".join(traceback.format_exception(error)) if traced else _unforeseen(error)
        self._last_word = f"rexian: {told.rstrip()}\n"
        self.bell()
        self._close_messages_no_wait()

    def _print_error_renderables(self) -> None:
        super()._print_error_renderables()
        if self._last_word and sys.__stderr__ is not None:
            sys.__stderr__.write(self._last_word)
            self._last_word = ""

    # --- actions ------------------------------------------------------------------------------

    async def action_go(self, place: str) -> None:
        """Go to a screen that is always there."""
        if self.seat is not None:
            await self.switch_mode(place)

    def action_drafts(self) -> None:
        """Show what one has begun and not sent."""
        from rexian.tui.act.begun import Drafts

        if self.seat is not None:
            self.push_screen(Drafts())

    def action_palette(self) -> None:
        """Open the palette: every command by its name."""
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(placeholder=_("search for a command")))

    def action_help_quit(self) -> None:
        """Say which key leaves, to whoever tries another."""
        self.notify(_("Ctrl+Q quits"))


def _unforeseen(error: BaseException) -> str:
    if isinstance(error, RexianError):
        return str(error)
    told = _("internal error: {kind}: {error} (REXIAN_TRACEBACK=1 shows where)")
    return told.format(kind=type(error).__name__, error=error)
