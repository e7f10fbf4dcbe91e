"""Deadlines: signing within hours, closing by kind and by channel."""

from __future__ import annotations

from collections.abc import Sequence

from rexian.plugin import Rule, art, channel, hookimpl, hours, kind, limit, working_days

from rexian_songhu.channels import APP

# 第二条 签收
SIGN = (limit("sign.all", hours(4), per=art("2")),)

# 第三条、第四条 办结
CLOSE = (
    limit("close.inquiry", working_days(1), when=kind.is_("inquiry"), per=art("3")),
    limit("close.other", working_days(6), when=~kind.is_("inquiry"), per=art("3")),
    limit(
        "close.app",
        working_days(3),
        when=channel.is_(APP),
        over=("close.inquiry", "close.other"),
        per=art("4"),
    ),
)


@hookimpl
def deadlines() -> Sequence[Rule]:
    """Return the rules on limits, in the order of the articles."""
    return (*SIGN, *CLOSE)
