"""What a ticket's history comes to: the facts that rules of several families ask.

Counts run over the whole ticket, as dissatisfaction does (it adds up until the matter ends), but
where a fact says otherwise. What was done about a reply counts from the present round: since the
ticket went to its host, or was last sent back to be redone.
"""

from __future__ import annotations

from rexian.facts import disputed, solved, stated_as, unit_at_fault
from rexian.model.vocabulary import ACTORS, UNIT_TYPES, Term, Terms
from rexian.rules.conditions import Condition
from rexian.rules.examples import Arrives, Says, act, after, by_value, so, told_in
from rexian.rules.facts import Choice, Count, Flag
from rexian.rules.nodes import (
    NO_BOUND,
    NOT,
    YES,
    Node,
    count,
    derived,
    first,
    happened,
    last,
    run,
)

#: The type of the unit that handles the ticket: the one it was assigned to, else dispatched to.
unit_type = Choice(
    id="unit_type", zh="承办单位类型", en="type of handling unit", optional=True, terms=UNIT_TYPES
)
#: A section of the body handles the ticket; a unit whose type is not recorded is taken for none.
of_section = Flag(id="of_section", zh="机关科室承办", en="handled by a section", optional=True)
#: The half day of the week in which the appeal came; open where only its day is recorded.
received_slot = Choice(
    id="received_slot",
    zh="来件时段",
    en="half day of arrival",
    optional=True,
    terms=Terms(
        "half day",
        (
            Term("mon_am", "周一上午", "Monday morning"),
            Term("mon_pm", "周一下午", "Monday afternoon"),
            Term("tue_am", "周二上午", "Tuesday morning"),
            Term("other", "其他时段", "another time"),
        ),
    ),
)

#: How often a follow-up found the appellant dissatisfied or very dissatisfied.
dissatisfied = Count(id="dissatisfied", zh="不满意次数", en="times dissatisfied", optional=True)
#: How often it did so once the ticket had been redone.
dissatisfied_once_redone = Count(
    id="dissatisfied_once_redone",
    zh="重办后不满意次数",
    en="times dissatisfied once redone",
    optional=True,
)
#: How often a body asked the platform to take the ticket back.
return_requests = Count(
    id="return_requests", zh="向平台申请退单次数", en="returns requested", optional=True
)
#: How often the ticket was sent back to be redone.
redos = Count(id="redos", zh="发回重办次数", en="times sent back to be redone", optional=True)
#: How often in a row a closing was sent back at its review.
failed_reviews = Count(
    id="failed_reviews",
    zh="办结审核连续退回次数",
    en="closings sent back in a row",
    optional=True,
)
#: How often a unit objected to having the ticket.
objections = Count(id="objections", zh="提出异议次数", en="times objected to", optional=True)
#: How often a unit objected once the ticket was assigned: refusals to be pre-assigned left out.
objections_once_assigned = Count(
    id="objections_once_assigned",
    zh="转办后提出异议次数",
    en="times objected to once assigned",
    optional=True,
)
#: How the unit answered to which the ticket was pre-assigned: by accepting, or being assigned it;
#: by refusing, or objecting to it.
preassignment = Choice(
    id="preassignment",
    zh="预分派答复",
    en="answer to the pre-assignment",
    optional=True,
    terms=Terms(
        "answer",
        (
            Term("none", "未预分派", "not pre-assigned"),
            Term("asked", "待答复", "asked"),
            Term("accepted", "应签收", "accepted"),
            Term("refused", "不应签收", "refused"),
        ),
    ),
)
#: How often a dispute about responsibility arose.
disputes = Count(id="disputes", zh="职责争议次数", en="disputes on responsibility", optional=True)
#: How often the host was reminded to sign, since the dispatch.
sign_reminders = Count(
    id="sign_reminders", zh="签收催办次数", en="reminders to sign", optional=True
)
#: How often the host was reminded to reply, since the dispatch.
reply_reminders = Count(
    id="reply_reminders", zh="回复催办次数", en="reminders to reply", optional=True
)
#: A reply that was not found wanting has been submitted since the last reminder.
reminder_answered = Flag(
    id="reminder_answered",
    zh="催办后已按要求回复",
    en="properly replied since the last reminder",
    optional=True,
)

