"""Channels: which of them are provincial platforms; the document gives no prefixes of numbers."""

from __future__ import annotations

from rexian.plugin import Channels, hookimpl

# 第十五条“省12345”与“省级其他平台”。领导信箱，自然资源局方案正文称省长信箱。
PROVINCIAL_LINE = "provincial_12345"
OTHER_PROVINCIAL = (
    "china_gov",
    "wenzheng_jiangxi",
    "governor_suggestion",
    "leader_mailbox",
    "governor_message",
    "provincial_secretary_message",
    "minsheng",
    "provincial_gov_mailbox",
)
# 名为市级、自然资源局附件2列入省专班的两个留言渠道。
CITY_LEADERS = ("mayor_message", "city_secretary_message")


@hookimpl
def channels() -> Channels:
    """Return no channels of its own: article 9 names some, and no numbers are given to them."""
    return Channels()
