"""The document: the notice that the local limits come from."""

from __future__ import annotations

from datetime import date

from rexian.plugin import Document, Edition, hookimpl


@hookimpl
def document() -> Document:
    """Return what the notice is."""
    return Document(
        id="yiyang.site",
        title="热线中心值班通知（虚构）",
        title_en="Duty notice of the hotline centre (made up)",
        number="内部通知第3号",
        issuer="热线中心",
        place=("弋阳县热线中心", "Yiyang hotline centre"),
        editions=(Edition("2025-01-06", date(2025, 1, 6)),),
        upper="yiyang",
    )
