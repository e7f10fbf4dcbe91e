"""Office hours: working time counted in seconds within windows of the day.

`elapsed(s, e)` is the working time in [s, e). From it follow `add(s, t)`, the earliest instant e
not before s with elapsed(s, e) >= t, and `subtract(e, t)`, the latest s not after e. So adding
nothing stays where it is, an addition may end exactly at a closing time, and a subtraction goes to
an opening time rather than to the closing time before it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from rexian.errors import InputError
from rexian.i18n import _
from rexian.instants import DAY, Instant, date_of, day_number
from rexian.worktime.calendar import Calendar, shown
from rexian.worktime.windows import ALL_DAY, Windows, without

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from rexian.worktime.period import Period

THURSDAY = 3  # the weekday of day number 0, 1970-01-01


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """A calendar's days with the windows in which work is done.

    Attributes:
        calendar: counts whatever is stated in days; its span bounds the windows too.
        patterns: the distinct days, each a tuple of windows; pattern 0 is the day without any.
        days: for each day of the calendar, which pattern it follows.
    """

    calendar: Calendar
    patterns: tuple[Windows, ...]
    days: tuple[int, ...]
    _before: list[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        lengths = [sum(end - start for start, end in windows) for windows in self.patterns]
        totals = accumulate((lengths[pattern] for pattern in self.days), initial=0)
        object.__setattr__(self, "_before", list(totals))

    def windows_on(self, day: int) -> Windows:
        """Return the windows of the day of this number."""
        return self.patterns[self.days[self._index(day * DAY)]]

    def is_working_time(self, instant: Instant) -> bool:
        """Return whether the instant lies in a window: its opening is in, its closing is out."""
        second = instant % DAY
        return any(start <= second < end for start, end in self.windows_on(instant // DAY))

    def elapsed(self, start: Instant, end: Instant) -> int:
        """Return the working seconds in [start, end); negative where end comes first.

        Raises:
            InputError: the calendar does not cover one of the two.
        """
        return self._worked(end) - self._worked(start)

    def add(self, start: Instant, period: Period) -> Instant:
        """Return the earliest instant at which the period since `start` has elapsed.

        Periods that are not in office hours are the calendar's to count.

        Raises:
            InputError: the calendar does not reach that far.
        """
        seconds = period.office_seconds
        if seconds is None:
            return self.calendar.add(start, period)
        worked = self._worked(start)
        if not seconds:
            return start
        index = bisect_left(self._before, worked + seconds) - 1
        if index == len(self.days):
            raise self._beyond(start, "+", period)
        return self._at(index, worked + seconds, closing=True)

    def subtract(self, end: Instant, period: Period) -> Instant:
        """Return the latest instant from which the period elapses by `end`; see `add`."""
        seconds = period.office_seconds
        if seconds is None:
            return self.calendar.subtract(end, period)
        target = self._worked(end) - seconds
        if not seconds:
            return end
        if target < 0:
            raise self._beyond(end, "-", period)
        return self._at(bisect_right(self._before, target) - 1, target, closing=False)

    def provisional(self, start: Instant, end: Instant) -> bool:
        """Return whether a day from `start` to `end`, both in, is outside the published span."""
        low, high = sorted((start // DAY, end // DAY))
        return self.calendar.unpublished(low, high)

    def _at(self, index: int, worked: int, *, closing: bool) -> Instant:
        """Return when on that day `worked` is reached: at a closing time, or the next opening."""
        left = worked - self._before[index]
        for opens, closes in self.patterns[self.days[index]]:
            length = closes - opens
            if left < length or (closing and left == length):
                return (self.calendar.first + index) * DAY + opens + left
            left -= length
        raise AssertionError("the day was chosen because its windows reach that far")

    def _worked(self, instant: Instant) -> int:
        """Return the working seconds from the calendar's first day to the instant."""
        index, second = self._index(instant), instant % DAY
        today = self.patterns[self.days[index]]
        return self._before[index] + sum(
            min(second, closes) - opens for opens, closes in today if opens < second
        )

    def _index(self, instant: Instant) -> int:
        index = instant // DAY - self.calendar.first
        if 0 <= index < len(self.days):
            return index
        raise InputError(
            _("{moment} lies outside {span}").format(moment=shown(instant), span=self._span())
        )

    def _beyond(self, instant: Instant, sign: str, period: Period) -> InputError:
        what = f"{shown(instant)} {sign} {period}"
        return InputError(
            _("{what} goes beyond the office hours of {span}").format(what=what, span=self._span())
        )

    def _span(self) -> str:
        first, last = date_of(self.calendar.first), date_of(self.calendar.last)
        span = _("the calendar {name}, which covers {first} to {last}")
        return span.format(name=self.calendar.name, first=first, last=last)


def office_hours(
    calendar: Calendar,
    week: Mapping[int, Windows],
    exceptions: Mapping[date, Windows],
    breaks: Mapping[date, Windows],
) -> OfficeHours:
    """Lay windows over a calendar's working days.

    A make-up Saturday or Sunday for which the week names no windows takes those of the week's first
    day that has some.

    Args:
        calendar: says which days are worked at all.
        week: windows by weekday, 0 for Monday.
        exceptions: windows of single dates, in place of whatever the date would have.
        breaks: spans taken out of single dates.

    Raises:
        InputError: an exception or a break lies outside the calendar.
    """
    usual = next((week[weekday] for weekday in range(7) if week.get(weekday)), ())
    plan = _Plan()
    turn = [plan.number(week.get(weekday, usual if weekday > 4 else ())) for weekday in range(7)]
    opening = calendar.first + THURSDAY
    days = [work and turn[(opening + index) % 7] for index, work in enumerate(calendar.working)]
    for day, windows in exceptions.items():
        days[_position(calendar, day)] = plan.number(windows)
    for day, spans in breaks.items():
        index = _position(calendar, day)
        days[index] = plan.number(without(plan.patterns[days[index]], spans))
    return OfficeHours(calendar, tuple(plan.patterns), tuple(days))


@lru_cache(maxsize=8)
def whole_days(calendar: Calendar) -> OfficeHours:
    """Return office hours around the clock on every working day, for a calendar that has none."""
    return OfficeHours(calendar, ((), ALL_DAY), tuple(calendar.working))


class _Plan:
    """Patterns met so far, each with its number; 0 is the day without windows."""

    def __init__(self) -> None:
        self.patterns: list[Windows] = [()]

    def number(self, windows: Windows) -> int:
        if windows not in self.patterns:
            self.patterns.append(windows)
        return self.patterns.index(windows)


def _position(calendar: Calendar, day: date) -> int:
    index = day_number(day) - calendar.first
    if 0 <= index < len(calendar.working):
        return index
    raise InputError(
        _("{day} lies outside the calendar {name}").format(day=day, name=calendar.name)
    )
