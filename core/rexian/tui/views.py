"""A page with several views of one kind: lists that are searched, filled in and handed out.

A view says what stands in its list and what can be done there; the page has the keys.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import Any, ClassVar, Generic, TypeVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static
from textual.worker import Worker

from rexian.desk.seat import Seat
from rexian.i18n import _, marked
from rexian.people.actor import Actor
from rexian.tui.bench import Dialog, newest, working
from rexian.tui.page import Page
from rexian.tui.widgets.filling import Filling, Line, Part, Values
from rexian.tui.widgets.sheet import Column, Row, Sheet

T = TypeVar("T")
#: From this width on the row under the cursor is told of beside the list.
WIDE = 110


class View(Generic[T]):
    """One list.

    Attributes:
        id: names it in the bindings of its page.
        label: a message of the catalogue.
        key: the key that shows it.
        asks: whether what is searched for is asked of the desk, and not among what is shown.
        lasting: whether it is read anew only for who asks for it.
    """

    id: ClassVar[str]
    label: ClassVar[str]
    key: ClassVar[str]
    asks: ClassVar[bool] = False
    lasting: ClassVar[bool] = False

    def open_to(self, _actor: Actor) -> bool:
        """Whether somebody may see it at all."""
        return True

    def columns(self) -> Sequence[Column]:
        """Return its columns."""
        raise NotImplementedError

    def read(self, seat: Seat, sought: str) -> Sequence[T]:
        """Return what stands in it; called beside the screen, not on it."""
        raise NotImplementedError

    def row(self, item: T) -> Row:
        """Return one of them as a row."""
        raise NotImplementedError

    def told(self, item: T) -> str:
        """Tell everything about one of them."""
        raise NotImplementedError

    def can(self, actor: Actor) -> Collection[str]:
        """Return what of `add`, `change`, `remove`, `take_in`, `export` and more somebody may."""
        raise NotImplementedError

    async def choose(self, page: ViewsPage, item: T) -> None:
        """Do what Enter does: tell about it."""
        await page.app.push_screen_wait(Told(self.told(item)))

    async def do(self, page: ViewsPage, action: str, item: T | None) -> None:
        """Do one of what can be done, on the item under the cursor."""
        raise NotImplementedError


class Told(Dialog[None]):
    """Tells about something at length."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,q", "dismiss_none", marked("close"))]

    def __init__(self, told: str) -> None:
        super().__init__()
        self._told = told

    def compose(self) -> Iterable[Widget]:
        """Put it together."""
        with VerticalScroll(classes="box"):
            yield Static(self._told, markup=False)


