"""Schedules: when a duty falls due, as a document puts it.

Where a text names a day, a schedule says whether that day is in and whether it moves to the next
working day when it is a day off. Where a text names no day, a duty of a month, quarter, half-year
or year is due on the period's last day, which stays where it is, and a weekly one on the week's
last working day. A reminder always goes out on a working day: the last one before a day named
with 前 (which may or may not be in), else the last one by which the duty can be done in time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from heapq import merge
from typing import Literal, Protocol

from rexian.duties.days import ONE_DAY, Cadence, Days, Span, month_before, periods
from rexian.errors import DefinitionError
from rexian.rules.readings import Reading


@dataclass(frozen=True, slots=True)
class Due:
    """One day on which a duty falls due.

    Attributes:
        on: the day by the end of which it is to be done.
        period: the first and last day of what it is about; None for a duty done once.
        every: how often it comes round; None for a duty done once.
        remind_on: the working day on which to remind; for a duty of a day, the day itself.
        rolled_from: the day that the text leads to, where days off have moved it.
        window: the days between which it may be done, where the text leaves some room.
        provisional: whether these dates took account of days off that are not announced yet.
    """

    on: date
    period: Span | None
    every: Cadence | None
    remind_on: date
    rolled_from: date | None = None
    window: Span | None = None
    provisional: bool = False


class Schedule:
    """When a duty falls due, or that it has no date."""

    __slots__ = ()

    def read(self, chosen: Mapping[str, str]) -> Schedule:
        """Return the schedule under these readings: choices by the id of the reading."""
        del chosen
        return self


class Dated(Schedule):
    """A schedule that leads to days."""

    __slots__ = ()

    def due(self, first: date, last: date, days: Days) -> Iterator[Due]:
        """Yield what falls due from `first` to `last`, in order.

        Raises:
            InputError: the calendar does not reach that far.
        """
        raise NotImplementedError


class Settled(Protocol):
    """How a period leads to a day."""

    def settle(self, period: Span, every: Cadence, days: Days) -> Due | None:
        """Return when the duty of the period falls due; None where it does not arise."""


@dataclass(frozen=True, slots=True)
class ThatDay:
    """A day's duty, done the same day; on working days only, or on every day."""

    working: bool

    def settle(self, period: Span, every: Cadence, days: Days) -> Due | None:
        """See `Settled`."""
        day = period[0]
        if not self.working:
            return Due(day, period, every, day)
        works = days.works(day)
        return Due(day, period, every, day, provisional=days.provisional(day)) if works else None


@dataclass(frozen=True, slots=True)
class LastDay:
    """The period's last day, working day or not."""

    def settle(self, period: Span, every: Cadence, days: Days) -> Due:
        """See `Settled`."""
        day = period[1]
        remind = days.on_or_before(day)
        return Due(day, period, every, remind, provisional=days.provisional(remind, day))


@dataclass(frozen=True, slots=True)
class LastWorkingDay:
    """The period's last working day; its last day where it has no working day at all."""

    def settle(self, period: Span, every: Cadence, days: Days) -> Due:
        """See `Settled`."""
        first, last = period
        remind = days.on_or_before(last)
        on = remind if remind >= first else last
        moved = None if on == last else last
        return Due(on, period, every, remind, moved, provisional=days.provisional(remind, last))


@dataclass(frozen=True, slots=True)
class ByDay:
    """A day of the month, named with 前: in or out, moved over days off or left."""

    day: int
    about: Literal["same", "previous"]
    inclusive: bool
    roll: bool

    def settle(self, period: Span, every: Cadence, days: Days) -> Due:
        """See `Settled`."""
        named = period[0].replace(day=self.day)
        about = month_before(named) if self.about == "previous" else period
        return by_named_day(named, about, every, days, inclusive=self.inclusive, roll=self.roll)


@dataclass(frozen=True, slots=True)
class AroundDay:
    """About a day of the month, with some days of room on either side."""

    day: int
    within: int

    def settle(self, period: Span, every: Cadence, days: Days) -> Due:
        """See `Settled`."""
        day = period[0].replace(day=self.day)
        remind, room = days.on_or_before(day), self.within * ONE_DAY
        provisional = days.provisional(remind, day)
        window = (day - room, day + room)
        return Due(day, period, every, remind, window=window, provisional=provisional)


def by_named_day(  # noqa: PLR0913 - what a text may say of a day
    named: date,
    period: Span | None,
    every: Cadence | None,
    days: Days,
    *,
    inclusive: bool,
    roll: bool,
) -> Due:
    """Return when a duty is due that a text wants done before a day it names."""
    stated = named if inclusive else named - ONE_DAY
    on = days.on_or_after(stated) if roll else stated
    remind = days.on_or_before(named - ONE_DAY)
    provisional = days.provisional(remind, on)
    return Due(on, period, every, remind, None if on == stated else stated, None, provisional)


@dataclass(frozen=True, slots=True)
class Every(Dated):
    """Once in each period."""

    cadence: Cadence
    settled: Settled

    def due(self, first: date, last: date, days: Days) -> Iterator[Due]:
        """See `Dated`."""
        for period in periods(self.cadence, days.rolling_to(first), last):
            due = self.settled.settle(period, self.cadence, days)
            if due is not None and first <= due.on <= last:
                yield due


@dataclass(frozen=True, slots=True)
class Once(Dated):
    """Once, by a day that the text names."""

    day: date
    inclusive: bool
    roll: bool

    def due(self, first: date, last: date, days: Days) -> Iterator[Due]:
        """See `Dated`."""
        if days.rolling_to(first) - ONE_DAY <= self.day <= last + ONE_DAY:
            due = by_named_day(self.day, None, None, days, inclusive=self.inclusive, roll=self.roll)
            if first <= due.on <= last:
                yield due


@dataclass(frozen=True, slots=True)
class Several(Dated):
    """Several schedules at once."""

    schedules: tuple[Dated, ...]

    def due(self, first: date, last: date, days: Days) -> Iterator[Due]:
        """See `Dated`."""
        each = (schedule.due(first, last, days) for schedule in self.schedules)
        yield from merge(*each, key=lambda due: due.on)


@dataclass(frozen=True, slots=True)
class Continuous(Schedule):
    """All the time: around the clock, or as things happen."""


@dataclass(frozen=True, slots=True)
class PeriodUnset(Schedule):
    """Again and again, but the text does not say how often."""


@dataclass(frozen=True, slots=True)
class Standing(Schedule):
    """Something that must be there: at least so many, in all or for each unit or person."""

    least: int
    per: Literal["unit", "person"] | None


@dataclass(frozen=True, slots=True)
class ByReading(Schedule):
    """A schedule for each way of reading the text.

    Raises:
        DefinitionError: a choice has no schedule of its own, or the reading no such choice.
    """

    reading: Reading
    choices: Mapping[str, Dated]

    def __post_init__(self) -> None:
        known = self.reading.fact.terms.ids
        own = {id(schedule) for schedule in self.choices.values()}
        if set(known) != set(self.choices) or len(own) < len(known):
            raise DefinitionError(
                f"reading {self.reading.id} needs a schedule of its own for each of its choices: "
                f"{', '.join(known)}"
            )

    def read(self, chosen: Mapping[str, str]) -> Schedule:
        """See `Schedule`."""
        return self.choices[chosen.get(self.reading.id, self.reading.default)]
