"""Escalation: redoing, review higher up, supervision, statements on performance, accountability."""

from __future__ import annotations

from collections.abc import Sequence

from rexian.plugin import (
    Rule,
    adopted,
    adverse_effect,
    art,
    belongs_to,
    calls,
    close_state,
    cooperation_refused,
    directive,
    dissatisfied,
    escalated,
    explained,
    failed_reviews,
    faults,
    findings,
    found_incomplete,
    handling_room,
    hookimpl,
    kind,
    overdue,
    policy_basis,
    redo_state,
    redos,
    should_be_solvable,
    sign_reminders,
    sign_state,
    solved,
    value,
)

from rexian_nanchang_city.later_readings import (
    EXCLUDED_SUPERVISED,
    FALSE_REPLY,
    LONG_UNSIGNED,
    LOST_FAULTS,
    SECOND_TIME,
    SENT_BACK_TWICE,
    TIMES_UNSIGNED,
)

# 第十四条（七） 首次评价不满意，有办理空间而未办理到位的发回重办；再次不满意的依第三十一条
REDO = (
    value(
        "redo_required.first",
        {"by": "original_unit", "decided_by": "inspector"},
        when=dissatisfied.at_least(1) & dissatisfied.below(2) & handling_room & found_incomplete,
        per=art("14.7.judge"),
    ),
)

# 第三十一条 二次不满意提级复核，三次不满意说明履职情况，至此终结：提级过的不再提级
HIGHER = dissatisfied.at_least(2) & ~(dissatisfied.at_least(3) & escalated)
REVIEW = (
    value(
        "escalated_review.township",
        {"by": "county_department", "excluded_units": ("township",)},
        when=HIGHER & belongs_to.is_("township"),
        per=art("31.second", "31.town", "31.three"),
    ),
    value(
        "escalated_review.county",
        {"by": "city_department", "excluded_units": ("county_department",)},
        when=HIGHER & belongs_to.is_("county_department"),
        per=art("31.second", "31.county", "31.three"),
    ),
    value(
        "escalated_review.other",
        {"by": "original_unit", "handled_as": "redo"},
        when=HIGHER & ~belongs_to.in_("township", "county_department"),
        per=art("31.second", "31.other", "31.three"),
    ),
)
STATEMENT = (
    value(
        "performance_statement.third",
        {},
        when=dissatisfied.at_least(3),
        per=art("31.third"),
    ),
)

# 第十四条（五） 规定时限内未办结的、2次回访不满意的督办；发回重办的时限也是规定时限
NOT_IN_TIME = overdue(close_state) | overdue(redo_state)
NOT_COUNTED = (
    ~handling_room
    | ~policy_basis
    | findings.has_any("unsolvable_soon", "administrative_mediation", "enforcement_case")
    | (kind.in_("suggestion", "opinion") & ~adopted & explained)
)
TWICE = (
    dissatisfied.at_least(2)
    & SECOND_TIME.is_("both")
    & (EXCLUDED_SUPERVISED.is_("supervised") | ~NOT_COUNTED)
)
SUPERVISION = (
    value(
        "supervision.not_closed_in_time",
        {"by": "hotline_centre"},
        when=NOT_IN_TIME,
        per=art("14.5.trigger"),
    ),
    value(
        "supervision.dissatisfied_twice",
        {"by": "hotline_centre"},
        when=TWICE,
        per=art("14.5.trigger"),
    ),
    value(
        "supervision.ledger.kept",
        {"ledger": True},
        per=art("14.5.ledger"),
        inherited=False,
    ),
    value(
        "supervision.forms.usual",
        {
            "forms": (
                "assignment_order",
                "supervision_order",
                "recommendation",
                "rectification_notice",
                "interview",
            )
        },
        when=NOT_IN_TIME | dissatisfied.at_least(2),
        per=art("14.5.forms"),
    ),
)

