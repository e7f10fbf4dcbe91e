"""Deadlines: objecting and returning, submitting replies, closing and signing.

On extension, sending back, redoing, urgent matters and hard cases the city's measures answer, and
on signing and returning tickets of municipal channels.
"""

from __future__ import annotations

from collections.abc import Sequence

from rexian.plugin import (
    Rule,
    before,
    channel,
    clause,
    given,
    given_close,
    given_sign,
    hookimpl,
    hours,
    kind,
    limit,
    natural_days,
    return_tier,
    same_as,
    value,
    working_days,
)

from rexian_nanchang_nrp.channels import (
    FIVE_DAYS,
    FOUR_DAYS,
    LEADERS,
    MAILBOX,
    MINSHENG,
    PROVINCIAL,
    UNLIKE_CITY,
)
from rexian_nanchang_nrp.readings import (
    GIVEN_LIMIT,
    INTERNAL_WINDOW,
    LEAD_DAY,
    MERGED_CELL,
    PROVINCIAL_INQUIRY,
    PROVINCIAL_RETURN_START,
    PROVINCIAL_TABLE,
)

OF_PROVINCIAL = channel.in_(*PROVINCIAL)
CUT_WITH_PLATFORM = OF_PROVINCIAL & INTERNAL_WINDOW.is_("platform")

# 三、工作流程（一）退件；（三）告知非本部门职能，由热线专职人员退件或局办公室转派。
# 由谁批准、写明什么，本方案未规定。
RETURN = (
    value(
        "return_permission.may.not_the_bureaus",
        {},
        when=return_tier.is_("body"),
        per=clause("s3b.1.review", "s3b.1.return"),
    ),
    value(
        "return_permission.may.not_the_units",
        {},
        when=return_tier.is_("unit"),
        per=clause("s3b.3.notmine", "s3b.3.redispatch"),
    ),
    limit(
        "object.one_day",
        working_days(1),
        when=~CUT_WITH_PLATFORM,
        per=clause("s3b.3.notmine"),
    ),
    same_as(
        "object.with_platform",
        "return",
        when=CUT_WITH_PLATFORM,
        per=clause("s3b.3.notmine", "an2.return"),
    ),
)

# 三、工作流程（三）2 省专班提前提交回复
SUBMIT_REPLY = (
    before(
        "submit_reply.working_day_ahead",
        "close",
        working_days(1),
        when=OF_PROVINCIAL & LEAD_DAY.is_("working"),
        per=clause("s3b.3.2.lead"),
    ),
    before(
        "submit_reply.natural_day_ahead",
        "close",
        natural_days(1),
        when=OF_PROVINCIAL & LEAD_DAY.is_("natural"),
        per=clause("s3b.3.2.lead"),
    ),
)

# 四之二、附件2 办结时限。法律另定的期限、按市办法参照省12345的渠道，由市办法回答。
LEFT_TO_CITY = given_close.is_("law") | (channel.in_(*UNLIKE_CITY) & PROVINCIAL_TABLE.is_("city"))
INQUIRY = kind.is_("inquiry")
AS_INQUIRY = INQUIRY & (~OF_PROVINCIAL | PROVINCIAL_INQUIRY.is_("kind"))
BY_ROW = OF_PROVINCIAL & ~AS_INQUIRY & ~LEFT_TO_CITY
TABLE = (
    "close.inquiry",
    "close.other",
    "close.four_days",
    "close.five_days",
    "close.minsheng",
    "close.leaders",
    "close.mailbox_by_text",
    "close.mailbox_by_annex",
)
CLOSE = (
    limit(
        "close.inquiry",
        working_days(3),
        when=AS_INQUIRY & ~LEFT_TO_CITY,
        per=clause("s4.2.consult", "an2.city.consult"),
    ),
    limit(
        "close.other",
        working_days(10),
        when=~INQUIRY & ~OF_PROVINCIAL & ~LEFT_TO_CITY,
        per=clause("s4.2.nonconsult", "an2.city.other", "an2.gft", "an2.ga", "an2.dhxx", "an2.wx"),
    ),
    limit(
        "close.four_days",
        natural_days(4),
        when=BY_ROW & channel.in_(*FOUR_DAYS),
        per=clause("s4.2.prov4", "an2.s12345", "an2.zfw"),
    ),
    limit(
        "close.five_days",
        working_days(5),
        when=BY_ROW & channel.in_(*FIVE_DAYS),
        per=clause("s4.2.wz5", "an2.wzjx", "an2.xzjy"),
    ),
    limit(
        "close.minsheng",
        natural_days(10),
        when=BY_ROW & channel.is_(MINSHENG),
        per=clause("s4.2.ms10", "an2.mstd"),
    ),
    limit(
        "close.leaders",
        working_days(10),
        when=BY_ROW & channel.in_(*LEADERS),
        per=clause("s4.2.other10", "an2.szxx", "an2.szly", "an2.xzly", "an2.swsj", "an2.xwsj"),
    ),
    limit(
        "close.mailbox_by_text",
        working_days(10),
        when=BY_ROW & channel.is_(MAILBOX),
        per=clause("s4.2.other10"),
    ),
    limit(
        "close.mailbox_by_annex",
        natural_days(60),
        when=BY_ROW & channel.is_(MAILBOX),
        followed=(
            "附件2专为省政府信箱定60个自然日，正文10个工作日只是其它渠道的兜底；"
            "须与平台设定核对 / the annex's row is special, the body's limit general; check the "
            "platform's setting"
        ),
        per=clause("an2.xzfxx"),
    ),
    given(
        "close.ticket",
        "close",
        when=given_close.is_("ticket") & ~GIVEN_LIMIT.is_("platform"),
        over=TABLE,
        per=clause("s4.2.override"),
    ),
    given(
        "close.platform",
        "close",
        when=given_close.is_("platform") & ~GIVEN_LIMIT.is_("ticket"),
        over=TABLE,
        per=clause("an2.note"),
    ),
)

# 附件2 省专班的办理要求：签收、退回；备注 以平台设定为准
UNDER_ANNEX = (OF_PROVINCIAL & MERGED_CELL.is_("all")) | channel.is_("wenzheng_jiangxi")
HOURS = (
    limit("sign.one_hour", hours(1), when=UNDER_ANNEX, per=clause("an2.sign")),
    given(
        "sign.platform",
        "sign",
        when=given_sign.is_("platform"),
        over=("sign.one_hour",),
        per=clause("an2.note"),
    ),
    limit(
        "return.two_hours",
        hours(2),
        when=UNDER_ANNEX & PROVINCIAL_RETURN_START.is_("dispatched"),
        per=clause("an2.return"),
    ),
    limit(
        "return.two_hours_from_signing",
        hours(2),
        start="signed",
        when=UNDER_ANNEX & PROVINCIAL_RETURN_START.is_("signed"),
        per=clause("an2.return"),
    ),
)


@hookimpl
def deadlines() -> Sequence[Rule]:
    """Return the rules on limits, in the order of the document."""
    return (*RETURN, *SUBMIT_REPLY, *CLOSE, *HOURS)
