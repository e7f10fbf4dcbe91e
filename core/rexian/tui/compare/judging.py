"""One case ruled under several jurisdictions, for the page to set side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rexian.desk.seat import Seat
from rexian.discovery import load, load_all
from rexian.errors import RexianError
from rexian.explain import Ruler, explain, ruled
from rexian.jurisdictions import Jurisdiction
from rexian.model.case import Case
from rexian.questions import QUESTIONS
from rexian.reforms.variants import shipped, varied
from rexian.rules.question import Question
from rexian.saying.differing import differ
from rexian.saying.explained import citation, explained
from rexian.saying.rulings import (
    QUIET,
    is_clock,
    is_not_called_for,
    say_clock,
    say_ruling,
    unread,
)
from rexian.tellers import Teller, place_of
from rexian.tui.compare.draft import Draft, Side
from rexian.words import say_limit, say_time

Rulings = Mapping[str, Mapping[str, Any]]
_ALL = tuple(question.id for question in QUESTIONS)


@dataclass(frozen=True, slots=True)
class Judged:
    """What one jurisdiction says of a case.

    Attributes:
        place: what people call it.
        rulings: its rulings, by question; none where it cannot rule the case.
        wrong: why it cannot, in one line.
    """

    side: Side
    place: str
    teller: Teller | None = None
    rulings: Rulings | None = None
    wrong: str = ""

    def cell(self, question: Question) -> str:
        """Say its answer to a question in one line, when before what and where."""
        if self.teller is None or self.rulings is None:
            return "-"
        ruling = self.rulings[question.id]
        said = self._said(question, ruling)
        by = self.teller.by(ruling) if ruling["status"] not in QUIET else ""
        return f"{said} [{by}]" if by else said

    def _said(self, question: Question, ruling: Mapping[str, Any]) -> str:
        assert self.teller is not None  # noqa: S101 - whoever asks has looked
        if not is_clock(ruling) or unread(question, ruling, self.teller):
            return say_ruling(self.teller, question, ruling)
        outcome = ruling["outcome"]
        due = say_time(outcome["due_at"]) or say_clock(outcome)
        return f"{due} {say_limit(outcome['limit'], outcome['strength'])}"


@dataclass(frozen=True, slots=True)
class Answers:
    """A case under several jurisdictions."""

    draft: Draft
    judged: tuple[Judged, ...]

    def asked(self, *, only_apart: bool = False) -> list[Question]:
        """Return the questions on which one of them speaks, the clocks first."""
        found = [question for question in QUESTIONS if self._is_told(question)]
        kept = [each for each in found if self.is_apart(each) or not only_apart]
        return sorted(kept, key=lambda question: question.parts[0].clock is None)

    def is_apart(self, question: Question) -> bool:
        """Whether they answer a question differently."""
        return differ(self._rulings(question))

    def _is_told(self, question: Question) -> bool:
        """Whether one of them answers, or they do not answer alike."""
        found = self._rulings(question)
        speaking = any(r["status"] not in QUIET and not is_not_called_for(r) for r in found)
        return speaking or differ(found)

    def _rulings(self, question: Question) -> list[Mapping[str, Any]]:
        return [each.rulings[question.id] for each in self.judged if each.rulings is not None]


def places(seat: Seat) -> dict[str, Jurisdiction]:
    """Return the jurisdictions that can be chosen: the desk's own, the others, their variants."""
    own = seat.deployment.rules.ruler.jurisdiction
    found = {own.id: own, **{name: each for name, each in load_all().items() if name != own.id}}
    variants = [varied(each, heading.id) for each in found.values() for heading in shipped(each)]
    return found | {each.id: each for each in variants}


def first_sides(seat: Seat, most: int) -> tuple[Side, ...]:
    """Return the jurisdictions to begin with: the desk's own as it reads, then the others."""
    ruler = seat.deployment.rules.ruler
    others = [name for name in load_all() if name != ruler.jurisdiction.id]
    own = Side(ruler.jurisdiction.id, dict(ruler.readings))
    return (own, *(Side(name) for name in others))[:most]


def judged(seat: Seat, draft: Draft, known: Mapping[str, Jurisdiction]) -> Answers:
    """Rule a case under each jurisdiction by the desk's calendar; other readings are left out."""
    case = draft.case
    return Answers(draft, tuple(_judged(seat, case, side, known) for side in draft.sides))


def _judged(seat: Seat, case: Case, side: Side, known: Mapping[str, Jurisdiction]) -> Judged:
    found = known.get(side.jurisdiction)
    try:
        found = found or load(side.jurisdiction)
        rulings = ruled(case, _ruler(seat, side, found), _ALL)
    except RexianError as error:
        place = place_of(found) if found else side.jurisdiction
        return Judged(side, place, wrong=str(error))
    return Judged(side, place_of(found), Teller(found), rulings)


def in_full(
    seat: Seat, draft: Draft, judged: Judged, question: Question
) -> tuple[list[tuple[str, str]], str]:
    """Tell one answer in full, with what would change it; and its citation."""
    assert judged.teller is not None  # noqa: S101 - what cannot be ruled has no answers
    ruler = _ruler(seat, judged.side, judged.teller.jurisdiction, why_not=True)
    rulings = explain(draft.case, ruler)["rulings"]
    told = list(explained(judged.teller, question, rulings))
    return told, citation(judged.teller, rulings[question.id])


def _ruler(seat: Seat, side: Side, found: Jurisdiction, *, why_not: bool = False) -> Ruler:
    return Ruler(found, seat.deployment.rules.ruler.calendars, side.readings, why_not)
