"""Timing: a clock made ready for one outcome, and run for one case.

What the outcome alone settles (from where the clock runs, what ends it, how it counts) is settled
once; running it looks up a few values and counts.
"""

from __future__ import annotations

from typing import Any, TypeAlias

from rexian.instants import DAY, Instant
from rexian.rules.answers import Answer
from rexian.rules.history import History
from rexian.rules.outcomes import Before, Given, Limit, Outcome, Same
from rexian.rules.question import Clock, Start
from rexian.worktime.calendar import Calendar
from rexian.worktime.period import IMMEDIATELY, Period, Unit, working_days

State: TypeAlias = dict[str, Any]


class Timing:
    """How the time of one outcome of one table runs."""

    __slots__ = (
        "done", "extended", "judges", "outcome", "shared", "start", "upon", "waiting_for",
    )  # fmt: skip

    def __init__(self, shared: Answer, clock: Clock) -> None:
        self.shared, self.outcome = shared, shared.outcome
        start = _start(clock, shared.outcome)
        self.start, self.waiting_for, self.done = start.at, start.waiting_for, start.done
        self.upon = self.outcome.clock if isinstance(self.outcome, Same | Before) else None
        self.extended = clock.extended
        immediate = isinstance(self.outcome, Limit) and self.outcome.period == IMMEDIATELY
        self.judges = not immediate

    def run(self, history: History, state: State, known_at: Instant | None = None) -> Answer:
        """Return when the clock starts, is due, was done, and whether that was late.

        It is judged by the calendar known when the act was done, else as at the case, or at
        `known_at`.
        """
        shared = self.shared
        answer = Answer(shared.table, shared.decision, shared.outcome, self)
        done = answer.done = state[self.done]
        judged = known_at or (history.as_at if done is None else done)
        calendars = history.calendars
        calendar = calendars.current if judged is None else calendars.as_of(judged)
        due = answer.base = self._base(answer, judged, calendar, history, state)
        if due is None:
            return answer
        if self.extended:
            for grant in state["grants"]:
                due = _extended(answer, due, grant, history, calendar)
        answer.due = due
        if judged is not None and self.judges:
            answer.late = judged > due
        return answer

    def _base(
        self,
        answer: Answer,
        judged: Instant | None,
        calendar: Calendar,
        history: History,
        state: State,
    ) -> Instant | None:
        """Set the clock going and return when it is due; None while it waits."""
        if self.upon is not None:
            return self._hanging(
                answer, _known_at(state[self.upon], judged, history, state), calendar
            )
        start = answer.start = state[self.start]
        if start is None:
            answer.waiting_for = self.waiting_for
            return None
        if isinstance(self.outcome, Limit):
            return _added(answer, calendar, start, self.outcome.period)
        given: Instant | None = None
        if isinstance(self.outcome, Given):
            given = state[f"given.{self.outcome.key}.at"]
        return given

    def _hanging(self, answer: Answer, other: Answer, calendar: Calendar) -> Instant | None:
        """Return when a clock is due that hangs on another."""
        answer.provisional = other.provisional
        if other.due is None:
            answer.waiting_for = other.waiting_for or self.waiting_for
            return None
        answer.start = other.start
        if isinstance(self.outcome, Before):
            return _before(answer, other.due, self.outcome, calendar)
        return other.due


def _start(clock: Clock, outcome: Outcome | None) -> Start:
    """Return from where the clock runs, what it waits for, and which act ends it."""
    if isinstance(outcome, Limit) and outcome.start is not None:
        named = clock.starts[outcome.start]
        return Start(named.at, named.waiting_for, named.done or clock.done)
    if isinstance(outcome, Same | Before):
        return Start(clock.start, outcome.clock, clock.done_with.get(outcome.clock, clock.done))
    return Start(clock.start, clock.waiting_for, clock.done)


def _known_at(other: Answer, judged: Instant | None, history: History, state: State) -> Answer:
    """Return another clock as it stood by the calendar known then.

    What hangs on it is judged when its own act was done, and a later notice may have moved it.
    """
    if other.timing is None or judged is None or len(history.calendars.versions) == 1:
        return other
    return other.timing.run(history, state, judged)


def _added(answer: Answer, calendar: Calendar, start: Instant, period: Period) -> Instant:
    due = calendar.add(start, period)
    if period.unit is Unit.WORKING_DAY and calendar.provisional(start, due):
        answer.provisional = True
    return due


def _before(answer: Answer, due: Instant, outcome: Before, calendar: Calendar) -> Instant:
    moment = before_due(calendar, due, outcome)
    counted = outcome.on_working_day or outcome.period.unit is Unit.WORKING_DAY
    if counted and calendar.provisional(due, moment):
        answer.provisional = True
    return moment


def before_due(calendar: Calendar, due: Instant, outcome: Before) -> Instant:
    """Return when something is due that is due before another clock's due time."""
    moment = calendar.subtract(due, outcome.period)
    if outcome.on_working_day and not calendar.is_working_day(moment // DAY):
        moment = calendar.subtract(moment, working_days(1))
    return moment


def _extended(
    answer: Answer, due: Instant, grant: int, history: History, calendar: Calendar
) -> Instant:
    length = history.granted_length(grant)
    return due if length is None else _added(answer, calendar, due, length)
