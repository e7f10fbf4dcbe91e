"""What happened to a ticket: the marks and moments that clocks and derived facts read.

Events of other units have been set aside before (`rexian.model.assignments`), so that each unit
concerned has these for itself.
"""

from __future__ import annotations

from rexian.model.vocabulary import ROLES, Term, Terms
from rexian.rules.examples import Has, after, so, told_in
from rexian.rules.facts import Choice, Flag
from rexian.rules.nodes import RECORDED, Node, derived, first, last, moment

ARRIVAL = Node(
    "arrived_at",
    lambda o, v: o.either(v["received_at"], o.time(v["received"])),
    ("received_at", "received"),
    example=so((Has("received"),)),
)

#: Where the time for closing starts anew: a re-dispatch gives the new unit its own time, or the
#: first dispatch goes on counting (a reading of every document).
CLOSE_FROM = Node(
    "close_from",
    lambda _, v: v["dispatch"] if v["reading.redispatch"] == "restarts" else v["first_dispatch"],
    ("dispatch", "first_dispatch", "reading.redispatch"),
    example=so((Has("dispatch"),)),
)

CLOSE_DONE = Node(
    "close_done_at",
    lambda o, v: o.stands_in(o.time(v["passed_request"]), o.time(v["closed"])),
    ("passed_request", "closed"),
    example=so((Has("closed"),)),
)

#: Signing for a transfer form counts until the ticket is assigned anew.
FORM = Node(
    "form_at",
    lambda o, v: o.pick(
        o.later(v["assigned"], v["form_signed"]), o.absent(), o.time(v["form_signed"])
    ),
    ("assigned", "form_signed"),
    example=so((Has("form_signed"),)),
)

OBJECTION = Node(
    "objection_at",
    lambda o, v: o.pick(o.present(v["assigned"]), o.time(v["objected"]), o.time(v["any_objected"])),
    ("assigned", "objected", "any_objected"),
    example=so((Has("any_objected"),)),
)

EMERGENCY_DONE = Node(
    "emergency_done_at",
    lambda o, v: o.either(o.time(v["handed_over"]), o.time(v["first_dispatch"])),
    ("handed_over", "first_dispatch"),
    example=so((Has("first_dispatch"),)),
)

GRANTS = Node(
    "grants",
    lambda o, v: o.each(("extension_decided",), {"granted": (True,)}, v["close_from"]),
    ("close_from",),
    ("extension_decided",),
    idle=True,
)

MARKS = (
    first("received", "received"),
    first("first_dispatch", "dispatched"),
    last("dispatch", "dispatched"),
    first("signed", "signed", since="dispatch"),
    first("sign_notice", "reminded", since="dispatch", where={"about": ("sign",)}),
    last("preassigned", "preassigned"),
    first("preassign_answered", "preassign_answered", since="preassigned"),
    last("assigned", "assigned"),
    last("form_signed", "form_signed"),
    first("objected", "objected", since="assigned"),
    first("any_objected", "objected"),
    first("return_requested", "return_requested", since="dispatch"),
    first("fed_back", "feedback", since="dispatch"),
    first("closed", "closed", since="close_from"),
    first("review_passed", "closure_reviewed", since="close_from", where={"passed": (True,)}),
    last("passed_request", "closure_requested", since="close_from", until="review_passed"),
    last("sent_back", "closure_reviewed", where={"passed": (False,)}),
    first("resubmitted", "closure_requested", since="sent_back"),
    first("reply_submitted", "reply_submitted", since="close_from"),
    last("redo_sent", "redo_sent"),
    first("redone", "closed", since="redo_sent"),
    last("supervised", "supervised"),
    first("opinion", "feedback", since="supervised"),
    first("handed_over", "handed_over"),
    first("ended", "closed", "transferred_to_petition", since="dispatch"),
    last("last_closed", "closed"),
    first("followed_up", "followed_up", since="last_closed"),
)

#: A sign-off has set a time limit.
signed_off = Flag(id="signed_off", zh="签批已明确时限", en="sign-off sets a limit", optional=True)
#: Whose sign-off set the limit.
signoff_role = Choice(
    id="signoff_role",
    zh="签批人",
    en="role that signed off",
    optional=True,
    terms=Terms("sign-off role", (Term("nobody", "无", "nobody"), *ROLES)),
)

SIGNOFF = (
    last("signed_limit", "signoff", since="dispatch", where={"due_at": RECORDED}),
    Node(
        "given.signoff.at",
        lambda o, v: o.instant(v["signed_limit"], "due_at"),
        ("signed_limit",),
        example=so((Has("signed_limit"),)),
    ),
    derived(
        signed_off,
        lambda o, v: o.present(v["given.signoff.at"]),
        needs=["given.signoff.at"],
        events=("signoff",),
        example=so((Has("signed_limit"),)),
    ),
    derived(
        signoff_role,
        lambda o, v: o.choice(signoff_role, v["signed_limit"], "role", "nobody"),
        needs=["signed_limit"],
        events=("signoff",),
        example=told_in("role", "nobody", "signoff", since=after("dispatch"), due_at=RECORDED),
    ),
)

NODES: tuple[Node, ...] = (
    *MARKS,
    *(moment(mark.id) for mark in MARKS),
    moment("close_from"),
    ARRIVAL,
    CLOSE_FROM,
    CLOSE_DONE,
    FORM,
    OBJECTION,
    EMERGENCY_DONE,
    GRANTS,
    *SIGNOFF,
)
