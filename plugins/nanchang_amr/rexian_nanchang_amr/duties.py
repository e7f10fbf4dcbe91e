"""Duties: logging in every working day, the monthly report, ledgers, archives, liaisons."""

from __future__ import annotations

from collections.abc import Sequence

from rexian.plugin import (
    Duty,
    Term,
    art,
    continuous,
    duty,
    every_month,
    every_working_day,
    every_year,
    hookimpl,
    period_unset,
    standing,
)

DESK = Term("consumer_section", "消保科", "consumer protection section")

# 第四条、第六条、第七条 职责分工

DIVISION = (
    duty(
        "statistics",
        period_unset(),
        zh="统计并通报工作情况",
        en="keep statistics and circulate how the work goes",
        who=DESK,
        to="handling_unit",
        per=art("4.stat"),
    ),
    duty(
        "ledger",
        standing(1, per="unit"),
        zh="建立工作台账，登记诉求时间、内容、回复时间和结果",
        en="keep a ledger of appeals: time, content, time of reply, result",
        who="handling_unit",
        per=art("6.ledger"),
    ),
    duty(
        "liaison",
        standing(1, per="unit"),
        zh="明确一名专职联络员与消保科对接",
        en="name one full-time liaison with the consumer protection section",
        who="handling_unit",
        to=DESK,
        per=art("7.liaison"),
    ),
)

# 第八条(一)(八) 签收与归档

DESK_WORK = (
    duty(
        "log_in",
        every_working_day(),
        zh="登录两个平台，查阅分派来的工单",
        en="log in to both platforms and look at what has come in",
        who=DESK,
        per=art("8.1.login"),
    ),
    duty(
        "archive",
        period_unset(),
        zh="整理诉求材料并归档",
        en="sort and archive the papers of appeals",
        who=DESK,
        per=art("8.8.arch"),
    ),
    duty(
        "keep_archive",
        continuous(),
        zh="归档材料至少保存三年",
        en="keep what is archived for at least three years",
        who=DESK,
        per=art("8.8.years"),
    ),
)

# 第十九条、第二十一条 考核问责

REPORTS = (
    duty(
        "special_report",
        every_month(),
        zh="编制办理情况专报，通报数量、响应、按时、满意和扣分",
        en="write the special report: volume, response, timely closing, satisfaction, deductions",
        who=DESK,
        to="handling_unit",
        per=art("19.monthly"),
    ),
    duty(
        "split_deductions",
        every_year(),
        zh="把全年扣分分解到责任单位并报告局党组",
        en="divide the year's deductions among the units and report on it",
        who=DESK,
        to="party_group",
        per=art("21.split"),
    ),
)


@hookimpl
def duties() -> Sequence[Duty]:
    """Return the duties in the order of the articles."""
    return (*DIVISION, *DESK_WORK, *REPORTS)
