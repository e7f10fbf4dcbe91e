"""Handling: a ticket given to a unit, signed for, returned or extended, replied to and closed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from rexian.instants import Instant, parse_instant
from rexian.showcase.appeals import Appeal
from rexian.showcase.clock import HOUR, MINUTE, Office
from rexian.showcase.performer import OverError, Performer
from rexian.showcase.remedies import STATED

_EXTENDED = "3wd"
_SLOWER = 4
#: How often people come back to a ticket that could not be closed yet.
_AGAIN = 2


@dataclass(frozen=True)
class Handling:
    """A ticket that has been taken in, and the people who handle it."""

    performer: Performer
    office: Office
    appeal: Appeal
    dice: Random
    number: str

    def given_out(self) -> Iterator[Instant]:
        """Give it to a unit until one keeps it."""
        yield self._soon(2 * MINUTE, 40 * MINUTE)
        gives_back = self._is("given_back") or self._is("given_back_late")
        if self._is("about"):
            self._give(self.appeal.wrong)
        self._settle_doubts()
        self._give(self.appeal.wrong if gives_back else self.appeal.unit)
        self._tell_caller()
        if self._is("joint"):
            self.performer.do(self.number, "dispatch", unit=self.appeal.wrong, part="co")
        yield from self._signed()
        if gives_back:
            yield from self._given_back()

    def worked_on(self, days: int) -> Iterator[Instant]:
        """Work on it for some working days, reply, and close it."""
        unit = self.performer.handling(self.number)
        self.performer.ensure(self.number, "signoff", unit)
        days = days * _SLOWER if self._is("slow") else days
        yield self._days_on(days // 2)
        self._contacted(unit)
        yield from self._extended(unit)
        yield self._days_on(days - days // 2)
        if self._is("withdrawn"):
            self.performer.do(self.number, "withdraw", reason=STATED)
            raise OverError
        self._replied(unit)
        yield self._soon(HOUR, 4 * HOUR)
        yield from self._closed(unit)

    def _is(self, word: str) -> bool:
        return word in self.appeal.fate

    def _soon(self, least: int, most: int) -> Instant:
        at = self.performer.clock.at + self.dice.randrange(least, most)
        return at if self._is_urgent else self.office.open_at(at, self.dice)

    def _days_on(self, days: int) -> Instant:
        return self.office.days_on(self.performer.clock.at, days, self.dice)

    @property
    def _is_urgent(self) -> bool:
        urgency: str = self.appeal.facts.get("urgency", "ordinary")
        return urgency != "ordinary"

    def _settle_doubts(self) -> None:
        """Find out whose matter it is where that is not certain, as the document has it."""
        if not self._is("undetermined"):
            return
        beforehand = self.performer.ruling(self.number, "dispatch").get("beforehand")
        if beforehand == "preassignment":
            self.performer.do(self.number, "pre_assign", unit=self.appeal.unit)
            self.performer.do(self.number, "answer_preassign", unit=self.appeal.unit, accept=True)
        self.performer.do(self.number, "classify", refusal_grounds=[])

    def _give(self, unit: str) -> bool:
        """Dispatch it to a unit; inside a body, assign it there."""
        body = self.performer.cast.body
        if body is None:
            return self.performer.do(self.number, "dispatch", unit=unit)
        if self.performer.stages[self.number] in {"received", "accepted"}:
            self.performer.do(self.number, "dispatch", unit=body.name)
            self.performer.do(self.number, "sign", unit=body.name)
        return self.performer.do(self.number, "assign", unit=unit, via="transfer_form")

    def _tell_caller(self) -> None:
        """Have the centre tell the caller that it is taken in, where that is for the centre."""
        by = self.performer.ruling(self.number, "contact").get("by")
        if by in self.performer.cast.named("clerk1").posts:
            self.performer.ensure(self.number, "contact")

    def _signed(self) -> Iterator[Instant]:
        unit = self.performer.handling(self.number)
        yield self._days_on(2) if self._is("signed_late") else self._soon(20 * MINUTE, 5 * HOUR)
        step = "sign" if self.performer.cast.body is None else "sign_form"
        self.performer.do(self.number, step, unit=unit)
        if self._is("joint"):
            self.performer.do(self.number, "sign", unit=self.appeal.wrong)

    def _given_back(self) -> Iterator[Instant]:
        """Give it back to whence it came, too late or in time; the next unit keeps it."""
        yield self._days_on(3) if self._is("given_back_late") else self._soon(MINUTE, HOUR)
        outside = self.performer.cast.body is None
        step, unit = "return" if outside else "object", self.performer.handling(self.number)
        if not self.performer.do(self.number, step, unit=unit):
            return
        yield self._soon(10 * MINUTE, 2 * HOUR)
        if outside and not self.performer.do(self.number, "decide_return", granted=True):
            return
        self._give(self.appeal.unit)
        yield from self._signed()

    def _contacted(self, unit: str | None) -> None:
        self.performer.ensure(self.number, "contact", unit)
        if self.dice.random() < 0.5:
            self.performer.do(self.number, "contact", unit=unit, mode="phone", purpose=STATED)

    def _extended(self, unit: str | None) -> Iterator[Instant]:
        """Ask for more time, sometimes when it is too late to ask."""
        if not (self._is("extended") or self._is("extended_late")):
            return
        due = self.performer.ruling(self.number, "close").get("due_at")
        if self._is("extended_late") and due:
            yield self.office.open_at(parse_instant(due) + HOUR, self.dice)
        if not self.performer.do(
            self.number,
            "extend",
            unit=unit,
            length=_EXTENDED,
            reason=STATED,
            basis=STATED,
            explained=True,
        ):
            return
        yield self._soon(HOUR, 3 * HOUR)
        if not self.performer.do(self.number, "decide_extension", granted=True, length=_EXTENDED):
            self.performer.do(self.number, "decide_extension", granted=False)

    def _replied(self, unit: str | None) -> None:
        self.performer.do(
            self.number,
            "reply",
            unit=unit,
            secrets={"text": STATED},
            medium="platform",
            chars=180,
            sections=["handling"],
        )
        self.performer.ensure(self.number, "reply_approval", unit)

    def _closed(self, unit: str | None) -> Iterator[Instant]:
        reviewer = self.performer.ruling(self.number, "closure").get("reviewed_by")
        if reviewer and self._is("sent_back"):
            self.performer.do(self.number, "request_closure", unit=unit)
            self.performer.do(self.number, "review_closure", passed=False)
            yield self._days_on(1)
            self._replied(unit)
        for _time in range(_AGAIN):
            if self.performer.do(self.number, "close"):
                return
            yield self._days_on(1)
        raise OverError
