"""Choosing one of many by typing a part of its name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Label, OptionList
from textual.widgets.option_list import Option

from rexian.i18n import marked
from rexian.tui.bench import Dialog

#: What can be chosen: its id, and what it is called.
Choices = Sequence[tuple[str, str]]


class Pick(Dialog[str]):
    """Asks for one of several; it is answered with its id, with None where nothing is chosen."""

    DEFAULT_CSS = """
    Pick .box { width: 56; }
    Pick OptionList { height: auto; max-height: 12; border: none; background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss_none", marked("close")),
        Binding("down", "move('down')", show=False),
        Binding("up", "move('up')", show=False),
    ]

    def __init__(self, title: str, choices: Choices, chosen: str = "") -> None:
        super().__init__()
        self._title, self._choices, self._chosen = title, choices, chosen

    def compose(self) -> Iterable[Widget]:
        """Put it together."""
        with Vertical(classes="box"):
            yield Label(self._title, markup=False)
            yield Input()
            yield OptionList(*self._options(""))

    def on_mount(self) -> None:
        """Stand on what is chosen now."""
        ids = [name for name, _label in self._choices]
        self.query_one(OptionList).highlighted = (
            ids.index(self._chosen) if self._chosen in ids else 0
        )

    def _options(self, text: str) -> list[Option]:
        kept = [each for each in self._choices if text in each[1].casefold()]
        return [Option(Content(label), id=name) for name, label in kept]

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show those that hold what is typed."""
        shown = self.query_one(OptionList)
        shown.clear_options()
        shown.add_options(self._options(event.value.strip().casefold()))
        shown.highlighted = 0 if shown.option_count else None

    def on_input_submitted(self) -> None:
        """Choose the one that is stood on."""
        self.query_one(OptionList).action_select()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Answer with what is chosen."""
        self.dismiss(event.option.id)

    def action_move(self, where: str) -> None:
        """Stand on the next, or the one before; what is typed stays."""
        shown = self.query_one(OptionList)
        move = shown.action_cursor_down if where == "down" else shown.action_cursor_up
        move()
