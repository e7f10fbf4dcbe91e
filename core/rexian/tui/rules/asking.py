"""What the browser asks: how a point is to be read, and where a list is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from textual.app import App

from rexian.desk.seat import Seat
from rexian.i18n import _
from rexian.rules.readings import Reading
from rexian.tui.rules.library import Library
from rexian.tui.rules.views import ListView, Turning
from rexian.tui.widgets.filling import Filling, Line
from rexian.tui.widgets.pick import Pick


@dataclass(frozen=True, slots=True)
class Turn:
    """Asks how one of several points is to be read.

    Attributes:
        done: what is done once it is read so.
    """

    app: App[None]
    library: Library
    turning: Turning
    done: Callable[[], object]

    def ask(self, under: str) -> None:
        """Ask which point where there are several; `under` is what the cursor stands on."""
        readings = {each.id: each for each in self.turning.readings}
        if len(readings) == 1:
            self._how(self.turning.readings[0])
            return

        def pointed(name: str | None) -> None:
            if name is not None:
                self._how(readings[name])

        points = [(each.id, each.label()) for each in readings.values()]
        self.app.push_screen(Pick(_("which point"), points, under), pointed)

    def _how(self, reading: Reading) -> None:
        place, default = self.turning.place, _(" (default)")
        now = self.library.readings(place).get(reading.id, reading.default)

        def chosen(choice: str | None) -> None:
            if choice is not None:
                self.library.turn(place, reading.id, choice)
                self.done()

        choices = [
            (term.id, term.label() + (default if term.id == reading.default else ""))
            for term in reading.choices
        ]
        self.app.push_screen(Pick(reading.label(), choices, now), chosen)


def export_of(view: ListView, rows: Sequence[Sequence[str]], name: str) -> Filling[str]:
    """Return what asks for a file and writes the rows of a list into it."""

    def write(_seat: Seat, values: Any) -> str:
        file = Path(values["file"]).expanduser()
        write_list(view, rows, file)
        return _("{file}: {n} rows").format(file=file, n=len(rows))

    return Filling(_("export"), [Line("file", _("file (.xlsx)"), name)], write)


def write_list(view: ListView, rows: Sequence[Sequence[str]], file: Path) -> None:
    """Write the rows of a list as a spreadsheet.

    Raises:
        InputError: the file is there already, or cannot be written.
    """
    from rexian.documents.tables import write_table

    write_table(file, view.title, [column.title for column in view.columns], rows)
