"""The rows of a form in which something is written: its label, its widget, what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from rich.text import Text
from textual import on
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from rexian.desk.asking import Words, amiss
from rexian.errors import refusal
from rexian.i18n import _
from rexian.privacy.masking import HIDDEN, masked_address, masked_name, masked_phone
from rexian.tui.act.asked import FILES, NO, YES, Asked
from rexian.tui.widgets.sheet import fit

#: How many cells the labels take.
LABELS = 16
#: What stands between several in one line.
BETWEEN = "；"
_MASKS = {"name": masked_name, "phone": masked_phone, "address": masked_address}


class Row(Vertical):
    """One thing to fill in; each way of filling in has a row of its own."""

    DEFAULT_CSS = """
    Row { height: auto; }
    Row > Horizontal { height: auto; }
    Row .label { width: 17; color: $text-muted; }
    Row:focus-within .label { color: $foreground; text-style: bold; }
    Row > .said { display: none; height: auto; padding-left: 17; color: $text-muted; }
    Row.-wrong > .said { color: $late; }
    Row.-wrong > .said, Row.-counted > .said { display: block; }
    LineRow > Horizontal, PickRow > Horizontal { height: 1; }
    Row Input { width: 1fr; background: $panel; }
    Row Input:focus, Row TextArea:focus { background: $panel-lighten-1; }
    Row Finder, Row Select { width: 1fr; }
    Row TextArea { height: 4; width: 1fr; padding: 0; background: $panel; }
    Row .lines { height: 2; }
    Row Ticks { height: auto; max-height: 5; width: 1fr; background: $panel; }
    """

    class Changed(Message):
        """Something else is filled in."""

        def __init__(self, row: Row) -> None:
            super().__init__()
            self.row = row

    def __init__(self, asked: Asked) -> None:
        super().__init__(id=f"row-{asked.id}")
        self.asked = asked
        self._said = Static("", markup=False, classes="said")

    def compose(self) -> Iterable[Widget]:
        """Put it together."""
        name = f"{self.asked.label} *" if self.asked.must else self.asked.label
        with Horizontal():
            yield Static(fit(name, LABELS), markup=False, classes="label")
            yield from self.widgets()
        yield self._said

    def widgets(self) -> Iterable[Widget]:
        """Yield what it is filled in with."""
        raise NotImplementedError

    @property
    def words(self) -> Words | None:
        """What is filled in; None where nothing is."""
        raise NotImplementedError

    def fill(self, words: Words) -> None:
        """Fill something in."""
        raise NotImplementedError

    def enter(self) -> None:
        """Put the focus on it."""
        for widget in self.query("Input, Select, Ticks, TextArea"):
            widget.focus()
            return

    def changed(self) -> None:
        """Look at what is filled in now, and tell the form."""
        self.look()
        self.post_message(self.Changed(self))

    def look(self) -> bool:
        """Say what is wrong with what is filled in; return whether something is."""
        told = self.wrong()
        said = self.count() if told is None else told
        if said or self.has_class("-counted"):
            self._said.update(said)
        self.set_class(told is not None, "-wrong")
        self.set_class(bool(said), "-counted")
        return told is not None

    def wrong(self) -> str | None:
        """Return what is wrong, in one line."""
        words, field = self.words, self.asked.field
        return None if field is None or words is None else amiss(field, words)

    def count(self) -> str:
        """Say how much it is, where that matters."""
        return ""


class LineRow(Row):
    """One line."""

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        self._line = self._made()

    def _made(self) -> Input:
        return Input(compact=True, placeholder=self.asked.example)

    def widgets(self) -> Iterable[Widget]:
        """Yield the line."""
        yield self._line

    @property
    def words(self) -> Words | None:
        """The line."""
        return self._line.value.strip() or None

    def fill(self, words: Words) -> None:
        """Fill the line."""
        self._line.value = one_line(words)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.changed()


class _Masked(Input):
    """A line of a citizen's data: it shows itself only while it is being written."""

    def __init__(self, mask: Any) -> None:
        super().__init__(compact=True)
        self._mask = mask

    @property
    def _value(self) -> Text:
        # Textual's own dots are of a width on which terminals do not agree.
        told = self.value if self.has_focus else self._mask(self.value)
        return Text(told, no_wrap=True, overflow="ignore", end="")


class MaskedRow(LineRow):
    """One line of a citizen's data."""

    def _made(self) -> Input:
        return _Masked(_MASKS.get(self.asked.id, lambda text: HIDDEN * len(text)))


class LongRow(Row):
    """A text of many lines."""

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        self._area = TextArea(compact=True, tab_behavior="focus", placeholder=asked.example)

    def widgets(self) -> Iterable[Widget]:
        """Yield the text."""
        yield self._area

    @property
    def words(self) -> Words | None:
        """The text."""
        return self._area.text.strip() or None

    def fill(self, words: Words) -> None:
        """Fill in the text."""
        self._area.text = one_line(words)

    @on(TextArea.Changed)
    def _typed(self, event: TextArea.Changed) -> None:
        event.stop()
        self.changed()

    def count(self) -> str:
        """Say how many characters it has, of how many that it may have."""
        chars, limit = len(str(self.words or "")), self.asked.limit
        if not chars:
            return ""
        return _("{n} characters").format(n=chars) if limit is None else f"{chars}/{limit}"


class LinesRow(LongRow):
    """Several, one a line."""

    def on_mount(self) -> None:
        """Take less room than a text."""
        self._area.add_class("lines")

    @property
    def words(self) -> Words | None:
        """The lines."""
        lines = [line.strip() for line in self._area.text.splitlines()]
        return [line for line in lines if line] or None

    def fill(self, words: Words) -> None:
        """Fill in lines."""
        self._area.text = "\n".join(several(words))

    def wrong(self) -> str | None:
        """Return what is wrong: of files, one that cannot be read."""
        if self.asked.id != FILES:
            return super().wrong()
        return next((told for told, is_there in self._files() if not is_there), None)

    def count(self) -> str:
        """Say how big files are."""
        return "  ".join(told for told, _is_there in self._files())

    def _files(self) -> list[tuple[str, bool]]:
        paths = several(self.words or ()) if self.asked.id == FILES else ()
        return [_file(path) for path in paths]


def one_line(words: Words) -> str:
    """Return words as one line."""
    if isinstance(words, bool):
        return YES if words else NO
    return words if isinstance(words, str) else BETWEEN.join(words)


def several(words: Words) -> Sequence[str]:
    """Return words as several."""
    return [words] if isinstance(words, str) else [] if isinstance(words, bool) else words


def _file(path: str) -> tuple[str, bool]:
    """Say how big a file is, or why it cannot be read; and whether it can."""
    try:
        with Path(path).expanduser().open("rb") as file:
            size = file.seek(0, 2)
    except OSError as error:
        return f"{path}: {refusal(error)}", False
    return _("{file}: {size} KB").format(file=Path(path).name, size=-(-size // 1024)), True
