"""Asking for a file of ranks, month by month."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input, Label

from rexian.i18n import _, marked
from rexian.tui.bench import Dialog


class HistoryFile(Dialog[str]):
    """Asks for the file; it is answered with its name, empty for none."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss_none", marked("close"))]

    def __init__(self, file: str) -> None:
        super().__init__()
        self._file = file

    def compose(self) -> Iterable[Widget]:
        """Put it together."""
        with Vertical(classes="box"):
            told = _("A CSV of month, unit, rank_from_bottom (1: last); empty for none.")
            yield Label(told, markup=False)
            yield Input(self._file)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer with what is typed."""
        self.dismiss(event.value.strip())
