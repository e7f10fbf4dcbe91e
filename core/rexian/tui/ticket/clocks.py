"""The clocks of a ticket as rows; what is left of them is drawn anew as time goes by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.cells import cell_len

from rexian.i18n import _
from rexian.instants import DAY, Instant, format_instant, parse_instant
from rexian.saying.clocks import clock_by, clock_due, clock_name, clock_state
from rexian.tui.widgets.sheet import Column, Row
from rexian.words import say_time

Told = Mapping[str, Any]


#: The least and the most that a column takes for what stands in it.
_LEAST, _MOST = 8, 24


def columns(shown: Sequence[Row] = ()) -> list[Column]:
    """Return the columns, as wide as what stands in them; none for what is nowhere told."""
    state, due, base = (_widest(shown, place) for place in (1, 2, 3))
    return [
        Column(_("clock"), 12, share=2),
        Column(_("state"), max(_LEAST, state), share=1),
        Column(_("due"), max(_LEAST, due), share=1),
        Column(_("before extension"), base and max(_LEAST, base)),
        Column(_("by"), 12, share=2),
    ]


def _widest(shown: Sequence[Row], place: int) -> int:
    return min(_MOST, max((cell_len(row.cells[place]) for row in shown), default=0))


def rows(told: Told, now: Instant) -> Iterator[Row]:
    """Yield a row for each clock; the present year is left out of times."""
    year = format_instant(now)[:5]
    for place, clock in enumerate(told["clocks"]):
        standing = running(clock, now)
        is_extended = clock["base_due_at"] != clock["due_at"]
        cells = (
            clock_name(standing),
            clock_state(standing, now),
            clock_due(standing),
            say_time(clock["base_due_at"]) if is_extended else "",
            clock_by(standing),
        )
        yield Row(
            str(place),
            tuple(cell.replace(year, "") for cell in cells),
            tones={1: tone(standing, now)},
        )


def running(clock: Told, now: Instant) -> Told:
    """Return a clock as it stands now, which was told some time ago."""
    if clock["done_at"] is not None:
        return clock
    left = parse_instant(clock["due_at"]) - now
    late = None if clock["late"] is None else left < 0
    return {**clock, "remaining": left, "late": late}


def tone(clock: Told, now: Instant) -> str:
    """Return how pressing a clock is, by its colour's name."""
    if clock["done_at"] is not None:
        return "late" if clock["late"] else "dim"
    if clock["remaining"] < 0:
        return "dim" if clock["late"] is None else "late"
    return "soon" if parse_instant(clock["due_at"]) - now < DAY else "calm"


def in_full(clock: Told, now: Instant) -> list[tuple[str, str]]:
    """Return everything about a clock, each with what it is."""
    standing = running(clock, now)
    found = [
        (_("from"), say_time(clock["from"])),
        (_("due"), clock_due(standing)),
        (_("state"), clock_state(standing, now)),
    ]
    if clock["base_due_at"] != clock["due_at"]:
        found.insert(1, (_("before extension"), say_time(clock["base_due_at"])))
    return found
