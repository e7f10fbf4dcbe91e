"""The queues by their names with how many stand in them: a strip over the list, or beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from rich.cells import cell_len
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from rexian.desk.queue import SAVED, VIEWS
from rexian.desk.queue.wanted import OPEN
from rexian.saying.queue import count_of, view_name

#: How wide the names are beside the list.
BESIDE = 21
_GAP = "  "


class Views(Static):
    """The queues; one is shown, any of them is shown when it is clicked."""

    DEFAULT_CSS = """
    Views {
        height: auto; max-height: 4; padding: 0 1; background: $surface;
        link-color: $foreground; link-style: none;
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._counts: Mapping[str, int] = {}
        self._view: str | None = None
        self._is_search = False

    def told(self, counts: Mapping[str, int], view: str | None, *, is_search: bool) -> None:
        """Show how many stand in each, and which one is shown; none during a search."""
        self._counts, self._view, self._is_search = counts, view, is_search
        self._redraw()

    def on_resize(self) -> None:
        """Break the lines anew."""
        self._redraw()

    @property
    def names(self) -> list[str | None]:
        """The queues that are named, in order: None is everything that is open."""
        return [None, *named(self._counts, everything=self.screen.has_class("-wide"))]

    def _redraw(self) -> None:
        if not self.is_mounted:
            return
        beside = self.screen.has_class("-wide")
        names = [self._told_of(view, beside=beside) for view in self.names]
        if beside:
            self.update(Content("\n").join(names))
            return
        lines = broken([each.cell_length for each in names], self.size.width)
        self.update(Content("\n").join(Content(_GAP).join(names[a:b]) for a, b in lines))

    def _told_of(self, view: str | None, *, beside: bool) -> Content:
        n = sum(self._counts.get(each, 0) for each in OPEN) if view is None else 0
        n = n or self._counts.get(view or "", 0)
        name, count = view_name(view), count_of(n)
        room = BESIDE - cell_len(name) - cell_len(count) if beside else 1
        style = Style.from_meta({"@click": f"screen.to_view({view!r})"})
        told = Content.styled(f"{name}{' ' * max(1, room)}{count}", style)
        if view == self._view and not self._is_search:
            return told.stylize("bold reverse")
        if n and view == "overdue":
            return told.stylize("$late")
        return told if n else told.stylize("dim")


def named(counts: Mapping[str, int], *, everything: bool) -> list[str]:
    """Return which queues are named: those to work from, and others where something stands."""
    others = (each for each in VIEWS.ids if each not in SAVED and counts.get(each))
    return [*SAVED, *(each for each in others if everything or each in OPEN)]


def broken(lengths: Sequence[int], room: int) -> Iterator[tuple[int, int]]:
    """Yield lines of names that fit a room, each by its first name and the one after its last."""
    ends = [0, *accumulate(length + len(_GAP) for length in lengths)]
    first = 0
    for place in range(len(lengths)):
        if place > first and ends[place + 1] - len(_GAP) - ends[first] > room:
            yield first, place
            first = place
    if lengths:
        yield first, len(lengths)
