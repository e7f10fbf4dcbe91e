"""Forms: the document names reports and notices of supervision, but lays none of them out."""

from __future__ import annotations

from collections.abc import Sequence

from rexian.plugin import Form, hookimpl


@hookimpl
def forms() -> Sequence[Form]:
    """Return no forms."""
    return ()
