"""The columns of the list of tickets, and what stands in them."""

from __future__ import annotations

from textual.content import Content

from rexian.desk.queue import Listed
from rexian.i18n import _
from rexian.instants import Instant
from rexian.saying import queue as said
from rexian.saying.width import steady
from rexian.tui.widgets.sheet import Column, Row

#: The widths of the columns, and their shares of the room left over; the last ones go first.
_WIDTHS = {
    "due": (14, 0),
    "number": (12, 0),
    "kind": (6, 0),
    "title": (16, 4),
    "unit": (8, 1),
    "stage": (8, 1),
    "hint": (8, 1),
    "above": (11, 0),
}
_NARROW = {"due": 11, "kind": 4}
#: By which columns a list is put in order when their heading is clicked.
_SORTING = frozenset({"due", "number", "kind", "unit", "stage"})


def columns(order: str, *, backward: bool, chinese: bool) -> list[Column]:
    """Return the columns; the one by which the list is in order is marked."""
    mark = " v" if backward else " ^"
    return [
        Column(
            title + (mark if name == order else ""),
            _NARROW.get(name, width) if chinese else width,
            share,
            id=name if name in _SORTING else "",
        )
        for (name, title), (width, share) in zip(
            said.headings().items(), _WIDTHS.values(), strict=True
        )
    ]


def row(told: Listed, now: Instant) -> Row:
    """Return a ticket as a row."""
    cells = tuple(said.cells(told, now).values())
    tones = {0: said.urgency(told.due.due_at, now), 7: said.urgency(told.above, now), 6: "told"}
    return Row(told.due.number, cells, tones={n: tone for n, tone in tones.items() if tone})


def detail(told: Listed, now: Instant) -> Content:
    """Return what the list tells of the ticket under the cursor."""
    limits = [Content(limit).stylize(f"${tone}") for limit, tone in said.limits(told, now)]
    return Content("\n").join(
        [
            Content(f"{told.due.number}  {steady(told.due.title)}").stylize("bold"),
            Content("  ").join(limits) if limits else Content(_("due at no time")),
            Content(steady("  ".join(part for part in said.particulars(told) if part))),
        ]
    )
