"""`rexian doctor`: check a deployment and the machine it runs on, and say what to mend."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import typer

from rexian.cli import options
from rexian.i18n import _

if TYPE_CHECKING:
    from rexian.settings.checks import Check

app = options.new_app()
AMISS = 1


@app.command(help=_("Check the settings, rules, database, key, machine and terminal."))
def doctor(config_file: options.ConfigFile = None, *, as_json: options.Json = False) -> None:
    """Print a line for everything checked, and how to mend it; exit 1 where something must be."""
    from rexian.clock import wall_clock, zone_offset
    from rexian.settings.checks import check_file
    from rexian.settings.finding import find
    from rexian.settings.language import in_its_language
    from rexian.settings.reading import read_settings

    file = find(config_file)
    found = check_file(file)
    if found[0].state == "ok":
        from rexian.desk.doctor import check_place

        settings = read_settings(file)
        with in_its_language(settings):
            checks = check_place(settings, wall_clock(), os.environ, zone_offset())
            well = _told([*checks], as_json=as_json)
    else:
        well = _told(found, as_json=as_json)
    if not well:
        raise typer.Exit(AMISS)


def _told(found: list[Check], *, as_json: bool) -> bool:
    from rexian.cli.show_settings import tell_checks
    from rexian.settings.terminal import check_terminal

    return tell_checks([*found, *check_terminal(sys.stdout, os.environ)], as_json=as_json)
