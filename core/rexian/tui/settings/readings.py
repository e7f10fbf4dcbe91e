"""How the documents are read here: every ambiguity, its choices, and who chose."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rexian.desk.deployment import Deployment
from rexian.desk.seat import Seat
from rexian.desk.settling import choose_reading, settled_by
from rexian.i18n import _, marked
from rexian.instants import format_instant
from rexian.people.actor import Actor
from rexian.people.permissions import allowed
from rexian.privacy.journal import Entry
from rexian.saying.settings import say_choices, say_clauses, say_why
from rexian.settings.chosen import Chosen, readings_chosen
from rexian.tui.views import Told, View, ViewsPage
from rexian.tui.widgets.filling import Choice, Filling, Values
from rexian.tui.widgets.sheet import Column, Row
from rexian.words import say_time


@dataclass(frozen=True, slots=True)
class ReadingItem:
    """A reading, and the entry of the journal by which it was last settled, if one tells."""

    chosen: Chosen
    settled: Entry | None


class ReadingsView(View[ReadingItem]):
    """The readings."""

    id: ClassVar[str] = "readings"
    label: ClassVar[str] = marked("readings")
    key: ClassVar[str] = "n"

    def columns(self) -> Sequence[Column]:
        """Return its columns."""
        return (
            Column(_("what the text leaves open"), 30, share=3),
            Column(_("read as"), 24, share=3),
            Column(_("settled"), 14, share=1),
        )

    def read(self, seat: Seat, _sought: str) -> Sequence[ReadingItem]:
        """Return the readings, in the order of the documents."""
        place = seat.deployment
        with place.store.reading() as conn:
            settled = settled_by(conn)
        found = readings_chosen(place.rules.ruler.jurisdiction, place.settings)
        return [ReadingItem(each, settled.get(each.reading.id)) for each in found]

    def row(self, item: ReadingItem) -> Row:
        """Return a reading as a row."""
        reading = item.chosen.reading
        choice = reading.fact.terms.label(item.chosen.choice)
        tones = {2: "strong"} if item.chosen.stated else {2: "dim"}
        return Row(reading.id, (reading.label(), choice, _settled(item)), tones=tones)

    def told(self, item: ReadingItem) -> str:
        """Tell everything about a reading: the choices, why, which clauses, who settled it."""
        chosen = item.chosen
        lines = [f"{chosen.reading.label()} [{chosen.reading.id}]", "", *say_choices(chosen)]
        if chosen.clauses:
            lines += ["", f"{_('clauses read')}: {say_clauses(chosen)}"]
        lines += ["", f"{_('why by default')}: {say_why(chosen)}", "", _settled(item)]
        if item.settled is not None:
            at = say_time(format_instant(item.settled.at))
            told = _("last settled at the desk by {user}, {when}")
            lines.append(told.format(user=item.settled.actor, when=at))
        return "\n".join(lines)

    def can(self, actor: Actor) -> Collection[str]:
        """Return what somebody may do with readings."""
        return {"change", "export"} if allowed(actor, "maintain", own=False) else {"export"}

    async def choose(self, page: ViewsPage, item: ReadingItem) -> None:
        """Have it read otherwise, by whoever may; tell about it to anybody else."""
        seat = page.bench.seat
        if seat is not None and "change" in self.can(seat.actor):
            await self.do(page, "change", item)
        else:
            await page.app.push_screen_wait(Told(self.told(item)))

    async def do(self, page: ViewsPage, action: str, item: ReadingItem | None) -> None:
        """Have a point read otherwise from now on, or hand the list out."""
        if action == "export":
            await page.hand_out_rows("readings.xlsx", _("readings"))
        elif item is not None:
            place = await page.app.push_screen_wait(self._choosing(item))
            if place is not None and page.bench.line is not None:
                page.bench.line.deployment = place
                told = _("{reading}: it holds from now on; open tickets are ruled anew by tick")
                page.notify(told.format(reading=item.chosen.reading.label()), markup=False)

    def _choosing(self, item: ReadingItem) -> Filling[Deployment]:
        reading = item.chosen.reading
        default = reading.default
        words = [
            (t.id, t.label() + (_(" (default)") if t.id == default else ""))
            for t in reading.choices
        ]

        def work(seat: Seat, values: Values) -> Deployment:
            return choose_reading(seat.deployment, seat.actor, reading.id, values["choice"])

        choice = Choice("choice", _("read as"), words, item.chosen.choice)
        told = _("It is written into rexian.toml and holds for everybody.")
        said = "\n".join(filter(None, (say_clauses(item.chosen), say_why(item.chosen), told)))
        return Filling(reading.label(), [choice], work, said=said)


def _settled(item: ReadingItem) -> str:
    return _("in the file") if item.chosen.stated else _("by default")
