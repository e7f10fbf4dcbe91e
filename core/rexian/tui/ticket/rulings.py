"""What the documents say of a ticket, as rows: question, answer, clause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rexian.i18n import _
from rexian.questions import QUESTIONS
from rexian.saying.rulings import OPEN, QUIET, is_not_called_for, outcomes, say_ruling, speaks
from rexian.tellers import Teller
from rexian.tui.widgets.sheet import Column, Row

Told = Mapping[str, Any]


def columns() -> list[Column]:
    """Return the columns."""
    return [
        Column(_("question"), 14, share=1),
        Column(_("answer"), 30, share=3),
        Column(_("clause"), 16, share=1),
        Column(_("hangs on a reading"), 10),
    ]


def rows(told: Told, teller: Teller, *, every: bool) -> Iterator[Row]:
    """Yield a row for each question; without `every` only where the documents speak."""
    for question in QUESTIONS:
        ruling = told["rulings"][question.id]
        if not (every or speaks(ruling)):
            continue
        cells = (
            question.label(),
            say_ruling(teller, question, ruling),
            teller.by(ruling),
            _("yes") if ruling["readings"] else "",
        )
        yield Row(question.id, cells, tones={1: tone(ruling)})


def tone(ruling: Told) -> str:
    """Return how an answer stands, by its colour's name."""
    if ruling["status"] in OPEN:
        return "soon"
    if ruling["status"] in QUIET or is_not_called_for(ruling):
        return "dim"
    return "late" if any(each["late"] for each in outcomes(ruling)) else ""
