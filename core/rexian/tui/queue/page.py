"""The page of the tickets before somebody, the next due first."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget

from rexian.desk.queue import VIEWS, Wanted, queue
from rexian.desk.seat import Seat
from rexian.i18n import _, marked
from rexian.instants import Instant
from rexian.model.vocabulary import KINDS
from rexian.saying.left import say_left
from rexian.store.read import Due
from rexian.tui.bench import newest
from rexian.tui.page import Page
from rexian.tui.widgets.sheet import Column, Row, Sheet


class QueuePage(Page):
    """The tickets before somebody."""

    HELP = marked("The tickets before you, the next due first.")

    def body(self) -> Iterable[Widget]:
        """Yield the list."""
        yield Sheet(
            [
                Column(_("time left"), 9),
                Column(_("number"), 14),
                Column(_("kind"), 4),
                Column(_("title"), 14, share=3),
                Column(_("unit"), 10, share=1),
                Column(_("stage"), 6),
            ]
        )

    def on_mount(self) -> None:
        """Read them."""
        self.query_one(Sheet).focus()
        self.news()

    @newest
    async def news(self) -> None:
        """Read them anew."""
        found, now = await self.ask(_read)
        self.query_one(Sheet).show([_row(each, now) for each in found])


def _read(seat: Seat) -> tuple[list[Due], Instant]:
    now = seat.deployment.now()
    with seat.deployment.store.reading() as connection:
        return queue(connection, seat.actor, Wanted(), now), now


def _row(due: Due, now: Instant) -> Row:
    tone = "" if due.due_at is None else "late" if due.due_at < now else "calm"
    kind = KINDS.label(due.kind) if due.kind else ""
    cells = (
        say_left(due.due_at, now),
        due.number,
        kind,
        due.title,
        due.host or "",
        VIEWS.label(due.view),
    )
    return Row(due.number, cells, tones={0: tone} if tone else {})
