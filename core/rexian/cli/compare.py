"""`rexian compare`: replay real tickets under several jurisdictions."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from rexian.cli import options
from rexian.cli.own import own_tickets
from rexian.errors import InputError
from rexian.i18n import _
from rexian.instants import parse_instant
from rexian.jurisdictions import Jurisdiction

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
    examples: Annotated[
        int,
        typer.Option(
            "--examples", metavar="N", min=0, help=_("Tickets told of each pair, in JSON.")
        ),
    ] = 3,
    case: Annotated[
        str | None,
        typer.Option(
            "--case",
            metavar="ROW",
            help=_("Print one ticket, by its number or row, as a case for `rexian explain`."),
        ),
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
    from rexian.lab.reading import default_rejects
    from rexian.lab.rejects import Rejects
    from rexian.lab.running import chosen as chosen_of
    from rexian.lab.running import corpus_of_files, known

    if readings not in (None, "all"):
        raise InputError(_("--readings {value}: write all").format(value=readings))
    chosen = chosen_of(jurisdiction or [], reform or [])
    if case is not None:
        _print_case(case, files or [], chosen, mapping, config)
        return
    with _progress() as say:
        if files:
            log = Rejects()
            corpus = corpus_of_files(files, chosen, mapping, log, say)
            log.write(rejects or default_rejects(list(files)))
            calendars = options.calendars_of(calendar)
        else:
            corpus, ruler, _now = own_tickets(config)
            calendars = options.calendars_of(calendar) if calendar else ruler.calendars
        how = Comparison(
            calendars,
            parse_instant(at) if at else None,
            known(chosen, options.readings_of(reading)),
            readings == "all",
            as_in_force,
            say,
            examples,
        )
        report = replay(corpus, chosen, how)
    if as_json:
        options.print_json(report)
    else:
        from rexian.cli.show_compare import show

        show(report)
    if corpus.rejected:
        raise typer.Exit(ROWS_REJECTED)


def _print_case(
    name: str,
    files: list[str],
    chosen: list[Jurisdiction],
    mapping: Path | None,
    config: Path | None,
) -> None:
    """Print a ticket of the files, or of one's own desk, as a case."""
    from rexian.witness.casefile import case_text

    if files:
        from rexian.lab.onecase import case_named
        from rexian.lab.rejects import Rejects
        from rexian.lab.running import corpus_of_files

        corpus = corpus_of_files(files, chosen, mapping, Rejects())
        typer.echo(case_text(case_named(corpus, name)), nl=False)
        return
    from rexian.cli.session import seated
    from rexian.desk.taking import taken_over
    from rexian.settings.finding import find

    with seated(find(config)) as seat:
        typer.echo(case_text(taken_over(seat, name)), nl=False)


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
