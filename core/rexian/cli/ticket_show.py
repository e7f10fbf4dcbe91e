"""`rexian ticket show`: one ticket, as much of it as somebody may know."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rexian.cli import options
from rexian.cli.ticket_verb import refusals_told
from rexian.i18n import _

if TYPE_CHECKING:
    from rexian.privacy.vault import File

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
    config: options.ConfigFile = None,
    *,
    rulings: Annotated[
        bool, typer.Option("--rulings", help=_("Also what the documents say on every question."))
    ] = False,
    as_json: options.Json = False,
) -> None:
    """Print the ticket; the journal keeps who has seen it."""
    from rexian.cli.session import seated
    from rexian.desk.showing import attachments, told

    with refusals_told(as_json=as_json), seated(config) as seat:
        found = told(seat.deployment, seat.actor, number, reveal=reveal)
        if files is not None:
            _write(files, attachments(seat.deployment, seat.actor, number, reveal or ""))
        teller, now = seat.deployment.rules.teller, seat.deployment.now()
    if as_json:
        options.print_json(found)
        return
    from rexian.cli.show_ticket import show

    show(found, teller, now, rulings=rulings)


def _write(folder: Path, files: Iterable[tuple[int, File]]) -> None:
    """Write attachments into a folder, each under the place of its record; none over another."""
    folder.mkdir(parents=True, exist_ok=True)
    for seq, file in files:
        path = folder / f"{seq}-{Path(file.filename).name}"
        with path.open("xb") as opened:
            opened.write(file.content)
