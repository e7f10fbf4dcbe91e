"""Channels: annex 2, the prefixes of ticket numbers and which channels are the province's."""

from __future__ import annotations

from rexian.plugin import Channels, Prefix, clause, hookimpl

# 附件2 省专班，正文三（三）2称省级平台
FOUR_DAYS = ("provincial_12345", "china_gov")
FIVE_DAYS = ("wenzheng_jiangxi", "governor_suggestion")
MINSHENG = "minsheng"
LEADERS = (
    "leader_mailbox",
    "mayor_message",
    "governor_message",
    "city_secretary_message",
    "provincial_secretary_message",
)
MAILBOX = "provincial_gov_mailbox"
# 附件2与市办法“参照省12345”不一致的渠道
UNLIKE_CITY = (*FIVE_DAYS, MINSHENG, *LEADERS, MAILBOX)
PROVINCIAL = (*FOUR_DAYS, *UNLIKE_CITY)


@hookimpl
def channels() -> Channels:
    """Return the prefixes, in the order of the annex; the provincial line and site share one."""
    return Channels(
        (
            Prefix("WZJX", ("wenzheng_jiangxi",), per=clause("an2.wzjx")),
            Prefix("XZJY", ("governor_suggestion",), per=clause("an2.xzjy")),
            Prefix(
                "省工单DH",
                ("china_gov", "provincial_12345"),
                per=clause("an2.zfw", "an2.s12345"),
            ),
            Prefix("SZXX", ("leader_mailbox",), per=clause("an2.szxx")),
            Prefix("SZLYF", ("mayor_message",), per=clause("an2.szly")),
            Prefix("XZLYLYF", ("governor_message",), per=clause("an2.xzly")),
            Prefix("SWSJ", ("city_secretary_message",), per=clause("an2.swsj")),
            Prefix("XWSJ", ("provincial_secretary_message",), per=clause("an2.xwsj")),
            Prefix("MSTD", ("minsheng",), per=clause("an2.mstd")),
            Prefix("XZFXX", ("provincial_gov_mailbox",), per=clause("an2.xzfxx")),
            Prefix("赣服通GFT", ("ganfutong",), per=clause("an2.gft")),
            Prefix("GA", ("police",), per=clause("an2.ga")),
            Prefix("DHXX", ("city_12345",), per=clause("an2.dhxx")),
            Prefix("WX", ("wechat",), per=clause("an2.wx")),
        )
    )
