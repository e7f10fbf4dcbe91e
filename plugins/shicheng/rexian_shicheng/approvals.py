"""Approvals: the principal's sign-off, meeting the appellant, the reply, its signature and seal.

On publication, on closing and on how long records are kept the document is silent.
"""

from __future__ import annotations

from collections.abc import Sequence

from rexian.plugin import Rule, clause, findings, hookimpl, steps, value

from rexian_shicheng.routing import AFTER_FIRST_REDO

# 一、工单签批第一句：主要负责人签批，明确牵头负责人、办理人员、办理时限
SIGNOFF = (
    steps(
        "signoff.principal",
        {"role": "unit_principal", "fields": ("lead", "handler", "limit")},
        per=clause("s1.sign", "s1.specify"),
    ),
)

# 一第二句：见面联系，确实无法见面的电话联系，留存记录
CONTACT = (
    value(
        "contact.in_person",
        {
            "mode": "in_person",
            "otherwise": "phone",
            "otherwise_needs": ("reason",),
            "must_record": ("mode",),
        },
        per=clause("s1.meet", "s1.phone", "s1.record"),
    ),
)

# 一第三句：回复注明牵头负责人、具体办理流程，主要负责人签字并盖公章
REPLY = (
    value(
        "reply_form.must_state.lead_and_process",
        {"must_state": ("lead_and_process",)},
        per=clause("s1.replynote"),
    ),
    steps("reply_approval.steps.principal", {"role": "unit_principal"}, per=clause("s1.seal")),
    value("reply_approval.seal.unit", {"seal": "unit_seal"}, per=clause("s1.seal")),
)

# 五末句：不合理诉求须找准依据、报送书面证明材料。何为不合理，本制度未规定，以认定为准。
UNREASONABLE = (
    value(
        "reply_form.must_state.basis",
        {"must_state": ("basis",)},
        when=findings.has("unreasonable"),
        per=clause("s5.unreason"),
    ),
)

# 六末句：不合规诉求第一次重办后，分管负责人当面说明解释，此前的联系不算
NONCOMPLIANT = (
    value(
        "contact.explained_in_person",
        {"mode": "in_person", "by": "unit_deputy", "must_record": ("mode",), "anew": True},
        when=AFTER_FIRST_REDO,
        over=("contact.in_person",),
        per=clause("s6.noncomp"),
    ),
)


@hookimpl
def approvals() -> Sequence[Rule]:
    """Return the rules on signing off, contact and replies, in the order of the sections."""
    return (*SIGNOFF, *CONTACT, *REPLY, *UNREASONABLE, *NONCOMPLIANT)
