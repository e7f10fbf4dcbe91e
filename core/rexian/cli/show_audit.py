"""The journal for people: when, who, what, of which ticket, and what for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rich.console import Console
from rich.table import Table

from rexian.i18n import _
from rexian.privacy.journal import Entry
from rexian.saying.audit import heads, say_entry


def show_entries(found: Iterable[Entry], names: Mapping[str, str]) -> None:
    """Print entries, one a row; one line where there are none."""
    console = Console(highlight=False, markup=False)
    table = Table(box=None, header_style="dim", padding=(0, 1))
    for head in heads():
        table.add_column(head, overflow="fold")
    for entry in found:
        table.add_row(*say_entry(entry, names))
    if table.row_count:
        console.print(table)
    else:
        console.print(_("nobody, so far"), style="dim")
