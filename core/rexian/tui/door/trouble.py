"""What keeps the place shut, and what would mend it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from rexian.i18n import _, marked
from rexian.tui.bench import Dialog
from rexian.tui.widgets.keybar import Keybar


class Trouble(Dialog[bool]):
    """Says in one line why the place cannot be opened; it is answered with whether to try again."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r,enter", "again", marked("try again")),
        Binding("q,escape", "dismiss_none", marked("quit")),
    ]

    def __init__(self, line: str) -> None:
        super().__init__()
        self._line = line

    def compose(self) -> Iterable[Widget]:
        """Put it together."""
        with VerticalScroll(classes="box"):
            yield Static(_("The desk cannot be opened."), id="title", markup=False)
            yield Static(self._line, id="wrong", markup=False)
            told = _("Once it is mended, press r. In another terminal, rexian doctor checks all.")
            yield Static(told, classes="about", markup=False)
        yield Keybar()

    def action_again(self) -> None:
        """Try again."""
        self.dismiss(True)  # noqa: FBT003 - the answer itself
