"""Approvals: contact, the reply by channel, its signature and seal, publication, closing.

On sign-off before handling the document is silent, and on the approval of ordinary municipal
replies, on the review of a closing and on how long records are kept.
"""

from __future__ import annotations

from collections.abc import Sequence

from rexian.plugin import (
    Rule,
    clause,
    disclosure,
    hookimpl,
    of_section,
    publish_consent,
    refusal_grounds,
    replied,
    requires,
    steps,
    urgency,
    value,
)

from rexian_nanchang_nrp.deadlines import OF_PROVINCIAL, UNDER_ANNEX
from rexian_nanchang_nrp.readings import LEADER_SIGNS, TEMPLATE_SCOPE, WHICH_LEADER, WHOSE_SEAL

# 三、工作流程（三） 主动、及时联系诉求人，方式不限
CONTACT = (
    value(
        "contact.any_way",
        {"mode": ("phone", "in_person", "sms", "written")},
        per=clause("s3b.3.contact"),
    ),
)

# （三） 按不同平台工单要求进行回复：1 市级平台，电话、微信或书面等；2 省专班平台，“工单回复”模板
MUNICIPAL = (
    value(
        "reply_form.media.municipal",
        {"media": ("phone", "wechat", "written"), "media_strength": "may"},
        when=~OF_PROVINCIAL,
        per=clause("s3b.3.1.city", "s3b.3.bychannel"),
    ),
)
ON_TEMPLATE = OF_PROVINCIAL | TEMPLATE_SCOPE.is_("all")
PROVINCIAL_REPLY = (
    value(
        "reply_form.media.provincial",
        {"media": ("written",)},
        when=OF_PROVINCIAL,
        per=clause("s3b.3.2.template", "s3b.3.2.list", "s3b.3.bychannel"),
    ),
    value(
        "reply_form.sections.template",
        {"sections": ("investigation", "handling", "contact", "evidence")},
        when=ON_TEMPLATE,
        per=clause("s3b.3.2.template", "an3.1", "an3.2", "an3.3", "an3.4"),
    ),
    value(
        "reply_form.handler_info.template",
        {"handler_info": ("name", "mobile", "post", "unit")},
        when=ON_TEMPLATE,
        per=clause("an2.handlerinfo", "an3.sign"),
    ),
)

# （三）2 省专班回复呈省、市领导批阅并公开发布。批阅在局外进行，不是局内的审批。
PUBLICATION = (
    value(
        "publication.required.provincial",
        {},
        when=OF_PROVINCIAL,
        per=clause("s3b.3.2.leaders", "s3b.3.2.list"),
    ),
    value(
        "publication.required.on_the_ticket",
        {},
        when=requires.has("publication") & ~OF_PROVINCIAL,
        per=clause("s3b.3.bychannel"),
    ),
)

# （三）2末句 处理意见要求报单位主要领导审阅、盖单位公章的，报局主要领导、盖局公章。局主要领导审阅
# 即是领导审签。要求写在工单上，不论来自哪个平台均须照办。
INSTRUCTED = (
    steps(
        "reply_approval.steps.instructed",
        {"role": "bureau_principal"},
        when=requires.has("principal_review"),
        over=(
            "reply_approval.steps.unit",
            "reply_approval.steps.deputy",
            "reply_approval.steps.bureau",
        ),
        per=clause("s3b.3.2.chief", "s3b.3.bychannel"),
    ),
    value(
        "reply_approval.seal.instructed",
        {"seal": "bureau_seal"},
        when=requires.has("seal"),
        over=("reply_approval.seal.bureau", "reply_approval.seal.unit"),
        per=clause("s3b.3.2.chief", "s3b.3.bychannel"),
    ),
)

# （五） 收到工单回复后办结
CLOSURE = (value("closure.ground.reply_received", {}, when=replied, per=clause("s3b.5.fill")),)

# 四之一 保密：涉密、涉隐私、敏感的严格保密；不宜公开、诉求人不愿公开的不公开；经办人手机号隐去
SECRET = disclosure.is_("secret") | refusal_grounds.has("secret_or_privacy") | urgency.is_("threat")
CONFIDENTIALITY = (
    value("publication.restricted.secret", {}, when=SECRET, per=clause("s4.1.secret")),
    value(
        "publication.redact.mobile",
        {"redact": ("mobile",)},
        when=OF_PROVINCIAL,
        per=clause("s4.1.secret", "an2.handlerinfo"),
    ),
    value(
        "publication.bar.unfit",
        {},
        when=SECRET | disclosure.is_("unfit"),
        per=clause("s4.1.publish"),
    ),
    value("publication.bar.unwilling", {}, when=~publish_consent, per=clause("s4.1.publish")),
)

# 附件2 省专班回复须领导审签、加盖单位公章，机关科室没有公章，盖局公章
SIGNED_AND_SEALED = UNDER_ANNEX & LEADER_SIGNS.is_("all")
BUREAU_SEAL = WHOSE_SEAL.is_("bureau") | (WHOSE_SEAL.is_("by_unit") & of_section)
ANNEX = (
    steps(
        "reply_approval.steps.unit",
        {"role": "unit_principal"},
        when=SIGNED_AND_SEALED & WHICH_LEADER.is_("unit"),
        per=clause("an2.leader", "an3.4"),
    ),
    steps(
        "reply_approval.steps.deputy",
        {"role": "section_supervisor"},
        when=SIGNED_AND_SEALED & WHICH_LEADER.is_("deputy"),
        per=clause("an2.leader"),
    ),
    steps(
        "reply_approval.steps.bureau",
        {"role": "bureau_principal"},
        when=SIGNED_AND_SEALED & WHICH_LEADER.is_("bureau"),
        per=clause("an2.leader"),
    ),
    value(
        "reply_approval.seal.unit",
        {"seal": "unit_seal"},
        when=SIGNED_AND_SEALED & ~BUREAU_SEAL,
        per=clause("an2.seal"),
    ),
    value(
        "reply_approval.seal.bureau",
        {"seal": "bureau_seal"},
        when=SIGNED_AND_SEALED & BUREAU_SEAL,
        per=clause("an2.seal"),
    ),
)


@hookimpl
def approvals() -> Sequence[Rule]:
    """Return the rules on contact, replies, publication and closing, in order of the document."""
    return (
        *CONTACT,
        *MUNICIPAL,
        *PROVINCIAL_REPLY,
        *PUBLICATION,
        *INSTRUCTED,
        *CLOSURE,
        *CONFIDENTIALITY,
        *ANNEX,
    )
