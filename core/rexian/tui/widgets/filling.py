"""A dialog in which a few things are filled in, checked as they are typed, and done at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, TypeAlias, TypeVar, cast

from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.suggester import SuggestFromList
from textual.widget import Widget
from textual.widgets import Input, Label, Select, Static

from rexian.desk.seat import Seat
from rexian.errors import RexianError
from rexian.i18n import _, marked
from rexian.model.terms import Terms
from rexian.tui.bench import newest
from rexian.tui.lines import Lines
from rexian.tui.widgets.ticks import Ticks

T = TypeVar("T")
Values: TypeAlias = Mapping[str, Any]
#: How many words are chosen from a list that stands open.
_FEW = 6
#: The key of what stands for none of them.
_NONE = "-"


def _anything(_text: str) -> None:
    """Let pass whatever is typed."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text.

    Attributes:
        known: texts that are offered for completion.
        check: raises an `InputError` for what will not do.
    """

    id: str
    label: str
    value: str = ""
    secret: bool = False
    known: Sequence[str] = ()
    check: Callable[[str], object] = _anything

    def widget(self) -> Widget:
        """Return what it is typed into."""
        offered = SuggestFromList(self.known, case_sensitive=False) if self.known else None
        return Input(self.value, password=self.secret, suggester=offered, compact=True, id=self.id)

    def read(self, widget: Widget) -> str:
        """Return what is typed."""
        return cast("Input", widget).value.strip("" if self.secret else None)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a list of words; None where none need be chosen, which `blank` words."""

    id: str
    label: str
    words: Sequence[tuple[str, str]]
    value: str | None = None
    blank: str = ""

    def widget(self) -> Widget:
        """Return what it is chosen in: a list where few can be, else one that opens."""
        words = [*([(_NONE, self.blank)] if self.blank else []), *self.words]
        value = self.value or words[0][0]
        if len(words) <= _FEW:
            return Ticks(words, [value], single=True, id=self.id)
        options = [(label, key) for key, label in words]
        return Select(options, allow_blank=False, value=value, compact=True, id=self.id)

    def read(self, widget: Widget) -> str | None:
        """Return what is chosen."""
        found = widget.chosen[0] if isinstance(widget, Ticks) else cast("Select[str]", widget).value
        return None if found == _NONE else str(found)


@dataclass(frozen=True, slots=True)
class Choices:
    """Any of a list of words."""

    id: str
    label: str
    words: Sequence[tuple[str, str]]
    value: Sequence[str] = ()

    def widget(self) -> Widget:
        """Return what they are ticked in."""
        return Ticks(self.words, self.value, id=self.id)

    def read(self, widget: Widget) -> tuple[str, ...]:
        """Return what is ticked, in the order of the list."""
        return cast("Ticks", widget).chosen


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes or no."""

    id: str
    label: str
    value: bool = False

    def widget(self) -> Widget:
        """Return what it is ticked in."""
        return Ticks([(self.id, self.label)], [self.id] * self.value, id=self.id)

    def read(self, widget: Widget) -> bool:
        """Return whether it is ticked."""
        return bool(cast("Ticks", widget).chosen)


Part: TypeAlias = Line | Choice | Choices | Flag


def words_of(terms: Terms) -> list[tuple[str, str]]:
    """Return a list's words as they are chosen from."""
    return [(term.id, term.label()) for term in terms]


class Filling(Lines[T]):
    """Asks for a few things and does something with them; it closes once that is done.

    What goes wrong is said in it, and what was filled in stays.
    """

    DEFAULT_CSS = """
    Filling .box { max-width: 72; max-height: 100%; }
    Filling #parts { height: auto; max-height: 55vh; }
    Filling #title { text-style: bold; margin-bottom: 1; }
    Filling #said { margin-bottom: 1; }
    Filling .of { width: 100%; color: $text-muted; }
    Filling Input, Filling Select, Filling Ticks { margin-bottom: 1; }
    Filling #wrong { color: $late; height: auto; }
    Filling #how { color: $text-muted; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", marked("save"), priority=True),
    ]

    def __init__(
        self,
        title: str,
        parts: Sequence[Part],
        work: Callable[[Seat, Values], T],
        *,
        said: str = "",
    ) -> None:
        super().__init__()
        self._title, self._parts, self._work, self._said_ = title, tuple(parts), work, said

    def compose(self) -> Iterable[Widget]:
        """Put it together."""
        with Vertical(classes="box"):
            yield Static(self._title, id="title", markup=False)
            with VerticalScroll(id="parts", can_focus=not self._parts):
                yield from self._filled_in()
            yield Static("", id="wrong", markup=False)
            yield Static(_("Ctrl+S does it, Esc leaves it"), id="how", markup=False)

    def _filled_in(self) -> Iterable[Widget]:
        if self._said_:
            yield Static(self._said_, id="said", markup=False)
        for part in self._parts:
            if not isinstance(part, Flag):
                yield Label(part.label, classes="of", markup=False)
            yield part.widget()

    def on_mount(self) -> None:
        """Show it from its head."""
        self.call_after_refresh(self.query_one("#parts").scroll_home, animate=False)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say at once what will not do."""
        part = next(each for each in self._parts if each.id == event.input.id)
        self._wrong(_amiss(part, event.value) if event.value else "")

    def is_last(self, line: str | None) -> bool:
        """Whether a line is the last thing to be filled in."""
        return line == self._parts[-1].id

    def on_ticks_ticked(self, event: Ticks.Ticked) -> None:
        """Do it at once where nothing else is asked."""
        if isinstance(self._parts[0], Choice) and len(self._parts) == 1:
            event.stop()
            self.save()

    def action_save(self) -> None:
        """Do it once what is being typed is there."""
        self.once_typed()

    def finish(self) -> None:
        """Do it."""
        self.save()

    @newest
    async def save(self) -> None:
        """Do it, and close; say what is wrong otherwise."""
        values = {part.id: part.read(self.query_one(f"#{part.id}")) for part in self._parts}
        for part in self._parts:
            told = _amiss(part, values[part.id])
            if told:
                self._wrong(told)
                self.query_one(f"#{part.id}").focus()
                return
        try:
            done = await self.ask(lambda seat: self._work(seat, values))
        except RexianError as error:
            self._wrong(str(error))
            return
        self.dismiss(done)

    def _wrong(self, told: str) -> None:
        self.query_one("#wrong", Static).update(told)


def _amiss(part: Part, value: Any) -> str:
    """Return what is wrong with a value; an empty text where nothing is."""
    if not isinstance(part, Line):
        return ""
    try:
        part.check(value)
    except RexianError as error:
        return str(error)
    return ""
