"""Forms: the document says what a sign-off and a reply must hold, but lays down no paper."""

from __future__ import annotations

from collections.abc import Sequence

from rexian.plugin import Form, hookimpl


@hookimpl
def forms() -> Sequence[Form]:
    """Return no forms."""
    return ()
