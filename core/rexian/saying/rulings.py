"""Rulings in words: what each question is answered, what stays open, what is 未规定.

A ruling is the JSON that `rexian.explain` gives for one question.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rexian.i18n import _
from rexian.model.events import EVENT_TYPES
from rexian.questions import QUESTIONS
from rexian.rules.question import Question
from rexian.saying.ticket import part
from rexian.tellers import Teller
from rexian.words import join, listed, say_limit, say_status, say_time, say_word

Ruling = Mapping[str, Any]

#: The statuses in which a question stays open.
OPEN = ("missing_fact", "conflict")
#: The statuses in which the documents do not speak.
QUIET = ("silent", "not_applicable")
#: The keys of answers that are told only where they are so.
TRIGGERS = ("required", "triggered", "mask")


def is_clock(ruling: Ruling) -> bool:
    """Whether a ruling is about a limit."""
    return bool(ruling["outcome"]) and "limit" in ruling["outcome"]


def outcomes(ruling: Ruling) -> list[Ruling]:
    """Return the clocks of a ruling: none where it is about something else."""
    if not is_clock(ruling):
        return []
    return [ruling["outcome"], *ruling["outcome"].get("also", [])]


def is_not_called_for(ruling: Ruling) -> bool:
    """Whether a trigger is not set off, and nothing is left that might yet set it off."""
    outcome = ruling["outcome"] or {}
    decided = ruling["status"] == "decided" and not outcome.get("undetermined")
    return decided and any(outcome.get(key) is False for key in TRIGGERS)


def speaks(ruling: Ruling) -> bool:
    """Whether the documents say something of a question that this case brings up."""
    return ruling["status"] not in QUIET and not is_not_called_for(ruling)


def say_clock(outcome: Ruling) -> str:
    """Say how a clock of a ruling stands."""
    if outcome["waiting_for"]:
        return _("waits for: {event}").format(event=_event(outcome["waiting_for"]))
    done = outcome["done_at"]
    if done:
        said = {True: _("late"), False: _("in time"), None: _("done")}[outcome["late"]]
        return f"{said} {say_time(done)[5:]}"
    return "" if outcome["late"] is None else _("overdue") if outcome["late"] else _("open")


def limits(outcome: Ruling) -> list[str]:
    """Say a limit, and to whom what is done within it goes."""
    limit = say_limit(outcome["limit"], outcome["strength"])
    whom = outcome.get("to")
    return [limit, _("to the {whom}").format(whom=say_word(whom))] if whom else [limit]


def open_point(teller: Teller, question: Question, ruling: Ruling) -> str:
    """Say on which facts an answer hangs, and what is known of it; or which clauses clash."""
    if ruling["status"] != "missing_fact":
        return f"{say_status('conflict')}: {teller.conflict(ruling)}"
    hangs = _("hangs on: {facts}").format(facts=listed(teller.facts(ruling["facts"])))
    if ruling["outcome"] is None or is_clock(ruling):
        return hangs
    return join([hangs, *teller.keys(question.id, ruling)])


def unread(question: Question, ruling: Ruling, teller: Teller) -> str:
    """Say a ruling that gives no answer by itself; empty where it gives one."""
    if ruling["status"] in QUIET:
        return say_status(ruling["status"])
    if ruling["outcome"] is None or ruling["status"] == "missing_fact":
        return open_point(teller, question, ruling)
    return ""


def say_ruling(teller: Teller, question: Question, ruling: Ruling) -> str:
    """Say what a ruling answers, whatever it is about; its clause is told apart."""
    unanswered = unread(question, ruling, teller)
    if unanswered:
        return unanswered
    if not is_clock(ruling):
        return join(teller.keys(question.id, ruling))
    return join([_clock_in_full(outcome) for outcome in outcomes(ruling)])


def _clock_in_full(outcome: Ruling) -> str:
    due = say_time(outcome["due_at"])
    told = [_("due {when}").format(when=due) if due else "", *limits(outcome), say_clock(outcome)]
    return listed([each for each in told if each])


def permission(teller: Teller, question: Question, ruling: Ruling) -> str:
    """Say an answer that is no clock, with its clause behind."""
    by = teller.by(ruling)
    said = join(teller.keys(question.id, ruling))
    return f"{said}  [{by}]" if by else said


def answers(teller: Teller, rulings: Mapping[str, Ruling]) -> Iterator[tuple[str, str, str]]:
    """Yield the clocks that wait, what is allowed or demanded, and what stays open."""
    for question in QUESTIONS:
        waiting = _waiting(teller, rulings[question.id])
        yield from (("", question.label(), told) for told in waiting)
    for question in QUESTIONS:
        ruling = rulings[question.id]
        if _is_told(ruling):
            yield "", question.label(), permission(teller, question, ruling)
    for question in QUESTIONS:
        if rulings[question.id]["status"] in OPEN:
            yield "yellow", question.label(), open_point(teller, question, rulings[question.id])


def quiet(rulings: Mapping[str, Ruling]) -> Iterator[tuple[str, str]]:
    """Yield what is not called for, what is 未规定 and what does not arise, with the questions."""
    idle = [q.label() for q in QUESTIONS if is_not_called_for(rulings[q.id])]
    if idle:
        yield _("not called for"), listed(idle)
    for status in QUIET:
        named = [q.label() for q in QUESTIONS if rulings[q.id]["status"] == status]
        if named:
            yield say_status(status), listed(named)


def units(assignments: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield what is due of each unit where there are several: of one alone all has been said."""
    if len(assignments) > 1:
        for unit in assignments:
            yield unit["unit"] or "-", join([part(unit), *_dues(unit)])


def _waiting(teller: Teller, ruling: Ruling) -> Iterator[str]:
    """Yield the clocks that do not run yet, and for what they wait."""
    for outcome in outcomes(ruling):
        if outcome["waiting_for"]:
            yield f"{join([*limits(outcome), say_clock(outcome)])}  [{teller.by(ruling)}]"


def _is_told(ruling: Ruling) -> bool:
    return not (ruling["status"] != "decided" or is_clock(ruling) or is_not_called_for(ruling))


def _dues(unit: Mapping[str, Any]) -> Iterator[str]:
    for question in QUESTIONS:
        for outcome in outcomes(unit["rulings"].get(question.id, {"outcome": None})):
            if outcome["due_at"]:
                yield f"{question.label()} {say_time(outcome['due_at'])} {say_clock(outcome)}"


def _event(name: str) -> str:
    if name in EVENT_TYPES:
        return EVENT_TYPES[name].label()
    return next((question.label() for question in QUESTIONS if question.id == name), name)
