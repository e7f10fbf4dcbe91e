"""The same ticket under other places' documents, side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rich.cells import cell_len

from rexian.i18n import _
from rexian.questions import QUESTIONS
from rexian.saying.places import Several
from rexian.tui.widgets.sheet import Column, Row

#: The narrowest that a place's column is.
NARROW = 12


@dataclass(frozen=True)
class Elsewhere:
    """What several places say of a ticket.

    Attributes:
        several: their rulings, this place's first.
        found: what `rexian.desk.elsewhere.elsewhere` has told.
    """

    several: Several
    found: Mapping[str, Any]

    def columns(self, *, every: bool) -> list[Column]:
        """Return the columns: a question, whether it is answered alike, and the places."""
        mark = [Column("", cell_len(_("differs")))] if every else []
        places = [Column(place, NARROW, share=1) for place in self.places()]
        return [Column(_("question"), 13), *mark, *places]

    def places(self) -> list[str]:
        """Return what people call the places."""
        return [self.several.place(ruled) for ruled in self.found["places"]]

    def rows(self, *, every: bool) -> Iterator[Row]:
        """Yield a row for each question; without `every` only where the places differ."""
        for question in self.several.asked():
            differs = question.id in self.found["differing"]
            if not (every or differs):
                continue
            mark = [_("differs") if differs else ""] if every else []
            cells = (question.label(), *mark, *self.several.brief(question))
            yield Row(question.id, cells, tones={1: "soon"} if every else {})

    def in_full(self, name: str) -> list[tuple[str, str]]:
        """Return what each place answers to one question."""
        question = next(each for each in QUESTIONS if each.id == name)
        return [*self.several.answers(question, "\n"), *self.several.left_out()]
