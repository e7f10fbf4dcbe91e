"""Deadlines: signing, objecting, handling, urging, returning, extending, submitting the reply.

Limits are what the transfer form states; where it states none the city's measures answer.
"""

from __future__ import annotations

from collections.abc import Sequence

from rexian.plugin import (
    Rule,
    art,
    before,
    channel,
    clause,
    given,
    given_close,
    given_extension,
    given_object,
    given_sign,
    given_submit_reply,
    hookimpl,
    hours,
    limit,
    natural_days,
    objections,
    objections_once_assigned,
    pending,
    preassignment_only,
    return_tier,
    same_as,
    states_length,
    states_reason,
    unsigned_leader,
    urgency,
    value,
    was_explained,
    working_days,
)

from rexian_nanchang_amr.channels import MINSHENG
from rexian_nanchang_amr.readings import (
    DAY_BEFORE,
    EXTENSION_APPROVER,
    MINSHENG_CLOSE,
    RETURN_SIGNER,
    RETURNS_COUNTED,
    SUBMIT_BY,
)

BY_THE_UNIT, BY_THE_DESK = return_tier.is_("unit"), return_tier.is_("body")
CLOSE_ON_FORM = given_close.is_("form")

# 第八条（三） 被退单两次的，由市局主要领导确定最后的承办单位；此后再退的是第三次
ONCE_ASSIGNED, ALL_COUNTED = RETURNS_COUNTED.is_("once_assigned"), RETURNS_COUNTED.is_("all")
RETURNED_TWICE = (ONCE_ASSIGNED & objections_once_assigned.at_least(2)) | (
    ALL_COUNTED & objections.at_least(2)
)
RETURNED_AGAIN = (ONCE_ASSIGNED & objections_once_assigned.at_least(3)) | (
    ALL_COUNTED & objections.at_least(3)
)

# 第八条（一） 签收、预分派
SIGN = (
    # 条文所称“时限”是平台的时限；平台未另定的，由上位文件填补。
    given("sign.platform", "sign", when=given_sign.is_("platform"), per=art("8.1.overdue")),
    limit("preassign_answer.two_hours", hours(2), per=art("8.1.pre2h")),
)

# 第八条（一）（三）、第九条末句、第十条 退单
RETURN = (
    limit(
        "object.four_hours",
        hours(4),
        start="form_signed",
        per=art("8.3.4h") + clause("an1.sign"),
    ),
    given(
        "object.on_form",
        "object",
        when=given_object.is_("form"),
        over=("object.four_hours",),
        per=clause("an1.limits"),
    ),
    value(
        "return_permission.may.preassigned",
        {},
        when=BY_THE_UNIT & preassignment_only,
        per=art("8.1.pre.refuse"),
    ),
    # 有异议的先签收《转办单》，不得直接拒收。
    value(
        "return_permission.may.objection",
        {"after": "form_signed"},
        when=BY_THE_UNIT & ~preassignment_only,
        per=art("8.3.4h", "8.2.noreject"),
    ),
    # 退回的时限即“规定时限”，本规则没有数字，由上位文件填补。
    value(
        "return_permission.may.not_to_be_signed",
        {},
        when=BY_THE_DESK,
        per=art("8.1.return"),
    ),
    value(
        "return_permission.approver.preassigned",
        {"approver": "unit_head"},
        when=BY_THE_UNIT & preassignment_only & RETURN_SIGNER.is_("per_stage"),
        over=("return_permission.approver.objection",),
        per=art("8.1.pre.refuse"),
    ),
    value(
        "return_permission.approver.objection",
        {"approver": "unit_deputy"},
        when=BY_THE_UNIT,
        per=art("8.3.approve") + clause("an2.opinion"),
    ),
    value(
        "return_permission.must_state.application",
        {"must_state": ("reasons", "basis", "suggested_unit")},
        when=BY_THE_UNIT,
        per=clause("an2.reason"),
    ),
    value(
        "return_permission.must_state.unaccepted",
        {"must_state": ("reasons", "basis", "suggested_unit")},
        when=BY_THE_DESK,
        per=art("10.lead"),
    ),
    # 被退两次后由市局主要领导确定的是“最后的”承办单位，不得再退。
    value(
        "return_permission.bar.final_unit",
        {},
        when=BY_THE_UNIT & RETURNED_AGAIN,
        per=art("8.3.twice"),
    ),
    value(
        "return_permission.bar.leader_not_signed",
        {},
        when=unsigned_leader,
        per=art("9.refuse"),
    ),
)

