"""A sheet: rows under headings, of which only those in view are ever read or drawn.

Textual's own table takes half a minute for a hundred thousand rows. This one asks for a row when
it comes into view, so that it is as quick with a million.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from rexian.i18n import _, marked
from rexian.saying.width import cut, steady

#: The room between two columns.
GAP = 1
#: How a cell or a row stands; each is a component class of the style sheet.
TONES = ("late", "soon", "calm", "told", "dim", "strong")

#: How many rows are kept as they were drawn.
_KEPT = 2000


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    Attributes:
        title: its heading, in the interface language.
        width: how many cells it has at the least; 0 leaves it out where there is no room.
        share: which share of the room left over it takes.
        id: by what rows are sorted when it is chosen; empty where they are not.
    """

    title: str
    width: int
    share: int = 0
    right: bool = False
    id: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row.

    Attributes:
        key: what it is about, such as a ticket's number.
        tone: how it stands as a whole, of `TONES`; empty for no matter.
        tones: how single cells stand, by their place.
    """

    key: str
    cells: tuple[str, ...]
    tone: str = ""
    tones: dict[int, str] = field(default_factory=dict)


#: Gives the row of a place, or None where it is not read yet; whoever gives it sees to the reading.
Rows = Callable[[int], Row | None]


class Sheet(ScrollView, can_focus=True):
    """Rows under headings, one of them under the cursor."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "sheet--head",
        "sheet--cursor",
        *(f"sheet--{tone}" for tone in TONES),
    }
    DEFAULT_CSS = """
    Sheet { height: 1fr; overflow-x: hidden; scrollbar-size-vertical: 1; }
    Sheet > .sheet--head { color: $text-muted; text-style: underline; }
    Sheet > .sheet--cursor {
        background: $block-cursor-blurred-background; color: $block-cursor-blurred-foreground;
    }
    Sheet:focus > .sheet--cursor {
        background: $block-cursor-background; color: $block-cursor-foreground;
    }
    Sheet > .sheet--late { color: $late; }
    Sheet > .sheet--soon { color: $soon; }
    Sheet > .sheet--calm { color: $calm; }
    Sheet > .sheet--told { color: $told; }
    Sheet > .sheet--dim { color: $dim; }
    Sheet > .sheet--strong { text-style: bold; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", marked("up"), show=False),
        Binding("down,j", "move(1)", marked("down"), show=False),
        Binding("pageup", "page(-1)", marked("a page up"), show=False),
        Binding("pagedown", "page(1)", marked("a page down"), show=False),
        Binding("home", "end(-1)", marked("to the first"), show=False),
        Binding("end", "end(1)", marked("to the last"), show=False),
        Binding("enter", "choose", marked("open it"), show=False),
    ]

    cursor: reactive[int] = reactive(0)

    class Moved(Message):
        """Another row is under the cursor."""

        def __init__(self, sheet: Sheet, key: str | None) -> None:
            super().__init__()
            self.sheet, self.key = sheet, key

        @property
        def control(self) -> Sheet:
            """The sheet."""
            return self.sheet

    class Chosen(Moved):
        """A row was chosen, by Enter or a second click."""

    class Sorted(Moved):
        """A heading was clicked; `key` is the column's id."""

    def __init__(self, columns: Sequence[Column], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._columns = tuple(columns)
        self._rows: Rows = lambda _n: None
        self._count = 0
        self._is_empty = False
        self._widths: tuple[int, ...] = ()
        self._strips: dict[int, tuple[Row, bool, Strip]] = {}
        self._styles: dict[str, Style] = {}

    # --- what it shows ------------------------------------------------------------------------

    def show(
        self,
        rows: Rows | Sequence[Row],
        count: int | None = None,
        *,
        cursor: int | None = None,
    ) -> None:
        """Show other rows; the cursor stays on the row that it is on, or at its place.

        Of rows that are given by a function, whoever gives them says where it is.
        """
        key = self.key
        if callable(rows):
            self._rows, self._count = rows, count or 0
        else:
            listed = tuple(rows)
            self._rows, self._count = listed.__getitem__, len(listed)
            cursor = next((n for n, row in enumerate(listed) if row.key == key), cursor)
        self._is_empty = not self._count
        place = self.cursor if cursor is None else cursor
        self._fit()
        self.set_reactive(Sheet.cursor, max(0, min(place, self._count - 1)))
        if self.is_mounted:
            self._shown_at(self.cursor)
        self.post_message(self.Moved(self, self.key))

    def come(self) -> None:
        """Draw anew: rows that were missing have come."""
        self.refresh()
        self.post_message(self.Moved(self, self.key))

    def retitled(self, columns: Sequence[Column]) -> None:
        """Show the same rows under other columns."""
        self._columns = tuple(columns)
        self._fit()

    @property
    def key(self) -> str | None:
        """What the row under the cursor is about; None where there is none, or not read yet."""
        row = self._rows(self.cursor) if self._count else None
        return row.key if row else None

    def __len__(self) -> int:
        """How many rows there are."""
        return self._count

    def __bool__(self) -> bool:
        """A sheet is there, even an empty one."""
        return True

    @property
    def in_view(self) -> range:
        """The places of the rows that are in view."""
        first = self.scroll_offset.y
        return range(first, min(self._count, first + max(0, self.size.height - 1)))

    # --- drawing ------------------------------------------------------------------------------

    def on_resize(self) -> None:
        """Fit the columns to the new width."""
        self._fit()

    def notify_style_update(self) -> None:
        """Draw anew under other colours."""
        super().notify_style_update()
        self._forget()
        self.refresh()

    def _forget(self) -> None:
        """Forget what was drawn: it would be drawn otherwise now."""
        self._strips.clear()
        self._styles.clear()

    def _fit(self) -> None:
        self._forget()
        self._widths = widths(self._columns, self.size.width - 1)
        self.virtual_size = Size(self.size.width, self._count + 1)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw one line: the headings at the head, then the rows in view."""
        width = self.size.width
        if y == 0:
            style = self._named_style("head")
            head = self._line([c.title for c in self._columns], [style] * len(self._columns))
            return Strip(head).adjust_cell_length(width, self._named_style(""))
        place = self.scroll_offset.y + y - 1
        if y == 1 and self._is_empty:
            return self._nothing(width)
        if place >= self._count:
            return Strip.blank(width, self._named_style(""))
        return self._drawn(place, width)

    def _nothing(self, width: int) -> Strip:
        """Say that there are no rows, which is not the same as that they are yet to come."""
        base = self._named_style("")
        told = Segment(_("none"), base + self._tone("dim"))
        return Strip([told]).adjust_cell_length(width, base)

    def _drawn(self, place: int, width: int) -> Strip:
        """Draw a row, or return it as it was drawn before, which the screen knows again."""
        row, under = self._rows(place), place == self.cursor
        base = self._named_style("cursor" if under else "")
        if row is None:
            return Strip.blank(width, base)
        before = self._strips.get(place)
        if before is not None and before[0] is row and before[1] == under:
            return before[2]
        styles = [self._style(row, n, base, under=under) for n in range(len(self._columns))]
        strip = Strip(self._line(row.cells, styles)).adjust_cell_length(width, base)
        if len(self._strips) >= _KEPT:
            self._strips.clear()
        self._strips[place] = row, under, strip
        return strip

    def _named_style(self, name: str) -> Style:
        """Return a style by the name of its component class; without one that of the sheet."""
        if name not in self._styles:
            own = self.get_component_rich_style(f"sheet--{name}") if name else self.rich_style
            self._styles[name] = own
        return self._styles[name]

    def _style(self, row: Row, place: int, base: Style, *, under: bool) -> Style:
        tone = row.tones.get(place, row.tone)
        if not tone:
            return base
        own = self._tone(tone)
        return base + Style(bold=own.bold) if under else base + own

    def _tone(self, name: str) -> Style:
        """Return what a tone changes about the style below it."""
        if name not in self._styles:
            self._styles[name] = self.get_component_rich_style(f"sheet--{name}", partial=True)
        return self._styles[name]

    def _line(self, cells: Sequence[str], styles: Sequence[Style]) -> list[Segment]:
        found: list[Segment] = []
        for column, width, text, style in zip(
            self._columns, self._widths, cells, styles, strict=False
        ):
            if width:
                found.append(Segment(fit(text, width, right=column.right) + " " * GAP, style))
        return found

    # --- moving -------------------------------------------------------------------------------

    def watch_cursor(self, old: int, new: int) -> None:
        """Draw the two rows anew, and keep the cursor in view."""
        if not self.is_mounted:
            return
        self._shown_at(new)
        for place in (old, new):
            self.refresh(Region(0, place - self.scroll_offset.y + 1, self.size.width, 1))
        self.post_message(self.Moved(self, self.key))

    def _shown_at(self, place: int) -> None:
        room = max(1, self.size.height - 1)
        first = self.scroll_offset.y
        if place < first:
            self.scroll_to(y=place, animate=False)
        elif place >= first + room:
            self.scroll_to(y=place - room + 1, animate=False)

    def action_move(self, by: int) -> None:
        """Move the cursor by some rows."""
        self.cursor = max(0, min(self._count - 1, self.cursor + by))

    def action_page(self, by: int) -> None:
        """Move the cursor by as many rows as are in view."""
        self.action_move(by * max(1, self.size.height - 2))

    def action_end(self, by: int) -> None:
        """Move the cursor to the first or the last row."""
        self.action_move(by * self._count)

    def action_choose(self) -> None:
        """Choose the row under the cursor."""
        if self.key is not None:
            self.post_message(self.Chosen(self, self.key))

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the row that is clicked, and choose it when it was there before."""
        if event.y == 0:
            self._head_clicked(event.x)
            return
        place = self.scroll_offset.y + event.y - 1
        if place >= self._count:
            return
        if place == self.cursor:
            self.action_choose()
        self.cursor = place

    def _head_clicked(self, x: int) -> None:
        left = 0
        for column, width in zip(self._columns, self._widths, strict=True):
            left += width + GAP if width else 0
            if x < left:
                if column.id:
                    self.post_message(self.Sorted(self, column.id))
                return


def widths(columns: Sequence[Column], room: int) -> tuple[int, ...]:
    """Return how wide each column is drawn: the last ones are left out where there is no room."""
    found = [column.width for column in columns]
    while len(found) > 1 and sum(found) + GAP * (len(found) - 1) > room:
        found.pop()
    left = max(0, room - sum(found) - GAP * (len(found) - 1))
    shares = [column.share for column in columns[: len(found)]]
    total = sum(shares)
    for n, share in enumerate(shares):
        if share:
            found[n] += left * share // total
    return (*found, *[0] * (len(columns) - len(found)))


def fit(text: str, width: int, *, right: bool = False) -> str:
    """Return a text in just so many cells, on any terminal; what is too long is cut."""
    told = cut(steady(text.replace("\n", " ")), width)
    pad = " " * (width - cell_len(told))
    return pad + told if right else told + pad
