"""Clocks by column: due times, extensions, and which version of the calendar counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from rexian.errors import InputError
from rexian.i18n import _
from rexian.instants import DAY
from rexian.lab import worktime
from rexian.lab.coding import Instants
from rexian.lab.events import Flags, Kin
from rexian.lab.lookup import CHUNK, Decisions
from rexian.lab.marks import Times, Unrecorded
from rexian.lab.ops import ColumnHistory
from rexian.lab.worktime import DAYWISE
from rexian.rules.outcomes import Before, Limit, Outcome
from rexian.worktime.calendar import NAT, Calendar
from rexian.worktime.period import Period, Unit, working_days

Outcomes: TypeAlias = Sequence[Outcome | None]
Limits: TypeAlias = tuple[Period | None, ...]


class Counted(NamedTuple):
    """Due times, and whether a working day was counted that has not been announced yet."""

    due: Instants
    provisional: Flags


def uncounted(n: int) -> Counted:
    """Return due times of which none is there."""
    return Counted(np.full(n, NAT, np.int64), np.zeros(n, np.bool_))


def base(
    calendar: Calendar,
    starts: Instants,
    outcomes: Outcomes,
    codes: Decisions,
    hanging: Callable[[Outcome], Times],
) -> Counted:
    """Return due times before extensions; NAT where nothing follows or the start is absent.

    Raises:
        InputError: a ticket's time lies, or ends, outside the calendar.
    """
    tabled = [
        o.period if isinstance(o, Limit) and o.period.unit in DAYWISE else None for o in outcomes
    ]
    try:
        counted = _in_days(calendar, starts, tuple(tabled), codes)
    except InputError:
        # Some limit on some day passes the calendar's end: whether a ticket's does, each tells.
        counted, tabled = uncounted(starts.size), [None] * len(tabled)
    for code, outcome in enumerate(outcomes):
        if outcome is None or tabled[code] is not None:
            continue
        own = codes == code
        if own.any():
            own &= starts != NAT
            due, provisional = _one(calendar, outcome, own, starts, hanging(outcome))
            counted = Counted(np.where(own, due, counted.due), counted.provisional | provisional)
    return counted


def _in_days(calendar: Calendar, starts: Instants, limits: Limits, codes: Decisions) -> Counted:
    """Return the due times of limits counted in days, by one look-up for each ticket."""
    days = _days_of(starts)
    if days is None or not any(limits):
        return uncounted(starts.size)
    table = _tabled(calendar, limits, *days)
    due = np.empty(starts.size, np.int64)
    provisional = np.zeros(starts.size, np.bool_)
    slots, shifts = np.empty((2, min(CHUNK, starts.size)), np.int64)
    for low in range(0, starts.size, CHUNK):
        rows = slice(low, min(low + CHUNK, starts.size))
        slot, shift = slots[: rows.stop - low], shifts[: rows.stop - low]
        np.floor_divide(starts[rows], DAY, out=slot)
        np.maximum(slot, table.before, out=slot)
        np.add(slot, np.multiply(codes[rows], table.width, out=shift, dtype=np.int64), out=slot)
        due[rows] = table.due[slot]
        if table.any_provisional:
            provisional[rows] = table.provisional[slot]
    return Counted(due, provisional)


def _days_of(starts: Instants) -> tuple[int, int] | None:
    """Return the first and the last day on which anything starts; None where nothing does."""
    last = int(starts.max(initial=NAT))
    if last == NAT:
        return None
    first = int(starts.min())
    if first == NAT:
        first = int(np.where(starts == NAT, last, starts).min())
    return first // DAY, last // DAY


class _Tabled(NamedTuple):
    """Due times by decision and by day of the start; none in each decision's first place.

    The first decision's first place is that of the day `before`: a day's number, moved on by
    `width` for each decision, is its place.
    """

    before: int
    width: int
    due: Instants
    provisional: Flags
    any_provisional: bool


@lru_cache(maxsize=256)
def _tabled(calendar: Calendar, limits: Limits, first: int, last: int) -> _Tabled:
    if first < calendar.first or last > calendar.last:
        told = _("the calendar {name} does not cover those days")
        raise InputError(told.format(name=calendar.name))
    width = last - first + 2
    days = np.append(NAT, np.arange(first, last + 1, dtype=np.int64) * DAY)
    counted = [
        uncounted(width) if period is None else Counted(*worktime.add(calendar, days, period))
        for period in limits
    ]
    padding = uncounted(first - 1)
    due, provisional = (np.concatenate(parts) for parts in zip(padding, *counted, strict=True))
    return _Tabled(first - 1, width, due, provisional, bool(provisional.any()))


def _one(
    calendar: Calendar, outcome: Outcome, own: Flags, starts: Instants, hangs_on: Times
) -> Counted:
    """Return the due times of one outcome's tickets."""
    if isinstance(outcome, Limit):
        return Counted(*worktime.add(calendar, np.where(own, starts, NAT), outcome.period))
    if isinstance(hangs_on, Unrecorded):
        return uncounted(own.size)
    if isinstance(outcome, Before):
        return _before(calendar, np.where(own, hangs_on, NAT), outcome)
    return uncounted(own.size)._replace(due=hangs_on)


