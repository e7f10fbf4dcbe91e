"""Logging in."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from importlib.metadata import version
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input, Label

from rexian.desk.deployment import Deployment
from rexian.errors import RexianError
from rexian.i18n import _, language, marked
from rexian.tui.bench import newest
from rexian.tui.lines import Lines
from rexian.tui.widgets.keybar import Keybar

#: Seconds for which a browser may stand at the door.
_PATIENCE = 600


class Login(Lines[str]):
    """Asks for user name and password until they are right; it is answered with a token.

    Whoever sat here before, and is asked again, finds his name filled in, and cannot walk away
    from what he has open but by leaving the workbench.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss_none", marked("leave")),
        Binding("ctrl+q", "app.quit", marked("quit"), show=False),
    ]

    def __init__(
        self, deployment: Deployment, let_in: Callable[[str, str], str], *, username: str = ""
    ) -> None:
        super().__init__()
        self._deployment = deployment
        self._let_in = let_in
        self._username = username

    def compose(self) -> Iterable[Widget]:
        """Put it together."""
        document = self._deployment.rules.ruler.jurisdiction.document
        zh, en = document.place
        with Vertical(classes="box"):
            yield Label(
                _("{place} 12345").format(place=en if language() == "en" else zh), id="title"
            )
            yield Label(document.label(), classes="about", markup=False)
            if self._username:
                yield Label(_("Your session is over; what you have open is kept."), id="again")
            yield Label(_("user name"))
            yield Input(self._username, id="username", select_on_focus=False)
            yield Label(_("password"))
            yield Input(id="password", password=True)
            yield Label("", id="wrong", markup=False)
            yield Label(f"Rexian {version('rexian')}", classes="about")
        yield Keybar()

    def on_mount(self) -> None:
        """Begin where something is to be filled in."""
        self.query_one("#password" if self._username else "#username").focus()
        if self.app.is_web:
            # The place before it is wanted by others.
            self.set_timer(_PATIENCE, self.action_dismiss_none)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nobody walks away from what somebody has open."""
        if action == "dismiss_none":
            return not self._username
        return super().check_action(action, parameters)

    def finish(self) -> None:
        """Try it."""
        self.try_it()

    @newest
    async def try_it(self) -> None:
        """Let in whoever is right; say what is wrong otherwise."""
        username, password = (
            self.query_one(f"#{name}", Input) for name in ("username", "password")
        )
        wrong = self.query_one("#wrong", Label)
        wrong.update(_("looking ..."))
        try:
            token = await asyncio.to_thread(self._let_in, username.value.strip(), password.value)
        except RexianError as error:
            password.value = ""
            wrong.update(str(error))
            return
        self.dismiss(token)
