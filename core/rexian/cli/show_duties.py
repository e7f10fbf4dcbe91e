"""Duties for people: what falls due and when, what has no date, and from which article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rich.console import Console
from rich.table import Table
from rich.text import Text

from rexian.duties.days import Cadence
from rexian.duties.expand import Bound, Entry, Expansion
from rexian.duties.schedule import Standing
from rexian.i18n import _
from rexian.jurisdictions import Jurisdiction
from rexian.model.vocabulary import STRENGTHS
from rexian.tellers import locators, whence
from rexian.words import join

_DAILY = (Cadence.DAY, Cadence.WORKING_DAY)


def show(jurisdiction: Jurisdiction, span: tuple[date, date], told: Expansion) -> None:
    """Print the duties of a period with their dates, then those that have none."""
    console = Console(highlight=False, markup=False)
    console.print(Text(jurisdiction.heading(), style="bold"))
    console.print(_("{first} to {last}").format(first=span[0], last=span[1]), style="dim")
    sheet = _Sheet(jurisdiction, console.width)
    if told.due:
        console.print(sheet.table(_("due"), sheet.dated(told.due)))
    undated = [*sheet.undated(told)]
    if undated:
        console.print()
        console.print(sheet.table(_("without a date"), undated))


@dataclass(frozen=True)
class _Sheet:
    """The rows of one jurisdiction's duties: when, what, by and for whom, from which article."""

    jurisdiction: Jurisdiction
    width: int

    def table(self, first: str, rows: Iterable[Sequence[str]]) -> Table:
        """Return rows as a table with its heads."""
        table = Table(box=None, header_style="dim", padding=(0, 1))
        heads = (first, _("what is to be done"), _("who"), _("by"))
        for head, share in zip(heads, (5, 7, 4, 4), strict=True):
            table.add_column(head, overflow="fold", max_width=share * self.width // 20)
        for row in rows:
            table.add_row(*row)
        return table

    def dated(self, entries: Sequence[Entry]) -> Iterator[Sequence[str]]:
        """Yield a row for each entry; a duty of every day is one row for all its days."""
        seen = set()
        for entry in entries:
            if entry.due.every not in _DAILY:
                yield (_when(entry), *self._what(entry.bound))
            elif (entry.bound.layer, entry.bound.duty.id) not in seen:
                seen.add((entry.bound.layer, entry.bound.duty.id))
                days = [other.due.on for other in entries if other.bound == entry.bound]
                yield (_run(days, entry), *self._what(entry.bound))

    def undated(self, told: Expansion) -> Iterator[Sequence[str]]:
        """Yield a row for each duty without a date; what it has instead is said once."""
        groups = [(_("all the time"), found) for found in told.continuous]
        groups += [(_("how often is not said"), found) for found in told.period_unset]
        groups += [(_standing(what), found) for found, what in told.standing]
        before = ""
        for how, found in groups:
            yield ("" if how == before else how, *self._what(found))
            before = how

    def _what(self, found: Bound) -> Sequence[str]:
        duty = found.duty
        label = duty.label()
        if duty.strength != "must":
            label += f" ({STRENGTHS.label(duty.strength)})"
        items = [_("- {item}").format(item=item.label()) for item in duty.agenda]
        who = duty.who.label() if duty.who else _("not said")
        whom = [_("for: {whom}").format(whom=duty.to.label())] if duty.to else []
        cited = locators(self.jurisdiction.citations(found.layer, duty.per))
        by = join(cited) + whence(found.depth)
        return "\n".join([label, *items]), "\n".join([who, *whom]), by


def _when(entry: Entry) -> str:
    """Say the day, what moved it, when to remind, and what another reading would make of it."""
    due = entry.due
    lines = [f"{due.on}" + (_(" (provisional)") if due.provisional else "")]
    if due.window:
        first, last = (_near(day, due.on) for day in due.window)
        lines.append(_("between {first} and {last}").format(first=first, last=last))
    if due.rolled_from:
        lines.append(_("moved from {day}").format(day=_near(due.rolled_from, due.on)))
    if due.remind_on != due.on:
        lines.append(_("remind on {day}").format(day=_near(due.remind_on, due.on)))
    others = sorted({day for day in entry.otherwise.values() if day} - {due.on})
    lines += [_("or read as {day}").format(day=_near(day, due.on)) for day in others]
    return "\n".join(lines)


def _near(day: date, other: date) -> str:
    """Write a day beside another one: without the year if they share it."""
    return f"{day:%m-%d}" if day.year == other.year else f"{day}"


def _run(days: Sequence[date], entry: Entry) -> str:
    """Say the days of a daily duty at once."""
    how = _("every day") if entry.due.every is Cadence.DAY else _("every working day")
    if len(days) == 1:
        return f"{days[0]}\n{how}"
    last = _near(days[-1], days[0])
    return _("{first} to {last}").format(first=days[0], last=last) + f"\n{how}"


def _standing(what: Standing) -> str:
    """Say how many there must be, and for whom each."""
    form = {
        None: _("standing"),
        "unit": _("at least {n} in each unit"),
        "person": _("at least {n} for each person"),
    }[what.per]
    return form.format(n=what.least)
