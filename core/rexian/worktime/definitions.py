"""Calendars that a file defines: a week of windows, holidays, make-up days, breaks.

Without a base the calendar is its own authority and never provisional: a day is a working day where
it has a window. With the base `china` the windows lie on the built-in calendar's working days.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from rexian.errors import InputError, nearest
from rexian.i18n import _
from rexian.instants import day_number
from rexian.worktime.calendar import Calendar
from rexian.worktime.files import (
    list_in,
    mapping_in,
    read_date,
    read_mapping,
    refuse_unknown,
    text_in,
)
from rexian.worktime.office import THURSDAY, OfficeHours, office_hours
from rexian.worktime.sources import FIRST, LAST, OVERRIDE_KEYS, china, overridden
from rexian.worktime.windows import Windows, read_spans, read_windows

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

WorkTime: TypeAlias = tuple[Calendar, OfficeHours | None]
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
KEYS = (*OVERRIDE_KEYS, "base", "week", "yearly_holidays", "extra_workdays", "breaks")
LEAP_YEAR = 2000
_MONTH_DAY = re.compile(r"([0-9]{2})-([0-9]{2})")


def open_calendar(path: Path) -> WorkTime:
    """Read a calendar file: one with a `week` stands alone, any other corrects the built-in one.

    Raises:
        InputError: the file cannot be read, or a key or value in it is wrong.
    """
    content = read_mapping(path)
    base = None if "week" in content else china()
    return define(content, path.stem, str(path), base)


def define(
    content: Mapping[str, object], name: str, where: str, base: Calendar | None = None
) -> WorkTime:
    """Return the calendar that a mapping defines, and its office hours if it states any.

    Args:
        content: the keys and values; `base: china` in it wins over `base`.
        name: what to call the calendar unless the mapping says.
        where: the file or key that errors name.
        base: the calendar that the definition corrects; None for one of its own.

    Raises:
        InputError: a key or value is wrong.
    """
    refuse_unknown(content, KEYS, where)
    week = _week(content, where)
    base = _base(content, where) or base
    calendar = _own(name, week) if base is None else base
    calendar = _without_yearly(calendar, content, where)
    calendar = overridden(calendar, content, where)
    exceptions = _by_date(content, "extra_workdays", where, read_windows)
    breaks = _by_date(content, "breaks", where, read_spans)
    if base is not None and not week:
        if exceptions or breaks:
            raise InputError(
                _("{where}: extra_workdays and breaks are windows; write a week too").format(
                    where=where
                )
            )
        return calendar, None
    try:
        office = office_hours(calendar, week, exceptions, breaks)
    except InputError as error:
        raise InputError(f"{where}: {error}") from None
    calendar = replace(calendar, working=bytes(map(bool, office.days)))
    return calendar, replace(office, calendar=calendar)


def _base(content: Mapping[str, object], where: str) -> Calendar | None:
    base = text_in(content, "base", where)
    if base not in {None, "china"}:
        raise InputError(
            _("{where}: base is {base!r}; the only one built in is china").format(
                where=where, base=base
            )
        )
    return None if base is None else china()


def _week(content: Mapping[str, object], where: str) -> dict[int, Windows]:
    week = {}
    for key, value in mapping_in(content, "week", where).items():
        if key not in WEEKDAYS:
            known = _("; known: {words}").format(words=" ".join(WEEKDAYS))
            hint = nearest(str(key), WEEKDAYS) or known
            raise InputError(
                _("{where}: week: unknown weekday {key!r}{hint}").format(
                    where=where, key=key, hint=hint
                )
            )
        week[WEEKDAYS.index(str(key))] = read_windows(value, f"{where}: week: {key}")
    return week


def _own(name: str, week: Mapping[int, Windows]) -> Calendar:
    first, last = day_number(FIRST), day_number(LAST)
    worked = [int(bool(week.get((THURSDAY + day) % 7))) for day in range(first, first + 7)]
    length = last - first + 1
    return Calendar(name, first, bytes(worked * (length // 7 + 1))[:length])


def _without_yearly(calendar: Calendar, content: Mapping[str, object], where: str) -> Calendar:
    items = list_in(content, "yearly_holidays", where)
    table = bytearray(calendar.working)
    for month, day in (_month_day(item, where) for item in items):
        for year in range(FIRST.year, LAST.year + 1):
            found = _date_or_none(year, month, day)
            if found is not None:
                table[day_number(found) - calendar.first] = 0
    return replace(calendar, working=bytes(table)) if items else calendar


def _month_day(item: object, where: str) -> tuple[int, int]:
    match = _MONTH_DAY.fullmatch(str(item))
    if match is not None and _date_or_none(LEAP_YEAR, int(match[1]), int(match[2])):
        return int(match[1]), int(match[2])
    raise InputError(
        _('{where}: yearly_holidays: {item!r} is not a day; write "05-01"').format(
            where=where, item=item
        )
    )


def _date_or_none(year: int, month: int, day: int) -> date | None:
    """Return the date; None for a 29 February that the year lacks, or for no date at all."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _by_date(
    content: Mapping[str, object], key: str, where: str, read: Callable[[object, str], Windows]
) -> dict[date, Windows]:
    return {
        read_date(day, f"{where}: {key}"): read(value, f"{where}: {key}: {day}")
        for day, value in mapping_in(content, key, where).items()
    }
