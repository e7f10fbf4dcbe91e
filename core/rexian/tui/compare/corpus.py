"""The page on which many tickets are compared at once, down to the single ticket."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Label, ProgressBar, Static

from rexian.i18n import _, marked
from rexian.jurisdictions import Jurisdiction
from rexian.lab.asked import Asked
from rexian.model.events import EVENT_TYPES
from rexian.saying.width import steady
from rexian.tui.bench import newest, working
from rexian.tui.compare import results
from rexian.tui.compare.draft import Side
from rexian.tui.compare.entry import CSS as ENTRY
from rexian.tui.compare.entry import Entry
from rexian.tui.compare.papers import export
from rexian.tui.compare.progress import GivenUp, Progress, compare, ticket_of
from rexian.tui.compare.results import Shown
from rexian.tui.compare.wanting import Wanting, bare
from rexian.tui.page import Page
from rexian.tui.widgets.pick import Pick
from rexian.tui.widgets.sheet import Column, Row, Sheet

if TYPE_CHECKING:
    from rexian.lab.running import Ran
    from rexian.tui.compare.page import ComparePage

#: How often it is told how far a run is, in seconds.
TICK = 0.2
ASKED, CHART = "asked", "chart"
#: What is shown, one beside the other; but for the first two each is a table.
VIEWS: dict[str, tuple[str, Callable[[Ran], Shown] | None]] = {
    ASKED: (marked("what is asked"), None),
    "summary": (marked("figures"), results.summary),
    CHART: (marked("bars"), None),
    "differences": (marked("differences"), results.differences),
    "readings": (marked("readings"), results.readings),
    "rejected": (marked("rows not read"), results.rejected),
    "assumptions": (marked("assumptions"), results.assumptions),
}


@dataclass
class Kept:
    """What stays when one leaves the page.

    Attributes:
        pair: the pair of clauses whose tickets are shown, if any.
    """

    asked: Asked = field(default_factory=Asked)
    ran: Ran | None = None
    by: Asked = field(default_factory=Asked)
    view: str = ASKED
    pair: str | None = None


class CorpusPage(Page):
    """A run over many tickets, and what came of it."""

    HELP = marked(
        "Many tickets are compared at once: the desk's own, or those of files. Left and right "
        "lead from what is asked to figures, bars and differences. Enter on a difference lists "
        "its tickets, Enter on a ticket opens it as a case under both jurisdictions."
    )
    CSS = ENTRY
    DEFAULT_CSS = """
    CorpusPage #strip { height: 1; background: $surface; text-wrap: nowrap; }
    CorpusPage #told { height: auto; max-height: 3; padding: 0 1; color: $text-muted; }
    CorpusPage #running { height: 1; display: none; padding: 0 1; }
    CorpusPage.-running #running { display: block; }
    CorpusPage #running ProgressBar { width: 1fr; }
    CorpusPage #running Label { width: 2fr; }
    CorpusPage #bars { display: none; padding: 0 1; }
    CorpusPage.-bars #bars { display: block; height: 1fr; }
    CorpusPage.-bars Sheet { display: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("g,f5", "run", marked("run it"), key_display="g"),
        Binding("left", "view(-1)", marked("what comes before"), show=False, priority=True),
        Binding("right", "view(1)", marked("what comes next"), priority=True),
        Binding("escape", "back", marked("back")),
        Binding("d,delete", "remove", marked("as by default"), show=False),
        Binding("f2", "case", marked("one case")),
        Binding("x", "export", marked("export")),
    ]

    def __init__(self, cases: ComparePage, kept: Kept) -> None:
        super().__init__()
        self._cases, self.kept = cases, kept
        self._progress: Progress | None = None
        self._shown: Shown | None = None

    def body(self) -> Iterable[Widget]:
        """Yield the strip, how far the run is, and what is shown."""
        yield Static(id="strip", markup=False)
        with Horizontal(id="running"):
            yield ProgressBar(show_eta=False)
            yield Label("", markup=False)
        yield Static(id="told", markup=False)
        yield Sheet([])
        with VerticalScroll(id="bars"):
            yield Static()
        yield Entry()

    def on_mount(self) -> None:
        """Show what was shown last."""
        self.set_interval(TICK, self._tell_progress)
        self.sheet.focus()
        self.redraw()

    @property
    def sheet(self) -> Sheet:
        """The table."""
        return self.query_one(Sheet)

    @property
    def entry(self) -> Entry:
        """Where something is entered."""
        return self.query_one(Entry)

    @property
    def is_under_way(self) -> bool:
        """Whether a run is under way."""
        return self._progress is not None

    @property
    def _wanting(self) -> Wanting:
        places = bare(self._cases.places)
        return Wanting(self.kept.asked, places, reads_files=not self.bench.is_web)

    # --- what is shown ------------------------------------------------------------------------

    def redraw(self) -> None:
        """Show it as it is now."""
        if self.kept.ran is None:
            self.kept.view = ASKED
        self.query_one("#strip", Static).update(self._strip())
        self._set_bars(on=self.kept.view == CHART)
        self._shown = self._table()
        if self._shown is not None:
            self.sheet.retitled(self._shown.columns)
            self.sheet.show(self._shown.row, self._shown.count)
        self.query_one("#told", Static).update(steady(self._shown.told if self._shown else ""))
        self._draw_bars()
        self.refresh_bindings()

    def _set_bars(self, *, on: bool) -> None:
        """Show bars in place of the table, or the table; what is shown has the focus."""
        if on != self.has_class("-bars"):
            self.set_class(on, "-bars")
            (self.query_one("#bars") if on else self.sheet).focus()

    def on_resize(self) -> None:
        """Draw the bars as wide as there is room for."""
        self._draw_bars()

    def _draw_bars(self) -> None:
        if self.kept.ran is not None and self.kept.view == CHART:
            bars = results.chart(self.kept.ran, self.size.width - 4)
            self.query_one("#bars Static", Static).update(bars)

    def _strip(self) -> Content:
        parts = []
        for name, (label, _make) in VIEWS.items():
            if name == ASKED or self.kept.ran is not None:
                style = "reverse" if name == self.kept.view else "dim"
                parts.append(Content(f" {_(label)}{self._counted(name)} ").stylize(style))
        return Content("").join(parts)

    def _counted(self, view: str) -> str:
        ran = self.kept.ran
        return f" {ran.found.corpus.rejected}" if ran and view == "rejected" else ""

    def _table(self) -> Shown | None:
        ran, make = self.kept.ran, VIEWS[self.kept.view][1]
        if ran is not None and self.kept.pair is not None:
            return results.tickets(ran, self.kept.pair)
        if ran is not None and make is not None:
            return make(ran)
        return self._asked() if self.kept.view == ASKED else None

    def _asked(self) -> Shown:
        rows = [Row(each.key, (each.label, each.value)) for each in self._wanting.lines()]
        columns = [Column(_("what is asked"), 26), Column("", 20, share=1)]
        return results.listed(_("Enter changes a line, g runs it"), columns, rows)

    # --- the run ------------------------------------------------------------------------------

    def action_run(self) -> None:
        """Run it, unless a run is under way."""
        if not self.is_under_way:
            self._progress = Progress()
            self.add_class("-running")
            self.run_it(self.kept.asked, self._progress)

    @newest
    async def run_it(self, asked: Asked, progress: Progress) -> None:
        """Run it, and show what came of it."""
        try:
            ran = await self.ask(lambda seat: compare(seat, asked, progress))
        except GivenUp:
            self.notify(_("given up; nothing is kept of it"), markup=False)
        else:
            self.kept.ran, self.kept.by = ran, asked
            self.kept.view, self.kept.pair = "summary", None
        finally:
            self._progress = None
            self.remove_class("-running")
            self.redraw()

    def _tell_progress(self) -> None:
        if self._progress is not None:
            self.query_one(ProgressBar).update(
                total=self._progress.total or None, progress=self._progress.done
            )
            self.query_one("#running Label", Label).update(steady(self._progress.what))

    # --- entering -----------------------------------------------------------------------------

    @on(Sheet.Chosen)
    def _chosen(self, event: Sheet.Chosen) -> None:
        if event.key is None:
            return
        if self.kept.view == ASKED:
            self._enter(event.key)
        elif self.kept.pair is not None:
            self.open_ticket(int(event.key))
        elif self.kept.view == "differences":
            self.kept.pair = event.key
            self.sheet.cursor = 0
            self.redraw()

    def _enter(self, key: str) -> None:
        self.entry.ask(self._wanting.ask(key))
        self.refresh_bindings()

    @on(Entry.Entered)
    def _entered(self, event: Entry.Entered) -> None:
        self.kept.asked = event.found
        if event.next is not None:
            self._enter(event.next)
            return
        self._entry_left()

    @on(Entry.Left)
    def _entry_left(self) -> None:
        self.sheet.focus()
        self.redraw()

    # --- actions ------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether something can be done now."""
        if action == "view" and self.is_mounted:
            return self.kept.ran is not None and not self.entry.is_asking
        if action == "remove":
            return self.kept.view == ASKED
        if action == "run":
            return not self.is_under_way
        return super().check_action(action, parameters)

    def action_view(self, by: int) -> None:
        """Show what stands beside it."""
        names = list(VIEWS)
        self.kept.pair = None
        self.kept.view = names[(names.index(self.kept.view) + by) % len(names)]
        self.sheet.cursor = 0
        self.redraw()

    def action_remove(self) -> None:
        """Ask for a line as it is by default."""
        if self.sheet.key is not None:
            self.kept.asked = self._wanting.without(self.sheet.key)
            self.redraw()

    @working
    async def action_back(self) -> None:
        """Go back by a step; of a run that is under way, ask first whether to give it up."""
        if self._progress is not None:
            choices = [("on", _("go on")), ("up", _("give it up"))]
            asked = Pick(_("the run is under way"), choices)
            if await self.app.push_screen_wait(asked) == "up" and self._progress is not None:
                self._progress.is_given_up = True
        elif self.kept.pair is not None:
            self.kept.pair = None
            self.redraw()
        else:
            self.dismiss()

    def action_case(self) -> None:
        """Go back to the case."""
        if not self.is_under_way:
            self.dismiss()

    @working
    async def open_ticket(self, place: int) -> None:
        """Open a ticket as a case under the two jurisdictions that part on it."""
        ran, by = self.kept.ran, self.kept.by
        if ran is None or self.kept.pair is None:
            return
        parting, _pair, _places = results.pair_of(ran, self.kept.pair)
        case = await self.ask(lambda seat: ticket_of(seat, ran, by, place))
        sides = (_side(each.jurisdiction, by) for each in (parting.a, parting.b))
        self._cases.take(case, tuple(sides))
        if len(ran.found.corpus.recorded) < len(EVENT_TYPES):
            told = _("what the tickets do not record has not happened in the case")
            self.notify(told, markup=False)
        self.dismiss()

    @working
    async def action_export(self) -> None:
        """Write the table that is shown as a spreadsheet."""
        if self._shown is not None and self.kept.view != ASKED:
            headings = [column.title for column in self._shown.columns]
            await export(self, _("tickets compared"), headings, self._shown.cells)


def _side(place: Jurisdiction, asked: Asked) -> Side:
    """Return a jurisdiction as a run read it."""
    known = {name: each for name, each in asked.readings.items() if name in place.readings}
    return Side(place.id, known)
