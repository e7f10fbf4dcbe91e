"""Tasks for people: what is to be done by when, by whom, and how it stands."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from rexian.desk.tasks import STATES, Task
from rexian.i18n import _
from rexian.jurisdictions import Jurisdiction
from rexian.saying.tasks import Known


def show(jurisdiction: Jurisdiction, found: Sequence[Task]) -> None:
    """Print tasks, those overdue first."""
    console = Console(highlight=False, markup=False)
    if not found:
        console.print(_("Nothing is to be done."))
        return
    table = Table(box=None, header_style="dim", padding=(0, 1))
    table.add_column("", no_wrap=True)
    table.add_column(_("by the day"), no_wrap=True)
    table.add_column(_("task"), overflow="fold")
    table.add_column(_("ID"), no_wrap=True)
    known = Known(jurisdiction)
    for task in sorted(found, key=lambda each: (each.state != "overdue", each.due_on)):
        what = f"{known.label(task)}\n{known.told(task)}"
        table.add_row(STATES.label(task.state), f"{task.due_on}", what, task.id)
    console.print(table)
