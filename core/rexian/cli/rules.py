"""`rexian rules`: the rules of a question as a decision table."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from rexian.cli import options
from rexian.errors import InputError, nearest
from rexian.i18n import _, language
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
    tables = question_tables(found, _known(found, question))
    if as_json:
        options.print_json({"jurisdiction": jurisdiction, "questions": tables})
    else:
        _show(tables)


def _known(jurisdiction: Jurisdiction, question: str | None) -> str | None:
    names = [asked.id for asked in jurisdiction.plan().questions]
    if question is not None and question not in names:
        raise InputError(
            _("there is no question {name!r}").format(name=question) + nearest(question, names)
        )
    return question


def _show(tables: list[dict[str, Any]]) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False)
    for entry in tables:
        console.print(f"{entry['label'][language()]} ({entry['id']})", style="bold")
        table = Table(box=None, header_style="dim")
        for name in (_("when"), _("what follows"), _("rule"), _("from")):
            table.add_column(name, overflow="fold")
        for row in entry["rows"]:
            table.add_row(
                row["when"][language()],
                row["says"][language()],
                row["rule"] or "",
                "; ".join(dict.fromkeys(c["locator"] for c in row["citations"])),
            )
        console.print(table)
        for reading in entry["readings"]:
            console.print(f"  {_('reading')} {reading['id']} = {reading['default']}", style="cyan")
        console.print()
