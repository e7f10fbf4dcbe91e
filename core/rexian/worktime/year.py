"""A calendar's year, day by day: what `rexian calendar show` prints."""

from __future__ import annotations

from calendar import isleap
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from rexian.errors import InputError
from rexian.i18n import _
from rexian.instants import date_of, day_number

if TYPE_CHECKING:
    from rexian.worktime.calendar import Calendar

SATURDAY = 5


class DayKind(StrEnum):
    """What sort of day it is."""

    WORKING = "working"
    MAKE_UP = "make_up"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"

    @property
    def works(self) -> bool:
        """Whether it is a working day: a make-up day is a weekend's day that is."""
        return self in {DayKind.WORKING, DayKind.MAKE_UP}


@dataclass(frozen=True, slots=True)
class Day:
    """One day: its date, its kind, and whether no notice has settled it yet."""

    date: date
    kind: DayKind
    provisional: bool


def days_of(calendar: Calendar, year: int) -> list[Day]:
    """Return the year's days in order.

    Raises:
        InputError: the calendar does not cover the year.
    """
    first, last = date_of(calendar.first), date_of(calendar.last)
    if not first.year <= year <= last.year:
        raise InputError(
            _("{year} lies outside the calendar {name}, {first} to {last}").format(
                year=year, name=calendar.name, first=first, last=last
            )
        )
    start, length = date(year, 1, 1), 365 + isleap(year)
    return [_day(calendar, start + timedelta(days=shift)) for shift in range(length)]


def _day(calendar: Calendar, day: date) -> Day:
    number, weekend = day_number(day), day.weekday() >= SATURDAY
    if calendar.is_working_day(number):
        kind = DayKind.MAKE_UP if weekend else DayKind.WORKING
    else:
        kind = DayKind.WEEKEND if weekend else DayKind.HOLIDAY
    return Day(day, kind, calendar.unpublished(number, number))
