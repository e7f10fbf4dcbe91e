"""Deadlines: returning, sending back, redoing, signing, closing, emergencies and extensions."""

from __future__ import annotations

from collections.abc import Sequence

from rexian.plugin import (
    Rule,
    art,
    before,
    channel,
    cites_basis,
    difficult,
    findings,
    given,
    given_close,
    given_extension,
    hookimpl,
    hours,
    kind,
    limit,
    minutes,
    months,
    natural_days,
    pending,
    return_tier,
    same_as,
    states_reason,
    urgency,
    value,
    was_explained,
    working_days,
)

from rexian_nanchang_city.channels import CITY_LEADERS, OTHER_PROVINCIAL, PROVINCIAL_LINE
from rexian_nanchang_city.later_readings import PROMPT_FEEDBACK
from rexian_nanchang_city.readings import (
    EXTENSION_APPROVER,
    EXTENSION_ASK_BY,
    EXTENSION_EXPLANATION,
    EXTENSION_STATEMENTS,
    HARD_CASE,
    HARD_CASE_START,
    PROVINCIAL_CHANNELS,
    PROVINCIAL_DAYS,
    PROVINCIAL_REFERENCE,
    REDO_HELP,
    REDO_OPINION,
    REDO_PROVINCIAL,
    RETURN_START,
)

# 第十五条 省12345与省级其他平台
OF_PROVINCIAL_LINE = channel.is_(PROVINCIAL_LINE)
OF_OTHER_PROVINCIAL = channel.in_(*OTHER_PROVINCIAL) | (
    channel.in_(*CITY_LEADERS) & PROVINCIAL_CHANNELS.is_("by_table")
)
LIKE_PROVINCIAL_LINE = OF_OTHER_PROVINCIAL & PROVINCIAL_REFERENCE.is_("limit")
BY_CHANNEL = OF_PROVINCIAL_LINE | LIKE_PROVINCIAL_LINE
PROVINCIAL_LIMIT = natural_days(4)

# 第十四条（三） 退单
TO_THE_PLATFORM = return_tier.is_("body")
RETURN = (
    limit(
        "return.from_dispatch",
        working_days(1),
        when=RETURN_START.is_("dispatched"),
        per=art("14.3.return"),
    ),
    limit(
        "return.from_signing",
        working_days(1),
        start="signed",
        when=RETURN_START.is_("signed"),
        per=art("14.3.return"),
    ),
    value(
        "return_permission.may.not_ours",
        {
            "if_granted": "dispatched_anew",
            "if_refused": "handled_on",
            "refusal_states": ("reasons",),
        },
        when=TO_THE_PLATFORM,
        per=art("14.3.return", "14.3.agree", "14.3.refuse"),
    ),
    value(
        "return_permission.must_state.reasons_and_basis",
        {"must_state": ("reasons", "basis")},
        when=TO_THE_PLATFORM,
        per=art("14.3.reason"),
    ),
    value(
        "return_permission.approver.inspector",
        {"approver": "inspector"},
        when=TO_THE_PLATFORM,
        per=art("14.3.review"),
    ),
)

# 第十四条（五） 疑难件研判
IS_HARD = (difficult & findings.has("unsolvable_soon")) | HARD_CASE.is_("either")
HARD_CASES = (
    limit(
        "hard_case_opinion.from_supervision",
        months(1),
        when=IS_HARD & HARD_CASE_START.is_("supervised"),
        strength="in_principle",
        per=art("14.5.hard"),
    ),
    limit(
        "hard_case_opinion.from_dispatch",
        months(1),
        start="dispatched",
        when=IS_HARD & HARD_CASE_START.is_("dispatched"),
        strength="in_principle",
        per=art("14.5.hard"),
    ),
)

# 第十四条（六） 发回承办单位；（七） 不满意发回重办。两处时限相同，求助、意见均未列
SHORT, LONG = working_days(3), working_days(10)
LISTED_SHORT = kind.in_("suggestion", "inquiry")
LISTED_LONG = kind.in_("complaint", "report")
UNLISTED_SHORT = (kind.is_("help") & REDO_HELP.is_("three")) | (
    kind.is_("opinion") & REDO_OPINION.is_("three")
)
UNLISTED_LONG = (kind.is_("help") & REDO_HELP.is_("ten")) | (
    kind.is_("opinion") & REDO_OPINION.is_("ten")
)
AGAIN_BY_CHANNEL = BY_CHANNEL & PROVINCIAL_DAYS.is_("four") & REDO_PROVINCIAL.is_("channel")
SEND_BACK = (
    limit("send_back.short", SHORT, when=LISTED_SHORT, per=art("14.6.limit3")),
    limit("send_back.long", LONG, when=LISTED_LONG, per=art("14.6.limit10")),
    limit("send_back.unlisted_short", SHORT, when=UNLISTED_SHORT, per=art("14.6.limit3")),
    limit("send_back.unlisted_long", LONG, when=UNLISTED_LONG, per=art("14.6.limit10")),
    limit(
        "send_back.provincial",
        PROVINCIAL_LIMIT,
        when=AGAIN_BY_CHANNEL,
        over=(
            "send_back.short",
            "send_back.long",
            "send_back.unlisted_short",
            "send_back.unlisted_long",
        ),
        per=art("14.6.sendback", "15.prov", "15.provother"),
    ),
)
REDO = (
    limit("redo.short", SHORT, when=LISTED_SHORT, per=art("14.7.limit3")),
    limit("redo.long", LONG, when=LISTED_LONG, per=art("14.7.limit10")),
    limit("redo.unlisted_short", SHORT, when=UNLISTED_SHORT, per=art("14.7.limit3")),
    limit("redo.unlisted_long", LONG, when=UNLISTED_LONG, per=art("14.7.limit10")),
    limit(
        "redo.provincial",
        PROVINCIAL_LIMIT,
        when=AGAIN_BY_CHANNEL,
        over=("redo.short", "redo.long", "redo.unlisted_short", "redo.unlisted_long"),
        per=art("14.7.judge", "15.prov", "15.provother"),
    ),
)

