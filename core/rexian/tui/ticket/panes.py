"""The panes of a ticket's page: one at a time on a narrow screen, two halves on a wide one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from rexian.i18n import _, marked
from rexian.tui.ticket import clocks, others, rulings, timeline
from rexian.tui.ticket.pairs import Pairs
from rexian.tui.widgets.sheet import Column, Sheet

#: From so many columns on both halves are shown.
WIDE = 110
#: What stands on either half, in the order of the tabs.
LEFT = ("facts", "clocks")
RIGHT = ("timeline", "rulings", "elsewhere", "others")
LABELS = {
    "facts": marked("ticket"),
    "clocks": marked("clocks"),
    "timeline": marked("timeline"),
    "rulings": marked("grounds"),
    "elsewhere": marked("elsewhere"),
    "others": marked("related"),
}
ORDER = (*LEFT, *RIGHT)


class Panes(Vertical):
    """The panes, and over them their tabs."""

    class Turned(Message):
        """Another pane is shown."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    def __init__(self) -> None:
        super().__init__(id="all")
        self.shown = "facts"
        self._right = "timeline"
        self._is_wide = False

    def compose(self) -> ComposeResult:
        """Put them together."""
        yield Static(id="tabs")
        with Horizontal(id="panes"):
            with Vertical(id="left"):
                yield Pairs(id="facts")
                yield Sheet(clocks.columns(), id="clocks")
            with Vertical(id="right"):
                yield Sheet(timeline.columns(), id="timeline")
                yield Sheet(rulings.columns(), id="rulings")
                yield Sheet([Column(_("question"), 12)], id="elsewhere")
                yield Sheet(others.columns(), id="others")

    def on_mount(self) -> None:
        """Show the first."""
        self.turn_to("facts")

    def on_resize(self) -> None:
        """Show one half or both."""
        self._arrange()

    def sheet(self, name: str) -> Sheet:
        """Return a pane that is a sheet."""
        return self.query_one(f"#{name}", Sheet)

    @property
    def facts(self) -> Pairs:
        """The pane of what is known."""
        return self.query_one("#facts", Pairs)

    def turn(self, by: int) -> None:
        """Turn to the next pane, or the one before."""
        self.turn_to(ORDER[(ORDER.index(self.shown) + by) % len(ORDER)])

    def turn_to(self, name: str) -> None:
        """Turn to a pane."""
        self.shown = name
        if name in RIGHT:
            self._right = name
        self._arrange()
        self.query_one(f"#{name}", Widget).focus()
        self.post_message(self.Turned(name))

    def on_descendant_focus(self) -> None:
        """Take notice which pane the mouse has chosen."""
        focused = self.screen.focused
        name = focused.id if focused is not None else None
        if name in ORDER and name != self.shown:
            self.turn_to(str(name))

    def _arrange(self) -> None:
        self._is_wide = self.app.size.width >= WIDE
        self.query_one("#panes").set_class(self._is_wide, "-wide")
        seen = self.seen
        for half, names in (("#left", LEFT), ("#right", RIGHT)):
            self.query_one(half).display = any(name in seen for name in names)
            for name in names:
                self.query_one(f"#{name}").display = name in seen
        self.query_one("#tabs", Static).update(tabs(ORDER, self.shown, seen))

    @property
    def seen(self) -> Sequence[str]:
        """The panes that are seen now."""
        return (*LEFT, self._right) if self._is_wide else (self.shown,)


def tabs(names: Iterable[str], shown: str, seen: Sequence[str]) -> Content:
    """Return the tabs: the one in use marked, and each to be clicked."""
    found = []
    for name in names:
        style = "reverse bold" if name == shown else "bold" if name in seen else ""
        label = Content(f" {_(LABELS[name])} ").stylize(style)
        found.append(label.stylize(f"@click=screen.turn_to('{name}')"))
    return Content(" ").join(found)
