"""Every two of several jurisdictions compared, for people: a triangle, then question by question.

Relations stand as marks with numbers, so that nothing hangs on colour and much fits a cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from rexian.documents.comparison import MARKS, Comparison, Standing, marked_counts, relation_label
from rexian.i18n import _
from rexian.saying.width import fitted
from rexian.words import listed

#: The least room that a cell of the table by question needs: three marks with their numbers.
CELL = 9
GAP = 1


def show(comparison: Comparison) -> None:
    """Print how every two places stand to each other."""
    console = Console(highlight=False, markup=False, emoji=False)
    sheet = _Sheet(comparison, console.width)
    console.print(Text(fitted(_legend(), console.width), style="dim"))
    console.print(sheet.triangle())
    for table in sheet.by_question():
        console.print()
        console.print(table)


def _legend() -> str:
    """Say what the marks mean."""
    told = [f"{mark} {relation_label(r, 'A', 'B')}" for r, mark in MARKS.items()]
    told_of = _("{marks}; A is the row or the first number, B the column or the second")
    return told_of.format(marks=listed(told))


class _Sheet:
    """A comparison, set in a width."""

    def __init__(self, comparison: Comparison, width: int) -> None:
        self.comparison, self.width = comparison, width
        self.numbers = {place: n for n, place in enumerate(comparison.places, start=1)}

    def triangle(self) -> Table:
        """Return each place as a row with those after it as columns."""
        places = self.comparison.places
        names = [f"{n} {place.name}" for place, n in self.numbers.items()]
        columns = len(places) - 1
        labels = min(self.width // 4, max(map(cell_len, names)))
        room = (self.width - labels - GAP) // columns - GAP
        table = _table([("", labels), *((str(n), room) for n in range(2, len(places) + 1))])
        for row, name in zip(places, names, strict=True):
            standings = (self.comparison.between(row, column) for column in places[1:])
            cells = [marked_counts(s.totals) if s else "" for s in standings]
            table.add_row(*_fitted([name, *cells], [labels, *[room] * columns]))
        return table

    def by_question(self) -> Iterator[Table]:
        """Yield tables of as many pairs as stand side by side, even in number."""
        standings, questions = self.comparison.standings, self.comparison.questions
        labels = min(self.width // 4, max(map(cell_len, (_("question"), *questions.values()))))
        most = max(1, (self.width - labels - GAP) // (CELL + GAP))
        blocks = -(-len(standings) // most)
        size = -(-len(standings) // max(1, blocks))
        for start in range(0, len(standings), size):
            yield self._block(standings[start : start + size], questions, labels)

    def _block(
        self, standings: Sequence[Standing], questions: Mapping[str, str], labels: int
    ) -> Table:
        room = (self.width - labels - GAP) // len(standings) - GAP
        pairs = (f"{self.numbers[s.first]}-{self.numbers[s.second]}" for s in standings)
        table = _table([(_("question"), labels), *((pair, room) for pair in pairs)])
        for question, label in questions.items():
            cells = [marked_counts(standing.counts(question)) for standing in standings]
            table.add_row(*_fitted([label, *cells], [labels, *[room] * len(cells)]))
        return table


def _table(columns: Sequence[tuple[str, int]]) -> Table:
    table = Table(box=None, header_style="bold", padding=(0, GAP, 0, 0), pad_edge=False)
    for name, width in columns:
        table.add_column(fitted(name, width), width=width, overflow="fold")
    return table


def _fitted(texts: Sequence[str], widths: Sequence[int]) -> list[str]:
    return [fitted(text, width) for text, width in zip(texts, widths, strict=True)]
