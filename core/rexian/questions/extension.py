"""Extensions: may the time for closing be extended, asked by when, how often, how far, by whom.

Asked of the last request that nobody has decided, else of one made now. A request made now has not
stated its reasons yet, so their want is no bar to it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from rexian.questions.findings import (
    NEVER,
    Bars,
    by_due,
    by_number,
    limit_keys,
    permission_finding,
    said,
    strictest,
)
from rexian.rules.answers import Answer
from rexian.rules.examples import NOTHING, act_where, after, so
from rexian.rules.facts import Count, Flag
from rexian.rules.history import HISTORY, History
from rexian.rules.nodes import RECORDED, Node, count, derived, first, last, moment
from rexian.rules.outcomes import Limit, Outcome
from rexian.rules.question import Clock, Finding, Mode, Part, Question, Sense

#: How far an extension may go: by so much time, or by the limit itself once more.
CAP = "extension.cap"

#: A request is waiting for its decision.
pending = Flag(id="extension.pending", zh="延期待审", en="extension requested", optional=True)
#: How often an extension was requested since the dispatch.
requests = Count(
    id="extension.requests", zh="延期申请次数", en="extensions requested", optional=True
)
#: The request states a reason.
states_reason = Flag(
    id="extension.reason", zh="延期申请写明理由", en="request states a reason", optional=True
)
#: The request cites a basis.
cites_basis = Flag(
    id="extension.basis", zh="延期申请写明依据", en="request cites a basis", optional=True
)
#: The request says how long an extension it asks for.
states_length = Flag(
    id="extension.length", zh="延期申请写明时长", en="request states a length", optional=True
)
#: The request was explained to the appellant.
was_explained = Flag(
    id="extension.explained", zh="延期已说明", en="extension explained", optional=True
)


def _stated(fact: Flag, field: str) -> Node:
    return derived(
        fact,
        lambda o, v: o.states(v["extension.request"], field),
        needs=["extension.request"],
        events=("extension_requested",),
        example=so((*after("close_from"), act_where(("extension_requested",), {field: RECORDED}))),
    )


NODES: tuple[Node, ...] = (
    last("extension.request", "extension_requested", since="close_from"),
    first("extension.decision", "extension_decided", since="extension.request"),
    moment("extension.request"),
    count(requests, "extension_requested", since="close_from"),
    derived(
        pending,
        lambda o, v: o.both(
            o.present(v["extension.request"]), o.no(o.present(v["extension.decision"]))
        ),
        needs=["extension.request", "extension.decision"],
        example=so(after("extension.request"), otherwise=(NOTHING, after("extension.decision"))),
    ),
    Node(
        "extension.asked_at",
        lambda o, v: o.pick(v["extension.pending"], v["extension.request_at"], o.absent()),
        ("extension.pending", "extension.request_at"),
    ),
    Node(
        "extension.nth",
        lambda o, v: o.ordinal(v["extension.requests"], v["extension.pending"]),
        ("extension.requests", "extension.pending"),
    ),
    Node(
        "extension.latest_due_at",
        lambda o, v: o.furthest(v["close"], v[CAP]),
        ("close", CAP),
    ),
    _stated(states_reason, "reason"),
    _stated(cites_basis, "basis"),
    _stated(states_length, "length"),
    _stated(was_explained, "explained"),
    Node("extension.late", lambda o, v: o.late(v["extension.ask_by"]), ("extension.ask_by",)),
    Node(
        "extension.too_often",
        lambda o, v: o.exceeds(v["extension.nth"], v["extension.times"], "max_times"),
        ("extension.nth", "extension.times"),
    ),
    Node(
        "extension.too_long",
        lambda o, v: o.both(
            v["extension.pending"],
            o.passes(
                o.end_of(v["close"].due, v["extension.request"], "length"),
                v["close"],
                v[CAP],
            ),
        ),
        ("extension.pending", CAP, "extension.request", "close"),
    ),
    Node(
        "extension.barred",
        lambda o, v: o.some(
            v["extension.late"],
            v["extension.too_often"],
            v["extension.too_long"],
            o.triggered(v["extension.bar"]),
        ),
        ("extension.late", "extension.too_often", "extension.too_long", "extension.bar"),
    ),
)  # fmt: skip


def _bars(v: Mapping[str, Any]) -> Bars:
    return Bars(
        checks={
            "late": ("extension.late", "extension.ask_by", by_due),
            "too_often": ("extension.too_often", "extension.times", by_number("max_times")),
            "too_long": ("extension.too_long", CAP, _by_end(v)),
        },
        grounds="extension.bar",
        barred="extension.barred",
    )


def _by_end(v: Mapping[str, Any]) -> Callable[[Answer], int]:
    """Order caps by until when they let the case be extended."""
    history: History = v[HISTORY]

    def end(cap: Answer) -> int:
        found = history.capped(v["close"], cap.outcome) if cap.outcome else None
        return NEVER if found is None else found

    return end


def cap_keys(cap: Outcome) -> dict[str, Any]:
    """Return what a cap says: how long an extension may be at most, and how strongly it is meant.

    Of one by the limit itself no length is told.
    """
    own = isinstance(cap, Limit)
    length = {"cap": limit_keys(cap), "cap_strength": cap.strength} if own else {}
    return {**length, **cap.says}


def _terms(v: Mapping[str, Any]) -> dict[str, Any]:
    """Return the further keys: asked by when, how often, until when at the latest."""
    ask_by = strictest(v["extension.ask_by"], by_due)
    times = strictest(v["extension.times"], by_number("max_times"))
    caps = strictest(v[CAP], _by_end(v))
    approver = v["extension.approver"].outcome
    return {
        "ask_by": ask_by[0].due if ask_by else None,
        **said(*times),
        **(cap_keys(caps[0].outcome) if caps and caps[0].outcome else {}),
        "latest_due_at": v["extension.latest_due_at"],
        "approver": approver.says["approver"] if approver else None,
    }


def _describe(v: Mapping[str, Any]) -> Finding:
    return permission_finding(v, "extension.may", _bars(v), _terms)


EXTENSION = Question(
    id="extension",
    zh="延期",
    en="extension",
    parts=(
        Part("extension.may", sense=Sense.FREES),
        Part(
            "extension.ask_by",
            Mode.STRICTEST,
            clock=Clock("close_from_at", "dispatched", "extension.asked_at"),
            sense=Sense.BINDS,
        ),
        Part("extension.times", Mode.STRICTEST, sense=Sense.BINDS, needs="max_times"),
        Part(CAP, Mode.STRICTEST, sense=Sense.BINDS, untimed=("value", "limit")),
        Part("extension.approver", needs="approver"),
        Part("extension.bar", Mode.GROUNDS, sense=Sense.BINDS, answers_no=True),
    ),
    describe=_describe,
    nodes=("extension.barred", "extension.latest_due_at"),
)

QUESTIONS = (EXTENSION,)