# 第三十三条 质量差、推诿扯皮、谎报瞒报、不当退单；第三十五条 作风问题曝光
FAULTS = ("poor_handling", "shirking", "falsification", "improper_return")
HELD_TO_ACCOUNT = (
    *(
        value(f"accountability.{fault}", {}, when=faults.has(fault), per=art("33.grounds"))
        for fault in FAULTS
    ),
    value(
        "accountability.forms.by_law",
        {"forms": ("accountability", "circular")},
        when=faults.has_any(*FAULTS),
        per=art("33.grounds"),
    ),
    value(
        "accountability.forms.special_report",
        {"forms": ("special_report",), "at_discretion": ("special_report",)},
        when=faults.has_any(*FAULTS),
        per=art("33.report"),
    ),
    value(
        "supervision.leader_instruction",
        {"by": "inspection_office"},
        when=faults.has_any(*FAULTS) & directive.is_("leader_instruction"),
        per=art("33.report"),
    ),
    value(
        "accountability.forms.exposure",
        {"forms": ("exposure",), "at_discretion": ("exposure",)},
        when=faults.has_any("shirking", "falsification"),
        per=art("35.expose"),
    ),
)

# 第四十一条（推定） 多次或长期不签收的挂牌督办，视情况约谈；其后各项缺失
OFTEN_UNSIGNED = overdue(sign_state) & (
    sign_reminders.at_least(3) | (TIMES_UNSIGNED.is_("two") & sign_reminders.at_least(2))
)
TOO_LONG_UNSIGNED = (
    LONG_UNSIGNED.is_("past_closing") & sign_state.is_("overdue") & overdue(close_state)
)
LISTED = (
    value(
        "supervision.often_unsigned",
        {"by": "competent_department"},
        when=OFTEN_UNSIGNED,
        per=art("41.1", "41.list", "6.assess"),
    ),
    value(
        "supervision.long_unsigned",
        {"by": "competent_department"},
        when=TOO_LONG_UNSIGNED,
        per=art("41.1", "41.list", "6.assess"),
    ),
    value(
        "supervision.forms.listed",
        {"forms": ("listed", "interview"), "at_discretion": ("interview",)},
        when=OFTEN_UNSIGNED | TOO_LONG_UNSIGNED,
        per=art("41.list"),
    ),
)

# 第四十二条（推定） 责任追究；导语缺失，后果据条文位置推定。第4项缺失，推定的读法默认不追责
TWICE_SENT_BACK = (redos.at_least(2) & SENT_BACK_TWICE.is_("both_limbs")) | (
    dissatisfied.at_least(1) & SENT_BACK_TWICE.is_("second_only")
)
PURSUED = (
    # 主办、协办之分以多部门联合办理为前提。
    value(
        "accountability.cooperation_refused",
        {},
        when=cooperation_refused & overdue(close_state),
        per=art("42.1"),
    ),
    value(
        "accountability.false_reply",
        {},
        when=faults.has("falsification") & (adverse_effect | FALSE_REPLY.is_("either")),
        per=art("42.2"),
    ),
    value(
        "accountability.sent_back_twice",
        {},
        when=(faults.has_any("perfunctory", "shirking") & TWICE_SENT_BACK)
        | failed_reviews.at_least(2),
        per=art("42.3"),
    ),
    value(
        "accountability.unsolved_after_three",
        {},
        when=LOST_FAULTS.is_("as_inferred") & calls.at_least(3) & should_be_solvable & ~solved,
        per=art("42.3", "42.5"),
    ),
    value(
        "accountability.abuse_of_office",
        {},
        when=faults.has("abuse_of_office") & adverse_effect,
        per=art("42.5"),
    ),
    value(
        "accountability.retaliation_or_leak",
        {},
        when=faults.has("retaliation_or_leak"),
        per=art("42.6"),
    ),
)


@hookimpl
def escalation() -> Sequence[Rule]:
    """Return the rules on redoing, reviewing, supervising and holding to account."""
    return (*REDO, *REVIEW, *STATEMENT, *SUPERVISION, *HELD_TO_ACCOUNT, *LISTED, *PURSUED)
