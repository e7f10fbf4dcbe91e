"""Examples of a sheet's lines: for each a smallest case that lands there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import product
from pathlib import Path

from rexian.analysis.findings import Claim
from rexian.analysis.proof import Prover
from rexian.analysis.sides import Effect
from rexian.files import write_new
from rexian.pages.sheet import Kind, Line, Sheet
from rexian.rules.question import Part
from rexian.rules.table import Enacted
from rexian.witness.casefile import written
from rexian.witness.exemplifier import Witness
from rexian.worktime.history import CalendarHistory


@dataclass(frozen=True, slots=True)
class Example:
    """A case that lands on a line.

    Attributes:
        sheet: how the documents are read for it: another sheet for a line that as they are read
            has no cases.
    """

    witness: Witness
    sheet: Sheet

    def save(self, path: Path) -> None:
        """Write the case as a new file for `rexian explain`.

        Raises:
            InputError: the file is there already, or cannot be written.
        """
        write_new(path.parent, {path.name: written(self.witness)})


@dataclass(frozen=True, eq=False)
class Examples:
    """Finds the examples of a sheet's lines."""

    sheet: Sheet
    calendars: CalendarHistory
    _prover: Prover = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_prover", Prover(self.calendars))

    def of(self, part: Part, line: Line) -> Example | None:
        """Return the case most like an ordinary one that lands on a line; None if none does."""
        for sheet, landing in self._landing(part, line):
            assert landing.area is not None  # noqa: S101 - only lines read otherwise have none
            effect = Effect(landing.rules, conflict=landing.kind is Kind.CONFLICT)
            grid, cells = landing.area
            found = self._prover.witness(part, grid, cells, [Claim(sheet.side, effect)])
            if found is not None:
                return Example(found, sheet)
        return None

    def _landing(self, part: Part, line: Line) -> Iterator[tuple[Sheet, Line]]:
        """Yield the line itself, then the clashes that a rule is lost in.

        Of a line that has no cases as read, the same rule's under the readings that give it some.
        """
        if line.area is not None:
            yield self.sheet, line
            for other in self.sheet.lines(part):
                if other.kind is Kind.CONFLICT and line.rules and _names(line) < _names(other):
                    yield self.sheet, other
            return
        known = self.sheet.jurisdiction.readings
        for choices in product(*(known[name].fact.terms.ids for name in line.hangs_on)):
            flipped = dict(zip(line.hangs_on, choices, strict=True))
            sheet = replace(self.sheet, readings={**self.sheet.readings, **flipped}, _lines={})
            for other in sheet.lines(part):
                if other.area is not None and other.rules == line.rules:
                    yield sheet, other


def _names(line: Line) -> set[tuple[str, str]]:
    return {_name(enacted) for enacted in line.rules}


def _name(enacted: Enacted) -> tuple[str, str]:
    return enacted.layer, enacted.rule.id
