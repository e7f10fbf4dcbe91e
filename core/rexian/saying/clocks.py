"""The clocks of a ticket in words: which, until when, how it stands, and by which clause."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rexian.i18n import _
from rexian.instants import Instant, parse_instant
from rexian.questions import QUESTIONS
from rexian.saying.left import say_left
from rexian.tellers import locators
from rexian.words import join, say_time

Told = Mapping[str, Any]

#: The questions by their ids.
ASKED = {question.id: question for question in QUESTIONS}


def clock_name(clock: Told) -> str:
    """Say which clock it is, and whose where it is one unit's own."""
    label = ASKED[clock["question"]].label()
    if clock["unit"]:
        return _("{clock}: {unit}").format(clock=label, unit=clock["unit"])
    return label


def clock_due(clock: Told) -> str:
    """Say when a clock is due, and that this is provisional where the calendar is."""
    due = say_time(clock["due_at"])
    if clock["calendar"] == "provisional":
        return _("{time} (provisional)").format(time=due)
    return due


def clock_state(clock: Told, now: Instant) -> str:
    """Say how a clock stands: what is left of it, or when it was done."""
    if clock["done_at"] is None:
        if clock["late"] is None and clock["remaining"] < 0:
            return _("lapsed")
        return say_left(parse_instant(clock["due_at"]), now)
    told = {True: _("late {time}"), False: _("in time {time}"), None: _("done {time}")}
    return told[clock["late"]].format(time=say_time(clock["done_at"]))


def clock_by(clock: Told) -> str:
    """Say on which clauses a clock rests."""
    return join(locators(clock["citations"]))
