"""Intake: what the centre takes in, asks about or refuses; masking; reporting upwards."""

from __future__ import annotations

from collections.abc import Sequence

from rexian.plugin import (
    Rule,
    art,
    dissatisfied,
    findings,
    hookimpl,
    identity,
    kind,
    refusal_grounds,
    subject,
    urgency,
    value,
)

from rexian_nanchang_city.later_readings import THREE_TIMES
from rexian_nanchang_city.readings import LOST_GROUNDS, LOST_IDENTITY_MATTERS

UNNAMED = ~identity.is_("named")


def refuse(ground: str, *clauses: str) -> Rule:
    """Refuse where this ground has been found."""
    return value(
        f"accept.refuse.{ground}",
        {"by": "hotline_centre"},
        when=refusal_grounds.has(ground),
        per=art(*clauses),
    )


# 第十一条 不予受理，只列转载件现存的各项；第十三条 须提供身份而不提供或要求保密的
REFUSALS = (
    refuse("police_or_emergency_line", "11.2"),
    refuse("secret_or_privacy", "11.3"),
    refuse("party_or_judicial_organ", "11.4"),
    refuse("already_handled", "11.7"),
    refuse("internal_management", "11.11"),
    value(
        "accept.refuse.mediation_or_infringement",
        {"by": "hotline_centre"},
        when=UNNAMED & subject.is_("mediation_or_infringement"),
        per=art("13.2", "13.list"),
    ),
    value(
        "accept.refuse.identity_required",
        {"by": "hotline_centre"},
        when=UNNAMED & findings.has("identity_required"),
        per=art("13.except", "13.list"),
    ),
    # 第三十一条“三次终结”，默认的读法不据此拒绝。
    value(
        "accept.refuse.three_times",
        {"by": "hotline_centre"},
        when=THREE_TIMES.is_("always") & dissatisfied.at_least(3),
        per=art("31.three"),
    ),
)

# 第十条、第十四条（一） 受理与在线答复；第十二条第二款 逐级汇报。前三者是热线自己的事，
# 下级单位不沿用；残缺的情形各单位遇到也应请示，故沿用。
DECISIONS = (
    value(
        "accept.decision.in_scope",
        {"decision": "accept", "by": "hotline_centre"},
        per=art("10.scope", "14.1.record"),
        inherited=False,
    ),
    value(
        "accept.decision.knowledge_base",
        {"decision": "answer_now", "by": "hotline_centre"},
        when=findings.has("kb_answerable"),
        over=("accept.decision.in_scope",),
        per=art("14.1.kb"),
        inherited=False,
    ),
    value(
        "accept.decision.undetermined",
        {"decision": "ask", "by": "each_level"},
        when=refusal_grounds.has("undetermined"),
        over=("accept.decision.in_scope", "accept.decision.knowledge_base"),
        per=art("12.unsure"),
        inherited=False,
    ),
    # 第十一条第1、5、6、8、9、10项和第12项以后，推定。
    value(
        "accept.decision.lost_ground",
        {"decision": "ask", "by": "each_level"},
        when=LOST_GROUNDS.is_("ask")
        & refusal_grounds.has_any(
            "outside_jurisdiction",
            "litigation_or_review",
            "petition_channel",
            "no_legal_basis",
            "false_information",
            "malicious_or_vague",
            "other_law",
        ),
        over=(
            "accept.decision.in_scope",
            "accept.decision.knowledge_base",
            "accept.decision.undetermined",
        ),
        per=art("11.head", "12.unsure"),
    ),
    # 第十三条清单第1项，推定。
    value(
        "accept.decision.lost_identity_matter",
        {"decision": "ask", "by": "each_level"},
        when=LOST_IDENTITY_MATTERS.is_("ask") & UNNAMED & subject.is_("personal_record_query"),
        over=(
            "accept.decision.in_scope",
            "accept.decision.knowledge_base",
            "accept.decision.undetermined",
            "accept.decision.lost_ground",
        ),
        per=art("13.list", "12.unsure"),
    ),
)

# 第十二条第二款 不予受理的告知；第三十二条末句 报警平台也不受理的，引导和解释
STATEMENTS = (
    value(
        "accept.must_state.to_appellant",
        {"must_state": ("explanation", "reason", "advice", "channel")},
        per=art("12.explain", "32.neither"),
    ),
)

# 第十三条 匿名的保密，依法须提供本人姓名的除外
MASKING = (
    value(
        "identity_masking.requested",
        {},
        when=identity.in_("confidential", "anonymous") & ~findings.has("identity_required"),
        per=art("13.anon", "13.real", "13.except"),
    ),
)

# 第十五条第二款、第四款 向有关部门报告；是哪些部门，原文未指明
REPORTS = (
    value(
        "report_up.emergency",
        {},
        when=urgency.is_("emergency") & kind.in_("help", "complaint", "report"),
        per=art("15.emerg.report"),
    ),
    value("report_up.threat", {}, when=urgency.is_("threat"), per=art("15.threat")),
)


@hookimpl
def intake() -> Sequence[Rule]:
    """Return the rules on accepting, refusing, masking and reporting."""
    return (*REFUSALS, *DECISIONS, *STATEMENTS, *MASKING, *REPORTS)
