"""Dialogs of several lines: what is typed stands where it belongs, however fast it comes."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.widgets import Input

from rexian.i18n import marked
from rexian.tui.bench import Dialog

T = TypeVar("T")


class Lines(Dialog[T]):
    """A dialog of several lines, of which Enter leads from one to the next.

    Textual hands a key to the line that has the focus, and looks only then what it is bound to:
    keys typed right after would still go to that line. So the keys that lead on come before.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "next_line", marked("next"), show=False, priority=True),
        Binding("tab", "app.focus_next", show=False, priority=True),
        Binding("shift+tab", "app.focus_previous", show=False, priority=True),
    ]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Lead on from lines alone: Enter means something else in a list."""
        if action == "next_line":
            return isinstance(self.focused, Input)
        return super().check_action(action, parameters)

    def action_next_line(self) -> None:
        """Go on to what is next; from the last line, do it."""
        if self.focused is not None and self.is_last(self.focused.id):
            self.once_typed()
        else:
            self.focus_next()

    def is_last(self, line: str | None) -> bool:
        """Whether a line is the last thing to be filled in."""
        return line == self.query(Input).last().id

    def once_typed(self) -> None:
        """Finish once all that was typed so far stands in its line."""
        (self.focused or self).call_later(self.finish)

    def finish(self) -> None:
        """Do what is filled in."""
        raise NotImplementedError
