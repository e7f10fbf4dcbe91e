"""Windows of a working day: half-open spans of seconds since midnight, in order, apart."""

from __future__ import annotations

import itertools
import re
from datetime import time
from typing import TypeAlias

from rexian.errors import InputError
from rexian.i18n import _
from rexian.instants import DAY

Window: TypeAlias = tuple[int, int]
Windows: TypeAlias = tuple[Window, ...]
ALL_DAY: Windows = ((0, DAY),)
_CLOCK = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?")


def read_windows(value: object, where: str) -> Windows:
    """Read a day's windows, `[["08:30", "12:00"], ["14:00", "24:00"]]`, in any order.

    Windows may touch.

    Raises:
        InputError: a time is not one, a window ends before it begins, or two overlap.
    """
    windows = read_spans(value, where)
    for (_start, earlier_end), (later_start, later_end) in itertools.pairwise(windows):
        if later_start < earlier_end:
            later = f"{clock(later_start)}-{clock(later_end)}"
            raise InputError(
                _("{where}: the window {later} overlaps the one before it").format(
                    where=where, later=later
                )
            )
    return windows


def read_spans(value: object, where: str) -> Windows:
    """Read spans that may overlap, as breaks do, in order of their start."""
    if not isinstance(value, (list, tuple)):
        raise InputError(
            _('{where}: write windows as [["08:30", "12:00"]], not {value!r}').format(
                where=where, value=value
            )
        )
    return tuple(sorted(_window(item, where) for item in value))


def without(windows: Windows, breaks: Windows) -> Windows:
    """Return what the breaks leave of the windows."""
    for start, end in breaks:
        windows = tuple(
            piece
            for opens, closes in windows
            for piece in ((opens, min(closes, start)), (max(opens, end), closes))
            if piece[0] < piece[1]
        )
    return windows


def clock(second: int) -> str:
    """Write a second of the day as 08:30, or 08:30:15."""
    hours, minutes, seconds = second // 3600, second // 60 % 60, second % 60
    return f"{hours:02}:{minutes:02}" + (f":{seconds:02}" if seconds else "")


def _window(item: object, where: str) -> Window:
    if not isinstance(item, (list, tuple)) or len(item) != 2:
        raise InputError(
            _('{where}: a window is ["08:30", "12:00"], not {item!r}').format(
                where=where, item=item
            )
        )
    start, end = (_second(part, where) for part in item)
    if end <= start:
        raise InputError(
            _("{where}: the window {start}-{end} ends before it begins").format(
                where=where, start=clock(start), end=clock(end)
            )
        )
    return start, end


def _second(value: object, where: str) -> int:
    written = value.isoformat() if isinstance(value, time) else value
    match = _CLOCK.fullmatch(written) if isinstance(written, str) else None
    if match is not None:
        hours, minutes, seconds = (int(part or 0) for part in match.groups())
        second = hours * 3600 + minutes * 60 + seconds
        if minutes < 60 and seconds < 60 and second <= DAY:
            return second
    raise InputError(
        _('{where}: {value!r} is no time of day; write "08:30" or "24:00", in quotes').format(
            where=where, value=value
        )
    )
