"""Approvals: the reply, closing, keeping, word to the appellant, publication.

The document asks for no sign-off before handling, no approval or seal of replies, no review of
closings, and says nothing of what a reply must contain.
"""

from __future__ import annotations

from collections.abc import Sequence

from rexian.plugin import (
    Rule,
    art,
    disclosure,
    handled,
    hookimpl,
    part,
    policy_basis,
    publish_consent,
    refusal_grounds,
    urgency,
    value,
)

from rexian_yiyang.readings import RECORDS_KEPT
from rexian_yiyang.routing import ANSWERED_AT_ONCE

HOST = part.is_("host")

# 第十二条（四） 在受理转办平台反馈办理结果；第八条（四） 多部门的由牵头单位回复
REPLY = (
    value(
        "reply_form.media.platform",
        {"media": ("platform",)},
        when=HOST,
        per=art("12.4.feed", "8.4"),
    ),
)

# 第十二条（六） 办理完毕或者没有依据的办结；第十三条 知识库能答的即时答复办结
CLOSURE = (
    value("closure.ground.handled", {}, when=handled, per=art("12.6")),
    value(
        "closure.ground.no_policy_basis",
        {},
        when=~policy_basis | refusal_grounds.has("no_legal_basis"),
        per=art("12.6"),
    ),
    value("closure.ground.answered_at_once", {}, when=ANSWERED_AT_ONCE, per=art("13.kb")),
)

# 第十二条（九） 电话录音至少保存三年
RETENTION = (
    value(
        "retention.years.recordings",
        {"years": 3, "from": "recorded", "at_least": True},
        when=RECORDS_KEPT.is_("recordings"),
        per=art("12.9.years"),
    ),
    value(
        "retention.years.all",
        {"years": 3, "from": "archived", "at_least": True},
        when=RECORDS_KEPT.is_("all"),
        per=art("12.9.years"),
    ),
    value(
        "retention.covers.recordings",
        {"covers": ("recordings",)},
        when=RECORDS_KEPT.is_("recordings"),
        per=art("12.9.years"),
    ),
    value(
        "retention.covers.all",
        {
            "covers": (
                "tickets",
                "call_records",
                "recordings",
                "replies",
                "meeting_papers",
                "leaders_instructions",
            )
        },
        when=RECORDS_KEPT.is_("all"),
        per=art("12.9.years", "12.9.scope"),
    ),
)

# 第十三条 派单同时向来电群众发送受理短信
CONTACT = (
    value(
        "contact.acceptance_sms",
        {"mode": "sms", "by": "hotline_centre", "about": "accepted", "at_once": True},
        when=HOST & ~ANSWERED_AT_ONCE,
        per=art("13.sms"),
    ),
)

# 第二十二条 国家秘密、商业秘密、个人隐私、工作秘密、敏感问题严格保密；
# 不宜公开的结果和诉求人不愿公开的答复不得公开
CONFIDENTIAL = (
    disclosure.is_("secret") | refusal_grounds.has("secret_or_privacy") | urgency.is_("threat")
)
PUBLICATION = (
    value("publication.restricted.confidential", {}, when=CONFIDENTIAL, per=art("22.keep")),
    value("publication.bar.confidential", {}, when=CONFIDENTIAL, per=art("22.keep")),
    value("publication.bar.unfit", {}, when=disclosure.is_("unfit"), per=art("22.publish")),
    value("publication.bar.no_consent", {}, when=~publish_consent, per=art("22.publish")),
)


@hookimpl
def approvals() -> Sequence[Rule]:
    """Return the rules on replies, closing, keeping, contact and publication."""
    return (*REPLY, *CLOSURE, *RETENTION, *CONTACT, *PUBLICATION)
