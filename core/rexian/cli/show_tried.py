"""One line of a table, or one case tried, for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from rexian.analysis.trying import Tried
from rexian.i18n import _
from rexian.pages.example import Example
from rexian.rules.question import Question
from rexian.saying.rules import Told, cited, read_otherwise
from rexian.saying.trying import part_heading, say_case, say_heard, say_tried
from rexian.saying.width import fitted
from rexian.tellers import Teller
from rexian.words import say_status

#: How much of the width the labels take at the most.
LABELS = 20


def show_line(told: Told, question: Question, example: Example | None, tried: Tried | None) -> None:
    """Print a line: its cases, what follows, an example, and how every rule stands to that."""
    console = _console()
    console.print(Text(part_heading(question, told.part), style="bold"))
    pairs = [(_("when"), told.when), (_("what follows"), told.says)]
    if told.by:
        pairs.append((_("by"), told.by))
    console.print(_paired(pairs, console.width))
    if example is None or tried is None:
        console.print(Text(_("no case was found that lands here"), style="dim"))
        return
    show_tried(question, example, tried)


def show_tried(question: Question, example: Example, tried: Tried) -> None:
    """Print a case, how it is ruled, and how every rule stands to it."""
    console, place = _console(), example.sheet.jurisdiction
    teller = Teller(place)
    otherwise = read_otherwise(place.readings.values(), example.sheet.readings)
    if otherwise:
        console.print(Text(otherwise, style="yellow"))
    pairs = [*say_case(teller, example), *say_tried(teller, question, tried)]
    console.print(_paired(pairs, console.width))
    for part in question.parts:
        heard = tried.heard[part.id]
        console.print(Text(part_heading(question, part), style="bold"))
        if not heard:
            console.print(Text(f" {say_status('silent')}", style="dim"))
            continue
        rows = [
            (
                each.enacted.rule.id,
                f"{say_heard(teller, part, each)} [{cited(place, each.enacted)}]",
            )
            for each in heard
        ]
        console.print(_paired(rows, console.width))


def _console() -> Console:
    return Console(highlight=False, markup=False)


def _paired(pairs: Iterable[Sequence[str]], width: int) -> Table:
    """Set what is said beside what it is about."""
    table = Table.grid(padding=(0, 2), pad_edge=True)
    labels = min(width // 3, LABELS)
    for label, text in pairs:
        table.add_row(fitted(label, labels), fitted(text, width - labels - 6))
    return table
