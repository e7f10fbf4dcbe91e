"""The clocks: who must act by when, from which event, until which act.

Each runs for the ticket's host unit and again for every co-handling unit from its own dispatch.
"""

from __future__ import annotations

from rexian.facts import difficult, findings, urgency
from rexian.questions.findings import clock_finding, reminder_finding
from rexian.rules.conditions import ALWAYS, Condition
from rexian.rules.question import Clock, Mode, Part, Question, Sense, Start


def _clock(  # noqa: PLR0913 - each part of a clock is named at the call
    name: str,
    zh: str,
    en: str,
    clock: Clock,
    *,
    applies: Condition = ALWAYS,
    tiers: tuple[str, ...] = ("host",),
) -> Question:
    return Question(
        id=name,
        zh=zh,
        en=en,
        parts=(Part(name, clock=clock, applies=applies, sense=Sense.BINDS),),
        describe=clock_finding(name),
        tiers=tiers,
    )


EMERGENCY_TRANSFER = _clock(
    "emergency_transfer",
    "紧急转办",
    "emergency transfer",
    Clock("arrived_at", "received", "emergency_done_at"),
    applies=urgency.is_("emergency"),
)
PREASSIGN_ANSWER = _clock(
    "preassign_answer",
    "预分派答复",
    "answer to a pre-assignment",
    Clock("preassigned_at", "preassigned", "preassign_answered_at"),
)
SIGN = _clock("sign", "签收", "signing", Clock("dispatch_at", "dispatched", "signed_at"))
SIGN_AFTER_NOTICE = _clock(
    "sign_after_notice",
    "告知后签收",
    "signing once told to",
    Clock("sign_notice_at", "reminded", "signed_at"),
)
OBJECT = _clock(
    "object",
    "内部异议",
    "objection inside the body",
    Clock(
        "assigned_at",
        "assigned",
        "objection_at",
        starts={"form_signed": Start("form_at", "form_signed", later=True)},
    ),
    tiers=("host", "unit"),
)
RETURN = _clock(
    "return",
    "退单",
    "return to the platform",
    Clock(
        "dispatch_at",
        "dispatched",
        "return_requested_at",
        starts={"signed": Start("signed_at", "signed", later=True)},
    ),
)
FEEDBACK = _clock(
    "feedback",
    "处理反馈",
    "feedback on a prompt case",
    Clock(
        "dispatch_at",
        "dispatched",
        "fed_back_at",
        starts={"signed": Start("signed_at", "signed", later=True)},
    ),
    applies=urgency.is_("prompt"),
)
CLOSE = _clock(
    "close",
    "办结",
    "closing",
    Clock("close_from_at", "dispatched", "close_done_at", extended=True),
)
SUBMIT_REPLY = _clock(
    "submit_reply",
    "提交回复",
    "submission of the reply",
    Clock("close_from_at", "dispatched", "reply_submitted_at"),
    tiers=("host", "unit"),
)
REMIND = Question(
    id="remind",
    zh="催办",
    en="reminder",
    parts=(
        Part(
            "remind",
            Mode.GROUNDS,
            clock=Clock(
                "close_from_at",
                "dispatched",
                "reply_submitted_at",
                done_with={"sign": "signed_at"},
            ),
            sense=Sense.BINDS,
        ),
    ),
    describe=reminder_finding,
    tiers=("host", "unit"),
)
REDO = _clock("redo", "重办", "redo", Clock("redo_sent_at", "redo_sent", "redone_at"))
SEND_BACK = _clock(
    "send_back",
    "发回补办",
    "work sent back at closure review",
    Clock("sent_back_at", "closure_reviewed", "resubmitted_at"),
)
HARD_CASE_OPINION = _clock(
    "hard_case_opinion",
    "疑难研判意见",
    "opinion on a hard case",
    Clock(
        "supervised_at",
        "supervised",
        "opinion_at",
        starts={"dispatched": Start("dispatch_at", "dispatched", "fed_back_at")},
    ),
    applies=difficult | findings.has("unsolvable_soon"),
)
ESCALATION_CHECK = _clock(
    "escalation_check",
    "提级转办核查",
    "check for escalation",
    Clock("dispatch_at", "dispatched", "ended_at"),
    applies=difficult,
)
FOLLOWUP = _clock(
    "followup", "回访", "follow-up", Clock("last_closed_at", "closed", "followed_up_at")
)

#: Acts that must be done before others: a unit objects before its body returns the ticket, which
#: is signed for, returned or replied to before it is closed. No clock of the first in a pair starts
#: before that of the second.
PRECEDING = (
    ("object", "return"),
    ("sign", "close"),
    ("return", "close"),
    ("submit_reply", "close"),
)

QUESTIONS = (
    EMERGENCY_TRANSFER,
    PREASSIGN_ANSWER,
    SIGN,
    SIGN_AFTER_NOTICE,
    OBJECT,
    RETURN,
    FEEDBACK,
    CLOSE,
    SUBMIT_REPLY,
    REMIND,
    REDO,
    SEND_BACK,
    HARD_CASE_OPINION,
    ESCALATION_CHECK,
    FOLLOWUP,
)
