"""Intake: what the bureau's desk signs for, what it sends back unaccepted, and stating what.

On masking identities and on reporting appeals upwards the city's measures answer; that the desk
may bring in the bureau's principal in an emergency (article 9) requires no report.
"""

from __future__ import annotations

from collections.abc import Sequence

from rexian.plugin import (
    Rule,
    art,
    findings,
    hookimpl,
    identity,
    phone_type,
    preassignment,
    refusal_grounds,
    subject,
    value,
)


def refuse(ground: str, *clauses: str) -> Rule:
    """Refuse where this ground has been found."""
    return value(f"accept.refuse.{ground}", {}, when=refusal_grounds.has(ground), per=art(*clauses))


# 第二条、第八条（一） 签收；不能确定的预分派，依答复立即签收分派或立即退回
DECISIONS = (
    value("accept.decision.transferred", {"decision": "accept"}, per=art("2")),
    value(
        "accept.decision.undetermined",
        {"decision": "ask", "by": "handling_unit"},
        when=refusal_grounds.has("undetermined") | preassignment.is_("asked"),
        over=("accept.decision.transferred",),
        per=art("8.1.pre", "8.1.pre2h"),
    ),
    value(
        "accept.decision.to_be_signed",
        {"decision": "accept", "at_once": ("sign", "assign")},
        when=preassignment.is_("accepted"),
        over=("accept.decision.transferred", "accept.decision.undetermined"),
        per=art("8.1.sign"),
    ),
    value(
        "accept.decision.not_to_be_signed",
        {"decision": "refuse", "at_once": ("return",)},
        when=preassignment.is_("refused"),
        over=("accept.decision.transferred", "accept.decision.undetermined"),
        per=art("8.1.back"),
    ),
)

# 第十条 不予受理
UNNAMED = ~identity.is_("named")
REFUSALS = (
    refuse("outside_jurisdiction", "10.1"),
    refuse("police_or_emergency_line", "10.2"),
    refuse("secret_or_privacy", "10.3"),
    refuse("party_or_judicial_organ", "10.4"),
    refuse("litigation_or_review", "10.5"),
    refuse("petition_channel", "10.6"),
    refuse("already_handled", "10.7"),
    refuse("no_legal_basis", "10.8"),
    refuse("false_information", "10.9"),
    refuse("malicious_or_vague", "10.10"),
    refuse("internal_management", "10.11"),
    value("accept.refuse.virtual_number", {}, when=phone_type.is_("virtual"), per=art("10.12")),
    value(
        "accept.refuse.personal_record_query",
        {},
        when=UNNAMED & subject.is_("personal_record_query"),
        per=art("10.13.1", "10.13"),
    ),
    value(
        "accept.refuse.mediation_or_infringement",
        {},
        when=UNNAMED & subject.is_("mediation_or_infringement"),
        per=art("10.13.2", "10.13"),
    ),
    # 第3项依法律、第4项依其他规定须提供身份，认定为同一事实，合为一条。
    value(
        "accept.refuse.identity_required",
        {},
        when=UNNAMED & findings.has("identity_required"),
        per=art("10.13.3", "10.13.4", "10.13"),
    ),
    refuse("other_law", "10.14"),
)

# 有第十条任何一种情形的；签收时退回，办理中发现的由承办单位说明
UNACCEPTABLE = (
    refusal_grounds.has_any(
        "outside_jurisdiction",
        "police_or_emergency_line",
        "secret_or_privacy",
        "party_or_judicial_organ",
        "litigation_or_review",
        "petition_channel",
        "already_handled",
        "no_legal_basis",
        "false_information",
        "malicious_or_vague",
        "internal_management",
        "other_law",
    )
    | phone_type.is_("virtual")
    | (
        UNNAMED
        & (
            subject.in_("personal_record_query", "mediation_or_infringement")
            | findings.has("identity_required")
        )
    )
)

# 第十条 退回平台时的说明；第十四条、第十八条（三）办理中发现的，由承办单位解释并写入回复
STATEMENTS = (
    value(
        "accept.must_state.to_platform",
        {"must_state": ("reason", "basis", "suggested_unit")},
        per=art("10.lead"),
    ),
)


@hookimpl
def intake() -> Sequence[Rule]:
    """Return the rules on accepting and refusing appeals."""
    return (*DECISIONS, *REFUSALS, *STATEMENTS)
