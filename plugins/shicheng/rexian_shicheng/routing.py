"""Routing: who determines the unit for hard and disputed tickets, who contacts, who follows up.

On dispatching other tickets the document is silent: it begins with tickets already sent to a unit.
On who extends, returns, replies and closes it is silent as well.
"""

from __future__ import annotations

from collections.abc import Sequence

from rexian.plugin import (
    Rule,
    clause,
    difficult,
    disputed,
    findings,
    hookimpl,
    received_slot,
    redos,
    value,
)

from rexian_shicheng.readings import KEY_CASES, MONDAY, REFERRED_TICKETS

# 一、工单签批：经办人员与每一件工单的诉求人联系；六末句 不合规诉求重办后由分管负责人当面解释
AFTER_FIRST_REDO = findings.has("noncompliant") & redos.at_least(1)
CONTACT = (
    value(
        "actor.contact.handler",
        {"contact": "handler"},
        per=clause("s1.meet", "s1.phone"),
    ),
    value(
        "actor.contact.deputy",
        {"contact": "unit_deputy"},
        when=AFTER_FIRST_REDO,
        over=("actor.contact.handler",),
        per=clause("s6.noncomp"),
    ),
)

# 三、定期交办第二句：县热线中心梳理疑难、推诿工单，报送或呈送县领导签批确定承办单位
REFERRED = difficult | disputed | REFERRED_TICKETS.is_("all")
PETITION_MORNINGS = received_slot.in_("mon_am", "tue_am") | (
    received_slot.is_("mon_pm") & MONDAY.is_("all_day")
)
KEY_CASE = findings.has("key_case") & KEY_CASES.is_("hotline_leader")
DISPATCH = (
    value(
        "dispatch.approver.petition_reception_leader",
        {"approver": "petition_reception_leader"},
        when=REFERRED & PETITION_MORNINGS,
        per=clause("s3.monday", "s3.comb"),
    ),
    value(
        "dispatch.approver.leader_in_charge",
        {"approver": "county_leader_in_charge"},
        when=REFERRED & ~PETITION_MORNINGS,
        per=clause("s3.other", "s3.comb"),
    ),
    value(
        "dispatch.approver.hotline_leader",
        {"approver": "county_hotline_leader"},
        when=REFERRED & KEY_CASE,
        over=(
            "dispatch.approver.petition_reception_leader",
            "dispatch.approver.leader_in_charge",
        ),
        per=clause("s3.key", "s3.comb"),
    ),
    value(
        "dispatch.via.petition_bureau",
        {"via": "petition_bureau"},
        when=REFERRED & PETITION_MORNINGS & ~KEY_CASE,
        per=clause("s3.monday"),
    ),
    value(
        "dispatch.via.hotline_centre",
        {"via": "hotline_centre"},
        when=REFERRED & (~PETITION_MORNINGS | KEY_CASE),
        per=clause("s3.other", "s3.key"),
    ),
)
DISPUTED_TO = (
    value(
        "disputed_to.petition_reception_leader",
        {"decided_by": "petition_reception_leader", "via": "petition_bureau"},
        when=PETITION_MORNINGS,
        per=clause("s3.monday", "s3.comb"),
    ),
    value(
        "disputed_to.leader_in_charge",
        {"decided_by": "county_leader_in_charge", "via": "hotline_centre"},
        when=~PETITION_MORNINGS,
        per=clause("s3.other", "s3.comb"),
    ),
    value(
        "disputed_to.hotline_leader",
        {"decided_by": "county_hotline_leader", "via": "hotline_centre"},
        when=KEY_CASE,
        over=("disputed_to.petition_reception_leader", "disputed_to.leader_in_charge"),
        per=clause("s3.key", "s3.comb"),
    ),
)

# 六、全面回访：县热线中心组织专人
FOLLOW_UP = (
    value(
        "actor.follow_up.centre",
        {"follow_up": "hotline_centre"},
        per=clause("s6.daily"),
    ),
)


@hookimpl
def routing() -> Sequence[Rule]:
    """Return the rules on referring tickets and on who acts, in the order of the sections."""
    return (*CONTACT, *DISPATCH, *DISPUTED_TO, *FOLLOW_UP)
