"""Office hours over columns: the scalar functions of `rexian.worktime.office` in numpy.

Columns are int64 instants with NAT for an absent one, which passes through. A row that the calendar
cannot answer raises the same InputError as the scalar function, with its number.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from rexian.instants import DAY
from rexian.lab.worktime import Flags, Instants, refuse
from rexian.worktime.calendar import NAT
from rexian.worktime.period import OFFICE_SECONDS, Period

if TYPE_CHECKING:
    from rexian.worktime.office import OfficeHours


def elapsed(office: OfficeHours, starts: Instants, ends: Instants) -> Instants:
    """Return the working seconds in [start, end); NAT where either is absent.

    Raises:
        InputError: a row lies outside the calendar.
    """
    absent = (starts == NAT) | (ends == NAT)
    outside = (_outside(office, starts) | _outside(office, ends)) & ~absent
    refuse(outside, lambda row: office.elapsed(int(starts[row]), int(ends[row])))
    edges = _edges(office)
    seconds = edges.worked(ends) - edges.worked(starts)
    seconds[absent] = NAT
    return seconds


def add(office: OfficeHours, starts: Instants, period: Period) -> Instants:
    """Return the earliest instants at which a period in office hours has elapsed.

    Raises:
        InputError: a row lies, or ends, outside the calendar.
    """
    edges, absent, seconds = _edges(office), starts == NAT, period.n * OFFICE_SECONDS[period.unit]
    target = edges.worked(starts) + seconds
    bad = (_outside(office, starts) | (target > edges.upto[-1])) & ~absent
    refuse(bad, lambda row: office.add(int(starts[row]), period))
    window = edges.upto[1:].searchsorted(target)
    left = edges.upto[1:].take(window, mode="clip") - target
    due = edges.closes.take(window, mode="clip") - left
    return np.where(absent | (seconds == 0), starts, due)


def subtract(office: OfficeHours, ends: Instants, period: Period) -> Instants:
    """Return the latest instants from which a period in office hours elapses by each end.

    Raises:
        InputError: a row lies, or begins, outside the calendar.
    """
    edges, absent, seconds = _edges(office), ends == NAT, period.n * OFFICE_SECONDS[period.unit]
    target = edges.worked(ends) - seconds
    bad = (_outside(office, ends) | (target < 0)) & ~absent
    refuse(bad, lambda row: office.subtract(int(ends[row]), period))
    window = edges.upto[:-1].searchsorted(target, side="right") - 1
    into = target - edges.upto.take(window, mode="clip")
    begin = edges.opens.take(window, mode="clip") + into
    return np.where(absent | (seconds == 0), ends, begin)


class _Edges(NamedTuple):
    """Every window of a calendar as instants, with the seconds worked before each and in all.

    An empty window at the calendar's very start spares every look-up the case of none before it.
    """

    opens: Instants
    closes: Instants
    upto: Instants

    def worked(self, column: Instants) -> Instants:
        """Return the seconds worked from the calendar's first day to each instant."""
        window = self.opens.searchsorted(column, side="right") - 1
        inside = np.minimum(column, self.closes[window]) - self.opens[window]
        worked: Instants = self.upto[window] + inside
        return worked


@lru_cache(maxsize=8)
def _edges(office: OfficeHours) -> _Edges:
    first, days = office.calendar.first, np.array(office.days)
    edges = [
        (np.flatnonzero(days == number) + first) * DAY + np.array([[start], [end]])
        for number, windows in enumerate(office.patterns)
        for start, end in windows
    ]
    opening = np.full((2, 1), first * DAY, np.int64)
    opens, closes = np.sort(np.concatenate([opening, *edges], axis=1), axis=1)
    return _Edges(opens, closes, np.concatenate([[0], np.cumsum(closes - opens)]))


def _outside(office: OfficeHours, column: Instants) -> Flags:
    first, end = office.calendar.first * DAY, (office.calendar.last + 1) * DAY
    outside: Flags = (column < first) | (column >= end)
    return outside
