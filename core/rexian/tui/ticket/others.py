"""The tickets that hang with one: those it is linked with, and the same caller's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rexian.desk.queue import VIEWS
from rexian.i18n import _
from rexian.model.vocabulary import KINDS
from rexian.tui.widgets.sheet import Column, Row
from rexian.words import listed, say_time


def columns() -> list[Column]:
    """Return the columns."""
    return [
        Column(_("number"), 14),
        Column(_("how"), 20),
        Column(_("kind"), 4),
        Column(_("title"), 14, share=2),
        Column(_("stage"), 8),
        Column(_("unit"), 10, share=1),
        Column(_("received"), 16),
    ]


def rows(told: Mapping[str, Any]) -> Iterator[Row]:
    """Yield a row for each of them, each once."""
    for number, other in told["related"].items():
        ways = [
            *([_("linked with")] if number in told["linked"] else []),
            *([_("the same caller's")] if number in told["same_caller"] else []),
        ]
        cells = (
            number,
            listed(ways),
            KINDS.label(other["kind"]) if other["kind"] else "",
            other["title"],
            VIEWS.label(other["view"]),
            other["host"] or "",
            say_time(other["received_at"]),
        )
        yield Row(number, cells)
