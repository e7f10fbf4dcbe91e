"""Checks: what `rexian check` finds that the document itself leaves so."""

from __future__ import annotations

from collections.abc import Sequence

from rexian.plugin import (
    Acknowledged,
    acknowledge,
    clause,
    hookimpl,
    kind,
    refusal_grounds,
    requires,
    urgency,
)

from rexian_nanchang_nrp.deadlines import OF_PROVINCIAL, UNDER_ANNEX
from rexian_nanchang_nrp.intake import LEFT_OPEN

MUNICIPAL = ~OF_PROVINCIAL
PLATFORM_SETS_IT = (
    "期限随渠道由平台设定，本表照录；市办法一概参照省12345，逐单以平台为准",
    "the platform sets the limit by channel, and the table records it; the platform's prevails",
)


@hookimpl
def checks() -> Sequence[Acknowledged]:
    """Return the findings that are the document's own, in its order."""
    return (
        acknowledge(
            "gap",
            "accept.decision",
            when=kind.in_("praise", "other") | (kind.is_("help") & urgency.is_("emergency")),
            per=clause("s2.1", "s2.2", "s2.3", "s2.4"),
            why=(
                "受理范围只列咨询、投诉、意见建议和非紧急求助",
                "inquiries, complaints, suggestions and help that is not urgent are named",
            ),
        ),
        acknowledge(
            "gap",
            "accept.decision",
            when=LEFT_OPEN,
            per=clause("s3b.1.review", "s3b.1.return"),
            why=(
                "是否属本局职能尚未判明的，由专职人员初审，本方案未定先受理还是先退",
                "the desk first looks whether it is the bureau's; what comes until then is unsaid",
            ),
        ),
        acknowledge(
            "laxer",
            "accept.refuse",
            when=refusal_grounds.has("outside_jurisdiction"),
            per=clause("s3b.1.review", "s3b.1.return"),
            why=(
                "非本局职能的退回平台，由平台改派；市办法相应一项原文缺失",
                "what is not the bureau's goes back to the platform; the city's item is lost",
            ),
        ),
        acknowledge(
            "squeezed",
            "object",
            when=UNDER_ANNEX,
            per=clause("s3b.3.notmine", "an2.return"),
            why=(
                "两处期限对象不同：两小时后才告知的，由局办公室改派，不再退平台",
                "they bind different bodies: what a unit objects to later is sent elsewhere inside",
            ),
        ),
        acknowledge(
            "squeezed",
            "object",
            when=MUNICIPAL,
            per=clause("s3b.3.notmine"),
            why=(
                "内部告知与向平台退单同时计算，各一个工作日；派单时应提示承办单位尽早告知",
                "both days run at once, so that a unit is to be told at dispatch to object early",
            ),
        ),
        acknowledge(
            "gap",
            "submit_reply",
            when=MUNICIPAL,
            per=clause("s3b.3.2.lead"),
            why=("只规定省专班提前提交", "replies are due ahead for provincial channels alone"),
        ),
        acknowledge(
            "laxer", "close", rule="close.five_days", per=clause("s4.2.wz5"), why=PLATFORM_SETS_IT
        ),
        acknowledge(
            "laxer", "close", rule="close.minsheng", per=clause("s4.2.ms10"), why=PLATFORM_SETS_IT
        ),
        acknowledge(
            "laxer", "close", rule="close.leaders", per=clause("s4.2.other10"), why=PLATFORM_SETS_IT
        ),
        acknowledge(
            "laxer",
            "close",
            rule="close.mailbox_by_annex",
            per=clause("an2.xzfxx"),
            why=PLATFORM_SETS_IT,
        ),
        acknowledge(
            "gap",
            "reply_form.sections",
            when=MUNICIPAL,
            per=clause("s3b.3.2.template"),
            why=("模板只用于省专班", "the template is for provincial channels alone"),
        ),
        acknowledge(
            "gap",
            "reply_form.handler_info",
            when=MUNICIPAL,
            per=clause("an2.handlerinfo"),
            why=("只对省专班要求经办人信息", "the handler is named for provincial channels alone"),
        ),
        acknowledge(
            "gap",
            "reply_approval.seal",
            when=MUNICIPAL & ~requires.has("seal"),
            per=clause("an2.seal"),
            why=("市级渠道无盖章要求", "municipal channels ask for no seal"),
        ),
        acknowledge(
            "gap",
            "publication.required",
            when=MUNICIPAL & ~requires.has("publication"),
            per=clause("s3b.3.2.list", "s3b.3.bychannel"),
            why=("只对省专班或工单有要求的公开", "published for provincial channels or on request"),
        ),
    )
