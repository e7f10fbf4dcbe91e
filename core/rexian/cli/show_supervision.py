"""The supervision ledger as a table, and how many tickets stand how."""

from __future__ import annotations

from collections import Counter

from rich.console import Console
from rich.table import Table
from rich.text import Text

from rexian.desk.supervised import STATES, Entry
from rexian.desk.supervision import Ledger
from rexian.i18n import _
from rexian.instants import Instant
from rexian.saying import supervision as said
from rexian.tellers import Teller

_STYLES = {"late": "red", "soon": "yellow", "calm": "", "dim": "dim"}


def show(found: Ledger, teller: Teller) -> None:
    """Print the ledger, what presses most first."""
    console = Console(highlight=False, markup=False)
    counted = Counter(entry.state for entry in found.entries)
    told = [f"{each.label()} {counted[each.id]}" for each in STATES if counted[each.id]]
    console.print(Text(" | ".join(told) or _("The ledger is empty."), style="bold"))
    if found.entries:
        console.print(_table(found, teller))
    if found.more:
        console.print(Text(_("not every ticket was looked at: --limit, --unit, --month")))


def _table(found: Ledger, teller: Teller) -> Table:
    table = Table(box=None, header_style="dim", padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column(_("state"), no_wrap=True)
    table.add_column(_("time"), no_wrap=True)
    table.add_column(_("number"), no_wrap=True)
    table.add_column(_("title"), overflow="fold", ratio=2)
    table.add_column(_("unit"), overflow="fold", ratio=1)
    table.add_column(_("why and by whom"), overflow="fold", ratio=3)
    for entry in found.entries:
        cells = (said.state(entry), said.when(entry, found.now), entry.number, entry.row.title)
        why = _why(entry, found.now, teller)
        style = _STYLES[said.tone(entry, found.now)]
        table.add_row(*cells, entry.row.host or "", why, style=style)
    return table


def _why(entry: Entry, now: Instant, teller: Teller) -> str:
    lines = [said.ordered(each) for each in entry.orders]
    lines += [said.because(each, teller) for each in entry.grounds]
    lines += [said.due(each, now) for each in entry.awaited]
    return "\n".join(lines)
