"""The stages of a ticket, and which record may follow at which."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from rexian.model.terms import Term, Terms

STAGES = Terms(
    "stage",
    (
        Term("received", "待受理", "to be accepted"),
        Term("accepted", "待派单", "to be dispatched"),
        Term("dispatched", "待签收", "to be signed for"),
        Term("handling", "在办", "in hand"),
        Term("replied", "待审批", "reply to be approved"),
        Term("closing", "待办结审核", "closure to be reviewed"),
        Term("reviewed", "待办结", "to be closed"),
        Term("closed", "待回访", "to be followed up"),
        Term("followed_up", "已回访", "followed up"),
        Term("archived", "已归档", "archived"),
        Term("refused", "不予受理", "not accepted"),
        Term("transferred", "已转信访", "transferred to the petition channel"),
        Term("withdrawn", "已撤诉", "withdrawn"),
        Term("merged", "已并入", "merged into another"),
        Term("void", "已作废", "void"),
    ),
)

#: What somebody has asked for and nobody has decided yet; the queue shows it before the stage.
PENDING = Terms(
    "what is pending",
    (
        Term("preassignment", "预分派待答复", "pre-assignment to be answered"),
        Term("return", "退单待审", "return to be decided"),
        Term("extension", "延期待审", "extension to be decided"),
    ),
)

#: The stages at which a unit still has something to do about the appeal itself.
UNDER_WAY = frozenset(
    {"received", "accepted", "dispatched", "handling", "replied", "closing", "reviewed"}
)
#: The stages of a ticket that a unit has.
WITH_A_UNIT = frozenset({"dispatched", "handling", "replied", "closing", "reviewed"})
_HANDLED = frozenset({"handling", "replied"})
_DONE = frozenset({"closed", "followed_up"})
#: At the end of its life; nothing follows but the archive.
ENDED = frozenset({"refused", "transferred", "withdrawn", "merged"})
#: Until it is archived or void.
ALIVE = UNDER_WAY | _DONE


@dataclass(frozen=True, slots=True)
class Step:
    """When a type of record may follow, and what it makes of the ticket.

    Attributes:
        at: the stages at which it may follow.
        to: the stage that it leads to; None where the stage stays.
        opens: what is pending from then on.
        settles: what must be pending for it to follow, and no longer is afterwards.
        unless: what must not be pending: a unit that has asked to be rid of a ticket waits.
    """

    at: frozenset[str]
    to: str | None = None
    opens: str | None = None
    settles: str | None = None
    unless: str | None = None


STEPS: Mapping[str, Step] = MappingProxyType(
    {
        "received": Step(frozenset(), to="received"),
        "accepted": Step(frozenset({"received"}), to="accepted"),
        "refused": Step(frozenset({"received", "accepted"}), to="refused"),
        "handed_over": Step(UNDER_WAY),
        "reported": Step(ALIVE),
        "preassigned": Step(frozenset({"received", "accepted"}), opens="preassignment"),
        "preassign_answered": Step(frozenset({"received", "accepted"}), settles="preassignment"),
        "dispatched": Step(
            frozenset({"received", "accepted", "dispatched", "handling"}), to="dispatched"
        ),
        "assigned": Step(WITH_A_UNIT),
        "form_signed": Step(WITH_A_UNIT),
        "signed": Step(frozenset({"dispatched"}), to="handling"),
        "objected": Step(WITH_A_UNIT),
        "return_requested": Step(frozenset({"dispatched", "handling"}), opens="return"),
        "return_decided": Step(WITH_A_UNIT, settles="return"),
        "disputed": Step(frozenset({"received", "accepted", "dispatched", "handling"})),
        "signoff": Step(WITH_A_UNIT),
        "contacted": Step(ALIVE),
        "extension_requested": Step(WITH_A_UNIT, opens="extension", unless="return"),
        "extension_decided": Step(WITH_A_UNIT, settles="extension"),
        "reminded": Step(WITH_A_UNIT),
        "feedback": Step(WITH_A_UNIT),
        "attended": Step(WITH_A_UNIT),
        "reply_submitted": Step(_HANDLED, to="replied", unless="return"),
        "reply_approved": Step(frozenset({"replied"})),
        "sealed": Step(frozenset({"replied"})),
        "closure_requested": Step(_HANDLED, to="closing", unless="return"),
        "closure_reviewed": Step(frozenset({"closing"}), to="reviewed"),
        "closed": Step(
            frozenset({"handling", "replied", "reviewed"}), to="closed", unless="return"
        ),
        "followed_up": Step(_DONE, to="followed_up"),
        "fault_verified": Step(ALIVE),
        "redo_sent": Step(_DONE, to="handling"),
        "escalated": Step(UNDER_WAY | _DONE),
        "supervised": Step(WITH_A_UNIT | _DONE),
        "explained_performance": Step(WITH_A_UNIT | _DONE),
        "transferred_to_petition": Step(WITH_A_UNIT | _DONE, to="transferred"),
        "cooperation_refused": Step(WITH_A_UNIT),
        "archived": Step(_DONE | ENDED, to="archived"),
        "classified": Step(ALIVE),
        "corrected": Step(ALIVE),
        "voided": Step(ALIVE | ENDED),
        "withdrawn": Step(UNDER_WAY, to="withdrawn"),
        "merged": Step(UNDER_WAY, to="merged"),
        "linked": Step(ALIVE),
        "noted": Step(frozenset(STAGES.ids) - {"void"}),
        "fell_due": Step(ALIVE),
        "ground_met": Step(ALIVE),
        "recomputed": Step(ALIVE),
    }
)
