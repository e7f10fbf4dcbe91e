"""`rexian compare`: replay real tickets under several jurisdictions."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from rexian.cli import options
from rexian.errors import InputError
from rexian.i18n import _
from rexian.instants import parse_instant
from rexian.jurisdictions import Jurisdiction, installed, load

app = options.new_app()
ROWS_REJECTED = 1


@app.command(help=_("Replay corpora (CSV, XLSX, JSONL, Parquet) and show where rules part."))
def compare(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help=_("Ticket files."))],
    jurisdiction: options.Jurisdictions = None,
    mapping: Annotated[
        Path | None, typer.Option("--mapping", metavar="M", help=_("What the columns mean."))
    ] = None,
    at: Annotated[str | None, typer.Option("--at", help=_("As at this time."))] = None,
    reading: options.Readings = None,
    readings: Annotated[
        str | None,
        typer.Option("--readings", metavar="all", help=_("Flip every reading, one at a time.")),
    ] = None,
    calendar: options.CalendarFile = None,
    rejects: Annotated[
        Path | None,
        typer.Option("--rejects", metavar="FILE", help=_("Where rejected rows are listed.")),
    ] = None,
    *,
    as_in_force: Annotated[
        bool,
        typer.Option("--as-in-force", help=_("Judge each ticket by the edition of its day.")),
    ] = False,
    as_json: options.Json = False,
) -> None:
    """Print the report; exit 1 where rows were rejected."""
    from rexian.lab.compare import Comparison
    from rexian.lab.compare import compare as replay
    from rexian.lab.reading import read_corpus

    if readings not in (None, "all"):
        raise InputError(_("--readings {value}: write all").format(value=readings))
    chosen = [load(name) for name in dict.fromkeys(jurisdiction or installed())]
    with _progress() as say:
        corpus = read_corpus([Path(file) for file in files], mapping, rejects, say)
        how = Comparison(
            options.calendars_of(calendar),
            parse_instant(at) if at else None,
            _readings(chosen, options.readings_of(reading)),
            readings == "all",
            as_in_force,
            say,
        )
        report = replay(corpus, chosen, how)
    if as_json:
        options.print_json(report)
    else:
        from rexian.cli.show_compare import show

        show(report)
    if corpus.rejected:
        raise typer.Exit(ROWS_REJECTED)


def _readings(chosen: list[Jurisdiction], readings: dict[str, str]) -> dict[str, str]:
    """Check that every reading is known to at least one jurisdiction, with that choice."""
    for name, choice in readings.items():
        known = [found for found in chosen if name in found.readings] or chosen[:1]
        for found in known:
            found.chosen({name: choice})
    return readings


@contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """Show on a terminal's stderr what is being done; elsewhere keep still."""
    if not sys.stderr.isatty():
        yield lambda _step: None
        return
    from rich.console import Console

    with Console(stderr=True).status(_("reading")) as status:
        yield status.update
