"""The rules browser: document, clause, rule, line of a table, and a case to try."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from rexian.i18n import _, marked
from rexian.tui.bench import newest, working
from rexian.tui.page import Page
from rexian.tui.rules.asking import Turn, export_of, write_list
from rexian.tui.rules.leading import opened
from rexian.tui.rules.library import Library, library_of
from rexian.tui.rules.reader import Reader
from rexian.tui.rules.targets import Shelf, Target
from rexian.tui.rules.views import Item, ListView, TextView, Tries, View
from rexian.tui.widgets.sheet import Column, Row, Sheet

#: From this width on a list and what it is about stand side by side.
WIDE = 110


@dataclass(slots=True)
class Step:
    """A step on the way: what is shown there, and where the cursor stood when it was left."""

    to: Target
    view: View
    key: str | None = None


class RulesPage(Page):
    """The rules of every installed jurisdiction, and the clauses that they come from."""

    HELP = marked(
        "What the documents say: clause by clause, question by question, line by line; what they "
        "do not say stands there as not laid down. Enter leads on, Escape back. A reading can be "
        "turned to see a table as it would be then, and any case be tried."
    )
    CSS_PATH = "page.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", marked("back")),
        Binding("slash", "search", marked("search"), key_display="/"),
        Binding("t", "try", marked("try a case")),
        Binding("v", "turn", marked("read otherwise")),
        Binding("o", "filter", marked("only open ones")),
        Binding("f", "facts", marked("fact by fact")),
        Binding("left", "shift(-1)", marked("columns to the left"), show=False),
        Binding("right", "shift(1)", marked("columns to the right"), show=False),
        Binding("c", "copy", marked("copy the citation"), show=False),
        Binding("x", "export", marked("export"), show=False),
        Binding("r", "read", marked("read anew"), show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.library: Library | None = None
        self.way: list[Step] = []
        self._items: dict[str, Item] = {}
        self._shifted = 0

    def body(self) -> Iterable[Widget]:
        """Yield the way so far, what is to be known, and the two halves."""
        yield Static(id="way", markup=False)
        yield Static(id="note", markup=False)
        yield Input(id="search", placeholder=_("what it holds; Escape ends the search"))
        with Container(id="halves"):
            yield Sheet((Column("", 1),), id="list")
            yield Reader(id="text")

    def on_mount(self) -> None:
        """Open the shelf."""
        self.sheet.focus()
        self.begin()

    @property
    def sheet(self) -> Sheet:
        """The list."""
        return self.query_one("#list", Sheet)

    @property
    def reader(self) -> Reader:
        """The text."""
        return self.query_one("#text", Reader)

    @property
    def top(self) -> View | None:
        """What is shown at the end of the way."""
        return self.way[-1].view if self.way else None

    @property
    def listed(self) -> Step | None:
        """The last list on the way."""
        return next((step for step in self.way[::-1] if isinstance(step.view, ListView)), None)

    # --- leading on ---------------------------------------------------------------------------

    @working
    async def begin(self) -> None:
        """Find what is installed, that of the desk first."""
        self.library = await self.ask(lambda seat: library_of(seat.deployment.rules.ruler))
        await self._lead(Shelf())

    @newest
    async def lead(self, to: Target) -> None:
        """Go on to something."""
        await self._lead(to)

    async def _lead(self, to: Target) -> None:
        self.query_one("#way", Static).update(_("working it out .."))
        view = await self._opened(to)
        if self.way:
            self.way[-1].key = self._key()
        self.way.append(Step(to, view))
        self._search("")
        self.draw()

    async def _opened(self, to: Target) -> View:
        assert self.library is not None  # noqa: S101 - nothing leads anywhere before
        return await asyncio.to_thread(opened, self.library, to)

    @newest
    async def again(self) -> None:
        """Put together anew what is shown."""
        step = self.way[-1]
        step.key, step.view = self._key(), await self._opened(step.to)
        self.draw()

    @newest
    async def back(self) -> None:
        """Go back one step, to how it is now."""
        self.way.pop()
        step = self.way[-1]
        step.view = await self._opened(step.to)
        self._search("")
        self.draw()

    def _key(self) -> str | None:
        return self.reader.key if isinstance(self.top, TextView) else self.sheet.key

    # --- drawing ------------------------------------------------------------------------------

    def draw(self) -> None:
        """Show the end of the way."""
        step, found = self.way[-1], self.listed
        reads = isinstance(step.view, TextView)
        self.set_class(reads, "-reads")
        self._shifted = 0
        if found is not None:
            self._list(found)
        if isinstance(step.view, TextView):
            self.reader.read(step.view)
            if step.key is not None:
                self.reader.stand(step.key)
        (self.reader if reads else self.sheet).focus()
        self._say()
        self.refresh_bindings()

    def _say(self) -> None:
        """Say the way so far, and what is to be known of what is shown."""
        titles = [step.view.title for step in self.way]
        self.query_one("#way", Static).update(Content(" > ".join(titles)).stylize("bold"))
        view, note = self.listed, self.query_one("#note", Static)
        shown = view.view if view else None
        told = shown.note if isinstance(shown, ListView) else ""
        note.update(told)
        note.display = bool(told)
        note.set_class(isinstance(shown, ListView) and shown.warned, "-warned")

    def _list(self, step: Step) -> None:
        view = step.view
        assert isinstance(view, ListView)  # noqa: S101 - `listed` gives no other
        kept = [item for item in view.items if self._holds(item)]
        self._items = {item.row.key: item for item in kept}
        columns, rows = self._ordered(view, [item.row for item in kept])
        self.sheet.retitled(columns)
        self.sheet.show(rows)
        if step.key is not None:
            places = [n for n, row in enumerate(rows) if row.key == step.key]
            self.sheet.cursor = places[0] if places else 0

    def _ordered(self, view: ListView, rows: list[Row]) -> tuple[tuple[Column, ...], list[Row]]:
        """Return columns and rows, those columns first that have been shifted to."""
        if not (view.fixed and self._shifted):
            return view.columns, rows
        places = [*range(view.fixed), *range(view.fixed + self._shifted, len(view.columns))]
        return (
            tuple(view.columns[n] for n in places),
            [Row(row.key, tuple(row.cells[n] for n in places), row.tone) for row in rows],
        )

    def _holds(self, item: Item) -> bool:
        sought = self.query_one("#search", Input).value.strip().casefold()
        return sought in " ".join(item.row.cells).casefold()

    def on_resize(self, event: events.Resize) -> None:
        """Set list and text side by side where there is room."""
        self.set_class(event.size.width >= WIDE, "-wide")

    def on_sheet_moved(self, event: Sheet.Moved) -> None:
        """Tell about the row under the cursor."""
        if event.sheet is self.sheet and isinstance(self.top, ListView):
            self.tell()

    @newest
    async def tell(self) -> None:
        """Tell, beside or below the list, about the row under the cursor."""
        item = self._items.get(self.sheet.key or "")
        view: View | None = None if item is None else item.about
        if view is None and item is not None and item.to is not None:
            view = await self._opened(item.to)
        if isinstance(self.top, ListView):
            self.reader.read(view if isinstance(view, TextView) else TextView("", ()))

    # --- keys ---------------------------------------------------------------------------------

    def check_action(self, action: str, _parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done where one is."""
        top = self.top
        shown = top if isinstance(top, ListView) else None
        can = {
            "back": len(self.way) > 1 or self._searching,
            "search": shown is not None,
            "try": top is not None and top.tries is not None,
            "turn": shown is not None and shown.turning is not None,
            "filter": shown is not None and shown.filtered,
            "facts": shown is not None and shown.by_facts,
            "shift": shown is not None and shown.fixed > 0,
            "export": shown is not None,
        }
        return can.get(action, True)

    def on_sheet_chosen(self, event: Sheet.Chosen) -> None:
        """Go on to what is under the cursor."""
        if isinstance(event.sheet, Reader):
            line = event.sheet.line_of(event.key)
            to = line.to if line else None
        else:
            to = self._items[event.key or ""].to
        if to is not None:
            self.lead(to)

    def action_back(self) -> None:
        """End the search, or go back."""
        if self._searching:
            self._search("")
            self.draw()
        elif len(self.way) > 1:
            self.back()

    @property
    def _searching(self) -> bool:
        return self.is_mounted and bool(self.query_one("#search").display)

    def action_search(self) -> None:
        """Search in what the list holds."""
        field = self.query_one("#search", Input)
        field.display = True
        # At once, so that nothing of what is typed next is lost.
        self.set_focus(field)

    def _search(self, text: str) -> None:
        field = self.query_one("#search", Input)
        with field.prevent(Input.Changed):
            field.value = text
        field.display = False

    def on_input_changed(self) -> None:
        """Show what holds what has been typed so far."""
        if self.listed is not None:
            self._list(self.listed)

    def on_input_submitted(self) -> None:
        """Go to the first of what is found, past the headings between."""
        self.sheet.focus()
        found = [item.to is not None for item in self._items.values()]
        if any(found) and not found[self.sheet.cursor]:
            self.sheet.cursor = found.index(True)

    def action_filter(self) -> None:
        """Show only the clauses that are open, or all of them."""
        if self.library is not None:
            self.library.only_open = not self.library.only_open
            self.again()

    def action_facts(self) -> None:
        """Show the table fact by fact, or in words."""
        if self.library is not None:
            self.library.by_facts = not self.library.by_facts
            self.again()

    def action_shift(self, by: int) -> None:
        """Show the columns that stand further to one side."""
        view = self.top
        if isinstance(view, ListView) and self.listed is not None:
            most = len(view.columns) - view.fixed - 1
            self._shifted = max(0, min(most, self._shifted + by))
            self._list(self.listed)

    def action_read(self) -> None:
        """Put together anew what is shown."""
        if self.way:
            self.again()

    def action_copy(self) -> None:
        """Copy the citation of what the cursor stands on."""
        if isinstance(self.top, TextView):
            line = self.reader.line
            cite = (line.cite if line else "") or self.top.cite
        else:
            item = self._items.get(self.sheet.key or "")
            cite = item.cite if item else ""
        if cite:
            self.app.copy_to_clipboard(cite)
            self.notify(_("copied: {text}").format(text=cite), markup=False)

    def action_turn(self) -> None:
        """Ask how a point is to be read, and show everything as it is then."""
        turning = self.top.turning if isinstance(self.top, ListView) else None
        if turning is not None and self.library is not None:
            turned = Turn(self.app, self.library, turning, self.again)
            turned.ask(self.sheet.key or "")

    def action_try(self) -> None:
        """Try a case of the question that is shown."""
        tries = self.top.tries if self.top else None
        if tries is not None:
            self.try_(tries)

    @working
    async def try_(self, tries: Tries) -> None:
        """Open what a case is tried in."""
        from rexian.tui.rules.trial import trial_from, trial_of
        from rexian.tui.rules.trying import TryPage

        library = self.library
        assert library is not None  # noqa: S101 - nothing is shown before
        if tries.example is None:
            trial = await asyncio.to_thread(trial_of, library, tries.sheet, tries.question)
        else:
            trial = await asyncio.to_thread(trial_from, library, tries.question, tries.example)
        self.app.push_screen(TryPage(trial))

    def action_export(self) -> None:
        """Write the list as it is shown into a spreadsheet."""
        view = self.top
        if isinstance(view, ListView):
            name = "-".join(step.view.title for step in self.way[1:]) or view.title
            rows = [item.row.cells for item in self._items.values()]
            if self.bench.is_web:
                self.download(view, rows, f"{name}.xlsx")
                return
            self.app.push_screen(export_of(view, rows, f"{name}.xlsx"), self._told)

    @working
    async def download(self, view: ListView, rows: Sequence[Sequence[str]], name: str) -> None:
        """Have the browser take the list."""
        await self.hand_out(name, lambda _seat, file: write_list(view, rows, file))

    def _told(self, told: str | None) -> None:
        if told:
            self.notify(told, markup=False)
