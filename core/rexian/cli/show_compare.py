"""A comparison for people: one column a jurisdiction, then where they part and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from rexian.discovery import load
from rexian.i18n import _
from rexian.tellers import locators, place
from rexian.words import join, listed, say_limit, say_status, say_time

MOST_PAIRS = 3
MOST_LOCATORS = 2
#: With more pairs of jurisdictions than these, each shows its commonest clauses only.
BRIEF = 3


def show(report: Mapping[str, Any]) -> None:
    """Print a comparison."""
    console = Console(highlight=False, markup=False)
    told = _("{rows} rows, {rejected} rejected")
    console.print(told.format(rows=report["rows"], rejected=report["rejected"]), style="bold")
    for sentence in report["assumptions"]:
        told = _("assumed: {what}").format(what=sentence)
        console.print(Padding(Text(told, style="dim"), (0, 0, 0, 2)))
    if report["working_days_taken"]:
        console.print(_taken(report["working_days_taken"]))
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


def _taken(taken: Mapping[str, Any]) -> str:
    """Say within how many working days of receipt tickets were closed."""
    shares = (
        _("{n}: {share}%").format(n=bound, share=f"{100 * closed / taken['tickets']:.1f}")
        for bound, closed in taken["within"].items()
    )
    return _("Closed within so many working days of receipt: {shares}").format(
        shares="  ".join(shares)
    )


def _matrix(report: Mapping[str, Any]) -> Table:
    """Return how many tickets any two jurisdictions treat differently."""
    names = list(report["jurisdictions"])
    apart = {}
    for found in report["differences"]:
        apart[found["a"], found["b"]] = found["different"] + found["only_a"] + found["only_b"]
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
    for label, tell in _rows():
        table.add_row(label, *(_shown(tell(summary)) for summary in found.values()))
    return table


def _rows() -> Sequence[tuple[str, Any]]:
    return (
        (_("tickets"), lambda s: s["tickets"]),
        (_("decided"), lambda s: s["decided"] + s["conflict"]),
        (say_status("silent"), lambda s: s["silent"]),
        (say_status("missing_fact"), lambda s: s["missing_fact"]),
        (_("provisional"), lambda s: s["provisional"]),
        (_("on time"), lambda s: s["on_time"]),
        (_("late"), lambda s: s["late"]),
        (_("late, %"), _late_share),
        (_("allowed, working days (mean)"), lambda s: _mean(s["allowed"])),
        (_("taken, working days (mean)"), lambda s: _mean(s["taken"])),
    )


def _late_share(summary: Mapping[str, Any]) -> str | None:
    if summary["late"] is None or not summary["late"] + summary["on_time"]:
        return None
    return f"{100 * summary['late'] / (summary['late'] + summary['on_time']):.1f}"


def _mean(spread: Mapping[str, Any] | None) -> float | None:
    return None if spread is None else float(spread["mean"])


def _shown(value: Any) -> str:
    return "-" if value is None else str(value)


def _show_parting(console: Console, parting: Mapping[str, Any], *, brief: bool) -> None:
    """Show on how many tickets two jurisdictions part, and by which clauses most of them."""
    if not parting["pairs"]:
        return
    a, b = place(parting["a"]), place(parting["b"])
    counts = (
        (_("{n} due at other times"), parting["different"]),
        (_("{n} with a limit in {a} only"), parting["only_a"]),
        (_("{n} with a limit in {b} only"), parting["only_b"]),
    )
    said = listed([form.format(n=n, a=a, b=b) for form, n in counts if n])
    console.print()
    console.print(Text(_("{a} and {b}: {said}").format(a=a, b=b, said=said), style="bold"))
    table = Table(box=None, show_header=False, padding=(0, 1))
    table.add_column(justify="right", no_wrap=True)
    table.add_column(overflow="fold")
    table.add_column(overflow="fold")
    for pair in parting["pairs"][: 1 if brief else MOST_PAIRS]:
        table.add_row(str(pair["tickets"]), _side(pair["a"]), _side(pair["b"]))
        for example in pair["examples"][:1]:
            told = _("row {row} from {start}").format(
                row=example["row"], start=say_time(example["from"])
            )
            dues = [say_time(example[f"{side}_due_at"]) or "-" for side in "ab"]
            table.add_row("", f"{dues[0]}", f"{dues[1]}  {told}", style="dim")
    console.print(table)


def _side(by: Mapping[str, Any]) -> str:
    if by["rule"] is None:
        return say_status(by["status"])
    found = locators(by["citations"])
    more = [_("and others")] if len(found) > MOST_LOCATORS else []
    return f"{say_limit(by['says']['limit'])} [{join([*found[:MOST_LOCATORS], *more])}]"


def _show_readings(console: Console, name: str, flipped: Sequence[Mapping[str, Any]]) -> None:
    if not flipped:
        return
    known = load(name).readings
    console.print()
    told = _("{place}, read otherwise: tickets due at another time")
    console.print(Text(told.format(place=place(name)), style="bold"))
    table = Table(box=None, show_header=False, padding=(0, 1))
    table.add_column(justify="right", no_wrap=True)
    table.add_column(overflow="fold")
    for entry in flipped:
        reading = known[entry["reading"]]
        other = reading.fact.terms.label(entry["other"])
        choice = f"[{entry['reading']}={entry['other']}]"
        table.add_row(str(entry["tickets"]), f"{reading.label()}: {other} {choice}")
    console.print(table)
