"""Channels: the district's own app, and the prefix of its tickets."""

from __future__ import annotations

from rexian.plugin import Channels, Prefix, Term, art, hookimpl

APP = "songhu_app"


@hookimpl
def channels() -> Channels:
    """Return the app and its prefix."""
    return Channels((Prefix("SHT", (APP,), per=art("4")),), (Term(APP, "松湖通", "Songhu app"),))