# 第八条（四）、第九条、第十一条 办结时限
CLOSE = (
    given(
        "close.on_form",
        "close",
        when=CLOSE_ON_FORM,
        over=("close.minsheng",),
        per=art("8.4.due", "11") + clause("an1.limits"),
    ),
    given(
        "close.urgent",
        "close",
        when=urgency.in_("emergency", "prompt") & given_close.is_("platform"),
        over=("close.minsheng",),
        per=art("9.emerg"),
    ),
    given(
        "close.minsheng",
        "close",
        when=channel.is_(MINSHENG) & MINSHENG_CLOSE.is_("given_only"),
        per=art("8.4.due", "11"),
    ),
)

# 第八条（四）、第十五条 延期
EXTENSION = (
    value("extension.may.complex", {}, per=art("15", "8.4.ext")),
    before("extension.ask_by.day_before", "close", working_days(1), per=art("8.4.ext")),
    given(
        "extension.ask_by.on_form",
        "extension",
        when=given_extension.is_("form"),
        over=("extension.ask_by.day_before",),
        per=clause("an1.limits"),
    ),
    value("extension.times.once", {"max_times": 1, "times_strength": "must"}, per=art("8.4.once")),
    value("extension.cap.original", {"cap_strength": "in_principle"}, per=art("8.4.cap")),
    value(
        "extension.approver.unit_deputy",
        {"approver": "unit_deputy"},
        when=EXTENSION_APPROVER.is_("unit_deputy"),
        per=clause("an3.opinion"),
    ),
    value(
        "extension.bar.no_reason",
        {},
        when=pending & ~states_reason,
        per=clause("an3.reason"),
    ),
    value(
        "extension.bar.no_length",
        {},
        when=pending & ~states_length,
        per=clause("an3.reason"),
    ),
    value("extension.bar.unexplained", {}, when=pending & ~was_explained, per=art("15")),
)

# 第八条（五） 催办
URGE = {"to": "handling_unit", "about": "reply"}
REMIND = (
    before(
        "remind.working_day_before",
        "close",
        working_days(1),
        when=DAY_BEFORE.is_("working_day"),
        says=URGE,
        per=art("8.5.urge"),
    ),
    before(
        "remind.natural_day_before",
        "close",
        natural_days(1),
        when=DAY_BEFORE.is_("natural_day"),
        says=URGE,
        per=art("8.5.urge"),
    ),
)

# 第十八条 提交《工单回复》
SUBMIT_REPLY = (
    before("submit_reply.day_before", "close", working_days(1), per=art("18.submit")),
    same_as(
        "submit_reply.with_closing",
        "close",
        when=CLOSE_ON_FORM | SUBMIT_BY.is_("same"),
        over=("submit_reply.day_before",),
        per=art("18.submit") + clause("an1.limits"),
    ),
    given(
        "submit_reply.on_form",
        "submit_reply",
        when=given_submit_reply.is_("form"),
        over=("submit_reply.day_before", "submit_reply.with_closing"),
        per=art("18.submit") + clause("an1.limits"),
    ),
)


@hookimpl
def deadlines() -> Sequence[Rule]:
    """Return the rules on limits, in the order of the articles."""
    return (*SIGN, *RETURN, *CLOSE, *EXTENSION, *REMIND, *SUBMIT_REPLY)
