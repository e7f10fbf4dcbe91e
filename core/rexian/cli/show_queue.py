"""A page of tickets as a table, and how many stand in each queue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from rexian.i18n import _
from rexian.instants import Instant
from rexian.model.vocabulary import KINDS
from rexian.saying.left import say_left
from rexian.saying.width import fitted

if TYPE_CHECKING:
    from rexian.desk.queue import Wanted
    from rexian.store.read import Due

#: What stands between the counts of two queues.
_BAR = " | "


def show_counts(counts: Mapping[str, int]) -> None:
    """Print in one line how many tickets stand in each queue."""
    from rexian.desk.queue import VIEWS

    console = Console(highlight=False, markup=False)
    told = [f"{VIEWS.label(view)} {n}" for view, n in counts.items()]
    console.print(Text(fitted(_BAR.join(told) or _("no tickets"), console.width), style="bold"))


def show(listed: Sequence[Due], now: Instant, wanted: Wanted) -> None:
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
        console.print(Text(more.format(number=listed[-1].number), style="dim"))


def _row(each: Due, now: Instant) -> list[str]:
    from rexian.desk.queue import VIEWS

    kind = KINDS.label(each.kind) if each.kind else ""
    stage = VIEWS.label(each.view)
    if each.supervised:
        stage = _("{stage}, supervised").format(stage=stage)
    return [say_left(each.due_at, now), each.number, kind, each.title, each.host or "", stage]


def _style(each: Due, now: Instant) -> str:
    return "red" if each.due_at is not None and each.due_at < now else ""
