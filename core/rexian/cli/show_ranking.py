"""What ranks bring, for people: month by month, unit by unit, with the clause."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from rexian.assess.units import MEASURES
from rexian.discovery import load
from rexian.i18n import _
from rexian.tellers import locators, place
from rexian.words import join, say_status, say_word


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
        table.add_row(one["unit"], _measure(one), _why(one), join(locators(one["citations"])))
    return table


def _measure(one: Mapping[str, Any]) -> str:
    form = _("{measure} of the {on}, by the {by}")
    return form.format(
        measure=MEASURES.label(one["measure"]), on=say_word(one["on"]), by=say_word(one["by"])
    )


def _why(one: Mapping[str, Any]) -> str:
    told = [
        _("{n} from the bottom").format(n=one["rank_from_bottom"]),
        _("months running: {n}").format(n=one["streak"]),
        _("this year: {n}").format(n=one["year_count"]),
    ]
    return join(told)


def readings(jurisdiction: str, told: Iterable[Mapping[str, Any]]) -> list[str]:
    """Say which points are read how, and what else may be chosen."""
    known = load(jurisdiction).readings
    lines = []
    for entry in told:
        terms = known[entry["id"]].fact.terms
        others = [f"{entry['id']}={name}" for name in entry["choices"] if name != entry["chosen"]]
        form = _("{point}: {chosen}")
        line = form.format(point=known[entry["id"]].label(), chosen=terms.label(entry["chosen"]))
        lines.append(f"{line} [{join(others)}]")
    return lines
