"""What one can be led to: each says what is shown there, and `leading` puts it together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from rexian.jurisdictions import Jurisdiction
from rexian.rules.question import Question
from rexian.rules.readings import Reading
from rexian.rules.table import Enacted
from rexian.saying.rules import Asked, Told


@dataclass(frozen=True, slots=True)
class Shelf:
    """Every installed jurisdiction."""


@dataclass(frozen=True, slots=True, eq=False)
class OnPlace:
    """What there is of a jurisdiction."""

    place: Jurisdiction


@dataclass(frozen=True, slots=True, eq=False)
class OnClauses:
    """The clauses of a jurisdiction's own document; of one kind where it is named."""

    place: Jurisdiction
    kind: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class OnClause:
    """A clause of one document of a jurisdiction's chain."""

    place: Jurisdiction
    layer: str
    name: str


@dataclass(frozen=True, slots=True, eq=False)
class OnForm:
    """A form that a jurisdiction's own document lays down."""

    place: Jurisdiction
    name: str


@dataclass(frozen=True, slots=True, eq=False)
class OnDuty:
    """A duty that a jurisdiction's own document lays down."""

    place: Jurisdiction
    name: str


@dataclass(frozen=True, slots=True, eq=False)
class OnQuestions:
    """Every question under a jurisdiction."""

    place: Jurisdiction


@dataclass(frozen=True, slots=True, eq=False)
class OnTable:
    """The decision table of a question."""

    place: Jurisdiction
    question: Question


@dataclass(frozen=True, slots=True, eq=False)
class OnLine:
    """A line of a decision table."""

    asked: Asked
    told: Told


@dataclass(frozen=True, slots=True, eq=False)
class OnRule:
    """A rule of one document of a jurisdiction's chain."""

    place: Jurisdiction
    enacted: Enacted


@dataclass(frozen=True, slots=True, eq=False)
class OnReadings:
    """The readings of a jurisdiction."""

    place: Jurisdiction


@dataclass(frozen=True, slots=True, eq=False)
class OnReading:
    """A reading."""

    place: Jurisdiction
    reading: Reading


@dataclass(frozen=True, slots=True, eq=False)
class OnCoverage:
    """How much of a jurisdiction's own document is encoded."""

    place: Jurisdiction


Target: TypeAlias = (
    Shelf | OnPlace | OnClauses | OnClause | OnForm | OnDuty | OnQuestions | OnTable | OnLine
    | OnRule | OnReadings | OnReading | OnCoverage
)  # fmt: skip
