"""What can be entered on a line: a word of a list, found by typing, or a text that is checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from rexian.i18n import _
from rexian.instants import DAY, Instant, format_instant
from rexian.model.fields import Field, FieldType, Unknown, Value
from rexian.model.terms import Term
from rexian.model.values import read_instant
from rexian.words import say_time

T = TypeVar("T")
#: Fields in which another word than those of the list will do.
_FREE = frozenset({FieldType.OPEN, FieldType.TEXTS, FieldType.REASONS, FieldType.STATED})
YES, NO = "true", "false"


@dataclass(frozen=True, slots=True)
class Option:
    """A word to choose, and by which texts it is found."""

    value: str
    label: str
    found_by: tuple[str, ...] = ()

    def place_of(self, sought: str) -> int | None:
        """Return where what is sought stands in it at the earliest; None where it does not."""
        texts = (self.label.casefold(), *(each.casefold() for each in self.found_by))
        found = [place for text in texts if (place := text.find(sought)) >= 0]
        return min(found, default=None)


@dataclass(frozen=True, slots=True)
class Ask(Generic[T]):
    """Something to enter.

    Attributes:
        put: what comes of a value; it raises an `InputError` for what will not do.
        value: what stands there now: a word's value, or a text as it is typed.
        free: whether another text than the options will do.
        next: on which line one goes on, by the value; None where nothing more is asked.
    """

    title: str
    put: Callable[[str], T]
    value: str = ""
    options: tuple[Option, ...] = ()
    free: bool = False
    example: str = ""
    next: Callable[[str], str | None] = lambda _value: None

    def found(self, text: str) -> list[Option]:
        """Return the options that what is typed is a part of, those that open with it first."""
        sought = text.strip().casefold()
        placed = [(option.place_of(sought), option) for option in self.options]
        found = [(place, option) for place, option in placed if place is not None]
        return [option for _place, option in sorted(found, key=lambda each: each[0] > 0)]


def options_of(terms: Iterable[Term]) -> tuple[Option, ...]:
    """Return the words of a list."""
    return tuple(Option(term.id, term.label(), term.wordings) for term in terms)


def yes_or_no() -> tuple[Option, ...]:
    """Return both answers to a question."""
    return (Option(YES, _("yes"), ("yes", "是")), Option(NO, _("no"), ("no", "否")))


def ask_field(
    known: Field, value: Value | None, put: Callable[[str], T], more: tuple[Option, ...] = ()
) -> Ask[T]:
    """Ask for the value of a field, of its own words or more."""
    own = yes_or_no() if known.type is FieldType.FLAG else options_of(known.terms or ())
    options = (*own, *more)
    return Ask(
        known.label(),
        put,
        typed(known, value),
        options,
        free=known.type in _FREE or not options,
        example=_example(known),
    )


def ask_time(title: str, at: Instant | None, put: Callable[[Instant], T]) -> Ask[T]:
    """Ask for a time."""
    return Ask(
        title,
        lambda text: put(read_instant(text)),
        "" if at is None else typed_time(at),
        free=True,
        example=_time_example(),
    )


def typed(known: Field, value: Value | None) -> str:
    """Return a value as one would type it, or as the option of it is called."""
    if value is None or isinstance(value, Unknown | tuple):
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    if known.type is FieldType.INSTANT and isinstance(value, int):
        return typed_time(value)
    return str(value)


def typed_time(at: Instant) -> str:
    """Return a time as one would type it: the end of a day as its date alone."""
    return say_at(at)[:10] if at % DAY == DAY - 1 else say_at(at)


def say_at(at: Instant) -> str:
    """Say a time."""
    return say_time(format_instant(at))


def _example(known: Field) -> str:
    examples: dict[FieldType, Callable[[], str]] = {
        FieldType.INSTANT: _time_example,
        FieldType.PERIOD: lambda: _("such as 5wd, 3d, 24h"),
        FieldType.COUNT: lambda: _("a whole number"),
    }
    return examples[known.type]() if known.type in examples else ""


def _time_example() -> str:
    return _("such as 2025-09-30 10:00, or 2025-09-30 for the end of that day")


def first(options: Iterable[Option], value: str) -> int:
    """Return the place of a value among options, 0 where it is not among them."""
    return next((place for place, each in enumerate(options) if each.value == value), 0)
