"""Escalation: what follows when an appellant stays dissatisfied or a unit fails.

Redo, review by a higher body, statements on performance, supervision, transfer to the petition
channel, accountability.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rexian.instants import format_instant
from rexian.questions.composed import grounds_finding, required_finding
from rexian.rules.answers import Answer
from rexian.rules.question import Mode, Part, Question, Sense

REDO_REQUIRED = Question(
    id="redo_required",
    zh="发回重办",
    en="redo required",
    parts=(Part("redo_required", sense=Sense.BINDS, answers_no=True),),
    describe=required_finding("redo_required", "required", "by", "decided_by"),
)
ESCALATED_REVIEW = Question(
    id="escalated_review",
    zh="提级复核",
    en="escalated review",
    parts=(Part("escalated_review", sense=Sense.BINDS, answers_no=True),),
    describe=required_finding("escalated_review", "required", "by", "excluded_units"),
)
PERFORMANCE_STATEMENT = Question(
    id="performance_statement",
    zh="履职情况说明",
    en="statement on performance of duty",
    parts=(Part("performance_statement", sense=Sense.BINDS, answers_no=True),),
    describe=required_finding("performance_statement", "required"),
)


def _ledger(_v: Mapping[str, Any], outcome: dict[str, Any]) -> dict[str, Any]:
    return {"ledger": bool(outcome["ledger"])}


SUPERVISION = Question(
    id="supervision",
    zh="督办",
    en="supervision",
    parts=(
        Part("supervision", Mode.GROUNDS, sense=Sense.BINDS, answers_no=True),
        Part("supervision.forms", Mode.GROUNDS, answers_no=True),
        Part("supervision.attend"),
        Part("supervision.ledger"),
    ),
    describe=grounds_finding("supervision", "triggered", "forms", "attend", "ledger", more=_ledger),
)


def _check_at(v: Mapping[str, Any], _outcome: dict[str, Any]) -> dict[str, Any]:
    check: Answer = v["escalation_check"]
    return {"check_at": None if check.due is None else format_instant(check.due)}


PETITION_TRANSFER = Question(
    id="petition_transfer",
    zh="转信访",
    en="transfer to the petition channel",
    parts=(Part("petition_transfer", answers_no=True),),
    describe=required_finding("petition_transfer", "required", "to", more=_check_at),
    nodes=("escalation_check",),
)
ACCOUNTABILITY = Question(
    id="accountability",
    zh="问责",
    en="accountability",
    parts=(
        Part("accountability", Mode.GROUNDS, sense=Sense.BINDS, answers_no=True),
        Part("accountability.forms", Mode.GROUNDS, answers_no=True),
    ),
    describe=grounds_finding("accountability", "triggered", "forms"),
)

QUESTIONS = (
    REDO_REQUIRED,
    ESCALATED_REVIEW,
    PERFORMANCE_STATEMENT,
    SUPERVISION,
    PETITION_TRANSFER,
    ACCOUNTABILITY,
)
