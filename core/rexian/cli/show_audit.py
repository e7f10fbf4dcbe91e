"""The journal for people: when, who, what, of which ticket, and what for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rich.console import Console
from rich.table import Table

from rexian.i18n import _
from rexian.instants import format_instant
from rexian.lifecycle.record import canonical
from rexian.privacy.journal import ACTS, Entry
from rexian.words import say_time


def show_entries(found: Iterable[Entry], names: Mapping[str, str]) -> None:
    """Print entries, one a row; one line where there are none."""
    console = Console(highlight=False, markup=False)
    table = Table(box=None, header_style="dim", padding=(0, 1))
    for head in (_("when"), _("who"), _("what"), _("ticket"), _("more")):
        table.add_column(head, overflow="fold")
    for entry in found:
        table.add_row(
            say_time(format_instant(entry.at)),
            _who(entry.actor, names),
            ACTS.label(entry.act),
            entry.number or "",
            _more(entry.detail),
        )
    if table.row_count:
        console.print(table)
    else:
        console.print(_("nobody, so far"), style="dim")


def _who(actor: str, names: Mapping[str, str]) -> str:
    name = names.get(actor)
    return f"{actor} ({name})" if name and name != actor else actor


def _more(detail: Mapping[str, Any]) -> str:
    """Say an entry's detail on one line: a purpose by itself, other things by their keys."""
    return "; ".join(
        f"{key}={value if isinstance(value, str) else canonical(value)}"
        for key, value in detail.items()
    )
