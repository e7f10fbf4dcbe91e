"""One answer in full: what it is, its clauses, why, and what would change it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static

from rexian.i18n import _, marked
from rexian.tui.bench import Dialog
from rexian.tui.ticket.pairs import Pairs, Section


class RulingInFull(Dialog[None]):
    """Tells one answer in full."""

    DEFAULT_CSS = """
    RulingInFull .box { height: 90%; padding: 0 1; }
    RulingInFull #how { color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter,q", "dismiss_none", marked("close")),
        Binding("c", "copy", marked("copy the citation")),
    ]

    def __init__(self, title: str, told: Sequence[tuple[str, str]], cited: str) -> None:
        super().__init__()
        self._title, self._told, self._cited = title, told, cited

    def compose(self) -> Iterable[Widget]:
        """Put it together."""
        with Vertical(classes="box"):
            yield Static(self._title, id="title", markup=False)
            yield Pairs()
            yield Static(_("c copies the citation, Esc closes it"), id="how", markup=False)

    def on_mount(self) -> None:
        """Fill it in."""
        pairs = self.query_one(Pairs)
        pairs.show([Section("", self._told)])
        pairs.focus()

    def action_copy(self) -> None:
        """Copy the citation."""
        copy(self, self._cited)


def copy(screen: Dialog[None] | Widget, cited: str) -> None:
    """Copy a citation, and say so."""
    if cited:
        screen.app.copy_to_clipboard(cited)
        screen.notify(_("copied: {text}").format(text=cited), markup=False)
    else:
        screen.notify(_("there is no clause to cite here"), markup=False)
