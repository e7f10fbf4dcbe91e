"""Instants: whole seconds of Asia/Shanghai wall clock since 1970-01-01T00:00.

China keeps one offset, +08:00, so wall-clock seconds order and subtract like physical time and a
calendar day is an integer division away.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import TypeAlias

from rexian.errors import InputError
from rexian.i18n import _

Instant: TypeAlias = int
DAY = 86_400
#: The weekday of day 0, Monday being 0: 1970-01-01 was a Thursday.
EPOCH_WEEKDAY = 3
SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - the wall-clock epoch has no offset by definition
_EPOCH_DAY = date(1970, 1, 1).toordinal()


def day_number(day: date) -> int:
    """Return the day's number: 0 for 1970-01-01."""
    return day.toordinal() - _EPOCH_DAY


def date_of(number: int) -> date:
    """Return the date of a day number."""
    return date.fromordinal(number + _EPOCH_DAY)


def end_of_day(number: int) -> Instant:
    """Return the last second of a day: 24:00, shown as 23:59:59."""
    return (number + 1) * DAY - 1


def from_datetime(moment: datetime) -> Instant:
    """Convert a datetime: naive means Shanghai, any offset is converted, fractions are dropped."""
    if moment.tzinfo is not None:
        moment = moment.astimezone(SHANGHAI).replace(tzinfo=None)
    delta = moment - _EPOCH
    return delta.days * DAY + delta.seconds


def parse_instant(text: str | date | datetime) -> Instant:
    """Read an instant; a date alone means the end of that day.

    Raises:
        InputError: the text is no ISO 8601 date or date-time.
    """
    if isinstance(text, datetime):
        return from_datetime(text)
    if isinstance(text, date):
        return end_of_day(day_number(text))
    try:
        if len(text) <= len("2025-10-10"):
            return end_of_day(day_number(date.fromisoformat(text)))
        return from_datetime(datetime.fromisoformat(text))
    except (TypeError, ValueError, OverflowError):
        raise InputError(
            _(
                "{text!r} is not a time; write 2025-09-30T10:00, or 2025-09-30 for the end of "
                "that day"
            ).format(text=text)
        ) from None


def to_datetime(instant: Instant) -> datetime:
    """Return the aware datetime of an instant."""
    return (_EPOCH + timedelta(seconds=instant)).replace(tzinfo=SHANGHAI)


def format_instant(instant: Instant) -> str:
    """Write an instant as ISO 8601 with the +08:00 offset."""
    return to_datetime(instant).isoformat()
