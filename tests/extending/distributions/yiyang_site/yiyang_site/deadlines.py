"""Deadlines: follow-up and reminder, on which the county's measures are silent."""

from __future__ import annotations

from collections.abc import Sequence

from rexian.plugin import Rule, before, clause, hookimpl, limit, working_days


@hookimpl
def deadlines() -> Sequence[Rule]:
    """Return the two limits of the notice."""
    return (
        limit("followup.local", working_days(2), per=clause("n1")),
        before(
            "remind.local",
            "close",
            working_days(1),
            says={"to": "handling_unit", "about": "reply"},
            per=clause("n2"),
        ),
    )
