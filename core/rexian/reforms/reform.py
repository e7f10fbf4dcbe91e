"""Reforms: changes to the rules of one document, by rule id, each with its own citation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypedDict

from rexian.model.terms import Labelled
from rexian.rules.conditions import Condition
from rexian.rules.outcomes import Outcome


class Stated(TypedDict, total=False):
    """What a change states of a rule; see `rexian.rules.rule.Rule`."""

    outcome: Outcome
    when: Condition
    over: tuple[str, ...]
    followed: str | None
    editions: tuple[str, ...]
    inherited: bool


@dataclass(frozen=True, slots=True)
class Change:
    """A change to one rule.

    Attributes:
        does: `replace` keeps of the rule what it does not state; `add` has a rule of its own.
        rule: the rule's id.
        per: where the reform says so, as people cite it.
        stated: what it states of the rule; of a removed one nothing.
    """

    does: Literal["replace", "remove", "add"]
    rule: str
    per: str
    stated: Stated


@dataclass(frozen=True, slots=True)
class Heading(Labelled):
    """What a reform is called: its name, as in `yiyang+faster`, and its titles.

    Attributes:
        of: the id of the document, or of the overlay, whose rules it changes.
        cites: the title or number of the paper in which its citations stand.
    """

    of: str
    cites: str


@dataclass(frozen=True, slots=True)
class Reform:
    """A reform of one document."""

    heading: Heading
    changes: tuple[Change, ...]

    @property
    def name(self) -> str:
        """Its name, as in `yiyang+faster`."""
        return self.heading.id

    def clause(self, rule: str) -> str:
        """Return the id of the clause in which it speaks of a rule."""
        return f"{self.name}.{rule}"
