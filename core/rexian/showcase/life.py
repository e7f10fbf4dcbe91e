"""A ticket's life: what people want to do about it in turn, and when; the rules say how it goes.

Each part is a generator that yields when it wants to go on. Where a step is refused for good the
people do without it, as people do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

from rexian.instants import Instant
from rexian.lifecycle.stages import ENDED, UNDER_WAY
from rexian.showcase.appeals import GROUNDS, Appeal
from rexian.showcase.clock import HOUR, MINUTE, Office
from rexian.showcase.handling import Handling
from rexian.showcase.performer import OverError, Performer
from rexian.showcase.remedies import STATED

#: How often a matter is gone into again at the most.
_ROUNDS = 3
_REDO_TAKES = 2
_GROUNDS_TRIED = 3


@dataclass(frozen=True)
class Life:
    """One appeal, and those who deal with it."""

    performer: Performer
    office: Office
    appeal: Appeal
    dice: Random

    def lived(self) -> Iterator[Instant]:
        """Live it, from the call to the archive or to wherever it ends."""
        number, *earlier = self._call()
        try:
            yield from self._dealt_with(number, earlier)
        except OverError:
            if self.performer.stages[number] not in ENDED:
                return
        yield self.office.days_on(self.performer.clock.at, 2, self.dice)
        self.performer.do(number, "archive")

    def _dealt_with(self, number: str, earlier: list[str]) -> Iterator[Instant]:
        yield self.performer.clock.at + self.dice.randrange(3 * MINUTE, 25 * MINUTE)
        self._joined(number, earlier)
        self._taken_in(number)
        handling = Handling(self.performer, self.office, self.appeal, self.dice, number)
        yield from handling.given_out()
        yield from handling.worked_on(self.appeal.takes)
        for again in range(_ROUNDS):
            yield self.office.open_at(
                self.performer.clock.at + self.dice.randrange(HOUR, 8 * HOUR), self.dice
            )
            if not self._is_to_be_redone(number, again):
                return
            yield from handling.worked_on(_REDO_TAKES)

    def _is(self, word: str) -> bool:
        return word in self.appeal.fate

    def _call(self) -> tuple[str, ...]:
        appeal = self.appeal
        facts = {"kind": appeal.kind, "title": appeal.title, **appeal.facts}
        if self._is("about"):
            facts["about"] = appeal.wrong
        if self._is("undetermined"):
            facts["refusal_grounds"] = ["undetermined"]
        secrets = {"name": "来电人", "phone": appeal.caller, "content": appeal.title}
        received = self.performer.take_down(facts, secrets)
        self.performer.truths[received[0]] = self._truths()
        return received

    def _truths(self) -> Mapping[str, Any]:
        """Return what people will find when they look into it, otherwise than of most."""
        baseless = {"policy_basis": False, "handling_room": False}
        return {
            **(baseless if self._is("baseless") else {}),
            **({"faults": ["poor_handling"]} if self._is("slow") else {}),
        }

    def _joined(self, number: str, earlier: list[str]) -> None:
        """Join what the caller has raised before: merge it while that is under way, else link."""
        title = self.appeal.title
        same = [each for each in earlier if self.performer.opened(each).row.title == title]
        if not same:
            return
        if self._is("duplicate") and self.performer.stages[same[0]] in UNDER_WAY:
            self.performer.do(number, "merge", ticket=same[0], reason=STATED)
            raise OverError
        self.performer.do(number, "link", ticket=same[0])

    def _taken_in(self, number: str) -> None:
        """Take it in or refuse it; one taken down by mistake is void."""
        do = self.performer.do
        if self._is("mistyped"):
            do(number, "void", seq=1, reason=STATED)
            raise OverError
        if self._is("refused"):
            self._refused(number)
        if self.appeal.facts.get("urgency") == "emergency":
            do(number, "hand_over", to=self.appeal.unit, via="phone")
            do(number, "report", to="county_hotline_leader")
        do(number, "accept")

    def _refused(self, number: str) -> None:
        """Refuse it on a ground that the document knows, if one is found among a few."""
        for ground in self.dice.sample(GROUNDS, _GROUNDS_TRIED):
            self.performer.do(number, "classify", refusal_grounds=[ground])
            if self.performer.do(number, "refuse", grounds=[ground]):
                raise OverError
        self.performer.do(number, "classify", refusal_grounds=[])

    def _is_to_be_redone(self, number: str, again: int) -> bool:
        """Ask the appellant; return whether the matter is sent back to be gone into again."""
        do = self.performer.do
        if again == 0 and self._is("unreached"):
            do(number, "follow_up", rating="unreached", mode="manual")
        unhappy = self._is("dissatisfied" if again == 0 else "dissatisfied_again")
        if not (unhappy and self._is("dissatisfied")):
            rating = self.dice.choice(("satisfied", "satisfied", "basically_satisfied"))
            do(number, "follow_up", rating=rating, mode="manual")
            return False
        do(number, "follow_up", rating="dissatisfied", mode="manual")
        do(number, "verify_fault", unit_at_fault=True)
        if self.performer.ruling(number, "escalated_review").get("required"):
            do(number, "escalate")
        if self.performer.ruling(number, "redo_required").get("required") is False:
            return False
        return do(number, "redo")
