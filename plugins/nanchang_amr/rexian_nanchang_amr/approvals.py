"""Approvals: what a reply must hold, who approves and seals it, publication and keeping."""

from __future__ import annotations

from collections.abc import Sequence

from rexian.plugin import (
    Rule,
    art,
    channel,
    clause,
    disclosure,
    failed_reviews,
    findings,
    handling_room,
    hookimpl,
    official_document,
    policy_basis,
    publish_consent,
    redos,
    requires,
    steps,
    unit_type,
    value,
)

from rexian_nanchang_amr.channels import MINSHENG
from rexian_nanchang_amr.intake import UNACCEPTABLE
from rexian_nanchang_amr.readings import (
    FORM_LEADER,
    ORDINARY_APPROVAL,
    SECTION_SEAL,
    UNREASONABLE_CASE,
)

# 第十八条（四） 无政策法规依据且确定无处理空间，或无理诉求
HOPELESS = (~policy_basis & ~handling_room) | (
    findings.has("unreasonable") & (UNREASONABLE_CASE.is_("by_itself") | ~policy_basis)
)

# 第八条（四）、第十八条（一）（二）（三）（四）、附件4 《工单回复》
REPLY_FORM = (
    value("reply_form.media.written", {"media": ("written",)}, per=art("8.4.result")),
    value(
        "reply_form.max_chars.normally_400",
        {"max_chars": 400, "max_chars_strength": "in_principle"},
        per=art("18.1.len"),
    ),
    # 佐证材料“必要时可提供”，不是必备的一项。
    value(
        "reply_form.sections.four",
        {
            "sections": ("investigation", "handling", "contact", "handler"),
            "optional": ("evidence",),
        },
        per=art("18.2.parts") + clause("an4.1", "an4.2", "an4.3", "an4.4"),
    ),
    value(
        "reply_form.handler_info.three",
        {"handler_info": ("name", "phone", "post")},
        per=art("18.2.parts") + clause("an4.sign"),
    ),
    value(
        "reply_form.must_state.every_item",
        {"must_state": ("items_answered",)},
        per=art("18.2.true", "12.each"),
    ),
    value(
        "reply_form.must_state.unacceptable",
        {"must_state": ("reasons", "basis", "suggested_unit")},
        when=UNACCEPTABLE,
        per=art("18.3"),
    ),
    value(
        "reply_form.must_state.hopeless",
        {"must_state": ("reasons", "basis", "next_steps")},
        when=HOPELESS,
        per=art("18.4.content"),
    ),
)

# 第十八条（四）（五）（六） 《工单回复》的审定。分局是局属单位；须经更高一级审定的，以更高一级为准
SECTION = unit_type.is_("section")
SUBORDINATE = unit_type.in_("subordinate", "branch")
# （五）回访不满意被发回重办的，和答复不符合要求、办结审核发回的
SENT_BACK = redos.at_least(1) | failed_reviews.at_least(1)
# （六）民声通道以公文交办的，人民网省委书记留言和市委书记留言板的
LEADERS_MATTER = (channel.is_(MINSHENG) & official_document) | channel.in_(
    "provincial_secretary_message", "city_secretary_message"
)
# （六）末句、第十一条 《转办单》写明须领导审定的
LEADER_ON_FORM = requires.has("principal_review")
ARTICLE_18 = tuple(
    f"reply_approval.steps.{name}"
    for name in (
        "ordinary",
        "hopeless_section",
        "hopeless_subordinate",
        "redone_section",
        "redone_subordinate",
        "leaders_section",
        "leaders_subordinate",
    )
)
APPROVAL = (
    steps(
        "reply_approval.steps.ordinary",
        {"role": "unit_head"},
        when=ORDINARY_APPROVAL.is_("unit_head"),
        per=art("5.unit"),
    ),
    steps(
        "reply_approval.steps.hopeless_section",
        {"role": "section_supervisor"},
        when=SECTION & HOPELESS,
        over=("reply_approval.steps.ordinary",),
        per=art("18.4.sec"),
    ),
    steps(
        "reply_approval.steps.hopeless_subordinate",
        {"role": "unit_principal"},
        when=SUBORDINATE & HOPELESS,
        over=("reply_approval.steps.ordinary",),
        per=art("18.4.sub"),
    ),
    steps(
        "reply_approval.steps.redone_section",
        {"role": "section_supervisor"},
        when=SECTION & SENT_BACK,
        over=("reply_approval.steps.ordinary", "reply_approval.steps.hopeless_section"),
        per=art("18.5.redo"),
    ),
    steps(
        "reply_approval.steps.redone_subordinate",
        {"role": "unit_principal"},
        when=SUBORDINATE & SENT_BACK,
        over=("reply_approval.steps.ordinary", "reply_approval.steps.hopeless_subordinate"),
        per=art("18.5.redo"),
    ),
    steps(
        "reply_approval.steps.leaders_section",
        {"role": "bureau_principal"},
        when=SECTION & LEADERS_MATTER,
        over=(
            "reply_approval.steps.ordinary",
            "reply_approval.steps.hopeless_section",
            "reply_approval.steps.redone_section",
        ),
        per=art("18.6.sec", "18.6.scope"),
    ),
    steps(
        "reply_approval.steps.leaders_subordinate",
        {"role": "unit_principal"},
        when=SUBORDINATE & LEADERS_MATTER,
        over=(
            "reply_approval.steps.ordinary",
            "reply_approval.steps.hopeless_subordinate",
            "reply_approval.steps.redone_subordinate",
        ),
        per=art("18.6.sub", "18.6.scope"),
    ),
    steps(
        "reply_approval.steps.on_form",
        {"role": "bureau_principal"},
        when=LEADER_ON_FORM,
        over=ARTICLE_18,
        per=art("18.6.spec", "11.special"),
    ),
    steps(
        "reply_approval.steps.on_form_own",
        {"role": "unit_principal"},
        when=LEADER_ON_FORM & SUBORDINATE & FORM_LEADER.is_("own"),
        over=(*ARTICLE_18, "reply_approval.steps.on_form"),
        per=art("18.6.spec", "11.special"),
    ),
)

