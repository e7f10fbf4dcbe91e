"""`rexian ranking`: what a history of monthly ranks brings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rexian.cli import options
from rexian.discovery import load
from rexian.i18n import _

if TYPE_CHECKING:
    from rexian.assess.history import Rejected

app = options.new_app()
ROWS_REJECTED = 1


@app.command(help=_("Month by month, what a history of ranks brings upon which unit, and why."))
def ranking(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help=_("A CSV of month, unit, rank_from_bottom (1: last).")),
    ],
    jurisdiction: Annotated[
        str, typer.Option("-j", "--jurisdiction", metavar="ID", help=_("The jurisdiction."))
    ],
    reading: options.Readings = None,
    *,
    as_json: options.Json = False,
) -> None:
    """Print the consequences; exit 1 where rows were rejected."""
    from rexian.assess.history import read_history
    from rexian.consequences import UnitDesk

    found = load(jurisdiction)
    chosen = options.readings_of(reading)
    found.chosen(chosen)
    desk = UnitDesk(found, chosen)
    history, rejected = read_history(file)
    told = {
        "jurisdiction": found.id,
        "status": "decided" if desk.ranks_matter else "silent",
        "consequences": desk.consequences(history),
        "readings": desk.turning_on(),
        "rejected": [{"row": r.row, "column": r.column, "reason": r.reason} for r in rejected],
    }
    if as_json:
        options.print_json(told)
    else:
        from rexian.cli.show_ranking import show

        show(told)
    for row in rejected:
        options.warn(row_rejected(file, row))
    if rejected:
        raise typer.Exit(ROWS_REJECTED)


def row_rejected(path: Path, row: Rejected) -> str:
    """Say which row of a history was left out, and why."""
    told = _("{path}: row {row}, {column}: {reason}; left out")
    return told.format(path=path, row=row.row, column=row.column, reason=row.reason)
