"""Setting up a desk of one's own."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, Label, Static

from rexian.clock import wall_clock
from rexian.desk.founding import Wanted, found, refuse_second
from rexian.errors import InputError, RexianError
from rexian.i18n import _, marked
from rexian.people.passwords import check_password
from rexian.settings.finding import FILE
from rexian.tui.bench import newest, working
from rexian.tui.door.made import Made
from rexian.tui.door.whose import Whose
from rexian.tui.lines import Lines
from rexian.tui.widgets.keybar import Keybar


class Founding(Lines[Made]):
    """A form for what a desk has to know of itself before it can be opened."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "set_up", marked("set up"), priority=True),
        Binding("escape", "dismiss_none", marked("back")),
    ]

    def compose(self) -> Iterable[Widget]:
        """Put it together."""
        with VerticalScroll(classes="box form"):
            yield Static(_("A desk of your own"), id="title", markup=False)
            yield Label(_("Whose rules apply"))
            yield Whose()
            yield Label(_("The folder it goes into"))
            yield Input(".", id="folder", compact=True)
            yield Label(_("Database: a file, or postgresql://user@host/name"))
            yield Input("rexian.db", id="database", compact=True)
            yield Label(_("The administrator's user name"))
            yield Input("admin", id="admin", compact=True)
            yield Label(_("Password"))
            yield Input(password=True, id="password", compact=True)
            yield Label(_("Once more"))
            yield Input(password=True, id="repeated", compact=True)
            yield Static("", id="wrong", markup=False)
        yield Keybar()

    @working
    async def on_mount(self) -> None:
        """Begin with the folder; what is installed is filled in meanwhile."""
        self.query_one("#folder").focus()
        await self.query_one(Whose).load()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say at once what will not do, of what has been filled in so far."""
        if event.input.value:
            self._check(so_far=True)

    def action_set_up(self) -> None:
        """Set it up once what is being typed is there."""
        self.once_typed()

    def finish(self) -> None:
        """Set it up, if what is filled in will do."""
        if self._check(so_far=False):
            self.set_up()

    @newest
    async def set_up(self) -> None:
        """Set it up, and go on to the login."""
        wrong = self.query_one("#wrong", Static)
        wanted = Wanted(
            Path(self._value("folder")).expanduser(),
            self.query_one(Whose).chosen or "",
            self._value("database"),
            self._value("admin"),
            self.query_one("#password", Input).value,
        )
        wrong.update(_("setting up ..."))
        try:
            made = await asyncio.to_thread(found, wanted, wall_clock())
        except RexianError as error:
            wrong.update(str(error))
            return
        self.dismiss(Made(made.settings.file, wanted.admin))

    def _check(self, *, so_far: bool) -> bool:
        """Say what will not do; return whether all will."""
        wrong = self.query_one("#wrong", Static)
        try:
            self._refuse(so_far=so_far)
        except RexianError as error:
            wrong.update(str(error))
            return False
        wrong.update("")
        return True

    def _refuse(self, *, so_far: bool) -> None:
        """Refuse what will not do; of what is not filled in yet, nothing is said so far.

        Raises:
            InputError: it says what.
        """
        password, repeated = (
            self.query_one(f"#{n}", Input).value for n in ("password", "repeated")
        )
        refuse_second(Path(self._value("folder")).expanduser() / FILE)
        if not so_far:
            self._refuse_gaps()
        if password or not so_far:
            check_password(password, self._value("admin"))
        if (repeated or not so_far) and not password.startswith(repeated):
            raise InputError(_("the two passwords differ"))
        if not so_far and password != repeated:
            raise InputError(_("the two passwords differ"))

    def _refuse_gaps(self) -> None:
        if self.query_one(Whose).chosen is None:
            raise InputError(_("choose whose rules apply"))
        for name in ("folder", "database", "admin"):
            if not self._value(name):
                self.query_one(f"#{name}").focus()
                raise InputError(_("fill this in"))

    def _value(self, name: str) -> str:
        return self.query_one(f"#{name}", Input).value.strip()
