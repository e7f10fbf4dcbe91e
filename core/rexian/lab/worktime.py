"""Working time over columns: the scalar functions of `rexian.worktime`, a row at a time in numpy.

Columns are int64 instants with NAT for an absent one, which passes through. A row that the calendar
cannot answer raises the same InputError as the scalar function, with its number.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from rexian.errors import InputError
from rexian.i18n import _
from rexian.instants import DAY
from rexian.worktime.calendar import NAT, Calendar, clock_seconds
from rexian.worktime.period import Period, Unit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


Instants: TypeAlias = npt.NDArray[np.int64]
Flags: TypeAlias = npt.NDArray[np.bool_]
Rows: TypeAlias = npt.NDArray[np.integer] | int
CHUNK = 1 << 15
"""Rows handled at once: a chunk's buffers and the table stay in the second-level cache."""
DAYWISE = {Unit.WORKING_DAY, Unit.NATURAL_DAY, Unit.MONTH}


def add(
    calendar: Calendar,
    starts: Instants,
    periods: Period | Sequence[Period],
    which: npt.NDArray[np.integer] | None = None,
) -> tuple[Instants, Flags]:
    """Return due instants and whether each is provisional.

    Args:
        calendar: the version to count on.
        starts: start instants.
        periods: one period for all rows, or the list that `which` points into.
        which: each row's position in `periods`.

    Raises:
        InputError: a row lies, or ends, outside the calendar.
    """
    return _move(calendar, starts, periods, which, 1)


def subtract(
    calendar: Calendar,
    ends: Instants,
    periods: Period | Sequence[Period],
    which: npt.NDArray[np.integer] | None = None,
) -> tuple[Instants, Flags]:
    """Return the latest instants from which each period elapses by its end; see `add`."""
    return _move(calendar, ends, periods, which, -1)


