"""What `rexian plugin test` shows: a line a check as it ends, and under it what is amiss."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from rexian.i18n import _
from rexian.testing.conformance import Result, conform
from rexian.testing.places import UnderTest


def show(plugin: UnderTest) -> bool:
    """Show a plugin's checks one by one, and return whether all are passed."""
    console = Console(highlight=False, markup=False)
    console.print(Text(plugin.name, style="bold"))
    passed = [_shown(console, result) for result in conform(plugin.name, plugin.files)]
    if plugin.files.home is None:
        told = _("Its worked cases are not at hand: only what needs none was checked.")
        console.print(Padding(Text(told, style="dim"), (0, 0, 0, 2)))
    return all(passed)


def _shown(console: Console, result: Result) -> bool:
    found = result.looked
    verdict = _("passed") if result.passed else _("not passed")
    told = _("{verdict}: {check} ({n} checked)").format(
        verdict=verdict, check=result.check.label(), n=found.checked
    )
    console.print(Padding(Text(told, style="" if result.passed else "red"), (0, 0, 0, 2)))
    for line in [*found.problems, *([found.note] if found.note else [])]:
        console.print(Padding(Text(line, style="dim"), (0, 0, 0, 4)))
    return result.passed
