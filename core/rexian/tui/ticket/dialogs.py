"""Dialogs of a ticket's page: something told in full, and what personal data are needed for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Static

from rexian.desk.attached import attachments, write_files
from rexian.desk.seat import Seat
from rexian.desk.showing import told
from rexian.errors import InputError
from rexian.i18n import _, marked
from rexian.saying.width import steady
from rexian.tui.bench import Dialog
from rexian.tui.ticket.attached import Attached
from rexian.tui.ticket.pairs import Pairs, Section
from rexian.tui.widgets.filling import Filling, Line
from rexian.tui.widgets.keybar import Keybar


class InFull(Dialog[None]):
    """Something in full: labels, and what is said under them."""

    CSS = """
    InFull .box { width: 94%; max-width: 120; height: 86%; padding: 0 1; }
    InFull #name { text-style: bold; color: $primary; margin-bottom: 1; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "dismiss_none", marked("close")),
        Binding("c", "copy", marked("copy")),
    ]

    def __init__(self, title: str, pairs: Sequence[tuple[str, str]], copied: str = "") -> None:
        super().__init__()
        self._title, self._pairs = title, pairs
        self._copied = copied or "\n".join(f"{label}: {text}" for label, text in pairs)

    def compose(self) -> Iterable[Widget]:
        """Put it together."""
        with Vertical(classes="box"):
            yield Static(steady(self._title), markup=False, id="name")
            yield Pairs()
            yield Keybar()

    def on_mount(self) -> None:
        """Show it."""
        pane = self.query_one(Pairs)
        pane.show([Section("", self._pairs)])
        pane.focus()

    def action_copy(self) -> None:
        """Copy it."""
        self.app.copy_to_clipboard(self._copied)
        self.notify(_("copied"))


def _stated(text: str) -> None:
    if not text.strip():
        raise InputError(_("say what you need it for"))


def purpose(number: str) -> Filling[list[dict[str, Any]]]:
    """Return the dialog that asks what personal data are needed for, and answers with them."""
    said = _("what you need the personal data of {ticket} for; the journal keeps it")
    asked = Line("purpose", _("purpose"), check=_stated)

    def reveal(seat: Seat, values: Any) -> list[dict[str, Any]]:
        found = told(seat.deployment, seat.actor, number, reveal=values["purpose"])
        secrets: list[dict[str, Any]] = found["secrets"]
        return secrets

    return Filling(_("personal data"), [asked], reveal, said=said.format(ticket=number))


def saving(number: str, wanted: Attached, *, web: bool) -> Filling[list[tuple[str, bytes]]]:
    """Return the dialog that takes out an attachment: what for, and into which folder.

    It is answered with what is still to be handed over: in a browser there is no folder.
    """
    folder = Line("folder", _("into which folder"), str(Path.cwd()))
    parts = [*([] if web else [folder]), Line("purpose", _("purpose"), check=_stated)]

    def save(seat: Seat, values: Any) -> list[tuple[str, bytes]]:
        only = (wanted.seq, wanted.name)
        found = attachments(seat.deployment, seat.actor, number, values["purpose"], only=only)
        if web:
            return [(file.filename, file.content) for _seq, file in found]
        write_files(Path(values["folder"]).expanduser(), found)
        return []

    said = _("{file}; the journal keeps what it is needed for").format(file=wanted.filename)
    return Filling(_("save an attachment"), parts, save, said=said)
