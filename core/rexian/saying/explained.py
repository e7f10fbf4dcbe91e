"""One ruling in full: what is answered, by which clauses, why, and what would change it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from rexian.i18n import _
from rexian.questions import QUESTIONS
from rexian.rules.question import Question
from rexian.saying.rulings import say_ruling
from rexian.tellers import Teller, locators, whence
from rexian.words import listed

Ruling = Mapping[str, Any]


def explained(
    teller: Teller, question: Question, rulings: Mapping[str, Ruling]
) -> Iterator[tuple[str, str]]:
    """Yield what there is to say of one ruling, each with what it is about.

    The readings and single facts that would change the answer are told where `rulings` have them.
    """
    ruling, alone = rulings[question.id], _alone(question, rulings)
    yield _("answer"), say_ruling(teller, question, ruling)
    if ruling.get("candidates") and ruling["outcome"] is not None:
        yield _("clauses clash"), teller.conflict(ruling)
    yield from _clauses(teller, ruling)
    if ruling["edition"]:
        yield _("edition"), f"{_layer(teller, ruling)} {ruling['edition']}{_whence(teller, ruling)}"
    if ruling["why"]:
        yield _("because"), listed(teller.reasons(ruling))
    yield from ((_("reading"), line) for line in teller.readings(alone))
    yield from ((_("what would change it"), near) for _label, near in teller.near_misses(alone))


def citation(teller: Teller, ruling: Ruling) -> str:
    """Return where a ruling stands as people cite it: title, number and places of the documents."""
    found: dict[str, list[Mapping[str, str]]] = {}
    for each in ruling["citations"]:
        found.setdefault(each["document"], []).append(each)
    return "\n".join(
        f"{document.label()} {document.number} {listed(locators(each))}"
        for name, each in found.items()
        for document in [teller.jurisdiction.layer(name).document]
    )


def _clauses(teller: Teller, ruling: Ruling) -> Iterator[tuple[str, str]]:
    """Yield the clauses of a ruling with what they say."""
    for cited in ruling["citations"]:
        clauses = teller.jurisdiction.layer(cited["document"]).clauses()
        yield locators([cited])[0], clauses[cited["clause"]].gist()


def _layer(teller: Teller, ruling: Ruling) -> str:
    return teller.jurisdiction.layer(ruling["layer"]).document.label()


def _whence(teller: Teller, ruling: Ruling) -> str:
    stack = teller.jurisdiction.stack
    return whence(next(depth for depth, layer in stack if layer.id == ruling["layer"]))


def _alone(question: Question, rulings: Mapping[str, Ruling]) -> dict[str, Ruling]:
    """Return rulings of which one alone has readings and single facts that would change it."""
    nothing: Ruling = {"readings": [], "why_not": []}
    found: dict[str, Ruling] = {each.id: nothing for each in QUESTIONS}
    return found | {question.id: rulings[question.id]}
