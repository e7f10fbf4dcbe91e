"""Help for testing a jurisdiction: worked cases read, ruled and compared with what they expect."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from rexian.errors import InputError
from rexian.expectations import differences
from rexian.explain import Desk, explain
from rexian.jurisdictions import load
from rexian.model.case import Case, read_cases
from rexian.worktime.history import CalendarHistory
from rexian.worktime.sources import china


def cases_of(path: Path) -> list[Case]:
    """Read the worked cases of a file."""
    return read_cases(path)


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
    return list(differences(case.expect, explain(case, desk)["rulings"]))


def check_cases(cases: Iterable[Case]) -> dict[str, list[str]]:
    """Return, for every case that is not as expected, in what it differs."""
    found = {str(case.id): check_case(case) for case in cases}
    return {name: lines for name, lines in found.items() if lines}
