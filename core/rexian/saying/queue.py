"""The tickets of a queue in words: what is left of the time, which they are, what to mind of them.

What is told is of a list's rows alone, which nobody is entered in the journal for seeing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from rexian.desk.queue import VIEWS, Listed
from rexian.i18n import _
from rexian.instants import DAY, Instant, to_datetime
from rexian.model.ticket import FIELDS
from rexian.model.vocabulary import GIVEN_KEYS, GIVEN_SOURCES, KINDS
from rexian.questions import QUESTIONS
from rexian.saying.field import say_field
from rexian.saying.left import say_due, say_left
from rexian.store.read import Due
from rexian.words import listed

_ASKED = {question.id: question for question in QUESTIONS}
#: From which number on a count is told in thousands.
_MANY = 10_000


def urgency(due_at: Instant | None, now: Instant) -> str:
    """Return how urgent something is: `late`, `soon` within a day, `calm`; empty if due never."""
    if due_at is None:
        return ""
    return "late" if due_at < now else "soon" if due_at < now + DAY else "calm"


def view_name(view: str | None) -> str:
    """Say what a queue is called; None is every ticket that is open."""
    return _("all open") if view is None else VIEWS.label(view)


def count_of(n: int) -> str:
    """Say how many there are, briefly."""
    return str(n) if n < _MANY else _("{n}k").format(n=n // 1000)


def kind_name(due: Due) -> str:
    """Say of which kind a ticket is, once that is known."""
    return KINDS.label(due.kind) if due.kind else ""


def hints(told: Listed) -> list[str]:
    """Say what is to be minded of a ticket besides its time, the gravest first."""
    due = told.due
    minded = {
        _("supervised"): due.supervised,
        _("raised {n} times").format(n=due.calls): due.calls > 1,
        _("round {n}").format(n=due.round): due.round > 1,
        _("provisional"): told.provisional,
    }
    return [hint for hint, is_so in minded.items() if is_so]


def headings() -> dict[str, str]:
    """Return what a list's columns are called, by their ids."""
    return {
        "due": _("time left"),
        "number": _("number"),
        "kind": _("kind"),
        "title": _("title"),
        "unit": _("unit"),
        "stage": _("stage"),
        "hint": _("to mind"),
        "above": _("limit from above"),
    }


def cells(told: Listed, now: Instant) -> dict[str, str]:
    """Return what a list says of a ticket, by the ids of its columns."""
    due = told.due
    return {
        "due": say_left(due.due_at, now),
        "number": due.number,
        "kind": kind_name(due),
        "title": due.title,
        "unit": due.host or "",
        "stage": VIEWS.label(due.view),
        "hint": listed(hints(told)),
        "above": say_left(told.above, now),
    }


def sheet_headings() -> list[str]:
    """Return what the columns of a list are called where it is written as a spreadsheet."""
    return [*headings().values(), _("due at"), _("limit from above, until"), _("received at")]


def sheet_cells(told: Listed, now: Instant) -> list[object]:
    """Return the cells of a ticket in a spreadsheet: as a list says them, and the times."""
    times = (told.due.due_at, told.above, told.due.received_at)
    at = [None if time is None else to_datetime(time).replace(tzinfo=None) for time in times]
    return [*cells(told, now).values(), *at]


def limits(told: Listed, now: Instant) -> Iterator[tuple[str, str]]:
    """Yield the deadlines of a ticket in words, each with how urgent it is: one's own first."""
    at = told.due.due_at
    if at is not None:
        clock = _ASKED[told.clock].label() if told.clock else _("due")
        yield _limit(clock, at, now), urgency(at, now)
    for key, limit in told.given.items():
        source, what = GIVEN_SOURCES.label(limit.source), GIVEN_KEYS.label(key)
        name = _("{what} by the {source}").format(what=what, source=source)
        yield _limit(name, limit.at, now), urgency(limit.at, now)


def _limit(name: str, at: Instant, now: Instant) -> str:
    return f"{name} {say_due(at)} {say_left(at, now)}"


def particulars(told: Listed) -> list[str]:
    """Say what else a list knows of a ticket."""
    due = told.due
    return [
        VIEWS.label(due.view),
        due.host or _("no unit yet"),
        kind_name(due),
        say_field(FIELDS["channel"], due.channel) if due.channel else "",
        _("received {time}").format(time=say_due(due.received_at)),
        *hints(told),
    ]


def counted(counts: Mapping[str, int]) -> list[str]:
    """Say how many tickets stand in each queue."""
    return [f"{VIEWS.label(view)} {n}" for view, n in counts.items()]


def written(path: Path, n: int) -> str:
    """Say where a list was written, and how many tickets it holds."""
    return _("{n} tickets written to {file}").format(n=n, file=path)
