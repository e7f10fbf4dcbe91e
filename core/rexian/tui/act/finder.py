"""A line in which one types to find something in a list that opens below it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, OptionList

from rexian.i18n import marked
from rexian.saying.width import steady
from rexian.tui.act.asked import Option, matching

#: How many of what is found are listed at most.
MOST = 40


class _Line(Input):
    """The line; the arrows move in the list below."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "pick(1)", marked("down"), show=False),
        Binding("up", "pick(-1)", marked("up"), show=False),
    ]

    def action_pick(self, by: int) -> None:
        """Move in the list."""
        finder = self.parent
        if isinstance(finder, Finder):
            finder.move(by)


class _Found(OptionList, can_focus=False):
    """The list; the line keeps the focus."""


class _Settle(Message):
    """It comes to the line after all that was typed there before."""

    def __init__(self, marked: Option | None, *, has_moved: bool) -> None:
        super().__init__()
        self.marked, self.has_moved = marked, has_moved


class Finder(Vertical):
    """Finds one of many: Enter takes what is marked, Tab leaves what is typed as it is.

    Where it is eager, Enter takes the first of all even before anything is typed.
    """

    DEFAULT_CSS = """
    Finder { height: auto; }
    Finder _Found { height: auto; max-height: 6; display: none; background: $panel; border: none; }
    Finder.-finding _Found { display: block; }
    """

    class Chosen(Message):
        """Something was settled on, by Enter or a click."""

        def __init__(self, finder: Finder, value: str) -> None:
            super().__init__()
            self.finder, self.value = finder, value

    class Typed(Message):
        """What stands in the line has changed."""

    def __init__(self, options: Iterable[Option], *, eager: bool, hint: str = "") -> None:
        super().__init__()
        self._options = tuple(options)
        self._eager = eager
        self.line: Input = _Line(compact=True, placeholder=hint)
        self._listed = _Found(markup=False, compact=True)
        self._found: Sequence[Option] = ()
        self._moved = False

    def compose(self) -> Iterable[Widget]:
        """Put it together."""
        yield self.line
        yield self._listed

    @property
    def value(self) -> str:
        """What stands in the line."""
        return self.line.value

    def fill(self, value: str) -> None:
        """Have something stand in the line."""
        self.line.value = value

    def offer(self, options: Iterable[Option]) -> None:
        """Offer other options."""
        self._options = tuple(options)

    def move(self, by: int) -> None:
        """Move in the list, which opens if it was closed."""
        listed = self._listed
        if not self.has_class("-finding"):
            self._list(self._options)
            return
        self._moved = True
        if listed.option_count:
            listed.highlighted = ((listed.highlighted or 0) + by) % listed.option_count

    def on_descendant_focus(self) -> None:
        """Open the list where nothing is filled in."""
        if not self.value:
            self._list(self._options)

    def on_descendant_blur(self) -> None:
        """Close it."""
        self.remove_class("-finding")

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self.line.has_focus:
            is_exact = any(each.label == event.value for each in self._options)
            self._list(() if is_exact else matching(self._options, event.value))
        self.post_message(self.Typed())

    def settle(self) -> None:
        """Settle on what is marked, once all that is typed already has come in."""
        listed = self._listed
        is_listed, place = self.has_class("-finding"), listed.highlighted
        marked_ = self._found[place] if is_listed and place is not None else None
        self.line.post_message(_Settle(marked_, has_moved=self._moved))

    def on__settle(self, event: _Settle) -> None:
        """Fill in what is meant."""
        event.stop()
        value = self.value.strip()
        found = matching(self._options, value) if value else ()
        if event.has_moved or not value:
            chosen = event.marked if event.has_moved or self._eager else None
        else:
            exact = [each for each in self._options if each.label == value]
            chosen = next(iter([*exact, *found]), None)
        self._choose(chosen) if chosen else self.post_message(self.Chosen(self, value))

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._choose(self._found[event.option_index])

    def _choose(self, chosen: Option) -> None:
        self.fill(chosen.label)
        self.line.cursor_position = len(chosen.label)
        self._list(())
        self.post_message(self.Chosen(self, chosen.value))

    def _list(self, found: Sequence[Option]) -> None:
        self._found = found[:MOST]
        self._moved = False
        listed = self._listed
        listed.clear_options()
        listed.add_options([_drawn(each) for each in self._found])
        listed.highlighted = 0 if self._found else None
        self.set_class(bool(self._found), "-finding")


def _drawn(option: Option) -> Content:
    hint = Content.styled(f"  {steady(option.hint)}", "$text-muted")
    return Content(steady(option.label)) + hint