# 第十五条第一款 限时签收、限时办结
SIGN = (limit("sign.all", working_days(1), per=art("15.sign")),)
CLOSE = (
    limit(
        "close.inquiry",
        working_days(3),
        when=kind.is_("inquiry") & ~BY_CHANNEL,
        per=art("15.consult"),
    ),
    limit(
        "close.other",
        working_days(10),
        when=~kind.is_("inquiry") & ~BY_CHANNEL,
        per=art("15.other"),
    ),
    limit(
        "close.provincial_line",
        PROVINCIAL_LIMIT,
        when=OF_PROVINCIAL_LINE & PROVINCIAL_DAYS.is_("four"),
        per=art("15.prov"),
    ),
    limit(
        "close.other_provincial",
        PROVINCIAL_LIMIT,
        when=LIKE_PROVINCIAL_LINE & PROVINCIAL_DAYS.is_("four"),
        per=art("15.provother", "15.prov"),
    ),
    given(
        "close.special_law",
        "close",
        when=given_close.is_("law"),
        over=(
            "close.inquiry",
            "close.other",
            "close.provincial_line",
            "close.other_provincial",
        ),
        per=art("15.law"),
    ),
)

# 第十五条第二款 突发重大事件；第三款 接诉即办
URGENT_KINDS = kind.in_("help", "complaint", "report")
URGENT = (
    limit(
        "emergency_transfer.half_hour",
        minutes(30),
        when=URGENT_KINDS,
        per=art("15.emerg.30"),
    ),
    limit(
        "sign.prompt",
        hours(2),
        when=urgency.is_("prompt") & URGENT_KINDS,
        over=("sign.all",),
        per=art("15.fast.sign", "15.fast.def"),
    ),
    limit(
        "feedback.prompt",
        hours(24),
        when=URGENT_KINDS & PROMPT_FEEDBACK.is_("dispatched"),
        per=art("15.fast.feedback"),
    ),
    limit(
        "feedback.prompt_signed",
        hours(24),
        start="signed",
        when=URGENT_KINDS & PROMPT_FEEDBACK.is_("signed"),
        per=art("15.fast.feedback"),
    ),
)

# 第十五条第一款末句、第十六条 延期
ANY_WANT = pending & EXTENSION_STATEMENTS.is_("any")
UNEXPLAINED = ~was_explained & EXTENSION_EXPLANATION.is_("appellant")
EXTENSION = (
    value("extension.may.hard_to_close_in_time", {}, per=art("16.ground")),
    same_as(
        "extension.ask_by.until_due",
        "close",
        when=EXTENSION_ASK_BY.is_("until_due"),
        per=art("16.when"),
    ),
    before(
        "extension.ask_by.day_before",
        "close",
        working_days(1),
        when=EXTENSION_ASK_BY.is_("day_before"),
        per=art("16.when"),
    ),
    value("extension.times.once", {"max_times": 1, "times_strength": "must"}, per=art("16.once")),
    # 法律、法规另定延长期限的，不以原时限为限。
    value(
        "extension.cap.original",
        {"cap_strength": "in_principle"},
        when=~given_extension.is_("law"),
        per=art("16.cap"),
    ),
    value(
        "extension.approver.centre",
        {"approver": "hotline_centre"},
        when=EXTENSION_APPROVER.is_("centre"),
        per=art("16.reject"),
    ),
    value(
        "extension.bar.inquiry",
        {"strength": "in_principle"},
        when=kind.is_("inquiry"),
        per=art("16.noconsult"),
    ),
    value(
        "extension.bar.provincial",
        {"strength": "in_principle"},
        when=OF_PROVINCIAL_LINE | OF_OTHER_PROVINCIAL,
        per=art("15.provext"),
    ),
    value(
        "extension.bar.no_basis",
        {"strength": "must"},
        when=ANY_WANT & ~cites_basis,
        per=art("16.reject"),
    ),
    value(
        "extension.bar.no_reason",
        {"strength": "must"},
        when=ANY_WANT & ~states_reason,
        per=art("16.reject"),
    ),
    value(
        "extension.bar.unexplained",
        {"strength": "must"},
        when=ANY_WANT & UNEXPLAINED,
        per=art("16.reject", "16.explain"),
    ),
    value(
        "extension.bar.nothing_stated",
        {"strength": "must"},
        when=pending
        & EXTENSION_STATEMENTS.is_("all")
        & ~cites_basis
        & ~states_reason
        & (UNEXPLAINED | EXTENSION_EXPLANATION.is_("request")),
        per=art("16.reject"),
    ),
)


@hookimpl
def deadlines() -> Sequence[Rule]:
    """Return the rules on limits, in the order of the articles."""
    return (*RETURN, *HARD_CASES, *SEND_BACK, *REDO, *SIGN, *CLOSE, *URGENT, *EXTENSION)
