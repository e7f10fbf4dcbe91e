"""The page on which one case is made up and ruled under several jurisdictions side by side."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping
from functools import partial
from typing import ClassVar

from textual import events, on
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.widget import Widget
from textual.widgets import Static

from rexian.desk.taking import taken_over
from rexian.i18n import _, marked
from rexian.jurisdictions import Jurisdiction
from rexian.model.case import Case
from rexian.model.events import Event
from rexian.saying.width import steady
from rexian.tui.bench import newest, working
from rexian.tui.compare.beside import ANSWER, APART, AROUND, QUESTION, Beside
from rexian.tui.compare.corpus import CorpusPage, Kept
from rexian.tui.compare.draft import MOST_SIDES, Draft, Side
from rexian.tui.compare.entering import Entering
from rexian.tui.compare.entry import CSS as ENTRY
from rexian.tui.compare.entry import Entry
from rexian.tui.compare.judging import first_sides, in_full, judged, places
from rexian.tui.compare.outline import NEW_EVENT, NEW_FACT, NEW_SIDE, around, lines, without
from rexian.tui.compare.papers import case_from, export, file_of_case
from rexian.tui.compare.ruling import RulingInFull, copy
from rexian.tui.page import Page
from rexian.tui.widgets.sheet import Column, Row, Sheet

#: How long after the last key the case is ruled, in seconds.
PAUSE = 0.15
#: How many cells the case needs beside the answers.
CASE = 42


class ComparePage(Page):
    """The editor of a case, with what several jurisdictions say of it."""

    HELP = marked(
        "A case is put together on one side: jurisdictions and how they are read, facts, events. "
        "On the other each jurisdiction answers every question while one types; what differs is "
        "marked. Left and right choose the jurisdiction, Enter shows an answer in full. Nothing "
        "that is done here changes a ticket."
    )
    CSS = ENTRY
    DEFAULT_CSS = """
    ComparePage #told { height: 1; padding: 0 1; background: $surface; text-wrap: nowrap; }
    ComparePage #halves { height: 1fr; layout: vertical; }
    ComparePage #case { height: 40%; }
    ComparePage #beside { height: 1fr; border-top: solid $panel; }
    ComparePage.-beside #halves { layout: horizontal; }
    ComparePage.-beside #case { width: 42; height: 1fr; }
    ComparePage.-beside #beside { border-top: none; border-left: solid $panel; }
    ComparePage.-entering #outline { display: none; }
    ComparePage.-entering.-beside #outline { display: block; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", f"enter('{NEW_FACT}')", marked("add a fact")),
        Binding("e", f"enter('{NEW_EVENT}')", marked("add an event")),
        Binding("p", f"enter('{NEW_SIDE}')", marked("add a jurisdiction")),
        Binding("f", "only_apart", marked("what differs")),
        Binding("f3", "corpus", marked("many tickets")),
        Binding("m", "more", marked("add a particular or a reading"), show=False),
        Binding("d,delete", "remove", marked("take out"), show=False),
        Binding("left", "stand(-1)", marked("the jurisdiction before"), show=False, priority=True),
        Binding("right", "stand(1)", marked("the next jurisdiction"), show=False, priority=True),
        Binding("n", "anew", marked("begin another case"), show=False),
        Binding("t", "take_over", marked("take over a ticket"), show=False),
        Binding("l", "load", marked("read a case file"), show=False),
        Binding("s", "save", marked("save as a case file"), show=False),
        Binding("c", "copy", marked("copy the citation"), show=False),
        Binding("x", "export", marked("export"), show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.draft = Draft()
        self.places: Mapping[str, Jurisdiction] = {}
        self.corpus = Kept()

    def body(self) -> Iterable[Widget]:
        """Yield the case and the answers."""
        columns = [Column(_("the case"), 16, share=1), Column("", 18, share=1)]
        yield Static(id="told", markup=False)
        with Container(id="halves"):
            with Vertical(id="case"):
                yield Sheet(columns, id="outline")
                yield Entry(id="entry")
            yield Beside(id="beside")

    def on_mount(self) -> None:
        """Find out what is installed, and begin with a case of now."""
        self.outline.focus()
        self.begin()

    @working
    async def begin(self) -> None:
        """Begin."""
        self.places = await self.ask(places)
        sides = await self.ask(partial(first_sides, most=MOST_SIDES))
        self.keep(self.draft if self.draft.sides else self._first(sides))

    def _first(self, sides: tuple[Side, ...]) -> Draft:
        """Return a ticket that comes in and is dispatched now."""
        now = self.bench.deployment.now() // 60 * 60
        dispatched = Event("dispatched", now, {})
        return Draft(sides, ticket={"received_at": now}, events=(dispatched,))

    @property
    def outline(self) -> Sheet:
        """The lines of the case."""
        return self.query_one("#outline", Sheet)

    @property
    def beside(self) -> Beside:
        """The answers."""
        return self.query_one(Beside)

    @property
    def entry(self) -> Entry:
        """Where something is entered."""
        return self.query_one(Entry)

    # --- the case -----------------------------------------------------------------------------

    def keep(self, draft: Draft) -> None:
        """Take a draft as it is, and have it ruled."""
        self.draft = draft
        told = lines(draft, self.places)
        self.outline.show([Row(line.key, (line.label, line.value)) for line in told])
        self.rule(draft)

    def take(self, case: Case, sides: tuple[Side, ...] = ()) -> None:
        """Take in a whole case, and other jurisdictions if they are given."""
        draft = self.draft.of(case)
        self.keep(draft.under(sides) if sides else draft)

    @newest
    async def rule(self, draft: Draft) -> None:
        """Have a draft ruled; of what is typed fast only the last is."""
        await asyncio.sleep(PAUSE)
        known = self.places
        self.beside.show(await self.ask(lambda seat: judged(seat, draft, known)))
        self.tell()

    def tell(self) -> None:
        """Say over the answers what they are."""
        pane, found = self.beside, self.beside.answers
        if found is None:
            return
        self._set_beside()
        asked = found.asked()
        apart = sum(found.is_apart(question) for question in asked)
        told = [
            found.draft.id or "",
            found.draft.title or "",
            _("jurisdiction {n} of {all}").format(n=pane.side + 1, all=len(found.judged)),
            _("{mark} {apart} of {n} questions answered differently").format(
                mark=APART, apart=apart, n=len(asked)
            ),
            _("only these are shown") if pane.only_apart else "",
        ]
        self.query_one("#told", Static).update(steady("  ".join(each for each in told if each)))

    def on_resize(self, event: events.Resize) -> None:
        """Set case and answers side by side where there is room."""
        self._set_beside(event.size.width)

    def _set_beside(self, width: int = 0) -> None:
        sides = len(self.draft.sides)
        needed = CASE + QUESTION + AROUND + sides * (ANSWER + 1)
        self.set_class((width or self.size.width) >= needed, "-beside")

    @on(Sheet.Chosen, "#outline")
    def _chosen(self, event: Sheet.Chosen) -> None:
        if event.key is not None:
            self.action_enter(event.key)

    @on(Entry.Changed)
    def _would_be(self, event: Entry.Changed) -> None:
        self.rule(event.found)

    @on(Entry.Entered)
    def _entered(self, event: Entry.Entered) -> None:
        self.keep(event.found)
        if event.next is not None:
            self.action_enter(event.next)
        else:
            self._close_entry()

    @on(Entry.Left)
    def _left(self) -> None:
        self._close_entry()
        self.rule(self.draft)

    def _close_entry(self) -> None:
        self.remove_class("-entering")
        self.outline.focus()
        self.refresh_bindings()

    # --- entering -----------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether something can be done now: while something is entered, the arrows are its."""
        if action == "stand" and self.is_mounted:
            return not self.entry.is_asking
        if action == "load":
            return not self.bench.is_web
        return super().check_action(action, parameters)

    def action_enter(self, key: str) -> None:
        """Enter something on a line of the case."""
        if key == NEW_SIDE and len(self.draft.sides) >= MOST_SIDES:
            told = _("no more than {n} stand side by side; take one out first")
            self.notify(told.format(n=MOST_SIDES), markup=False)
            return
        self.add_class("-entering")
        self.entry.ask(Entering(self.draft, self.places).ask(key))
        self.refresh_bindings()

    def action_more(self) -> None:
        """Add a particular to the event that is stood on, to a jurisdiction a reading."""
        self.action_enter(around(self.outline.key or ""))

    def action_remove(self) -> None:
        """Take out what stands on the line."""
        if self.outline.key is not None:
            self.keep(without(self.draft, self.outline.key))

    def action_anew(self) -> None:
        """Begin another case under the same jurisdictions."""
        self.keep(self._first(self.draft.sides))

    @working
    async def action_take_over(self) -> None:
        """Take over a ticket of the desk by its number."""
        from rexian.tui.widgets.filling import Filling, Line

        asked = Filling(
            _("take over a ticket"),
            [Line("number", _("number"))],
            lambda seat, values: taken_over(seat, values["number"]),
        )
        case = await self.app.push_screen_wait(asked)
        if case is not None:
            self.take(case)

    @working
    async def action_load(self) -> None:
        """Take in a case from a file."""
        case = await case_from(self)
        if case is not None:
            self.take(case)

    @working
    async def action_save(self) -> None:
        """Save the case as a file that `rexian explain` reads."""
        await file_of_case(self, self.draft.case)

    # --- the answers --------------------------------------------------------------------------

    def action_stand(self, by: int) -> None:
        """Go to another jurisdiction."""
        self.beside.stand(by)
        self.tell()

    def action_only_apart(self) -> None:
        """Show only the questions that are answered differently, or all."""
        self.beside.only_apart = not self.beside.only_apart
        self.beside.redraw()
        self.tell()

    @on(Sheet.Chosen, "#answers")
    def _answer_chosen(self) -> None:
        self.show_in_full()

    @working
    async def show_in_full(self) -> None:
        """Show the answer under the cursor in full."""
        told = await self._in_full()
        if told is not None:
            self.app.push_screen(RulingInFull(*told))

    @working
    async def action_copy(self) -> None:
        """Copy the citation of the answer under the cursor."""
        told = await self._in_full()
        if told is not None:
            copy(self, told[2])

    async def _in_full(self) -> tuple[str, list[tuple[str, str]], str] | None:
        cell, found = self.beside.cell, self.beside.answers
        if cell is None or found is None:
            return None
        answered, question = cell
        title = f"{answered.place}  {question.label()}"
        if answered.wrong:
            return title, [(_("cannot be ruled"), answered.wrong)], ""
        told, cited = await self.ask(lambda seat: in_full(seat, found.draft, answered, question))
        return title, told, cited

    @working
    async def action_export(self) -> None:
        """Write the answers that are shown as a spreadsheet."""
        found = self.beside.answers
        if found is None:
            return
        headings = [
            _("question"),
            _("answered differently"),
            *(each.place for each in found.judged),
        ]
        rows = [
            [
                question.label(),
                _("yes") if found.is_apart(question) else "",
                *(each.cell(question) for each in found.judged),
            ]
            for question in self.beside.questions()
        ]
        await export(self, _("a case compared"), headings, rows)

    def action_corpus(self) -> None:
        """Compare many tickets at once."""
        self.app.push_screen(CorpusPage(self, self.corpus))
