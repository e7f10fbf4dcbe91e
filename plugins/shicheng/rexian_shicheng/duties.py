"""Duties: the monthly filing and meeting, the daily follow-up, the monthly analysis."""

from __future__ import annotations

from collections.abc import Sequence

from rexian.plugin import (
    Duty,
    Reading,
    Term,
    by_reading,
    clause,
    duty,
    every_day,
    every_month,
    hookimpl,
    item,
    period_unset,
    standing,
)

# 一、工单签批：每月5日前整理上月签批工单

BEFORE_THE_FIFTH = Reading(
    id="before_the_fifth",
    zh="“每月5日前”是否含5日",
    en="whether before the 5th of the month takes in the 5th",
    choices=(
        Term("fifth", "含5日，遇休息日顺延", "the 5th is in, and moves over days off"),
        Term("fourth", "不含5日，至4日止", "the 5th is out: by the 4th"),
    ),
    default="fifth",
    per=clause("s1.archive"),
    ambiguity=92,
    why=(
        "期限以日数届满为准，遇休息日顺延；提醒按较早的一日发出",
        "a day named is the last one, and moves over days off; the reminder heeds the earlier day",
    ),
)
FILING = duty(
    "archive_signed",
    by_reading(
        BEFORE_THE_FIFTH,
        {
            "fifth": every_month(by=5, about="previous", roll=True),
            "fourth": every_month(by=5, about="previous", inclusive=False),
        },
    ),
    zh="整理上月领导签批的工单并存档",
    en="sort and file the tickets that leaders signed off last month",
    who="handler",
    per=clause("s1.archive"),
)

# 二、定期会商：县政府热线分管领导召集，每月15日左右

MEETING = (
    duty(
        "joint_handling",
        standing(),
        zh="设立热线会商联办机制",
        en="have a mechanism for conferring on and jointly handling tickets",
        who="county_hotline_leader",
        per=clause("s2.mech"),
    ),
    duty(
        "monthly_meeting",
        # “左右”按前后两日掌握。
        every_month(around=15, within=2),
        zh="召开商办调度会议",
        en="hold the meeting on handling and progress",
        who="county_hotline_leader",
        per=clause("s2.date", "s2.mech"),
        agenda=(
            item(
                "twice_dissatisfied",
                zh="两次评价不满意的工单",
                en="tickets rated dissatisfied twice",
                per=clause("s2.dissatis"),
            ),
            item("difficult", zh="疑难工单", en="difficult tickets", per=clause("s2.hard")),
            item(
                "several_units",
                zh="涉及多个部门、单位的诉求",
                en="appeals that concern several units",
                per=clause("s2.coord"),
            ),
        ),
    ),
    duty(
        "share_practice",
        period_unset(),
        zh="互通办单信息，总结成效，推广好的做法",
        en="exchange information on handling, sum up results, spread good practice",
        who="county_hotline_leader",
        per=clause("s2.exchange"),
    ),
)

# 三、定期交办

SORTING = (
    duty(
        "sort_tickets",
        every_day(),
        zh="整理当日工单",
        en="sort the day's tickets",
        who="hotline_centre",
        per=clause("s3.daily"),
    ),
    duty(
        "sort_disputed",
        period_unset(),
        zh="梳理疑难工单和推诿工单",
        en="go through difficult tickets and those that units pass to one another",
        who="hotline_centre",
        per=clause("s3.comb"),
    ),
)

# 六、全面回访

FOLLOWUP = duty(
    "follow_up",
    # 不分工作日与休息日，当日办结的当日回访。
    every_day(),
    zh="回访当日办结的全部工单",
    en="follow up every ticket closed that day",
    who="hotline_centre",
    per=clause("s6.daily"),
)

# 七、热线分析

ANALYSIS = (
    duty(
        "analyse_problems",
        period_unset(),
        zh="分析带有全局性、倾向性、苗头性的问题并反馈",
        en="analyse problems that are general, spreading or emerging, and report back on them",
        who="hotline_centre",
        per=clause("s7.stat"),
    ),
    duty(
        "assess_units",
        every_month(),
        zh="考核各单位的工单办理",
        en="assess how units handle their tickets",
        who="hotline_centre",
        to="handling_unit",
        per=clause("s7.assess"),
    ),
    duty(
        "monthly_report",
        every_month(),
        zh="编制当月情况分析和热线月报",
        en="write the month's analysis and the hotline's monthly report",
        who="hotline_centre",
        to="county_leaders",
        per=clause("s7.month"),
    ),
    duty(
        "report_opinion",
        period_unset(),
        zh="研判诉求，上报事关全县大局的社情民意",
        en="study appeals and report public opinion that matters to the whole county",
        who="handling_unit",
        to="hotline_centre",
        per=clause("s7.unit"),
    ),
)


@hookimpl
def duties() -> Sequence[Duty]:
    """Return the duties in the order of the sections."""
    return (FILING, *MEETING, *SORTING, FOLLOWUP, *ANALYSIS)
