"""Checks: what `rexian check` finds that the document itself leaves so."""

from __future__ import annotations

from collections.abc import Sequence

from rexian.plugin import (
    Acknowledged,
    acknowledge,
    art,
    belongs_to,
    disputed,
    findings,
    hookimpl,
    joint,
    kind,
    part,
    return_tier,
)

from rexian_yiyang.deadlines import EMERGENCY_LISTED

NEITHER = kind.in_("praise", "other")
INSIDE_A_UNIT = return_tier.is_("unit")


@hookimpl
def checks() -> Sequence[Acknowledged]:
    """Return the silences of the document, in the order of the articles."""
    return (
        acknowledge(
            "gap",
            "dispatch.to",
            when=belongs_to.in_("section", "subordinate", "branch", "city_department"),
            per=art("5.town", "5.dept"),
            why=(
                "第五条只列县内各类承办单位，不含单位内设机构和市直部门",
                "article 5 lists the county's own bodies, not their sections nor city departments",
            ),
        ),
        acknowledge(
            "gap",
            "dispatch.by",
            when=findings.has("kb_answerable"),
            per=art("13.dispatch"),
            why=("即时答复的不再派单", "what is answered at once is not dispatched"),
        ),
        acknowledge(
            "gap",
            "dispatch.lead",
            when=~findings.has("several_units") & ~joint,
            per=art("12.2.joint", "19.joint"),
            why=("只有一个承办单位，无须确定牵头", "one unit alone needs no lead"),
        ),
        acknowledge(
            "gap",
            "return_permission.may",
            when=INSIDE_A_UNIT,
            per=art("12.3.return"),
            why=(
                "只规定向热线中心退回，单位内部如何退回由各单位自定",
                "only returns to the centre are laid down; inside a unit it is the unit's affair",
            ),
        ),
        acknowledge(
            "gap",
            "return_permission.approver",
            when=INSIDE_A_UNIT,
            per=art("12.3.decide"),
            why=("同上，单位内部的退回未规定", "the same: returns inside a unit are not laid down"),
        ),
        acknowledge(
            "gap",
            "disputed_to",
            when=~disputed,
            per=art("12.3.meeting"),
            why=(
                "条文没有退回次数，按读法两次退回才算推诿扯皮",
                "the text has no number; as read, two returns to the centre make a dispute",
            ),
        ),
        acknowledge(
            "gap",
            "reply_form.media",
            when=part.is_("co"),
            per=art("12.4.feed"),
            why=(
                "由主办单位在平台反馈，协办单位向主办单位提供意见",
                "the host replies, not its co-units",
            ),
        ),
        acknowledge(
            "gap",
            "redo",
            when=NEITHER,
            per=art("12.7.redo1"),
            why=(
                "第十三条没有感谢、其他两类的时限",
                "article 13 has no limit for thanks and others",
            ),
        ),
        acknowledge(
            "gap",
            "contact",
            when=part.is_("co") | findings.has("kb_answerable"),
            per=art("13.sms"),
            why=(
                "受理短信只在派单时发一次，即时答复的不发",
                "the message goes out once, on dispatch; what is answered at once has none",
            ),
        ),
        acknowledge(
            "gap",
            "close",
            when=NEITHER,
            per=art("13.consult", "13.help", "13.complaint"),
            why=("第十三条只列咨询、求助等六类", "article 13 names six kinds and no others"),
        ),
        acknowledge(
            "gap",
            "emergency_transfer",
            when=~EMERGENCY_LISTED,
            per=art("14.transfer"),
            why=("第十四条只列求助、举报", "article 14 names requests for help and reports alone"),
        ),
    )
