"""Forms for people: each field, what stands in it, and where it is laid down."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from rexian.cli.forms import Found
from rexian.i18n import _
from rexian.jurisdictions import Jurisdiction
from rexian.saying.forms import holds
from rexian.tellers import locators
from rexian.words import join


def show(jurisdiction: Jurisdiction, asked: Sequence[Found]) -> None:
    """Print each form with its fields."""
    console = Console(highlight=False, markup=False)
    if not asked:
        console.print(_("the documents lay down no form"), style="dim")
    for found in asked:
        console.print(Text(f"{found.form.label()} [{found.form.id}]", style="bold"))
        console.print(_fields(jurisdiction, found))
        console.print()


def _fields(jurisdiction: Jurisdiction, found: Found) -> Table:
    table = Table(box=None, header_style="dim", padding=(0, 1))
    for head in (_("field"), _("holds"), "", _("by"), ""):
        table.add_column(head, overflow="fold")
    for field in found.form.fields:
        by = join(locators(jurisdiction.citations(found.layer, field.per)))
        needed = "" if field.required else _("optional")
        table.add_row(field.label(), holds(field), needed, by, field.id)
    return table
