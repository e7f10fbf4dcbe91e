"""What check and diff share: the rule sets asked for, and what judges and proves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

from rexian.analysis.periods import Starts
from rexian.analysis.proof import Prover
from rexian.analysis.sides import Reach, Side
from rexian.analysis.strictness import Judge
from rexian.cli import options
from rexian.errors import InputError, nearest
from rexian.i18n import _
from rexian.jurisdictions import Jurisdiction
from rexian.questions import QUESTIONS


class Bench:
    """Judges and proves by the built-in calendar; what was worked out once is remembered."""

    @cached_property
    def judge(self) -> Judge:
        """What compares outcomes, over every published start."""
        return Judge(Starts(options.calendars_of(None).current))

    @cached_property
    def prover(self) -> Prover:
        """What finds cases."""
        return Prover(options.calendars_of(None))


def sides_of(
    jurisdictions: Iterable[Jurisdiction],
    readings: Mapping[str, str],
    reach: Reach = Reach.CHAIN,
) -> list[Side]:
    """Return jurisdictions as sides, each under those of the readings that it has."""
    return [
        Side(found, {n: choice for n, choice in readings.items() if n in found.readings}, reach)
        for found in jurisdictions
    ]


def check_readings(jurisdictions: Iterable[Jurisdiction], readings: Mapping[str, str]) -> None:
    """Refuse a reading that none of several jurisdictions has.

    Raises:
        InputError: there is no such reading, or no such choice.
    """
    places = list(jurisdictions)
    for name, choice in readings.items():
        for found in [p for p in places if name in p.readings] or places[:1]:
            found.chosen({name: choice})


def check_question(name: str | None) -> None:
    """Refuse a question that there is not.

    Raises:
        InputError: there is no such question.
    """
    known = [question.id for question in QUESTIONS]
    if name is not None and name not in known:
        raise InputError(
            _("there is no question {name!r}").format(name=name) + nearest(name, known)
        )
