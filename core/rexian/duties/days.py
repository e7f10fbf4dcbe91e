"""Days and periods as duties count them: working days about a date, weeks, months, years."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeAlias

from rexian.instants import date_of, day_number
from rexian.worktime.calendar import Calendar

#: A first and a last day, both in.
Span: TypeAlias = tuple[date, date]
ONE_DAY = timedelta(days=1)


class Cadence(StrEnum):
    """How often a duty comes round; the values are the words of the JSON output."""

    DAY = "day"
    WORKING_DAY = "working_day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"


_MONTHS = {Cadence.MONTH: 1, Cadence.QUARTER: 3, Cadence.HALF_YEAR: 6, Cadence.YEAR: 12}


@dataclass(frozen=True, slots=True)
class Days:
    """A calendar asked by date.

    Its methods raise InputError where the calendar does not reach.
    """

    calendar: Calendar

    def works(self, day: date) -> bool:
        """Return whether it is a working day."""
        return self.calendar.is_working_day(day_number(day))

    def on_or_after(self, day: date) -> date:
        """Return the day itself if it is a working day, else the next one."""
        while not self.works(day):
            day += ONE_DAY
        return day

    def on_or_before(self, day: date) -> date:
        """Return the day itself if it is a working day, else the last one before it."""
        while not self.works(day):
            day -= ONE_DAY
        return day

    def rolling_to(self, day: date) -> date:
        """Return the first of the days off that run up to the day, or the day itself."""
        number = day_number(day)
        while number > self.calendar.first and not self.calendar.is_working_day(number - 1):
            number -= 1
        return date_of(number)

    def within(self, day: date) -> date:
        """Return the day itself, or the calendar's first or last day if it lies outside."""
        number = min(max(day_number(day), self.calendar.first), self.calendar.last)
        return date_of(number)

    def provisional(self, *days: date) -> bool:
        """Return whether the days off about these dates are not all announced yet."""
        return self.calendar.unpublished(day_number(min(days)), day_number(max(days)))


def periods(cadence: Cadence, first: date, last: date) -> Iterator[Span]:
    """Yield the periods of a cadence that have a day from `first` to `last`, in order."""
    start = _start(cadence, first)
    while start <= last:
        following = _next(cadence, start)
        yield start, following - ONE_DAY
        start = following


def month_before(day: date) -> Span:
    """Return the month before the one that the day is in."""
    last = day.replace(day=1) - ONE_DAY
    return last.replace(day=1), last


def _start(cadence: Cadence, day: date) -> date:
    if cadence is Cadence.WEEK:
        return day - day.weekday() * ONE_DAY
    if cadence in _MONTHS:
        length = _MONTHS[cadence]
        return day.replace(month=(day.month - 1) // length * length + 1, day=1)
    return day


def _next(cadence: Cadence, start: date) -> date:
    if cadence is Cadence.WEEK:
        return start + 7 * ONE_DAY
    if cadence in _MONTHS:
        year, month = divmod(start.year * 12 + start.month - 1 + _MONTHS[cadence], 12)
        return date(year, month + 1, 1)
    return start + ONE_DAY
