"""Laxer rules: where a document lets through what the one above it does not.

A clock is laxer where from some start it is due later; a demand where it asks for less; a ground
that excuses where the document above, which lists such grounds too, has none to match it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rexian.analysis.diff import Differ, Difference
from rexian.analysis.findings import Claim, Finding
from rexian.analysis.relation import Relation
from rexian.analysis.sides import Reach, Side
from rexian.analysis.strictness import Judge
from rexian.jurisdictions import Jurisdiction
from rexian.rules.conditions import Condition
from rexian.rules.question import Mode, Part, Question, Sense


def laxer(side: Side, upper: Side, judge: Judge, only: str | None = None) -> Iterator[Finding]:
    """Yield the rules of a side's own document that are laxer than an upper one's.

    `only` names the one part of a question to look at.
    """

    def among(_question: Question, part: Part) -> bool:
        return _can_be_laxer(part) and only in (None, part.id)

    def noted(part: str) -> Sequence[Condition]:
        return [check.when for check in side.noted("laxer", part)]

    own = replace(side, reach=Reach.OWN)
    for found in Differ(own, upper, judge, noted).differences(among):
        if found.first.rules and _is_laxer(found):
            yield Finding(
                "laxer",
                found.question.id,
                found.part,
                found.grid,
                found.cells,
                found.first.rules,
                (Claim(side, found.first), Claim(upper, found.second)),
                found.compared,
            )


def upper_of(side: Side) -> Side | None:
    """Return what a side inherits, under the same readings, as a side of its own."""
    above = side.jurisdiction.above
    return None if above is None else Side(above, _known(above, side), Reach.HANDED_DOWN)


def _known(above: Jurisdiction, side: Side) -> dict[str, str]:
    return {
        name: chosen
        for name, chosen in side.readings.items()
        if name in above.readings and chosen in above.readings[name].fact.terms
    }


def _can_be_laxer(part: Part) -> bool:
    """Whether one document can be laxer than another on a part.

    Grounds that bind unite: what one document demands besides another is demanded still.
    """
    if part.mode is Mode.GROUNDS:
        return part.sense is Sense.FREES
    return part.sense is not Sense.ASSIGNS


def _is_laxer(found: Difference) -> bool:
    if found.relation is Relation.INCOMPARABLE:
        return found.compared.later is not None
    return found.relation is Relation.LOOSER
