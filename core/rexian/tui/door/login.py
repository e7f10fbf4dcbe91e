"""Logging in."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input, Label

from rexian.desk.deployment import Deployment
from rexian.errors import RexianError
from rexian.i18n import _, language
from rexian.people.kept import keep_token
from rexian.people.sessions import limits_of, log_in
from rexian.tui.bench import Dialog, newest


class Login(Dialog[str]):
    """Asks for user name and password until they are right; it is answered with a token."""

    def __init__(self, deployment: Deployment, *, remembers: bool) -> None:
        super().__init__()
        self._deployment = deployment
        self._remembers = remembers

    def compose(self) -> Iterable[Widget]:
        """Put it together."""
        zh, en = self._deployment.rules.ruler.jurisdiction.document.place
        with Vertical(classes="box"):
            yield Label(
                _("{place} 12345").format(place=en if language() == "en" else zh), id="title"
            )
            yield Label(_("user name"))
            yield Input(id="username")
            yield Label(_("password"))
            yield Input(id="password", password=True)
            yield Label("", id="wrong", markup=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on to the password, or try it."""
        if event.input.id == "username":
            self.query_one("#password", Input).focus()
        else:
            self.try_it()

    @newest
    async def try_it(self) -> None:
        """Let in whoever is right; say what is wrong otherwise."""
        username, password = (
            self.query_one(f"#{name}", Input) for name in ("username", "password")
        )
        wrong = self.query_one("#wrong", Label)
        wrong.update("")
        try:
            token = await asyncio.to_thread(self._token, username.value.strip(), password.value)
        except RexianError as error:
            password.value = ""
            wrong.update(str(error))
            return
        self.dismiss(token)

    def _token(self, username: str, password: str) -> str:
        place = self._deployment
        token = log_in(place.store, username, password, place.now(), limits_of(place.settings))
        if self._remembers:
            keep_token(place.settings.database, token)
        return token
