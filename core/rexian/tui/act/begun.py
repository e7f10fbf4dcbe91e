"""What one has begun to fill in and not sent, to go on with or to throw away."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static

from rexian.desk.drafts import Kept, discard, drafts_of
from rexian.i18n import _, marked
from rexian.instants import format_instant
from rexian.lifecycle.commands import COMMANDS
from rexian.tui.act.dialog import ActDialog
from rexian.tui.bench import Dialog, newest, working
from rexian.tui.widgets.keybar import Keybar
from rexian.tui.widgets.sheet import Column, Row, Sheet
from rexian.words import say_time


class Drafts(Dialog[None]):
    """One's drafts."""

    CSS_PATH = "act.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f8", "discard", marked("discard the draft")),
        Binding("escape", "dismiss_none", marked("close")),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._kept: dict[str, Kept] = {}

    def compose(self) -> Iterable[Widget]:
        """Put it together."""
        with Vertical(classes="box"):
            yield Static(_("begun and not sent; enter goes on with it"), id="heading")
            yield Sheet(
                [
                    Column(_("saved"), 16),
                    Column(_("command"), 12),
                    Column(_("number"), 14),
                    Column(_("title"), 12, share=1),
                ]
            )
            yield Keybar()

    def on_mount(self) -> None:
        """Read them."""
        self.query_one(Sheet).focus()
        self.news()

    def _back(self, _done: object) -> None:
        """Read them anew."""
        self.news()

    @newest
    async def news(self) -> None:
        """Read them anew, whoever has changed something."""
        found = await self.ask(lambda seat: drafts_of(seat.deployment, seat.actor))
        self._kept = {f"{each.command} {each.number}": each for each in found}
        self.query_one(Sheet).show([_row(key, each) for key, each in self._kept.items()])

    @on(Sheet.Chosen)
    def _chosen(self, event: Sheet.Chosen) -> None:
        """Go on with one."""
        kept = self._kept[str(event.key)]
        self.app.push_screen(ActDialog(kept.command, kept.number), self._back)

    @working
    async def action_discard(self) -> None:
        """Throw away the one that is marked."""
        kept = self._kept.get(self.query_one(Sheet).key or "")
        if kept is not None:
            number, command = kept.number, kept.command
            await self.ask(lambda seat: discard(seat.deployment, seat.actor, command, number))
            self.news()


def _row(key: str, kept: Kept) -> Row:
    saved = say_time(format_instant(kept.saved))
    return Row(key, (saved, COMMANDS[kept.command].label(), kept.number, kept.title))
