"""Hearing: of one case, which rules on a part of a question speak, and why the others do not.

A table tells which rule decides; this tells of all of them. It decides nothing by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, TypeAlias

from rexian.questions.findings import answers_of
from rexian.rules.answers import Answer
from rexian.rules.conditions import And, Atom, Condition, Not, Or
from rexian.rules.plan import Plan
from rexian.rules.question import Part
from rexian.rules.readings import READING
from rexian.rules.table import Conflict, Decision, Enacted, Verdict, rules_of
from rexian.rules.text import reasons
from rexian.rules.timing import State

#: True, false, or not known.
Truth: TypeAlias = bool | None


class Standing(Enum):
    """How a rule stands to a case."""

    DECIDES = "decides"
    FOLLOWED = "followed"  # it clashes with others, and is the one to follow
    CLASHES = "clashes"
    YIELDS = "yields"  # another rule of its document goes over it
    ABOVE = "above"  # it stands in a document above, and a nearer one answers
    OPEN = "open"  # whether it speaks, or whether another goes over it, hangs on an unknown fact
    UNMET = "unmet"
    IDLE = "idle"  # the question does not arise


#: Those of a rule whose condition is met.
SPEAKING = frozenset(
    {Standing.DECIDES, Standing.FOLLOWED, Standing.CLASHES, Standing.YIELDS, Standing.ABOVE}
)


@dataclass(frozen=True, slots=True)
class Heard:
    """A rule, and how it stands to a case.

    Attributes:
        to: the rules to which it yields.
        hangs_on: the facts that are not known, of a rule that is open.
        against: what is so of the case and stands against a rule, as `show_fact` shows it.
    """

    enacted: Enacted
    standing: Standing
    to: tuple[Enacted, ...] = ()
    hangs_on: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


def hear(plan: Plan, state: State, part: Part) -> list[Heard]:
    """Return every rule on a part with its standing; those that speak first, else as listed."""
    tables = plan.parts[part.id].tables
    if not any(table.rules for table in tables):
        return []
    found = [
        _heard(enacted, answer, state)
        for answer in answers_of(state[part.id])
        for enacted in answer.table.rules
    ]
    order = list(Standing)
    return sorted(found, key=lambda heard: order.index(heard.standing))


def _heard(enacted: Enacted, answer: Answer, state: State) -> Heard:
    decision = answer.decision
    if decision is Verdict.NOT_APPLICABLE:
        return Heard(enacted, Standing.IDLE)
    deciding = rules_of(decision)
    if enacted in deciding:
        return Heard(enacted, _deciding(enacted, decision))
    met = truth(enacted.rule.when, state)
    if met is False:
        against = reasons(~enacted.rule.when, state)
        return Heard(enacted, Standing.UNMET, against=tuple(against))
    if met is None or not deciding:
        return Heard(enacted, Standing.OPEN, hangs_on=tuple(_unknown(enacted, answer, state)))
    nearer = any(other.depth < enacted.depth for other in deciding)
    return Heard(enacted, Standing.ABOVE if nearer else Standing.YIELDS, to=deciding)


def _deciding(enacted: Enacted, decision: Decision) -> Standing:
    if not isinstance(decision, Conflict):
        return Standing.DECIDES
    return Standing.FOLLOWED if enacted is decision.followed else Standing.CLASHES


def _unknown(enacted: Enacted, answer: Answer, state: State) -> Sequence[str]:
    """Return the facts not known that a rule asks; where it asks none, those the answer asks."""
    asked = dict.fromkeys(atom.fact.id for atom in enacted.rule.when.atoms())
    return [fact for fact in asked if not _is_known(state[fact])] or answer.table.missing(state)


def truth(condition: Condition, values: Mapping[str, Any]) -> Truth:
    """Return whether a condition is met, as far as what is known tells."""
    match condition:
        case Atom():
            return _agreed(condition.accepts(each) for each in _ways(values[condition.fact.id]))
        case Not(term=term):
            met = truth(term, values)
            return None if met is None else not met
        case And(terms=terms):
            met_of = [truth(term, values) for term in terms]
            return False if False in met_of else None if None in met_of else True
        case Or(terms=terms):
            met_of = [truth(term, values) for term in terms]
            return True if True in met_of else None if None in met_of else False
    return truth(next(condition.atoms()), values)


def _ways(value: object) -> Sequence[object]:
    """Return what a value may turn out to be: of one not known at all, nothing."""
    if value is None:
        return ()
    return value.split("|") if isinstance(value, str) else (value,)


def _agreed(found: Iterator[bool]) -> Truth:
    truths = set(found)
    return truths.pop() if len(truths) == 1 else None


def _is_known(value: object) -> bool:
    return len(_ways(value)) == 1


def by_reading(heard: Heard) -> bool:
    """Whether nothing but the way the text is read stands against a rule."""
    return bool(heard.against) and all(
        told.removeprefix("not ").startswith(READING) for told in heard.against
    )
