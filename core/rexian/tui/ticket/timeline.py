"""What was done to a ticket, as rows, and one record of it in full."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rexian.i18n import _
from rexian.saying.timeline import marked_what, particulars, texts_of, whom
from rexian.tui.widgets.sheet import Column, Row
from rexian.words import join, say_time

Told = Mapping[str, Any]


def columns() -> list[Column]:
    """Return the columns."""
    return [
        Column("#", 3, right=True),
        Column(_("happened"), 16),
        Column(_("what"), 12, share=1),
        Column(_("by whom"), 12, share=1),
        Column(_("particulars"), 12, share=4),
    ]


def rows(told: Told) -> Iterator[Row]:
    """Yield a row for each record, in the order in which they were recorded."""
    texts = texts_of(told)
    for entry in told["timeline"]:
        said = join(list(particulars(entry, texts)))
        cells = (
            str(entry["seq"]),
            say_time(entry["at"]),
            marked_what(entry),
            whom(entry),
            said,
        )
        yield Row(str(entry["seq"]), cells, tone="dim" if entry["void"] else "")


def in_full(told: Told, seq: int) -> list[tuple[str, str]]:
    """Return everything about one record, each with what it is."""
    entry = next(each for each in told["timeline"] if each["seq"] == seq)
    found = [
        (_("what"), marked_what(entry)),
        (_("happened"), say_time(entry["at"])),
        (_("by whom"), whom(entry)),
    ]
    if entry["recorded"] != entry["at"]:
        found.append((_("recorded"), say_time(entry["recorded"])))
    if entry["unit"]:
        found.append((_("unit"), entry["unit"]))
    return [*found, *((_("particulars"), line) for line in particulars(entry, texts_of(told)))]
