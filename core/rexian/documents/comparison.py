"""A comparison of rule sets in words: what a page, a sheet and a terminal set, each in its way.

The words are the faces'; what is counted is what `rexian.analysis` found.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from rexian.analysis.relation import Relation
from rexian.i18n import _
from rexian.questions import QUESTIONS

#: A mark for each relation, for cells that have room for little; no meaning hangs on colour.
MARKS: Mapping[Relation, str] = {
    Relation.SAME: "=",
    Relation.STRICTER: "<",
    Relation.LOOSER: ">",
    Relation.ONLY_FIRST: "A",
    Relation.ONLY_SECOND: "B",
    Relation.INCOMPARABLE: "#",
}
Counts: TypeAlias = Mapping[Relation, int]


def marked_counts(counts: Counts) -> str:
    """Return counts as marks with numbers, `=12 <3 #4`; what there is none of is left out."""
    return " ".join(f"{mark}{counts[r]}" for r, mark in MARKS.items() if counts.get(r))


@dataclass(frozen=True, slots=True)
class Place:
    """A rule set that is compared.

    Attributes:
        name: what people call it.
        heading: its document's title, with its id.
        edition: the edition compared.
        readings: the readings that differ from the document's defaults, as `id=choice`.
    """

    id: str
    name: str
    heading: str
    edition: str
    readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Said:
    """What one side says: the sentence, where it stands, and the rules that say it."""

    says: str
    where: str = ""
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """A case that shows a difference.

    Attributes:
        told: the case in words.
        ruled: what `rexian explain` says of it, by the name of the place.
        file: the cases as `rexian explain` reads them.
    """

    told: str
    ruled: tuple[tuple[str, str], ...]
    file: str


@dataclass(frozen=True, slots=True)
class Group:
    """The cases that one pair of rules decides.

    Attributes:
        starts: starts from which the limits end differently, a sentence each.
        example: None where none was asked for.
    """

    part: str
    relation: Relation
    when: str
    first: Said
    second: Said
    starts: tuple[str, ...] = ()
    example: Example | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and how two places stand on it."""

    id: str
    label: str
    counts: Counts
    groups: tuple[Group, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """How the first of two places stands to the second."""

    first: Place
    second: Place
    totals: Counts
    questions: tuple[Asked, ...]

    def counts(self, question: str) -> Counts:
        """Return how they stand on one question."""
        return next((asked.counts for asked in self.questions if asked.id == question), {})


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every two of several places compared."""

    places: tuple[Place, ...]
    standings: tuple[Standing, ...]

    @property
    def questions(self) -> dict[str, str]:
        """Every question on which some two of them were compared, with its label."""
        found = {asked.id for standing in self.standings for asked in standing.questions}
        return {question.id: question.label() for question in QUESTIONS if question.id in found}

    def between(self, first: Place, second: Place) -> Standing | None:
        """Return how the first stands to the second, where that way round was compared."""
        found = (s for s in self.standings if (s.first, s.second) == (first, second))
        return next(found, None)


def relation_label(relation: Relation, first: str, second: str) -> str:
    """Return how the first stands to the second, by their names."""
    return {
        Relation.SAME: _("the same"),
        Relation.STRICTER: _("{place} stricter").format(place=first),
        Relation.LOOSER: _("{place} looser").format(place=first),
        Relation.ONLY_FIRST: _("only {place}").format(place=first),
        Relation.ONLY_SECOND: _("only {place}").format(place=second),
        Relation.INCOMPARABLE: _("not comparable"),
    }[relation]
