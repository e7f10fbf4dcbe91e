"""The page of the supervision ledger: what is late and why, who has taken it up, what comes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from rexian.assess.periods import month_of
from rexian.desk.acts import Done
from rexian.desk.seat import Seat
from rexian.desk.supervised import STATES, Entry
from rexian.desk.supervision import LISTED, Ledger, Wanted, ledger
from rexian.i18n import _, marked
from rexian.people.permissions import allowed
from rexian.people.units import list_units
from rexian.saying import supervision as said
from rexian.tui.bench import newest, working
from rexian.tui.listing import Listing, named
from rexian.tui.widgets.pick import Pick
from rexian.tui.widgets.sheet import Column, Row, Sheet

#: What is shown in turn: what is in hand, then each state alone.
_SHOWN = (LISTED, *((state,) for state in STATES.ids))
#: How many tickets of each part are looked at: reading them anew takes a part of a second.
MOST = 200
_TONES = {"called": "late", "open": "told", "nearing": "soon", "settled": "dim"}


class LedgerPage(Listing):
    """The supervision ledger."""

    HELP = marked(
        "The tickets that the rules call for supervising, those under supervision, and those that "
        "will be called for soon if nothing is done. What presses most stands first."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "supervise", marked("supervise")),
        Binding("f", "show_next", marked("which ones")),
        Binding("u", "unit", marked("unit")),
        Binding("m", "month", marked("all months, or one"), show=False),
        Binding("left_square_bracket", "shift(-1)", marked("earlier"), show=False),
        Binding("right_square_bracket", "shift(1)", marked("later"), show=False),
        Binding("c", "copy", marked("copy the number"), show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._wanted = Wanted(most=MOST)
        self._ledger: Ledger | None = None

    def columns(self) -> Sequence[Column]:
        """Return the columns of the ledger."""
        return [
            Column(_("state"), 8),
            Column(_("time"), 11),
            Column(_("number"), 13),
            Column(_("title"), 12, share=3),
            Column(_("unit"), 10, share=1),
            Column(_("supervised by"), 10, share=1),
            Column(_("form"), 8, share=1),
        ]

    @newest
    async def news(self) -> None:
        """Read the ledger anew."""
        wanted = self._wanted
        if self._ledger is None:
            self.say(_("being read ..."))
        self._ledger = await self.ask(lambda seat: ledger(seat.deployment, seat.actor, wanted))
        self.redraw()

    def redraw(self) -> None:
        """Show what was read."""
        if self._ledger is None:
            return
        now = self._ledger.now
        kept = [e for e in self._ledger.entries if self._is_searched(e)]
        self.sheet.show([_row(entry, now) for entry in kept])
        self.say(*self._told(self._ledger))
        self.refresh_bindings()

    def _is_searched(self, entry: Entry) -> bool:
        return self.holds(entry.number, entry.row.title, entry.row.host or "", said.by(entry))

    def _told(self, found: Ledger) -> list[Content | str]:
        counted = Counter(entry.state for entry in found.entries)
        parts: list[Content | str] = [
            Content(f"{STATES.label(state)} {counted[state]}").stylize(f"${_tone(state)}")
            for state in self._wanted.states
        ]
        parts += [self._wanted.unit or "", str(self._wanted.month or "")]
        if found.more:
            parts.append(_("not every ticket was looked at; choose a unit or a month"))
        return parts

    def _entry(self) -> Entry | None:
        entries = self._ledger.entries if self._ledger else ()
        return next((e for e in entries if e.number == self.sheet.key), None)

    def on_sheet_moved(self) -> None:
        """Tell of the ticket under the cursor."""
        entry = self._entry()
        if entry is None or self._ledger is None:
            self.tell(_("The ledger is empty.") if self._ledger else "", ())
            return
        teller = self.bench.deployment.rules.teller
        self.tell(f"{entry.number} {entry.row.title}", said.lines(entry, self._ledger.now, teller))

    def on_sheet_chosen(self, event: Sheet.Chosen) -> None:
        """Open the ticket."""
        from rexian.tui.ticket.page import TicketPage

        if event.key is not None:
            self.app.push_screen(TicketPage(event.key))

    # --- actions ------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether something can be done now: only some may put a ticket under supervision."""
        if action == "supervise":
            seat = self.bench.seat
            return seat is not None and allowed(seat.actor, "supervise", own=True)
        return super().check_action(action, parameters)

    def action_supervise(self) -> None:
        """Put the ticket under the cursor under supervision."""
        from rexian.tui.act.dialog import ActDialog

        if self.sheet.key is not None:
            dialog = ActDialog(command="supervise", number=self.sheet.key)
            self.app.push_screen(dialog, self._done)

    def _done(self, _done: Done | None) -> None:
        self.news()

    def action_show_next(self) -> None:
        """Show what is in hand, or one state alone, in turn."""
        place = _SHOWN.index(self._wanted.states)
        self._change(replace(self._wanted, states=_SHOWN[(place + 1) % len(_SHOWN)]))

    @working
    async def action_unit(self) -> None:
        """Choose a unit, or all."""
        units = await self.ask(_units)
        choices = [("", _("all units")), *((name, name) for name in units)]
        self.app.push_screen(Pick(_("unit"), choices, self._wanted.unit or ""), self._of_unit)

    def _of_unit(self, chosen: str | None) -> None:
        if chosen is not None:
            self._change(replace(self._wanted, unit=chosen or None))

    def action_month(self) -> None:
        """Show what was ordered or called for in this month alone, or in all."""
        this = None if self._wanted.month else month_of(self.bench.deployment.now())
        self._change(replace(self._wanted, month=this))

    def action_shift(self, by: int) -> None:
        """Go to another month."""
        this = self._wanted.month or month_of(self.bench.deployment.now())
        self._change(replace(self._wanted, month=this.shifted(by)))

    def _change(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self.say(_("being read ..."))
        self.news()

    def action_copy(self) -> None:
        """Copy the number of the ticket under the cursor."""
        if self.sheet.key is not None:
            self.app.copy_to_clipboard(self.sheet.key)
            self.notify(_("copied: {text}").format(text=self.sheet.key), markup=False)

    @working
    async def action_export(self) -> None:
        """Write what is shown as a spreadsheet."""
        found = self._ledger
        if found is None:
            return
        kept = replace(found, entries=tuple(e for e in found.entries if self._is_searched(e)))
        name = named(_("supervision ledger"), found.now)
        await self.hand_out(name, lambda seat, file: said.export(seat, kept, file), new=True)


def _row(entry: Entry, now: int) -> Row:
    cells = (
        said.state(entry),
        said.when(entry, now),
        entry.number,
        entry.row.title,
        entry.row.host or "",
        said.by(entry),
        said.form(entry),
    )
    tone = said.tone(entry, now)
    return Row(entry.number, cells, tones={0: _tone(entry.state), 1: tone})


def _tone(state: str) -> str:
    return _TONES[state]


def _units(seat: Seat) -> list[str]:
    with seat.deployment.store.reading() as connection:
        return [unit.name for unit in list_units(connection) if unit.active]
