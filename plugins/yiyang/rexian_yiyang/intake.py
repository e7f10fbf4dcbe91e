"""Intake: what is taken in, what is refused, and what is said to whoever is refused.

The document is silent on masking identities and on reporting appeals upwards.
"""

from __future__ import annotations

from collections.abc import Sequence

from rexian.plugin import Rule, art, findings, hookimpl, refusal_grounds, value

from rexian_yiyang.readings import NO_BASIS, OUTSIDE_SCOPE, PETITION


def refuse(ground: str, *clauses: str) -> Rule:
    """Refuse where this ground has been found."""
    return value(f"accept.refuse.{ground}", {}, when=refusal_grounds.has(ground), per=art(*clauses))


# 第九条、第十条 受理范围与不予受理
REFUSALS = (
    value(
        "accept.refuse.police_or_emergency_line",
        {},
        when=refusal_grounds.has("police_or_emergency_line") & OUTSIDE_SCOPE.is_("refused"),
        per=art("9"),
    ),
    refuse("secret_or_privacy", "10.1"),
    refuse("party_or_judicial_organ", "10.2"),
    refuse("litigation_or_review", "10.3"),
    value(
        "accept.refuse.petition_channel",
        {},
        when=refusal_grounds.has("petition_channel") & PETITION.is_("no"),
        per=art("10.4"),
    ),
    refuse("already_handled", "10.4"),
    value(
        "accept.refuse.no_legal_basis",
        {},
        when=refusal_grounds.has("no_legal_basis") & NO_BASIS.is_("refused"),
        per=art("10.5"),
    ),
    refuse("outside_jurisdiction", "10.6"),
    refuse("other_law", "10.7"),
)

# 第九条、第十一条、第十三条 受理、逐级汇报、即时答复
DECISIONS = (
    value("accept.decision.in_scope", {"decision": "accept"}, per=art("9", "12.1")),
    value(
        "accept.decision.undetermined",
        {"decision": "ask", "by": "each_level"},
        when=refusal_grounds.has("undetermined")
        # 若信访件也须同一事实和理由，是否同一事项须先认定。
        | (refusal_grounds.has("petition_channel") & PETITION.is_("yes")),
        over=("accept.decision.in_scope", "accept.decision.knowledge_base"),
        per=art("11.unsure"),
    ),
    value(
        "accept.decision.knowledge_base",
        {"decision": "answer_now"},
        when=findings.has("kb_answerable"),
        over=("accept.decision.in_scope",),
        per=art("13.kb"),
    ),
)

# 第十一条 不予受理的告知
STATEMENTS = (
    value(
        "accept.must_state.destination",
        {"must_state": ("explanation", "contact", "destination")},
        per=art("11.explain"),
    ),
)


@hookimpl
def intake() -> Sequence[Rule]:
    """Return the rules on accepting and refusing appeals."""
    return (*REFUSALS, *DECISIONS, *STATEMENTS)
