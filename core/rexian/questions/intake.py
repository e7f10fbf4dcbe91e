"""Intake: is the appeal taken in, is the appellant's identity masked, must it be reported up."""

from __future__ import annotations

from rexian.questions.findings import accept_finding, trigger_finding
from rexian.rules.nodes import Node
from rexian.rules.question import Mode, Part, Question, Sense

NODES: tuple[Node, ...] = (
    Node(
        "accept.refused",
        lambda o, v: o.triggered(v["accept.refuse"]),
        ("accept.refuse",),
    ),
)

ACCEPT = Question(
    id="accept",
    zh="受理",
    en="acceptance",
    parts=(
        Part("accept.refuse", Mode.GROUNDS, sense=Sense.FREES, answers_no=True),
        Part("accept.decision"),
        Part("accept.must_state", sense=Sense.BINDS, needs="must_state"),
    ),
    describe=accept_finding,
    nodes=("accept.refused",),
)
IDENTITY_MASKING = Question(
    id="identity_masking",
    zh="身份保密",
    en="masking of identity",
    parts=(Part("identity_masking", Mode.GROUNDS, sense=Sense.BINDS, answers_no=True),),
    describe=trigger_finding("identity_masking", "mask"),
)
REPORT_UP = Question(
    id="report_up",
    zh="报告",
    en="report upwards",
    parts=(Part("report_up", Mode.GROUNDS, sense=Sense.BINDS, answers_no=True),),
    describe=trigger_finding("report_up", "required", "to"),
)

QUESTIONS = (ACCEPT, IDENTITY_MASKING, REPORT_UP)
