"""Duties: the monthly meeting, the reports and bulletins, what member units must have."""

from __future__ import annotations

from collections.abc import Sequence

from rexian.plugin import (
    Duty,
    art,
    continuous,
    duty,
    each_of,
    every_month,
    every_week,
    every_year,
    hookimpl,
    period_unset,
    standing,
)

# 第三条 联席会议

MEETING = (
    duty(
        "joint_meeting",
        standing(),
        zh="建立县级热线联席会议制度",
        en="have a joint meeting of the county on the hotline",
        who="county_hotline_leader",
        per=art("3.jm"),
    ),
    duty(
        "convene_meeting",
        every_month(),
        zh="召集联席会议",
        en="convene the joint meeting",
        who="joint_meeting_office",
        to="member_unit",
        per=art("3.monthly"),
    ),
    duty(
        "prepare_meeting",
        period_unset(),
        zh="提出会议议题，通报成员单位情况，督促落实会议决定",
        en="propose topics, report on member units, see that decisions are carried out",
        who="joint_meeting_office",
        to="member_unit",
        per=art("3.office"),
    ),
)

# 第六条 主管部门

DEPARTMENT = (
    duty(
        "rules",
        standing(),
        zh="有热线管理规范和工作机制",
        en="have rules and working mechanisms for the hotline",
        who="competent_department",
        per=art("6.1"),
    ),
    duty(
        "training",
        period_unset(),
        zh="组织全县热线系统的交流和培训",
        en="organise exchange and training across the county's hotline",
        who="competent_department",
        per=art("6.4"),
    ),
    duty(
        "oversee_units",
        period_unset(),
        zh="监督管理成员单位",
        en="oversee the member units",
        who="competent_department",
        to="member_unit",
        per=art("6.5"),
    ),
)

# 第七条 管理机构

CENTRE = (
    duty(
        "assess_staff",
        period_unset(),
        zh="指导、培训热线人员并作日常考核",
        en="guide, train and assess the hotline's staff",
        who="service_centre",
        to="hotline_staff",
        per=art("7.4"),
    ),
    duty(
        "update_knowledge",
        period_unset(),
        zh="梳理、更新知识库",
        en="sort and update the knowledge base",
        who="service_centre",
        per=art("7.5"),
    ),
    duty(
        "push_data",
        continuous(),
        zh="实时推送受理、工单和回访的全量数据",
        en="push all data on intake, tickets and follow-up as they arise",
        who="service_centre",
        to="upper_centre",
        per=art("7.7"),
    ),
)

# 第八条 成员单位

UNITS = (
    duty(
        "leader",
        standing(1, per="unit"),
        zh="明确一名分管领导和负责的部门",
        en="name a leader in charge and a department",
        who="member_unit",
        inherited=True,
        per=art("8.1"),
    ),
    duty(
        "clerks",
        standing(1, per="unit"),
        zh="配备办理热线事项的工作人员",
        en="have staff who handle the hotline's matters",
        who="member_unit",
        inherited=True,
        per=art("8.1"),
    ),
    duty(
        "mechanisms",
        standing(1, per="unit"),
        zh="建立从受理到问责的内部机制",
        en="have internal mechanisms from intake to accountability",
        who="member_unit",
        inherited=True,
        per=art("8.3"),
    ),
    duty(
        "unit_knowledge",
        period_unset(),
        zh="整理更新本单位的知识内容，经保密审查后上传平台",
        en="keep the unit's knowledge up to date, check it for secrets and upload it",
        who="member_unit",
        to="hotline_platform",
        inherited=True,
        per=art("8.5", "18.duty"),
    ),
    duty(
        "guide_below",
        period_unset(),
        zh="指导督促下级对口单位，审核办理进度和质量",
        en="guide and urge the units below, check the progress and quality of their work",
        who="member_unit",
        inherited=True,
        per=art("8.6"),
    ),
)

# 第十二条(五)(九)、第十四条 台账、归档、联动

RECORDS = (
    duty(
        "supervision_ledger",
        standing(),
        zh="建立督办事项台账",
        en="keep a ledger of what is supervised",
        who="competent_department",
        per=art("12.5.ledger"),
    ),
    duty(
        "archive",
        period_unset(),
        zh="归档工单、记录、回复、会议材料和批示",
        en="archive tickets, records, replies, meeting papers and instructions",
        who="hotline_centre",
        per=art("12.9.scope"),
    ),
    duty(
        "keep_recordings",
        continuous(),
        zh="电话录音至少保存三年",
        en="keep recordings of calls for at least three years",
        who="hotline_centre",
        per=art("12.9.years"),
    ),
    duty(
        "emergency_links",
        standing(),
        zh="与紧急热线和公用事业热线建立联动",
        en="have links with the emergency and public utility lines",
        who="hotline_centre",
        per=art("14.link"),
    ),
)

# 第二十条至第二十三条 分析专报、通报、信息共享

REPORTS = (
    duty(
        "analysis_mechanism",
        standing(),
        zh="建立诉求分析联动报告机制",
        en="have a mechanism for analysing appeals and reporting on them",
        who="hotline_centre",
        per=art("20.mech"),
    ),
    duty(
        "special_reports",
        each_of(every_week(), every_month(), every_year()),
        zh="编制热点专报和分析专报",
        en="write the reports on hot topics and the analyses",
        who="hotline_centre",
        to="member_unit",
        per=art("20", "7.6"),
    ),
    duty(
        "bulletin",
        every_month(),
        zh="通报签收、退单、办结、满意、用时、知识库和典型案例",
        en="circulate rates of signing, return, closing and satisfaction, times and cases",
        who="hotline_centre",
        to="handling_unit",
        per=art("21"),
    ),
    duty(
        "pool_data",
        period_unset(),
        zh="向同级平台归集数据",
        en="pool data on the platform of the same level",
        who="member_unit",
        to="hotline_platform",
        inherited=True,
        per=art("23"),
    ),
)

# 第二十四条、第二十五条、第二十七条 考核与监督

ASSESSMENT = (
    duty(
        "assessment_rules",
        standing(),
        zh="制定考核实施细则",
        en="have detailed rules of assessment",
        who="joint_meeting_office",
        per=art("25"),
    ),
    duty(
        "assess_units",
        each_of(every_month(), every_year()),
        zh="考核成员单位的按期办结率、满意率和超期件",
        en="assess member units on timely closing, satisfaction and overdue tickets",
        who="joint_meeting_office",
        to="member_unit",
        per=art("24", "25"),
    ),
    duty(
        "survey",
        period_unset(),
        zh="以回访、问卷、媒体监督测评满意度",
        en="survey satisfaction by follow-up, questionnaires and the media",
        # 条文未写明由谁组织。
        who=None,
        per=art("27.1"),
    ),
)


@hookimpl
def duties() -> Sequence[Duty]:
    """Return the duties in the order of the articles."""
    return (*MEETING, *DEPARTMENT, *CENTRE, *UNITS, *RECORDS, *REPORTS, *ASSESSMENT)
