"""One ticket's events in order: the operations of nodes over a single case.

A mark is a position among the events, or None for what did not happen. Truths are True, False and
None for unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from rexian.instants import DAY, EPOCH_WEEKDAY, Instant
from rexian.model.events import Event
from rexian.rules.answers import Answer
from rexian.rules.facts import Choice
from rexian.rules.nodes import NO_BOUND, RECORDED, Bound, Where
from rexian.rules.outcomes import Limit, Outcome
from rexian.rules.table import Verdict
from rexian.worktime.calendar import Calendar
from rexian.worktime.history import CalendarHistory
from rexian.worktime.period import Period, working_days

Mark: TypeAlias = int | None
Truth: TypeAlias = bool | None
Answers: TypeAlias = tuple[Answer, ...]


#: Under which name a case's values hold its history, for who tells particulars of it.
HISTORY = "history"
#: The place of a history's beginning: before every event.
BEGINNING = -1
_NOON = DAY // 2
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def slot_at(fact: Choice, on: int, second: int) -> str | None:
    """Return the half day in which a second of a weekday (Monday is 0) falls, as a fact's value.

    See `rexian.rules.nodes.Ops.slot`.
    """
    halves = [f"{_DAYS[on]}_am", f"{_DAYS[on]}_pm"]
    other = fact.terms.ids[-1]
    if second == DAY - 1 and any(half in fact.terms for half in halves):
        return None
    half = halves[second >= _NOON]
    return half if half in fact.terms else other


class History:
    """The events of one case, as at an instant; see `rexian.rules.nodes.Ops`."""

    __slots__ = ("as_at", "calendars", "events", "places")

    def __init__(
        self, events: Sequence[Event], as_at: Instant | None, calendars: CalendarHistory
    ) -> None:
        self.events = events
        self.calendars = calendars
        self.as_at = as_at
        self.places: dict[str, list[int]] = {}
        for place, event in enumerate(events):
            self.places.setdefault(event.type, []).append(place)

    def _found(
        self, types: tuple[str, ...], where: Where, since: Mark | Bound, until: Mark | Bound
    ) -> list[int]:
        known = self.places
        places = known.get(types[0], []) if len(types) == 1 else self._merged(types)
        if not places or since is None or until is None:
            return []
        if since is not NO_BOUND:
            places = [place for place in places if place > since]
        if until is not NO_BOUND:
            places = [place for place in places if place < until]
        for name, options in where.items():
            places = [place for place in places if self._fits(place, name, options)]
        return places

    def _fits(self, place: int, name: str, options: tuple[object, ...]) -> bool:
        found = self.events[place].fields.get(name)
        return found is not None if options is RECORDED else found in options

    def _merged(self, types: tuple[str, ...]) -> list[int]:
        return sorted(place for kind in types for place in self.places.get(kind, ()))

    def first(self, types: tuple[str, ...], where: Where, since: Mark | Bound) -> Mark:
        found = self._found(types, where, since, NO_BOUND)
        return found[0] if found else None

    def last(
        self, types: tuple[str, ...], where: Where, since: Mark | Bound, until: Mark | Bound
    ) -> Mark:
        found = self._found(types, where, since, until)
        return found[-1] if found else None

    def count(self, types: tuple[str, ...], where: Where, since: Mark | Bound) -> int:
        return len(self._found(types, where, since, NO_BOUND))

    def each(self, types: tuple[str, ...], where: Where, since: Mark | Bound) -> list[int]:
        return self._found(types, where, since, NO_BOUND)

    def origin(self, mark: Mark) -> int:
        return BEGINNING if mark is None else mark

    def instead(self, one: Mark, other: Mark) -> Mark:
        return other if one is None else one

    def recorded(self, types: tuple[str, ...], since: Mark | Bound) -> list[Mapping[str, Any]]:
        """Return the particulars of the events of these types after a mark, in order."""
        return [self.events[place].fields for place in self._found(types, {}, since, NO_BOUND)]

    def time(self, mark: Mark) -> Instant | None:
        return None if mark is None else self.events[mark].at

    def absent(self) -> None:
        return None

    def _field(self, mark: Mark, name: str) -> Any:
        return None if mark is None else self.events[mark].fields.get(name)

    def instant(self, mark: Mark, name: str) -> Instant | None:
        found: Instant | None = self._field(mark, name)
        return found

    def end_of(self, start: Instant | None, mark: Mark, name: str) -> Instant | None:
        period: Period | None = self._field(mark, name)
        if start is None or period is None:
            return None
        return self._calendar().add(start, period)

    def _calendar(self) -> Calendar:
        """Return the calendar as far as it was known as at the case's instant."""
        known = self.calendars
        return known.current if self.as_at is None else known.as_of(self.as_at)

    def furthest(self, clock: Answer, part: Answers) -> Instant | None:
        return self._earliest(clock, (a.outcome for a in part if a.outcome is not None))

    def passes(self, time: Instant | None, clock: Answer, part: Answers) -> Truth:
        if self.after(time, self.furthest(clock, part)):
            return True
        open_ones = (answer.table for answer in part if answer.decision is Verdict.MISSING)
        caps = (enacted.rule.outcome for table in open_ones for enacted in table.rules)
        return None if self.after(time, self._earliest(clock, caps)) else False

    def _earliest(self, clock: Answer, caps: Iterable[Outcome]) -> Instant | None:
        ends = (self.capped(clock, cap) for cap in caps)
        return min((end for end in ends if end is not None), default=None)

    def capped(self, clock: Answer, cap: Outcome) -> Instant | None:
        """Return until when one cap lets a clock be extended."""
        if clock.start is None or clock.base is None:
            return None
        calendar, limits = self._calendar(), (cap, clock.outcome)
        period = next((each.period for each in limits if isinstance(each, Limit)), None)
        if period is None:
            period = working_days(max(0, calendar.count(clock.start, clock.base)))
        return calendar.add(clock.base, period)

    def granted_length(self, mark: int) -> Period | None:
        """Return the length a decision grants: its own, else that of the request before it."""
        own: Period | None = self._field(mark, "length")
        if own is not None:
            return own
        request = self.last(("extension_requested",), {}, NO_BOUND, mark)
        asked: Period | None = self._field(request, "length")
        return asked

    def choice(self, fact: Choice, mark: Mark, name: str, default: str | None) -> str | None:
        found = self._field(mark, name)
        return found if found in fact.terms else default

    def select(self, _fact: Choice, default: str, *cases: tuple[Truth, str]) -> str:
        return next((option for condition, option in cases if condition), default)

    def slot(self, fact: Choice, time: Instant | None) -> str | None:
        if time is None:
            return None
        day, second = divmod(time, DAY)
        return slot_at(fact, (day + EPOCH_WEEKDAY) % 7, second)

    def states(self, mark: Mark, name: str) -> bool:
        return bool(self._field(mark, name))

    def holds(self, mark: Mark, name: str, *options: object) -> bool:
        found = self._field(mark, name)
        listed: Iterable[object] = found if isinstance(found, tuple) else (found,)
        return any(item in options for item in listed)

    def present(self, value: Mark) -> bool:
        return value is not None

    def after(self, one: Instant | None, other: Instant | None) -> bool:
        return one is not None and other is not None and one > other

    def later(self, one: Mark, other: Mark) -> bool:
        return one is not None and (other is None or one > other)

    def either(self, one: Mark, other: Mark) -> Mark:
        return other if one is None else one

    def stands_in(self, one: Instant | None, usual: Instant | None) -> Instant | None:
        return usual if one is None else one

    def pick(self, condition: Truth, then: Mark, otherwise: Mark) -> Mark:
        return then if condition else otherwise

    def both(self, *truths: Truth) -> Truth:
        return False if False in truths else None if None in truths else True

    def some(self, *truths: Truth) -> Truth:
        return True if True in truths else None if None in truths else False

    def no(self, truth: Truth) -> Truth:
        return None if truth is None else not truth

    def ordinal(self, number: int, counted: Truth) -> int:
        return number if counted else number + 1

    def exceeds(self, number: int, part: Answers, key: str) -> Truth:
        return _any(part, lambda answer: number > _said(answer)[key])

    def late(self, part: Answer | Answers) -> Truth:
        answers = (part,) if isinstance(part, Answer) else part
        return _any(answers, lambda answer: bool(answer.late))

    def state(self, _fact: Choice, part: Answer) -> str | None:
        if part.outcome is None or part.due is None:
            return None if part.decision is Verdict.MISSING else "unset"
        if part.done is None:
            return "overdue" if part.late else "open"
        return "done_late" if part.late else "done"

    def triggered(self, part: Answers) -> Truth:
        return _any(part, lambda _: True)

    def lacks(self, part: Answers, mark: Mark) -> Truth:
        return _any(part, lambda answer: self._lacks(answer, mark))

    def _lacks(self, answer: Answer, mark: Mark) -> bool:
        return not all(
            any(self.states(mark, name) for name in _names(demand))
            for demand in _said(answer)["must_state"]
        )

    def differs(self, part: Answer, key: str, mark: Mark, name: str) -> Truth:
        if part.outcome is None:
            return _open(part)
        return bool(self._field(mark, name) != _said(part)[key])


def _any(answers: Answers, test: Callable[[Answer], bool]) -> Truth:
    """Return whether a decided answer passes the test; unknown if none does and one is open."""
    found: Truth = False
    for answer in answers:
        if answer.outcome is None:
            if answer.decision is Verdict.MISSING:
                found = None
        elif test(answer):
            return True
    return found


def _open(answer: Answer) -> Truth:
    """Return unknown for an answer that hangs on an unknown fact, false for silence."""
    return None if answer.decision is Verdict.MISSING else False


def _said(answer: Answer) -> Mapping[str, Any]:
    return answer.outcome.says if answer.outcome is not None else {}


def _names(demand: str | tuple[str, ...]) -> tuple[str, ...]:
    return (demand,) if isinstance(demand, str) else demand
