"""Duties: what the hotline and the member units must have, the monthly bulletin, the reports.

What the document asks of member units binds the bureaus below; what the hotline does for itself
does not.
"""

from __future__ import annotations

from collections.abc import Sequence

from rexian.plugin import (
    Duty,
    Term,
    art,
    continuous,
    duty,
    each_of,
    every_day,
    every_half_year,
    every_month,
    every_quarter,
    every_week,
    every_year,
    hookimpl,
    period_unset,
    standing,
)

SECRETARY_GENERAL = Term("secretary_general", "市政府秘书长", "secretary-general of the city")

# 第三条 联席会议

MEETING = (
    duty(
        "joint_meeting",
        standing(),
        zh="建立热线运行管理联席会议制度",
        en="have a joint meeting on running the hotline",
        who=SECRETARY_GENERAL,
        per=art("3.jm"),
    ),
    duty(
        "prepare_meeting",
        period_unset(),
        zh="召集联席会议，提出议题，通报情况，督促落实",
        en="convene the joint meeting, propose topics, report, see that decisions are carried out",
        who="joint_meeting_office",
        to="member_unit",
        per=art("3.office"),
    ),
)

# 第六条、第七条 主管部门与县区

DEPARTMENT = (
    duty(
        "rules",
        standing(),
        zh="有热线管理规范和工作机制",
        en="have rules and working mechanisms for the hotline",
        who="competent_department",
        per=art("6.rules"),
    ),
    duty(
        "training",
        period_unset(),
        zh="组织全市热线系统的交流和培训",
        en="organise exchange and training across the city's hotline",
        who="competent_department",
        per=art("6.train"),
    ),
    duty(
        "oversee_units",
        period_unset(),
        zh="监督管理并考评成员单位",
        en="oversee and assess the member units",
        who="competent_department",
        to="member_unit",
        per=art("6.assess"),
    ),
    duty(
        "county_department",
        standing(1, per="unit"),
        zh="明确本地热线主管部门",
        en="name the department in charge of the hotline",
        who="county_government",
        per=art("7.dept"),
    ),
    duty(
        "county_lead",
        standing(1, per="unit"),
        zh="由政府办公室或综合协调部门牵头本地热线工作",
        en="have the government office or a coordinating department lead",
        who="county_government",
        strength="in_principle",
        per=art("7.office"),
    ),
)

# 第八条 成员单位

UNITS = (
    duty(
        "leader",
        standing(1, per="unit"),
        zh="明确一名分管领导和工作部门",
        en="name a leader in charge and a department",
        who="member_unit",
        inherited=True,
        per=art("8.1.leader"),
    ),
    duty(
        "clerks",
        standing(1, per="unit"),
        zh="配备受理转办员，保障人员和经费",
        en="have clerks for intake and transfer, with the staff and money they need",
        who="member_unit",
        inherited=True,
        per=art("8.1.staff"),
    ),
    duty(
        "team",
        standing(1, per="unit"),
        zh="诉求量较多的单位组建热线专班并明确责任人",
        en="where appeals are many, form a hotline team with named persons",
        who="member_unit",
        inherited=True,
        per=art("8.1.team"),
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
        zh="收集、整理、更新本单位的知识库内容",
        en="collect, sort and update the unit's part of the knowledge base",
        who="member_unit",
        inherited=True,
        per=art("8.5"),
    ),
    duty(
        "summaries",
        period_unset(),
        zh="梳理汇总办件情况并反馈热线",
        en="sum up the tickets handled and report to the hotline",
        who="member_unit",
        to="hotline_centre",
        inherited=True,
        per=art("8.6"),
    ),
    duty(
        "guide_below",
        period_unset(),
        zh="指导、协调、督促下级对口单位",
        en="guide, coordinate and urge the units below",
        who="member_unit",
        inherited=True,
        per=art("8.7"),
    ),
)

# 第九条、第十二条、第十四条(五)(八) 热线自身

