"""The page of the tickets before somebody, the next due first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal, Vertical
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, Static
from textual.worker import Worker

from rexian.desk.acts import Done
from rexian.desk.queue import ORDERS, Listed, Wanted
from rexian.desk.queue.searching import callers_of, is_whole_number
from rexian.desk.seat import Seat
from rexian.i18n import _, language, marked
from rexian.instants import DAY, Instant
from rexian.people.permissions import allowed
from rexian.saying import queue as said
from rexian.saying.width import steady
from rexian.tui.bench import newest, working
from rexian.tui.listing import named
from rexian.tui.page import Page
from rexian.tui.queue.rows import columns, detail
from rexian.tui.queue.shelf import Shelf, read, read_rows
from rexian.tui.queue.views import Views
from rexian.tui.ticket.keys import BY_KEY, command_for
from rexian.tui.widgets.sheet import Column, Row, Sheet

#: How long nothing is typed before it is searched for, in seconds.
PAUSE = 0.15
#: The spans within which tickets are due that are shown in turn.
SPANS = (None, DAY, 2 * DAY, 3 * DAY)
#: From this width on the queues stand beside the list.
WIDE = 110
_HOUR = 3600


class Tickets(Sheet):
    """The list; left and right lead to the queues beside the one that is shown."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "left,left_square_bracket", "screen.turn(-1)", marked("the queue before"), show=False
        ),
        Binding(
            "right,right_square_bracket", "screen.turn(1)", marked("the next queue"), show=False
        ),
    ]


