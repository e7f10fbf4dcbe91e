"""A made-up jurisdiction of two documents whose rules use all that rules can say.

What the real documents never do stands here: clauses that clash, with and without one to follow,
every unit of time, a clock hung on one that may be unknown, two documents that both cap extensions.
"""

from __future__ import annotations

from rexian.document import Channels, Document, Edition, Prefix
from rexian.jurisdictions import Jurisdiction, Layer
from rexian.model.terms import Term
from rexian.plugin import (
    IMMEDIATELY,
    Reading,
    adopted,
    art,
    before,
    calls,
    channel,
    cites_basis,
    difficult,
    disputed,
    faults,
    findings,
    given,
    given_close,
    hours,
    identity,
    kind,
    limit,
    minutes,
    months,
    natural_days,
    pending,
    refusal_grounds,
    return_tier,
    returns,
    same_as,
    signed_off,
    signoff_role,
    solved,
    states_reason,
    steps,
    subject,
    unsigned_leader,
    urgency,
    value,
    was_explained,
    working_days,
)

SIGN_FROM = Reading(
    id="sign_from",
    zh="签收期限",
    en="how long signing may take",
    choices=(Term("one", "一日", "one day"), Term("two", "两日", "two days")),
    default="one",
    per=(),
    why=("示例", "made up"),
)

PROVINCIAL = ("provincial_12345", "china_gov")

LOWER = (
    limit("sign.one", working_days(1), when=SIGN_FROM.is_("one"), per=art("1")),
    limit("sign.two", natural_days(2), when=SIGN_FROM.is_("two"), per=art("1")),
    limit("close.inquiry", working_days(2), when=kind.is_("inquiry"), per=art("2")),
    limit("close.help", natural_days(5), when=kind.in_("help", "opinion"), per=art("2")),
    limit("close.complaint", months(1), when=kind.is_("complaint"), per=art("2")),
    limit("close.report", hours(30), when=kind.is_("report"), per=art("2")),
    limit(
        "close.repeated",
        working_days(15),
        when=calls.at_least(3) & difficult,
        over=("close.inquiry", "close.help", "close.complaint"),
        per=art("3"),
    ),
    limit(
        "close.urgent",
        IMMEDIATELY,
        when=urgency.is_("threat"),
        over=("close.inquiry", "close.help"),
        per=art("3"),
    ),
    limit(
        "close.mailbox",
        working_days(60),
        when=channel.is_("leader_mailbox") | channel.is_("town_square"),
        followed="the longer one, until it is mended",
        over=("close.repeated",),
        per=art("4"),
    ),
    given(
        "close.signed_off",
        "signoff",
        when=signed_off & signoff_role.is_("unit_principal"),
        over=("close.inquiry", "close.help", "close.complaint", "close.report", "close.mailbox"),
        per=art("5"),
    ),
    given(
        "close.law",
        "close",
        when=given_close.is_("law"),
        over=("close.inquiry", "close.help", "close.complaint", "close.report", "close.mailbox"),
        per=art("5"),
    ),
    limit("object.signed", hours(4), start="form_signed", when=~disputed, per=art("6")),
    limit("object.disputed", minutes(90), when=disputed, per=art("6")),
    limit("return.signed", working_days(1), start="signed", per=art("6")),
    limit("preassign_answer.soon", hours(2), per=art("6")),
    limit("emergency_transfer.now", minutes(30), per=art("7")),
    limit("feedback.soon", hours(24), per=art("7")),
    before("submit_reply.before", "close", working_days(1), per=art("8")),
    same_as(
        "submit_reply.same",
        "close",
        when=channel.in_(*PROVINCIAL),
        over=("submit_reply.before",),
        per=art("8"),
    ),
    same_as("remind.unsigned", "sign", says={"to": "handler", "about": "sign"}, per=art("9")),
    before(
        "remind.rolled",
        "close",
        hours(48),
        on_working_day=True,
        says={"about": "reply"},
        per=art("9"),
    ),
    before(
        "remind.hard",
        "close",
        natural_days(3),
        when=difficult,
        says={"about": "reply"},
        per=art("9"),
    ),
    same_as("redo.like_closing", "close", when=solved, per=art("10")),
    limit("redo.else", working_days(3), when=~solved, per=art("10")),
    limit("send_back.soon", working_days(2), per=art("10")),
    limit("hard_case_opinion.dispatched", working_days(20), start="dispatched", per=art("11")),
    limit("escalation_check.month", months(1), when=calls.at_least(2), per=art("11")),
    limit("followup.soon", natural_days(7), per=art("11")),
    value("extension.may.any", {}, when=kind.in_("help", "complaint", "report"), per=art("12")),
    same_as("extension.ask_by.due", "close", per=art("12")),
    value("extension.times.once", {"max_times": 1}, when=~difficult, per=art("12")),
    value("extension.cap.half", {"cap_strength": "must"}, when=calls.at_least(2), per=art("12")),
    value("extension.approver.head", {"approver": "unit_head"}, per=art("12")),
    value("extension.bar.reason", {}, when=pending & ~states_reason, per=art("12")),
    value("extension.bar.basis", {}, when=pending & ~cites_basis & difficult, per=art("12")),
    value("return_permission.may.body", {}, when=return_tier.is_("body"), per=art("13")),
    value("return_permission.approver.deputy", {"approver": "unit_deputy"}, per=art("13")),
    value(
        "return_permission.must_state.all",
        {"must_state": ("reasons", ("basis", "suggested_unit"))},
        when=kind.is_("inquiry") | difficult,
        per=art("13"),
    ),
    value("return_permission.bar.unsigned", {}, when=unsigned_leader, per=art("13")),
    value("return_permission.bar.often", {}, when=returns.at_least(3), per=art("13")),
    value("accept.refuse.secret", {}, when=refusal_grounds.has("secret_or_privacy"), per=art("14")),
    value(
        "accept.refuse.nameless",
        {},
        when=identity.in_("anonymous", "withheld") & findings.has("identity_required"),
        per=art("14"),
    ),
    value("accept.decision.take", {"decision": "accept"}, when=~adopted, per=art("14")),
    steps(
        "accept.must_state.why",
        {"role": "handler"},
        says={"must_state": ("reason",)},
        when=subject.is_("other"),
        per=art("14"),
    ),
    value("identity_masking.secret", {}, when=identity.is_("confidential"), per=art("15")),
    value("report_up.fault", {"to": "unit_head"}, when=faults.has("delay"), per=art("15")),
)

