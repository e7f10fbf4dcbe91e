"""Rules in words: the lines of a question's decision table, and the readings it turns on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from rexian.i18n import _
from rexian.jurisdictions import Jurisdiction
from rexian.pages.sheet import Line, Sheet
from rexian.pages.telling import LETTERS, Telling
from rexian.rules.question import Part, Question
from rexian.rules.readings import Reading
from rexian.rules.rule import Rule
from rexian.rules.table import Enacted
from rexian.tellers import locators, whence
from rexian.words import join, listed


@dataclass(frozen=True, slots=True)
class Told:
    """A line of a table in words.

    Attributes:
        when: in which cases it holds.
        says: what follows.
        by: where it stands.
    """

    part: Part
    line: Line
    when: str
    says: str
    by: str

    @property
    def name(self) -> str:
        """The id of its rule, and below it those that yield to it; of several or none, nothing."""
        return named(self.line.rules[0].rule) if len(self.line.rules) == 1 else ""


@dataclass(frozen=True)
class Asked:
    """A question as a sheet answers it."""

    sheet: Sheet
    question: Question

    @cached_property
    def readings(self) -> list[Reading]:
        """The readings it turns on, which its lines name by number."""
        plan = self.sheet.jurisdiction.plan()
        return self.sheet.jurisdiction.turning(plan.parts[part.id] for part in self.question.parts)

    @cached_property
    def rows(self) -> list[Told]:
        """Its lines, part by part; none where the documents are silent."""
        return [
            Told(
                part, line, self._telling.when(line), self._telling.says(line, part), self._by(line)
            )
            for part in self.question.parts
            for line in self.sheet.lines(part)
        ]

    @property
    def _telling(self) -> Telling:
        return Telling(self.sheet.jurisdiction, [reading.id for reading in self.readings])

    def _by(self, line: Line) -> str:
        cite = self.sheet.jurisdiction.cite
        found = locators([citation for enacted in line.rules for citation in cite(enacted)])
        return join(found) + (_(" (inherited)") if line.inherited else "")


def speaks(jurisdiction: Jurisdiction, question: Question) -> bool:
    """Whether any document of the chain has a rule on a question."""
    parts = jurisdiction.plan().parts
    return any(table.rules for part in question.parts for table in parts[part.id].tables)


def named(rule: Rule) -> str:
    """Name a rule, and below it those that yield to it."""
    over = [_("over {rule}").format(rule=name) for name in rule.over]
    return "\n".join([rule.id, *over])


def cited(jurisdiction: Jurisdiction, enacted: Enacted) -> str:
    """Say where a rule stands, and whether that is in another document."""
    return join(locators(jurisdiction.cite(enacted))) + whence(enacted.depth)


def choices(reading: Reading) -> Iterator[tuple[str, str]]:
    """Yield the choices of a reading by letter, the default marked."""
    for letter, term in zip(LETTERS, reading.choices, strict=False):
        default = _(" (default)") if term.id == reading.default else ""
        yield letter, term.label() + default


def read_otherwise(readings: Iterable[Reading], chosen: Mapping[str, str]) -> str:
    """Say which points are not read as by default; empty where all are."""
    told = [
        _("{point}: {chosen}").format(
            point=reading.label(), chosen=reading.fact.terms.label(chosen[reading.id])
        )
        for reading in readings
        if chosen.get(reading.id, reading.default) != reading.default
    ]
    return _("not read as by default: {points}").format(points=listed(told)) if told else ""
