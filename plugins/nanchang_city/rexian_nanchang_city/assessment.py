"""Assessment: what follow-ups do not count, the monthly figures, and what results go into."""

from __future__ import annotations

from rexian.plugin import (
    Assessment,
    Exclusion,
    adopted,
    art,
    calls,
    close_state,
    count_of,
    due_of,
    explained,
    findings,
    first_rating,
    handling_room,
    hookimpl,
    kind,
    last_rating,
    mean,
    moment_of,
    month_by_reading,
    month_of,
    named_only,
    performance_explained,
    period,
    policy_basis,
    rated,
    ratio,
    return_state,
    sign_state,
    supervised_by,
    value,
)

from rexian_nanchang_city.readings import (
    ASSESSMENT_MONTH,
    BASICALLY_SATISFIED,
    EXCLUSION_EXPLAINED,
    TRUE_BUT_HARASSING,
)

COUNTED = "counted_in_assessment"

# 第十四条（七）末句 不纳入回访评价考核
ANY_EXPLAINED = EXCLUSION_EXPLAINED.is_("suggestions") | explained
NOT_FOLLOWED_UP = (
    value(
        "counted_in_assessment.no_handling_room",
        {},
        when=~handling_room & ANY_EXPLAINED,
        per=art("14.7.exclude1"),
    ),
    value(
        "counted_in_assessment.unsolvable_soon",
        {},
        when=findings.has("unsolvable_soon") & ANY_EXPLAINED,
        per=art("14.7.exclude1"),
    ),
    value(
        "counted_in_assessment.no_policy_basis",
        {},
        when=~policy_basis & ANY_EXPLAINED,
        per=art("14.7.exclude1"),
    ),
    value(
        "counted_in_assessment.mediation",
        {},
        when=findings.has("administrative_mediation") & ANY_EXPLAINED,
        per=art("14.7.exclude2"),
    ),
    value(
        "counted_in_assessment.enforcement",
        {},
        when=findings.has("enforcement_case") & ANY_EXPLAINED,
        per=art("14.7.exclude2"),
    ),
    # 第十条并列“意见建议”，意见随建议。
    value(
        "counted_in_assessment.suggestion_not_adopted",
        {},
        when=kind.in_("suggestion", "opinion") & ~adopted & explained,
        per=art("14.7.exclude3"),
    ),
)

# 第四十三条第二款 属实但与己无关、意在滋事的，说明履职后可不纳入
NO_INTEREST, IMPROPER = findings.has("no_interest"), findings.has("improper_purpose")
HARASSING = (
    value(
        "counted_in_assessment.true_but_harassing",
        {},
        when=calls.at_least(2)
        & findings.has("verified_true")
        & ((NO_INTEREST & IMPROPER) | (TRUE_BUT_HARASSING.is_("either") & (NO_INTEREST | IMPROPER)))
        & performance_explained,
        strength="may",
        per=art("43.exclude"),
    ),
)

# （推定第三十七条）、第三十八条 及时响应、限时办结、群众满意
SETTLED = ("done", "done_late", "overdue")
RETURNED_IN_TIME = return_state.is_("done")
CONTENT_AT_FIRST = first_rating.is_("satisfied") | (
    first_rating.is_("basically_satisfied") & BASICALLY_SATISFIED.is_("counts")
)
CONTENT_AT_LAST = last_rating.is_("satisfied") | (
    last_rating.is_("basically_satisfied") & BASICALLY_SATISFIED.is_("counts")
)

DISPATCHED = moment_of("dispatch_at")
WHEN_SIGNING_DUE = month_by_reading(ASSESSMENT_MONTH, settled=due_of("sign"), dispatched=DISPATCHED)
WHEN_CLOSING_DUE = month_by_reading(
    ASSESSMENT_MONTH, settled=due_of("close"), dispatched=DISPATCHED
)
WHEN_CLOSED = month_by_reading(
    ASSESSMENT_MONTH, settled=moment_of("close_done_at"), dispatched=DISPATCHED
)
WHEN_FIRST_RATED = month_by_reading(
    ASSESSMENT_MONTH, settled=moment_of("first_rated_at"), dispatched=DISPATCHED
)
WHEN_LAST_RATED = month_by_reading(
    ASSESSMENT_MONTH, settled=moment_of("last_rated_at"), dispatched=DISPATCHED
)

