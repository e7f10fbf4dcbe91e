"""`rexian tui`: the workbench in this terminal."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rexian.cli import options
from rexian.errors import InputError
from rexian.i18n import _

if TYPE_CHECKING:
    from rexian.desk.deployment import Deployment

app = options.new_app()
#: The variable by which a server of browsers puts itself in the place of the terminal.
_DRIVER = "TEXTUAL_DRIVER"


@app.command(help=_("The workbench: the desk from the keyboard, in this terminal."))
def tui(
    config: options.ConfigFile = None,
    *,
    fresh: Annotated[
        bool, typer.Option("--fresh", help=_("Ask who it is, whoever is logged in here."))
    ] = False,
) -> None:
    """Open the workbench, and close it in the end."""
    served = _DRIVER in os.environ
    if not served and not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise InputError(_("the workbench needs a terminal; rexian --help lists what does not"))
    # What is loaded now stays: to look through it for what may be freed, time and again, would
    # take a sixth of the time that the start takes, and goes on taking time afterwards.
    gc.disable()
    from rexian.settings.terminal import draws_wide
    from rexian.tui.app import Opening, Workbench
    from rexian.tui.queue import page as _first  # noqa: F401 - what is shown first

    gc.freeze()
    gc.enable()
    plain = not served and draws_wide(sys.stderr)
    bench = Workbench(Opening(open_place, config, remembers=not fresh), plain=plain)
    bench.run()
    sys.exit(bench.return_code or 0)


@contextmanager
def open_place(config: Path | None) -> Iterator[Deployment]:
    """Open the configured place, whatever language is spoken.

    Raises:
        InputError: nothing is configured, or something about it is amiss.
    """
    from rexian.clock import wall_clock
    from rexian.desk.deployment import opened
    from rexian.settings.finding import find
    from rexian.settings.reading import read_settings

    with opened(read_settings(find(config)), wall_clock) as deployment:
        yield deployment
