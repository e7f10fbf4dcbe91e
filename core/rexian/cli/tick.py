"""`rexian tick`: what time alone brings about; safe to run twice, and on two machines at once."""

from __future__ import annotations

from typing import Annotated

import typer

from rexian.cli import options
from rexian.clock import wall_clock
from rexian.i18n import _

app = options.new_app()


@app.command(help=_("Record what time has brought about: overdue, reminders, grounds met."))
def tick(
    now: Annotated[
        str | None, typer.Option("--now", metavar="TIME", help=_("Until then, if not until now."))
    ] = None,
    config: options.ConfigFile = None,
    *,
    as_json: options.Json = False,
) -> None:
    """Print how much came of it, in numbers."""
    from rexian.desk.deployment import open_deployment
    from rexian.desk.tick import tick as bring_about
    from rexian.instants import parse_instant

    at = None if now is None else parse_instant(now)
    with open_deployment(config, wall_clock) as deployment:
        ticked = bring_about(deployment, at)
    numbers = {
        "fell_due": ticked.fell_due,
        "grounds": ticked.grounds,
        "recomputed": ticked.recomputed,
        "tickets": len(ticked.tickets),
    }
    if as_json:
        options.print_json(numbers)
        return
    told = _(
        "{tickets} tickets: {fell_due} fell due, {grounds} grounds met, {recomputed} recomputed"
    )
    typer.echo(told.format(**numbers))
