"""Checks: what `rexian check` finds that the document itself leaves so.

The document sets no limits of its own: they come from sign-offs and from rules above it.
"""

from __future__ import annotations

from collections.abc import Sequence

from rexian.plugin import (
    Acknowledged,
    acknowledge,
    clause,
    difficult,
    disputed,
    given_close,
    given_sign,
    hookimpl,
    overdue,
    sign_state,
    transferred,
)

from rexian_shicheng.escalation import BY_CENTRE, BY_COUNTY_LEADER

ORDINARY = ~difficult & ~disputed


@hookimpl
def checks() -> Sequence[Acknowledged]:
    """Return the silences of the document, in its order."""
    return (
        acknowledge(
            "gap",
            "close",
            when=given_close.is_("none"),
            per=clause("s1.sign", "s1.specify"),
            why=(
                "办结时限由单位主要负责人签批明确，未签批前没有时限",
                "the principal's sign-off sets the time for closing; before it there is none",
            ),
        ),
        acknowledge(
            "gap",
            "close",
            when=transferred,
            per=clause("s4.unit", "s4.transfer"),
            why=(
                "转信访后不再沿用此前签批的时限，信访办理时限另行给定",
                "once with the petition office, the limit signed off before no longer holds",
            ),
        ),
        acknowledge(
            "gap",
            "close",
            when=given_close.in_("platform", "ticket", "form", "law"),
            per=clause("s1.sign", "s3.twodays"),
            why=(
                "只有单位主要负责人的签批定时限；别处所定的是否算数，见读法 close_limit_from",
                "the principal's sign-off alone sets it; of limits from elsewhere see the reading",
            ),
        ),
        acknowledge(
            "gap",
            "dispatch.via",
            when=ORDINARY,
            per=clause("s3.monday", "s3.other"),
            why=("只规定疑难、推诿工单的呈送", "only hard and disputed tickets are routed here"),
        ),
        acknowledge(
            "gap",
            "dispatch.approver",
            when=ORDINARY,
            per=clause("s3.monday", "s3.other"),
            why=(
                "只规定疑难、推诿工单的签批",
                "only hard and disputed tickets are signed off here",
            ),
        ),
        acknowledge(
            "gap",
            "sign",
            when=given_sign.is_("none"),
            per=clause("s3.unsigned"),
            why=(
                "“超期未签收”以别处的签收时限为前提",
                "overdue signing presupposes a limit that stands elsewhere",
            ),
        ),
        acknowledge(
            "gap",
            "sign_after_notice",
            when=~overdue(sign_state),
            per=clause("s3.deduct"),
            why=("签收未超期的，无须告知", "what is not overdue for signing is not notified"),
        ),
        acknowledge(
            "gap",
            "supervision.attend",
            when=~(BY_CENTRE | BY_COUNTY_LEADER),
            per=clause("s5.deputy", "s5.principal"),
            why=(
                "只规定热线中心和县领导督办时谁到场",
                "who attends is laid down for the centre and the county's leaders alone",
            ),
        ),
    )
