"""Assessment: the figures of the monthly report, and the yearly sharing out of deductions.

What is not counted is the city's to say; the bureau's rules add nothing to it.
"""

from __future__ import annotations

from rexian.plugin import (
    ALWAYS,
    Assessment,
    Exclusion,
    art,
    close_state,
    count_of,
    due_of,
    first_rating,
    hookimpl,
    last_rating,
    moment_of,
    month_by_reading,
    month_of,
    named_only,
    object_state,
    period,
    rated,
    ratio,
    return_state,
    sign_state,
    value,
)

from rexian_nanchang_amr.readings import ASSESSMENT_MONTH, BASICALLY_SATISFIED

COUNTED = "counted_in_assessment"

# 第十九条 每月专报通报的情况
SETTLED = ("done", "done_late", "overdue")
RETURNED_IN_TIME = return_state.is_("done") | object_state.is_("done")
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
WHEN_FIRST_RATED = month_by_reading(
    ASSESSMENT_MONTH, settled=moment_of("first_rated_at"), dispatched=DISPATCHED
)
WHEN_LAST_RATED = month_by_reading(
    ASSESSMENT_MONTH, settled=moment_of("last_rated_at"), dispatched=DISPATCHED
)

INDICATORS = (
    count_of(
        "handled",
        zh="办理数量",
        en="tickets handled",
        of=ALWAYS,
        month=month_of(DISPATCHED),
        per=art("19.monthly"),
    ),
    # 及时响应包括及时签收和及时退单。
    ratio(
        "response_rate",
        zh="及时响应率",
        en="timely response",
        of=sign_state.is_("done") | RETURNED_IN_TIME,
        among=sign_state.in_(*SETTLED) | RETURNED_IN_TIME,
        month=WHEN_SIGNING_DUE,
        per=art("19.monthly"),
    ),
    ratio(
        "close_rate",
        zh="按时办结率",
        en="closed in time",
        of=close_state.is_("done"),
        among=close_state.in_(*SETTLED),
        month=WHEN_CLOSING_DUE,
        per=art("19.monthly"),
    ),
    ratio(
        "satisfaction_first",
        zh="首次回访满意率",
        en="satisfied at the first follow-up",
        of=CONTENT_AT_FIRST,
        among=rated(first_rating),
        month=WHEN_FIRST_RATED,
        excluding=Exclusion(COUNTED),
        per=art("19.monthly"),
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
        per=art("19.monthly"),
    ),
    named_only(
        "deductions",
        zh="两个平台的考核扣分情况",
        en="points deducted by the two platforms",
        per=art("19.monthly"),
        note=("扣分由平台通报，工单不记录", "the platforms announce them; tickets do not tell"),
    ),
)

# 第二十一条 年度考核扣分分解
UNITS = (
    value(
        "assessment_use.deductions",
        {"into": "points_by_unit"},
        when=period.is_("year"),
        per=art("21.split"),
    ),
)


@hookimpl
def assessment() -> Assessment:
    """Return the monthly figures and what the year's deductions are used for."""
    # 通报的是局内各责任单位。
    return Assessment(indicators=INDICATORS, units=UNITS, inside=True)
