"""Many tickets' events in order: the operations of nodes over columns.

A mark is a row among the events, -1 for what did not happen; times are instants, NAT where absent;
truths are 1, 0 and -1 for unknown. What rests on a type of event that the source does not record
is UNRECORDED as a whole: neither there nor absent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from rexian.instants import DAY, EPOCH_WEEKDAY
from rexian.lab import worktime
from rexian.lab.coding import Coded, Codes, Instants
from rexian.lab.events import EventColumns, Flags, Kin, Rows
from rexian.lab.marks import UNRECORDED, Found, Mark, Marks, Numbers, Times, Truths, Unrecorded
from rexian.lab.versions import known_at, only
from rexian.rules.facts import Choice
from rexian.rules.history import slot_at
from rexian.rules.nodes import NO_BOUND, RECORDED, Bound, Where
from rexian.rules.outcomes import Limit, Outcome
from rexian.worktime.calendar import NAT
from rexian.worktime.history import CalendarHistory
from rexian.worktime.period import Period, working_days

if TYPE_CHECKING:
    from rexian.lab.answers import ColumnAnswer


_ABSENT, _BEGINNING = -1, -2
"""The rows that stand for what did not happen, and for the beginning of a history."""
_OF_A_DAY = (0, DAY // 2, DAY - 1)
"""A second of either half of a day, and the one that leaves the half open."""
_NO = np.array([1, 0, -1], np.int8)


class ColumnHistory:
    """The events of many tickets, as at an instant each; see `rexian.rules.nodes.Ops`."""

    def __init__(self, events: EventColumns, as_at: Instants, calendars: CalendarHistory) -> None:
        self.events = events
        self.n = as_at.size
        self.as_at = as_at
        self.calendars = calendars

    def _found(
        self, types: tuple[str, ...], where: Where, since: Mark | Bound, until: Mark | Bound
    ) -> Found:
        if isinstance(since, Unrecorded) or isinstance(until, Unrecorded):
            return UNRECORDED
        found = self.events.kin(types)
        if isinstance(since, Marks):
            bound = since.rows.take(found.owners)
            found = _kept(found, (bound != _ABSENT) & (found.rows > bound))
        if isinstance(until, Marks):
            found = _kept(found, found.rows < until.rows.take(found.owners))
        for name, options in where.items():
            found = _kept(found, self._fits(found.rows, name, options))
        return found

    def _fits(self, rows: Rows, name: str, options: tuple[object, ...]) -> Flags:
        column = self.events.fields.get(name)
        if column is None:
            return np.zeros(rows.size, np.bool_)
        if not isinstance(column, Coded):
            there: Flags = column.take(rows) != NAT
            return there
        fits = column.told(lambda v: options is RECORDED or v in options, absent=False, kind=bool)
        fitting: Flags = self.events.told(rows, name, fits)
        return fitting

    def first(self, types: tuple[str, ...], where: Where, since: Mark | Bound) -> Mark:
        return self._edge(types, where, (since, NO_BOUND), 0)

    def last(
        self, types: tuple[str, ...], where: Where, since: Mark | Bound, until: Mark | Bound
    ) -> Mark:
        return self._edge(types, where, (since, until), -1)

    def _edge(
        self,
        types: tuple[str, ...],
        where: Where,
        bounds: tuple[Mark | Bound, Mark | Bound],
        edge: int,
    ) -> Mark:
        unbounded = not where and bounds == (NO_BOUND, NO_BOUND)
        key = (types, edge)
        if unbounded and key in self.events.marked:
            known: Marks = self.events.marked[key]
            return known
        found = self._found(types, where, *bounds)
        if isinstance(found, Unrecorded):
            return UNRECORDED
        marks = Marks(_spread(found, self.n, edge), self.events)
        if unbounded:
            self.events.marked[key] = marks
        return marks

    def count(self, types: tuple[str, ...], where: Where, since: Mark | Bound) -> Numbers:
        found = self._found(types, where, since, NO_BOUND)
        if isinstance(found, Unrecorded):
            return UNRECORDED
        return np.bincount(found.owners, minlength=self.n).astype(np.int32)

    def each(self, types: tuple[str, ...], where: Where, since: Mark | Bound) -> Found:
        return self._found(types, where, since, NO_BOUND)

    def origin(self, mark: Mark) -> Mark:
        if isinstance(mark, Unrecorded):
            return UNRECORDED
        return Marks(np.where(mark.rows < 0, _BEGINNING, mark.rows), self.events)

    def instead(self, one: Mark, other: Mark) -> Mark:
        if isinstance(one, Unrecorded) or isinstance(other, Unrecorded):
            return UNRECORDED
        return Marks(np.where(one.rows < 0, other.rows, one.rows), self.events)

    def time(self, mark: Mark) -> Times:
        return mark if isinstance(mark, Unrecorded) else mark.at

    def absent(self) -> Instants:
        return np.broadcast_to(np.int64(NAT), self.n)

    def _told(
        self, mark: Mark, name: str, tell: Callable[[Any], Any], absent: Any, kind: Any
    ) -> Any:
        """Return what is told of a field's value at the marks, or of its absence."""
        if isinstance(mark, Unrecorded):
            return UNRECORDED
        column = self.events.fields.get(name)
        if column is None:
            return np.full(self.n, absent, kind)
        assert isinstance(column, Coded)  # noqa: S101 - instants are read by `instant`
        return self.events.told(mark.rows, name, column.told(tell, absent, kind))

    def instant(self, mark: Mark, name: str) -> Times:
        if isinstance(mark, Unrecorded):
            return UNRECORDED
        column = self.events.fields.get(name)
        if column is None:
            return self.absent()
        assert isinstance(column, np.ndarray)  # noqa: S101 - the field holds instants
        return self.events.times(mark.rows, column)

    def end_of(self, start: Times, mark: Mark, name: str) -> Times:
        if isinstance(start, Unrecorded) or isinstance(mark, Unrecorded):
            return UNRECORDED
        periods, which = self.periods(mark.rows, name)
        return self._added(start, periods, which)

    def periods(self, rows: Rows, name: str) -> tuple[tuple[Period, ...], Codes]:
        """Return the periods in a field at some rows: the distinct ones, and which; -1 none."""
        column = self.events.fields.get(name)
        if column is None:
            return (), np.full(rows.size, -1, np.int8)
        assert isinstance(column, Coded)  # noqa: S101 - periods are coded
        places = np.array([*range(len(column.values)), -1], np.intp)
        return column.values, self.events.told(rows, name, places)

    def _added(
        self,
        starts: Instants,
        periods: Sequence[Period],
        which: npt.NDArray[np.integer[Any]],
    ) -> Instants:
        """Add to each start one of the periods, none where `which` is -1."""
        found = np.full(self.n, NAT, np.int64)
        if not periods:
            return found
        listed = which >= 0
        for calendar, own in known_at(self.calendars, self.as_at):
            counted = np.where(own & listed, starts, NAT)
            moved, _ = worktime.add(calendar, counted, periods, np.maximum(which, 0))
            np.copyto(found, moved, where=own)
        return found

    def furthest(self, clock: ColumnAnswer, part: tuple[ColumnAnswer, ...]) -> Instants:
        found = self.absent()
        for answer in part:
            for cap, held in answer.held():
                end = np.where(held, self._capped(clock, cap), NAT)
                found = _earlier(found, end)
        return found

    def passes(self, time: Times, clock: ColumnAnswer, part: tuple[ColumnAnswer, ...]) -> Truths:
        passed = [self.after(time, self.furthest(clock, part))]
        for answer in part:
            if answer.is_missing.any():
                caps = (enacted.rule.outcome for enacted in answer.table.rules)
                end = reduce(_earlier, (self._capped(clock, cap) for cap in caps))
                passed.append(self.both(answer.open, self.after(time, end)))
        return self.some(*passed)

    def _capped(self, clock: ColumnAnswer, cap: Outcome) -> Instants:
        """Return until when one cap lets a clock be extended."""
        if isinstance(cap, Limit):
            base = np.where(clock.start == NAT, NAT, clock.base)
            return self._added(base, [cap.period], np.zeros(self.n, np.intp))
        return self._again(clock)

    def _again(self, clock: ColumnAnswer) -> Instants:
        """Return when a clock's limit, counted once more from its base due time, ends."""
        limits = [o.period if isinstance(o, Limit) else None for o in clock.outcomes]
        periods = [period for period in limits if period is not None]
        places = [-1 if period is None else periods.index(period) for period in limits]
        which = np.array(places).take(clock.codes)
        limited = self._added(clock.base, periods, which)
        if -1 not in places:
            return limited
        taken = self._working_days(clock.start, np.where(which < 0, clock.base, NAT))
        lengths, inverse = np.unique(np.maximum(taken, 0), return_inverse=True)
        as_many = self._added(clock.base, [working_days(int(n)) for n in lengths], inverse)
        return np.where(which < 0, as_many, limited)

    def _working_days(self, starts: Instants, ends: Instants) -> Instants:
        found = np.full(self.n, NAT, np.int64)
        for calendar, own in known_at(self.calendars, self.as_at):
            np.copyto(found, worktime.count(calendar, starts, only(ends, own)), where=own)
        return found

    def choice(self, fact: Choice, mark: Mark, name: str, default: str | None) -> Truths:
        ids = fact.terms.ids
        other = -1 if default is None else ids.index(default)
        found: Truths = self._told(
            mark, name, lambda v: ids.index(v) if v in ids else other, other, np.int16
        )
        return found

    def select(self, fact: Choice, default: str, *cases: tuple[Truths, str]) -> Truths:
        ids = fact.terms.ids
        chosen = np.full(self.n, ids.index(default), np.int16)
        for condition, option in reversed(cases):
            if isinstance(condition, Unrecorded):
                return UNRECORDED
            chosen[np.equal(condition, 1)] = ids.index(option)
        return chosen

    def slot(self, fact: Choice, time: Times) -> Truths:
        if isinstance(time, Unrecorded):
            return UNRECORDED
        ids = fact.terms.ids
        halves = [slot_at(fact, day, second) for day in range(7) for second in _OF_A_DAY]
        codes = np.array(
            [-1, *(-1 if half is None else ids.index(half) for half in halves)], np.int8
        )
        day, second = np.divmod(time, DAY)
        place = (
            (day + EPOCH_WEEKDAY) % 7 * len(_OF_A_DAY) + (second >= DAY // 2) + (second == DAY - 1)
        )
        slots: Codes = codes.take(np.where(time == NAT, 0, place + 1))
        return slots

    def states(self, mark: Mark, name: str) -> Truths:
        if not isinstance(mark, Unrecorded) and isinstance(
            self.events.fields.get(name), np.ndarray
        ):
            return self.present(self.instant(mark, name))
        stated: Truths = self._told(mark, name, bool, 0, np.int8)
        return stated

    def holds(self, mark: Mark, name: str, *options: object) -> Truths:
        def held(value: Any) -> bool:
            return any(i in options for i in (value if isinstance(value, tuple) else (value,)))

        holding: Truths = self._told(mark, name, held, 0, np.int8)
        return holding

    def present(self, value: Mark | Times) -> Truths:
        if isinstance(value, Unrecorded):
            return UNRECORDED
        there: Flags = value.rows >= 0 if isinstance(value, Marks) else value != NAT
        return _known(there.view(np.int8))

    def after(self, one: Times, other: Times) -> Truths:
        if isinstance(one, Unrecorded) or isinstance(other, Unrecorded):
            return UNRECORDED
        after: Flags = (one > other) & (other != NAT)
        return _known(after.view(np.int8))

    def later(self, one: Mark, other: Mark) -> Truths:
        if isinstance(one, Unrecorded) or isinstance(other, Unrecorded):
            return UNRECORDED
        later: Flags = one.rows > other.rows
        return _known(later.view(np.int8))

    def either(self, one: Times, other: Times) -> Times:
        """Return one time, or where it is absent the other.

        Of what is not recorded it is assumed that it did not happen: a source that tells only of
        closing is taken to have no review before it.
        """
        if isinstance(one, Unrecorded):
            return other
        if isinstance(other, Unrecorded):
            return one
        return np.where(one == NAT, other, one)

    def stands_in(self, one: Times, usual: Times) -> Times:
        return UNRECORDED if isinstance(usual, Unrecorded) else self.either(one, usual)

    def pick(self, condition: Truths, then: Times, otherwise: Times) -> Times:
        if isinstance(condition, Unrecorded):
            return UNRECORDED
        if isinstance(then, Unrecorded) or isinstance(otherwise, Unrecorded):
            return UNRECORDED
        return np.where(np.equal(condition, 1), then, otherwise)

    def both(self, *truths: Truths) -> Truths:
        least, surest = _least(truths), _least(map(abs, map(_truth, truths)))
        return _known(np.where(surest == 0, np.int8(0), least))

    def some(self, *truths: Truths) -> Truths:
        most = np.int8(0)
        for truth in truths:
            most = np.maximum(most, _truth(truth))
        return _known(np.where(most == 1, np.int8(1), np.minimum(_least(truths), most)))

    def no(self, truth: Truths) -> Truths:
        if isinstance(truth, Unrecorded):
            return UNRECORDED
        opposite: Codes = _NO.take(_truth(truth), mode="wrap")
        return opposite

    def ordinal(self, number: Numbers, counted: Truths) -> Numbers:
        if isinstance(number, Unrecorded) or isinstance(counted, Unrecorded):
            return UNRECORDED
        return number + np.not_equal(counted, 1)

    def exceeds(self, number: Numbers, part: tuple[ColumnAnswer, ...], key: str) -> Truths:
        return self.some(*(self._exceeds(number, answer, key) for answer in part))

    def _exceeds(self, number: Numbers, answer: ColumnAnswer, key: str) -> Codes:
        if isinstance(number, Unrecorded):
            return answer.told(lambda _: -1)
        most = answer.told(lambda outcome: outcome.says[key], np.int64)
        return np.where(answer.speaks, (number > most).view(np.int8), answer.open)

    def late(self, part: ColumnAnswer | tuple[ColumnAnswer, ...]) -> Truths:
        answers = part if isinstance(part, tuple) else (part,)
        return self.some(*(np.where(a.speaks, a.judged_late, a.open) for a in answers))

    def state(self, fact: Choice, part: ColumnAnswer) -> Codes:
        code = fact.terms.ids.index
        done, late = part.done != NAT, part.judged_late
        stands = np.where(
            late == 1,
            np.where(done, code("done_late"), code("overdue")),
            np.where(done, code("done"), code("open")),
        )
        unset = np.where(part.is_missing, -1, code("unset"))
        known = np.where(part.due == NAT, unset, stands)
        return np.where(late < 0, -1, known).astype(np.int8)

    def triggered(self, part: tuple[ColumnAnswer, ...]) -> Truths:
        return self.some(*(answer.told(lambda _: 1) for answer in part))

    def lacks(self, part: tuple[ColumnAnswer, ...], mark: Mark) -> Truths:
        return self.some(*(self._lacks(answer, mark) for answer in part))

    def _lacks(self, answer: ColumnAnswer, mark: Mark) -> Codes:
        found = answer.open
        for demands, demanded in answer.said("must_state"):
            stated = (
                self.some(*(self.states(mark, name) for name in _names(demand)))
                for demand in demands
            )
            found = np.where(demanded, _truth(self.no(self.both(*stated))), found)
        return found

    def differs(self, part: ColumnAnswer, key: str, mark: Mark, name: str) -> Truths:
        found = part.open
        for said, saying in part.said(key):
            found = np.where(saying, _truth(self._other(mark, name, said)), found)
        return found

    def _other(self, mark: Mark, name: str, said: Any) -> Truths:
        other: Truths = self._told(mark, name, lambda value: value != said, 1, np.int8)
        return other


def _kept(found: Kin, kept: Flags) -> Kin:
    if kept.all():
        return found
    return Kin(found.rows[kept], found.owners[kept], found.once)


def _spread(found: Kin, n: int, edge: int) -> Rows:
    """Return each ticket's first row (edge 0) or last (edge -1), -1 where it has none."""
    rows, owners = found.rows, found.owners
    if not found.once and rows.size:
        other = owners[1:] != owners[:-1]
        at_edge = np.append(True, other) if edge == 0 else np.append(other, True)
        rows, owners = rows[at_edge], owners[at_edge]
    if rows.size == n:
        return rows
    spread = np.full(n, -1, np.intp)
    spread[owners] = rows
    return spread


def _earlier(one: Instants, other: Instants) -> Instants:
    """Return the earlier of two times, where one is absent the other."""
    earlier = np.minimum(one, other)
    return np.where(earlier == NAT, np.maximum(one, other), earlier)


def _truth(truth: Any) -> Any:
    """Return a truth as codes; one that is the same of every ticket may be a plain value."""
    unknown = truth is None or isinstance(truth, Unrecorded)
    return np.int8(-1) if unknown else np.asarray(truth, np.int8)


def _known(truths: Any) -> Truths:
    """Return a truth that is unknown of every ticket as unrecorded."""
    return UNRECORDED if truths.ndim == 0 and truths == -1 else truths


def _least(truths: Iterable[Truths]) -> Any:
    least = np.int8(1)
    for truth in truths:
        least = np.minimum(least, _truth(truth))
    return least


def _names(demand: str | tuple[str, ...]) -> tuple[str, ...]:
    return (demand,) if isinstance(demand, str) else demand
