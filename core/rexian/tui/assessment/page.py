"""The page of the assessment: a month's figures by unit, ranks, what follows, and the trend."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Sparkline

from rexian.assess.periods import Month, month_of
from rexian.documents.tables import write_table
from rexian.errors import RexianError
from rexian.i18n import _, language, marked
from rexian.saying import assess as said
from rexian.saying.ranking import measure, why
from rexian.tellers import locators
from rexian.tui.assessment.asked import Asked, Kept, lab
from rexian.tui.assessment.file import HistoryFile
from rexian.tui.bench import newest, working
from rexian.tui.listing import Lines, Listing, named
from rexian.tui.widgets.pick import Pick
from rexian.tui.widgets.sheet import Column, Row, Sheet
from rexian.words import join, say_status, say_time

Told = Mapping[str, Any]
#: How wide a figure is.
_FIGURE = 8


class AssessmentPage(Listing):
    """A month's assessment."""

    HELP = marked(
        "The figures of every unit in a month, as the document names them; [ and ] lead to other "
        "months, left and right to the figure that is told of below. b ranks by it: the documents "
        "state no weights. Enter shows the tickets behind the figure."
    )
    DEFAULT_CSS = """
    AssessmentPage Sparkline { height: 2; width: 100%; max-width: 60; display: none; }
    AssessmentPage Sparkline.-known { display: block; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left_square_bracket", "shift(-1)", marked("earlier"), key_display="["),
        Binding("right_square_bracket", "shift(1)", marked("later"), key_display="]"),
        Binding("left", "figure(-1)", marked("the figure before"), show=False),
        Binding("right", "figure(1)", marked("the figure after"), show=False),
        Binding("b", "rank", marked("rank by it")),
        Binding("u", "unit", marked("unit")),
        Binding("h", "history", marked("ranks of a file"), show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._kept = Kept()
        self._month: Month | None = None
        self._by = ""
        self._history = ""
        self._unit = ""
        self._figure = 0

    # --- what it is made of -------------------------------------------------------------------

    @property
    def _room(self) -> int:
        """How many cells the table has: beside what is told of a unit, or over it."""
        wide, beside = 110, 49
        return self.size.width - (beside if self.size.width >= wide else 0)

    def columns(self) -> Sequence[Column]:
        """Return the columns; the figure that is told of below is marked."""
        told = self._told_figures()
        first = [Column(_("rank"), 4, right=True), Column(_("unit"), 12, share=1)]
        if self._follows():
            first.append(Column(_("what follows"), 12, share=2))
        figures = [
            Column(
                ("*" if n == self._figure else "") + each["label"][language()], _FIGURE, right=True
            )
            for n, each in self._in_view(told)
        ]
        return [*first, *figures]

    def above(self) -> Iterable[Widget]:
        """Yield the line of the trend."""
        yield Sparkline([], id="trend")

    @property
    def month(self) -> Month:
        """The month that is shown."""
        return self._month or month_of(self.bench.deployment.now())

    @property
    def _asked(self) -> Asked:
        return self.month, self._by, self._history

    @property
    def _report(self) -> Told:
        return self._kept.report(self._asked)

    def _told_figures(self) -> list[Told]:
        return [i for i in self._report.get("indicators", ()) if i["measure"] != "none"]

    def _in_view(self, told: Sequence[Told]) -> list[tuple[int, Told]]:
        """Return the figures for which there is room, the one that is told of among them."""
        room = self._room - 4 - 12 - (13 if self._follows() else 0) - 3
        count = max(1, room // (_FIGURE + 1))
        start = max(0, min(self._figure - count // 2, len(told) - count))
        return list(enumerate(told))[start : start + count]

    def _follows(self) -> bool:
        return any(unit["consequences"] for unit in self._report.get("units", ()))

    def _units(self) -> list[Told]:
        units = [u for u in self._report.get("units", ()) if u["unranked"] != "no_tickets"]
        return [
            u
            for u in units
            if self.holds(said.unit_name(u)) and (not self._unit or u["unit"] == self._unit)
        ]

    # --- reading ------------------------------------------------------------------------------

    @newest
    async def news(self) -> None:
        """Work the month out, unless it is known and nothing has happened since."""
        asked = self._asked
        if not self._report:
            self.sheet.show(())
            self.tell("", ())
        try:
            await self._work_out(asked)
        except RexianError as error:
            self.say(str(self.month), Content(str(error)).stylize("$late"))

    async def _work_out(self, asked: Asked) -> None:
        stamp = await self.ask(lambda seat: lab().stamp_of(seat))
        if not self._kept.is_current(asked, stamp):
            if self._kept.takes_long(asked):
                self._kept.is_stale = True
                self.redraw()
                return
            self.say(str(self.month), _("being worked out"))
            self._kept.keep(asked, await self.ask(lambda seat: lab().work_out(seat, *asked)))
        self.redraw()
        if not self._kept.has_trend(asked):
            trend = await self.ask(lambda seat: lab().work_out_trend(seat, *asked))
            self._kept.keep_trend(asked, trend)
            self.redraw()

    def action_read(self) -> None:
        """Work it out anew, however long it takes."""
        self._kept.forget()
        self.news()

    def redraw(self) -> None:
        """Show what is known of the month."""
        if not self._report:
            return
        self.sheet.retitled(self.columns())
        self.sheet.show([self._row(unit) for unit in self._units()])
        self.say(*self._head())

    def on_resize(self) -> None:
        """Show as many figures as there is room for."""
        self.redraw()

    def _row(self, unit: Told) -> Row:
        told = self._told_figures()
        shown = [each for _n, each in self._in_view(told)]
        rank = "-" if unit["rank"] is None else str(unit["rank"])
        follows = [join([measure(one) for one in unit["consequences"]])] * self._follows()
        first = (rank, said.unit_name(unit), *follows)
        values = [said.value(each, unit["indicators"][each["id"]]["value"]) for each in shown]
        pressed = bool(unit["consequences"])
        tones = dict.fromkeys(range(len(first)), "late") if pressed else {0: "strong"}
        chosen = told[self._figure]["id"] if told else ""
        at = [len(first) + n for n, each in enumerate(shown) if each["id"] == chosen]
        return Row(_key(unit), (*first, *values), tones={**tones, **dict.fromkeys(at, "told")})

    def _head(self) -> list[str | Content]:
        told = self._told_figures()
        parts: list[str | Content] = [
            Content(str(self.month)).stylize("bold"),
            _("as at {now}").format(now=say_time(self._report["as_at"])),
        ]
        if not told:
            parts.append(_("indicators: {silence}").format(silence=say_status("silent")))
        by = next(
            (i["label"][language()] for i in told if i["id"] == self._by.partition(":")[0]), ""
        )
        file = Path(self._history).name
        by = by or file
        parts.append(_("ranked by {what}").format(what=by) if by else _("not ranked"))
        parts.append(self._unit)
        if self._kept.is_stale:
            parts.append(
                Content(_("tickets have changed since; r works it out anew")).stylize("$soon")
            )
        elif not self._kept.trend(self._asked):
            parts.append(_("the months before are being worked out"))
        return parts

    # --- what is told of a unit ---------------------------------------------------------------

    def _chosen(self) -> Told | None:
        return next((u for u in self._units() if _key(u) == self.sheet.key), None)

    def on_sheet_moved(self) -> None:
        """Tell of the unit under the cursor, and of one of its figures."""
        unit, told = self._chosen(), self._told_figures()
        line = self.query_one("#trend", Sparkline)
        line.remove_class("-known")
        if not self._report:
            return
        if unit is None:
            self.tell(str(self.month), self._notes())
            return
        name = said.unit_name(unit)
        if not told:
            self.tell(name, [*_follows(unit), *self._notes()])
            return
        each = told[self._figure]
        run = said.run_in(self._kept.trend(self._asked), unit["unit"], each["id"], unit["part"])
        known = [found for _month, found in run if found is not None]
        line.data = [float(found or 0) for _month, found in run]
        line.set_class(len(known) > 1, "-known")
        self.tell(name, [*self._lines(unit, each, run), *self._notes()])

    def _lines(self, unit: Told, each: Told, run: Sequence[tuple[str, float | None]]) -> Lines:
        found = unit["indicators"][each["id"]]
        label = each["label"][language()]
        by = join(locators(each["citations"]))
        yield label, f"{said.value(each, found['value'])}  {said.made_of(each, found)}  [{by}]"
        yield from _follows(unit)
        if run:
            yield _("months"), said.run_of(each, run)
        ranks = said.ranks_in(self._kept.trend(self._asked), unit["unit"])
        if ranks and unit["part"] == "host":
            yield _("ranks"), ranks

    def _notes(self) -> Lines:
        for _style, line in said.lines(self._report):
            yield _("notes"), line

    # --- actions ------------------------------------------------------------------------------

    def action_shift(self, by: int) -> None:
        """Go to another month."""
        self._month = self.month.shifted(by)
        self.news()

    def action_figure(self, by: int) -> None:
        """Tell of another figure."""
        told = self._told_figures()
        if told:
            self._figure = (self._figure + by) % len(told)
            self.redraw()

    def action_rank(self) -> None:
        """Rank by the figure that is told of, or by none."""
        told = self._told_figures()
        if not told:
            return
        each = told[self._figure]
        if self._by.partition(":")[0] == each["id"]:
            self._rank_by("")
        elif each["better"] is None:
            ways = [(f"{each['id']}:less", _("less is better"))]
            ways.append((f"{each['id']}:more", _("more is better")))
            self.app.push_screen(Pick(each["label"][language()], ways), self._rank_by)
        else:
            self._rank_by(each["id"])

    def _rank_by(self, by: str | None) -> None:
        if by is not None:
            self._by = by
            self.news()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done; whoever sits in a browser would name a file of the server."""
        if action == "history" and self.bench.is_web:
            return False
        return super().check_action(action, parameters)

    def action_history(self) -> None:
        """Take the ranks of the months from a file."""
        self.app.push_screen(HistoryFile(self._history), self._of_file)

    def _of_file(self, file: str | None) -> None:
        if file is not None:
            self._history = file
            self.news()

    def action_unit(self) -> None:
        """Choose one unit, or all."""
        names = list(dict.fromkeys(u["unit"] for u in self._report.get("units", ()) if u["unit"]))
        choices = [("", _("all units")), *((name, name) for name in names)]
        self.app.push_screen(Pick(_("unit"), choices, self._unit), self._of_unit)

    def _of_unit(self, chosen: str | None) -> None:
        if chosen is not None:
            self._unit = chosen
            self.redraw()

    def on_sheet_chosen(self, _event: Sheet.Chosen) -> None:
        """Show the tickets behind the figure."""
        from rexian.tui.assessment.behind import BehindPage

        unit, told = self._chosen(), self._told_figures()
        worked = self._kept.worked(self._asked)
        if unit is not None and told and worked is not None:
            self.app.push_screen(BehindPage(worked, unit, told[self._figure]))

    @working
    async def action_export(self) -> None:
        """Write the month as a spreadsheet."""
        if not self._report:
            return
        title = _("assessment {month}").format(month=self.month)
        name, month = named(title, self.bench.deployment.now()), str(self.month)
        table = said.sheet(self._report, self._units())
        await self.hand_out(name, lambda _seat, file: write_table(file, month, *table), new=True)


def _follows(unit: Told) -> Lines:
    """Yield what the ranks bring upon a unit, and why."""
    for one in unit["consequences"]:
        by = join(locators(one["citations"]))
        yield _("what follows"), f"{measure(one)} [{by}]"
        yield _("what follows"), why(one)


def _key(unit: Told) -> str:
    return f"{unit['part']} {unit['unit'] or ''}"
