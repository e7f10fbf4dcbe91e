"""Time as it goes by in the showcase: a clock that is set, and when people are at work."""

from __future__ import annotations

from random import Random

from rexian.instants import DAY, Instant
from rexian.worktime.calendar import Calendar

MINUTE, HOUR = 60, 3600
_OPENS, _SHUTS = 8 * HOUR + 30 * MINUTE, 17 * HOUR + 30 * MINUTE
#: Nobody comes in later than this after the doors open.
_MORNING = 2 * HOUR


class Clock:
    """A clock that only goes on."""

    def __init__(self, at: Instant) -> None:
        self.at = at

    def __call__(self) -> Instant:
        """Tell the time."""
        return self.at

    def reach(self, at: Instant) -> None:
        """Let it be this time, unless it is later already."""
        self.at = max(self.at, at)

    def take(self, seconds: int) -> None:
        """Let time pass."""
        self.at += seconds


class Office:
    """When people are at work: office hours on working days."""

    def __init__(self, calendar: Calendar) -> None:
        self._calendar = calendar

    def is_working_day(self, day: int) -> bool:
        """Whether a day, by its number, is a working day."""
        return self._calendar.is_working_day(day)

    def open_at(self, at: Instant, dice: Random) -> Instant:
        """Return a moment if the office is open then, else one in its next morning."""
        day, time = divmod(at, DAY)
        if self.is_working_day(day) and _OPENS <= time < _SHUTS:
            return at
        if time >= _OPENS:
            day += 1
        while not self.is_working_day(day):
            day += 1
        return day * DAY + _OPENS + dice.randrange(_MORNING)

    def days_on(self, at: Instant, days: int, dice: Random) -> Instant:
        """Return a time of day of the working day so many working days later."""
        day = at // DAY
        for _each in range(days):
            day += 1
            while not self.is_working_day(day):
                day += 1
        return self.open_at(max(at, day * DAY + dice.randrange(_OPENS, _SHUTS)), dice)
