"""A comparison of a corpus in words: what was counted, and where jurisdictions part.

What is said is made of the JSON that `rexian.lab.compare` gives.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rexian.discovery import load
from rexian.i18n import _
from rexian.rules.readings import Reading
from rexian.tellers import locators, place
from rexian.words import join, listed, say_limit, say_status

Told = Mapping[str, Any]

MOST_LOCATORS = 2


def taken(report: Told) -> str:
    """Say within how many working days of receipt tickets were closed, where that is known."""
    found = report["working_days_taken"]
    if not found:
        return ""
    shares = (
        _("{n}: {share}%").format(n=bound, share=f"{100 * closed / found['tickets']:.1f}")
        for bound, closed in found["within"].items()
    )
    return _("Closed within so many working days of receipt: {shares}").format(
        shares="  ".join(shares)
    )


def assumed(report: Told) -> list[str]:
    """Say what was assumed, a line each."""
    return [_("assumed: {what}").format(what=each) for each in report["assumptions"]]


def rows_read(report: Told) -> str:
    """Say how many rows there were, and how many of them could not be read."""
    told = _("{rows} rows, {rejected} rejected")
    return told.format(rows=report["rows"], rejected=report["rejected"])


def summary(found: Told) -> list[tuple[str, str]]:
    """Say what was counted under one jurisdiction: what it is, and how many."""
    counts = (
        (_("tickets"), found["tickets"]),
        (_("decided"), found["decided"] + found["conflict"]),
        (say_status("silent"), found["silent"]),
        (say_status("missing_fact"), found["missing_fact"]),
        (_("provisional"), found["provisional"]),
        (_("on time"), found["on_time"]),
        (_("late"), found["late"]),
        (_("late, %"), _late_share(found)),
        (_("allowed, working days (mean)"), _mean(found["allowed"])),
        (_("taken, working days (mean)"), _mean(found["taken"])),
    )
    return [(label, "-" if value is None else str(value)) for label, value in counts]


def _late_share(found: Told) -> str | None:
    if found["late"] is None or not found["late"] + found["on_time"]:
        return None
    return f"{100 * found['late'] / (found['late'] + found['on_time']):.1f}"


def _mean(spread: Told | None) -> float | None:
    return None if spread is None else float(spread["mean"])


def apart(report: Told) -> dict[tuple[str, str], int]:
    """Return how many tickets any two jurisdictions treat differently."""
    return {
        (found["a"], found["b"]): found["different"] + found["only_a"] + found["only_b"]
        for found in report["differences"]
    }


def parting(found: Told) -> str:
    """Say on how many tickets two jurisdictions part."""
    a, b = place(found["a"]), place(found["b"])
    counts = (
        (_("{n} due at other times"), found["different"]),
        (_("{n} with a limit in {a} only"), found["only_a"]),
        (_("{n} with a limit in {b} only"), found["only_b"]),
    )
    said = listed([form.format(n=n, a=a, b=b) for form, n in counts if n])
    return _("{a} and {b}: {said}").format(a=a, b=b, said=said)


def side(by: Told) -> str:
    """Say what decides under one jurisdiction: a limit with its clauses, or that there is none."""
    if by["rule"] is None:
        return say_status(by["status"])
    found = locators(by["citations"])
    more = [_("and others")] if len(found) > MOST_LOCATORS else []
    return f"{say_limit(by['says']['limit'])} [{join([*found[:MOST_LOCATORS], *more])}]"


def readings(name: str, flipped: Sequence[Told]) -> list[tuple[int, str]]:
    """Say which reading of a jurisdiction, taken otherwise, has how many tickets due otherwise."""
    known = load(name).readings
    return [(entry["tickets"], _reading(known[entry["reading"]], entry)) for entry in flipped]


def _reading(reading: Reading, entry: Told) -> str:
    other = reading.fact.terms.label(entry["other"])
    return f"{reading.label()}: {other} [{entry['reading']}={entry['other']}]"


def read_otherwise(name: str) -> str:
    """Say of what the readings of a jurisdiction are told."""
    told = _("{place}, read otherwise: tickets due at another time")
    return told.format(place=place(name))
