"""Escalation: the monthly meeting, the petition bureau, on-site supervision, points and inquiry.

On sending a ticket back to be redone and on statements of performance the document is silent. What
follows from a unit's monthly rank is with the assessment.
"""

from __future__ import annotations

from collections.abc import Sequence

from rexian.plugin import (
    Rule,
    adverse_effect,
    clause,
    deputy_attended,
    deputy_came,
    difficult,
    disputed,
    dissatisfied,
    escalation_check_state,
    faults,
    findings,
    hookimpl,
    overdue,
    principal_attended,
    principal_came,
    sign_after_notice_state,
    supervised_by,
    value,
)

from rexian_shicheng.readings import ATTENDANCE, FIVE_DAYS, SHIRKING_OR_DELAY, UNCLEAR_UNIT

# 二、定期会商：由县政府热线分管领导召集，调度二次不满意工单
REVIEW = (
    value(
        "escalated_review.meeting",
        {"by": "county_hotline_leader", "via": "meeting"},
        when=dissatisfied.at_least(2),
        per=clause("s2.dissatis", "s2.mech"),
    ),
)

# 三第一句：告知后依然超期未签收的扣分，分值未规定
STILL_UNSIGNED = overdue(sign_after_notice_state)
SIGNING = (
    value(
        "accountability.still_unsigned",
        {"by": "hotline_centre"},
        when=STILL_UNSIGNED,
        per=clause("s3.deduct"),
    ),
)

# 四、提级转办：由县热线中心转县委信访局，按信访件办理。难以明确承办单位的，与三第二句的签批
# 并行，两处各有要求。
TO_PETITION = {"to": "petition_bureau", "by": "hotline_centre", "handled_as": "petition"}
TRANSFER = (
    value(
        "petition_transfer.five_days",
        TO_PETITION,
        when=difficult
        & (
            escalation_check_state.is_("overdue")
            | (findings.has("unsolvable_soon") & FIVE_DAYS.is_("foreseen"))
        ),
        per=clause("s4.ground", "s4.transfer"),
    ),
    value(
        "petition_transfer.no_clear_unit",
        TO_PETITION,
        when=disputed & (difficult | UNCLEAR_UNIT.is_("any")),
        over=("petition_transfer.five_days",),
        per=clause("s4.ground", "s4.transfer"),
    ),
)

# 五、现场督办：情况较为复杂的民生诉求。县热线中心督办，分管负责人到场；县领导督办，主要负责人到场
BY_CENTRE = supervised_by.is_("hotline_centre")
BY_COUNTY_LEADER = supervised_by.in_(
    "county_leader_in_charge", "county_hotline_leader", "petition_reception_leader"
)
SUPERVISION = (
    # 已由县热线中心现场督办的，即认为情况较为复杂。
    value(
        "supervision.complex_matter",
        {"by": "hotline_centre"},
        when=(difficult & ~BY_COUNTY_LEADER) | BY_CENTRE,
        per=clause("s5.ground"),
    ),
    value(
        "supervision.county_leader",
        {},
        when=BY_COUNTY_LEADER,
        per=clause("s5.ground", "s5.principal"),
    ),
    value(
        "supervision.forms.on_site",
        {"forms": ("on_site",)},
        when=difficult | BY_CENTRE | BY_COUNTY_LEADER,
        per=clause("s5.ground"),
    ),
    value(
        "supervision.attend.deputy",
        {"attend": "unit_deputy"},
        when=BY_CENTRE,
        per=clause("s5.deputy"),
    ),
    value(
        "supervision.attend.principal",
        {"attend": "unit_principal"},
        when=BY_COUNTY_LEADER,
        per=clause("s5.principal"),
    ),
)

# 五末句：不到场、不表态、不处理的，同样扣分
ANY_FAILING = ATTENDANCE.is_("any")
NOT_ATTENDED = (BY_CENTRE & ~deputy_attended & (ANY_FAILING | ~deputy_came)) | (
    BY_COUNTY_LEADER & ~principal_attended & (ANY_FAILING | ~principal_came)
)
ATTENDING = (
    value(
        "accountability.not_attended",
        {"by": "hotline_centre"},
        when=NOT_ATTENDED,
        per=clause("s5.deduct"),
    ),
    value(
        "accountability.forms.deduction",
        {"forms": ("deduction",)},
        when=STILL_UNSIGNED | NOT_ATTENDED,
        per=clause("s3.deduct", "s5.deduct"),
    ),
)

# 八末句：推诿扯皮、久拖不办，且反映强烈（以造成不良影响记）的，由相关职能部门调查处理、追责问责
SHIRKING, DELAY = faults.has("shirking"), faults.has("delay")
EITHER = SHIRKING_OR_DELAY.is_("either")
SHIRKED = adverse_effect & SHIRKING & (DELAY | EITHER)
DELAYED = adverse_effect & DELAY & (SHIRKING | EITHER)
INQUIRY = (
    value(
        "accountability.shirking",
        {},
        when=SHIRKED,
        per=clause("s8.shirk"),
    ),
    value(
        "accountability.delay",
        {},
        when=DELAYED,
        per=clause("s8.shirk"),
    ),
    value(
        "accountability.forms.investigation",
        {"forms": ("investigation",)},
        when=SHIRKED | DELAYED,
        per=clause("s8.shirk"),
    ),
)


@hookimpl
def escalation() -> Sequence[Rule]:
    """Return the rules on what follows where a matter is not settled, in order of sections."""
    return (*REVIEW, *SIGNING, *TRANSFER, *SUPERVISION, *ATTENDING, *INQUIRY)
