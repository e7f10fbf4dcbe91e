"""Answers: what a table says of one case and, where it is a clock, when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rexian.instants import Instant
from rexian.rules.outcomes import Outcome
from rexian.rules.table import Decision, Table

if TYPE_CHECKING:
    from rexian.rules.timing import Timing


@dataclass(slots=True)
class Answer:
    """What a table says of a case.

    Attributes:
        table: the table asked.
        decision: the rule, silence, or why there is neither.
        outcome: what follows, if anything does.
        timing: how its time was worked out, where it has one.
        start: from when the clock runs; absent until the event it waits for.
        base: when it is due before extensions.
        due: when it is due.
        done: when the act was done.
        late: whether it was done, or is still open, after the due time; None where nothing is due.
        provisional: whether a day that has not been announced yet was counted.
        waiting_for: the event or clock it waits for.
    """

    table: Table
    decision: Decision
    outcome: Outcome | None = None
    timing: Timing | None = None
    start: Instant | None = None
    base: Instant | None = None
    due: Instant | None = None
    done: Instant | None = None
    late: bool | None = None
    provisional: bool = False
    waiting_for: str | None = None
