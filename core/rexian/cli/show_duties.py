"""Duties for people: what falls due and when, what has no date, and from which article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rich.console import Console
from rich.table import Table
from rich.text import Text

from rexian.duties.days import Cadence
from rexian.duties.expand import Entry, Expansion
from rexian.i18n import _
from rexian.jurisdictions import Jurisdiction
from rexian.saying.duties import run, undated, what, when

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
                yield (when(entry), *what(self.jurisdiction, entry.bound))
            elif (entry.bound.layer, entry.bound.duty.id) not in seen:
                seen.add((entry.bound.layer, entry.bound.duty.id))
                days = [other.due.on for other in entries if other.bound == entry.bound]
                yield (run(days, entry), *what(self.jurisdiction, entry.bound))

    def undated(self, told: Expansion) -> Iterator[Sequence[str]]:
        """Yield a row for each duty without a date; what it has instead is said once."""
        before = ""
        for how, found in undated(told):
            yield ("" if how == before else how, *what(self.jurisdiction, found))
            before = how
