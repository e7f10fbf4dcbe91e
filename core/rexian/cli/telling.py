"""What check and diff find, in words: which cases, what a side says there, what a case shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from rexian.analysis.periods import Compared, Instance
from rexian.analysis.sides import Effect, Side
from rexian.analysis.wording import region
from rexian.documents.comparison import Said
from rexian.i18n import _, language
from rexian.instants import DAY, Instant, format_instant
from rexian.questions import QUESTIONS
from rexian.rules.grid import Grid
from rexian.rules.question import Part
from rexian.rules.table import Enacted
from rexian.ruletable import say
from rexian.tellers import Teller, locators
from rexian.words import join, listed, say_limit, say_silence, say_status, say_time
from rexian.words.conditions import Speaker
from rexian.words.outcomes import say_part

_QUESTIONS = {question.id: question for question in QUESTIONS}


@dataclass(frozen=True)
class SideTeller:
    """Tells what one side says, and how it rules a case."""

    side: Side

    @cached_property
    def name(self) -> str:
        """What people call its place, with the names of its reforms."""
        zh, en = self.side.jurisdiction.document.place
        return "+".join((en if language() == "en" else zh, *self.side.jurisdiction.reforms))

    @cached_property
    def _teller(self) -> Teller:
        return Teller(self.side.jurisdiction)

    @cached_property
    def speaker(self) -> Speaker:
        """Says conditions as its jurisdiction words them."""
        return Speaker(self.side.jurisdiction.domains)

    def cases(self, grid: Grid, cells: int) -> str:
        """Say which cases some cells are."""
        return self.speaker.say(region(grid, cells))

    def says(self, part: Part, effect: Effect | None) -> Said:
        """Say what holds: a rule, several, or nothing."""
        if effect is None or not effect.rules:
            return Said(say_silence(part.id))
        each = [self.rule(part, enacted) for enacted in effect.rules]
        told = " / ".join(each) if effect.conflict else join(list(dict.fromkeys(each)))
        if effect.conflict:
            told = _("{point}: {chosen}").format(point=say_status("conflict"), chosen=told)
        return Said(told, self._where(effect.rules), tuple(e.rule.id for e in effect.rules))

    def rule(self, part: Part, enacted: Enacted) -> str:
        """Say what a rule says."""
        return say(enacted.rule.outcome, language(), part.id)

    def cited(self, enacted: Enacted) -> str:
        """Say where a rule stands."""
        return self._where((enacted,))

    def _where(self, rules: tuple[Enacted, ...]) -> str:
        found = locators([c for enacted in rules for c in self.side.jurisdiction.cite(enacted)])
        inherited = any(enacted.depth > 0 for enacted in rules)
        return join(found) + (_(" (inherited)") if inherited else "")

    def ruling(self, question: str, ruling: Mapping[str, Any]) -> str:
        """Say how `rexian explain` rules a case on a question."""
        status, outcome = ruling["status"], ruling["outcome"]
        if status in {"silent", "not_applicable"}:
            return say_status(status)
        if status == "conflict":
            clash = self._teller.conflict(ruling)
            return _("{point}: {chosen}").format(point=say_status(status), chosen=clash)
        hangs = []
        if status == "missing_fact":
            facts = listed(self._teller.facts(ruling["facts"]))
            hangs = [_("hangs on: {facts}").format(facts=facts)]
        told = list(self._outcome(question, ruling)) if outcome else []
        by = self._teller.by(ruling)
        return join([*told, *hangs]) + (f" [{by}]" if by else "")

    def _outcome(self, question: str, ruling: Mapping[str, Any]) -> Iterator[str]:
        outcome = ruling["outcome"]
        if "limit" not in outcome:
            yield from self._teller.keys(question, ruling)
            return
        yield say_limit(outcome["limit"], outcome["strength"])
        if outcome["due_at"]:
            yield _("due {when}").format(when=say_time(outcome["due_at"]))


def label_of(question: str) -> str:
    """Return what people call a question."""
    return _QUESTIONS[question].label()


def part_label(question: str, part: Part) -> str:
    """Return what people call a part of a question."""
    asked = _QUESTIONS[question]
    if len(asked.parts) == 1:
        return asked.label()
    return _("{point}: {chosen}").format(point=asked.label(), chosen=say_part(asked, part))


def starts(found: Compared | None, first: str, second: str, *, mixed: bool = True) -> list[str]:
    """Say from which starts two limits end apart, by the names of their places.

    With `mixed` only of limits of which now one ends first, now the other.
    """
    instances = [] if found is None else [found.earlier, found.later]
    shown = [instance for instance in instances if instance is not None]
    if mixed and len(shown) < 2:
        return []
    return [_start(instance, first, second) for instance in shown]


def _start(found: Instance, first: str, second: str) -> str:
    """Say one start with both due dates; hours where a limit ends inside a day."""
    by_day = all(_ends_day(due) for due in (found.first, found.second))
    start, one, other = (
        _moment(m, by_day=by_day) for m in (found.start, found.first, found.second)
    )
    year = start[:4]
    if one.startswith(year) and other.startswith(year):
        one, other = one[5:], other[5:]
    told = _("from {start}: {first} {one}, {second} {other}")
    return told.format(start=start, first=first, one=one, second=second, other=other)


def _moment(moment: Instant, *, by_day: bool) -> str:
    text = say_time(format_instant(moment))
    return text[:10] if by_day else text


def _ends_day(moment: Instant) -> bool:
    return moment % DAY == DAY - 1
