"""Escalation: statements on performance, the eight grounds of supervision, accountability."""

from __future__ import annotations

from collections.abc import Sequence

from rexian.plugin import (
    Rule,
    adverse_effect,
    art,
    calls,
    close_state,
    cooperation_refused,
    directive,
    disputes,
    dissatisfied,
    failed_reviews,
    faults,
    findings,
    found_incomplete,
    handling_room,
    hookimpl,
    objections_once_assigned,
    overdue,
    redos,
    reminder_answered,
    reply_reminders,
    should_be_solvable,
    sign_state,
    solved,
    value,
)

from rexian_nanchang_amr.readings import (
    FALSE_REPLY,
    LONG_UNSIGNED,
    REPEATEDLY,
    SENT_BACK_TWICE,
)

# 第八条（六）4、第二十条（三） 发回重办：回访不满意的，和答复不符合要求、办结审核发回的
TWICE_BACK = (
    redos.at_least(2)
    | failed_reviews.at_least(2)
    | (redos.at_least(1) & failed_reviews.at_least(1))
)
# 未及时落实：超过办结时限
NOT_IN_TIME = overdue(close_state)

# 第八条（六） 督办，由消保科报请市局督查工作领导小组
GROUP = {"by": "inspection_group"}
SUPERVISION = (
    value(
        "supervision.long_unsigned",
        GROUP,
        when=LONG_UNSIGNED.is_("past_closing") & sign_state.is_("overdue") & NOT_IN_TIME,
        per=art("8.6.1", "8.6.body"),
    ),
    # 职责之争每起一次计一次；认定推诿扯皮的，退单也计。
    value(
        "supervision.repeated_shirking",
        GROUP,
        when=disputes.at_least(3)
        | (
            REPEATEDLY.is_("twice")
            & (
                disputes.at_least(2)
                | (faults.has("shirking") & objections_once_assigned.at_least(2))
            )
        ),
        per=art("8.6.2", "8.6.body"),
    ),
    value(
        "supervision.reminded_twice",
        GROUP,
        when=reply_reminders.at_least(2) & ~reminder_answered,
        per=art("8.6.3", "8.6.body"),
    ),
    value(
        "supervision.sent_back_repeatedly",
        GROUP,
        when=redos.at_least(3)
        | failed_reviews.at_least(3)
        | (REPEATEDLY.is_("twice") & TWICE_BACK),
        per=art("8.6.4", "8.6.body"),
    ),
    value(
        "supervision.dissatisfied_twice",
        GROUP,
        when=dissatisfied.at_least(2) & handling_room & found_incomplete,
        per=art("8.6.5", "8.6.body"),
    ),
    value(
        "supervision.directive_not_carried_out",
        GROUP,
        when=directive.in_("leader_instruction", "government_assignment") & NOT_IN_TIME,
        per=art("8.6.6", "8.6.body"),
    ),
    value(
        "supervision.hotline_day_not_carried_out",
        GROUP,
        when=directive.is_("leader_hotline_day") & NOT_IN_TIME,
        per=art("8.6.7", "8.6.body"),
    ),
    # 其他需要督办的，由人认定为重点件。
    value(
        "supervision.other",
        GROUP,
        when=findings.has("key_case"),
        per=art("8.6.8", "8.6.body"),
    ),
)

# 第十八条（五）末句 履职情况说明
STATEMENT = (
    value(
        "performance_statement.third_time",
        {},
        when=dissatisfied.at_least(3),
        per=art("18.5.third"),
    ),
)

# 第二十条 责任追究，对具体单位及责任人员
BOTH = {"against": ("unit", "person")}
ACCOUNTABILITY = (
    value(
        "accountability.not_cooperating",
        BOTH,
        when=cooperation_refused & NOT_IN_TIME,
        per=art("20.1", "20.form"),
    ),
    value(
        "accountability.falsification",
        BOTH,
        when=faults.has("falsification") & (adverse_effect | FALSE_REPLY.is_("either")),
        per=art("20.2", "20.form"),
    ),
    value(
        "accountability.sent_back_twice",
        BOTH,
        when=failed_reviews.at_least(2)
        | (
            faults.has_any("perfunctory", "shirking")
            & (
                (SENT_BACK_TWICE.is_("both_limbs") & TWICE_BACK)
                | (SENT_BACK_TWICE.is_("second_only") & dissatisfied.at_least(1))
            )
        ),
        per=art("20.3", "20.form"),
    ),
    # 反映次数包含本次；“以上”含本数。
    value(
        "accountability.unsolved",
        BOTH,
        when=calls.at_least(3) & should_be_solvable & ~solved,
        per=art("20.4", "20.form"),
    ),
    value(
        "accountability.abuse_of_office",
        BOTH,
        when=faults.has("abuse_of_office") & adverse_effect,
        per=art("20.5", "20.form"),
    ),
    value(
        "accountability.retaliation_or_leak",
        BOTH,
        when=faults.has("retaliation_or_leak"),
        per=art("20.6", "20.form"),
    ),
    value(
        "accountability.other",
        BOTH,
        when=faults.has("other"),
        per=art("20.7", "20.form"),
    ),
)


@hookimpl
def escalation() -> Sequence[Rule]:
    """Return the rules on supervision and accountability, in the order of the articles."""
    return (*SUPERVISION, *STATEMENT, *ACCOUNTABILITY)
