"""`rexian ticket erase`: a citizen's data destroyed, once they need not be kept any longer."""

from __future__ import annotations

from typing import Annotated

import typer

from rexian.cli import options
from rexian.cli.ticket_verb import refusals_told
from rexian.i18n import _

app = options.new_app()


@app.command(help=_("Destroy a ticket's personal data for good; the ledger stays."))
def erase(
    number: Annotated[str, typer.Argument(metavar="NUMBER", help=_("The ticket's number."))],
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help=_("Why."))],
    config: options.ConfigFile = None,
    *,
    as_json: options.Json = False,
) -> None:
    """Erase, and say whether there was anything left to erase."""
    from rexian.cli.session import seated
    from rexian.desk.erasing import erase_personal_data

    with refusals_told(as_json=as_json), seated(config) as seat:
        done = erase_personal_data(seat.deployment, seat.actor, number, reason)
    if as_json:
        options.print_json({"number": number, "erased": done})
        return
    told = _("{ticket}: erased") if done else _("{ticket}: there was nothing left to erase")
    typer.echo(told.format(ticket=number))