def count(calendar: Calendar, starts: Instants, ends: Instants) -> Instants:
    """Return the working days in (start's day, end's day]; NAT where either is absent.

    Raises:
        InputError: a row lies outside the calendar.
    """
    upto = np.cumsum(np.frombuffer(calendar.working, np.uint8), dtype=np.int64)
    absent = (starts == NAT) | (ends == NAT)
    low, high = (np.where(absent, 0, side // DAY - calendar.first) for side in (starts, ends))
    outside = (np.minimum(low, high) < 0) | (np.maximum(low, high) >= upto.size)
    refuse(outside, lambda row: calendar.count(int(starts[row]), int(ends[row])))
    counted = upto[high] - upto[low]
    counted[absent] = NAT
    return counted


def _move(
    calendar: Calendar,
    starts: Instants,
    periods: Period | Sequence[Period],
    which: npt.NDArray[np.integer] | None,
    sign: int,
) -> tuple[Instants, Flags]:
    listed = (periods,) if isinstance(periods, Period) else tuple(periods)
    table = _composed(calendar, listed, sign)
    moved, provisional = np.empty(starts.size, np.int64), np.empty(starts.size, np.bool_)
    buffer = np.empty(min(CHUNK, starts.size), np.int64)
    for low in range(0, starts.size, CHUNK):
        rows = slice(low, low + CHUNK)
        column, out, of = starts[rows], moved[rows], 0 if which is None else which[rows]
        slots = table.slots(column, of, buffer[: column.size])
        table.due.take(slots, mode="clip", out=out)
        table.provisional.take(slots, mode="clip", out=provisional[rows])
        astray = table.finish(column, of, out)
        if np.count_nonzero(astray):
            refuse(astray & (column != NAT), _scalar(calendar, listed, starts, which, sign), low)
    return moved, provisional


class _Table(NamedTuple):
    """Every due instant of some periods: a stretch per period, a slot per start day.

    A stretch's first and last slot stand for whatever is outside the calendar, absence included.
    """

    calendar: Calendar
    due: Instants
    provisional: Flags
    exact: Instants
    """Per period 1 where the time of day carries over, as with hours, else 0."""

    def slots(self, column: Instants, of: Rows, out: Instants) -> Instants:
        """Write each row's slot into `out`; with one period, `take` itself clips to the edges."""
        np.floor_divide(column, DAY, out=out)
        out -= self.calendar.first - 1
        if self.exact.size > 1:
            stretch = len(self.calendar.working) + 2
            np.clip(out, 0, stretch - 1, out=out)
            out += np.multiply(of, stretch, dtype=np.int64)
        return out

    def finish(self, column: Instants, of: Rows, out: Instants) -> Flags:
        """Carry the time of day over where it counts; return the rows outside the calendar."""
        first, end = self.calendar.first * DAY, (self.calendar.last + 1) * DAY
        if not self.exact.any():
            return np.less(out, first)
        time_of_day = column % DAY
        time_of_day *= self.exact[of]
        np.add(out, time_of_day, out=out, where=out != NAT)
        return (out < first) | (out >= end)


@lru_cache(maxsize=64)
def _composed(calendar: Calendar, periods: tuple[Period, ...], sign: int) -> _Table:
    stretches = [_stretch(calendar, period, sign) for period in periods]
    return _Table(
        calendar,
        np.concatenate([np.pad(due, 1, constant_values=NAT) for due, _ in stretches]),
        np.concatenate([np.pad(flags, 1) for _, flags in stretches]),
        np.array([period.unit not in DAYWISE for period in periods], np.int64),
    )


def _stretch(calendar: Calendar, period: Period, sign: int) -> tuple[Instants, Flags]:
    """Return one period's due instant and provisional flag for every day of the calendar."""
    days = np.arange(calendar.first, calendar.last + 1, dtype=np.int64)
    certain = np.zeros(days.size, np.bool_)
    if period.unit not in DAYWISE:
        return days * DAY + sign * clock_seconds(period), certain
    moved = _moved_days(calendar, days, period, sign)
    outside = (moved < calendar.first) | (moved > calendar.last)
    due = np.where(outside, NAT, (moved + 1) * DAY - 1)
    if period.unit is not Unit.WORKING_DAY or not period.n or calendar.published is None:
        return due, certain
    low, high = (days + 1, moved) if sign > 0 else (moved, days - 1)
    return due, ~outside & ((low < calendar.published[0]) | (high > calendar.published[1]))


def _moved_days(calendar: Calendar, days: Instants, period: Period, sign: int) -> Instants:
    if period.unit is Unit.MONTH:
        return _moved_months(days, sign * period.n)
    if period.unit is Unit.NATURAL_DAY or not period.n:
        return days + sign * period.n
    working = np.frombuffer(calendar.working, np.uint8).astype(np.int64)
    nowhere = calendar.last + 1
    nth = np.append(days[working == 1], nowhere)
    upto = np.cumsum(working)
    rank = upto + period.n - 1 if sign > 0 else upto - working - period.n
    return np.where(rank < 0, nowhere, nth[np.clip(rank, 0, nth.size - 1)])


def _moved_months(days: Instants, n: int) -> Instants:
    dates = days.astype("M8[D]")
    months = dates.astype("M8[M]")
    into = dates - months.astype("M8[D]")
    last = (months + np.timedelta64(n + 1, "M")).astype("M8[D]") - np.timedelta64(1, "D")
    same = (months + np.timedelta64(n, "M")).astype("M8[D]") + into
    moved: Instants = np.minimum(same, last).astype(np.int64)
    return moved


def _scalar(
    calendar: Calendar,
    periods: Sequence[Period],
    starts: Instants,
    which: npt.NDArray[np.integer] | None,
    sign: int,
) -> Callable[[int], object]:
    move = calendar.add if sign > 0 else calendar.subtract
    return lambda row: move(int(starts[row]), periods[0 if which is None else which[row]])


def refuse(bad: Flags, scalar: Callable[[int], object], offset: int = 0) -> None:
    """Raise the scalar function's error for the first bad row, with the row's number.

    Raises:
        InputError: a row is bad.
    """
    if not bad.any():
        return
    row = offset + int(bad.argmax())
    try:
        scalar(row)
    except InputError as error:
        raise InputError(_("row {row}: {error}").format(row=row, error=error)) from None
