"""A list whose entries are ticked: any of them, or one in place of another.

Textual's own tells what is ticked by its colour alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from rexian.i18n import marked


class Ticks(OptionList):
    """Words of which any are ticked, or, of a `single` list, just one."""

    DEFAULT_CSS = """
    Ticks { height: auto; max-height: 8; border: none; padding: 0; background: $panel; }
    Ticks:focus { border: none; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "select", marked("tick"), show=False),
    ]

    class Ticked(Message):
        """Something was ticked, or is not any more."""

        def __init__(self, ticks: Ticks) -> None:
            super().__init__()
            self.ticks = ticks

    def __init__(
        self,
        words: Sequence[tuple[str, str]],
        chosen: Sequence[str] = (),
        *,
        single: bool = False,
        id: str | None = None,
    ) -> None:
        self._words, self._single = tuple(words), single
        self._chosen = set(chosen)
        super().__init__(
            *(Option(self._prompt(key, label), id=key) for key, label in self._words),
            id=id,
            compact=True,
        )

    def on_mount(self) -> None:
        """Stand on what is ticked."""
        first = next((n for n, (key, _l) in enumerate(self._words) if key in self._chosen), 0)
        self.highlighted = first

    @property
    def chosen(self) -> tuple[str, ...]:
        """What is ticked, in the order of the list."""
        return tuple(key for key, _label in self._words if key in self._chosen)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Tick what Enter is pressed on, or take the tick away."""
        event.stop()
        key = event.option.id or ""
        self.tick({key} if self._single else self._chosen ^ {key})

    def tick(self, chosen: Iterable[str]) -> None:
        """Tick these words and no others."""
        self._chosen = set(chosen)
        self._drawn_anew()
        self.post_message(self.Ticked(self))

    def _drawn_anew(self) -> None:
        for place, (each, label) in enumerate(self._words):
            self.replace_option_prompt_at_index(place, self._prompt(each, label))

    def _prompt(self, key: str, label: str) -> Content:
        left, right = "()" if self._single else "[]"
        return Content(f"{left}{'x' if key in self._chosen else ' '}{right} {label}")
