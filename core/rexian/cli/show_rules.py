"""Decision tables for people: the rules in plain words, what stays silent, and the readings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from rexian.i18n import _
from rexian.jurisdictions import Jurisdiction
from rexian.pages.sheet import Kind, Line, Sheet
from rexian.pages.telling import LETTERS, Telling
from rexian.rules.question import Part, Question
from rexian.rules.readings import Reading
from rexian.rules.rule import Rule
from rexian.saying.width import fitted
from rexian.tellers import locators
from rexian.words import join, say_status

#: From this width on there is room for the ids of rules.
WIDE = 110
#: How the width is shared out: when, what follows, from where, the rule's id.
SHARES = (8, 7, 5, 5)
#: How lines look that are no rule which holds as the text is read by default.
STYLES = {Kind.SILENCE: "dim", Kind.OTHERWISE: "dim", Kind.CONFLICT: "yellow"}


def show(jurisdiction: Jurisdiction, only: str | None, *, headed: bool = False) -> None:
    """Print the tables of one question, or of every question on which the chain speaks.

    Where several jurisdictions are shown each is headed by what it is called.
    """
    console = Console(highlight=False, markup=False)
    if headed:
        console.print(Text(jurisdiction.heading(), style="bold"))
    plan, sheet = jurisdiction.plan(), Sheet(jurisdiction)
    for question in plan.questions:
        asked = [plan.parts[part.id] for part in question.parts]
        speaks = any(table.rules for part in asked for table in part.tables)
        if only in (None, question.id) and (speaks or only):
            _Shown(sheet, question, jurisdiction.turning(asked), console.width >= WIDE).show(
                console
            )
            console.print()


def _widths(width: int, shares: Sequence[int]) -> list[int]:
    """Share out what is left of a width beside a column's room on either side."""
    room = width - 2 * len(shares)
    return [share * room // sum(shares) for share in shares]


def _named(rule: Rule) -> str:
    """Name a rule, and below it those that yield to it."""
    over = [_("over {rule}").format(rule=name) for name in rule.over]
    return "\n".join([rule.id, *over])


@dataclass(frozen=True)
class _Shown:
    """One question's tables, and the readings they turn on by number."""

    sheet: Sheet
    question: Question
    readings: Sequence[Reading]
    wide: bool

    def show(self, console: Console) -> None:
        console.print(Text(f"{self.question.label()} ({self.question.id})", style="bold"))
        rows = [row for part in self.question.parts for row in self._rows(part)]
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
        if self.readings:
            console.print(self._readings(), style="cyan")

    def _rows(self, part: Part) -> Iterator[tuple[str, ...]]:
        telling = Telling(self.sheet.jurisdiction, [reading.id for reading in self.readings])
        for line in self.sheet.lines(part):
            name = _named(line.rules[0].rule) if len(line.rules) == 1 else ""
            when, says = telling.when(line), telling.says(line, part)
            yield STYLES.get(line.kind, ""), when, says, self._cited(line), name

    def _cited(self, line: Line) -> str:
        cite = self.sheet.jurisdiction.cite
        found = locators([citation for enacted in line.rules for citation in cite(enacted)])
        return join(found) + (_(" (inherited)") if line.inherited else "")

    def _readings(self) -> Grid:
        """List the readings with their choices, the default marked."""
        grid = Grid.grid(padding=(0, 1), pad_edge=True)
        for number, reading in enumerate(self.readings, start=1):
            grid.add_row(_("reading {n}").format(n=number), f"{reading.label()} [{reading.id}]")
            for letter, term in zip(LETTERS, reading.choices, strict=False):
                default = _(" (default)") if term.id == reading.default else ""
                grid.add_row(Text(letter, justify="right"), term.label() + default)
        return grid
