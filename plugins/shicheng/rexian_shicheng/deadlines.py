"""Deadlines: the sign-off's limit, reminders, the five days before escalation, follow-up.

The document has no limit of its own for signing, closing, returning, redoing or extending.
"""

from __future__ import annotations

from collections.abc import Sequence

from rexian.plugin import (
    Rule,
    before,
    clause,
    given,
    given_close,
    given_sign,
    hookimpl,
    hours,
    limit,
    natural_days,
    overdue,
    same_as,
    sign_state,
    signed_off,
    signoff_role,
    transferred,
    working_days,
)

from rexian_shicheng.readings import AFTER_NOTICE, CLOSE_LIMIT_FROM, SIGN_LIMIT_FROM, TWO_DAYS

# 一、工单签批：主要负责人签批明确办理时限
SET_ELSEWHERE = given_close.in_("platform", "ticket", "form", "law")
CLOSE = (
    given(
        "close.signed_off",
        "signoff",
        when=signed_off & signoff_role.is_("unit_principal") & ~transferred,
        over=("close.on_ticket", "close.upper_rules"),
        per=clause("s1.sign", "s1.specify"),
    ),
    given(
        "close.on_ticket",
        "close",
        when=given_close.is_("signoff") & ~transferred,
        per=clause("s1.sign", "s1.specify"),
    ),
    given(
        "close.upper_rules",
        "close",
        when=SET_ELSEWHERE & CLOSE_LIMIT_FROM.is_("upper_rules") & ~transferred,
        per=clause("pre.basis", "s3.twodays"),
    ),
)

# 三、定期交办：超期未签收的告知，告知后依然超期的扣分，距办结期小于两天的交办分管领导
SIGN = (
    given(
        "sign.entered",
        "sign",
        when=~given_sign.is_("none") & SIGN_LIMIT_FROM.is_("entered"),
        per=clause("s3.unsigned"),
    ),
)
SIGN_AFTER_NOTICE = (
    limit(
        "sign_after_notice.next_working_day",
        working_days(1),
        when=overdue(sign_state) & AFTER_NOTICE.is_("next_working_day"),
        per=clause("s3.deduct"),
    ),
)
TO_DEPUTY = {"to": "unit_deputy", "about": "reply"}
REMIND = (
    same_as(
        "remind.unsigned",
        "sign",
        says={"to": "handling_unit", "about": "sign"},
        per=clause("s3.unsigned"),
    ),
    before(
        "remind.two_days",
        "close",
        hours(48),
        # 触发时刻落在非工作日的，提前到此前最后一个工作日告知。
        on_working_day=True,
        when=TWO_DAYS.is_("clock"),
        says=TO_DEPUTY,
        per=clause("s3.twodays", "s3.deputy"),
    ),
    before(
        "remind.two_working_days",
        "close",
        working_days(2),
        when=TWO_DAYS.is_("working"),
        says=TO_DEPUTY,
        per=clause("s3.twodays", "s3.deputy"),
    ),
)

# 四、提级转办：疑难件五个工作日内无法完成处理；转办后在延长的时限即信访件的时限内办结，时限须录入
ESCALATION = (
    limit("escalation_check.five_days", working_days(5), per=clause("s4.ground")),
    given(
        "close.petition",
        "close",
        when=SET_ELSEWHERE & transferred,
        per=clause("s4.unit", "s4.transfer"),
    ),
)

# 六、全面回访：当日办结的当日回访，问是否联系、过程和结果是否满意
FOLLOWUP = (
    limit(
        "followup.same_day",
        natural_days(0),
        says={"asks": ("contacted", "process", "result")},
        per=clause("s6.daily", "s6.ask"),
    ),
)


@hookimpl
def deadlines() -> Sequence[Rule]:
    """Return the rules on limits, in the order of the sections."""
    return (*CLOSE, *SIGN, *SIGN_AFTER_NOTICE, *REMIND, *ESCALATION, *FOLLOWUP)
