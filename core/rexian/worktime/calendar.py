"""A calendar: which days are working days, and counting on that table.

Counting follows one convention. The start day is out and the N-th working day is in, whatever day
the start is; a day limit ends at 24:00, held and shown as 23:59:59. Natural days do not roll;
months end on the same-numbered day, or on the last one; hours and minutes are exact.
"""

from __future__ import annotations

import hashlib
from calendar import monthrange
from dataclasses import dataclass, field
from itertools import accumulate, compress, count
from typing import TYPE_CHECKING, Final

from rexian.errors import InputError
from rexian.i18n import _
from rexian.instants import DAY, Instant, date_of, day_number, end_of_day, format_instant
from rexian.worktime.period import CLOCK_SECONDS, OFFICE_SECONDS, Period, Unit

if TYPE_CHECKING:
    from collections.abc import Callable

NAT: Final = -(2**63)
_WORKING_DAY = Unit.WORKING_DAY


@dataclass(frozen=True, slots=True)
class Calendar:
    """One version of a calendar.

    Attributes:
        name: what it is called in results.
        first: the day number of the table's first day.
        working: one byte a day, 1 for a working day.
        published: first and last day number that the authority has announced; None where no
            announcement is awaited, so that nothing is ever provisional.
        announced: when this version became known; None if it always was.
    """

    name: str
    first: int
    working: bytes = field(repr=False)
    published: tuple[int, int] | None = None
    announced: Instant | None = None
    _upto: list[int] = field(init=False, repr=False, compare=False)
    _nth: list[Instant] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        ends = count(end_of_day(self.first), DAY)
        object.__setattr__(self, "_upto", list(accumulate(self.working)))
        object.__setattr__(self, "_nth", [NAT, *compress(ends, self.working)])

    @property
    def last(self) -> int:
        """The day number of the table's last day."""
        return self.first + len(self.working) - 1

    @property
    def fingerprint(self) -> str:
        """A short digest of the table and the published span."""
        digest = hashlib.sha256(f"{self.first} {self.published}".encode())
        digest.update(self.working)
        return digest.hexdigest()[:16]

    def is_working_day(self, day: int) -> bool:
        """Return whether the day of this number is a working day.

        Raises:
            InputError: the calendar does not cover the day.
        """
        return bool(self.working[self._index(day * DAY)])

    def count(self, start: Instant, end: Instant) -> int:
        """Return the working days in (start's day, end's day]; negative where end comes first.

        Raises:
            InputError: the calendar does not cover one of the two.
        """
        return self._upto[self._index(end)] - self._upto[self._index(start)]

    def working_days(self, start: Instant, end: Instant) -> list[int]:
        """Return the numbers of the days that `count(start, end)` counts."""
        low, high = self._upto[self._index(start)], self._upto[self._index(end)]
        return [instant // DAY for instant in self._nth[low + 1 : high + 1]]

    def provisional(self, start: Instant, end: Instant) -> bool:
        """Return whether a day counted from `start` to `end` lies outside the published span.

        As in counting, the start's own day is out and the end's is in; `end` may come first.
        """
        opening, closing = start // DAY, end // DAY
        if opening < closing:
            return self.unpublished(opening + 1, closing)
        return self.unpublished(closing, opening - 1)

    def unpublished(self, first: int, last: int) -> bool:
        """Return whether a day from `first` to `last`, both in, is outside the published span."""
        if self.published is None or last < first:
            return False
        return first < self.published[0] or last > self.published[1]

    def add(self, start: Instant, period: Period) -> Instant:
        """Return the earliest instant at which the period since `start` has elapsed.

        Raises:
            InputError: the calendar does not reach that far, or cannot count that unit.
        """
        if period.unit is _WORKING_DAY and period.n:
            index = start // DAY - self.first
            if index >= 0:
                try:
                    return self._nth[self._upto[index] + period.n]
                except IndexError:
                    pass
            raise self._outside(start, period, "+")
        return self._shift(start, period, 1)

    def ends(self, days: range, period: Period) -> list[Instant]:
        """Return when a period ends that starts at the beginning of each of some days; see `add`.

        Raises:
            InputError: as `add` does.
        """
        first, last = days[0] - self.first, days[-1] - self.first
        if period.unit is _WORKING_DAY and period.n and first >= 0 and last < len(self._upto):
            upto = self._upto[first : last + 1]
            if upto[-1] + period.n < len(self._nth):
                return [self._nth[worked + period.n] for worked in upto]
        return [self.add(day * DAY, period) for day in days]

    def subtract(self, end: Instant, period: Period) -> Instant:
        """Return the latest instant from which the period elapses by `end`.

        In working days, the end of the N-th working day before the end's own day.

        Raises:
            InputError: the calendar does not reach that far back, or cannot count that unit.
        """
        if period.unit is _WORKING_DAY and period.n:
            index = end // DAY - self.first
            if 0 <= index < len(self.working):
                rank = self._upto[index] + 1 - self.working[index] - period.n
                if rank >= 1:
                    return self._nth[rank]
            raise self._outside(end, period, "-")
        return self._shift(end, period, -1)

    def _due_or_nat(self, day: int, period: Period, sign: int) -> Instant:
        due = _DAYWISE[period.unit](day, period.n * sign)
        return NAT if due is None or not self.first <= due <= self.last else end_of_day(due)

    def _shift(self, instant: Instant, period: Period, sign: int) -> Instant:
        """Move by the period, forwards or back, with both ends inside the table."""
        day = self.first + self._index(instant)
        if period.unit in _DAYWISE:
            moved = self._due_or_nat(day, period, sign)
        else:
            moved = instant + sign * clock_seconds(period)
        if not self.first <= moved // DAY <= self.last:
            raise self._outside(instant, period, "+" if sign > 0 else "-")
        return moved

    def _index(self, instant: Instant) -> int:
        index = instant // DAY - self.first
        if not 0 <= index < len(self.working):
            raise self._outside(instant, None, "")
        return index

    def _outside(self, instant: Instant, period: Period | None, sign: str) -> InputError:
        what = f"{shown(instant)} {sign} {period}" if period else shown(instant)
        first, last = date_of(self.first), date_of(self.last)
        return InputError(
            _("{what} lies outside the calendar {name}, which covers {first} to {last}").format(
                what=what, name=self.name, first=first, last=last
            )
        )


def shown(instant: Instant) -> str:
    """Return the instant as text, or as its number where no date can hold it."""
    try:
        return format_instant(instant)
    except OverflowError:
        return _("the instant {number}").format(number=instant)


def _after_natural_days(day: int, n: int) -> int:
    return day + n


def _after_months(day: int, n: int) -> int | None:
    start = date_of(day)
    year, month = divmod(start.year * 12 + start.month - 1 + n, 12)
    if not 1 <= year <= 9999:
        return None
    last = monthrange(year, month + 1)[1]
    return day_number(start.replace(year=year, month=month + 1, day=min(start.day, last)))


_DAYWISE: dict[Unit, Callable[[int, int], int | None]] = {
    # Working days are counted on the table; only 0 of them come here, and that is the same day.
    Unit.WORKING_DAY: _after_natural_days,
    Unit.NATURAL_DAY: _after_natural_days,
    Unit.MONTH: _after_months,
}


def clock_seconds(period: Period) -> int:
    """Return the seconds of a period in clock hours, minutes or none at all.

    Raises:
        InputError: the period is counted in office hours, or has no length.
    """
    if period.unit is Unit.IMMEDIATE:
        return 0
    if period.unit in CLOCK_SECONDS:
        return period.n * CLOCK_SECONDS[period.unit]
    if period.unit in OFFICE_SECONDS:
        raise InputError(
            _("{period} counts working hours, and the calendar has no office hours").format(
                period=period
            )
        )
    raise InputError(
        _("a limit that is {unit} has no length to count").format(unit=period.unit.value)
    )
