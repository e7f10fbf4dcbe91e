"""The words with which a plugin says when a duty falls due."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from rexian.duties.days import Cadence
from rexian.duties.schedule import (
    AroundDay,
    ByDay,
    ByReading,
    Continuous,
    Dated,
    Every,
    LastDay,
    LastWorkingDay,
    Once,
    PeriodUnset,
    Several,
    Standing,
    ThatDay,
)
from rexian.errors import DefinitionError
from rexian.rules.readings import Reading

#: Every month has the days up to this one.
_IN_EVERY_MONTH = 28


def once(day: date, *, inclusive: bool = True, roll: bool = False) -> Once:
    """Before a day: that day is in unless said otherwise; `roll` moves it over days off."""
    return Once(day, inclusive, roll)


def every_day() -> Every:
    """Every day of the year, days off included."""
    return Every(Cadence.DAY, ThatDay(working=False))


def every_working_day() -> Every:
    """Every working day."""
    return Every(Cadence.WORKING_DAY, ThatDay(working=True))


def every_week() -> Every:
    """Every week, Monday to Sunday; with no day named, on its last working day."""
    return Every(Cadence.WEEK, LastWorkingDay())


def every_month(  # noqa: PLR0913 - each is named at the call
    *,
    by: int | None = None,
    about: Literal["same", "previous"] = "same",
    inclusive: bool = True,
    roll: bool = False,
    around: int | None = None,
    within: int = 0,
) -> Every:
    """Every month: before a day, about a day, or, with no day named, on its last day.

    Args:
        by: the day before which; that day is in where `inclusive`.
        about: the month it is about, where it is due by a day.
        inclusive: whether the day named is in.
        roll: whether a day off moves to the next working day.
        around: the day about which.
        within: how many days before or after it still count as about it.

    Raises:
        DefinitionError: both days are named, or some month has not all the days.
    """
    if by is not None and around is not None:
        raise DefinitionError("a monthly duty is due by a day or around one, not both")
    if by is not None:
        _check_month(by if inclusive else by - 1, by)
        return Every(Cadence.MONTH, ByDay(by, about, inclusive, roll))
    if around is not None:
        _check_month(around - within, around + within)
        return Every(Cadence.MONTH, AroundDay(around, within))
    return Every(Cadence.MONTH, LastDay())


def every_quarter() -> Every:
    """Every quarter, on its last day."""
    return Every(Cadence.QUARTER, LastDay())


def every_half_year() -> Every:
    """Every half-year, on its last day."""
    return Every(Cadence.HALF_YEAR, LastDay())


def every_year() -> Every:
    """Every calendar year, on its last day."""
    return Every(Cadence.YEAR, LastDay())


def each_of(*schedules: Dated) -> Several:
    """Under each of these schedules, such as weekly, monthly and yearly reports."""
    return Several(schedules)


def continuous() -> Continuous:
    """All the time."""
    return Continuous()


def period_unset() -> PeriodUnset:
    """Again and again; the text does not say how often, so it has no date."""
    return PeriodUnset()


def standing(least: int = 1, *, per: Literal["unit", "person"] | None = None) -> Standing:
    """Something that must be there: at least so many, in all or for each unit or person."""
    return Standing(least, per)


def by_reading(reading: Reading, choices: Mapping[str, Dated]) -> ByReading:
    """As the text is read: a schedule for each choice of the reading."""
    return ByReading(reading, choices)


def _check_month(first: int, last: int) -> None:
    if not 1 <= first <= last <= _IN_EVERY_MONTH:
        raise DefinitionError(
            f"days {first} to {last} are not in every month; days 1 to {_IN_EVERY_MONTH} are"
        )
