"""Decision tables for people: the rules in plain words, what stays silent, and the readings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from rexian.i18n import _
from rexian.pages.sheet import Kind, Sheet
from rexian.saying.rules import Asked, choices, read_otherwise, speaks
from rexian.saying.width import fitted
from rexian.words import say_status

#: From this width on there is room for the ids of rules.
WIDE = 110
#: How the width is shared out: when, what follows, from where, the rule's id.
SHARES = (8, 7, 5, 5)
#: How lines look that are no rule which holds as the text is read.
STYLES = {Kind.SILENCE: "dim", Kind.OTHERWISE: "dim", Kind.CONFLICT: "yellow"}


def show(sheet: Sheet, only: str | None, *, headed: bool = False) -> None:
    """Print the tables of one question, or of every question on which the chain speaks.

    Where several jurisdictions are shown each is headed by what it is called.
    """
    console = Console(highlight=False, markup=False)
    place = sheet.jurisdiction
    if headed:
        console.print(Text(place.heading(), style="bold"))
    otherwise = read_otherwise(place.readings.values(), sheet.readings)
    if otherwise:
        console.print(Text(otherwise, style="yellow"))
    for question in place.plan().questions:
        if only in (None, question.id) and (only or speaks(place, question)):
            _Shown(Asked(sheet, question), console.width >= WIDE).show(console)
            console.print()


def _widths(width: int, shares: Sequence[int]) -> list[int]:
    """Share out what is left of a width beside a column's room on either side."""
    room = width - 2 * len(shares)
    return [share * room // sum(shares) for share in shares]


@dataclass(frozen=True)
class _Shown:
    """One question's tables, and the readings they turn on by number."""

    asked: Asked
    wide: bool

    def show(self, console: Console) -> None:
        question = self.asked.question
        console.print(Text(f"{question.label()} ({question.id})", style="bold"))
        rows = list(self._rows())
        if not rows:
            console.print(Text(f" {say_status('silent')}", style="dim"))
            return
        names = [_("when"), _("what follows"), _("by"), *([_("rule")] if self.wide else [])]
        table = Grid(box=None, header_style="dim", padding=(0, 1))
        widths = _widths(console.width, SHARES[: len(names)])
        for name, width in zip(names, widths, strict=True):
            table.add_column(name, overflow="fold", max_width=width)
        for style, *row in rows:
            cells = [fitted(text, width) for text, width in zip(row, widths, strict=False)]
            table.add_row(*cells, style=style)
        console.print(table)
        if self.asked.readings:
            console.print(self._readings(), style="cyan")

    def _rows(self) -> Iterator[tuple[str, ...]]:
        for told in self.asked.rows:
            yield STYLES.get(told.line.kind, ""), told.when, told.says, told.by, told.name

    def _readings(self) -> Grid:
        """List the readings with their choices, the default marked."""
        grid = Grid.grid(padding=(0, 1), pad_edge=True)
        for number, reading in enumerate(self.asked.readings, start=1):
            grid.add_row(_("reading {n}").format(n=number), f"{reading.label()} [{reading.id}]")
            for letter, told in choices(reading):
                grid.add_row(Text(letter, justify="right"), told)
        return grid