#: A reply has been submitted in the present round.
replied = Flag(id="replied", zh="已提交回复", en="reply submitted", optional=True)
#: The matter has been dealt with: it is stated to be solved, or a reply has been submitted.
handled: Condition = solved | replied
#: A reply that was found not to conform has been submitted.
nonconforming = Flag(
    id="nonconforming", zh="回复不合规范", en="reply not conforming", optional=True
)
#: The unit has explained how it performed its duty.
performance_explained = Flag(
    id="performance_explained",
    zh="已提交履职情况说明",
    en="statement on performance submitted",
    optional=True,
)
#: The host refused without reason, or a co-handling unit would not cooperate.
cooperation_refused = Flag(
    id="cooperation_refused", zh="拒不配合", en="cooperation refused", optional=True
)
#: The ticket has been escalated to a body above its unit.
escalated = Flag(id="escalated", zh="已提级办理", en="escalated", optional=True)
#: The ticket has been transferred to the petition channel.
transferred = Flag(id="transferred", zh="已转信访", en="transferred to petitions", optional=True)
#: The ticket has been put under supervision.
under_supervision = Flag(id="under_supervision", zh="已督办", en="supervised", optional=True)
#: Who supervises the ticket; the latest where several do.
supervised_by = Choice(
    id="supervised_by",
    zh="督办方",
    en="supervised by",
    optional=True,
    terms=Terms("supervisor", (Term("nobody", "无", "nobody"), *ACTORS)),
)
#: The ticket is supervised on site.
on_site = Flag(id="on_site", zh="现场督办", en="supervised on site", optional=True)
#: The unit's leader in charge, or its principal, came at all.
deputy_came = Flag(id="deputy_came", zh="分管领导到场", en="leader in charge came", optional=True)
#: The unit's principal came at all.
principal_came = Flag(id="principal_came", zh="主要领导到场", en="principal came", optional=True)
#: The unit's leader in charge, or its principal, came, took a position and dealt with the matter.
deputy_attended = Flag(
    id="deputy_attended",
    zh="分管领导到场表态处理",
    en="leader in charge attended in full",
    optional=True,
)
#: The unit's principal came, took a position and dealt with the matter.
principal_attended = Flag(
    id="principal_attended",
    zh="主要领导到场表态处理",
    en="principal attended in full",
    optional=True,
)

_DISSATISFIED = {"rating": ("dissatisfied", "very_dissatisfied")}
_REPLY = {"about": ("reply",)}
_IN_FULL = {"stated": YES, "handled": YES}
_LEADERS = ("unit_deputy", "unit_principal")
_HANDED = ("dispatched", "assigned")