class QueuePage(Page):
    """The tickets before somebody."""

    HELP = marked(
        "The tickets before you, queue by queue. What presses most stands first; what is late is "
        "red and says by how much, what is due within a day is yellow. A search looks through "
        "every ticket that you may see: by number, title, unit, or a caller's whole number."
    )
    DEFAULT_CSS = """
    QueuePage #halves { height: 1fr; layout: vertical; }
    QueuePage.-wide #halves { layout: horizontal; }
    QueuePage.-wide Views {
        width: 24; height: 1fr; max-height: 100%; border-right: solid $panel;
    }
    QueuePage #list { width: 1fr; height: 1fr; }
    QueuePage #line { height: 1; }
    QueuePage #shown { width: 1fr; padding: 0 1; color: $text-muted; text-wrap: nowrap; }
    QueuePage #detail {
        height: 3; padding: 0 1; background: $surface; text-wrap: nowrap; text-overflow: clip;
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(key, f"act('{key}')", each.label, show=key not in ("f4", "f5"))
            for key, each in BY_KEY.items()
        ),
        Binding("n", "new", marked("new")),
        Binding("t,space", "commands", marked("menu")),
        Binding("slash", "search", marked("search"), key_display="/"),
        Binding("s", "sort", marked("put in order by the next"), show=False),
        Binding("S", "reverse", marked("the other way round"), show=False),
        Binding("f", "within", marked("due within a day, two, three"), show=False),
        Binding("x", "export", marked("export"), show=False),
        Binding("c", "copy", marked("copy the number"), show=False),
        Binding("r", "news", marked("read anew"), show=False),
        Binding("escape", "end_search", marked("end the search"), show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._wanted = Wanted()
        self.shelf = Shelf()
        self._is_filling = self._is_blank = False
        self._told: tuple[Listed | None, Instant] | None = None
        self._typing: Timer | None = None

    def body(self) -> Iterable[Widget]:
        """Yield the queues, the list, and what is told of the ticket under the cursor."""
        with Container(id="halves"):
            yield Views()
            with Vertical(id="list"):
                with Horizontal(id="line"):
                    yield Input(
                        placeholder=_("number, title, unit or telephone"),
                        id="search",
                        compact=True,
                    )
                    yield Static(id="shown", markup=False)
                yield Tickets(self._columns())
                yield Static(id="detail", markup=False)

    def on_resize(self, event: events.Resize) -> None:
        """Name the queues beside the list where there is room."""
        self.set_class(event.size.width >= WIDE, "-wide")

    def on_mount(self) -> None:
        """Read the list; what the cursor is on is drawn with it, a message would come after."""
        self.sheet.focus()
        self.watch(self.sheet, "cursor", self._tell, init=False)
        self.news()

    @property
    def sheet(self) -> Tickets:
        """The list."""
        return self.query_one(Tickets)

    @property
    def _field(self) -> Input:
        return self.query_one("#search", Input)

    @property
    def ticket(self) -> Listed | None:
        """The ticket under the cursor; None where there is none, or not read yet."""
        kept = self.shelf.at(self.sheet.cursor)
        return None if kept is None else kept.told

    # --- reading ------------------------------------------------------------------------------

    @newest
    async def news(self) -> None:
        """Read the list anew; the cursor stays on its ticket."""
        await self._read()

    @newest
    async def read_from_the_top(self) -> None:
        """Read another list."""
        await self._read(stays=False)

    @newest
    async def come_to(self, number: str) -> None:
        """Read the list anew, and go to a ticket that is in it."""
        await self._read(number=number)

    async def _read(self, *, stays: bool = True, number: str | None = None) -> None:
        wanted, near = self._wanted, self.ticket if stays else None
        at, place = number or (near and near.due.id), self.sheet.cursor if stays else 0
        found = await self.ask(lambda seat: read(seat, wanted, at, place))
        if wanted != self._wanted:
            return
        # Meanwhile the cursor may have been moved on.
        moved = self.ticket if stays else None
        place = found.place if moved == near else found.place_of(moved)
        self.shelf.fill(found)
        self.query_one(Views).told(found.counts, wanted.view, is_search=wanted.is_search)
        self.query_one("#shown", Static).update(steady(self._shown()))
        self.sheet.show(self._row, len(found.ids), cursor=place)
        self.refresh_bindings()

    def _row(self, place: int) -> Row | None:
        kept = self.shelf.at(place)
        if kept is None:
            self._is_blank = True
            self._fill()
        return None if kept is None else kept.row

    def _fill(self) -> None:
        """Have the rows read that are in view, or soon will be, one reading at a time."""
        if not self._is_filling and self.shelf.missing(self.sheet.in_view):
            self._is_filling = True
            self.fill()

    @working
    async def fill(self) -> None:
        """Read the rows that are missing until none is."""
        try:
            while asked := self.shelf.missing(self.sheet.in_view):
                reading, wanted, now = self.shelf.reading, self._wanted, self.shelf.now
                work = partial(read_rows, wanted=wanted, ids=asked, now=now)
                found = await self.ask(work)
                if reading == self.shelf.reading:
                    self.shelf.take(asked, found)
                    self._come()
        finally:
            self._is_filling = False

    def _come(self) -> None:
        if self._is_blank:
            self._is_blank = False
            self.sheet.come()

    def on_sheet_moved(self) -> None:
        """Tell of the ticket under the cursor, and read what comes next."""
        self._tell()
        self._fill()

    def _tell(self) -> None:
        told, now = self.ticket, self.shelf.now
        if (told, now) != self._told and (told is not None or not self.shelf.ids):
            self._told, shown = (told, now), detail(told, now) if told else _("no tickets")
            self.query_one("#detail", Static).update(shown, layout=False)

    # --- which tickets ------------------------------------------------------------------------

    def _want(self, wanted: Wanted) -> Worker[None]:
        self._wanted = wanted
        self.sheet.retitled(self._columns())
        return self.read_from_the_top()

    def _columns(self) -> list[Column]:
        wanted, chinese = self._wanted, language() != "en"
        return columns(wanted.order, backward=wanted.backward, chinese=chinese)

    def _shown(self) -> str:
        """Say what the list holds, in which order."""
        wanted = self._wanted
        parts = [_("{n} tickets").format(n=len(self.shelf.ids))]
        if wanted.text:
            parts.append(_("that hold {text}").format(text=wanted.text))
        if wanted.callers is not None:
            parts.append(_("of whoever calls from that number"))
        if wanted.within:
            parts.append(_("due within {n} hours").format(n=wanted.within // _HOUR))
        if wanted.order != "due" or wanted.backward:
            told = _("by {order}, backwards") if wanted.backward else _("by {order}")
            parts.append(told.format(order=ORDERS.label(wanted.order)))
        return "  ".join(parts)

    def action_turn(self, by: int) -> None:
        """Show the queue before or after."""
        names = self.query_one(Views).names
        view = self._wanted.view
        place = names.index(view) if view in names else 0
        self.action_to_view(names[(place + by) % len(names)])

    def action_to_view(self, view: str | None) -> None:
        """Show a queue; a search ends with it."""
        self._close_field()
        self._want(replace(self._wanted, view=view, text="", callers=None))

    def action_sort(self) -> None:
        """Put the list in order by what comes next."""
        place = ORDERS.ids.index(self._wanted.order)
        order = ORDERS.ids[(place + 1) % len(ORDERS)]
        self._want(replace(self._wanted, order=order, backward=False))

    def action_reverse(self) -> None:
        """Put the list the other way round."""
        self._want(replace(self._wanted, backward=not self._wanted.backward))

    def on_sheet_sorted(self, event: Sheet.Sorted) -> None:
        """Put the list in order by the column whose heading is clicked, or the other way round."""
        if event.key == self._wanted.order:
            self.action_reverse()
        elif event.key is not None:
            self._want(replace(self._wanted, order=event.key, backward=False))

    def action_within(self) -> None:
        """Show what is due within a day, two days, three, or at any time."""
        place = SPANS.index(self._wanted.within)
        self._want(replace(self._wanted, within=SPANS[(place + 1) % len(SPANS)]))

    # --- searching ----------------------------------------------------------------------------

    def action_search(self) -> None:
        """Search."""
        self._field.add_class("-open")
        self._field.focus()

    def on_input_changed(self) -> None:
        """Search for what has been typed once nothing more is."""
        if self._typing is not None:
            self._typing.stop()
        if self._field.has_class("-open"):
            self._typing = self.set_timer(PAUSE, self.find)

    def on_input_submitted(self) -> None:
        """Go to the list."""
        self.sheet.focus()

    def on_key(self, event: events.Key) -> None:
        """Go from the field down into the list."""
        if event.key == "down" and self._field.has_focus:
            self.sheet.focus()
            event.stop()

    @newest
    async def find(self) -> None:
        """Search for what has been typed; a whole telephone number is a caller's."""
        text = self._field.value.strip()
        is_number = is_whole_number(text)
        self._field.password = is_number
        callers = await self.ask(lambda seat: _callers(seat, text)) if is_number else None
        self._want(replace(self._wanted, text="" if is_number else text, callers=callers))

    def action_end_search(self) -> None:
        """End the search: the queue that was shown before it is shown again."""
        self._close_field()
        if self._wanted.is_search:
            self._want(replace(self._wanted, text="", callers=None))

    def _close_field(self) -> None:
        if self._typing is not None:
            self._typing.stop()
        self._field.remove_class("-open")
        with self.prevent(Input.Changed):
            self._field.value = ""
        self._field.password = False
        self.sheet.focus()

    # --- tickets ------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the commands that somebody's roles let him give at all."""
        seat = self.bench.seat
        if action in {"act", "new"} and seat is not None:
            given = BY_KEY[str(parameters[0])].commands if action == "act" else ("new",)
            return any(allowed(seat.actor, each, own=True) for each in given)
        return super().check_action(action, parameters)

    def on_sheet_chosen(self, event: Sheet.Chosen) -> None:
        """Open the ticket."""
        from rexian.tui.ticket.page import TicketPage

        if event.key is not None:
            self.app.push_screen(TicketPage(event.key))

    @working
    async def action_act(self, key: str) -> None:
        """Open what a function key stands for on the ticket under the cursor."""
        from rexian.desk.offering import menu

        number = self.sheet.key
        if number is not None:
            found = await self.ask(lambda seat: menu(seat.deployment, seat.actor, number))
            self._open(command_for(BY_KEY[key], found.allowed), number)

    def action_new(self) -> None:
        """Take a new ticket down."""
        self._open("new", None)

    def _open(self, command: str, number: str | None) -> None:
        from rexian.tui.act.dialog import ActDialog

        self.app.push_screen(ActDialog(command=command, number=number), self._acted)

    def _acted(self, done: Done | None) -> None:
        if done is not None:
            self.come_to(done.number)

    def action_commands(self) -> None:
        """Show everything that can be done with the ticket under the cursor."""
        from rexian.tui.act.menu import CommandMenu

        if self.sheet.key is not None:
            self.app.push_screen(CommandMenu(self.sheet.key), self._acted)

    def action_copy(self) -> None:
        """Copy the number of the ticket under the cursor."""
        if self.sheet.key is not None:
            self.app.copy_to_clipboard(self.sheet.key)
            self.notify(_("{number} copied").format(number=self.sheet.key), markup=False)

    def action_news(self) -> None:
        """Read the list anew."""
        self.news()

    @working
    async def action_export(self) -> None:
        """Write all that is listed into a spreadsheet."""
        from rexian.documents.tickets import write_list

        wanted, title = self._wanted, said.view_name(self._wanted.view)
        await self.hand_out(
            named(title, self.shelf.now),
            lambda seat, file: write_list(
                seat,
                wanted,
                file,
                title=title,
                headings=said.sheet_headings(),
                cells=said.sheet_cells,
            ),
            new=True,
        )


def _callers(seat: Seat, text: str) -> tuple[str, ...]:
    return callers_of(seat.deployment, seat.actor, text)
