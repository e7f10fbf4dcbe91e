"""Returns: may a unit give a ticket back, with whose approval, stating what.

Asked of the last objection or return request since the dispatch, else of one made now. Inside a
body a unit objects to its own desk; towards the platform the body requests the return. Made now it
would be the body's for the ticket as a whole, and the unit's for a unit inside the body.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rexian.model.vocabulary import Term, Terms
from rexian.questions.findings import Bars, alike, permission_finding
from rexian.rules.examples import NOTHING, act, after, by_value, so
from rexian.rules.facts import Choice, Count, Flag
from rexian.rules.nodes import Node, count, derived, last
from rexian.rules.question import Finding, Mode, Part, Question, Sense

#: Who gives the ticket back to whom.
return_tier = Choice(
    id="return_permission.tier",
    zh="退单层级",
    en="tier of the return",
    optional=True,
    terms=Terms(
        "tier",
        (
            Term("unit", "承办单位退回本单位热线岗", "a unit to its own desk"),
            Term("body", "本单位退回平台", "the body to the platform"),
        ),
    ),
)
#: It is said that a leader has not signed, which is no reason.
unsigned_leader = Flag(
    id="return_permission.leader_not_signed",
    zh="以领导未签批为由",
    en="for want of a leader's signature",
    optional=True,
)
#: The ticket has been assigned inside the body only to ask whether it is to be taken at all.
preassignment_only = Flag(
    id="return_permission.preassigned", zh="仅预分派", en="only pre-assigned", optional=True
)
#: How often the ticket has been objected to or asked to be returned, by whomever.
returns = Count(id="returns", zh="退单次数", en="times returned", optional=True)

_GIVEN_BACK = ("objected", "return_requested")
_EVENTS = (*_GIVEN_BACK, "assigned", "preassigned")
_REQUEST = (*after("dispatch"), act("return_requested"))

NODES: tuple[Node, ...] = (
    count(returns, *_GIVEN_BACK),
    last("return_permission.act", *_GIVEN_BACK, since="dispatch"),
    last("return_permission.objection", "objected", since="dispatch"),
    Node(
        "return_permission.by_unit",
        lambda o, v: o.some(
            o.both(
                o.present(v["return_permission.objection"]),
                o.no(o.later(v["return_permission.act"], v["return_permission.objection"])),
            ),
            o.both(
                o.no(o.present(v["return_permission.act"])),
                o.some(v["view"] == "unit", v["return_permission.preassigned"]),
            ),
        ),
        (
            "return_permission.act",
            "return_permission.objection",
            "return_permission.preassigned",
            "view",
        ),
    ),
    last("return_permission.preassigned_then", "preassigned", until="return_permission.act"),
    last("return_permission.assigned_then", "assigned", until="return_permission.act"),
    derived(
        preassignment_only,
        lambda o, v: o.some(
            o.later(v["return_permission.preassigned_then"], v["return_permission.assigned_then"]),
            o.both(
                o.no(o.present(v["return_permission.act"])),
                o.later(v["preassigned"], v["assigned"]),
            ),
        ),
        needs=[
            "return_permission.act",
            "return_permission.preassigned_then",
            "return_permission.assigned_then",
            "preassigned",
            "assigned",
        ],
        events=_EVENTS,
        example=so(after("preassigned")),
    ),
    derived(
        return_tier,
        lambda o, v: o.select(return_tier, "body", (v["return_permission.by_unit"], "unit")),
        needs=["return_permission.by_unit"],
        events=_EVENTS,
        example=by_value(
            {"unit": (after("return_permission.objection"),), "body": (NOTHING, _REQUEST)}
        ),
    ),
    derived(
        unsigned_leader,
        lambda o, v: o.holds(v["return_permission.act"], "reasons", "leader_not_signed"),
        needs=["return_permission.act"],
        events=_EVENTS,
        example=so(
            (*after("dispatch"), act(*_GIVEN_BACK, reasons=("leader_not_signed",))),
        ),
    ),
    Node(
        "return_permission.late",
        lambda o, v: o.some(
            o.both(v["return_permission.by_unit"], o.late(v["object"])),
            o.both(o.no(v["return_permission.by_unit"]), o.late(v["return"])),
        ),
        ("return_permission.by_unit", "object", "return"),
    ),
    Node(
        "return_permission.unstated",
        lambda o, v: o.both(
            o.present(v["return_permission.act"]),
            o.lacks(v["return_permission.must_state"], v["return_permission.act"]),
        ),
        ("return_permission.act", "return_permission.must_state"),
    ),
    Node(
        "return_permission.unapproved",
        lambda o, v: o.both(
            v["return_permission.by_unit"],
            o.present(v["return_permission.act"]),
            o.differs(
                v["return_permission.approver"],
                "approver",
                v["return_permission.act"],
                "approved_by",
            ),
        ),
        ("return_permission.by_unit", "return_permission.act", "return_permission.approver"),
    ),
    Node(
        "return_permission.barred",
        lambda o, v: o.some(
            v["return_permission.late"],
            v["return_permission.unstated"],
            v["return_permission.unapproved"],
            o.triggered(v["return_permission.bar"]),
        ),
        (
            "return_permission.late", "return_permission.unstated",
            "return_permission.unapproved", "return_permission.bar",
        ),
    ),
)  # fmt: skip

_BARS = Bars(
    checks={
        "late": ("return_permission.late", "return_permission.may", alike),
        "unstated": ("return_permission.unstated", "return_permission.must_state", alike),
        "unapproved": ("return_permission.unapproved", "return_permission.approver", alike),
    },
    grounds="return_permission.bar",
    barred="return_permission.barred",
    hangs_on=("object", "return"),
)


def _terms(v: Mapping[str, Any]) -> dict[str, Any]:
    """Return the further keys: the approver, what must be stated, how often it was returned."""
    approver = v["return_permission.approver"].outcome
    demands: list[Any] = []
    for answer in v["return_permission.must_state"]:
        if answer.outcome is not None:
            demands += [d for d in answer.outcome.says["must_state"] if d not in demands]
    return {
        "approver": approver.says["approver"] if approver else None,
        "must_state": [d if isinstance(d, str) else list(d) for d in demands],
        "count": v["returns"],
    }


def _describe(v: Mapping[str, Any]) -> Finding:
    return permission_finding(v, "return_permission.may", _BARS, _terms)


RETURN_PERMISSION = Question(
    id="return_permission",
    zh="准予退单",
    en="permission to return",
    parts=(
        Part("return_permission.may", sense=Sense.FREES),
        Part("return_permission.approver", needs="approver"),
        Part("return_permission.must_state", Mode.STRICTEST, sense=Sense.BINDS, needs="must_state"),
        Part("return_permission.bar", Mode.GROUNDS, sense=Sense.BINDS, answers_no=True),
    ),
    describe=_describe,
    nodes=("return_permission.barred", "returns"),
    tiers=("host", "unit"),
)

QUESTIONS = (RETURN_PERMISSION,)
