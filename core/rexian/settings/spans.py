"""Lengths of time as a settings file states them: `"30min"`, `"12h"`, `"1d"`."""

from __future__ import annotations

from rexian.errors import InputError
from rexian.instants import DAY
from rexian.worktime.period import Period, Unit, parse_period

_SECONDS = {Unit.MINUTE: 60, Unit.HOUR: 3600, Unit.NATURAL_DAY: DAY}


def read_span(written: object) -> int:
    """Return the seconds of a length of time.

    Raises:
        ValueError: it is no amount of minutes, hours or days.
    """
    try:
        period = parse_period(str(written))
    except InputError:
        raise ValueError from None
    if period.unit not in _SECONDS:
        raise ValueError
    return period.n * _SECONDS[period.unit]


def write_span(seconds: int) -> str:
    """Return seconds as a settings file states them, in the longest unit that leaves none over."""
    unit = next(unit for unit in reversed(_SECONDS) if seconds % _SECONDS[unit] == 0)
    return str(Period(seconds // _SECONDS[unit], unit))
