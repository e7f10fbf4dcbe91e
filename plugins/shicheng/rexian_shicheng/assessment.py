"""Assessment: what a monthly rank brings upon a unit, and what serves as its basis.

The document assesses every month and names no figure: a deployment says by what units are ranked.
"""

from __future__ import annotations

from rexian.plugin import (
    Assessment,
    bottom_in_year,
    bottom_streak,
    bottom_two,
    clause,
    hookimpl,
    named_only,
    period,
    value,
)

from rexian_shicheng.readings import RANKING_GRADES

# 八、约谈问责
THREE_RUNNING = bottom_two & bottom_streak.at_least(3)
FOUR_IN_YEAR = bottom_two & bottom_in_year.at_least(4)
FOUR_RUNNING = bottom_two & bottom_streak.at_least(4)
FIVE_IN_YEAR = bottom_two & bottom_in_year.at_least(5)
SECOND_GRADE, THIRD_GRADE = THREE_RUNNING | FOUR_IN_YEAR, FOUR_RUNNING | FIVE_IN_YEAR
ABSORBS = RANKING_GRADES.is_("highest")

DEPUTY = {"measure": "interview", "by": "hotline_centre", "on": "unit_deputy"}
PRINCIPAL = {"measure": "interview", "by": "county_hotline_leader", "on": "unit_principal"}
RECTIFY = {"measure": "rectification_order", "by": "inspection_office", "on": "handling_unit"}
RANKING = (
    value(
        "ranking.bottom_two",
        DEPUTY,
        when=bottom_two & ~(ABSORBS & (SECOND_GRADE | THIRD_GRADE)),
        per=clause("s8.bottom2"),
    ),
    value(
        "ranking.three_running",
        PRINCIPAL,
        when=THREE_RUNNING & ~(ABSORBS & THIRD_GRADE),
        per=clause("s8.three"),
    ),
    value(
        "ranking.four_in_year",
        PRINCIPAL,
        when=FOUR_IN_YEAR & ~(ABSORBS & THIRD_GRADE),
        per=clause("s8.four"),
    ),
    value("ranking.four_running", RECTIFY, when=FOUR_RUNNING, per=clause("s8.rectify3")),
    value("ranking.five_in_year", RECTIFY, when=FIVE_IN_YEAR, per=clause("s8.five")),
)

# 一、六 考核依据
USES = (
    value(
        "assessment_use.archived_tickets",
        {"into": "annual_assessment", "what": "archived_tickets"},
        when=period.is_("year"),
        per=clause("s1.assess"),
    ),
    value(
        "assessment_use.follow_ups",
        {"into": "daily_assessment", "what": "ratings", "to": "handling_unit"},
        when=period.is_("month"),
        per=clause("s6.feed"),
    ),
)

# 三、五 扣分
INDICATORS = (
    named_only(
        "deductions",
        zh="考核扣分",
        en="points deducted",
        per=clause("s3.deduct", "s5.deduct"),
        note=(
            "原文未定分值，扣分由县热线中心另记",
            "the text sets no points; the centre keeps its own account of them",
        ),
    ),
)


@hookimpl
def assessment() -> Assessment:
    """Return what a rank brings, what serves as a basis, and what the text leaves without a sum."""
    return Assessment(indicators=INDICATORS, units=(*RANKING, *USES))
