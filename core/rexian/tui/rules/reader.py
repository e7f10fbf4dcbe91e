"""A sheet in which a text is read: its lines broken to its width, some of them leading on."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len

from rexian.saying.width import fitted, steady
from rexian.tui.rules.views import Line, TextView
from rexian.tui.widgets.sheet import GAP, Column, Row, Sheet

#: The widest that labels become, and the least that a text is broken to.
LABELS = 16
LEAST = 20
#: What stands before a line that leads on, and before one that does not.
LEADS, STAYS = "> ", "  "


class Reader(Sheet):
    """A text, line by line; the cursor stands on the lines."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__((Column("", 1), Column("", 1, share=1)), id=id)
        self.view = TextView("", ())
        self._row_keys: list[str] = []

    def read(self, view: TextView) -> None:
        """Show a text from its beginning."""
        self.view = view
        self.cursor = 0
        self.scroll_to(y=0, animate=False)
        self._broken()

    def on_resize(self) -> None:
        """Break the lines to the new width."""
        self._broken()

    def _broken(self) -> None:
        labels = min(LABELS, max((cell_len(each.label) for each in self.view.lines), default=0))
        room = max(LEAST, self.size.width - labels - 2 * GAP - len(LEADS))
        self.retitled((Column("", labels), Column(self.view.title, room, share=1)))
        rows = [row for n, each in enumerate(self.view.lines) for row in _rows(n, each, room)]
        self._row_keys = [row.key for row in rows]
        self.show(rows)

    def stand(self, key: str) -> None:
        """Stand on a line again, which may have been broken otherwise since."""
        rows = self._row_keys
        self.cursor = next(
            (n for n, found in enumerate(rows) if _line_of(found) == _line_of(key)), 0
        )

    @property
    def line(self) -> Line | None:
        """The line under the cursor."""
        return self.line_of(self.key)

    def line_of(self, key: str | None) -> Line | None:
        """Return the line that a row is of."""
        return None if key is None else self.view.lines[_line_of(key)]


def _rows(n: int, line: Line, room: int) -> Iterator[Row]:
    mark = LEADS if line.to is not None else STAYS
    for place, text in enumerate(fitted(steady(line.text), room).split("\n")):
        label = "" if place else line.label
        tones = {0: "dim", **({1: line.tone} if line.tone else {})}
        yield Row(f"{n}.{place}", (label, (STAYS if place else mark) + text), tones=tones)


def _line_of(key: str) -> int:
    return int(key.partition(".")[0])
