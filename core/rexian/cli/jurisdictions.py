"""`rexian jurisdictions`: what is installed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rexian.accounting import accounts, totals
from rexian.cli import options
from rexian.discovery import load_all
from rexian.i18n import _, language
from rexian.jurisdictions import Jurisdiction
from rexian.reforms.variants import shipped

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
        "overlays": [
            {
                "id": layer.id,
                "document": layer.document.title,
                "document_en": layer.document.title_en,
                "rules": len(layer.rules),
            }
            for layer in jurisdiction.overlays
        ],
        "rules": len(own.rules),
        "readings": len(own.readings),
        "clauses": totals(accounts(jurisdiction)),
        "reforms": [
            {"name": found.id, "title": {"zh": found.zh, "en": found.en}, "of": found.of}
            for found in shipped(jurisdiction)
        ],
        "fingerprint": jurisdiction.fingerprint(),
    }


def _show(found: list[dict[str, Any]]) -> None:
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    code = language()
    places = {entry["id"]: entry["place"][code] for entry in found}
    console = Console(highlight=False, markup=False)
    for entry in found:
        console.print(Text(f"{entry['place'][code]} ({entry['id']})", style="bold"))
        title = entry["document_en" if code == "en" else "document"]
        for line in (title, _facts(entry, places), *_overlays(entry), *_reforms(entry)):
            console.print(Padding(Text(line), (0, 0, 0, 2)))


def _overlays(entry: dict[str, Any]) -> Iterator[str]:
    for laid in entry["overlays"]:
        told = _("laid over it: {title} [{id}], {n} rules")
        title = laid["document_en" if language() == "en" else "document"]
        yield told.format(title=title, id=laid["id"], n=laid["rules"])


def _reforms(entry: dict[str, Any]) -> Iterator[str]:
    for found in entry["reforms"]:
        yield f"{found['title'][language()]} [{entry['id']}+{found['name']}]"


def _facts(entry: dict[str, Any], places: dict[str, str]) -> str:
    clauses = entry["clauses"]
    told = [
        entry["number"],
        _("edition of {day}").format(day=entry["editions"][-1]["id"]),
        _("{n} rules").format(n=entry["rules"]),
        _("{n} readings").format(n=entry["readings"]),
        _("{accounted} of {total} clauses accounted for").format(**clauses),
    ]
    upper = entry["upper"]
    if upper:
        told.append(_("under {place}").format(place=places.get(upper, upper)))
    return "  ".join(told)
