"""Periods: an amount and a unit, as the documents state limits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from rexian.errors import InputError
from rexian.i18n import _


class Unit(StrEnum):
    """What a limit is counted in; the values are the words of the JSON output."""

    MINUTE = "minute"
    HOUR = "hour"
    WORKING_DAY = "working_day"
    NATURAL_DAY = "natural_day"
    MONTH = "month"
    IMMEDIATE = "immediate"
    GIVEN = "given"
    WORKING_SECOND = "working_second"
    WORKING_MINUTE = "working_minute"
    WORKING_HOUR = "working_hour"


SUFFIXES = {
    "wd": Unit.WORKING_DAY,
    "d": Unit.NATURAL_DAY,
    "h": Unit.HOUR,
    "min": Unit.MINUTE,
    "mo": Unit.MONTH,
    "ws": Unit.WORKING_SECOND,
    "wmin": Unit.WORKING_MINUTE,
    "wh": Unit.WORKING_HOUR,
}
#: As people write them; how a bare day is meant, working or natural, nobody can know.
_SPELT = {
    "个工作日": Unit.WORKING_DAY,
    "工作日": Unit.WORKING_DAY,
    "个自然日": Unit.NATURAL_DAY,
    "自然日": Unit.NATURAL_DAY,
    "个小时": Unit.HOUR,
    "小时": Unit.HOUR,
    "分钟": Unit.MINUTE,
    "个月": Unit.MONTH,
}
CLOCK_SECONDS = {Unit.MINUTE: 60, Unit.HOUR: 3600}
OFFICE_SECONDS = {Unit.WORKING_SECOND: 1, Unit.WORKING_MINUTE: 60, Unit.WORKING_HOUR: 3600}
_BARE = {unit.value: unit for unit in (Unit.IMMEDIATE, Unit.GIVEN)}
_SUFFIX_OF = {unit: suffix for suffix, unit in SUFFIXES.items()}
_IN_OFFICE = {Unit.MINUTE: Unit.WORKING_MINUTE, Unit.HOUR: Unit.WORKING_HOUR}
_UNITS = {**SUFFIXES, **_SPELT}
_WRITTEN = re.compile(r"([0-9]{1,9})([a-z]+|[\u4e00-\u9fff]+)")


@dataclass(frozen=True, slots=True)
class Period:
    """An amount of time; `n` is never negative, and 0 for `immediate` and `given`."""

    n: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.n < 0:
            raise InputError(
                _("a period of {n} {unit}: write 0 or more").format(n=self.n, unit=self.unit.value)
            )

    def __str__(self) -> str:
        suffix = _SUFFIX_OF.get(self.unit)
        return f"{self.n}{suffix}" if suffix else self.unit.value

    @property
    def office_seconds(self) -> int | None:
        """The working seconds of a period counted in office hours, else None."""
        scale = OFFICE_SECONDS.get(self.unit)
        return None if scale is None else self.n * scale

    def in_office_hours(self) -> Period:
        """Return the period with clock hours and minutes read as working ones."""
        return Period(self.n, _IN_OFFICE.get(self.unit, self.unit))


IMMEDIATELY = Period(0, Unit.IMMEDIATE)
GIVEN = Period(0, Unit.GIVEN)


def working_days(n: int) -> Period:
    """Return a period of `n` working days."""
    return Period(n, Unit.WORKING_DAY)


def natural_days(n: int) -> Period:
    """Return a period of `n` natural days; 0 is the same day."""
    return Period(n, Unit.NATURAL_DAY)


def hours(n: int) -> Period:
    """Return a period of `n` clock hours."""
    return Period(n, Unit.HOUR)


def minutes(n: int) -> Period:
    """Return a period of `n` clock minutes."""
    return Period(n, Unit.MINUTE)


def months(n: int) -> Period:
    """Return a period of `n` months."""
    return Period(n, Unit.MONTH)


def parse_period(text: str) -> Period:
    """Read a period as `str(period)` writes it, or as people do: `3wd`, `immediate`, `3个工作日`.

    Raises:
        InputError: the text is no amount followed by a known unit.
    """
    written = str(text).strip().lower()
    if written in _BARE:
        return Period(0, _BARE[written])
    match = _WRITTEN.fullmatch(written)
    if match is None or match[2] not in _UNITS:
        raise InputError(
            _("{text!r} is not a limit; write a number and one of {known}, as in 3wd").format(
                text=text, known=" ".join(SUFFIXES)
            )
        )
    return Period(int(match[1]), _UNITS[match[2]])
