"""Rules: one answer to one question, when it holds, and the clause that says so.

Plugins write rules with the functions here, in the order of the articles they encode. The order
means nothing to the result: two rules may share a case only where one says it goes `over` the
other, else the case is a conflict, in which `followed` names the one to follow and why.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypedDict, Unpack

from rexian.errors import DefinitionError
from rexian.rules.conditions import ALWAYS, Condition
from rexian.rules.declared import one, several
from rexian.rules.outcomes import Before, Given, Limit, Outcome, Same, Says, Steps, Strength, Value
from rexian.worktime.period import Period

_WITH_ART = re.compile(r"art\d")


@dataclass(frozen=True, slots=True)
class Rule:
    """An outcome for the cases that meet a condition, by the clauses cited.

    Attributes:
        id: the part of a question it answers, a dot, and its own name.
        per: ids of the clauses it comes from.
        over: ids of rules of the same document that yield to it.
        followed: why this rule is the one to follow where it clashes with another.
        editions: the editions of the document it stands in; none means all.
        inherited: whether documents below may fall back on it; what a hotline centre does for
            itself is not inherited by a bureau's own desk.
    """

    id: str
    outcome: Outcome
    per: tuple[str, ...]
    when: Condition = ALWAYS
    over: tuple[str, ...] = ()
    followed: str | None = None
    editions: tuple[str, ...] = ()
    inherited: bool = True

    def __post_init__(self) -> None:
        """Check what plugins hand over.

        Raises:
            DefinitionError: something is of another kind than it should be.
        """
        several(f"{self.id}: per", self.per, str, 'per=art("4") or per=clause("annex.1")')
        for key, found in (("over", self.over), ("editions", self.editions)):
            example = found if isinstance(found, str) else "sign.all" if key == "over" else "2024"
            several(f"{self.id}: {key}", found, str, f'{key}=("{example}",)')
        one(f"{self.id}: when", self.when, Condition, 'a condition: when=kind.is_("inquiry")')
        one(f"{self.id}: followed", self.followed, str | None, 'followed="中文 / English"')
        _check(self.id, self.outcome)


def _check(rule: str, outcome: Outcome) -> None:
    one(f"{rule}: what it says", outcome.says, Mapping, 'keys: {"by": "handler"}')
    if isinstance(outcome, Limit | Before):
        one(f"{rule}: its time", outcome.period, Period, "a period: working_days(5)")
    if isinstance(outcome, Steps):
        several(f"{rule}: steps", outcome.steps, Mapping, 'each as {"role": "unit_head"}')


class Relation(TypedDict, total=False):
    """How a rule stands to others; see `Rule`."""

    over: tuple[str, ...]
    followed: str
    editions: tuple[str, ...]
    inherited: bool


def art(*clauses: str) -> tuple[str, ...]:
    """Cite articles by clause id without its `art`: `art("13.repeat")` is clause `art13.repeat`.

    Raises:
        DefinitionError: an id is written with its `art`.
    """
    for name in clauses:
        if _WITH_ART.match(name):
            short = name.removeprefix("art")
            raise DefinitionError(f'art("{name}") cites no clause; write art("{short}")')
    return tuple(f"art{clause}" for clause in clauses)


def clause(*ids: str) -> tuple[str, ...]:
    """Cite clauses by their full ids."""
    return ids


def limit(  # noqa: PLR0913 - each part of a rule is named at the call
    rule: str,
    period: Period,
    *,
    per: tuple[str, ...],
    when: Condition = ALWAYS,
    start: str | None = None,
    strength: Strength = "must",
    says: Says | None = None,
    **relation: Unpack[Relation],
) -> Rule:
    """So much time from the start of the clock, or from the `start` that the document names."""
    return Rule(rule, Limit(period, strength, start, says or {}), per, when, **relation)


def given(
    rule: str,
    key: str,
    *,
    per: tuple[str, ...],
    when: Condition = ALWAYS,
    says: Says | None = None,
    **relation: Unpack[Relation],
) -> Rule:
    """The time given under `key` outside the document prevails."""
    return Rule(rule, Given(key, says=says or {}), per, when, **relation)


def same_as(  # noqa: PLR0913
    rule: str,
    clock: str,
    *,
    per: tuple[str, ...],
    when: Condition = ALWAYS,
    strength: Strength = "must",
    says: Says | None = None,
    **relation: Unpack[Relation],
) -> Rule:
    """Due when another clock is due."""
    return Rule(rule, Same(clock, strength, says or {}), per, when, **relation)


def before(  # noqa: PLR0913
    rule: str,
    clock: str,
    period: Period,
    *,
    per: tuple[str, ...],
    when: Condition = ALWAYS,
    strength: Strength = "must",
    says: Says | None = None,
    on_working_day: bool = False,
    **relation: Unpack[Relation],
) -> Rule:
    """Due a period before another clock is due; moved back to a working day if so stated."""
    outcome = Before(clock, period, strength, says or {}, on_working_day)
    return Rule(rule, outcome, per, when, **relation)


def value(
    rule: str,
    says: Says,
    *,
    per: tuple[str, ...],
    when: Condition = ALWAYS,
    strength: Strength = "must",
    **relation: Unpack[Relation],
) -> Rule:
    """Keys of the outcome and what they hold: a role, a body, a permission, a ground."""
    return Rule(rule, Value(says, strength), per, when, **relation)


def steps(
    rule: str,
    *ordered: dict[str, Any],
    per: tuple[str, ...],
    when: Condition = ALWAYS,
    says: Says | None = None,
    **relation: Unpack[Relation],
) -> Rule:
    """What must have been done, in order."""
    return Rule(rule, Steps(ordered, says=says or {}), per, when, **relation)
