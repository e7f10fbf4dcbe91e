"""Periods compared over every start in the published calendar.

Three working days and four natural days have no order: over a holiday the first end later, over an
ordinary week the second. Only trying every start tells.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from operator import gt, lt

from rexian.analysis.relation import Relation, ordered
from rexian.instants import DAY, Instant, end_of_day
from rexian.rules.outcomes import Before, Same
from rexian.rules.timing import before_due
from rexian.worktime.calendar import Calendar
from rexian.worktime.period import CLOCK_SECONDS, IMMEDIATELY, Period

#: Days at the end of a calendar that are no starts, so that there is room for what is due.
MARGIN = 400


@dataclass(frozen=True, slots=True)
class Instance:
    """One start, and when two limits from it end; of what hangs on a clock, its due time."""

    start: Instant
    first: Instant
    second: Instant

    @property
    def turned(self) -> Instance:
        """The same with the limits changed about."""
        return Instance(self.start, self.second, self.first)


@dataclass(frozen=True, slots=True)
class Compared:
    """How one limit stands to another, with instances that show it.

    Attributes:
        earlier: the latest start from which the first is due before the second.
        later: the latest start from which it is due after it.
    """

    relation: Relation
    earlier: Instance | None = None
    later: Instance | None = None

    @property
    def turned(self) -> Compared:
        """How the second stands to the first."""
        earlier, later = self.later and self.later.turned, self.earlier and self.earlier.turned
        return Compared(self.relation.turned, earlier, later)


@dataclass(frozen=True, eq=False)
class Starts:
    """Every start in the published span of a calendar: the first and last second of each day."""

    calendar: Calendar
    _dues: dict[Period, list[Instant]] = field(default_factory=dict, repr=False)
    _befores: dict[tuple[Period, bool], list[Instant]] = field(default_factory=dict, repr=False)
    _limits: dict[tuple[Period, Period], Compared] = field(default_factory=dict, repr=False)

    def limits(self, first: Period, second: Period) -> Compared:
        """Compare two limits from the same start.

        Within one unit the smaller is due no later, whatever the start.
        """
        if (first, second) not in self._limits:
            alike = first.unit is second.unit
            self._limits[first, second] = (
                self._of_one_unit(first, second)
                if alike
                else self._judged(self._due(first), self._due(second))
            )
        return self._limits[first, second]

    def hanging(self, first: Same | Before, second: Same | Before) -> Compared:
        """Compare what is due before the same clock, due at the end of any day."""
        return self._judged(self._before(first), self._before(second))

    def _of_one_unit(self, first: Period, second: Period) -> Compared:
        longer = max(first, second, key=lambda period: period.n)
        start = next(m for m in reversed(self.moments) if self.calendar.add(m, longer) <= self.end)
        shown = Instance(start, *(self.calendar.add(start, p) for p in (first, second)))
        return Compared(
            ordered(first.n <= second.n, second.n <= first.n),
            shown if first.n < second.n else None,
            shown if first.n > second.n else None,
        )

    def _judged(self, first: list[Instant], second: list[Instant]) -> Compared:
        earlier = self._latest(lt, first, second)
        later = self._latest(gt, first, second)
        return Compared(ordered(later is None, earlier is None), earlier, later)

    def _latest(
        self,
        differs: Callable[[Instant, Instant], bool],
        first: list[Instant],
        second: list[Instant],
    ) -> Instance | None:
        """Return the latest start from which due times differ so, both of them published."""
        within = min(bisect_right(dues, self.end) for dues in (first, second))
        if not any(map(differs, first[:within], second[:within])):
            return None
        place = next(i for i in reversed(range(within)) if differs(first[i], second[i]))
        return Instance(self.moments[place], first[place], second[place])

    @cached_property
    def days(self) -> range:
        """The numbers of the days on which a clock may start."""
        first, last = self.calendar.published or (self.calendar.first, self.calendar.last)
        return range(first + MARGIN, min(last, self.calendar.last - MARGIN) + 1)

    @cached_property
    def end(self) -> Instant:
        """The last moment for which the calendar is published; what ends later is not compared."""
        last = self.calendar.published[1] if self.calendar.published else self.calendar.last
        return end_of_day(last)

    @cached_property
    def moments(self) -> list[Instant]:
        """Every start: what is counted in days is due alike all day, the rest in between."""
        return [moment for day in self.days for moment in (day * DAY, day * DAY + DAY - 1)]

    def _due(self, period: Period) -> list[Instant]:
        if period not in self._dues:
            self._dues[period] = self._ends(period)
        return self._dues[period]

    def _ends(self, period: Period) -> list[Instant]:
        """Return when a period from each start ends."""
        if period == IMMEDIATELY:
            return self.moments
        if period.unit in CLOCK_SECONDS:
            seconds = period.n * CLOCK_SECONDS[period.unit]
            return [moment + seconds for moment in self.moments]
        return [end for due in self.calendar.ends(self.days, period) for end in (due, due)]

    def _before(self, outcome: Same | Before) -> list[Instant]:
        if isinstance(outcome, Same):
            return self.moments
        how = (outcome.period, outcome.on_working_day)
        if how not in self._befores:
            self._befores[how] = self._leads(outcome)
        return self._befores[how]

    def _leads(self, outcome: Before) -> list[Instant]:
        """Return when something is due that is due before the end of each day."""
        dues = (before_due(self.calendar, day * DAY + DAY - 1, outcome) for day in self.days)
        return [moment for due in dues for moment in (due, due)]
