"""The line at the foot of a page or dialog: the keys that do something now.

Textual's own footer is a widget for each key, all of them made anew at every change. This is one,
drawn anew only when it says something else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, ClassVar

from rich.cells import cell_len
from rich.style import Style
from rich.text import Text
from textual import events
from textual.screen import Screen
from textual.widget import Widget

from rexian.saying.width import steady

#: Actions whose keys are never left out: they lead to all others.
KEPT = frozenset({"help", "palette"})


@dataclass(frozen=True, slots=True)
class Told:
    """A key as the line tells of it.

    Attributes:
        key: what pressing it is to the screen.
        shown: what it is called.
        enabled: whether it does something just now.
    """

    key: str
    shown: str
    description: str
    action: str
    enabled: bool

    @property
    def texts(self) -> tuple[str, str]:
        """Its name, and what it does, as they stand in the line."""
        return f" {self.shown} ", f"{self.description} " if self.description else ""

    @property
    def width(self) -> int:
        """How many cells it takes."""
        return sum(map(cell_len, self.texts))


class Keybar(Widget):
    """Whatever key of the screen is to be shown; pressed with the mouse it does the same."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "keybar--key",
        "keybar--description",
        "keybar--hover",
    }
    DEFAULT_CSS = """
    Keybar {
        dock: bottom; height: 1; text-wrap: nowrap; text-overflow: clip;
        color: $footer-foreground; background: $footer-background;
    }
    Keybar > .keybar--key {
        color: $footer-key-foreground; background: $footer-key-background; text-style: bold;
    }
    Keybar > .keybar--description {
        color: $footer-description-foreground; background: $footer-description-background;
    }
    Keybar > .keybar--hover { background: $block-hover-background; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._told: tuple[Told, ...] = ()
        self._under: Told | None = None

    def on_mount(self) -> None:
        """Follow the keys of the screen."""
        self.screen.bindings_updated_signal.subscribe(self, self._follow)

    def on_unmount(self) -> None:
        """Follow them no longer."""
        self.screen.bindings_updated_signal.unsubscribe(self)

    def _follow(self, screen: Screen[Any]) -> None:
        if not self.app.app_focus or not self.is_attached:
            return
        told = tuple(self._keys(screen))
        if told != self._told:
            self._told, self._under = told, None
            self.refresh()

    def _keys(self, screen: Screen[Any]) -> Iterator[Told]:
        actions = set[str]()
        for _node, binding, enabled, _tooltip in screen.active_bindings.values():
            if binding.show and binding.action not in actions:
                actions.add(binding.action)
                shown = steady(self.app.get_key_display(binding))
                said = steady(binding.description)
                yield Told(binding.key, shown, said, binding.action, enabled)

    @property
    def shown(self) -> tuple[Told, ...]:
        """The keys that there is room for."""
        return fitting(self._told, self.size.width)

    @property
    def left_out(self) -> tuple[Told, ...]:
        """The keys that there is no room for."""
        shown = self.shown
        return tuple(each for each in self._told if each not in shown)

    def render(self) -> Text:
        """Draw them."""
        key = self.get_component_rich_style("keybar--key")
        said = self.get_component_rich_style("keybar--description")
        under = Style(bgcolor=self.get_component_rich_style("keybar--hover").bgcolor)
        line = Text()
        for each in self.shown:
            more = under if each == self._under else Style(dim=not each.enabled or None)
            name, description = each.texts
            line.append(name, key + more).append(description, said + more)
        return line

    # --- the mouse ----------------------------------------------------------------------------

    def _at(self, x: int) -> Told | None:
        shown = self.shown
        ends = accumulate(each.width for each in shown)
        return next((each for each, end in zip(shown, ends, strict=True) if x < end), None)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Press the key that is pointed at."""
        told = self._at(event.x)
        if told is not None and told.enabled:
            self.app.simulate_key(told.key)
        elif told is not None:
            self.app.bell()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show which key is pointed at."""
        self._point(self._at(event.x))

    def on_leave(self) -> None:
        """Show none any longer."""
        self._point(None)

    def _point(self, told: Told | None) -> None:
        if told != self._under:
            self._under = told
            self.refresh()


def fitting(told: Sequence[Told], room: int) -> tuple[Told, ...]:
    """Return the keys that fit a room's width, in order; those that come first go before others.

    The keys that lead to all others go before any; none is cut.
    """
    found = set[Told]()
    for each in _by_importance(told):
        if each.width > room:
            break
        room -= each.width
        found.add(each)
    return tuple(each for each in told if each in found)


def _by_importance(told: Sequence[Told]) -> Iterable[Told]:
    return sorted(told, key=lambda each: each.action not in KEPT)