_WHOSE = (
    derived(
        unit_type,
        lambda o, v: o.choice(
            unit_type, o.instead(v["assigned_since"], v["dispatch"]), "unit_type", None
        ),
        needs=["assigned_since", "dispatch"],
        example=told_in("unit_type", None, *_HANDED),
    ),
    derived(
        of_section,
        lambda o, v: o.holds(o.instead(v["assigned_since"], v["dispatch"]), "unit_type", "section"),
        needs=["assigned_since", "dispatch"],
        example=so((act(*_HANDED, unit_type="section"),)),
    ),
    derived(
        preassignment,
        lambda o, v: o.select(
            preassignment,
            "asked",
            (o.no(o.present(v["preassigned"])), "none"),
            (o.later(v["assigned"], v["preassigned"]), "accepted"),
            (o.holds(v["preassign_answered"], "accept", *YES), "accepted"),
            (o.holds(v["preassign_answered"], "accept", *NOT), "refused"),
            (o.present(v["refusal"]), "refused"),
        ),
        needs=["preassigned", "assigned", "preassign_answered", "refusal"],
        example=by_value(
            {
                "none": ((),),
                "asked": (after("preassigned"),),
                "accepted": ((*after("preassigned"), act("preassign_answered", accept=True)),),
                "refused": ((*after("preassigned"), act("preassign_answered", accept=False)),),
            }
        ),
    ),
    derived(
        received_slot,
        lambda o, v: o.slot(received_slot, v["arrived_at"]),
        needs=["arrived_at"],
        example=by_value(
            {
                "mon_am": ((Arrives(9),),),
                "mon_pm": ((Arrives(15),),),
                "tue_am": ((Arrives(24 + 9),),),
                "other": ((Arrives(24 + 15),),),
            }
        ),
    ),
)
_ALSO_STATED = (
    derived(
        disputed,
        lambda o, v: o.some(v[stated_as("disputed")], o.present(v["dispute"])),
        needs=[stated_as("disputed"), "dispute"],
        example=so((Says("disputed", value=True),), after("dispute")),
    ),
    derived(
        unit_at_fault,
        lambda o, v: o.some(
            o.holds(v["verified"], "unit_at_fault", *YES),
            o.both(o.no(o.present(v["verified"])), v[stated_as("unit_at_fault")]),
        ),
        needs=[stated_as("unit_at_fault"), "verified"],
        example=lambda value: ((Says("unit_at_fault", value),),),
    ),
)
_REPEATED = (
    count(dissatisfied, "followed_up", where=_DISSATISFIED),
    count(dissatisfied_once_redone, "followed_up", since="first_redo", where=_DISSATISFIED),
    count(redos, "redo_sent"),
    run(failed_reviews, "closure_reviewed", since="passed_review", where={"passed": NOT}),
    count(objections, "objected"),
    count(return_requests, "return_requested"),
    run(objections_once_assigned, "objected", since="taken_on"),
    count(disputes, "disputed"),
    count(sign_reminders, "reminded", since="dispatch", where={"about": ("sign",)}),
    count(reply_reminders, "reminded", since="dispatch", where=_REPLY),
    derived(
        reminder_answered,
        lambda o, v: o.both(o.present(v["answer"]), o.no(o.holds(v["answer"], "conforming", *NOT))),
        needs=["answer"],
        example=so(after("answer")),
    ),
)
_DONE = (
    derived(
        replied, lambda o, v: o.present(v["reply"]), needs=["reply"], example=so(after("reply"))
    ),
    happened(performance_explained, "explained_performance"),
    happened(cooperation_refused, "cooperation_refused"),
    happened(escalated, "escalated"),
    happened(nonconforming, "reply_submitted", where={"conforming": NOT}),
    happened(transferred, "transferred_to_petition", since="dispatch"),
)
_SUPERVISED = (
    derived(
        supervised_by,
        lambda o, v: o.choice(supervised_by, v["supervised"], "by", "nobody"),
        needs=["supervised"],
        example=told_in("by", "nobody", "supervised"),
    ),
    derived(
        on_site,
        lambda o, v: o.holds(v["supervised"], "form", "on_site"),
        needs=["supervised"],
        example=so((act("supervised", form="on_site"),)),
    ),
    happened(under_supervision, "supervised"),
    happened(deputy_came, "attended", since="supervised", where={"role": _LEADERS}),
    happened(principal_came, "attended", since="supervised", where={"role": ("unit_principal",)}),
    happened(deputy_attended, "attended", since="supervised", where={"role": _LEADERS, **_IN_FULL}),
    happened(
        principal_attended,
        "attended",
        since="supervised",
        where={"role": ("unit_principal",), **_IN_FULL},
    ),
)

#: The last assignment inside the host, whether or not its dispatch is told of.
_ASSIGNED_SINCE = Node(
    "assigned_since",
    lambda o, v: o.last(("assigned",), {}, o.origin(v["dispatch"]), NO_BOUND),
    ("dispatch",),
    ("assigned",),
)

NODES: tuple[Node, ...] = (
    _ASSIGNED_SINCE,
    last("dispute", "disputed"),
    last("verified", "fault_verified"),
    last("passed_review", "closure_reviewed", where={"passed": YES}),
    first("first_assigned", "assigned"),
    last("refusal", "objected", since="preassigned"),
    # What was objected to before it was assigned was a refusal to be pre-assigned.
    Node(
        "taken_on",
        lambda o, v: o.instead(v["first_assigned"], v["refusal"]),
        ("first_assigned", "refusal"),
        example=so(after("first_assigned"), after("refusal")),
    ),
    first("first_redo", "redo_sent"),
    last("reply_reminder", "reminded", since="dispatch", where=_REPLY),
    last("answer", "reply_submitted", since="reply_reminder"),
    last("round", "dispatched", "redo_sent"),
    last("reply", "reply_submitted", since="round"),
    *_WHOSE,
    *_ALSO_STATED,
    *_REPEATED,
    *_DONE,
    *_SUPERVISED,
)
