"""What `rexian config` and `rexian doctor` show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from rexian.cli import options
from rexian.saying.settings import say_check, say_choices, say_clauses, say_source, say_value
from rexian.settings.checks import SUBJECTS, Check, State
from rexian.settings.chosen import Chosen
from rexian.settings.model import Settings
from rexian.settings.showing import Shown

_STYLES: dict[State, str] = {"ok": "green", "mind": "yellow", "mend": "red"}


def show_settings(settings: Settings, found: Sequence[Shown]) -> None:
    """Show settings as a table: the key, its value, where that comes from."""
    console = Console(highlight=False, markup=False)
    console.print(Text(str(settings.file), style="bold"))
    table = Table(box=None, show_header=False, pad_edge=False)
    for each in found:
        style = "dim" if each.source == "default" else ""
        table.add_row(each.key, say_value(each.value), say_source(each.source), style=style)
    console.print(Padding(table, (0, 0, 0, 2)))


def show_readings(found: Sequence[Chosen]) -> None:
    """Show readings: each with its choices, the one that holds marked, and the clauses read."""
    console = Console(highlight=False, markup=False)
    for each in found:
        reading, clauses = each.reading, say_clauses(each)
        console.print(Text(f"{reading.label()} [{reading.id}]", style="bold"), soft_wrap=True)
        for line in (*say_choices(each), *([f"  {clauses}"] if clauses else [])):
            console.print(Text(f"  {line}"), soft_wrap=True)


def tell_checks(found: Sequence[Check], *, as_json: bool) -> bool:
    """Tell what was checked, and return whether nothing must be mended."""
    well = all(check.state != "mend" for check in found)
    if as_json:
        options.print_json({"ok": well, "checks": [_as_json(check) for check in found]})
    else:
        console = Console(highlight=False, markup=False)
        for check in found:
            _show(console, check)
    return well


def _as_json(check: Check) -> dict[str, Any]:
    term = SUBJECTS[check.subject]
    return {
        "id": check.subject,
        "label": {"zh": term.zh, "en": term.en},
        "state": check.state,
        "told": check.told,
        **({"how": check.how} if check.how else {}),
    }


def _show(console: Console, check: Check) -> None:
    line = Text.assemble(
        (say_check(check.state), _STYLES[check.state]), " ", SUBJECTS.label(check.subject), ": "
    )
    console.print(line.append(check.told), soft_wrap=True)
    if check.how:
        console.print(Text(f"    {check.how}"), soft_wrap=True)
