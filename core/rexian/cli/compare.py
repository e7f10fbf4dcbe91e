"""`rexian compare`: replay real tickets under several jurisdictions."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rexian.cli import options
from rexian.cli.own import own_tickets
from rexian.discovery import load, load_all
from rexian.errors import InputError
from rexian.i18n import _
from rexian.instants import parse_instant
from rexian.jurisdictions import Jurisdiction

if TYPE_CHECKING:
    from rexian.lab.corpus import Corpus

app = options.new_app()
ROWS_REJECTED = 1


@app.command(help=_("Replay corpora (CSV, XLSX, JSONL, Parquet) and show where rules part."))
def compare(
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE...]", help=_("Ticket files; without one, one's own desk's.")),
    ] = None,
    jurisdiction: options.Jurisdictions = None,
    mapping: Annotated[
        Path | None, typer.Option("--mapping", metavar="M", help=_("What the columns mean."))
    ] = None,
    at: Annotated[str | None, typer.Option("--at", help=_("As at this time."))] = None,
    reform: options.Reforms = None,
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
    config: options.ConfigFile = None,
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
    from rexian.reforms.variants import beside

    if readings not in (None, "all"):
        raise InputError(_("--readings {value}: write all").format(value=readings))
    chosen = beside([load(name) for name in jurisdiction or load_all()], reform or [])
    with _progress() as say:
        if files:
            corpus = _corpus(files, chosen, mapping, rejects, say)
            calendars = options.calendars_of(calendar)
        else:
            corpus, ruler, _now = own_tickets(config)
            calendars = options.calendars_of(calendar) if calendar else ruler.calendars
        how = Comparison(
            calendars,
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


def _corpus(
    files: list[str],
    chosen: list[Jurisdiction],
    mapping: Path | None,
    rejects: Path | None,
    say: Callable[[int, int, str], None],
) -> Corpus:
    from rexian.lab.mapping import read_mapping
    from rexian.lab.reading import read_corpus
    from rexian.lab.targets import channels_of

    channels = channels_of(chosen)
    read = read_mapping(mapping, channels) if mapping else None
    return read_corpus(files, read, rejects, say, channels)


def _readings(chosen: list[Jurisdiction], readings: dict[str, str]) -> dict[str, str]:
    """Check that every reading is known to at least one jurisdiction, with that choice."""
    for name, choice in readings.items():
        known = [found for found in chosen if name in found.readings] or chosen[:1]
        for found in known:
            found.chosen({name: choice})
    return readings


@contextmanager
def _progress() -> Iterator[Callable[[int, int, str], None]]:
    """Show on a terminal's stderr how far the work is; elsewhere keep still."""
    if not sys.stderr.isatty():
        yield lambda _done, _total, _what: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("")

        def say(done: int, total: int, what: str) -> None:
            bar.update(task, completed=done, total=total, description=what)

        yield say
