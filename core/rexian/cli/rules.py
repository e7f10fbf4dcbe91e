"""`rexian rules`: the rules of a question as a decision table."""

from __future__ import annotations

from typing import Annotated

import typer

from rexian.cli import options
from rexian.discovery import load
from rexian.errors import InputError, nearest
from rexian.i18n import _
from rexian.jurisdictions import Jurisdiction
from rexian.ruletable import question_tables

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
    from rexian.reforms.variants import beside

    places = beside([load(jurisdiction)], reform or [])
    only = _known(places[0], question)
    if as_reform:
        _as_reform(places, only)
    elif as_json:
        told = [{"jurisdiction": p.id, "questions": question_tables(p, only)} for p in places]
        options.print_json({"jurisdictions": told} if reform else told[0])
    elif markdown:
        _as_pages(places, only)
    else:
        from rexian.cli.show_rules import show

        for place in places:
            show(place, only, headed=len(places) > 1)


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