def _before(calendar: Calendar, due: Instants, outcome: Before) -> Counted:
    moment, _ = worktime.subtract(calendar, due, outcome.period)
    if outcome.on_working_day:
        off = (moment != NAT) & ~_is_working_day(calendar, moment)
        rolled, _ = worktime.subtract(calendar, np.where(off, moment, NAT), working_days(1))
        moment = np.where(off, rolled, moment)
    elif outcome.period.unit is not Unit.WORKING_DAY:
        return Counted(moment, np.zeros(due.size, np.bool_))
    return Counted(moment, _provisional(calendar, due, moment))


def _is_working_day(calendar: Calendar, times: Instants) -> Flags:
    working = np.frombuffer(calendar.working, np.bool_)
    return working.take(times // DAY - calendar.first, mode="clip")


def extended(calendar: Calendar, base: Instants, grants: Kin, history: ColumnHistory) -> Counted:
    """Move due times by the extensions granted, one after another.

    A grant that states no length grants what was asked for last before it.
    """
    periods, which = history.periods(_with_length(grants, history), "length")
    moved = Counted(base.copy(), np.zeros(base.size, np.bool_))
    stated = which >= 0
    for order in _orders(grants):
        places = order[stated[order]]
        owners = grants.owners[places]
        if owners.size:
            due, provisional = worktime.add(calendar, moved.due[owners], periods, which[places])
            moved.due[owners] = due
            moved.provisional[owners] |= provisional
    return moved


def _with_length(grants: Kin, history: ColumnHistory) -> npt.NDArray[np.intp]:
    """Return, for each grant, the event that states its length; -1 where none does."""
    _, own = history.periods(grants.rows, "length")
    requests = history.events.kin(("extension_requested",))
    if not requests.rows.size:
        return np.where(own >= 0, grants.rows, -1)
    before = requests.rows.searchsorted(grants.rows) - 1
    theirs = (before >= 0) & (requests.owners[before] == grants.owners)
    asked = np.where(theirs, requests.rows[before], -1)
    return np.where(own >= 0, grants.rows, asked)


def _orders(found: Kin) -> list[npt.NDArray[np.intp]]:
    """Return the places of each ticket's first event, then of the second, and so on."""
    places = np.arange(found.rows.size)
    new = np.append(True, found.owners[1:] != found.owners[:-1])
    rank = places - np.maximum.accumulate(np.where(new, places, 0))
    return [np.flatnonzero(rank == number) for number in range(int(rank.max(initial=-1)) + 1)]


def _provisional(calendar: Calendar, starts: Instants, ends: Instants) -> Flags:
    """Return whether a day counted from each start to its end has not been announced yet."""
    if calendar.published is None:
        return np.zeros(starts.size, np.bool_)
    opening, closing = starts // DAY, ends // DAY
    low, high = np.minimum(opening + 1, closing), np.maximum(closing, opening - 1)
    counted = (starts != NAT) & (ends != NAT) & (opening != closing)
    first, last = calendar.published
    outside: Flags = counted & ((low < first) | (high > last))
    return outside
