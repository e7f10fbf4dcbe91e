"""The workbench itself: it opens the place, lets somebody in, and leads from screen to screen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, TypeVar

from textual.app import App
from textual.binding import Binding, BindingType
from textual.command import CommandPalette

from rexian.desk.deployment import Deployment
from rexian.desk.seat import Seat, seat_of
from rexian.errors import RexianError
from rexian.i18n import _, language, marked, settle
from rexian.people.kept import kept_token
from rexian.people.roles import ROLES
from rexian.people.sessions import LoggedOut
from rexian.tui.bench import working
from rexian.tui.line import Line
from rexian.tui.palette import Commands
from rexian.tui.places import PLACES
from rexian.tui.themes import DARK, THEMES
from rexian.words import join

T = TypeVar("T")
#: How often what is told of time is drawn anew, in seconds.
BEAT = 20


@dataclass(frozen=True, slots=True)
class Opening:
    """How a workbench gets to its place.

    Attributes:
        open: opens a place; the file of its settings where one is named.
        config: which one; None for the one that is found.
        remembers: whether it knows who has logged in at this terminal before.
    """

    open: Callable[[Path | None], AbstractContextManager[Deployment]]
    config: Path | None = None
    remembers: bool = True


class Workbench(App[None]):
    """The desk in a terminal."""

    CSS_PATH = "workbench.tcss"
    ENABLE_COMMAND_PALETTE = False
    COMMANDS: ClassVar = {Commands}
    MODES: ClassVar = {place.id: place.open for place in PLACES}
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(each.key, f"go('{each.id}')", each.label, show=False) for each in PLACES),
        Binding("ctrl+p", "palette", marked("commands"), show=False),
        Binding("ctrl+q", "quit", marked("quit"), show=False, priority=True),
    ]

    def __init__(self, opening: Opening) -> None:
        super().__init__()
        self.opening = opening
        self.line: Line | None = None
        self.seat: Seat | None = None
        self._held = ExitStack()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DARK.name

    # --- coming in ----------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Begin."""
        self.set_interval(BEAT, self.news)
        self.enter()

    @working
    async def enter(self) -> None:
        """Open the place, let somebody in, and show what is before him."""
        deployment = await self._opened()
        token = kept_token(deployment.settings.database) if self.opening.remembers else None
        try:
            self.seat = await asyncio.to_thread(seat_of, deployment, token)
            self.line = Line(deployment, token or "")
        except LoggedOut:
            await self.log_in(deployment)
        await self.switch_mode(PLACES[0].id)

    async def _opened(self) -> Deployment:
        opening = self.opening.open(self.opening.config)
        deployment = await asyncio.to_thread(self._held.enter_context, opening)
        settle(deployment.settings.language or language())
        return deployment

    async def log_in(self, deployment: Deployment) -> None:
        """Have somebody log in; whoever gives up has the workbench closed."""
        from rexian.tui.door.login import Login

        token = await self.push_screen_wait(Login(deployment, remembers=self.opening.remembers))
        if token is None:
            self.exit()
            return
        self.line = Line(deployment, token)
        self.seat = await asyncio.to_thread(seat_of, deployment, token)

    def on_unmount(self) -> None:
        """Close the place."""
        self._held.close()

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

    async def ask(self, asked: Callable[[Seat], T]) -> T:
        """Have work done at the desk in the name of whoever is logged in, and wait for it.

        Whose session has ended logs in anew, and goes on where he was.

        Raises:
            RexianError: whatever the work raises.
        """
        assert self.line is not None  # noqa: S101 - no page is shown before
        while True:
            try:
                return await self.line.ask(asked)
            except LoggedOut:
                await self.log_in(self.line.deployment)

    def tell(self, error: BaseException) -> None:
        """Say in one line what went wrong."""
        if isinstance(error, RexianError | OSError):
            told = str(error)
        else:
            told = _("internal error: {kind}: {error} (REXIAN_TRACEBACK=1 shows where)").format(
                kind=type(error).__name__, error=error
            )
        self.notify(told, severity="error", timeout=10, markup=False)

    def news(self) -> None:
        """Have the screen that is shown take notice of what has changed."""
        shown = self.screen
        if hasattr(shown, "news"):
            shown.news()

    # --- actions ------------------------------------------------------------------------------

    async def action_go(self, place: str) -> None:
        """Go to a screen that is always there."""
        if self.line is not None:
            await self.switch_mode(place)

    def action_palette(self) -> None:
        """Open the palette: every command by its name."""
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(placeholder=_("search for a command")))
