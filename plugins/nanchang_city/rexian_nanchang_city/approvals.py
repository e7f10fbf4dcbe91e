"""Approvals: contact, review at each level, closing, keeping, publication.

On signing off before handling and on the form of replies the document is silent, but for appeals
that prove made up.
"""

from __future__ import annotations

from collections.abc import Sequence

from rexian.plugin import (
    Rule,
    adverse_effect,
    art,
    calls,
    disclosure,
    dissatisfied,
    findings,
    handled,
    handling_room,
    hookimpl,
    policy_basis,
    publish_consent,
    refusal_grounds,
    steps,
    urgency,
    value,
)

from rexian_nanchang_city.later_readings import KEPT_FROM
from rexian_nanchang_city.routing import MASKED

# 第十四条（四） 联系了解、告知结果，系统内逐级审核
ANSWER = (
    value(
        "contact.any_suitable",
        {"mode": ("phone", "sms", "written")},
        per=art("14.4.contact", "14.4.inform"),
    ),
    steps(
        "reply_approval.steps.each_level",
        {"role": "each_level"},
        per=art("14.4.review"),
    ),
)

# 第十四条（六） 申请结案的情形、须写明的内容、审核；第三十一条 三次终结
CLOSURE = (
    value("closure.ground.handled", {}, when=handled, per=art("14.6.ground")),
    value("closure.ground.no_basis", {}, when=~policy_basis, per=art("14.6.ground")),
    value("closure.ground.no_room", {}, when=~handling_room, per=art("14.6.ground")),
    value(
        "closure.ground.three_times",
        {},
        when=dissatisfied.at_least(3),
        per=art("31.three"),
    ),
    value(
        "closure.must_state.all",
        {"must_state": ("time", "unit", "handler", "phone", "result", "basis", "answer")},
        per=art("14.6.content"),
    ),
    value(
        "closure.reviewed_by.reviewer",
        {
            "reviewed_by": "closure_reviewer",
            "sent_back_to": "original_unit",
            "sending_back_states": ("reasons",),
        },
        per=art("14.6.review", "14.6.sendback"),
    ),
)

# 第十四条（八） 归档
KEPT = {"years": 3, "at_least": True}
RETENTION = (
    value(
        "retention.years.from_archiving",
        {**KEPT, "from": "archived"},
        when=KEPT_FROM.is_("archived"),
        per=art("14.8.years"),
    ),
    value(
        "retention.years.from_closing",
        {**KEPT, "from": "closed"},
        when=KEPT_FROM.is_("closed"),
        per=art("14.8.years"),
    ),
    value(
        "retention.covers.listed",
        {
            "covers": (
                "tickets",
                "call_records",
                "recordings",
                "replies",
                "meeting_papers",
                "leader_instructions",
                "other",
            )
        },
        per=art("14.8.scope"),
    ),
)

# 第二十七条（推定） 保密与不得公开；第十三条 匿名的保密
SECRET = disclosure.is_("secret") | refusal_grounds.has("secret_or_privacy") | urgency.is_("threat")
PUBLICATION = (
    value("publication.bar.secret", {}, when=SECRET, per=art("27.keep")),
    value("publication.bar.unfit", {}, when=disclosure.is_("unfit"), per=art("27.publish")),
    value("publication.bar.no_consent", {}, when=~publish_consent, per=art("27.publish")),
    value("publication.restricted.secret", {}, when=SECRET, per=art("27.keep")),
    value(
        "publication.redact.identity",
        {"redact": ("name", "phone")},
        when=MASKED,
        per=art("13.anon"),
    ),
)

# 第四十三条第二款末句 捏造诬告造成严重干扰或恶劣影响的，说明澄清，必要时移交
SLANDER = (
    value(
        "reply_form.must_state.clarification",
        {"must_state": ("reasons",), "at_discretion": ("hand_over",)},
        when=calls.at_least(2) & findings.has("fabricated") & adverse_effect,
        per=art("43.slander"),
    ),
)


@hookimpl
def approvals() -> Sequence[Rule]:
    """Return the rules on contact, review, closing, keeping and publication."""
    return (*ANSWER, *CLOSURE, *RETENTION, *PUBLICATION, *SLANDER)
