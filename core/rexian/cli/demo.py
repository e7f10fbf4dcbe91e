"""`rexian demo`: a month of sample tickets under every installed jurisdiction."""

from __future__ import annotations

import typer

from rexian.cli import options
from rexian.discovery import load_all
from rexian.errors import InputError
from rexian.i18n import _

app = options.new_app()


@app.command(help=_("Compare a synthetic county month under every installed jurisdiction."))
def demo(*, as_json: options.Json = False) -> None:
    """Print the comparison and what to try next; nothing is asked and nothing is written."""
    from rexian.lab.compare import Comparison, compare
    from rexian.lab.synthetic import synthetic_month

    found = list(load_all().values())
    if not found:
        raise InputError(_("no jurisdiction is installed: install the plugin of one"))
    corpus = synthetic_month()
    report = compare(corpus, found, Comparison(options.calendars_of(None)))
    if as_json:
        options.print_json(report)
        return
    from rexian.cli.show_compare import show

    typer.echo(_("A county's month, made up from a fixed seed: no real person is in it."))
    show(report)
    _show_next([jurisdiction.id for jurisdiction in found])


def _show_next(names: list[str]) -> None:
    several = " ".join(f"-j {name}" for name in names[-3:])
    typer.echo("\n" + _("What to try next:"))
    for command, why in (
        ("rexian explain examples/case.yaml", _("one case: clocks, due dates, clauses")),
        (
            f"rexian explain examples/case.yaml {several}",
            _("the same case side by side"),
        ),
        (f"rexian rules -j {names[-1]} --question close", _("a question as a decision table")),
        (f"rexian compare TICKETS.csv {several}", _("your own tickets")),
        ("rexian calendar show 2026", _("a year's working days")),
    ):
        typer.echo(f"  {command}\n      {why}")
