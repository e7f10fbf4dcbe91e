"""`rexian rules`: the rules of a question as a decision table."""

from __future__ import annotations

from typing import Annotated

import typer

from rexian.cli import options
from rexian.errors import InputError, nearest
from rexian.i18n import _
from rexian.jurisdictions import Jurisdiction, load
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
    *,
    as_json: options.Json = False,
) -> None:
    """Print the tables of one question, or of all on which the documents speak."""
    found = load(jurisdiction)
    only = _known(found, question)
    if as_json:
        tables = question_tables(found, only)
        options.print_json({"jurisdiction": jurisdiction, "questions": tables})
        return
    from rexian.cli.show_rules import show

    show(found, only)


def _known(jurisdiction: Jurisdiction, question: str | None) -> str | None:
    names = [asked.id for asked in jurisdiction.plan().questions]
    if question is not None and question not in names:
        raise InputError(
            _("there is no question {name!r}").format(name=question) + nearest(question, names)
        )
    return question
