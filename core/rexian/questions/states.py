"""How clocks stand, as facts for the rules that come after: overdue, done late, still open.

A clock that is silent, does not arise, or waits for its event is unset. A former host's clocks end
with the next dispatch: these are those of the unit whose case it is.
"""

from __future__ import annotations

from rexian.model.vocabulary import Term, Terms
from rexian.questions import clocks
from rexian.rules.conditions import Condition
from rexian.rules.examples import standing
from rexian.rules.facts import Choice
from rexian.rules.nodes import Node, derived
from rexian.rules.question import Question

STATES = Terms(
    "state of a clock",
    (
        Term("unset", "未计时", "unset"),
        Term("open", "期内未办", "open"),
        Term("overdue", "超期未办", "overdue"),
        Term("done", "按期已办", "done"),
        Term("done_late", "超期已办", "done late"),
    ),
)


def _state(question: Question) -> Choice:
    return Choice(
        id=f"{question.id}.state",
        zh=f"{question.zh}时限状态",
        en=f"state of {question.en}",
        optional=True,
        terms=STATES,
    )


def overdue(state: Choice) -> Condition:
    """The time has passed, whether or not the act was done afterwards."""
    return state.in_("overdue", "done_late")


sign_state = _state(clocks.SIGN)
sign_after_notice_state = _state(clocks.SIGN_AFTER_NOTICE)
close_state = _state(clocks.CLOSE)
feedback_state = _state(clocks.FEEDBACK)
redo_state = _state(clocks.REDO)
submit_reply_state = _state(clocks.SUBMIT_REPLY)
escalation_check_state = _state(clocks.ESCALATION_CHECK)


def _node(fact: Choice) -> Node:
    clock = fact.id.removesuffix(".state")
    return derived(
        fact, lambda o, v: o.state(fact, v[clock]), needs=[clock], example=standing(clock)
    )


NODES: tuple[Node, ...] = tuple(
    _node(fact)
    for fact in (
        sign_state,
        sign_after_notice_state,
        close_state,
        feedback_state,
        redo_state,
        submit_reply_state,
        escalation_check_state,
    )
)
