"""Routing: to which unit a ticket goes, who settles a dispute about it, and who does which act."""

from __future__ import annotations

from collections.abc import Sequence

from rexian.plugin import (
    Rule,
    art,
    belongs_to,
    disputed,
    findings,
    hookimpl,
    joint,
    return_requests,
    urgency,
    value,
)

from rexian_yiyang.deadlines import EMERGENCY_LISTED
from rexian_yiyang.readings import FOLLOW_UP, SHIRKING

# 第十三条 能根据知识库答复的，热线当场答复办结，不派单
ANSWERED_AT_ONCE = findings.has("kb_answerable")
# 第十二条（二）、第十九条 涉及多个单位的，指定主办和协办，主办即首接负责单位
JOINT = findings.has("several_units") | joint


def to(unit_type: str, clause: str) -> Rule:
    """Dispatch to the units of this type what stands on their duty lists."""
    return value(
        f"dispatch.to.{unit_type}",
        {"to": unit_type},
        when=belongs_to.is_(unit_type),
        per=art(clause),
        inherited=False,
    )


# 第五条 由谁承办
UNITS = (
    to("township", "5.town"),
    to("county_department", "5.dept"),
    to("vertical", "5.dept"),
    to("party_body", "5.party"),
    value(
        "dispatch.to.enterprise",
        {"to": "enterprise", "overseen_by": "its_department"},
        when=belongs_to.is_("enterprise"),
        per=art("5.enterprise"),
        inherited=False,
    ),
)

# 第七条（二）、第十二条（二）、第十三条、第十四条 派单
DISPATCH = (
    value(
        "dispatch.by.centre",
        {"by": "hotline_centre", "at_once": True},
        when=~ANSWERED_AT_ONCE,
        per=art("7.2", "13.dispatch"),
        inherited=False,
    ),
    value(
        "dispatch.principle.territory_and_management",
        {"principle": ("territory", "who_manages")},
        per=art("12.2.principle"),
        inherited=False,
    ),
    value(
        "dispatch.principle.emergency",
        {"principle": ("territory", "function")},
        when=urgency.is_("emergency") & EMERGENCY_LISTED,
        over=("dispatch.principle.territory_and_management",),
        per=art("14.transfer"),
        inherited=False,
    ),
    value(
        "dispatch.lead.nearest_function",
        {"lead": "nearest_function", "first_responsible": "host_unit", "together_with": "co_units"},
        when=JOINT,
        per=art("12.2.joint", "19.joint"),
        inherited=False,
    ),
)

# 第十二条（三） 推诿扯皮：政数局召集当面解决，热线中心决定
DISPUTED = (
    value(
        "disputed_to.centre",
        {
            "decided_by": "hotline_centre",
            "via": "data_bureau",
            "attended_by": "unit_deputy",
            "at_once": True,
            "decides": ("refuse", "dispatch_by_function"),
        },
        when=disputed | (return_requests.at_least(2) & SHIRKING.is_("two_returns")),
        per=art("12.3.meeting", "12.3.decide"),
        inherited=False,
    ),
)

# 第七条（三）、第八条（四）、第十二条、第十三条、第十五条、第十九条 由谁办
ACTORS = (
    value(
        "actor.contact.unit",
        {"contact": "handling_unit"},
        when=~JOINT,
        per=art("12.4.inform", "19.unit"),
    ),
    value(
        "actor.contact.host",
        {"contact": "host_unit"},
        when=JOINT,
        per=art("19.unit", "19.joint"),
    ),
    value("actor.extend.unit", {"extend": "handling_unit"}, per=art("15.when")),
    value("actor.return.unit", {"return": "handling_unit"}, per=art("12.3.return")),
    value(
        "actor.reply.unit",
        {"reply": "handling_unit"},
        when=~JOINT,
        per=art("12.4.feed", "19.unit"),
    ),
    value("actor.reply.host", {"reply": "host_unit"}, when=JOINT, per=art("8.4", "19.joint")),
    value(
        "actor.reply.centre",
        {"reply": "hotline_centre"},
        when=ANSWERED_AT_ONCE,
        over=("actor.reply.unit", "actor.reply.host"),
        per=art("13.kb"),
        inherited=False,
    ),
    value(
        "actor.close.unit",
        {"close": "handling_unit"},
        when=~ANSWERED_AT_ONCE,
        per=art("12.6", "13.sign"),
    ),
    value(
        "actor.close.centre",
        {"close": "hotline_centre"},
        when=ANSWERED_AT_ONCE,
        per=art("13.kb"),
        inherited=False,
    ),
    value(
        "actor.follow_up.centre",
        {"follow_up": "hotline_centre"},
        when=FOLLOW_UP.is_("centre"),
        per=art("7.3", "12.7.call"),
    ),
    value(
        "actor.follow_up.unit",
        {"follow_up": "handling_unit"},
        when=FOLLOW_UP.is_("unit"),
        per=art("19.unit"),
    ),
)


@hookimpl
def routing() -> Sequence[Rule]:
    """Return the rules on dispatching, disputes and who does which act."""
    return (*UNITS, *DISPATCH, *DISPUTED, *ACTORS)
