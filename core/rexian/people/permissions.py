"""Who may do what: one table of roles and commands, for any ticket or for one's own unit's.

What a role may do at all is told here, from what the five documents give to centre, desk, unit,
reviewer, inspector and leader. Whether a document gives the very act to this person now is a
ruling: units may close and follow up here, for instance, because some document or reading lets
them, and the ruling keeps them from it everywhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from types import MappingProxyType

from rexian.errors import Refused
from rexian.i18n import _
from rexian.lifecycle.commands import COMMANDS
from rexian.model.terms import Term, Terms
from rexian.people.actor import Actor
from rexian.people.roles import ROLES
from rexian.words import join

#: What is done at the desk besides the commands that make records.
BESIDES = Terms(
    "act",
    (
        Term("show", "查看工单", "see a ticket"),
        Term("list", "列出工单", "list tickets"),
        Term("reveal", "查看个人信息", "see personal data"),
        Term("find_caller", "按来电号码查找", "find a caller's tickets"),
        Term("override", "越过规则", "act against the rules"),
        Term("backdate", "补录", "record late"),
        Term("erase", "销毁个人信息", "erase personal data"),
        Term("people", "管理单位和用户", "manage units and users"),
        Term("audit", "查阅查看记录", "read who saw what"),
        Term("maintain", "维护数据库", "maintain the database"),
    ),
)


class Scope(IntEnum):
    """Whose tickets a permission is for."""

    NONE = 0
    OWN = 1
    ANY = 2


def _row(*, of_any: str = "", of_own: str = "") -> Mapping[str, Scope]:
    own = dict.fromkeys(of_own.split(), Scope.OWN)
    return MappingProxyType(own | dict.fromkeys(of_any.split(), Scope.ANY))


_HEADS = "unit_head unit_principal"
_UNIT = f"handler {_HEADS}"
#: A body's own desk towards the platform, and a centre that answers by itself.
_DESK_OR_UNIT = f"clerk {_UNIT}"
_OFFICE = "clerk reviewer inspector leader"

PERMISSIONS: Mapping[str, Mapping[str, Scope]] = MappingProxyType(
    {
        "new": _row(of_any="clerk"),
        "accept": _row(of_any="clerk reviewer leader"),
        "refuse": _row(of_any="clerk reviewer leader"),
        "hand_over": _row(of_any="clerk"),
        "report": _row(of_any="clerk reviewer inspector"),
        "pre_assign": _row(of_any="clerk"),
        "answer_preassign": _row(of_own=_UNIT),
        "dispatch": _row(of_any="clerk reviewer leader"),
        "assign": _row(of_any="clerk leader", of_own=_UNIT),
        "sign_form": _row(of_own=_UNIT),
        "sign": _row(of_own=_DESK_OR_UNIT),
        "object": _row(of_own=_UNIT),
        "return": _row(of_own=_DESK_OR_UNIT),
        "decide_return": _row(of_any="reviewer inspector leader"),
        "dispute": _row(of_any="clerk reviewer inspector"),
        "sign_off": _row(of_any="leader", of_own=_HEADS),
        "contact": _row(of_any="clerk", of_own=_UNIT),
        "extend": _row(of_own=_DESK_OR_UNIT),
        "decide_extension": _row(of_any="reviewer leader"),
        "remind": _row(of_any="clerk inspector"),
        "feedback": _row(of_own=_DESK_OR_UNIT),
        "attend": _row(of_own=_UNIT),
        "reply": _row(of_own=_DESK_OR_UNIT),
        "approve": _row(of_any="leader", of_own=_HEADS),
        "seal": _row(of_own=_UNIT),
        "request_closure": _row(of_own=_DESK_OR_UNIT),
        "review_closure": _row(of_any="reviewer"),
        "close": _row(of_any="clerk reviewer", of_own=_UNIT),
        "follow_up": _row(of_any="clerk", of_own=_UNIT),
        "verify_fault": _row(of_any="reviewer inspector"),
        "redo": _row(of_any="reviewer inspector"),
        "escalate": _row(of_any="reviewer inspector"),
        "supervise": _row(of_any="inspector leader"),
        "explain_performance": _row(of_own=_UNIT),
        "transfer": _row(of_any="clerk inspector"),
        "refuse_cooperation": _row(of_any="clerk inspector", of_own=_UNIT),
        "archive": _row(of_any="clerk"),
        "classify": _row(of_any="clerk reviewer inspector"),
        "correct": _row(of_any="admin"),
        "void": _row(of_any="admin"),
        "withdraw": _row(of_any="clerk"),
        "merge": _row(of_any="clerk"),
        "link": _row(of_any="clerk"),
        "note": _row(of_any=_OFFICE, of_own=_UNIT),
        "show": _row(of_any=f"{_OFFICE} admin", of_own=_UNIT),
        "list": _row(of_any=f"{_OFFICE} admin", of_own=_UNIT),
        "reveal": _row(of_any=_OFFICE, of_own=_UNIT),
        "find_caller": _row(of_any=_OFFICE),
        "override": _row(of_any="leader"),
        "backdate": _row(of_any="reviewer leader"),
        "erase": _row(of_any="admin"),
        "people": _row(of_any="admin"),
        "audit": _row(of_any="inspector leader admin"),
        "maintain": _row(of_any="admin"),
    }
)


def scope(actor: Actor, command: str) -> Scope:
    """Return whose tickets somebody may do this to: the widest of what each role allows."""
    row = PERMISSIONS[command]
    return max((row.get(role, Scope.NONE) for role in actor.roles), default=Scope.NONE)


def allowed(actor: Actor, command: str, *, own: bool) -> bool:
    """Whether somebody may do this to a ticket; `own` says whether it is his unit's."""
    return scope(actor, command) >= (Scope.OWN if own else Scope.ANY)


def check(actor: Actor, command: str, *, own: bool = False) -> None:
    """Let pass who may do this.

    Raises:
        Refused: somebody may not; the line says who may.
    """
    if not allowed(actor, command, own=own):
        raise Refused(why_not(actor, command))


def why_not(actor: Actor, command: str) -> str:
    """Say in one line who may do this, when somebody may not."""
    if scope(actor, command) is Scope.OWN:
        told = _("{act}: you may, but only with tickets of your own unit")
        return told.format(act=_label(command))
    may = join([ROLES.label(role) for role in ROLES.ids if role in PERMISSIONS[command]])
    return _("{act}: this is for {roles}").format(act=_label(command), roles=may)


def _label(command: str) -> str:
    return (COMMANDS.get(command) or BESIDES[command]).label()
