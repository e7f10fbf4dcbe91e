"""Where a calendar's days come from: published notices, the law beyond them, a site's own file.

`chinese-calendar` carries the yearly notices of the State Council. Before its first year and after
its last the table holds weekends plus the holidays that the Regulation on Public Holidays fixes (as
revised in November 2024, applied to every such year, earlier law included); make-up weekends and
days off in lieu come only with a notice, so whatever counts those days is provisional.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from rexian.errors import InputError
from rexian.i18n import _
from rexian.instants import DAY, date_of, day_number
from rexian.worktime.calendar import Calendar
from rexian.worktime.files import dates_in, instant_in, read_mapping, refuse_unknown, text_in

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

FIRST, LAST = date(1990, 1, 1), date(2099, 12, 31)
FIXED_HOLIDAYS = ((1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3))
SPRING_FESTIVAL = range(-1, 3)  # the lunar year's eve to the third day of the first month
LUNAR_HOLIDAYS = ((5, 5), (8, 15))
OVERRIDE_KEYS = ("name", "announced", "published_until", "holidays", "workdays")


@lru_cache(maxsize=1)
def china() -> Calendar:
    """Return mainland China's calendar, built on first use and kept."""
    from chinese_calendar import constants  # noqa: PLC0415 - a desk that counts nothing skips it

    off, on = constants.holidays, constants.workdays
    years = range(min(off).year, max(off).year + 1)
    published = (day_number(date(years[0], 1, 1)), day_number(date(years[-1], 12, 31)))
    table = bytearray(_weekdays())
    unpublished = [y for y in range(FIRST.year, LAST.year + 1) if y not in years]
    for day in statutory_holidays(unpublished):
        table[(day - FIRST).days] = 0
    for days, working in ((off, 0), (on, 1)):
        for day in days:
            table[(day - FIRST).days] = working
    return Calendar("china", day_number(FIRST), bytes(table), published)


def statutory_holidays(years: Collection[int]) -> Iterator[date]:
    """Yield the holidays that the law itself fixes in each of the years."""
    from borax.calendars.lunardate import TermUtils  # noqa: PLC0415 - as above

    for year in years:
        yield from (date(year, month, day) for month, day in FIXED_HOLIDAYS)
        yield TermUtils.nth_term_day(year, term_name="清明")
    for year, first_days in _lunar_months():
        if year in years:
            yield from (first_days[1] + timedelta(days=shift) for shift in SPRING_FESTIVAL)
            yield from (first_days[m] + timedelta(days=day - 1) for m, day in LUNAR_HOLIDAYS)


def _lunar_months() -> Iterator[tuple[int, dict[int, date]]]:
    """Yield every lunar year with the first day of each of its months.

    One walk over the months: converting each holiday from the epoch on takes ten times as long.
    """
    from borax.calendars.lunardate import LCalendars, LunarDate  # noqa: PLC0415 - as above

    day = LunarDate(FIRST.year, 1, 1).to_solar_date()
    for year in range(FIRST.year, LAST.year + 1):
        first_days: dict[int, date] = {}
        for month, length, _leap in LCalendars.iter_year_month(year):
            first_days.setdefault(month, day)
            day += timedelta(days=length)
        yield year, first_days


def with_overrides(calendar: Calendar, path: Path) -> Calendar:
    """Return a new version of the calendar with the days that a file corrects.

    The file (YAML, JSON or TOML) lists `holidays` and `workdays` by date; `name`, `announced` (when
    the notice became known) and `published_until` (the last day that it settles) are optional.

    Raises:
        InputError: the file cannot be read, or a key or date in it is wrong.
    """
    content = read_mapping(path)
    refuse_unknown(content, OVERRIDE_KEYS, str(path))
    return overridden(calendar, content, str(path))


def overridden(calendar: Calendar, content: Mapping[str, object], where: str) -> Calendar:
    """Return the calendar with the override keys of a mapping applied; see `with_overrides`."""
    off = set(dates_in(content, "holidays", where))
    on = set(dates_in(content, "workdays", where))
    if off & on:
        raise InputError(
            _("{where}: {day} is under both holidays and workdays").format(
                where=where, day=min(off & on)
            )
        )
    table = bytearray(calendar.working)
    for days, working in ((off, 0), (on, 1)):
        for day in days:
            table[_index(calendar, day, where)] = working
    return replace(
        calendar,
        name=text_in(content, "name", where) or calendar.name,
        working=bytes(table),
        published=_published(calendar, content, where),
        announced=instant_in(content, "announced", where) or calendar.announced,
    )


def _weekdays() -> bytes:
    week = [int((FIRST.weekday() + shift) % 7 < 5) for shift in range(7)]
    days = (LAST - FIRST).days + 1
    return bytes(week * (days // 7 + 1))[:days]


def _index(calendar: Calendar, day: date, where: str) -> int:
    index = day_number(day) - calendar.first
    if 0 <= index < len(calendar.working):
        return index
    first, last = date_of(calendar.first), date_of(calendar.last)
    raise InputError(
        _("{where}: {day} lies outside the calendar {name}, {first} to {last}").format(
            where=where, day=day, name=calendar.name, first=first, last=last
        )
    )


def _published(
    calendar: Calendar, content: Mapping[str, object], where: str
) -> tuple[int, int] | None:
    until = instant_in(content, "published_until", where)
    if until is None or calendar.published is None:
        return calendar.published
    since, day = calendar.published[0], until // DAY
    if day < since:
        raise InputError(
            _("{where}: published_until comes before {day}, the first day").format(
                where=where, day=date_of(since)
            )
        )
    return since, min(day, calendar.last)
