"""Intake: the document begins with tickets already sent to a unit.

On taking in and refusing appeals, on masking identities and on reporting upwards it is silent.
"""

from __future__ import annotations

from collections.abc import Sequence

from rexian.plugin import Rule, hookimpl


@hookimpl
def intake() -> Sequence[Rule]:
    """Return no rules: the document's silence."""
    return ()
