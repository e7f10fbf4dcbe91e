"""Channels: the document names none of its own and no prefixes of ticket numbers."""

from __future__ import annotations

from rexian.plugin import Channels, hookimpl


@hookimpl
def channels() -> Channels:
    """Return no channels: every limit of the document turns on the kind of appeal alone."""
    return Channels()
