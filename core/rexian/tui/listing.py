"""A page that lists things: what is shown, a search, the list, and what there is to tell of one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import ClassVar

from rich.table import Table
from rich.text import Text
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from rexian.i18n import _, marked
from rexian.instants import Instant, format_instant
from rexian.tui.page import Page
from rexian.tui.widgets.sheet import Column, Sheet

#: What is told of a thing: what it is about, and what is said.
Lines = Iterable[tuple[str, str]]


class Listing(Page):
    """A page with a list; its own page gives the columns and what is told of a row."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012 - as Textual has it
    CSS_PATH: ClassVar[Path] = Path(__file__).with_name("listing.tcss")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "search", marked("search"), key_display="/"),
        Binding("escape", "close_search", marked("end the search"), show=False),
        Binding("x", "export", marked("export")),
        Binding("r", "read", marked("read anew"), show=False),
    ]

    def body(self) -> Iterable[Widget]:
        """Yield its parts."""
        yield Static(id="told", markup=False)
        yield Input(placeholder=_("what it holds; Escape ends the search"), id="search")
        with Container(id="halves"):
            yield Sheet(self.columns())
            with VerticalScroll(id="detail"):
                yield from self.above()
                yield Static(id="lines", markup=False)

    def above(self) -> Iterable[Widget]:
        """Yield what stands over what is told of a row."""
        return ()

    def columns(self) -> Sequence[Column]:
        """Return the columns of the list."""
        raise NotImplementedError

    def redraw(self) -> None:
        """Show the rows, those alone that hold what is searched for."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Read what is listed."""
        self.sheet.focus()
        self.news()

    @property
    def sheet(self) -> Sheet:
        """The list."""
        return self.query_one(Sheet)

    @property
    def searched(self) -> str:
        """What is searched for."""
        return self.query_one("#search", Input).value.strip().casefold()

    def holds(self, *texts: str) -> bool:
        """Whether any of some texts holds what is searched for."""
        return any(self.searched in text.casefold() for text in texts)

    def say(self, *parts: str | Content) -> None:
        """Say over the list what it shows."""
        told = [part if isinstance(part, Content) else Content(part) for part in parts if part]
        self.query_one("#told", Static).update(Content("  ").join(told))

    def tell(self, title: str, lines: Lines) -> None:
        """Tell of the row under the cursor."""
        table = Table.grid(padding=(0, 1))
        table.add_column(no_wrap=True)
        table.add_column(overflow="fold")
        before = ""
        for label, said in lines:
            table.add_row(Text("" if label == before else label, style="dim"), Text(said))
            before = label
        whole = Table.grid()
        whole.add_row(Text(title, style="bold"))
        whole.add_row(table)
        self.query_one("#lines", Static).update(whole)

    # --- actions ------------------------------------------------------------------------------

    def action_search(self) -> None:
        """Search in the list."""
        field = self.query_one("#search", Input)
        field.add_class("-open")
        field.focus()

    def action_close_search(self) -> None:
        """End the search: everything is shown again."""
        field = self.query_one("#search", Input)
        field.value = ""
        field.remove_class("-open")
        self.sheet.focus()

    def on_input_changed(self) -> None:
        """Show what holds what has been typed so far."""
        self.redraw()

    def on_input_submitted(self) -> None:
        """Go to the list; what was searched for stays."""
        self.sheet.focus()

    def action_read(self) -> None:
        """Read everything anew."""
        self.news()


def named(title: str, now: Instant) -> str:
    """Return the name of an export: what it is, and when."""
    stamp = format_instant(now)[:19].replace(":", "").replace("T", "-")
    return f"{title}-{stamp}.xlsx"
