"""Checks: what `rexian check` finds that the document itself leaves so."""

from __future__ import annotations

from collections.abc import Sequence

from rexian.plugin import (
    Acknowledged,
    acknowledge,
    art,
    belongs_to,
    difficult,
    findings,
    hookimpl,
    kind,
    refusal_grounds,
)

from rexian_nanchang_city.deadlines import BY_CHANNEL, TO_THE_PLATFORM, URGENT_KINDS

OVER_A_HOLIDAY = (
    "省级工单按自然日办结，逢长假早于按工作日计的这一步到期；派单时应提示假期内办理",
    "closing runs in natural days and this step in working days: over a holiday say so at dispatch",
)
NEITHER = kind.in_("praise", "other")


@hookimpl
def checks() -> Sequence[Acknowledged]:
    """Return the silences of the document, in the order of the articles."""
    return (
        acknowledge(
            "gap",
            "dispatch.to",
            when=belongs_to.in_("section", "subordinate", "branch"),
            per=art("5.handle", "14.2.level"),
            why=(
                "热线派至部门、县区和单位，不派至其内设机构",
                "the line dispatches to departments and counties, not to sections inside them",
            ),
        ),
        acknowledge(
            "gap",
            "dispatch.via",
            when=~refusal_grounds.has("police_or_emergency_line"),
            per=art("12.direct", "15.emerg.30"),
            why=(
                "只规定突发事件和转其他热线的方式，其余经平台派单",
                "the way is laid down for emergencies and other lines; the rest takes the platform",
            ),
        ),
        acknowledge(
            "gap",
            "dispatch.by",
            when=findings.has("kb_answerable"),
            per=art("14.1.transfer"),
            why=("在线答复的不再派单", "what is answered on the line is not dispatched"),
        ),
        acknowledge(
            "gap",
            "dispatch.approver",
            when=~difficult,
            per=art("14.1.complex"),
            why=("只有复杂疑难的先经专岗", "only hard matters go through a specialist first"),
        ),
        acknowledge(
            "gap",
            "dispatch.beforehand",
            when=~difficult,
            per=art("14.1.complex", "15.fast.contact"),
            why=(
                "只有复杂疑难和接诉即办的在派单前另有步骤",
                "only hard and prompt matters need a step before dispatch",
            ),
        ),
        acknowledge(
            "gap",
            "dispatch.lead",
            when=~findings.has("several_units"),
            per=art("14.2.lead"),
            why=("只有一个承办单位，无须确定主办", "one unit alone needs no lead"),
        ),
        acknowledge(
            "gap",
            "return_permission.may",
            when=~TO_THE_PLATFORM,
            per=art("14.3.return"),
            why=(
                "只规定向平台申请退单，单位内部由各单位自定",
                "only returns to the platform are laid down; inside a unit it is the unit's affair",
            ),
        ),
        acknowledge(
            "gap",
            "return_permission.approver",
            when=~TO_THE_PLATFORM,
            per=art("14.3.review"),
            why=("同上，单位内部的退单未规定", "the same: returns inside a unit are not laid down"),
        ),
        acknowledge(
            "squeezed",
            "return",
            when=BY_CHANNEL,
            per=art("14.3.return", "15.prov"),
            why=OVER_A_HOLIDAY,
        ),
        acknowledge(
            "squeezed",
            "sign",
            when=BY_CHANNEL,
            per=art("15.sign", "15.prov"),
            why=OVER_A_HOLIDAY,
        ),
        acknowledge(
            "gap",
            "send_back",
            when=NEITHER,
            per=art("14.6.limit3", "14.6.limit10"),
            why=("两档时限都不含感谢、其他", "neither limit names thanks and others"),
        ),
        acknowledge(
            "gap",
            "redo",
            when=NEITHER,
            per=art("14.7.limit3", "14.7.limit10"),
            why=("两档时限都不含感谢、其他", "neither limit names thanks and others"),
        ),
        acknowledge(
            "gap",
            "emergency_transfer",
            when=~URGENT_KINDS,
            per=art("15.emerg.30"),
            why=("只列求助、投诉、举报", "help, complaints and reports alone are named"),
        ),
        acknowledge(
            "gap",
            "feedback",
            when=~URGENT_KINDS,
            per=art("15.fast.feedback"),
            why=("只列求助、投诉、举报", "help, complaints and reports alone are named"),
        ),
    )
