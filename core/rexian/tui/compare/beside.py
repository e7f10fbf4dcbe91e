"""The answers of several jurisdictions side by side, as many as there is room for."""

from __future__ import annotations

from collections.abc import Iterable

from textual import on
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static

from rexian.i18n import _
from rexian.rules.question import Question
from rexian.saying.width import steady
from rexian.tui.compare.grid import Grid
from rexian.tui.compare.judging import Answers, Judged
from rexian.tui.widgets.sheet import Column, Row, Sheet
from rexian.words import say_status

#: How many cells an answer and a question need at the least, and what stands around them.
ANSWER, QUESTION, AROUND = 30, 14, 6
#: Marks a row whose answers differ, besides its colour.
APART = "!="


class Beside(Vertical):
    """A grid of questions and jurisdictions, and the answer under the cursor at length."""

    DEFAULT_CSS = """
    Beside #said { height: auto; max-height: 4; padding: 0 1; background: $surface; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.answers: Answers | None = None
        self.only_apart = False
        self.side = 0

    def compose(self) -> Iterable[Widget]:
        """Put it together."""
        yield Grid([], id="answers")
        yield Static(id="said", markup=False)

    @property
    def grid(self) -> Grid:
        """The grid."""
        return self.query_one(Grid)

    @property
    def cell(self) -> tuple[Judged, Question] | None:
        """The answer under the cursor."""
        found = self.answers
        if found is None or not found.judged:
            return None
        question = next((each for each in found.asked() if each.id == self.grid.key), None)
        return None if question is None else (found.judged[self.side], question)

    def show(self, answers: Answers) -> None:
        """Show other answers."""
        self.answers = answers
        self.side = max(0, min(self.side, len(answers.judged) - 1))
        self.redraw()

    def stand(self, by: int) -> None:
        """Go on to another jurisdiction."""
        if self.answers is not None and self.answers.judged:
            self.side = (self.side + by) % len(self.answers.judged)
            self.redraw()

    def on_resize(self) -> None:
        """Set as many side by side as there is room for."""
        self.redraw()

    def redraw(self) -> None:
        """Draw it as it is now."""
        found = self.answers
        if found is None:
            return
        shown = self._in_view(len(found.judged))
        answer = ANSWER if len(shown) > 1 else 1
        names = [(">" if n == self.side else " ") + found.judged[n].place for n in shown]
        columns = [Column(name, answer, share=3) for name in names]
        self.grid.retitled([Column("", 2), Column(_("question"), QUESTION, share=1), *columns])
        self.grid.show([_row(found, each, shown) for each in self.questions()])
        self.grid.stand(2 + self.side - shown.start)
        self._say_cell()

    def questions(self) -> list[Question]:
        """Return the questions that are shown."""
        return self.answers.asked(only_apart=self.only_apart) if self.answers else []

    def _in_view(self, sides: int) -> range:
        """Return which stand side by side, the chosen one among them."""
        fit = max(1, min(sides, (self.size.width - QUESTION - AROUND) // (ANSWER + 1)))
        first = max(0, min(self.side - fit // 2, sides - fit))
        return range(first, min(sides, first + fit))

    @on(Sheet.Moved)
    def _say_cell(self) -> None:
        cell, told = self.cell, ""
        if cell is not None:
            found, question = cell
            told = f"{found.place} {question.label()}: {found.wrong or found.cell(question)}"
        self.query_one("#said", Static).update(steady(told))


def _row(found: Answers, question: Question, shown: range) -> Row:
    cells = [found.judged[n].cell(question) for n in shown]
    is_apart = found.is_apart(question)
    silent = say_status("silent")
    tones = {place: "dim" for place, cell in enumerate(cells, start=2) if cell == silent}
    if is_apart:
        tones |= {0: "soon", 1: "soon"}
    return Row(question.id, (APART if is_apart else "", question.label(), *cells), tones=tones)
