"""What the browser shows: lists and texts, each with what it leads on to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from rexian.jurisdictions import Jurisdiction
from rexian.pages.example import Example
from rexian.pages.sheet import Sheet
from rexian.rules.question import Question
from rexian.rules.readings import Reading
from rexian.tui.rules.targets import Target
from rexian.tui.widgets.sheet import Column, Row


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text.

    Attributes:
        label: what it is about.
        tone: how it stands, of the sheet's tones.
        to: what it leads on to.
        cite: the citation that can be copied from it.
    """

    text: str
    label: str = ""
    tone: str = ""
    to: Target | None = None
    cite: str = ""


@dataclass(frozen=True, slots=True)
class TextView:
    """Something told at length.

    Attributes:
        cite: the citation of what it tells about.
        tries: what can be tried from here.
    """

    title: str
    lines: tuple[Line, ...]
    cite: str = ""
    tries: Tries | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A row of a list.

    Attributes:
        to: what it leads on to; None of a heading.
        about: what is told of it beside the list; None where that is what it leads on to.
        cite: its citation.
    """

    row: Row
    to: Target | None = None
    about: TextView | None = None
    cite: str = ""


@dataclass(frozen=True, slots=True)
class Turning:
    """Readings on which something turns, and whose they are."""

    place: Jurisdiction
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class ListView:
    """A list.

    Attributes:
        note: what is to be known of the whole list.
        warned: whether that is a warning.
        turning: the readings on which it turns.
        filtered: whether it can be narrowed to what is open.
        by_facts: whether it can be shown fact by fact.
        fixed: how many columns stand still where the others are shifted.
        tries: what can be tried from here.
    """

    title: str
    columns: tuple[Column, ...]
    items: tuple[Item, ...]
    note: str = ""
    warned: bool = False
    turning: Turning | None = None
    filtered: bool = False
    by_facts: bool = False
    fixed: int = 0
    tries: Tries | None = None


@dataclass(frozen=True, slots=True)
class Tries:
    """A question on which cases can be tried as a sheet is read; from an example, if given."""

    sheet: Sheet
    question: Question
    example: Example | None = None


View: TypeAlias = ListView | TextView


def told(pairs: Iterable[tuple[str, str]]) -> list[Line]:
    """Return what is said of things as lines, a label once where it stays the same."""
    found: list[Line] = []
    before = ""
    for label, text in pairs:
        found.append(Line(text, "" if label == before else label))
        before = label or before
    return found
