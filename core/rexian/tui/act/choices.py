"""The rows of a form in which something is chosen, and the row for each way of filling in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, Select

from rexian.desk.asking import Words
from rexian.i18n import _
from rexian.tui.act.asked import NO, YES, Asked, Way
from rexian.tui.act.fields import (
    BETWEEN,
    LineRow,
    LinesRow,
    LongRow,
    MaskedRow,
    Row,
    one_line,
    several,
)
from rexian.tui.act.finder import Finder
from rexian.tui.widgets.ticks import Ticks


class PickRow(Row):
    """One of a closed list."""

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        options = [(each.label, each.value) for each in asked.options]
        self._select = Select[str](options, prompt=_("choose"), compact=True)

    def widgets(self) -> Iterable[Widget]:
        """Yield the list."""
        yield self._select

    @property
    def words(self) -> Words | None:
        """What is chosen."""
        value = self._select.value
        if not isinstance(value, str):
            return None
        return value == YES if self.asked.options[0].value == YES else value

    def fill(self, words: Words) -> None:
        """Choose."""
        wanted = {True: YES, False: NO}.get(words, words) if isinstance(words, bool) else words
        known = {each.value for each in self.asked.options}
        if isinstance(wanted, str) and wanted not in known:
            terms = self.asked.field and self.asked.field.terms
            wanted = (terms and terms.find(wanted)) or wanted
        if wanted in known:
            self._select.value = wanted

    @on(Select.Changed)
    def _chosen(self, event: Select.Changed) -> None:
        event.stop()
        self.changed()


class SeveralRow(Row):
    """Some of a closed list; where other words will do, they have a line of their own."""

    def widgets(self) -> Iterable[Widget]:
        """Yield the list, and the line."""
        with Vertical(classes="several"):
            if self.asked.options:
                yield Ticks([(each.value, each.label) for each in self.asked.options])
            if self.asked.open:
                hint = _("in other words; several with {mark} between").format(mark=BETWEEN)
                yield Input(compact=True, placeholder=hint)

    DEFAULT_CSS: ClassVar[str] = "SeveralRow .several { height: auto; width: 1fr; }"

    @property
    def words(self) -> Words | None:
        """What is chosen, and the other words."""
        found = [value for listed in self.query(Ticks) for value in listed.chosen]
        for line in self.query(Input):
            parts = line.value.replace(";", BETWEEN).split(BETWEEN)
            found += [part.strip() for part in parts if part.strip()]
        return found or None

    def fill(self, words: Words) -> None:
        """Choose, and fill in the other words."""
        given = list(several(words))
        known = {each.value for each in self.asked.options}
        for listed in self.query(Ticks):
            listed.tick(value for value in given if value in known)
        for line in self.query(Input):
            line.value = BETWEEN.join(value for value in given if value not in known)

    @on(Ticks.Ticked)
    @on(Input.Changed)
    def _chosen(self, event: Message) -> None:
        event.stop()
        self.changed()


class FindRow(Row):
    """Something found by typing."""

    def __init__(self, asked: Asked) -> None:
        super().__init__(asked)
        self._finder = Finder(asked.options, eager=asked.must, hint=_("type to find"))

    def widgets(self) -> Iterable[Widget]:
        """Yield the finder."""
        yield self._finder

    @property
    def words(self) -> Words | None:
        """What is found, or written in its place."""
        return self._finder.value.strip() or None

    def fill(self, words: Words) -> None:
        """Fill it in."""
        self._finder.fill(one_line(words))

    @on(Finder.Typed)
    def _typed(self, event: Finder.Typed) -> None:
        event.stop()
        self.changed()

    @on(Finder.Chosen)
    def _chosen(self, event: Finder.Chosen) -> None:
        event.stop()


def row_of(asked: Asked) -> Row:
    """Return the row in which something is filled in."""
    return _ROWS[asked.way](asked)


_ROWS: dict[Way, type[Row]] = {
    Way.LINE: LineRow,
    Way.MASKED: MaskedRow,
    Way.LONG: LongRow,
    Way.LINES: LinesRow,
    Way.PICK: PickRow,
    Way.SEVERAL: SeveralRow,
    Way.FIND: FindRow,
}