# 第十一条、第十八条（二） 盖章
BUREAU_SEALS = unit_type.is_("section") & SECTION_SEAL.is_("bureau_seal")
SEAL = (
    value(
        "reply_approval.seal.unit",
        {"seal": "unit_seal"},
        strength="in_principle",
        per=art("18.2.seal") + clause("an4.sign"),
    ),
    value(
        "reply_approval.seal.section",
        {"seal": "bureau_seal"},
        when=BUREAU_SEALS,
        over=("reply_approval.seal.unit",),
        strength="in_principle",
        per=art("18.2.seal") + clause("an4.sign"),
    ),
    value(
        "reply_approval.seal.on_form",
        {"seal": "unit_seal"},
        when=requires.has("seal"),
        over=("reply_approval.seal.unit", "reply_approval.seal.section"),
        per=art("18.2.seal", "11.special"),
    ),
    value(
        "reply_approval.seal.section_on_form",
        {"seal": "bureau_seal"},
        when=requires.has("seal") & BUREAU_SEALS,
        over=(
            "reply_approval.seal.unit",
            "reply_approval.seal.section",
            "reply_approval.seal.on_form",
        ),
        per=art("18.2.seal", "11.special"),
    ),
)

# 第八条（八） 归档
RETENTION = (
    value(
        "retention.years.three",
        {"years": 3, "at_least": True, "from": "archived"},
        per=art("8.8.years"),
    ),
    value(
        "retention.covers.papers",
        {
            "covers": (
                "tickets",
                "transfer_forms",
                "return_applications",
                "extension_applications",
                "leader_instructions",
                "replies",
                "other",
            )
        },
        per=art("8.8.list"),
    ),
)

# 第十一条 《转办单》写明回复公开发布的；第二十二条 保密与不予公开。
# 秘密由谁可看，同上位文件第二十七条（推定），不在此重复。
PUBLICATION = (
    value(
        "publication.required.on_form",
        {},
        when=requires.has("publication"),
        per=art("11.special"),
    ),
    value(
        "publication.bar.unfit",
        {},
        when=disclosure.in_("unfit", "secret"),
        per=art("22.publish"),
    ),
    value("publication.bar.no_consent", {}, when=~publish_consent, per=art("22.publish")),
    value("publication.redact.personal", {"redact": ("name", "phone")}, per=art("22")),
)


@hookimpl
def approvals() -> Sequence[Rule]:
    """Return the rules on replies, their approval, publication and keeping."""
    return (*REPLY_FORM, *APPROVAL, *SEAL, *RETENTION, *PUBLICATION)
