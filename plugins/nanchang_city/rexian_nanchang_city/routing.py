"""Routing: how the hotline dispatches, who settles disputes, who contacts and follows up.

What the hotline does for itself, and which member unit acts towards it, says nothing of how a
bureau's own desk divides the work, and is not inherited.
"""

from __future__ import annotations

from collections.abc import Sequence

from rexian.plugin import (
    Rule,
    art,
    belongs_to,
    difficult,
    findings,
    hookimpl,
    identity,
    refusal_grounds,
    urgency,
    value,
)

from rexian_nanchang_city.deadlines import URGENT_KINDS
from rexian_nanchang_city.later_readings import MASKED_CONTACT

# 第五条 各地区、各部门承办，党委部门、企事业单位；第十四条（二） 多个层级、中央垂管单位
BY_REMIT = (
    value(
        "dispatch.to.city_department",
        {"to": "city_department", "coordinated_by": "hotline_centre"},
        when=belongs_to.is_("city_department"),
        per=art("5.handle", "14.2.level"),
        inherited=False,
    ),
    value(
        "dispatch.to.county",
        {"to": "county_department", "coordinated_by": "county_government"},
        when=belongs_to.in_("county_department", "township"),
        per=art("5.handle", "14.2.county"),
        inherited=False,
    ),
    value(
        "dispatch.to.vertical",
        {"to": "vertical", "coordinated_by": "vertical"},
        when=belongs_to.is_("vertical"),
        per=art("14.2.vertical"),
        inherited=False,
    ),
    value(
        "dispatch.to.party_body",
        {"to": "party_body"},
        when=belongs_to.is_("party_body"),
        per=art("5.party"),
        inherited=False,
    ),
    value(
        "dispatch.to.enterprise",
        {"to": "enterprise", "overseen_by": "its_department"},
        when=belongs_to.is_("enterprise"),
        per=art("5.enterprise"),
        inherited=False,
    ),
)

# 第十二条第一款 紧急电话受理事项；第三十二条 报警平台受理的转交对方；第十五条第二款 突发重大
FOR_OTHER_LINES = refusal_grounds.has("police_or_emergency_line")
BY_PHONE = (
    value(
        "dispatch.to.other_line",
        {"to": "police_or_emergency_line"},
        when=FOR_OTHER_LINES,
        over=tuple(rule.id for rule in BY_REMIT),
        per=art("32.transfer", "12.direct"),
        inherited=False,
    ),
    value(
        "dispatch.via.other_line",
        {
            "via": (
                "direct_notice",
                "one_key_transfer",
                "three_way_call",
                "ticket_push",
                "internal_contact",
            )
        },
        when=FOR_OTHER_LINES,
        strength="may",
        per=art("12.direct", "32.transfer"),
        inherited=False,
    ),
    value(
        "dispatch.via.emergency",
        {"via": "phone"},
        when=urgency.is_("emergency") & URGENT_KINDS,
        over=("dispatch.via.other_line",),
        per=art("15.emerg.30"),
        inherited=False,
    ),
)

# 第十四条（一） 转派、专岗审核；（二） 派单的原则与主办单位；第十五条第三款 先行联系沟通
PROMPT = urgency.is_("prompt") & URGENT_KINDS
DISPATCH = (
    value(
        "dispatch.by.centre",
        {"by": "hotline_centre"},
        when=~findings.has("kb_answerable"),
        per=art("14.1.transfer"),
        inherited=False,
    ),
    value(
        "dispatch.approver.specialist",
        {"approver": "specialist"},
        when=difficult,
        per=art("14.1.complex"),
        inherited=False,
    ),
    value(
        "dispatch.principle.four",
        {"principle": ("function", "industry", "territory", "level")},
        per=art("14.2.principle"),
        inherited=False,
    ),
    value(
        "dispatch.lead.nearest_function",
        {"lead": "nearest_function", "host_is": "first_responsible"},
        when=findings.has("several_units"),
        per=art("14.2.lead"),
        inherited=False,
    ),
    value(
        "dispatch.beforehand.specialist",
        {"beforehand": "specialist"},
        when=difficult,
        per=art("14.1.complex"),
        inherited=False,
    ),
    value(
        "dispatch.beforehand.contact",
        {"beforehand": "contact_unit"},
        when=PROMPT,
        per=art("15.fast.contact"),
        inherited=False,
    ),
    value(
        "dispatch.beforehand.both",
        {"beforehand": ("specialist", "contact_unit")},
        when=difficult & PROMPT,
        over=("dispatch.beforehand.specialist", "dispatch.beforehand.contact"),
        per=art("14.1.complex", "15.fast.contact"),
        inherited=False,
    ),
)

# 第十四条（二）末句 职责有争议的
DISPUTED = (
    value(
        "disputed_to.staffing_and_justice",
        {"decided_by": ("staffing_office", "justice_bureau")},
        strength="may",
        per=art("14.2.dispute"),
        inherited=False,
    ),
)

# 第八条第4项、第十四条（三）（四）（六）（七） 退回、联系、反馈、申请结案、回访
MASKED = identity.in_("confidential", "anonymous")
RELAYED = MASKED & MASKED_CONTACT.is_("relayed")
ACTORS = (
    value(
        "actor.return.unit",
        {"return": "handling_unit"},
        per=art("14.3.return"),
        inherited=False,
    ),
    value(
        "actor.contact.handler",
        {"contact": "handler"},
        when=~RELAYED,
        per=art("14.4.contact"),
    ),
    value(
        "actor.contact.relayed",
        {"contact": "hotline_centre"},
        when=RELAYED,
        per=art("14.4.contact", "13.anon"),
    ),
    value(
        "actor.reply.unit",
        {"reply": "handling_unit"},
        per=art("14.4.review"),
        inherited=False,
    ),
    value(
        "actor.reply.host",
        {"reply": "host_unit"},
        when=findings.has("several_units"),
        over=("actor.reply.unit",),
        per=art("8.4", "14.2.lead"),
        inherited=False,
    ),
    value(
        "actor.close.unit",
        {"close": "handling_unit"},
        per=art("14.6.ground"),
        inherited=False,
    ),
    value(
        "actor.follow_up.centre",
        {
            "follow_up": "hotline_centre",
            "follow_up_modes": ("manual", "automatic", "sms"),
            "follow_up_asks": ("solved", "satisfaction", "opinions"),
        },
        per=art("14.7.mode", "14.7.ask"),
    ),
)


@hookimpl
def routing() -> Sequence[Rule]:
    """Return the rules on dispatching, on disputes and on who acts."""
    return (*BY_REMIT, *BY_PHONE, *DISPATCH, *DISPUTED, *ACTORS)
