"""A pane of labels and what is said under them, broken to its width."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import Group
from rich.table import Table
from rich.text import Text
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from rexian.saying.width import fitted, steady

#: The room between labels and texts.
GAP = 2


@dataclass(frozen=True, slots=True)
class Section:
    """Several things that belong together, under a heading; one without pairs is left out."""

    title: str
    pairs: Sequence[tuple[str, str]]


class Pairs(VerticalScroll, can_focus=True):
    """Sections of labels and texts; it scrolls."""

    DEFAULT_CSS = """
    Pairs { height: 1fr; scrollbar-size-vertical: 1; }
    Pairs > Static { height: auto; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._sections: tuple[Section, ...] = ()

    def compose(self) -> ComposeResult:
        """Put it together."""
        yield Static(markup=False)

    def show(self, sections: Iterable[Section]) -> None:
        """Show other sections."""
        self._sections = tuple(section for section in sections if section.pairs)
        self._draw()

    def on_resize(self) -> None:
        """Break the texts to the new width."""
        self._draw()

    def _draw(self) -> None:
        width = max(10, self.size.width - 1)
        self.query_one(Static).update(drawn(self._sections, width))


def drawn(sections: Sequence[Section], width: int) -> Group:
    """Return sections broken to so many columns: a heading, and labels beside what is said."""
    lengths = [cell_len(steady(label)) for section in sections for label, _text in section.pairs]
    labels = min(width // 3, max(lengths, default=0))
    parts: list[Text | Table] = []
    for section in sections:
        if section.title:
            parts.append(Text(steady(section.title), style="bold underline"))
        parts.append(_paired(section.pairs, labels, width - labels - GAP))
    return Group(*parts)


def _paired(pairs: Sequence[tuple[str, str]], labels: int, room: int) -> Table:
    """Set labels and texts beside one another; a label that is repeated is told once."""
    table = Table.grid(padding=(0, GAP, 0, 0), pad_edge=False)
    table.add_column(width=labels)
    table.add_column(width=room)
    before = ""
    for label, text in pairs:
        named = "" if label == before else fitted(steady(label), labels)
        table.add_row(Text(named, style="dim"), Text(fitted(steady(text), room)))
        before = label
    return table
