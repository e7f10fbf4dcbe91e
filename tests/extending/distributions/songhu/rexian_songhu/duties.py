"""Duties: the monthly report."""

from __future__ import annotations

from collections.abc import Sequence

from rexian.plugin import Duty, art, duty, every_month, hookimpl


@hookimpl
def duties() -> Sequence[Duty]:
    """Return the one duty there is."""
    return (
        duty(
            "monthly_report",
            every_month(by=3, about="previous"),
            zh="报送上月办理情况",
            en="report on last month's tickets",
            who="hotline_centre",
            per=art("5"),
        ),
    )
