"""What ranks bring, for people: month by month, unit by unit, with the clause."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from rexian.i18n import _
from rexian.saying.ranking import measure, readings, why
from rexian.tellers import locators, place
from rexian.words import join, say_status


def show(told: Mapping[str, Any]) -> None:
    """Print the consequences of a history of ranks."""
    console = Console(highlight=False, markup=False)
    console.print(Text(place(told["jurisdiction"]), style="bold"))
    if told["status"] == "silent":
        console.print(_("what a rank brings: {silence}").format(silence=say_status("silent")))
        return
    if not told["consequences"]:
        console.print(_("nothing follows from these ranks"))
    for month, found in groupby(told["consequences"], key=lambda one: one["month"]):
        console.print(Text(month, style="bold"))
        console.print(consequences(found))
    for line in readings(told["jurisdiction"], told["readings"]):
        console.print(Text(line, style="cyan"))


def consequences(found: Iterable[Mapping[str, Any]]) -> Table:
    """Return what follows for units in a month: which, the measure, whose, on whom, and why."""
    table = Table(box=None, show_header=False, padding=(0, 1))
    for _column in range(4):
        table.add_column(overflow="fold")
    for one in found:
        table.add_row(one["unit"], measure(one), why(one), join(locators(one["citations"])))
    return table
