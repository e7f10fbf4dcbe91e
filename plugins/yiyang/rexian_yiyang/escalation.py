"""Escalation: redoing, supervision by two bodies, accountability and its forms.

The document has no review by a higher body, no statement on performance and no transfer to the
petition channel.
"""

from __future__ import annotations

from collections.abc import Sequence

from rexian.plugin import (
    Rule,
    adopted,
    adverse_effect,
    art,
    calls,
    close_state,
    cooperation_refused,
    dissatisfied,
    dissatisfied_once_redone,
    explained,
    failed_reviews,
    faults,
    hookimpl,
    last_rating,
    nonconforming,
    overdue,
    policy_basis,
    redos,
    should_be_solvable,
    solved,
    under_supervision,
    unit_at_fault,
    value,
)

from rexian_yiyang.assessment import SUGGESTION
from rexian_yiyang.readings import FALSE_REPLY, INSPECTION, LONG_PENDING, POOR_HANDLING
from rexian_yiyang.routing import ANSWERED_AT_ONCE

OVERDUE = overdue(close_state)
# 后来评价为满意的，不再是不满意事项。
CONTENT = last_rating.in_("satisfied", "basically_satisfied")

# 第十二条（五） 主管部门督办；两次不满意的，第二十六条情形除外
POORLY_HANDLED = faults.has("poor_handling")
OVERDUE_POORLY = OVERDUE & (POORLY_HANDLED | POOR_HANDLING.is_("second"))
EXCEPTED = (SUGGESTION & ~adopted) | (~policy_basis & explained)
TWICE_DISSATISFIED = dissatisfied.at_least(2) & ~EXCEPTED & POORLY_HANDLED
SUPERVISION = (
    value(
        "supervision.overdue",
        {"by": "competent_department"},
        when=OVERDUE_POORLY,
        per=art("12.5.trigger"),
    ),
    value(
        "supervision.twice_dissatisfied",
        {"by": "competent_department"},
        when=TWICE_DISSATISFIED,
        per=art("12.5.trigger", "26.1", "26.2"),
    ),
    value(
        "supervision.forms.department",
        {
            "forms": (
                "special_report",
                "rectification_notice",
                "recommendation",
                "interview",
            ),
            "rectify_by_set_date": True,
        },
        when=OVERDUE_POORLY | TWICE_DISSATISFIED,
        per=art("12.5.ledger", "12.5.fix"),
    ),
    value(
        "supervision.ledger.kept",
        {"ledger": True},
        per=art("12.5.ledger", "12.7.track"),
    ),
)

# 第十二条（七） 重新办理、再次办理，仍不满意的转政府办督察股
REDONE_IN_VAIN = dissatisfied_once_redone.at_least(1) & ~CONTENT
REDONE_TWICE_IN_VAIN = redos.at_least(2) & dissatisfied_once_redone.at_least(2) & ~CONTENT
REDO = (
    value(
        "redo_required.unit_at_fault",
        {"by": "handling_unit", "decided_by": "hotline_centre"},
        when=dissatisfied.at_least(1) & ~CONTENT & unit_at_fault,
        per=art("12.7.redo1", "7.2"),
    ),
    value(
        "redo_required.again",
        {"by": "handling_unit"},
        when=REDONE_IN_VAIN,
        over=("redo_required.unit_at_fault",),
        per=art("12.7.redo2"),
    ),
)
INSPECTED = (
    value(
        "supervision.redone_in_vain",
        {"by": "inspection_office"},
        when=REDONE_TWICE_IN_VAIN | (REDONE_IN_VAIN & INSPECTION.is_("first_redo")),
        per=art("12.7.track"),
    ),
    value(
        "supervision.long_pending",
        {"by": "inspection_office"},
        when=OVERDUE & ~solved & LONG_PENDING.is_("overdue"),
        per=art("12.7.track"),
    ),
)

# 第二十七条（三） 督办后仍不落实；第二十八条 其他情形
FALSE = faults.has("falsification")
NOT_CARRIED_OUT = faults.has_any(
    "poor_handling", "delay", "perfunctory", "inaction", "wrongful_act"
)
SENT_BACK_TWICE = redos.at_least(2) | failed_reviews.at_least(2)
DISPLEASED = faults.has_any("perfunctory", "shirking") & dissatisfied.at_least(1)
GROUNDS = (
    value(
        "accountability.supervised_in_vain",
        {},
        when=under_supervision & (NOT_CARRIED_OUT | FALSE) & adverse_effect,
        per=art("27.3"),
    ),
    value(
        "accountability.cooperation_refused",
        {},
        when=cooperation_refused & OVERDUE,
        per=art("28.1"),
    ),
    value(
        "accountability.overdue_by_own_fault",
        {},
        when=OVERDUE & unit_at_fault,
        per=art("28.2"),
    ),
    value(
        "accountability.false_reply",
        {},
        when=FALSE & (adverse_effect | FALSE_REPLY.is_("alone")),
        per=art("28.3"),
    ),
    value(
        "accountability.sent_back_twice",
        {},
        when=SENT_BACK_TWICE & (DISPLEASED | nonconforming),
        per=art("28.4"),
    ),
    value(
        "accountability.raised_three_times",
        {},
        when=should_be_solvable & calls.at_least(3) & ~solved,
        per=art("28.5"),
    ),
    # 知识库信息的差错不记在工单上：由知识库当场答复，又查有别的过错的，记作这一项。
    value(
        "accountability.knowledge_error",
        {},
        when=ANSWERED_AT_ONCE & faults.has("other") & adverse_effect,
        per=art("28.6"),
    ),
    value(
        "accountability.abuse_of_office",
        {},
        when=faults.has("abuse_of_office") & adverse_effect,
        per=art("28.7"),
    ),
    value(
        "accountability.retaliation_or_leak",
        {},
        when=faults.has("retaliation_or_leak"),
        per=art("28.8"),
    ),
    value("accountability.other", {}, when=faults.has("other"), per=art("28.9")),
)

# 第二十九条 责任追究的形式
ON_UNIT = ("order_to_rectify", "circulated_criticism", "points_deducted")
ON_STAFF = (
    "criticism",
    "written_self_criticism",
    "public_apology",
    "circulated_criticism",
    "no_awards",
)
FORMS = (
    value(
        "accountability.forms.unit",
        {"forms": ON_UNIT, "on_unit": ON_UNIT},
        per=art("29.unit"),
    ),
    value(
        "accountability.forms.staff",
        {"forms": ON_STAFF, "on_staff": ON_STAFF},
        per=art("29.staff"),
    ),
    value(
        "accountability.forms.together",
        {"together": True, "together_strength": "may"},
        per=art("29.join"),
    ),
)


@hookimpl
def escalation() -> Sequence[Rule]:
    """Return the rules on supervision, redoing and accountability."""
    return (*SUPERVISION, *REDO, *INSPECTED, *GROUNDS, *FORMS)
