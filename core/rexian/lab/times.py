"""Columns of times, as people write them, into instants."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

import polars as pl

from rexian.instants import DAY, day_number
from rexian.worktime.sources import FIRST, LAST

if TYPE_CHECKING:
    from collections.abc import Iterable

_Attempt: TypeAlias = Callable[[pl.Series], pl.Series]
_EARLIEST, _LATEST = day_number(FIRST) * DAY, (day_number(LAST) + 1) * DAY - 1
_EXCEL_EPOCH = day_number(dt.date(1899, 12, 30))
_OFFSET = 8 * 3600


def read_times(
    raw: pl.Series, written: str | None = None, *, spreadsheet: bool = False
) -> pl.Series:
    """Return instants (Int64); null where there is none, or none that a calendar reaches.

    A time without an offset is taken as it stands, one with an offset is converted; a date alone
    is the end of that day.

    Args:
        raw: text, or dates or times already.
        written: how the text is written (strptime), tried before year-first forms.
        spreadsheet: whether bare numbers are days as spreadsheets count them, and a column of
            nothing but midnights holds dates.
    """
    if raw.dtype == pl.String:
        found = _from_text(raw, written, spreadsheet=spreadsheet)
    else:
        found = _from_typed(raw)
    if spreadsheet and (found % DAY == 0).all():
        found = found + (DAY - 1)
    return found.set(~found.is_between(_EARLIEST, _LATEST), None)


def is_end_of_day(at: pl.Expr) -> pl.Expr:
    """Whether an instant is the last of its day, which is how a date alone is held."""
    return at % DAY == DAY - 1


def _from_text(raw: pl.Series, written: str | None, *, spreadsheet: bool) -> pl.Series:
    found = pl.Series(raw.name, [None], pl.Int64).new_from_index(0, len(raw))
    own = () if written is None else (_clock(written) if _has_clock(written) else _day(written),)
    found = _fill(found, raw, (*own, *_USUAL))
    left = (raw.is_not_null() & found.is_null()).arg_true()
    rest = _fill(found.gather(left), _plain(raw.gather(left)), _RARE)
    rest = _fill(rest, raw.gather(left), (_serial,)) if spreadsheet else rest
    return found.scatter(left, rest)


def _fill(found: pl.Series, raw: pl.Series, attempts: Iterable[_Attempt]) -> pl.Series:
    """Read what is not yet found by the first form that fits it; most columns have one form."""
    for attempt in attempts:
        left = (raw.is_not_null() & found.is_null()).arg_true()
        if left.is_empty():
            break
        whole = len(left) == len(raw)
        found = attempt(raw) if whole else found.scatter(left, attempt(raw.gather(left)))
    return found


def _from_typed(raw: pl.Series) -> pl.Series:
    if raw.dtype == pl.Date:
        return _ends(raw)
    offset = _OFFSET if getattr(raw.dtype, "time_zone", None) else 0
    return raw.dt.epoch("s") + offset


def _has_clock(written: str) -> bool:
    return any(f"%{mark}" in written for mark in "HIklMSTRrcsXp")


def _clock(form: str) -> _Attempt:
    return lambda text: text.str.to_datetime(form, strict=False).dt.epoch("s")


def _zoned(form: str) -> _Attempt:
    return lambda text: (
        text.str.to_datetime(form, strict=False, time_zone="UTC").dt.epoch("s") + _OFFSET
    )


def _day(form: str) -> _Attempt:
    return lambda text: _ends(text.str.to_date(form, strict=False))


def _ends(days: pl.Series) -> pl.Series:
    return (days.cast(pl.Int32).cast(pl.Int64) + 1) * DAY - 1


def _plain(text: pl.Series) -> pl.Series:
    """Write 2025/9/30T8:05, 2025.9.30 8:05 and 2025年9月30日8时5分 alike."""
    return (
        text.str.replace(r"^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[T\s]*", "${1}-${2}-${3} ")
        .str.replace(r"(\d)[时時点點](\d{1,2})分?", "${1}:${2}")
        .str.replace(r"(:\d{1,2}):?(\d{1,2})秒", "${1}:${2}")
        .str.replace(r"Z$", "+00:00")
        .str.strip_chars()
    )


def _serial(text: pl.Series) -> pl.Series:
    seconds = ((text.cast(pl.Float64, strict=False) + _EXCEL_EPOCH) * DAY).round()
    return seconds.cast(pl.Int64, strict=False)


_USUAL = tuple(
    map(
        _clock,
        (
            "%Y-%m-%d %H:%M:%S",
            "%Y/%m/%d %H:%M:%S",
            "%Y-%m-%dT%H:%M:%S",
            "%Y-%m-%d %H:%M",
            "%Y/%m/%d %H:%M",
        ),
    )
)
_RARE = (
    _day("%Y-%m-%d"),
    _clock("%Y-%m-%d %H:%M:%S%.f"),
    _clock("%Y-%m-%d %H:%M"),
    _zoned("%Y-%m-%d %H:%M:%S%.f%z"),
    _zoned("%Y-%m-%d %H:%M%z"),
    _clock("%Y%m%d%H%M%S"),
    _day("%Y%m%d"),
)
