"""Lines of a sheet in words: their cases, what follows, and the readings they hang on by number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rexian.i18n import _, language
from rexian.jurisdictions import Jurisdiction
from rexian.pages.sheet import Kind, Line
from rexian.rules.question import Part
from rexian.ruletable import say
from rexian.words import CONFLICT, join, listed, say_silence
from rexian.words.common import both
from rexian.words.conditions import Speaker

#: What the choices of a reading are told by.
LETTERS = "abcdefghijklmnopqrstuvwxyz"
_FOLLOWED = both("；修订前从 {rule}", "; until that is mended {rule} is followed")


@dataclass(frozen=True, slots=True)
class Telling:
    """Tells the lines of one question in the interface language.

    Attributes:
        readings: ids of the readings that the question turns on, numbered from one.
    """

    jurisdiction: Jurisdiction
    readings: Sequence[str]

    def when(self, line: Line) -> str:
        """Say in which cases a line holds, and on which readings it hangs."""
        told = Speaker(self.jurisdiction.domains, self._by_reading).say(line.when)
        if line.is_rest:
            anything = told == _("in every case")
            return _("otherwise") if anything else _("otherwise: {cases}").format(cases=told)
        if line.kind is Kind.OTHERWISE or not line.hangs_on:
            return told
        numbers = sorted(map(self._number, line.hangs_on))
        hangs = listed([_("reading {n}").format(n=number) for number in numbers])
        return f"{told} ({hangs})"

    def says(self, line: Line, part: Part) -> str:
        """Say what follows: an outcome, outcomes that clash, or silence."""
        if line.kind is Kind.SILENCE:
            return say_silence(part.id)
        said = [say(enacted.rule.outcome, language(), part.id) for enacted in line.rules]
        if line.kind is not Kind.CONFLICT:
            return join(said)
        followed = [enacted.rule.id for enacted in line.rules if enacted.rule.followed]
        then = [_FOLLOWED[language()].format(rule=rule) for rule in followed]
        return "".join([f"{CONFLICT[language()]}: {' / '.join(said)}", *then])

    def _number(self, name: str) -> int:
        return self.readings.index(name) + 1

    def _by_reading(self, name: str, choices: Iterable[str], *, yes: bool) -> str:
        known = self.jurisdiction.readings[name].fact.terms.ids
        letters = "/".join(LETTERS[n] for n in sorted(map(known.index, choices)))
        form = _("by reading {n}{choice}") if yes else _("not by reading {n}{choice}")
        return form.format(n=self._number(name), choice=letters)
