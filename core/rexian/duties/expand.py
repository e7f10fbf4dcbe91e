"""What falls due in a period, and what has no date: the duties of a place, its own and inherited.

Duties are told for any dates, those before the document was issued included, as its rules are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from rexian.duties.days import Days
from rexian.duties.duty import Duty
from rexian.duties.schedule import (
    ByReading,
    Continuous,
    Dated,
    Due,
    PeriodUnset,
    Schedule,
    Standing,
)
from rexian.errors import InputError, nearest
from rexian.i18n import _
from rexian.instants import day_number, end_of_day
from rexian.rules.readings import Reading
from rexian.worktime.calendar import Calendar

#: Two readings of one day are never further apart than this.
_APART = timedelta(days=62)


@dataclass(frozen=True, slots=True)
class Bound:
    """A duty as it binds a place: by which document, and how far above."""

    duty: Duty
    layer: str
    depth: int

    @property
    def inherited(self) -> bool:
        """Whether it comes from a document above."""
        return self.depth > 0


@dataclass(frozen=True, slots=True)
class Entry:
    """A duty that falls due on a day; `otherwise` says when under other choices of its reading."""

    bound: Bound
    due: Due
    reading: Reading | None = None
    chosen: str = ""
    otherwise: Mapping[str, date | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Expansion:
    """The duties of a period in order, and those that have no date."""

    due: tuple[Entry, ...]
    continuous: tuple[Bound, ...]
    period_unset: tuple[Bound, ...]
    standing: tuple[tuple[Bound, Standing], ...]


def bound(layers: Iterable[tuple[str, Sequence[Duty]]], depth: int = 0) -> tuple[Bound, ...]:
    """Return the duties that bind a place: its own, then those inherited from above.

    Args:
        layers: each document's id and duties, nearest first.
        depth: how deep the first of them stands; less than 0 for an overlay.
    """
    return tuple(
        Bound(duty, layer, place)
        for place, (layer, duties) in enumerate(layers, start=depth)
        for duty in duties
        if duty.inherited or place <= 0
    )


def readings_of(duties: Iterable[Bound]) -> dict[str, Reading]:
    """Return the readings on which the schedules hang, by id."""
    schedules = (found.duty.schedule for found in duties)
    return {s.reading.id: s.reading for s in schedules if isinstance(s, ByReading)}


def expand(
    duties: Sequence[Bound],
    first: date,
    last: date,
    calendar: Calendar,
    chosen: Mapping[str, str] | None = None,
) -> Expansion:
    """Return what falls due from `first` to `last`, both in, and what has no date.

    Args:
        duties: the duties of a place, as `bound` gives them.
        first: the first day.
        last: the last day.
        calendar: which days are working days.
        chosen: choices by the id of the reading; the others have their default.

    Raises:
        InputError: the days are the wrong way round, the calendar does not reach them, or there
            is no such reading or choice.
    """
    if last < first:
        raise InputError(_("{first} comes after {last}").format(first=first, last=last))
    calendar.count(end_of_day(day_number(first)), end_of_day(day_number(last)))
    chosen = _choices(duties, chosen or {})
    days, read = Days(calendar), [(found, found.duty.schedule.read(chosen)) for found in duties]
    entries = [
        _entry(found, schedule, due, days)
        for found, schedule in read
        if isinstance(schedule, Dated)
        for due in schedule.due(first, last, days)
    ]
    return Expansion(
        due=tuple(sorted(entries, key=lambda entry: (entry.due.on, entry.bound.depth))),
        continuous=_of(Continuous, read),
        period_unset=_of(PeriodUnset, read),
        standing=tuple((found, s) for found, s in read if isinstance(s, Standing)),
    )


def _choices(duties: Sequence[Bound], chosen: Mapping[str, str]) -> dict[str, str]:
    known = readings_of(duties)
    for name in chosen:
        if name not in known:
            problem = _("no duty hangs on a reading {name!r}").format(name=name)
            raise InputError(problem + nearest(name, known))
    return {name: known[name].choose(choice) for name, choice in chosen.items()}


def _of(kind: type[Schedule], read: Iterable[tuple[Bound, Schedule]]) -> tuple[Bound, ...]:
    return tuple(found for found, schedule in read if isinstance(schedule, kind))


def _entry(found: Bound, schedule: Dated, due: Due, days: Days) -> Entry:
    declared = found.duty.schedule
    if not isinstance(declared, ByReading):
        return Entry(found, due)
    others = {name: other for name, other in declared.choices.items() if other is not schedule}
    otherwise = {name: _same_duty(other, due, days) for name, other in others.items()}
    [choice] = declared.choices.keys() - others.keys()
    return Entry(found, due, declared.reading, choice, otherwise)


def _same_duty(other: Dated, due: Due, days: Days) -> date | None:
    """Return when the duty of the same period is due under another reading of the text."""
    first, last = days.within(due.on - _APART), days.within(due.on + _APART)
    near = other.due(first, last, days)
    return next((found.on for found in near if found.period == due.period), None)
