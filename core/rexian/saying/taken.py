"""What is shown of a ticket, as tables for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from rexian.desk.attached import exported
from rexian.desk.seat import Seat
from rexian.documents.tables import Table, free, write_tables
from rexian.i18n import _
from rexian.instants import Instant
from rexian.questions import QUESTIONS
from rexian.saying import clocks, ticket, timeline
from rexian.saying.approvals import steps
from rexian.saying.rulings import say_ruling
from rexian.tellers import Teller
from rexian.words import join, listed, say_time

Told = Mapping[str, Any]


def taken(seat: Seat, told: Told, path: Path) -> None:
    """Write what somebody is shown of a ticket into a new spreadsheet; the journal keeps it.

    Raises:
        InputError: the file is there already, or cannot be written; or he may not see the ticket.
        Refused: he may see none.
    """
    free(path)
    exported(seat.deployment, seat.actor, told["number"])
    teller, now = seat.deployment.rules.teller, seat.deployment.now()
    write_tables(path, tables(told, teller, now))


def tables(told: Told, teller: Teller, now: Instant) -> Iterator[Table]:
    """Yield a ticket's tables: what is known of it, its clocks, what was done, what is ruled."""
    yield Table(_("ticket"), (_("what"), _("told")), list(_about(told)))
    yield Table(_("clocks"), _clock_heads(), [_clock(each, now) for each in told["clocks"]])
    yield Table(_("timeline"), _entry_heads(), list(_entries(told)))
    heads = (_("question"), _("answer"), _("clause"), _("because"))
    yield Table(_("grounds"), heads, list(_rulings(told, teller)))


def _about(told: Told) -> Iterator[tuple[str, str]]:
    yield _("number"), told["number"]
    yield _("title"), told["title"]
    yield _("stage"), ticket.standing(told)
    yield from ticket.about(told)
    yield from ((step.what, join([step.who, step.said()])) for step in steps(told))


def _clock_heads() -> tuple[str, ...]:
    return (_("clock"), _("from"), _("before extension"), _("due"), _("state"), _("by"))


def _clock(clock: Told, now: Instant) -> tuple[str, ...]:
    return (
        clocks.clock_name(clock),
        say_time(clock["from"]),
        say_time(clock["base_due_at"]),
        clocks.clock_due(clock),
        clocks.clock_state(clock, now),
        clocks.clock_by(clock),
    )


def _entry_heads() -> tuple[str, ...]:
    return ("#", _("happened"), _("recorded"), _("what"), _("by whom"), _("particulars"))


def _entries(told: Told) -> Iterator[tuple[object, ...]]:
    texts = timeline.texts_of(told)
    for entry in told["timeline"]:
        yield (
            entry["seq"],
            say_time(entry["at"]),
            say_time(entry["recorded"]),
            timeline.marked_what(entry),
            timeline.whom(entry),
            join(list(timeline.particulars(entry, texts))),
        )


def _rulings(told: Told, teller: Teller) -> Iterator[tuple[str, ...]]:
    for question in QUESTIONS:
        ruling = told["rulings"][question.id]
        yield (
            question.label(),
            say_ruling(teller, question, ruling),
            teller.by(ruling),
            listed(teller.reasons(ruling)),
        )
