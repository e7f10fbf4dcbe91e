"""A comparison for people: one column a jurisdiction, then where they part and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from rexian.i18n import _
from rexian.saying import compare as say
from rexian.tellers import place
from rexian.words import say_time

MOST_PAIRS = 3
#: With more pairs of jurisdictions than these, each shows its commonest clauses only.
BRIEF = 3


def show(report: Mapping[str, Any]) -> None:
    """Print a comparison."""
    console = Console(highlight=False, markup=False)
    console.print(say.rows_read(report), style="bold")
    for told in say.assumed(report):
        console.print(Padding(Text(told, style="dim"), (0, 0, 0, 2)))
    if report["working_days_taken"]:
        console.print(say.taken(report))
    console.print(_summaries(report["jurisdictions"]))
    if len(report["jurisdictions"]) > 2:
        console.print()
        console.print(_matrix(report))
    for parting in report["differences"]:
        _show_parting(console, parting, brief=len(report["differences"]) > BRIEF)
    if any(len(parting["pairs"]) > 1 for parting in report["differences"]):
        console.print(_("Every pair of clauses, with tickets: --json"), style="dim")
    for name, flipped in report.get("readings", {}).items():
        _show_readings(console, name, flipped)


def _matrix(report: Mapping[str, Any]) -> Table:
    """Return how many tickets any two jurisdictions treat differently."""
    names, apart = list(report["jurisdictions"]), say.apart(report)
    table = Table(box=None, header_style="dim", padding=(0, 1))
    table.add_column(_("tickets due at another time"), overflow="fold")
    for number in range(1, len(names) + 1):
        table.add_column(str(number), justify="right")
    for number, row in enumerate(names, start=1):
        cells = (apart.get((row, name), apart.get((name, row), "")) for name in names)
        table.add_row(f"{number} {place(row)}", *map(str, cells))
    return table


def _summaries(found: Mapping[str, Mapping[str, Any]]) -> Table:
    table = Table(box=None, header_style="bold")
    table.add_column("", style="dim", overflow="fold")
    for name in found:
        table.add_column(place(name), justify="right", overflow="fold")
    columns = [say.summary(summary) for summary in found.values()]
    for cells in zip(*columns, strict=True):
        table.add_row(cells[0][0], *(shown for _label, shown in cells))
    return table


def _show_parting(console: Console, parting: Mapping[str, Any], *, brief: bool) -> None:
    """Show on how many tickets two jurisdictions part, and by which clauses most of them."""
    if not parting["pairs"]:
        return
    console.print()
    console.print(Text(say.parting(parting), style="bold"))
    table = Table(box=None, show_header=False, padding=(0, 1))
    table.add_column(justify="right", no_wrap=True)
    table.add_column(overflow="fold")
    table.add_column(overflow="fold")
    for pair in parting["pairs"][: 1 if brief else MOST_PAIRS]:
        table.add_row(str(pair["tickets"]), say.side(pair["a"]), say.side(pair["b"]))
        for example in pair["examples"][:1]:
            told = _("row {row} from {start}").format(
                row=example["row"], start=say_time(example["from"])
            )
            dues = [say_time(example[f"{side}_due_at"]) or "-" for side in "ab"]
            table.add_row("", f"{dues[0]}", f"{dues[1]}  {told}", style="dim")
    console.print(table)


def _show_readings(console: Console, name: str, flipped: Sequence[Mapping[str, Any]]) -> None:
    if not flipped:
        return
    console.print()
    console.print(Text(say.read_otherwise(name), style="bold"))
    table = Table(box=None, show_header=False, padding=(0, 1))
    table.add_column(justify="right", no_wrap=True)
    table.add_column(overflow="fold")
    for tickets, told in say.readings(name, flipped):
        table.add_row(str(tickets), told)
    console.print(table)
