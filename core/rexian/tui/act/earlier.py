"""The caller's earlier tickets, once a new one is taken down: to be linked with it, or not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static

from rexian.desk.acts import Done
from rexian.desk.seat import Seat
from rexian.i18n import _, marked
from rexian.instants import format_instant
from rexian.lifecycle.stages import STAGES
from rexian.store.change import TicketRow
from rexian.store.read import ticket_by_number
from rexian.tui.bench import Dialog, working
from rexian.tui.widgets.keybar import Keybar
from rexian.tui.widgets.sheet import Column, Row, Sheet
from rexian.words import say_time


class Earlier(Dialog[None]):
    """Offers to link a new ticket with one of the caller's earlier ones."""

    CSS_PATH = "act.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss_none", marked("a matter of its own")),
    ]

    def __init__(self, number: str, earlier: Sequence[str]) -> None:
        super().__init__()
        self._number, self._earlier = number, tuple(earlier)

    def compose(self) -> Iterable[Widget]:
        """Put it together."""
        told = _(
            "{ticket}: the same caller has raised these before; enter links it with one of them"
        )
        with Vertical(classes="box"):
            yield Static(told.format(ticket=self._number), markup=False)
            yield Sheet(
                [
                    Column(_("number"), 14),
                    Column(_("received"), 16),
                    Column(_("stage"), 10),
                    Column(_("title"), 14, share=1),
                ]
            )
            yield Keybar()

    def on_mount(self) -> None:
        """Read them."""
        self.query_one(Sheet).focus()
        self.read()

    @working
    async def read(self) -> None:
        """Show how they stand."""
        found = await self.ask(self._read)
        self.query_one(Sheet).show([_row(number, each) for number, each in found])

    def _read(self, seat: Seat) -> list[tuple[str, TicketRow]]:
        with seat.deployment.store.reading() as connection:
            found = {each: ticket_by_number(connection, each) for each in self._earlier}
        return [(number, each.ticket) for number, each in found.items() if each is not None]

    @on(Sheet.Chosen)
    def _chosen(self, event: Sheet.Chosen) -> None:
        """Link it, with the dialog of that."""
        from rexian.tui.act.dialog import ActDialog

        given = {"ticket": str(event.key)}
        dialog = ActDialog("link", self._number, given=given)
        self.app.push_screen(dialog, self._linked)

    def _linked(self, _done: Done | None) -> None:
        self.dismiss(None)


def _row(number: str, found: TicketRow) -> Row:
    received = say_time(format_instant(found.received_at))
    return Row(number, (number, received, STAGES.label(found.stage), found.title))
