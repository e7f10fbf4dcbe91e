"""The page on which a case is tried: what is supposed on one side, what follows on the other."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from pathlib import Path
from typing import Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from rexian.analysis.trying import read_value
from rexian.desk.seat import Seat
from rexian.i18n import _, marked
from rexian.instants import parse_instant
from rexian.pages.example import Example
from rexian.tellers import place_of
from rexian.tui.bench import newest, working
from rexian.tui.page import Page
from rexian.tui.rules.leading import opened
from rexian.tui.rules.page import WIDE
from rexian.tui.rules.reader import Reader
from rexian.tui.rules.trial import NOTHING, START, Trial
from rexian.tui.rules.views import TextView
from rexian.tui.widgets.filling import Filling, Line
from rexian.tui.widgets.pick import Pick
from rexian.tui.widgets.sheet import Column, Sheet


class TryPage(Page):
    """A case put together fact by fact, and how it is ruled."""

    HELP = marked(
        "Suppose facts one by one: Enter changes one, Delete takes it out. A case in which they "
        "are so is made up and ruled at once: the answer, its clause, why not the other rules, and "
        "what would change it. The first line says when the case begins; due dates count from "
        "there. Tab goes to the answer, whose rules lead on."
    )
    CSS_PATH = "page.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", marked("back")),
        Binding("delete,backspace", "forget", marked("take out")),
        Binding("ctrl+s,s", "save", marked("save the case")),
        Binding("c", "copy", marked("copy the citation"), show=False),
    ]

    def __init__(self, trial: Trial) -> None:
        super().__init__()
        self.trial = trial
        self.example: Example | None = None

    def body(self) -> Iterable[Widget]:
        """Yield what is tried, the facts and the answer."""
        yield Static(id="way", markup=False)
        yield Static(id="note", markup=False)
        with Container(id="halves"):
            yield Sheet((Column("", 1),), id="list")
            yield Reader(id="text")

    def on_mount(self) -> None:
        """Answer it as it stands."""
        self.sheet.focus()
        self.answer()

    def on_resize(self, event: events.Resize) -> None:
        """Set facts and answer side by side where there is room."""
        self.set_class(event.size.width >= WIDE, "-wide")

    @property
    def sheet(self) -> Sheet:
        """The facts."""
        return self.query_one("#list", Sheet)

    @property
    def reader(self) -> Reader:
        """The answer, or a rule that it led on to."""
        return self.query_one("#text", Reader)

    @newest
    async def answer(self) -> None:
        """Rule the case as it stands now."""
        view = self.trial.listed()
        self.sheet.retitled(view.columns)
        self.sheet.show([item.row for item in view.items])
        place = place_of(self.trial.sheet.jurisdiction)
        way = f"{place} > {self.trial.question.label()} > {view.title}"
        self.query_one("#way", Static).update(Content(way).stylize("bold"))
        note = self.query_one("#note", Static)
        note.update(view.note)
        note.set_class(view.warned, "-warned")
        self.reader.read(TextView(_("working it out .."), ()))
        self.example = None
        told, self.example = await asyncio.to_thread(self.trial.answered)
        self.reader.read(told)

    def on_sheet_chosen(self, event: Sheet.Chosen) -> None:
        """Change a fact, or go on to a rule."""
        if event.sheet is self.sheet:
            self.change(event.key or "")
            return
        line = self.reader.line_of(event.key)
        if line is not None and line.to is not None:
            self.look(line)

    def change(self, name: str) -> None:
        """Ask what is to be supposed of a fact."""
        trial = self.trial
        label = _("begins at") if name == START else trial.facts[name].label()
        choices = trial.choices(name)
        if choices is not None:
            asked: Any = Pick(label, choices, trial.written(name) or NOTHING)
        else:
            asked = Filling(
                label, [self._typed(name, label)], lambda _seat, values: values["value"]
            )

        def supposed(text: str | None) -> None:
            if text is not None:
                trial.suppose(name, text)
                self.answer()

        self.app.push_screen(asked, supposed)

    def _typed(self, name: str, label: str) -> Line:
        def check(text: str) -> object:
            if not text:
                return None
            return (
                parse_instant(text) if name == START else read_value(self.trial.facts[name], text)
            )

        return Line("value", label, self.trial.written(name), check=check)

    @working
    async def look(self, line: Any) -> None:
        """Show what a line of the answer leads on to, in its place."""
        view = await asyncio.to_thread(opened, self.trial.library, line.to)
        if isinstance(view, TextView):
            self.reader.read(view)

    def action_leave(self) -> None:
        """Go back to the answer, or to the rules."""
        if self.reader.view.title == _("answer") or self.focused is not self.reader:
            self.dismiss()
        else:
            self.answer()

    def action_forget(self) -> None:
        """Suppose nothing of the fact under the cursor."""
        if self.sheet.key is not None:
            self.trial.suppose(self.sheet.key, "")
            self.answer()

    def action_copy(self) -> None:
        """Copy the citation of the line under the cursor."""
        cite = self.reader.line.cite if self.reader.line else ""
        if cite:
            self.app.copy_to_clipboard(cite)
            self.notify(_("copied: {text}").format(text=cite), markup=False)

    def action_save(self) -> None:
        """Write the case as a new file for `rexian explain`."""
        example = self.example
        if example is None:
            self.notify(_("there is no such case to save"), markup=False)
            return
        name = f"{self.trial.sheet.jurisdiction.id}-{self.trial.question.id}.yaml"
        if self.bench.is_web:
            self.download(example, name)
            return

        def write(_seat: Seat, values: Any) -> str:
            file = Path(values["file"]).expanduser()
            example.save(file)
            return _("{file} is written").format(file=file)

        asked = Filling(_("save the case"), [Line("file", _("file (.yaml)"), name)], write)
        self.app.push_screen(asked, self._told)

    @working
    async def download(self, example: Example, name: str) -> None:
        """Have the browser take a case."""
        await self.hand_out(name, lambda _seat, file: example.save(file))

    def _told(self, told: str | None) -> None:
        if told:
            self.notify(told, markup=False)
