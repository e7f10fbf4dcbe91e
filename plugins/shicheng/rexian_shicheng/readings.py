"""Readings: where the document can be read two ways, and how it is read by default."""

from __future__ import annotations

from collections.abc import Sequence

from rexian.plugin import Reading, Term, clause, hookimpl

# 一、工单签批

CLOSE_LIMIT_FROM = Reading(
    id="close_limit_from",
    zh="办结时限从何而来",
    en="where the time for closing comes from",
    choices=(
        Term("signoff", "只由主要负责人签批确定", "only from the principal's sign-off"),
        Term("upper_rules", "也可依上级规则在平台等处设定", "also set by the rules above"),
    ),
    default="signoff",
    per=clause("pre.basis", "s1.specify", "s3.twodays"),
    ambiguity=82,
    why=(
        "本制度只要求签批明确办理时限，赣州市规则不在收录之内",
        "the text has the sign-off fix the limit; the Ganzhou rules are not in the collection",
    ),
)

# 三、定期交办

SIGN_LIMIT_FROM = Reading(
    id="sign_limit_from",
    zh="“超期未签收”的期限从何而来",
    en="where the time for signing comes from that a ticket may overrun",
    choices=(
        Term("entered", "以录入的签收时限为准", "the limit that has been entered"),
        Term("silent", "未规定，不计时", "none: the text is silent"),
    ),
    default="entered",
    per=clause("s3.unsigned"),
    ambiguity=83,
    why=(
        "条文以另有签收时限为前提，录入后方能判断超期",
        "the text presupposes a limit set elsewhere; once entered, overrunning can be told",
    ),
)

TWO_DAYS = Reading(
    id="two_days",
    zh="“距离办结期小于两天”如何计算",
    en="how less than two days before closing is counted",
    choices=(
        Term("clock", "不足48小时", "less than 48 clock hours"),
        Term("working", "不足两个工作日（承办单位）", "less than two working days (the unit)"),
    ),
    default="clock",
    per=clause("s3.twodays"),
    ambiguity=84,
    why=(
        "条文未称工作日，“小于”不含本数",
        "the text does not say working days, and less than excludes the number itself",
    ),
)


@hookimpl
def readings() -> Sequence[Reading]:
    """Return the readings in the order of the sections they read."""
    return (CLOSE_LIMIT_FROM, SIGN_LIMIT_FROM, TWO_DAYS)
