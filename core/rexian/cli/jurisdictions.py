"""`rexian jurisdictions`: what is installed."""

from __future__ import annotations

from typing import Any

from rexian.cli import options
from rexian.i18n import _, language
from rexian.jurisdictions import Jurisdiction, load_all

app = options.new_app()


@app.command(help=_("List the installed jurisdictions: documents, editions, what stands above."))
def jurisdictions(*, as_json: options.Json = False) -> None:
    """Print one entry a jurisdiction; a broken plugin is a warning that names it."""
    found = [_entry(jurisdiction) for jurisdiction in load_all().values()]
    if as_json:
        options.print_json({"jurisdictions": found})
    else:
        _show(found)


def _entry(jurisdiction: Jurisdiction) -> dict[str, Any]:
    document, own = jurisdiction.document, jurisdiction.layers[0]
    clauses = own.clauses()
    cited = {name for rule in own.rules for name in rule.per}
    cited |= {name for prefix in own.channels.prefixes for name in prefix.per}
    return {
        "id": document.id,
        "document": document.title,
        "document_en": document.title_en,
        "number": document.number,
        "issuer": document.issuer,
        "place": {"zh": document.place[0], "en": document.place[1]},
        "editions": [
            {"id": e.id, "in_force": e.in_force.isoformat() if e.in_force else None}
            for e in document.editions
        ],
        "upper": document.upper,
        "rules": len(own.rules),
        "readings": len(own.readings),
        "clauses": {"total": len(clauses), "accounted": len(cited & clauses.keys())},
        "fingerprint": jurisdiction.fingerprint(),
    }


def _show(found: list[dict[str, Any]]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, header_style="dim")
    for name in (
        _("id"), _("document"), _("number"), _("edition"), _("under"), _("rules"), _("clauses"),
    ):  # fmt: skip
        table.add_column(name, overflow="fold")
    for entry in found:
        clauses = entry["clauses"]
        table.add_row(
            entry["id"],
            entry["document_en" if language() == "en" else "document"],
            entry["number"],
            entry["editions"][-1]["id"],
            entry["upper"] or "-",
            str(entry["rules"]),
            f"{clauses['accounted']}/{clauses['total']}",
        )
    Console(highlight=False).print(table)
