"""Deadlines: returning, redoing, signing, closing, emergencies and extensions."""

from __future__ import annotations

from collections.abc import Sequence

from rexian.plugin import (
    IMMEDIATELY,
    Rule,
    art,
    calls,
    difficult,
    disputed,
    given,
    given_close,
    hookimpl,
    kind,
    limit,
    minutes,
    return_tier,
    same_as,
    unsigned_leader,
    value,
    working_days,
)

from rexian_yiyang.readings import (
    EMERGENCY_KINDS,
    EMERGENCY_LIMIT,
    EXTENSION_APPROVER,
    REDO_LIMIT,
    REPEATED_INQUIRY,
    RETURN_DECIDER,
)

TO_THE_CENTRE = return_tier.is_("body")

# 第十三条 三类办结时限，重办时再用
INQUIRY = kind.is_("inquiry")
HELP = kind.in_("help", "suggestion", "opinion")
COMPLAINT = kind.in_("complaint", "report")
INQUIRY_DAYS, HELP_DAYS, COMPLAINT_DAYS = working_days(2), working_days(5), working_days(10)

# 第十三条 来电3次及以上且疑难、复杂
REPEATED = calls.at_least(3) & difficult & ~(INQUIRY & REPEATED_INQUIRY.is_("not_covered"))
REPEATED_DAYS = working_days(15)

# 第十二条（三） 退回
RETURN = (
    limit("return.after_signing", working_days(1), start="signed", per=art("12.3.return")),
    value("return_permission.may.not_ours", {}, when=TO_THE_CENTRE, per=art("12.3.return")),
    value(
        "return_permission.must_state.basis_or_unit",
        {"must_state": (("basis", "suggested_unit"),)},
        when=TO_THE_CENTRE,
        per=art("12.3.basis"),
    ),
    # 只有第十条情形和非本部门职责两种理由可以退回。
    value(
        "return_permission.bar.leader_not_signed",
        {},
        when=TO_THE_CENTRE & unsigned_leader,
        per=art("12.3.basis", "12.3.return"),
    ),
    value(
        "return_permission.approver.centre",
        {"approver": "hotline_centre"},
        when=TO_THE_CENTRE & (RETURN_DECIDER.is_("all_returns") | disputed),
        per=art("12.3.decide"),
    ),
)

# 第十二条（七） 重新办理
REDO_BY_KIND = ~REDO_LIMIT.is_("silent")
REDO = (
    limit(
        "redo.inquiry",
        INQUIRY_DAYS,
        when=INQUIRY & REDO_BY_KIND,
        per=art("12.7.redo1", "13.consult"),
    ),
    limit("redo.help", HELP_DAYS, when=HELP & REDO_BY_KIND, per=art("12.7.redo1", "13.help")),
    limit(
        "redo.complaint",
        COMPLAINT_DAYS,
        when=COMPLAINT & REDO_BY_KIND,
        per=art("12.7.redo1", "13.complaint"),
    ),
    limit(
        "redo.repeated",
        REPEATED_DAYS,
        when=REPEATED & REDO_LIMIT.is_("ticket"),
        over=("redo.inquiry", "redo.help", "redo.complaint"),
        per=art("12.7.redo1", "13.repeat"),
    ),
)

# 第十三条 限时签收、限时办结
SIGN = (limit("sign.all", working_days(1), per=art("13.sign")),)
CLOSE = (
    limit("close.inquiry", INQUIRY_DAYS, when=INQUIRY, per=art("13.consult")),
    limit("close.help", HELP_DAYS, when=HELP, per=art("13.help")),
    limit("close.complaint", COMPLAINT_DAYS, when=COMPLAINT, per=art("13.complaint")),
    limit(
        "close.repeated",
        REPEATED_DAYS,
        when=REPEATED,
        over=("close.inquiry", "close.help", "close.complaint"),
        per=art("13.repeat"),
    ),
    given(
        "close.special_law",
        "close",
        when=given_close.is_("law"),
        over=("close.inquiry", "close.help", "close.complaint", "close.repeated"),
        per=art("13.law"),
    ),
)

# 第十四条 公共突发事件
EMERGENCY_LISTED = kind.in_("help", "report") | (
    kind.is_("complaint") & EMERGENCY_KINDS.is_("complaints")
)
EMERGENCY = (
    limit(
        "emergency_transfer.at_once",
        IMMEDIATELY,
        when=EMERGENCY_LISTED & EMERGENCY_LIMIT.is_("at_once"),
        per=art("14.transfer"),
    ),
    limit(
        "emergency_transfer.half_hour",
        minutes(30),
        when=EMERGENCY_LISTED & EMERGENCY_LIMIT.is_("half_hour"),
        per=art("14.transfer"),
    ),
)

# 第十五条 延期
EXTENSION = (
    value("extension.may.ground", {}, per=art("15.ground")),
    same_as("extension.ask_by.before_due", "close", per=art("15.when")),
    value(
        "extension.approver.centre",
        {"approver": "hotline_centre"},
        when=EXTENSION_APPROVER.is_("centre"),
        per=art("15.when"),
    ),
    value(
        "extension.times.once",
        {"max_times": 1, "times_strength": "in_principle"},
        per=art("15.once"),
    ),
    value("extension.cap.original", {"cap_strength": "must"}, per=art("15.cap")),
)


@hookimpl
def deadlines() -> Sequence[Rule]:
    """Return the rules on limits, in the order of the articles."""
    return (*RETURN, *REDO, *SIGN, *CLOSE, *EMERGENCY, *EXTENSION)
