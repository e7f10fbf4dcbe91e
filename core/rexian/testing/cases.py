"""Worked cases: ruled under a jurisdiction, and compared with what they expect."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from rexian.discovery import load
from rexian.duties.expand import bound, expand
from rexian.errors import InputError, nearest
from rexian.expectations import differences
from rexian.explain import Ruler, expected, explain
from rexian.i18n import _
from rexian.jurisdictions import Jurisdiction, Layer
from rexian.model.case import Case
from rexian.testing.files import CaseFiles, Days, Flip
from rexian.worktime.history import CalendarHistory
from rexian.worktime.sources import china


@lru_cache(maxsize=1)
def published() -> CalendarHistory:
    """Return the calendar as published, by which worked cases are ruled."""
    return CalendarHistory((china(),))


def check_case(
    case: Case,
    jurisdiction: str | None = None,
    readings: Mapping[str, str] | None = None,
    calendars: CalendarHistory | None = None,
) -> list[str]:
    """Return what a case's rulings lack of what it expects; empty when all is as expected.

    Raises:
        InputError: neither the call nor the case names a jurisdiction, or it cannot be ruled.
    """
    name = jurisdiction or case.jurisdiction
    if name is None:
        raise InputError(_("case {name}: no jurisdiction").format(name=case.id))
    ruler = Ruler(load(name), calendars or published(), readings or {})
    return list(differences(case.expect, expected(case, ruler)))


@dataclass(frozen=True)
class Worked:
    """A plugin under test: what it says, where that stands, and its worked cases.

    Attributes:
        jurisdiction: the jurisdiction that its cases are about.
        layer: the plugin's own document, or the overlay that it lays over the jurisdiction's.
        files: its worked cases.
    """

    jurisdiction: Jurisdiction
    layer: Layer
    files: CaseFiles

    @classmethod
    def of(cls, name: str, files: CaseFiles) -> Worked:
        """Load the jurisdiction or overlay of an entry point's name.

        Raises:
            InputError: it is not installed, or broken; the message says how.
        """
        found, told = _loaded(name.partition(".")[0])
        layer = next((layer for _d, layer in found.stack if layer.id == name), None)
        if layer is None:
            problem = _("the overlay {name} cannot be laid on").format(name=name)
            raise InputError(next((line for line in told if name in line), problem))
        return cls(found, layer, files)

    @property
    def nearest(self) -> Jurisdiction:
        """The jurisdiction with the layer as its own document, of which accounts are kept."""
        if self.layer is self.jurisdiction.layers[0]:
            return self.jurisdiction
        return Jurisdiction((self.layer, *self.jurisdiction.layers))

    @property
    def cases(self) -> Mapping[str, Case]:
        """The cases that have an id, by it."""
        return self.files.by_id

    def ruler(self, readings: Mapping[str, str] | None = None) -> Ruler:
        """Return what rules the cases."""
        return Ruler(self.jurisdiction, published(), readings or {})

    def check(self, entry: Case | Flip | Days) -> list[str]:
        """Return in what a worked case is not as expected, one line each."""
        try:
            match entry:
                case Flip():
                    return self.lacks(entry.case, entry.readings)
                case Days():
                    return list(self._wrong_days(entry))
                case Case():
                    return self.lacks(entry)
        except InputError as error:
            return [str(error)]

    def lacks(self, case: Case, readings: Mapping[str, str] | None = None) -> list[str]:
        """Return what a case's rulings under these readings lack of what it expects.

        Raises:
            InputError: it cannot be ruled.
        """
        return list(differences(case.expect, expected(case, self.ruler(readings))))

    def _wrong_days(self, days: Days) -> Iterator[str]:
        duties = bound([(self.layer.id, self.layer.duties)])
        due = expand(duties, days.first, days.last, published().current, days.readings).due
        known = [duty.id for duty in self.layer.duties]
        for name, wanted in days.due.items():
            found = tuple(entry.due.on for entry in due if entry.bound.duty.id == name)
            if name not in known:
                yield _("there is no duty {name}").format(name=name) + nearest(name, known)
            elif found != wanted:
                told = _("{place}: expected {expected!r}, found {found}")
                yield told.format(place=name, expected=_listed(wanted), found=repr(_listed(found)))

    def explained(self, case: Case | str) -> dict[str, Any]:
        """Return everything told of a case, one of the plugin's own by its id or another."""
        return explain(self.cases[case] if isinstance(case, str) else case, self.ruler())


def _loaded(name: str) -> tuple[Jurisdiction, list[str]]:
    """Load a jurisdiction, with what was told of overlays that could not be laid on."""
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        found = load(name)
    return found, [str(warning.message) for warning in told]


def _listed(days: tuple[Any, ...]) -> str:
    return ", ".join(map(str, days)) or _("none")