class ViewsPage(Page):
    """A page with views, one of which is shown."""

    VIEWS: ClassVar[tuple[type[View[Any]], ...]] = ()
    DEFAULT_CSS = """
    ViewsPage #views { height: 1; text-wrap: nowrap; }
    ViewsPage #search { display: none; height: 1; }
    ViewsPage #search.shown { display: block; }
    ViewsPage #beside { display: none; width: 2fr; padding: 0 1; border-left: solid $panel; }
    ViewsPage #beside.shown { display: block; }
    ViewsPage Sheet { width: 3fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", marked("search"), key_display="/"),
        Binding("escape", "leave", marked("back to the whole list"), show=False),
        Binding("a", "do('add')", marked("add")),
        Binding("e", "do('change')", marked("change")),
        Binding("d", "do('remove')", marked("take out")),
        Binding("i", "do('take_in')", marked("take in"), show=False),
        Binding("x", "do('export')", marked("export")),
        Binding("r", "read", marked("read anew"), show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.views = {view.id: view() for view in self.VIEWS}
        self.view: View[Any] = next(iter(self.views.values()))
        self._found: Sequence[Any] | None = None
        self._items: dict[str, Any] = {}

    def body(self) -> Iterable[Widget]:
        """Yield the names of the views, the list, and what is told beside it."""
        yield Static(id="views")
        with Horizontal():
            yield Sheet(self.view.columns())
            with VerticalScroll(id="beside", can_focus=False):
                yield Static(id="told", markup=False)
        yield Input(id="search", placeholder=_("search"), compact=True)

    def on_mount(self) -> None:
        """Read what is shown first."""
        self.sheet.focus()
        self._named()
        self.read()

    # --- what is shown ------------------------------------------------------------------------

    @property
    def sheet(self) -> Sheet:
        """The list."""
        return self.query_one(Sheet)

    @property
    def item(self) -> Any:
        """What the row under the cursor is about; None where there is none."""
        return self._items.get(self.sheet.key or "")

    @property
    def sought(self) -> str:
        """What is searched for."""
        return self.query_one("#search", Input).value.strip()

    def news(self) -> Worker[None] | None:
        """Take notice that something has changed at the desk."""
        return None if self.view.lasting and self._found is not None else self.read()

    @newest
    async def read(self) -> None:
        """Read the list anew."""
        view, sought = self.view, self.sought
        self._found = await self.ask(lambda seat: view.read(seat, sought if view.asks else ""))
        self._show()

    def _show(self) -> None:
        """Show the list, or what of it is searched for."""
        rows = [(self.view.row(item), item) for item in self._found or ()]
        if self.sought and not self.view.asks:
            rows = [(row, item) for row, item in rows if _holds(row, self.sought)]
        self._items = {row.key: item for row, item in rows}
        self.sheet.show([row for row, _item in rows])
        self._named()
        self.refresh_bindings()

    def _named(self) -> None:
        """Name the views, and how many rows the one that is shown has."""
        tabs = []
        for view in self._open():
            tab = Content(f" {view.key} {_(view.label)} ")
            tabs.append(tab.stylize("reverse" if view is self.view else "dim"))
        count = Content(_("{n} rows").format(n=len(self._items)))
        self.query_one("#views", Static).update(Content(" ").join([*tabs, count]))

    def _open(self) -> list[View[Any]]:
        seat = self.bench.seat
        return [v for v in self.views.values() if seat is not None and v.open_to(seat.actor)]

    def on_sheet_moved(self, _event: Sheet.Moved) -> None:
        """Tell about the row under the cursor."""
        item = self.item
        told = "" if item is None else self.view.told(item)
        self.query_one("#told", Static).update(told)

    def on_resize(self, event: events.Resize) -> None:
        """Tell beside the list where there is room."""
        self.query_one("#beside").set_class(event.size.width >= WIDE, "shown")

    # --- keys ---------------------------------------------------------------------------------

    def action_view(self, name: str) -> None:
        """Show another view."""
        self.view = self.views[name]
        self._found, self._items = None, {}
        self.query_one("#search", Input).value = ""
        self.query_one("#search").remove_class("shown")
        self.sheet.show([])
        self.sheet.retitled(self.view.columns())
        self.sheet.focus()
        self._named()
        self.refresh_bindings()
        self.read()

    def action_search(self) -> None:
        """Search."""
        search = self.query_one("#search", Input)
        search.add_class("shown")
        search.focus()

    def action_leave(self) -> None:
        """Leave the search."""
        search = self.query_one("#search", Input)
        search.value = ""
        search.remove_class("shown")
        self.sheet.focus()

    def action_read(self) -> None:
        """Read the list anew."""
        self.read()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done in the view that is shown."""
        seat = self.bench.seat
        match action:
            case "do" if parameters[0] == "take_in" and self.bench.is_web:
                # Whoever sits in a browser would name a file of the server.
                return False
            case "do":
                return seat is not None and parameters[0] in self.view.can(seat.actor)
            case "view":
                return self.views[str(parameters[0])] in self._open()
        return True

    @working
    async def action_do(self, action: str) -> None:
        """Do something in the view that is shown."""
        await self.view.do(self, action, self.item)
        self.read()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search as it is typed."""
        if event.input.id == "search" and self.view.asks:
            self.read()
        elif event.input.id == "search":
            self._show()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to what is found."""
        if event.input.id == "search":
            self.sheet.focus()

    def on_sheet_chosen(self, _event: Sheet.Chosen) -> None:
        """Do what Enter does."""
        self.choose()

    @working
    async def choose(self) -> None:
        """Do to the row under the cursor what Enter does in its view."""
        if self.item is not None:
            await self.view.choose(self, self.item)
            self.read()

    # --- for the views ------------------------------------------------------------------------

    async def fill(self, dialog: Filling[str]) -> None:
        """Have something filled in, and say what came of it."""
        told = await self.app.push_screen_wait(dialog)
        if told:
            self.notify(told, markup=False)

    async def hand_out_rows(self, name: str, title: str) -> None:
        """Hand over what is shown as a spreadsheet."""
        headings = [column.title for column in self.view.columns()]
        rows = [self.view.row(item).cells for item in self._items.values()]

        def write(_seat: Seat, file: Path) -> None:
            # It takes its time to come, so it comes where nobody waits for the screen.
            from rexian.documents.tables import write_table

            write_table(file, title, headings, rows)

        await self.hand_out(name, write)


def taking_in(
    title: str, name: str, work: Callable[[Seat, Values], str], parts: Sequence[Part] = ()
) -> Filling[str]:
    """Return a dialog that asks for the path of a spreadsheet (`file`), and takes it in."""
    return Filling(title, [Line("file", _("file (.xlsx)"), name), *parts], work)


def _holds(row: Row, sought: str) -> bool:
    return sought.casefold() in " ".join(row.cells).casefold()
