"""Routing: to whom the desk hands a ticket and how, who settles returns, who does which act.

`hotline_office` is the bureau's consumer protection section (消保科), its hotline desk.
"""

from __future__ import annotations

from collections.abc import Sequence

from rexian.plugin import (
    Rule,
    art,
    findings,
    hookimpl,
    identity,
    joint,
    kind,
    preassignment,
    refusal_grounds,
    subject,
    urgency,
    value,
)

from rexian_nanchang_amr.deadlines import RETURNED_TWICE

# 第八条（一） 不能确定是否应签收的，先预分派
BEFOREHAND = (
    value(
        "dispatch.beforehand.preassignment",
        {"beforehand": "preassignment"},
        when=refusal_grounds.has("undetermined") & ~preassignment.in_("accepted", "refused"),
        per=art("8.1.pre"),
    ),
)

# 第八条（二） 分派；（三） 被退单两次的；第九条 公共突发、重大或需立即处理的
BY_TERRITORY = subject.is_("market_regulation") & kind.in_("complaint", "report")
SEVERAL_UNITS = findings.has("several_units")
DISPATCH = (
    value("dispatch.by.desk", {"by": "hotline_office"}, per=art("8.2.who")),
    value("dispatch.to.unit", {"to": "handling_unit"}, per=art("8.2.form")),
    value("dispatch.via.transfer_form", {"via": "transfer_form"}, per=art("8.2.form")),
    value(
        "dispatch.principle.territory",
        {"principle": ("territory",)},
        when=BY_TERRITORY,
        strength="in_principle",
        per=art("8.2.area"),
    ),
    value(
        "dispatch.principle.function",
        {"principle": ("function",)},
        when=~BY_TERRITORY,
        per=art("8.2.duty"),
    ),
    value(
        "dispatch.lead.nearest_function",
        {"lead": "nearest_function"},
        when=SEVERAL_UNITS,
        strength="may",
        per=art("8.2.lead"),
    ),
    value(
        "dispatch.approver.desk_supervisor",
        {"approver": "desk_supervisor"},
        per=art("8.2.form"),
    ),
    value(
        "dispatch.approver.emergency",
        {"approver": "bureau_principal"},
        when=urgency.in_("emergency", "prompt"),
        over=("dispatch.approver.desk_supervisor",),
        strength="may",
        per=art("9.leader"),
    ),
    value(
        "dispatch.approver.returned_twice",
        {"approver": "bureau_principal"},
        when=RETURNED_TWICE,
        over=("dispatch.approver.desk_supervisor", "dispatch.approver.emergency"),
        per=art("8.3.twice"),
    ),
)

# 第八条（三） 最后的承办单位；职责另有争议的，本规则未规定
DISPUTES = (
    value(
        "disputed_to.returned_twice",
        {"decided_by": "bureau_principal"},
        when=RETURNED_TWICE,
        per=art("8.3.twice"),
    ),
)

# 第八条（三）（四）（七）、第十二条、第十八条（七） 承办单位办的事；指定了主办单位的，由主办单位办
JOINT = SEVERAL_UNITS | joint
# 身份保密的诉求人如何联系，本规则未规定。
REACHABLE = ~identity.in_("confidential", "anonymous")
ACTORS = (
    value(
        "actor.contact.unit",
        {"contact": "handling_unit"},
        when=REACHABLE & ~JOINT,
        per=art("8.4.result", "12.contact", "13.feedback"),
    ),
    value(
        "actor.contact.host",
        {"contact": "host_unit"},
        when=REACHABLE & JOINT,
        per=art("8.4.lead"),
    ),
    value(
        "actor.extend.unit",
        {"extend": "handling_unit"},
        when=~JOINT,
        per=art("8.4.ext"),
    ),
    value("actor.extend.host", {"extend": "host_unit"}, when=JOINT, per=art("8.4.lead")),
    value("actor.return.unit", {"return": "handling_unit"}, when=~JOINT, per=art("8.3.4h")),
    value("actor.return.host", {"return": "host_unit"}, when=JOINT, per=art("8.4.lead")),
    value(
        "actor.reply.unit",
        {"reply": "handling_unit"},
        when=~JOINT,
        per=art("8.4.result", "18.submit"),
    ),
    value("actor.reply.host", {"reply": "host_unit"}, when=JOINT, per=art("8.4.lead", "18.7")),
    value("actor.close.desk", {"close": "hotline_office"}, per=art("8.7")),
)


@hookimpl
def routing() -> Sequence[Rule]:
    """Return the rules on handing tickets out, in the order of the articles."""
    return (*BEFOREHAND, *DISPATCH, *DISPUTES, *ACTORS)
