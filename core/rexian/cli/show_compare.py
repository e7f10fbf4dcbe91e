"""A comparison for people: one column a jurisdiction, then where they part and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from rexian.i18n import _, language
from rexian.jurisdictions import load
from rexian.words import SILENCE, say_limit

MOST_PAIRS = 3
MOST_LOCATORS = 2


def show(report: Mapping[str, Any]) -> None:
    """Print a comparison."""
    console = Console(highlight=False)
    console.print(
        _("{rows} rows, {rejected} rejected").format(
            rows=report["rows"], rejected=report["rejected"]
        ),
        style="bold",
    )
    for sentence in report["assumptions"]:
        console.print(f"  {_('assumed')}: {sentence}", style="dim", soft_wrap=True)
    if report["working_days_taken"]:
        console.print(_taken(report["working_days_taken"]), soft_wrap=True)
    console.print(_summaries(report["jurisdictions"]))
    if len(report["jurisdictions"]) > 1:
        console.print(_matrix(report))
    for parting in report["differences"]:
        _show_parting(console, parting)
    for name, flipped in report.get("readings", {}).items():
        _show_readings(console, name, flipped)


def _taken(taken: Mapping[str, Any]) -> str:
    """Say within how many working days of receipt tickets were closed."""
    shares = (
        f"<= {bound}: {closed} ({100 * closed / taken['tickets']:.1f}%)"
        for bound, closed in taken["within"].items()
    )
    return _("closed within working days of receipt: {shares}").format(shares="  ".join(shares))


def _matrix(report: Mapping[str, Any]) -> Table:
    """Return how many tickets any two jurisdictions treat differently."""
    names = list(report["jurisdictions"])
    apart = {}
    for found in report["differences"]:
        apart[found["a"], found["b"]] = found["different"] + found["only_a"] + found["only_b"]
    table = Table(box=None, header_style="bold", title=_("tickets due at another time"))
    table.add_column("", style="dim", overflow="fold")
    for name in names:
        table.add_column(place(name), justify="right", overflow="fold")
    for row in names:
        cells = (apart.get((row, name), apart.get((name, row), "")) for name in names)
        table.add_row(place(row), *map(str, cells))
    return table


def _summaries(found: Mapping[str, Mapping[str, Any]]) -> Table:
    table = Table(box=None, header_style="bold")
    table.add_column("", style="dim")
    for name in found:
        table.add_column(place(name), justify="right", overflow="fold")
    for label, tell in _rows():
        table.add_row(label, *(_shown(tell(summary)) for summary in found.values()))
    return table


def _rows() -> Sequence[tuple[str, Any]]:
    return (
        (_("tickets"), lambda s: s["tickets"]),
        (_("decided"), lambda s: s["decided"] + s["conflict"]),
        (SILENCE[language()], lambda s: s["silent"]),
        (_("a fact is missing"), lambda s: s["missing_fact"]),
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


def _show_parting(console: Console, parting: Mapping[str, Any]) -> None:
    if not parting["pairs"]:
        return
    a, b = place(parting["a"]), place(parting["b"])
    console.print(
        _("{a} / {b}: {different} due at other times, {only_a} only {a}, {only_b} only {b}").format(
            a=a, b=b, **{key: parting[key] for key in ("different", "only_a", "only_b")}
        ),
        style="bold",
        soft_wrap=True,
    )
    for pair in parting["pairs"][:MOST_PAIRS]:
        console.print(
            f"  {pair['tickets']:>7}  {_side(pair['a'])}  |  {_side(pair['b'])}", soft_wrap=True
        )
        for example in pair["examples"][:1]:
            console.print(
                "           "
                + _("e.g. row {row}: from {start}: {a} | {b}").format(
                    row=example["row"],
                    start=_day(example["from"]),
                    a=_day(example["a_due_at"]),
                    b=_day(example["b_due_at"]),
                ),
                style="dim",
                soft_wrap=True,
            )
    rest = parting["pairs"][MOST_PAIRS:]
    if rest:
        console.print(
            "  " + _("... and {n} more pairs of clauses (--json has them all)").format(n=len(rest)),
            style="dim",
        )


def _side(by: Mapping[str, Any]) -> str:
    if by["rule"] is None:
        return SILENCE[language()] if by["status"] == "silent" else _("a fact is missing")
    locators = list(dict.fromkeys(c["locator"] for c in by["citations"]))
    more = " ..." if len(locators) > MOST_LOCATORS else ""
    cited = "; ".join(locators[:MOST_LOCATORS]) + more
    return f"{say_limit(by['says']['limit'])} [{cited}]"


def _show_readings(console: Console, name: str, flipped: Sequence[Mapping[str, Any]]) -> None:
    for entry in flipped:
        console.print(
            f"  {place(name)}: {_('reading')} {entry['reading']} {entry['chosen']} -> "
            + _("{other}: {tickets} tickets due at another time").format(**entry),
            soft_wrap=True,
        )


def _day(text: str | None) -> str:
    return "-" if text is None else text[:16].replace("T", " ")


def place(name: str) -> str:
    """Return what people call a jurisdiction."""
    zh, en = load(name).document.place
    return en if language() == "en" else zh
