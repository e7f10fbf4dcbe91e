"""The document: what it is called, since when it is in force, what stands above it."""

from __future__ import annotations

from datetime import date

from rexian.plugin import Document, Edition, hookimpl


@hookimpl
def document() -> Document:
    """Return what the document is; the city's measures stand above it."""
    return Document(
        id="songhu",
        title="松湖区12345热线工单办理细则",
        title_en="Detailed Rules for 12345 Hotline Tickets of Songhu District",
        number="松府办字〔2025〕9号",
        issuer="松湖区人民政府办公室",
        place=("松湖区", "Songhu District"),
        editions=(Edition("2025-12-08", date(2026, 1, 1)),),
        upper="nanchang_city",
    )
