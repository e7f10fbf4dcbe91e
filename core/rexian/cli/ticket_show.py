"""`rexian ticket show`: one ticket, as much of it as somebody may know."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rexian.cli import options
from rexian.cli.ticket_verb import refusals_told
from rexian.i18n import _

app = options.new_app()


@app.command(help=_("One ticket: how it stands, its clocks, what was done, what may be done."))
def ticket(
    number: Annotated[str, typer.Argument(metavar="NUMBER", help=_("The ticket's number."))],
    reveal: Annotated[
        str | None,
        typer.Option(
            "--reveal", metavar="PURPOSE", help=_("Personal data in full; the journal says why.")
        ),
    ] = None,
    files: Annotated[
        Path | None,
        typer.Option(
            "--files", metavar="FOLDER", help=_("With --reveal: write the attachments there.")
        ),
    ] = None,
    under: Annotated[
        list[str] | None,
        typer.Option(
            "--under", metavar="ID", help=_("Also what another place's documents say; repeatable.")
        ),
    ] = None,
    xlsx: Annotated[
        Path | None,
        typer.Option("--xlsx", metavar="FILE", help=_("Also write it as a spreadsheet.")),
    ] = None,
    config: options.ConfigFile = None,
    *,
    rulings: Annotated[
        bool, typer.Option("--rulings", help=_("Also what the documents say on every question."))
    ] = False,
    why_not: Annotated[
        bool,
        typer.Option("--why-not", help=_("Rulings, with what would change them.")),
    ] = False,
    as_json: options.Json = False,
) -> None:
    """Print the ticket; the journal keeps who has seen it."""
    from rexian.cli.session import seated
    from rexian.desk.attached import attachments, write_files
    from rexian.desk.elsewhere import elsewhere
    from rexian.desk.showing import told

    with refusals_told(as_json=as_json), seated(config) as seat:
        desk, who = seat.deployment, seat.actor
        found = told(desk, who, number, reveal=reveal, why_not=why_not)
        if files is not None:
            write_files(files, attachments(desk, who, number, reveal or ""))
        if under:
            found["elsewhere"] = elsewhere(desk, who, number, under)
        teller, now = desk.rules.teller, desk.now()
        if xlsx is not None:
            from rexian.saying.taken import taken

            taken(seat, found, xlsx)
    if as_json:
        options.print_json(found)
        return
    from rexian.cli.show_ticket import show

    show(found, teller, now, rulings=rulings or why_not)
