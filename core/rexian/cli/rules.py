"""`rexian rules`: the rules of a question as a decision table."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from rexian.cli import options
from rexian.discovery import load
from rexian.errors import InputError, nearest
from rexian.i18n import _
from rexian.jurisdictions import Jurisdiction
from rexian.ruletable import question_tables

if TYPE_CHECKING:
    from rexian.cli.rule_case import Wanted
    from rexian.pages.sheet import Sheet

app = options.new_app()


@app.command(help=_("Print decision tables: every kind of case, what follows, from which clause."))
def rules(
    jurisdiction: Annotated[
        str, typer.Option("-j", "--jurisdiction", metavar="ID", help=_("The jurisdiction."))
    ],
    question: Annotated[
        str | None, typer.Option("--question", metavar="Q", help=_("Only this question."))
    ] = None,
    reform: options.Reforms = None,
    reading: options.Readings = None,
    row: Annotated[
        int | None,
        typer.Option("--row", metavar="N", help=_("Show this line of the table with an example.")),
    ] = None,
    supposed: Annotated[
        list[str] | None,
        typer.Option("--if", metavar="FACT=VALUE", help=_("Try a case in which a fact is so.")),
    ] = None,
    start: Annotated[
        str | None, typer.Option("--start", metavar="TIME", help=_("When that case begins."))
    ] = None,
    save: Annotated[
        Path | None, typer.Option("--save", metavar="FILE", help=_("Write the case as a new file."))
    ] = None,
    *,
    as_reform: Annotated[
        bool, typer.Option("--as-reform", help=_("Write its own rules as a reform to start from."))
    ] = False,
    markdown: Annotated[
        bool, typer.Option("--markdown", help=_("Write them as a page, in both languages."))
    ] = False,
    as_json: options.Json = False,
) -> None:
    """Print the tables of one question, or of all on which the documents speak."""
    from rexian.cli.rule_case import Wanted
    from rexian.reforms.variants import beside

    places = beside([load(jurisdiction)], reform or [])
    only = _known(places[0], question)
    chosen = options.readings_of(reading)
    wanted = Wanted(row, supposed or [], start, save)
    if as_reform:
        _as_reform(places, only)
    elif wanted or save:
        _tried(places[-1], only, chosen, wanted, as_json=as_json)
    elif as_json:
        told = [_told(place, only, chosen) for place in places]
        options.print_json({"jurisdictions": told} if reform else told[0])
    elif markdown:
        _as_pages(places, only)
    else:
        from rexian.cli.show_rules import show

        for place in places:
            show(_sheet(place, chosen), only, headed=len(places) > 1)


def _sheet(place: Jurisdiction, chosen: dict[str, str]) -> Sheet:
    """Return a jurisdiction's sheet as it is to be read.

    Raises:
        InputError: there is no such reading, or no such choice.
    """
    from rexian.pages.sheet import Sheet

    place.chosen(chosen)
    return Sheet(place, chosen)


def _told(place: Jurisdiction, only: str | None, chosen: dict[str, str]) -> dict[str, Any]:
    """Return the tables as JSON holds them; read otherwise, line by line."""
    if not chosen:
        return {"jurisdiction": place.id, "questions": question_tables(place, only)}
    from rexian.cli.rule_case import lines

    questions = lines(_sheet(place, chosen), only)
    return {"jurisdiction": place.id, "readings": chosen, "questions": questions}


def _tried(
    place: Jurisdiction, only: str | None, chosen: dict[str, str], wanted: Wanted, *, as_json: bool
) -> None:
    """Show a line of a question's table with an example, or try a case."""
    if only is None or not wanted:
        raise InputError(_("--row, --if and --start need --question, and --save one of them"))
    from rexian.cli.rule_case import run

    asked = next(found for found in place.plan().questions if found.id == only)
    run(_sheet(place, chosen), asked, wanted, as_json=as_json)


def _as_pages(places: list[Jurisdiction], only: str | None) -> None:
    """Print the tables as Markdown, a page for each place."""
    from rexian.pages.rules import rules_page
    from rexian.pages.sheet import Sheet

    typer.echo("\n".join(rules_page(Sheet(place), only) for place in places), nl=False)


def _as_reform(places: list[Jurisdiction], only: str | None) -> None:
    """Print the rules as a reform of the place itself, or of its variant where one is asked for."""
    from rexian.reforms.write import as_reform

    typer.echo(as_reform(places[-1], only), nl=False)


def _known(jurisdiction: Jurisdiction, question: str | None) -> str | None:
    names = [asked.id for asked in jurisdiction.plan().questions]
    if question is not None and question not in names:
        raise InputError(
            _("there is no question {name!r}").format(name=question) + nearest(question, names)
        )
    return question
