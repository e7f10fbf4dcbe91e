"""Intake: what the bureau's hotline office takes in and what it sends back unaccepted.

On the other grounds of refusal, on what is told to whoever is refused, on masking and on reporting
upwards the city's measures answer.
"""

from __future__ import annotations

from collections.abc import Sequence

from rexian.plugin import (
    Rule,
    clause,
    hookimpl,
    identity,
    kind,
    refusal_grounds,
    subject,
    urgency,
    value,
)

from rexian_nanchang_nrp.readings import REPORTS

# 本方案未提及、市办法或请示或未定的情形，不因属受理范围而径行受理。
LEFT_OPEN = refusal_grounds.has_any(
    "litigation_or_review",
    "petition_channel",
    "no_legal_basis",
    "false_information",
    "malicious_or_vague",
    "other_law",
    "undetermined",
) | (subject.is_("personal_record_query") & ~identity.is_("named"))
TAKEN_IN = {"decision": "accept", "by": "hotline_office"}

# 二 受理范围
DECISIONS = (
    value(
        "accept.decision.inquiry",
        TAKEN_IN,
        when=kind.is_("inquiry") & ~LEFT_OPEN,
        per=clause("s2.1", "s2.source"),
    ),
    value(
        "accept.decision.complaint",
        TAKEN_IN,
        when=kind.in_("complaint", "suggestion", "opinion") & ~LEFT_OPEN,
        per=clause("s2.2", "s2.3", "s2.source"),
    ),
    value(
        "accept.decision.report",
        TAKEN_IN,
        when=kind.is_("report") & REPORTS.is_("complaint") & ~LEFT_OPEN,
        per=clause("s2.2", "s1.kinds", "s2.source"),
    ),
    value(
        "accept.decision.help",
        TAKEN_IN,
        when=kind.is_("help") & ~urgency.is_("emergency") & ~LEFT_OPEN,
        per=clause("s2.4", "s2.source"),
    ),
)

# 三、工作流程（一） 初审，非本局职能的退件
REFUSALS = (
    value(
        "accept.refuse.outside_jurisdiction",
        {"by": "hotline_office"},
        when=refusal_grounds.has("outside_jurisdiction"),
        per=clause("s3b.1.review", "s3b.1.return"),
    ),
)


@hookimpl
def intake() -> Sequence[Rule]:
    """Return the rules on accepting and refusing appeals."""
    return (*DECISIONS, *REFUSALS)
