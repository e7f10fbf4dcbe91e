"""`rexian ticket supervision`: the ledger of what is, was or has to be under supervision."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rexian.cli import options
from rexian.cli.ticket_verb import refusals_told
from rexian.i18n import _

if TYPE_CHECKING:
    from rexian.desk.supervision import Ledger

app = options.new_app()


@app.command(help=_("The supervision ledger: what is called for, under way, near, or settled."))
def supervision(
    state: Annotated[
        list[str] | None,
        typer.Option(
            "--state",
            metavar="STATE",
            help=_(
                "called, open, nearing or settled; may be repeated. All but settled by default."
            ),
        ),
    ] = None,
    unit: Annotated[
        str | None,
        typer.Option("--unit", metavar="NAME", help=_("Those of a unit and the units below it.")),
    ] = None,
    month: Annotated[
        str | None,
        typer.Option("--month", metavar="MONTH", help=_("Ordered or called for in it: 2025-09.")),
    ] = None,
    text: Annotated[
        str, typer.Option("--text", help=_("Those whose number or title holds this."))
    ] = "",
    ahead: Annotated[
        int, typer.Option("--ahead", metavar="HOURS", min=0, help=_("How far to look ahead."))
    ] = 48,
    limit: Annotated[
        int, typer.Option("--limit", min=1, help=_("How many tickets of each part to look at."))
    ] = 500,
    xlsx: Annotated[
        Path | None, typer.Option("--xlsx", metavar="FILE", help=_("Write it as a spreadsheet."))
    ] = None,
    config: options.ConfigFile = None,
    *,
    as_json: options.Json = False,
) -> None:
    """Print the ledger, or write it."""
    from rexian.assess.periods import read_month
    from rexian.cli.session import seated
    from rexian.desk.supervision import LISTED, Wanted, ledger
    from rexian.saying.supervision import export

    with refusals_told(as_json=as_json), seated(config) as seat:
        wanted = Wanted(
            states=tuple(state or LISTED),
            unit=unit,
            month=read_month(month) if month else None,
            text=text,
            ahead=ahead,
            most=limit,
        )
        found = ledger(seat.deployment, seat.actor, wanted)
        teller = seat.deployment.rules.teller
        if xlsx is not None:
            export(seat, found, xlsx)
    if as_json:
        _print_json(found)
    elif xlsx is None:
        from rexian.cli.show_supervision import show

        show(found, teller)


def _print_json(found: Ledger) -> None:
    from rexian.instants import format_instant
    from rexian.saying.supervision import told

    options.print_json(
        {
            "now": format_instant(found.now),
            "counts": Counter(entry.state for entry in found.entries),
            "more": found.more,
            "entries": [told(entry, found.now) for entry in found.entries],
        }
    )
