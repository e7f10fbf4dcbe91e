"""Answers by column: what a table says of many tickets and, where it is a clock, when."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from rexian.lab import clocks
from rexian.lab.coding import Codes, Instants
from rexian.lab.events import Flags
from rexian.lab.lookup import Decisions, Lookup, look_up
from rexian.lab.marks import UNRECORDED, Times, Unrecorded
from rexian.lab.ops import ColumnHistory
from rexian.lab.versions import known_at, only
from rexian.rules.outcomes import Before, Given, Limit, Outcome, Same
from rexian.rules.question import Clock
from rexian.rules.table import Decision, Table, Verdict
from rexian.worktime.calendar import NAT, Calendar
from rexian.worktime.period import IMMEDIATELY

Found: TypeAlias = Mapping[str, Any]


@dataclass(eq=False)
class ColumnAnswer:
    """What a table says of many tickets; each column is worked out when first asked for.

    Attributes:
        table: the table asked.
        clock: when its time runs, if it is a clock.
        history: the tickets' events.
        state: everything worked out about the tickets.
        known_at: by the calendar known when it counts; NAT, and None, for when the act was done.
    """

    table: Table
    clock: Clock | None
    history: ColumnHistory
    state: Found
    known_at: Instants | None = None

    @cached_property
    def decisions(self) -> tuple[Decision, ...]:
        """What `codes` stand for: the table's decisions, and an unknown of another clock's."""
        own = self.table.decisions
        return own if Verdict.MISSING in own else (*own, Verdict.MISSING)

    @cached_property
    def _own(self) -> Lookup:
        return look_up(self.table, self.state, self.history.n)

    @cached_property
    def outcomes(self) -> tuple[Outcome | None, ...]:
        """What follows from each decision; None of one that no ticket can have."""
        return tuple(
            None if code not in self._own.possible or isinstance(d, Verdict) else d.outcome
            for code, d in enumerate(self.decisions)
        )

    @cached_property
    def codes(self) -> Decisions:
        """What decides each ticket, as an index into `decisions`."""
        found = self._own.codes
        for name in self._hung_on:
            unknown = self.state[name].is_missing & self._hung(name).take(self._own.codes)
            if unknown.any():
                found = np.where(unknown, np.uint8(self._missing), found)
        return found

    @property
    def _missing(self) -> int:
        return self.decisions.index(Verdict.MISSING)

    @property
    def is_missing(self) -> Flags:
        """Whether the answer hangs on something unknown."""
        return self._spread(np.arange(len(self.decisions)) == self._missing)

    @property
    def speaks(self) -> Flags:
        """Whether anything follows."""
        return self._spread(self._lut(lambda _: True, bool))

    @property
    def open(self) -> Codes:
        """What is known of an answer from which nothing follows: 0, and -1 if it is unknown."""
        return self.told(lambda _: 0)

    def told(self, tell: Callable[[Any], Any], kind: Any = np.int8) -> npt.NDArray[Any]:
        """Return what is told of the outcome, or what is known where nothing follows."""
        told = self._lut(tell, kind)
        told[self._missing] = -1
        return self._spread(told)

    def said(self, key: str) -> Iterator[tuple[Any, Flags]]:
        """Yield each thing that outcomes say under a key, with the tickets of which they do."""
        said = [None if outcome is None else outcome.says[key] for outcome in self.outcomes]
        for place, thing in enumerate(said):
            if thing is not None and said.index(thing) == place:
                yield thing, self._spread(np.array([other == thing for other in said]))

    def held(self) -> Iterator[tuple[Outcome, Flags]]:
        """Yield each outcome that follows for any ticket, with the tickets for which it does."""
        for outcome in self.outcomes:
            if outcome is not None:
                yield outcome, self._spread(np.array([other is outcome for other in self.outcomes]))

    def _lut(self, tell: Callable[[Any], Any], kind: Any) -> npt.NDArray[Any]:
        """Return what is told of each decision's outcome, zero where there is none."""
        return np.array([0 if o is None else tell(o) for o in self.outcomes]).astype(kind)

    def _spread(self, lut: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """Return for each ticket what stands under its decision; cheap where that is all one."""
        possible = {*self._own.possible, *((self._missing,) if self._hung_on else ())}
        told = lut[sorted(possible)]
        if (told == told[0]).all():
            return np.broadcast_to(told[0], self.history.n)
        return lut.take(self.codes)

    @cached_property
    def _hung_on(self) -> tuple[str, ...]:
        """The clocks on which this one may hang."""
        names = (_other(outcome) for outcome in self.outcomes)
        return tuple(dict.fromkeys(name for name in names if name is not None))

    def _hung(self, name: str) -> npt.NDArray[Any]:
        return self._lut(lambda outcome: _other(outcome) == name, bool)

    def _gathered(self, source: Callable[[Any], Any], column: Callable[[Any], Times]) -> Instants:
        """Take each ticket's time from the column of the source that its outcome names."""
        sources = [None if o is None else source(o) for o in self.outcomes]
        found = self.history.absent()
        for name in dict.fromkeys(s for s in sources if s is not None):
            times = column(name)
            if isinstance(times, Unrecorded):
                continue
            named = np.array([other in (name, None) for other in sources])
            found = times if named.all() else np.where(self._spread(named), times, found)
        return found

    @cached_property
    def start(self) -> Instants:
        """From when the clock runs; NAT until the event it waits for."""
        return self._where_speaking(self._start)

    @cached_property
    def _start(self) -> Instants:
        """The start, whatever where nothing follows."""
        if self.clock is None:
            return self.history.absent()
        return self._gathered(self._start_of, self._start_column)

    def _where_speaking(self, times: Instants) -> Instants:
        speaks = self._lut(lambda _: True, bool)
        if speaks[list(self._own.possible)].all() and not self._hung_on:
            return times
        return np.where(self._spread(speaks), times, NAT)

    def _start_of(self, outcome: Outcome) -> tuple[str, bool]:
        """Return the node or, where it hangs on one, the clock that an outcome starts from."""
        assert self.clock is not None  # noqa: S101 - only a clock starts
        other = _other(outcome)
        if other is not None:
            return other, True
        if isinstance(outcome, Limit) and outcome.start is not None:
            return self.clock.starts[outcome.start].at, False
        return self.clock.start, False

    def _start_column(self, source: tuple[str, bool]) -> Times:
        name, hung = source
        if not hung:
            times: Times = self.state[name]
            return times
        other = self._clock(name)
        return np.where(other.due == NAT, NAT, other.start)

    def _clock(self, name: str) -> ColumnAnswer:
        """Return another clock as it stood by the calendar known when this one is judged."""
        other: ColumnAnswer = self.state[name]
        if len(self.history.calendars.versions) == 1:
            return other
        if name not in self._clocks:
            self._clocks[name] = replace(other, known_at=self.judged)
        return self._clocks[name]

    @cached_property
    def _clocks(self) -> dict[str, ColumnAnswer]:
        return {}

    def _hanging(self, outcome: Outcome) -> Times:
        """Return the time on which an outcome hangs: another clock's due time, or one given."""
        other = _other(outcome)
        if other is not None:
            return self._clock(other).due
        given: Times = self.history.absent()
        return self.state[f"given.{outcome.key}.at"] if isinstance(outcome, Given) else given

    def _done_of(self, outcome: Outcome) -> str:
        assert self.clock is not None  # noqa: S101 - only a clock ends
        if isinstance(outcome, Limit) and outcome.start is not None:
            return self.clock.starts[outcome.start].done or self.clock.done
        return self.clock.done_with.get(_other(outcome) or "", self.clock.done)

    @cached_property
    def done(self) -> Instants:
        """When the act was done."""
        if self.clock is None:
            return self.history.absent()
        return self._where_speaking(self._gathered(self._done_of, self.state.__getitem__))

    @cached_property
    def judged(self) -> Instants:
        """When lateness is judged: when the act was done, else as at when the tickets are read."""
        judged = np.where(self.done == NAT, self.history.as_at, self.done)
        if self.known_at is None:
            return judged
        return np.where(self.known_at == NAT, judged, self.known_at)

    @property
    def base(self) -> Instants:
        """When it is due before extensions."""
        return self._base.due

    @property
    def due(self) -> Instants:
        """When it is due."""
        return self._due.due

    @cached_property
    def provisional(self) -> Flags:
        """Whether a working day was counted that has not been announced yet."""
        found = self._base.provisional | self._due.provisional
        for name in self._hung_on:
            found = found | (self._spread(self._hung(name)) & self._clock(name).provisional)
        return found

    @cached_property
    def _base(self) -> clocks.Counted:
        if self.clock is None:
            return clocks.uncounted(self.history.n)
        return self._by_version(
            lambda calendar, starts: clocks.base(
                calendar, starts, self.outcomes, self.codes, self._hanging
            ),
            self._start,
        )

    @cached_property
    def _due(self) -> clocks.Counted:
        if self.clock is None or not self.clock.extended:
            return self._base
        grants = self.state["grants"]
        if isinstance(grants, Unrecorded) or not grants.rows.size:
            return self._base
        return self._by_version(
            lambda calendar, base: clocks.extended(calendar, base, grants, self.history), self.base
        )

    def _by_version(
        self, count: Callable[[Calendar, Instants], clocks.Counted], times: Instants
    ) -> clocks.Counted:
        """Count on the version of the calendar that was known when each ticket is judged."""
        parts = [
            (count(calendar, only(times, own)), own)
            for calendar, own in known_at(self.history.calendars, self._judging)
        ]
        if len(parts) == 1:
            return parts[0][0]
        found = clocks.uncounted(times.size)
        for counted, own in parts:
            np.copyto(found.due, counted.due, where=own)
            np.copyto(found.provisional, counted.provisional, where=own)
        return found

    @property
    def _judging(self) -> Instants:
        """When lateness is judged, where that makes a difference to the counting."""
        one = len(self.history.calendars.versions) == 1
        return self.history.as_at if one else self.judged

    @cached_property
    def _can_be_late(self) -> Flags:
        immediate = self._lut(lambda o: isinstance(o, Limit) and o.period == IMMEDIATELY, bool)
        counted: Flags = (self.due != NAT) & ~self._spread(immediate)
        return counted

    @cached_property
    def _done_unrecorded(self) -> Flags | None:
        """The tickets whose act is of a type that is not recorded."""
        unrecorded = self._lut(lambda o: self.state[self._done_of(o)] is UNRECORDED, bool)
        return self._spread(unrecorded) if unrecorded.any() else None

    @cached_property
    def start_unrecorded(self) -> Flags | None:
        """The tickets whose clock waits, or hangs on one that waits, for what is not recorded."""
        unrecorded = self._lut(self._starts_unrecorded, bool)
        found = [self._spread(unrecorded)] if unrecorded.any() else []
        others = ((name, self.state[name].start_unrecorded) for name in self._hung_on)
        found += [self._spread(self._hung(name)) & own for name, own in others if own is not None]
        return np.logical_or.reduce(found) if found else None

    def _starts_unrecorded(self, outcome: Outcome) -> bool:
        name, hung = self._start_of(outcome)
        return not hung and self.state[name] is UNRECORDED

    @cached_property
    def late(self) -> Codes:
        """Whether it was done, or is still open, after the due time.

        -1 where nothing is due, no time is given as at which to judge, or the act that would have
        ended it is not recorded.
        """
        if self.clock is None:
            return np.full(self.history.n, -1, np.int8)
        known = self._can_be_late & (self.judged != NAT)
        if self._done_unrecorded is not None:
            known &= ~self._done_unrecorded
        return np.where(known, (self.judged > self.due).view(np.int8), np.int8(-1))

    @property
    def judged_late(self) -> Codes:
        """Whether it is late, as a truth: not where nothing is due, unknown where unrecorded."""
        late = np.maximum(self.late, 0)
        if self.clock is None:
            return late
        if self._done_unrecorded is not None:
            late = np.where(self._can_be_late & self._done_unrecorded, np.int8(-1), late)
        if self.start_unrecorded is not None:
            late = np.where(self.start_unrecorded, np.int8(-1), late)
        return late


def _other(outcome: Outcome | None) -> str | None:
    return outcome.clock if isinstance(outcome, Same | Before) else None
