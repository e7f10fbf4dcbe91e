"""A line in which something is entered: typed, or found by typing in the list below it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Label, OptionList

from rexian.errors import RexianError
from rexian.i18n import _, marked
from rexian.saying.width import steady
from rexian.tui.compare.asks import Ask, Option, first

#: For the pages with an entry: the workbench's own style sheet frames every line.
CSS = "Entry Input, Entry Input:focus { border: none; height: 1; padding: 0; background: $panel; }"


class _Line(Input):
    """The line; the arrows move in the list below it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", marked("down"), show=False),
        Binding("up", "move(-1)", marked("up"), show=False),
    ]

    def action_move(self, by: int) -> None:
        """Move in the list."""
        if isinstance(self.parent, Entry):
            self.parent.move(by)


class _Found(OptionList, can_focus=False):
    """The list; the line keeps the focus."""


class Entry(Vertical):
    """Asks for one thing; it is not seen while nothing is asked."""

    DEFAULT_CSS = """
    Entry { height: auto; display: none; border-top: solid $panel; padding: 0 1; }
    Entry.-asking { display: block; }
    Entry #asked { text-style: bold; }
    Entry #wrong { color: $late; height: auto; }
    Entry _Found { height: auto; max-height: 6; border: none; background: $surface; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", marked("leave it as it was")),
    ]

    class Changed(Message):
        """Something else would be entered; `found` is what would come of it."""

        def __init__(self, entry: Entry, found: Any) -> None:
            super().__init__()
            self.entry, self.found = entry, found

    class Entered(Changed):
        """It is entered; `next` is the line on which one goes on."""

        def __init__(self, entry: Entry, found: Any, next_: str | None) -> None:
            super().__init__(entry, found)
            self.next = next_

    class Left(Message):
        """It is left as it was."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._ask: Ask[Any] | None = None
        self._shown: Sequence[Option] = ()

    def compose(self) -> Iterable[Widget]:
        """Put it together."""
        yield Label("", id="asked", markup=False)
        yield _Line(compact=True)
        yield _Found(markup=False, compact=True)
        yield Label("", id="wrong", markup=False)

    @property
    def is_asking(self) -> bool:
        """Whether something is asked."""
        return self._ask is not None

    def ask(self, ask: Ask[Any]) -> None:
        """Ask for something."""
        self._ask = ask
        self.add_class("-asking")
        self.query_one("#asked", Label).update(ask.title)
        line = self.query_one(_Line)
        line.placeholder = ask.example or _("type to find")
        with self.prevent(Input.Changed):
            line.value = "" if ask.options and not ask.free else ask.value
        self._show(ask.options)
        self.query_one(_Found).highlighted = first(ask.options, ask.value) if ask.options else None
        self._wrong("")
        line.focus()

    def close(self) -> None:
        """Ask for nothing any more."""
        self._ask = None
        self.remove_class("-asking")

    def move(self, by: int) -> None:
        """Move in the list, which shows what would come of it."""
        found = self.query_one(_Found)
        if self._shown:
            found.highlighted = ((found.highlighted or 0) + by) % len(self._shown)
            self._look()

    def action_leave(self) -> None:
        """Leave it as it was."""
        self.close()
        self.post_message(self.Left())

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self._ask is not None:
            self._show(self._ask.found(event.value))
            self._look()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._enter()

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._enter()

    def _enter(self) -> None:
        ask, found = self._ask, self._come()
        if ask is None or found is None:
            return
        value = self._value()
        self.close()
        self.post_message(self.Entered(self, found, ask.next(value)))

    def _look(self) -> None:
        found = self._come()
        if found is not None:
            self.post_message(self.Changed(self, found))

    def _come(self) -> Any:
        """Return what would come of it; None, and say why, where it will not do."""
        ask = self._ask
        if ask is None:
            return None
        if not self._shown and not ask.free:
            self._wrong(_("nothing is called so"))
            return None
        try:
            found = ask.put(self._value())
        except RexianError as error:
            self._wrong(str(error))
            return None
        self._wrong("")
        return found

    def _value(self) -> str:
        """Return the word that is stood on; where others will do and none is meant, the text."""
        typed, place = self.query_one(_Line).value, self.query_one(_Found).highlighted
        is_meant = not self._ask or not self._ask.free or bool(typed.strip())
        if self._shown and place is not None and is_meant:
            return self._shown[place].value
        return typed

    def _show(self, options: Iterable[Option]) -> None:
        self._shown = tuple(options)
        found = self.query_one(_Found)
        found.clear_options()
        found.add_options([Content(steady(each.label)) for each in self._shown])
        found.highlighted = 0 if self._shown else None

    def _wrong(self, told: str) -> None:
        self.query_one("#wrong", Label).update(told)