HOTLINE = (
    duty(
        "service",
        continuous(),
        zh="全天候人工服务，并开设网络渠道",
        en="answer calls around the clock, and keep channels online",
        who="hotline_centre",
        per=art("9.service"),
    ),
    duty(
        "emergency_links",
        standing(),
        zh="与紧急热线和公用事业热线建立联动、一键转接",
        en="have links with the emergency and utility lines, and transfer calls at one key",
        who="hotline_centre",
        per=art("12.link"),
    ),
    duty(
        "supervision_ledger",
        standing(),
        zh="建立督办事项台账",
        en="keep a ledger of what is supervised",
        who="hotline_centre",
        per=art("14.5.ledger"),
    ),
    duty(
        "archive",
        period_unset(),
        zh="归档工单、通话记录和录音、回复、会议材料和批示",
        en="archive tickets, call records and recordings, replies, papers and instructions",
        who="hotline_centre",
        per=art("14.8.scope"),
    ),
    duty(
        "keep_archive",
        continuous(),
        zh="归档材料至少保存三年",
        en="keep what is archived for at least three years",
        who="hotline_centre",
        per=art("14.8.years"),
    ),
)

# 第二十六条至第三十条 工作机制

MECHANISMS = (
    duty(
        "special_reports",
        each_of(
            every_day(),
            every_week(),
            every_month(),
            every_quarter(),
            every_half_year(),
            every_year(),
        ),
        zh="编制热点专报和分析专报",
        en="write reports on hot topics and analyses",
        who="hotline_centre",
        strength="may",
        per=art("26.report"),
    ),
    duty(
        "pledge",
        standing(1, per="person"),
        zh="签订保密承诺书",
        en="sign a pledge of confidentiality",
        who="hotline_staff",
        inherited=True,
        per=art("27.pledge"),
    ),
    duty(
        "access_control",
        standing(),
        zh="有登录认证、权限管理和全过程的安全管理",
        en="have logins, permissions and control over all access to data",
        who="hotline_centre",
        per=art("28"),
    ),
    duty(
        "petition_link",
        standing(),
        zh="与信访系统对接共享、查重比对",
        en="have a link with the petition system that finds double appeals",
        who="hotline_centre",
        to="petition_bureau",
        per=art("29"),
    ),
    duty(
        "knowledge_base",
        standing(),
        zh="建设并维护统一、实时更新的知识库",
        en="have one knowledge base that is kept up to date",
        who="hotline_centre",
        per=art("30.kb"),
    ),
    duty(
        "push_data",
        continuous(),
        zh="实时推送受理、工单和回访的全量数据",
        en="push all data on intake, tickets and follow-up as they arise",
        who="hotline_centre",
        to="peer_departments",
        per=art("30.push"),
    ),
    duty(
        "evaluate_units",
        period_unset(),
        zh="以解决率、满意率等综合评价成员单位",
        en="evaluate member units by problems solved and satisfaction",
        who="hotline_centre",
        to="member_unit",
        per=art("33.eval"),
    ),
)

# 第三十八条、第四十条 通报与考核

ASSESSMENT = (
    duty(
        "bulletin",
        every_month(),
        zh="通报及时响应率、限时办结率、满意率、知识库、督办和典型案例",
        en="circulate rates of response, timely closing and satisfaction, supervision and cases",
        who="hotline_centre",
        to="member_unit",
        per=art("38.bulletin"),
    ),
    duty(
        "own_assessment",
        standing(1, per="unit"),
        zh="把热线工作纳入本单位的考核体系",
        en="make the hotline's work part of the unit's own assessments",
        who="member_unit",
        inherited=True,
        per=art("40"),
    ),
)


@hookimpl
def duties() -> Sequence[Duty]:
    """Return the duties in the order of the articles."""
    return (*MEETING, *DEPARTMENT, *UNITS, *HOTLINE, *MECHANISMS, *ASSESSMENT)
