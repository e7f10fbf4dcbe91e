"""One case under several jurisdictions: what each of them answers, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from rexian.discovery import load
from rexian.i18n import _
from rexian.model.ticket import FIELDS
from rexian.questions import QUESTIONS
from rexian.rules.question import Question
from rexian.saying import rulings
from rexian.tellers import Teller, place_of
from rexian.words import listed, say_limit, say_time


@dataclass(frozen=True)
class Several:
    """The rulings of one case under several jurisdictions, as `explain` gives them.

    Attributes:
        own: who tells of some of them, as of a place with rules of its own; others are loaded.
    """

    told: Sequence[Mapping[str, Any]]
    own: Mapping[str, Teller] = field(default_factory=dict)

    @cached_property
    def tellers(self) -> Mapping[str, Teller]:
        """Who tells of each jurisdiction."""
        names = (ruled["jurisdiction"] for ruled in self.told)
        return {name: self.own.get(name) or Teller(load(name)) for name in names}

    def place(self, ruled: Mapping[str, Any]) -> str:
        """Return what people call the jurisdiction of some rulings."""
        return place_of(self.tellers[ruled["jurisdiction"]].jurisdiction)

    def asked(self) -> list[Question]:
        """Return the questions on which one of the jurisdictions speaks, the clocks first."""
        found = [
            question
            for question in QUESTIONS
            if any(
                ruled["rulings"][question.id]["status"] not in rulings.QUIET for ruled in self.told
            )
        ]
        return sorted(found, key=lambda question: question.parts[0].clock is None)

    def answers(self, question: Question, between: str) -> list[tuple[str, str]]:
        """Return what each jurisdiction answers, with the place it is called by."""
        return [(self.place(ruled), self._answer(ruled, question, between)) for ruled in self.told]

    def brief(self, question: Question) -> list[str]:
        """Return what each jurisdiction answers, clauses left out; of a clock its limit first."""
        return [self._brief(ruled, question) for ruled in self.told]

    def _brief(self, ruled: Mapping[str, Any], question: Question) -> str:
        ruling, teller = ruled["rulings"][question.id], self.tellers[ruled["jurisdiction"]]
        if not rulings.is_clock(ruling) or rulings.unread(question, ruling, teller):
            return rulings.say_ruling(teller, question, ruling)
        outcome = ruling["outcome"]
        limit = say_limit(outcome["limit"], outcome["strength"])
        return f"{limit} {say_time(outcome['due_at']) or rulings.say_clock(outcome)}"

    def left_out(self) -> Iterator[tuple[str, str]]:
        """Yield the places where facts of the case mean nothing, and which."""
        for ruled in self.told:
            names = [FIELDS[name].label() for name in ruled.get("left_out", ())]
            if names:
                told = _("not known there: {facts}")
                yield self.place(ruled), told.format(facts=listed(names))

    def _answer(self, ruled: Mapping[str, Any], question: Question, between: str) -> str:
        ruling, teller = ruled["rulings"][question.id], self.tellers[ruled["jurisdiction"]]
        unanswered = rulings.unread(question, ruling, teller)
        if unanswered:
            return unanswered
        if not rulings.is_clock(ruling):
            return rulings.permission(teller, question, ruling)
        outcome = ruling["outcome"]
        said = [
            say_time(outcome["due_at"]) or rulings.say_clock(outcome),
            say_limit(outcome["limit"], outcome["strength"]),
            f"[{teller.by(ruling)}]",
        ]
        return between.join(said)
