"""The questions of the contract: what is asked of every case, and what must be worked out for it.

One module a family. Each declares its facts and nodes, the parts that plugins' rules decide, and
how the answer is written.
"""

from __future__ import annotations

from rexian.model.vocabulary import Term
from rexian.questions import (
    approvals,
    assessment,
    clocks,
    escalation,
    extension,
    history,
    intake,
    ratings,
    record,
    returns,
    routing,
    states,
)
from rexian.rules.nodes import Node
from rexian.rules.question import Question
from rexian.rules.readings import Reading

#: Every question, in the order in which people read them.
QUESTIONS: tuple[Question, ...] = (
    *intake.QUESTIONS,
    *routing.QUESTIONS,
    *clocks.QUESTIONS,
    *extension.QUESTIONS,
    *returns.QUESTIONS,
    *approvals.QUESTIONS,
    *escalation.QUESTIONS,
    *assessment.QUESTIONS,
)

#: Everything that can be worked out about a case.
NODES: tuple[Node, ...] = (
    *history.NODES,
    *record.NODES,
    *states.NODES,
    *ratings.NODES,
    *intake.NODES,
    *extension.NODES,
    *returns.NODES,
    *approvals.NODES,
)

#: Readings that every jurisdiction has because core's own nodes turn on them. A document that
#: reads the point itself declares the reading under the same id.
READINGS: tuple[Reading, ...] = (
    Reading(
        id="redispatch",
        zh="改派后办结期限是否重新起算",
        en="whether the time for closing starts anew on re-dispatch",
        choices=(
            Term("restarts", "自改派之日重新起算（新承办单位）", "anew, for the new unit"),
            Term("runs_on", "自首次派发之日连续计算（诉求人）", "from the first dispatch on"),
        ),
        default="restarts",
        per=(),
        why=(
            "新承办单位从收到工单起才可能办理",
            "the new unit can only act from when it has the ticket",
        ),
    ),
)
