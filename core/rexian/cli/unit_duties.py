"""`rexian unit duties`: responsibility lists (权责清单), and whom they suggest."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from rexian.cli import options
from rexian.cli.caller import managing
from rexian.cli.session import seated
from rexian.i18n import _

app = options.new_group(_("Responsibility lists: which unit answers for what, and where."))
REJECTED = 1

Subject = Annotated[str, typer.Argument(metavar="SUBJECT")]
Unit = Annotated[str, typer.Argument(metavar="UNIT", help=_("The unit's name."))]
Area = Annotated[str, typer.Option("--area", metavar="AREA", help=_("Where it answers for."))]


@app.command("import", help=_("Take in a list from a spreadsheet, all or nothing."))
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE.xlsx")],
    config: options.ConfigFile = None,
    *,
    replace: Annotated[
        bool, typer.Option("--replace", help=_("In place of all that was taken in before."))
    ] = False,
    as_json: options.Json = False,
) -> None:
    """Take in a list with the columns 事项, 区域, 承办单位, 依据."""
    from rexian.people.importing import import_responsibilities

    with managing(config) as (deployment, by), rejected_told(as_json=as_json):
        rows = deployment.store.run(
            lambda conn: import_responsibilities(conn, file, by, replace=replace)
        )
    if as_json:
        options.print_json({"rows": rows, "problems": []})
    else:
        typer.echo(_("{n} rows are taken in").format(n=rows))


@app.command(help=_("Enter that a unit answers for a subject."))
def add(
    subject: Subject,
    unit: Unit,
    area: Area = "",
    source: Annotated[
        str, typer.Option("--source", metavar="TEXT", help=_("The list that says so."))
    ] = "",
    config: options.ConfigFile = None,
) -> None:
    """Enter one row; one that is there already has its source replaced."""
    from rexian.model.vocabulary import SUBJECTS
    from rexian.people.responsibilities import Responsibility, add_responsibilities

    row = Responsibility(SUBJECTS.find(subject) or subject, unit, area, source)
    with managing(config) as (deployment, by):
        deployment.store.run(lambda conn: add_responsibilities(conn, [row], by))
    typer.echo(_("{n} rows are taken in").format(n=1))


@app.command(help=_("Take out that a unit answers for a subject."))
def remove(
    subject: Subject, unit: Unit, area: Area = "", config: options.ConfigFile = None
) -> None:
    """Take out one row."""
    from rexian.model.vocabulary import SUBJECTS
    from rexian.people.responsibilities import Responsibility, remove_responsibilities

    row = Responsibility(SUBJECTS.find(subject) or subject, unit, area)
    with managing(config) as (deployment, by):
        deployment.store.run(lambda conn: remove_responsibilities(conn, [row], by))
    typer.echo(_("{n} rows are taken out").format(n=1))


@app.command("list", help=_("What units answer for."))
def list_(config: options.ConfigFile = None, *, as_json: options.Json = False) -> None:
    """List all that was taken in."""
    from rexian.people.responsibilities import list_responsibilities

    with seated(config) as seat, seat.deployment.store.reading() as conn:
        found = list_responsibilities(conn)
    if as_json:
        options.print_json({"responsibilities": [asdict(each) for each in found]})
        return
    from rexian.cli.show_people import show_responsibilities

    show_responsibilities(found)


@app.command(help=_("Write the lists into a spreadsheet that can be taken in again."))
def export(
    file: Annotated[Path, typer.Argument(metavar="FILE.xlsx")],
    config: options.ConfigFile = None,
) -> None:
    """Write all that was taken in."""
    from rexian.people.exporting import export_responsibilities

    with seated(config) as seat:
        n = export_responsibilities(seat.deployment.store, file)
    typer.echo(_("{file}: {n} rows").format(file=file, n=n))


@app.command(help=_("Which units answer for a subject: in the area first, then anywhere."))
def suggest(
    subject: Subject,
    area: Annotated[str | None, typer.Option("--area", metavar="AREA")] = None,
    config: options.ConfigFile = None,
    *,
    as_json: options.Json = False,
) -> None:
    """Suggest units to dispatch to."""
    from rexian.model.vocabulary import SUBJECTS
    from rexian.people.responsibilities import suggest as suggested

    with seated(config) as seat, seat.deployment.store.reading() as conn:
        found = suggested(conn, SUBJECTS.find(subject) or subject, area)
    if as_json:
        options.print_json({"suggestions": [asdict(each) for each in found]})
        return
    from rexian.cli.show_people import show_suggestions

    show_suggestions(found)


@contextmanager
def rejected_told(*, as_json: bool) -> Iterator[None]:
    """Tell everything amiss in a spreadsheet, a line each, and exit with 1: nothing was taken in.

    Raises:
        Exit: something was amiss.
    """
    from rexian.people.xlsx import SheetError

    try:
        yield
    except SheetError as error:
        for problem in error.problems:
            options.warn(problem)
        if as_json:
            options.print_json({"problems": list(error.problems)})
        raise typer.Exit(REJECTED) from None
