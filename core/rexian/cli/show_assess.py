"""An assessment for people: one row a unit, one column an indicator, then what follows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from rexian.assess.units import USES
from rexian.cli.show_ranking import consequences, readings
from rexian.i18n import _, language
from rexian.tellers import locators, place
from rexian.words import join, listed, say_status, say_time, say_word

Report = Mapping[str, Any]
#: Units without a ticket are named up to so many.
MOST_NAMED = 8
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
    for style, line in _lines(report):
        console.print(Padding(Text(line, style=style), (0, 0, 0, 2)))


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
            figures = [_figure(each, unit["indicators"][each["id"]]) for each in told]
            rank = [_shown(unit["rank"])] if ranked else []
            table.add_row(*rank, _named(unit), *figures)
    return table


def _named(unit: Mapping[str, Any]) -> str:
    name = unit["unit"] or _("unit not recorded")
    return _("{unit} (co-handling)").format(unit=name) if unit["part"] == "co" else name


def _figure(each: Mapping[str, Any], found: Mapping[str, Any]) -> str:
    value = found["value"]
    if value is None:
        return "-"
    if each["measure"] == "share":
        return f"{100 * value:.1f}%\n{found['numerator']}/{found['denominator']}"
    if each["measure"] == "hours":
        return _("{n} h").format(n=f"{value:.0f}")
    return str(value)


def _shown(rank: int | None) -> str:
    return "-" if rank is None else str(rank)


def _lines(report: Report) -> Iterator[tuple[str, str]]:
    """Yield what else there is to tell: who is unranked, what is left out, where it comes from."""
    yield from (("", line) for line in _unranked(report))
    yield from (("", line) for line in _left_out(report))
    for each in report["indicators"]:
        label, by = each["label"][language()], join(locators(each["citations"]))
        if each["measure"] == "none":
            told = _("{indicator} [{by}]: {why}")
            yield "dim", told.format(indicator=label, by=by, why=each["note"][language()])
    for use in report["uses"]:
        told = _("results go into {into} [{by}]")
        by = join(locators(use["citations"]))
        yield "dim", told.format(into=USES.label(use["into"]), by=by)
    for way in report["recheck"]:
        told = _("the {who} may ask the {whom} for a recheck [{by}]")
        by = join(locators(way["citations"]))
        yield "dim", told.format(who=say_word(way["by"]), whom=say_word(way["to"]), by=by)
    yield from (("cyan", line) for line in readings(report["jurisdiction"], report["readings"]))
    for sentence in report["assumptions"]:
        yield "dim", _("assumed: {what}").format(what=sentence)


def _unranked(report: Report) -> Iterator[str]:
    idle = [unit["unit"] for unit in report["units"] if unit["unranked"] == "no_tickets"]
    if idle:
        more = [_("and others")] if len(idle) > MOST_NAMED else []
        told = _("no ticket in the period, so no rank: {units}")
        yield told.format(units=listed([*idle[:MOST_NAMED], *more]))
    wanting = [unit["unit"] for unit in report["units"] if unit["unranked"] == "no_value"]
    if wanting:
        yield _("no figure to be ranked by: {units}").format(units=listed(wanting))


def _left_out(report: Report) -> Iterator[str]:
    labels = {each["id"]: each["label"][language()] for each in report["indicators"]}
    for found in report["excluded"]:
        told = _("{indicator}: {n} tickets left out [{by}]")
        by = join(locators(found["citations"]))
        yield told.format(indicator=labels[found["indicator"]], n=found["tickets"], by=by)
    for name, label in labels.items():
        n = sum(unit["indicators"][name]["undetermined"] for unit in report["units"])
        if n:
            yield _("{indicator}: {n} tickets undetermined, in no figure").format(
                indicator=label, n=n
            )
