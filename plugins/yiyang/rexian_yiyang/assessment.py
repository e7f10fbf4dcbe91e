"""Assessment: the monthly bulletin's figures, what is not counted, and what results go into."""

from __future__ import annotations

from rexian.plugin import (
    ALWAYS,
    Assessment,
    Exclusion,
    adopted,
    art,
    asked_to_return,
    close_state,
    count_of,
    discontent,
    dissatisfied,
    due_of,
    explained,
    first_rating,
    hookimpl,
    kind,
    last_rating,
    mean,
    moment_of,
    month_by_reading,
    month_of,
    named_only,
    period,
    policy_basis,
    rated,
    ratio,
    return_granted,
    sign_state,
    value,
)

from rexian_yiyang.readings import (
    ASSESSMENT_MONTH,
    BASICALLY_SATISFIED,
    OPINION_IS_SUGGESTION,
    RETURN_COUNTED,
)

COUNTED = "counted_in_assessment"

# 第二十六条 不满意、非常不满意而不纳入考核的
SUGGESTION = kind.is_("suggestion") | (kind.is_("opinion") & OPINION_IS_SUGGESTION.is_("yes"))
NOT_COUNTED = (
    value(
        "counted_in_assessment.suggestion_not_adopted",
        {},
        when=dissatisfied.at_least(1) & SUGGESTION & ~adopted,
        per=art("26.head", "26.1"),
    ),
    value(
        "counted_in_assessment.no_policy_basis",
        {},
        when=dissatisfied.at_least(1) & ~policy_basis & explained,
        per=art("26.head", "26.2"),
    ),
)

# 第二十一条、第二十五条 通报与考核的指标
SETTLED = ("done", "done_late", "overdue")
ASKED = asked_to_return & RETURN_COUNTED.is_("asked")
GRANTED = return_granted & RETURN_COUNTED.is_("granted")
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
    ratio(
        "sign_rate",
        zh="及时签收率",
        en="signed in time",
        of=sign_state.is_("done"),
        among=sign_state.in_(*SETTLED),
        month=WHEN_SIGNING_DUE,
        per=art("21"),
    ),
    ratio(
        "return_rate",
        zh="退单率",
        en="returned",
        of=ASKED | GRANTED,
        among=ALWAYS,
        month=month_of(DISPATCHED),
        better=None,
        per=art("21"),
        note=("退单多少为好，原文未明", "whether few returns are better is not said"),
    ),
    ratio(
        "close_rate",
        zh="办结率",
        en="closed",
        of=close_state.in_("done", "done_late"),
        among=close_state.in_(*SETTLED),
        month=WHEN_CLOSING_DUE,
        per=art("21"),
        note=("以当期到期或已办结的工单为分母", "of the tickets due in the period, or closed"),
    ),
    ratio(
        "on_time_rate",
        zh="按期办结率",
        en="closed in time",
        of=close_state.is_("done"),
        among=close_state.in_(*SETTLED),
        month=WHEN_CLOSING_DUE,
        per=art("25"),
    ),
    # 不纳入考核的是不满意的评价本身：后来满意的，最终满意率照计。
    ratio(
        "satisfaction_first",
        zh="首次回访满意率",
        en="satisfied at the first follow-up",
        of=CONTENT_AT_FIRST,
        among=rated(first_rating),
        month=WHEN_FIRST_RATED,
        excluding=Exclusion(COUNTED, discontent(first_rating)),
        per=art("21", "25"),
        note=(
            "原文只称满意率，首次、最终并列",
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
        excluding=Exclusion(COUNTED, discontent(last_rating)),
        per=art("21", "25"),
    ),
    mean(
        "handling_time",
        zh="平均处理时间",
        en="mean handling time",
        start="dispatch_at",
        end="close_done_at",
        month=WHEN_CLOSED,
        per=art("21"),
    ),
    count_of(
        "overdue",
        zh="超期件",
        en="tickets closed late or overdue",
        of=close_state.in_("overdue", "done_late"),
        month=WHEN_CLOSING_DUE,
        better="less",
        per=art("25"),
    ),
    named_only(
        "knowledge_base",
        zh="知识库准确率和更新情况",
        en="accuracy and upkeep of the knowledge base",
        per=art("21"),
        note=("工单不记录知识库的内容", "tickets do not tell what it holds"),
    ),
    named_only(
        "typical_cases",
        zh="多次督办、久拖不决等典型案例",
        en="examples of tickets supervised again and again or dragging on",
        per=art("21"),
        note=("由热线中心选写，不是数字", "chosen and written by the centre; no figure"),
    ),
)

# 第十二条（八）、第二十五条 结果运用
UNITS = (
    value(
        "assessment_use.ratings_of_the_month",
        {"into": "monthly_assessment", "what": "ratings"},
        when=period.is_("month"),
        per=art("12.8.rate"),
    ),
    value(
        "assessment_use.ratings_of_the_year",
        {"into": "annual_assessment", "what": "ratings"},
        when=period.is_("year"),
        per=art("12.8.year"),
    ),
    value(
        "assessment_use.county",
        {"into": "comprehensive_assessment"},
        when=period.is_("year"),
        per=art("25.result"),
    ),
)


@hookimpl
def assessment() -> Assessment:
    """Return what is not counted, the monthly figures, and what results go into."""
    return Assessment(rules=NOT_COUNTED, indicators=INDICATORS, units=UNITS)
