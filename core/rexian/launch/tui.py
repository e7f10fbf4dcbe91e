"""`rexian tui`: the workbench in this terminal."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from rexian.cli import options
from rexian.i18n import _

app = options.new_app()


@app.command(help=_("The workbench: the desk from the keyboard, in this terminal."))
def tui(
    config: options.ConfigFile = None,
    *,
    fresh: Annotated[
        bool, typer.Option("--fresh", help=_("Ask who it is, whoever is logged in here."))
    ] = False,
) -> None:
    """Open the workbench, and close it in the end."""
    from rexian.clock import wall_clock
    from rexian.desk.deployment import open_deployment
    from rexian.tui.app import Opening, Workbench

    opening = Opening(partial(open_deployment, now=wall_clock), config, remembers=not fresh)
    Workbench(opening).run()