UPPER = (
    limit("close.upper", working_days(10), when=~kind.is_("praise"), per=art("1")),
    limit("close.clashing", working_days(9), when=kind.is_("praise") & difficult, per=art("1")),
    limit("close.too", working_days(8), when=kind.is_("praise") & solved, per=art("1")),
    limit("followup.upper", natural_days(3), per=art("1")),
    value("extension.times.twice", {"max_times": 2}, per=art("2")),
    value("extension.cap.whole", {"cap_strength": "in_principle"}, when=difficult, per=art("2")),
    before("extension.ask_by.upper", "close", working_days(1), when=~solved, per=art("2")),
    value("extension.bar.unexplained", {}, when=pending & ~was_explained, per=art("2")),
    value(
        "return_permission.must_state.unit",
        {"must_state": ("suggested_unit",)},
        when=return_tier.is_("unit"),
        per=art("2"),
    ),
    value("identity_masking.nameless", {}, when=identity.is_("anonymous"), per=art("3")),
)


def _layer(name: str, rules: tuple[object, ...], upper: str | None, channels: Channels) -> Layer:
    document = Document(
        id=name,
        title=name,
        title_en=name,
        number="1",
        issuer=name,
        place=(name, name),
        editions=(Edition("1"),),
        upper=upper,
    )
    return Layer(document, channels, (SIGN_FROM,), rules, "rexian")


#: The jurisdiction; `DHP` shows two channels, `DHPX` one that only this place knows.
MADE_UP = Jurisdiction(
    (
        _layer(
            "town",
            LOWER,
            "county",
            Channels(
                (
                    Prefix("DHP", PROVINCIAL, art("1")),
                    Prefix("DHPX", ("town_square",), art("1")),
                    Prefix("X", ("leader_mailbox", "wechat"), art("1")),
                ),
                (Term("town_square", "小镇广场", "town square"),),
            ),
        ),
        _layer("county", UPPER, None, Channels()),
    )
)
