"""Help for testing a jurisdiction: worked cases read, ruled and compared with what they expect."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from rexian.errors import InputError
from rexian.expectations import differences
from rexian.explain import Desk, expected, explain
from rexian.jurisdictions import Jurisdiction, load
from rexian.model import casefile
from rexian.model.case import Case, read_case, read_cases
from rexian.worktime.history import CalendarHistory
from rexian.worktime.sources import china


def check_case(
    case: Case,
    jurisdiction: str | None = None,
    readings: Mapping[str, str] | None = None,
    calendars: CalendarHistory | None = None,
) -> list[str]:
    """Return what a case's rulings lack of what it expects; empty when all is as expected.

    Raises:
        InputError: neither the call nor the case names a jurisdiction.
    """
    name = jurisdiction or case.jurisdiction
    if name is None:
        raise InputError(f"case {case.id}: no jurisdiction")
    desk = Desk(load(name), calendars or CalendarHistory((china(),)), readings or {})
    return list(differences(case.expect, expected(case, desk)))


@dataclass(frozen=True, slots=True)
class Flip:
    """A case under other readings than the default ones, and what then follows."""

    case: Case
    readings: Mapping[str, str]

    def __str__(self) -> str:
        return f"{self.case.id} {' '.join(f'{k}={v}' for k, v in self.readings.items())}"


@dataclass(frozen=True)
class Worked:
    """A jurisdiction's worked cases: `cases*.yaml`, and `readings*.yaml` for its other readings.

    An entry of the latter has `readings` (id to choice), `expect`, and as `case` the id of one of
    the cases or a case of its own.
    """

    id: str
    home: Path

    @property
    def jurisdiction(self) -> Jurisdiction:
        """The jurisdiction the cases are about."""
        return load(self.id)

    @cached_property
    def cases(self) -> dict[str, Case]:
        """The cases by id."""
        files = sorted(self.home.glob("cases*.yaml"))
        return {str(case.id): case for file in files for case in read_cases(file)}

    @cached_property
    def flips(self) -> list[Flip]:
        """The cases under other readings."""
        files = sorted(self.home.glob("readings*.yaml"))
        return [self._flip(entry) for file in files for entry in _entries(file)]

    def _flip(self, entry: Mapping[str, Any]) -> Flip:
        named = entry["case"]
        case = self.cases[named] if isinstance(named, str) else read_case(named)
        expect = entry.get("expect", case.expect)
        return Flip(replace(case, expect=expect), entry["readings"])

    def check(self, name: str) -> list[str]:
        """Return in what a case is not as expected."""
        return check_case(self.cases[name], self.id)

    def check_flip(self, flip: Flip) -> list[str]:
        """Return in what a case under other readings is not as expected."""
        return check_case(flip.case, self.id, flip.readings)

    def untaken(self) -> set[tuple[str, str]]:
        """Return the choices of the document's own readings that change no flip's ruling.

        Readings on which only indicators or rules on units turn are not a case's.
        """
        asked = frozenset().union(*self.jurisdiction.plan().needs.values())
        own = [r for r in self.jurisdiction.layers[0].readings if r.fact.id in asked]
        others = {(r.id, t.id) for r in own for t in r.choices if t.id != r.default}
        changing = [flip for flip in self.flips if check_case(flip.case, self.id)]
        return others - {pair for flip in changing for pair in flip.readings.items()}

    def explained(self, case: Case | str) -> dict[str, Any]:
        """Return everything told of a case, of this file or another."""
        found = self.cases[case] if isinstance(case, str) else case
        return explain(found, Desk(self.jurisdiction, CalendarHistory((china(),))))


def _entries(file: Path) -> list[Any]:
    entries = casefile.load(file)
    return entries if isinstance(entries, list) else []
