"""A case that was tried in words: the answer, why, why not the other rules, what would change it.

What is said comes in pairs: what it is about, and what is said of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from rexian.analysis.hearing import Heard, Standing, by_reading
from rexian.analysis.trying import Tried
from rexian.i18n import _, language
from rexian.pages.example import Example
from rexian.questions import QUESTIONS
from rexian.rules.question import Part, Question
from rexian.ruletable import say
from rexian.saying.cases import happened, stated
from rexian.saying.rulings import say_ruling
from rexian.tellers import Teller
from rexian.words import listed, say_part

Pairs: TypeAlias = Iterator[tuple[str, str]]
#: What is told of a question that was not asked.
_NOT_ASKED: Mapping[str, Any] = {"readings": [], "why_not": []}


def say_tried(teller: Teller, question: Question, tried: Tried) -> Pairs:
    """Yield the answer, its clause, what it rests on, and what would change it."""
    yield from say_answer(teller, question, tried)
    if tried.otherwise:
        yield _("not as supposed"), listed(teller.facts(tried.otherwise))
    rulings = {q.id: _NOT_ASKED for q in QUESTIONS} | {question.id: tried.ruling}
    for _label, near in teller.near_misses(rulings):
        yield _("would change it"), near
    for told in teller.readings(rulings):
        yield _("reading"), told


def say_answer(teller: Teller, question: Question, tried: Tried) -> Pairs:
    """Yield the answer, its clause and the facts that it rests on."""
    ruling = tried.ruling
    yield _("answer"), say_ruling(teller, question, ruling)
    if ruling["outcome"] and ruling["outcome"].get("calendar") == "provisional":
        yield "", _("provisional")
    by = teller.by(ruling)
    if by:
        yield _("by"), by
    if ruling["edition"]:
        yield _("edition"), ruling["edition"]
    because = teller.reasons(ruling)
    if because:
        yield _("because"), listed(because)


def say_case(teller: Teller, example: Example) -> Pairs:
    """Yield what a case states and what happens in it."""
    case, place = example.witness.case, teller.jurisdiction
    yield _("example"), stated(case, place)
    for told in happened(case):
        yield "", told
    if example.witness.part == "co":
        yield "", _("it is about the co-handling unit")


def say_heard(teller: Teller, part: Part, heard: Heard) -> str:
    """Say a rule and how it stands to a case."""
    told = say(heard.enacted.rule.outcome, language(), part.id)
    return _("{ground} ({more})").format(ground=told, more=say_standing(teller, heard))


def say_standing(teller: Teller, heard: Heard) -> str:
    """Say how a rule stands to a case, and why."""
    if heard.standing is Standing.UNMET and by_reading(heard):
        return _("the text is read otherwise")
    told = {
        Standing.DECIDES: _("decides"),
        Standing.FOLLOWED: _("clashes with another, and is followed"),
        Standing.CLASHES: _("clashes with another"),
        Standing.YIELDS: _("yields to {rules}"),
        Standing.ABOVE: _("a nearer document answers: {rules}"),
        Standing.OPEN: _("open, hangs on: {facts}"),
        Standing.UNMET: _("not so here: {facts}"),
        Standing.IDLE: _("the question does not arise"),
    }[heard.standing]
    facts = teller.facts(heard.hangs_on) or teller.reasons({"why": heard.against})
    return told.format(rules=_names(heard), facts=listed(facts))


def _names(heard: Heard) -> str:
    return listed([enacted.rule.id for enacted in heard.to])


def part_heading(question: Question, part: Part) -> str:
    """Say which part of a question it is; of a question of one, what it asks."""
    return question.label() if len(question.parts) == 1 else say_part(question, part)
