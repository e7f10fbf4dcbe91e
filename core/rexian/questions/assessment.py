"""Assessment of a case: does it count, or does its document leave it out of the figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rexian.questions.findings import cited, met, undetermined
from rexian.rules.answers import Answer
from rexian.rules.question import Finding, Mode, Part, Question, Sense
from rexian.rules.table import Verdict


def _counted(v: Mapping[str, Any]) -> Finding:
    """Counted unless a ground for leaving it out is met; an open ground leaves nothing out."""
    grounds: tuple[Answer, ...] = v["counted_in_assessment"]
    if not grounds:
        return Finding(Verdict.SILENT.value, None, ())
    found, open_ones = met(grounds), undetermined(grounds)
    outcome = {
        "counted": not found,
        "exclusions": cited(found),
        "undetermined": cited(open_ones),
    }
    return Finding("decided", outcome, found or grounds, open_ones)


COUNTED_IN_ASSESSMENT = Question(
    id="counted_in_assessment",
    zh="计入考核",
    en="counted in assessment",
    parts=(Part("counted_in_assessment", Mode.GROUNDS, sense=Sense.FREES, answers_no=True),),
    describe=_counted,
)

QUESTIONS = (COUNTED_IN_ASSESSMENT,)
