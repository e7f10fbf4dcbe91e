"""The periods that assessment is about: calendar months and calendar years."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import total_ordering
from typing import Protocol

from rexian.errors import InputError
from rexian.i18n import _
from rexian.instants import DAY, Instant, day_number, to_datetime

_MONTH = re.compile(r"(\d{4})(?:-|/|年)(\d{1,2})月?")
_YEAR = re.compile(r"(\d{4})年?")
YEARS = range(1990, 2100)


@total_ordering
@dataclass(frozen=True, slots=True)
class Month:
    """A calendar month."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"

    def __lt__(self, other: Month) -> bool:
        return (self.year, self.number) < (other.year, other.number)

    @property
    def next(self) -> Month:
        """The month after it."""
        return self.shifted(1)

    def shifted(self, by: int) -> Month:
        """Return the month so many months later, or earlier where the number is below 0."""
        years, place = divmod(self.year * 12 + self.number - 1 + by, 12)
        return Month(years, place + 1)

    @property
    def first(self) -> Instant:
        """Its first second."""
        return day_number(date(self.year, self.number, 1)) * DAY

    @property
    def last(self) -> Instant:
        """Its last second."""
        return self.next.first - 1


@dataclass(frozen=True, slots=True)
class Year:
    """A calendar year."""

    number: int

    def __str__(self) -> str:
        return f"{self.number:04}"

    @property
    def first(self) -> Instant:
        """Its first second."""
        return Month(self.number, 1).first

    @property
    def last(self) -> Instant:
        """Its last second."""
        return Month(self.number, 12).last


class Stretch(Protocol):
    """A time from one second to another."""

    @property
    def first(self) -> Instant:
        """Its first second."""

    @property
    def last(self) -> Instant:
        """Its last second."""


Period = Month | Year


def read_month(text: str) -> Month:
    """Read a month: 2025-09, 2025/9 or 2025年9月.

    Raises:
        InputError: it is none.
    """
    found = _MONTH.fullmatch(text.strip())
    if found and int(found[1]) in YEARS and 1 <= int(found[2]) <= 12:
        return Month(int(found[1]), int(found[2]))
    raise InputError(_("{text!r} is not a month; write 2025-09").format(text=text))


def read_year(text: str) -> Year:
    """Read a year: 2025 or 2025年.

    Raises:
        InputError: it is none.
    """
    found = _YEAR.fullmatch(text.strip())
    if found and int(found[1]) in YEARS:
        return Year(int(found[1]))
    raise InputError(_("{text!r} is not a year; write 2025").format(text=text))


def month_of(instant: Instant) -> Month:
    """Return the month an instant falls in."""
    found = to_datetime(instant)
    return Month(found.year, found.month)


def months(first: Month, last: Month) -> Iterator[Month]:
    """Yield the months from one to another, both included."""
    while first <= last:
        yield first
        first = first.next
