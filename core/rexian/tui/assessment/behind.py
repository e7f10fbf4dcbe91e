"""The tickets behind a unit's figure: which counted, which did not, and which are left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType

from rexian.assess.indicators import STANDINGS
from rexian.desk.carrying import carried_off
from rexian.documents.tables import write_table
from rexian.i18n import _, language, marked
from rexian.saying import assess as said
from rexian.tui.assessment.asked import lab
from rexian.tui.bench import newest, working
from rexian.tui.listing import Listing, named
from rexian.tui.widgets.sheet import Column, Row, Sheet
from rexian.words import say_time

if TYPE_CHECKING:
    from rexian.lab.ownmonths import Worked

Told = Mapping[str, Any]
_TONES = {"counted": "calm", "not_counted": "late", "excluded": "dim", "undetermined": "soon"}


class BehindPage(Listing):
    """The tickets behind one figure."""

    HELP = marked("The tickets behind a unit's figure in a month. Enter opens a ticket.")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", marked("back")),
        Binding("c", "copy", marked("copy the number"), show=False),
    ]

    def __init__(self, worked: Worked, unit: Told, indicator: Told) -> None:
        super().__init__()
        self._worked, self._unit, self._indicator = worked, unit, indicator
        self._found: Sequence[Told] = ()

    def columns(self) -> Sequence[Column]:
        """Return the columns of the tickets."""
        return [
            Column(_("how it stands"), 12),
            Column(_("number"), 14),
            Column(_("title"), 14, share=2),
            Column(_("belongs to the month by"), 16),
            Column(_("more"), 8, share=1),
        ]

    @newest
    async def news(self) -> None:
        """Find the tickets, as they stood when the figures were worked out."""
        worked, unit, name = self._worked, self._unit, self._indicator["id"]
        self._found = await self.ask(lambda seat: lab().tickets_behind(seat, worked, unit, name))
        self.redraw()

    def redraw(self) -> None:
        """Show them."""
        kept = [e for e in self._found if self.holds(e["number"], e["title"] or "")]
        self.sheet.show([self._row(each) for each in kept])
        counted = Counter(each["standing"] for each in self._found)
        told = [f"{STANDINGS.label(name)} {n}" for name, n in counted.items()]
        label, figure = self._indicator["label"][language()], self._figure()
        self.say(said.unit_name(self._unit), f"{label} {figure}", *told)

    def _figure(self) -> str:
        found = self._unit["indicators"][self._indicator["id"]]
        value = said.value(self._indicator, found["value"])
        return f"{value} ({said.made_of(self._indicator, found)})"

    def _row(self, each: Told) -> Row:
        cells = (
            STANDINGS.label(each["standing"]),
            each["number"],
            each["title"] or "",
            say_time(each["at"]),
            said.ticket(each),
        )
        bad = self._indicator["measure"] == "share"
        tone = _TONES[each["standing"]] if bad else ""
        return Row(each["number"], cells, tones={0: tone} if tone else {})

    def on_sheet_moved(self) -> None:
        """Tell of the ticket under the cursor."""
        each = next((e for e in self._found if e["number"] == self.sheet.key), None)
        if each is not None:
            lines = [
                (_("how it stands"), STANDINGS.label(each["standing"])),
                (_("belongs to the month by"), say_time(each["at"])),
                *([(_("more"), said.ticket(each))] if said.ticket(each) else []),
            ]
            self.tell(f"{each['number']} {each['title'] or ''}", lines)

    def on_sheet_chosen(self, event: Sheet.Chosen) -> None:
        """Open a ticket."""
        from rexian.tui.ticket.page import TicketPage

        if event.key is not None:
            self.app.push_screen(TicketPage(event.key))

    def action_back(self) -> None:
        """End the search, or go back to the figures."""
        if self.query_one("#search").has_class("-open"):
            self.action_close_search()
        else:
            self.app.pop_screen()

    def action_copy(self) -> None:
        """Copy the number of the ticket under the cursor."""
        if self.sheet.key is not None:
            self.app.copy_to_clipboard(self.sheet.key)
            self.notify(_("copied: {text}").format(text=self.sheet.key), markup=False)

    @working
    async def action_export(self) -> None:
        """Write the tickets as a spreadsheet."""
        name = named(self._indicator["label"][language()], self.bench.deployment.now())
        heads = [column.title for column in self.columns()]
        rows = [self._row(each).cells for each in self._found]
        numbers = [each["number"] for each in self._found]
        await self.ask(lambda seat: carried_off(seat, numbers, "assessment"))
        await self.hand_out(
            name, lambda _seat, file: write_table(file, file.stem, heads, rows), new=True
        )
