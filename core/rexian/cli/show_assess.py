"""An assessment for people: one row a unit, one column an indicator, then what follows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from rexian.assess.indicators import STANDINGS
from rexian.cli.show_ranking import consequences
from rexian.i18n import _, language
from rexian.saying.assess import figure, lines, run_in, ticket, unit_name, value
from rexian.tellers import place
from rexian.words import say_status, say_time

Report = Mapping[str, Any]
#: What a column needs to show its indicator's name; with less it is numbered.
ROOM = 14


def show(report: Report) -> None:
    """Print an assessment."""
    console = Console(highlight=False, markup=False)
    period = report.get("month") or report["year"]
    heading = [place(report["jurisdiction"]), period]
    heading.append(_("as at {now}").format(now=say_time(report["as_at"])))
    console.print(Text("  ".join(heading), style="bold"))
    told = [each for each in report["indicators"] if each["measure"] != "none"]
    if told:
        wide = console.width >= ROOM * (len(told) + 2)
        console.print(_units(report, told, wide=wide))
        if not wide:
            numbered = [f"{n}:{each['label'][language()]}" for n, each in enumerate(told, start=1)]
            console.print(Padding(Text("  ".join(numbered), style="dim"), (0, 0, 0, 2)))
    else:
        console.print(_("indicators: {silence}").format(silence=say_status("silent")))
    follows = [one for unit in report["units"] for one in unit["consequences"]]
    if follows:
        console.print(consequences(follows))
    if "trend" in report:
        console.print(_trend(report, told))
    for name, found in report.get("tickets", {}).items():
        console.print(_tickets(next(each for each in told if each["id"] == name), found))
    for style, line in lines(report):
        console.print(Padding(Text(line, style=style), (0, 0, 0, 2)))


def _trend(report: Report, told: Sequence[Mapping[str, Any]]) -> Table:
    """Return each unit's figures month by month, a line for each indicator."""
    table = Table(box=None, header_style="dim", padding=(0, 1))
    table.add_column(_("unit"), overflow="fold")
    table.add_column(_("indicator"), overflow="fold")
    for month in report["trend"]:
        table.add_column(month["month"], justify="right", no_wrap=True)
    hosts = [u["unit"] for u in report["units"] if u["part"] == "host" and u["unit"]]
    for unit in hosts:
        for each in told:
            run = [found for _month, found in run_in(report["trend"], unit, each["id"])]
            if any(found is not None for found in run):
                figures = [value(each, found) for found in run]
                table.add_row(unit, each["label"][language()], *figures)
    return table


def _tickets(each: Mapping[str, Any], found: Sequence[Mapping[str, Any]]) -> Table:
    table = Table(box=None, header_style="dim", padding=(0, 1), show_header=False)
    for one in found:
        said = (STANDINGS.label(one["standing"]), say_time(one["at"]), ticket(one))
        table.add_row(each["label"][language()], one["number"], *said)
    return table


def _units(report: Report, told: Sequence[Mapping[str, Any]], *, wide: bool) -> Table:
    ranked = report["ranked_by"] is not None
    table = Table(box=None, header_style="dim", padding=(0, 1))
    if ranked:
        table.add_column(_("rank"), justify="right", no_wrap=True)
    table.add_column(_("unit"), overflow="fold")
    for number, each in enumerate(told, start=1):
        name = each["label"][language()] if wide else str(number)
        table.add_column(name, justify="right", overflow="fold")
    for unit in report["units"]:
        if unit["unranked"] != "no_tickets":
            figures = [figure(each, unit["indicators"][each["id"]]) for each in told]
            rank = [_shown(unit["rank"])] if ranked else []
            table.add_row(*rank, unit_name(unit), *figures)
    return table


def _shown(rank: int | None) -> str:
    return "-" if rank is None else str(rank)
