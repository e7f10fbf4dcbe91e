"""Checks: what `rexian check` finds that the document itself leaves so."""

from __future__ import annotations

from collections.abc import Sequence

from rexian.plugin import (
    Acknowledged,
    acknowledge,
    art,
    findings,
    hookimpl,
    identity,
    objections_once_assigned,
    phone_type,
    preassignment,
    refusal_grounds,
    requires,
    subject,
)

#: Grounds that the city's list must have held in the items that its text has lost.
LOST_IN_THE_CITY = refusal_grounds.has_any(
    "outside_jurisdiction",
    "litigation_or_review",
    "petition_channel",
    "no_legal_basis",
    "false_information",
    "malicious_or_vague",
    "other_law",
)


@hookimpl
def checks() -> Sequence[Acknowledged]:
    """Return the findings that are the document's own, in the order of the articles."""
    return (
        acknowledge(
            "gap",
            "dispatch.beforehand",
            when=~refusal_grounds.has("undetermined") | preassignment.in_("accepted", "refused"),
            per=art("8.1.pre"),
            why=(
                "只有拿不准是否应收的才预分派，答复后即了",
                "only what may not be the bureau's is pre-assigned, and only until it is answered",
            ),
        ),
        acknowledge(
            "gap",
            "dispatch.lead",
            when=~findings.has("several_units"),
            per=art("8.2.lead"),
            why=("只有一个承办单位，无须确定主办", "one unit alone needs no lead"),
        ),
        acknowledge(
            "gap",
            "disputed_to",
            when=~objections_once_assigned.at_least(2),
            per=art("8.3.twice"),
            why=(
                "转办后退单两次才由市局主要领导指定",
                "only two objections once assigned bring it to the bureau's principal",
            ),
        ),
        acknowledge(
            "laxer",
            "accept.refuse",
            when=LOST_IN_THE_CITY,
            per=art("10.1", "10.5", "10.6", "10.8", "10.9", "10.10", "10.14"),
            why=(
                "市办法相应各项原文缺失，本规则所列是其最可靠的旁证",
                "the city's items are lost from its text; this list is the best witness to them",
            ),
        ),
        acknowledge(
            "laxer",
            "accept.refuse",
            when=phone_type.is_("virtual"),
            per=art("10.12"),
            why=(
                "市办法第十二项以后原文缺失，有无此项不得而知；须与热线核实",
                "the city's text is lost from its twelfth item on: ask the hotline before refusing",
            ),
        ),
        acknowledge(
            "laxer",
            "accept.refuse",
            when=~identity.is_("named") & subject.is_("personal_record_query"),
            per=art("10.13.1"),
            why=(
                "市办法第十三条第一项原文缺失，按本规则推定相同",
                "the first item of the city's article 13 is lost, and taken to be the same",
            ),
        ),
        acknowledge(
            "gap",
            "publication.required",
            when=~requires.has("publication"),
            per=art("11.special"),
            why=("只在转办单要求时公开", "published only where the transfer form asks for it"),
        ),
    )
