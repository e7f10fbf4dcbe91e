"""`rexian plugin new`: scaffold a jurisdiction."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from rexian.cli import options
from rexian.i18n import _

if TYPE_CHECKING:
    from rexian.scaffold.create import Created


def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help=_("Its id: xinjian_district."))],
    document: Annotated[
        Path | None, typer.Argument(metavar="DOCUMENT.txt", help=_("The document's text."))
    ] = None,
    into: Annotated[
        Path, typer.Option("--into", metavar="FOLDER", help=_("Where its folder is made."))
    ] = Path(),
    under: Annotated[
        str | None, typer.Option("--under", metavar="UPPER", help=_("The jurisdiction above it."))
    ] = None,
    *,
    as_json: options.Json = False,
) -> None:
    """Write a distribution of its own and say what to do next."""
    from rexian.scaffold.create import create

    made = create(name, into, document=document, upper=under)
    if as_json:
        options.print_json(_as_json(made))
    else:
        _show_next(made)


def _as_json(made: Created) -> dict[str, Any]:
    return {
        "id": made.id,
        "folder": str(made.folder),
        "distribution": made.distribution,
        "package": made.package,
        "clauses": made.clauses,
        "files": made.files,
    }


def _show_next(made: Created) -> None:
    told = _("{folder}: the distribution {distribution} with {n} clauses, none of them encoded yet")
    sums = told.format(folder=made.folder, distribution=made.distribution, n=made.clauses)
    typer.echo(sums)
    typer.echo()
    typer.echo(_("What to do next:"))
    package = made.folder / made.package
    for where, what in (
        (package / "document.py", _("say what the document is: title, number, issuer, editions")),
        (package / "clauses.toml", _("sum up each clause in your own words, split long ones")),
        (package / "deadlines.py", _("encode an article, and take `because` off its clause")),
        (made.folder / "tests" / "cases.yaml", _("work out a case by hand for what you encoded")),
        (f"rexian plugin test {made.folder}", _("see that it holds; then do the next article")),
        (
            f"rexian explain CASE.yaml -j {made.folder}/",
            _("use it as it stands; once installed (pip install -e {folder}), as -j {id}"),
        ),
    ):
        typer.echo(f"  {where}\n      {what.format(folder=made.folder, id=made.id)}")
    typer.echo("\n" + _("docs/writing-a-jurisdiction.md goes through it step by step."))
