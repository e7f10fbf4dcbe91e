"""Routing: initial review, direct transfer or forwarding inside the bureau, and who does what.

On who settles a dispute about responsibility, who extends and who follows up the document is
silent.
"""

from __future__ import annotations

from collections.abc import Sequence

from rexian.plugin import Rule, clause, hookimpl, identity, objections, return_tier, subject, value

from rexian_nanchang_nrp.readings import FORWARDED_BY

# 三、工作流程（一） 工单受理：初审后方予分发
REVIEW = (
    value(
        "dispatch.beforehand.initial_review",
        {"beforehand": "initial_review"},
        per=clause("s3b.1.review"),
    ),
)

# 三、工作流程（二） 对口分发：不动产登记事项直接转派（收件单位未写明，推定为市不动产登记中心），
# 其他事项由局办公室转发；（三） 退回的，由局办公室转派其他成员单位
FORWARDED = ~subject.is_("real_estate_registration") | objections.at_least(1)
DISPATCH = (
    value(
        "dispatch.principle.function",
        {"principle": ("function",)},
        per=clause("s3b.2.realestate", "s3b.2.other"),
    ),
    value(
        "dispatch.by.hotline_staff",
        {"by": "hotline_office"},
        when=~FORWARDED,
        per=clause("s3b.2.realestate"),
    ),
    value(
        "dispatch.to.registration_centre",
        {"to": "real_estate_registration_centre"},
        when=~FORWARDED,
        per=clause("s3b.2.realestate"),
    ),
    value(
        "dispatch.via.platform",
        {"via": "platform"},
        when=~FORWARDED,
        per=clause("s3b.2.realestate"),
    ),
    value(
        "dispatch.by.general_office",
        {"by": "general_office"},
        when=FORWARDED & FORWARDED_BY.is_("general_office"),
        per=clause("s3b.2.other", "s3b.3.redispatch"),
    ),
    value(
        "dispatch.by.hotline_office",
        {"by": "hotline_office"},
        when=FORWARDED & FORWARDED_BY.is_("hotline_office"),
        per=clause("s3b.2.other", "s3b.3.redispatch"),
    ),
    value(
        "dispatch.to.member_unit",
        {"to": "member_unit"},
        when=FORWARDED,
        per=clause("s3b.2.other", "s3b.3.redispatch"),
    ),
    value("dispatch.via.oa", {"via": "oa"}, when=FORWARDED, per=clause("s3b.2.other")),
)

# 三、工作职责（二） 成员单位回复；工作流程（一）（三） 退件，（三） 经办人联系诉求人，（五） 办结。
# 诉求人匿名、要求保密的，经办人无从联系，本方案未规定，由市办法回答。
REACHABLE = ~identity.in_("confidential", "anonymous")
ACTORS = (
    value("actor.reply.member_unit", {"reply": "handling_unit"}, per=clause("s3a.2.duty")),
    value(
        "actor.return.to_the_platform",
        {"return": "hotline_office"},
        when=return_tier.is_("body"),
        per=clause("s3b.1.return"),
    ),
    value(
        "actor.contact.handler",
        {"contact": "handler"},
        when=REACHABLE,
        per=clause("s3b.3.handler", "s3b.3.contact"),
    ),
    value(
        "actor.return.to_the_hotline_staff",
        {"return": "handling_unit"},
        when=return_tier.is_("unit"),
        per=clause("s3b.3.notmine"),
    ),
    value("actor.close.hotline_staff", {"close": "hotline_office"}, per=clause("s3b.5.fill")),
)


@hookimpl
def routing() -> Sequence[Rule]:
    """Return the rules on dispatching and on who acts, in the order of the document."""
    return (*REVIEW, *DISPATCH, *ACTORS)
