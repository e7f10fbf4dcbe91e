"""A page of tickets as a table, and how many stand in each queue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from rexian.i18n import _
from rexian.instants import Instant
from rexian.saying.width import fitted

if TYPE_CHECKING:
    from rexian.desk.queue import Listed, Wanted

#: What stands between the counts of two queues.
_BAR = " | "


def show_counts(counts: Mapping[str, int]) -> None:
    """Print in one line how many tickets stand in each queue."""
    from rexian.saying.queue import counted

    console = Console(highlight=False, markup=False)
    told = _BAR.join(counted(counts)) or _("no tickets")
    console.print(Text(fitted(told, console.width), style="bold"))


def show(listed: Sequence[Listed], now: Instant, wanted: Wanted) -> None:
    """Print tickets, a line each: what is left of the time, which it is, who has it."""
    if not listed:
        return
    console = Console(highlight=False, markup=False)
    table = Table(box=None, header_style="dim", padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column(_("time left"), no_wrap=True)
    table.add_column(_("number"), no_wrap=True)
    table.add_column(_("kind"), no_wrap=True)
    table.add_column(_("title"), overflow="fold", ratio=2)
    table.add_column(_("unit"), overflow="fold", ratio=1)
    table.add_column(_("stage"), overflow="fold")
    for each in listed:
        table.add_row(*_row(each, now), style=_style(each, now))
    console.print(table)
    if len(listed) == wanted.limit:
        more = _("more after these: --after {number}")
        console.print(Text(more.format(number=listed[-1].due.number), style="dim"))


def _row(each: Listed, now: Instant) -> list[str]:
    from rexian.saying.queue import cells

    told = cells(each, now)
    if each.due.supervised:
        told["stage"] = _("{stage}, supervised").format(stage=told["stage"])
    return [told[column] for column in ("due", "number", "kind", "title", "unit", "stage")]


def _style(each: Listed, now: Instant) -> str:
    from rexian.saying.queue import urgency

    return "red" if urgency(each.due.due_at, now) == "late" else ""
