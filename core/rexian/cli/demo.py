"""`rexian demo`: a month at the desk, lived by made-up people; then its figures, then compared."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rexian.cli import options
from rexian.errors import InputError
from rexian.i18n import _

if TYPE_CHECKING:
    from rexian.showcase.founding import Staged
    from rexian.showcase.month import Day

app = options.new_app()
TICKETS, SEED = 150, 12345


@app.command(help=_("Live a made-up month at the desk, assess it, and compare it everywhere."))
def demo(
    jurisdiction: Annotated[
        str | None,
        typer.Option("-j", "--jurisdiction", metavar="ID", help=_("Whose rules apply.")),
    ] = None,
    keep: Annotated[
        Path | None,
        typer.Option("--keep", metavar="FOLDER", help=_("Where the deployment goes.")),
    ] = None,
    tickets: Annotated[
        int, typer.Option("--tickets", metavar="N", min=1, help=_("About how many tickets."))
    ] = TICKETS,
    seed: Annotated[
        int, typer.Option("--seed", metavar="N", help=_("Which of all months there might be."))
    ] = SEED,
    *,
    as_json: options.Json = False,
) -> None:
    """Ask nothing, and leave a deployment behind that can be looked into."""
    folder = keep or Path(tempfile.mkdtemp(prefix="rexian-demo-"))
    told = _("Setting up a desk in {folder}; nobody and nothing in it is real.")
    _say(told.format(folder=folder))
    from rexian.assess.periods import Month
    from rexian.discovery import load_all
    from rexian.showcase.founding import staged

    every = load_all()
    if not every:
        raise InputError(_("no jurisdiction is installed: install the plugin of one"))
    # It runs into the long holiday of October, where ways of counting days part.
    month = Month(2025, 9)
    with staged(folder, jurisdiction or list(every)[-1], month, tickets, seed) as stage:
        days = _lived(stage)
        _say(_("Assessing the month, and comparing it under every document."))
        from rexian.showcase import results

        report = results.worked_out(stage.play, list(every.values()))
        if as_json:
            options.print_json({**report, "desk": results.told(stage, days)})
            return
        from rexian.cli.show_demo import show

        show(stage, days, report)


def _lived(stage: Staged) -> list[Day]:
    """Live the month, and say of every day how it was."""
    from rexian.cli.show_demo import in_brief
    from rexian.showcase.month import lived

    days: list[Day] = []
    refused: set[tuple[str, ...]] = set()
    for day in lived(stage.play):
        days.append(day)
        _say(in_brief(day))
        for each in day.refused:
            kind = (each.command, *sorted(objection.id for objection in each.objections))
            if kind not in refused:
                _say(f"       {each.told}")
            refused.add(kind)
    return days


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")
    sys.stderr.flush()
