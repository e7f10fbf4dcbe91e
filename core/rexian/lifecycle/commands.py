"""The commands of the desk: one table that command line, workbench and permissions all read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

from rexian.lifecycle import guards as g
from rexian.lifecycle.kinds import RECORD_TYPES, TOLD
from rexian.model.fields import Field
from rexian.model.terms import Labelled
from rexian.model.ticket import FIELDS

#: Records that state facts of the ticket.
STATING = frozenset({"received", "classified"})


#: What the office decides of one unit's part, or says to that unit: the host's unless it is named.
TO_A_UNIT = frozenset({"return_decided", "extension_decided", "reminded"})


class Whose(Enum):
    """Whose act a command is, and so which unit its record names."""

    OWN = "own"  # the unit of whoever does it
    NAMED = "named"  # a unit that the command names: to whom the ticket goes
    TICKET = "ticket"  # the ticket's alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Command(Labelled):
    """One thing that people do to a ticket.

    Attributes:
        type: the type of the record that it makes.
        guards: what the rules may have against it.
        whose: whose act it is.
        must: the fields without which it cannot be.
        secrets: the texts that it takes and that are kept locked.
        in_role: whether it is done in one of the documents' roles, which the record names.
    """

    type: str
    guards: tuple[g.Guard, ...] = ()
    whose: Whose = Whose.TICKET
    must: tuple[str, ...] = ()
    secrets: tuple[str, ...] = ()
    in_role: bool = False

    @property
    def fields(self) -> Mapping[str, Field]:
        """The fields that whoever gives the command may fill in."""
        if self.type in STATING:
            return {**TOLD, **{key: found for key, found in FIELDS.items() if key != "number"}}
        known = RECORD_TYPES[self.type].fields
        return {
            key: found
            for key, found in known.items()
            if not (key == "unit" and self.whose is Whose.OWN)
        }

    @property
    def asked(self) -> Mapping[str, Field]:
        """The fields that people fill in; what the desk finds out by itself is none of them."""
        left = {"unit_type"} if self.whose is Whose.NAMED else set()
        left |= {"calls"} if self.id == "link" else set()
        return {name: field for name, field in self.fields.items() if name not in left}


def _command(  # noqa: PLR0913 - a row of the table
    key: str,
    kind: str,
    zh: str,
    en: str,
    *guards: g.Guard,
    whose: Whose = Whose.TICKET,
    must: tuple[str, ...] = (),
    secrets: tuple[str, ...] = (),
    in_role: bool = False,
) -> Command:
    return Command(
        id=key,
        zh=zh,
        en=en,
        type=kind,
        guards=guards,
        whose=whose,
        must=must,
        secrets=secrets,
        in_role=in_role,
    )


_OWN, _NAMED = Whose.OWN, Whose.NAMED
_RETURN = g.permitted("return_permission")
_ALL_THERE = (
    g.complete("signoff"),
    g.complete("contact"),
    g.complete("reply_form"),
    g.complete("reply_approval"),
    g.complete("closure"),
    g.closable,
)
#: What is known of the citizen, and the appeal in full.
CALLER = ("name", "phone", "address")

_TABLE = (
    _command("new", "received", "登记来件", "take down an appeal", secrets=(*CALLER, "content")),
    _command("accept", "accepted", "受理", "accept it", g.acceptable),
    _command("refuse", "refused", "不予受理", "refuse it", g.refusable),
    _command("hand_over", "handed_over", "紧急转交", "hand it over by phone", must=("to",)),
    _command("report", "reported", "报告", "report it", must=("to",)),
    _command("pre_assign", "preassigned", "预分派", "pre-assign it", whose=_NAMED, must=("unit",)),
    _command(
        "answer_preassign", "preassign_answered", "答复预分派", "answer a pre-assignment",
        whose=_OWN, must=("accept",),
    ),
    _command(
        "dispatch", "dispatched", "派单", "dispatch it", g.acceptable, g.not_excluded,
        whose=_NAMED, must=("unit",),
    ),
    _command(
        "assign", "assigned", "转办", "assign it inside the body", g.approved,
        whose=_NAMED, must=("unit",),
    ),
    _command("sign_form", "form_signed", "签收转办单", "sign the transfer form", whose=_OWN),
    _command("sign", "signed", "签收", "sign for it", whose=_OWN),
    _command("object", "objected", "提出异议", "object to it", _RETURN, whose=_OWN),
    _command("return", "return_requested", "申请退单", "ask to return it", _RETURN, whose=_OWN),
    _command(
        "decide_return", "return_decided", "退单审批", "decide a return",
        g.decided_by("return_permission", "approver"),
        g.permitted("return_permission", when="granted"),
        must=("granted",),
    ),
    _command("dispute", "disputed", "职责争议", "put responsibility in dispute"),
    _command(
        "sign_off", "signoff", "领导签批", "sign it off", g.signed_off_by, in_role=True,
        whose=_OWN,
    ),
    _command(
        "contact", "contacted", "联系诉求人", "contact the appellant", g.still_lacking("contact"),
        whose=_OWN, must=("mode",),
    ),
    _command(
        "extend", "extension_requested", "申请延期", "ask for an extension",
        g.permitted("extension"), whose=_OWN, must=("length",),
    ),
    _command(
        "decide_extension", "extension_decided", "延期审批", "decide an extension",
        g.decided_by("extension", "approver"), g.within_cap, must=("granted",),
    ),
    _command("remind", "reminded", "催办", "remind the unit", must=("about",)),
    _command("feedback", "feedback", "反馈", "give feedback", whose=_OWN, secrets=("text",)),
    _command("attend", "attended", "到场", "attend on site", in_role=True, whose=_OWN),
    _command(
        "reply", "reply_submitted", "提交回复", "submit the reply", g.complete("reply_form"),
        whose=_OWN, secrets=("text",),
    ),
    _command(
        "approve", "reply_approved", "审批回复", "approve the reply", g.in_turn, in_role=True,
        whose=_OWN,
    ),
    _command("seal", "sealed", "盖章", "seal the reply", whose=_OWN, must=("seal",)),
    _command(
        "request_closure", "closure_requested", "申请办结", "ask for closure", *_ALL_THERE,
        whose=_OWN,
    ),
    _command(
        "review_closure", "closure_reviewed", "办结审核", "review the closure",
        g.decided_by("closure", "reviewed_by"), must=("passed",),
    ),
    _command(
        "close", "closed", "办结", "close it", g.decided_by("actor", "close"), g.reviewed,
        *_ALL_THERE,
    ),
    _command(
        "follow_up", "followed_up", "回访", "follow it up", g.decided_by("actor", "follow_up"),
        must=("rating",),
    ),
    _command("verify_fault", "fault_verified", "责任核实", "verify whose fault it was",
             must=("unit_at_fault",)),
    _command(
        "redo", "redo_sent", "退回重办", "send it back to be redone",
        g.called_for("redo_required"), g.decided_by("redo_required", "decided_by", binding=False),
    ),
    _command("escalate", "escalated", "提级办理", "escalate it", g.called_for("escalated_review")),
    _command(
        "supervise", "supervised", "督办", "put it under supervision",
        g.called_for("supervision", "triggered"), must=("by",),
    ),
    _command(
        "explain_performance", "explained_performance", "履职情况说明",
        "hand in a statement on performance", g.called_for("performance_statement"),
        whose=_OWN, secrets=("text",),
    ),
    _command(
        "transfer", "transferred_to_petition", "转信访", "pass it to the petition channel",
        g.called_for("petition_transfer"),
    ),
    _command(
        "refuse_cooperation", "cooperation_refused", "拒不配合", "record refused cooperation",
        whose=_NAMED,
    ),
    _command("archive", "archived", "归档", "archive it"),
    _command("classify", "classified", "认定", "classify it"),
    _command("correct", "corrected", "更正", "correct a record", must=("seq", "reason")),
    _command("void", "voided", "作废", "declare a record void", must=("seq", "reason")),
    _command("withdraw", "withdrawn", "撤诉", "withdraw it", must=("reason",)),
    _command("merge", "merged", "并入", "merge it into another", must=("ticket",)),
    _command("link", "linked", "关联", "link it with an earlier one", must=("ticket",)),
    _command("note", "noted", "备注", "add a note", secrets=("text",)),
)  # fmt: skip

COMMANDS: Mapping[str, Command] = MappingProxyType({each.id: each for each in _TABLE})