INDICATORS = (
    # 及时响应包括及时签收和及时退单。
    ratio(
        "response_rate",
        zh="及时响应率",
        en="timely response",
        of=sign_state.is_("done") | RETURNED_IN_TIME,
        among=sign_state.in_(*SETTLED) | RETURNED_IN_TIME,
        month=WHEN_SIGNING_DUE,
        per=art("37.monthly", "38.bulletin"),
    ),
    ratio(
        "close_rate",
        zh="限时办结率",
        en="closed in time",
        of=close_state.is_("done"),
        among=close_state.in_(*SETTLED),
        month=WHEN_CLOSING_DUE,
        per=art("37.monthly", "38.bulletin"),
    ),
    count_of(
        "overdue",
        zh="超期未办结件",
        en="overdue and still open",
        of=close_state.is_("overdue"),
        month=WHEN_CLOSING_DUE,
        better="less",
        per=art("38.bulletin"),
        note=(
            "“长期”没有天数，凡超期未办结的都计",
            "no days are given for 长期: all that is overdue",
        ),
    ),
    mean(
        "handling_time",
        zh="平均处理时长",
        en="mean handling time",
        start="dispatch_at",
        end="close_done_at",
        month=WHEN_CLOSED,
        per=art("38.bulletin"),
    ),
    ratio(
        "satisfaction_first",
        zh="首次回访满意率",
        en="satisfied at the first follow-up",
        of=CONTENT_AT_FIRST,
        among=rated(first_rating),
        month=WHEN_FIRST_RATED,
        excluding=Exclusion(COUNTED),
        per=art("37.monthly", "38.bulletin"),
        note=(
            "原文只称群众满意率，首次、最终并列",
            "the text says satisfaction: first and final are both told",
        ),
    ),
    ratio(
        "satisfaction_final",
        zh="最终满意率",
        en="satisfied in the end",
        of=CONTENT_AT_LAST,
        among=rated(last_rating),
        month=WHEN_LAST_RATED,
        excluding=Exclusion(COUNTED),
        per=art("37.monthly", "38.bulletin"),
    ),
    count_of(
        "supervised",
        zh="督办件",
        en="tickets supervised",
        of=~supervised_by.is_("nobody"),
        month=month_of(moment_of("supervised_at")),
        better="less",
        per=art("38.bulletin"),
    ),
    named_only(
        "knowledge_base",
        zh="知识库建设维护情况",
        en="upkeep of the knowledge base",
        per=art("38.bulletin"),
        note=("工单不记录知识库的增改", "tickets do not tell what was added to it"),
    ),
    named_only(
        "typical_cases",
        zh="工作动态和正反面典型案例",
        en="news of the work, good and bad examples",
        per=art("38.bulletin"),
        note=("由热线中心撰写，不是数字", "written by the centre; no figure"),
    ),
)

# （推定第三十六条、第三十七条）、第三十九条 结果运用与复核
UNITS = (
    value(
        "assessment_use.year",
        {"into": "comprehensive_assessment"},
        when=period.is_("year"),
        per=art("36.annual"),
        inherited=False,
    ),
    value(
        "assessment_use.month",
        {"into": "annual_assessment"},
        when=period.is_("month"),
        per=art("37.monthly"),
        inherited=False,
    ),
    # 复核申请的期限原文未写明；逾期不提出视为无意见。
    value(
        "recheck.apply",
        {"by": "handling_unit", "to": "hotline_centre", "within": None},
        per=art("39.apply"),
    ),
)


@hookimpl
def assessment() -> Assessment:
    """Return what is not counted, the monthly figures, and what results go into."""
    return Assessment(rules=(*NOT_FOLLOWED_UP, *HARASSING), indicators=INDICATORS, units=UNITS)
