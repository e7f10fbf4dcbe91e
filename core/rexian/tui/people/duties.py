"""The view of the responsibility lists: which unit answers for what, by subject or by unit."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import ClassVar

from rexian.desk.seat import Seat
from rexian.i18n import _, marked
from rexian.model.vocabulary import SUBJECTS
from rexian.people.actor import Actor
from rexian.people.responsibilities import (
    Responsibility,
    add_responsibilities,
    list_responsibilities,
    remove_responsibilities,
)
from rexian.tui.people.common import managed, manages, one_of, units_in_use
from rexian.tui.views import View, ViewsPage, taking_in
from rexian.tui.widgets.filling import Filling, Flag, Line, Values
from rexian.tui.widgets.sheet import Column, Row


class DutiesView(View[Responsibility]):
    """What units answer for."""

    id: ClassVar[str] = "lists"
    label: ClassVar[str] = marked("responsibility lists")
    key: ClassVar[str] = "l"

    def __init__(self) -> None:
        self._by_unit = False

    def columns(self) -> Sequence[Column]:
        """Return its columns: what it goes by comes first."""
        subject, unit = Column(_("subject"), 18, share=2), Column(_("unit"), 18, share=2)
        first = (unit, subject) if self._by_unit else (subject, unit)
        return (*first, Column(_("area"), 10, share=1), Column(_("source"), 16, share=2))

    def read(self, seat: Seat, _sought: str) -> Sequence[Responsibility]:
        """Return what was taken in, by subject or by unit."""
        with seat.deployment.store.reading() as conn:
            found = list_responsibilities(conn)
        return sorted(found, key=lambda each: each.unit) if self._by_unit else found

    def row(self, item: Responsibility) -> Row:
        """Return one of them as a row."""
        first = (SUBJECTS.label(item.subject), item.unit)
        first = first[::-1] if self._by_unit else first
        cells = (*first, item.area or _("anywhere"), item.source)
        return Row("\n".join((item.subject, item.area, item.unit)), cells)

    def told(self, item: Responsibility) -> str:
        """Tell everything about one of them."""
        told = {
            _("subject"): SUBJECTS.label(item.subject),
            _("unit"): item.unit,
            _("area"): item.area or _("anywhere"),
            _("source"): item.source or "-",
        }
        return "\n".join(f"{name}: {value}" for name, value in told.items())

    def can(self, actor: Actor) -> Collection[str]:
        """Return what somebody may do with the lists."""
        if manages(actor):
            return {"add", "remove", "take_in", "export", "turn"}
        return {"export", "turn"}

    async def do(self, page: ViewsPage, action: str, item: Responsibility | None) -> None:
        """Add, take out, take in or hand out, or go by unit in place of subject."""
        if action == "turn":
            self._by_unit = not self._by_unit
            page.sheet.retitled(self.columns())
        elif action == "add":
            await page.fill(_adding(await page.ask(units_in_use), item))
        elif action == "take_in":
            over = Flag("replace", _("in place of all that was taken in before"))
            title = _("take in responsibility lists")
            await page.fill(taking_in(title, "responsibilities.xlsx", _take_in, [over]))
        elif action == "export":
            await page.hand_out("responsibilities.xlsx", _hand_out)
        elif action == "remove" and item is not None:
            await page.fill(self._taking_out(item))

    def _taking_out(self, item: Responsibility) -> Filling[str]:
        def work(seat: Seat, _values: Values) -> str:
            managed(seat, lambda conn, by: remove_responsibilities(conn, [item], by))
            return _("{n} rows are taken out").format(n=1)

        return Filling(_("Take this out?"), [], work, said=self.told(item))


def _adding(known: Sequence[str], beside: Responsibility | None) -> Filling[str]:
    subjects = [term.label() for term in SUBJECTS]
    parts = [
        Line("subject", _("subject"), known=subjects),
        Line("unit", _("unit"), known=known, check=one_of(known, needed=True)),
        Line("area", _("area (empty: anywhere)")),
        Line("source", _("source"), beside.source if beside else ""),
    ]

    def work(seat: Seat, values: Values) -> str:
        subject = SUBJECTS.find(values["subject"]) or values["subject"]
        row = Responsibility(subject, values["unit"], values["area"], values["source"])
        managed(seat, lambda conn, by: add_responsibilities(conn, [row], by))
        return _("{n} rows are taken in").format(n=1)

    return Filling(_("add what a unit answers for"), parts, work)


def _take_in(seat: Seat, values: Values) -> str:
    from rexian.people.importing import import_responsibilities

    path, over = Path(values["file"]).expanduser(), values["replace"]
    rows = managed(seat, lambda conn, by: import_responsibilities(conn, path, by, replace=over))
    return _("{n} rows are taken in").format(n=rows)


def _hand_out(seat: Seat, file: Path) -> None:
    from rexian.people.exporting import export_responsibilities

    export_responsibilities(seat.deployment.store, file)
