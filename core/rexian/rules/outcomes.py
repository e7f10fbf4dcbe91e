"""The six forms an answer takes.

A limit, a limit given elsewhere, the same as another question's, a period before another clock, a
value, or steps. They are data: equal outcomes are the same answer, whoever says it. What an
outcome `says` besides are further keys of the answer, such as to whom a reminder goes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from rexian.worktime.period import Period

Strength: TypeAlias = Literal["must", "in_principle", "may"]
Says: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Limit:
    """So much time from the start of the clock; `start` names another start than the usual one."""

    period: Period
    strength: Strength = "must"
    start: str | None = None
    says: Says = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Given:
    """The time written on the ticket, the form, the platform, in a sign-off or in a special law."""

    key: str
    strength: Strength = "must"
    says: Says = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Same:
    """Due when another clock is due."""

    clock: str
    strength: Strength = "must"
    says: Says = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Before:
    """Due a period before another clock is due.

    With `on_working_day`, a due time on a day off moves back to the end of the last working day.
    """

    clock: str
    period: Period
    strength: Strength = "must"
    says: Says = field(default_factory=dict)
    on_working_day: bool = False


@dataclass(frozen=True, slots=True)
class Value:
    """A role, a body, a permission: keys of the outcome and what they hold."""

    says: Says
    strength: Strength = "must"


@dataclass(frozen=True, slots=True)
class Steps:
    """What must have been done, in order: approvals, required contents."""

    steps: tuple[Mapping[str, Any], ...]
    strength: Strength = "must"
    says: Says = field(default_factory=dict)


Timed: TypeAlias = Limit | Given | Same | Before
Outcome: TypeAlias = Timed | Value | Steps
Form: TypeAlias = Literal["limit", "given", "same_as", "before", "value", "steps"]

#: By which function a rule writes each form.
_FORMS: Mapping[type[Outcome], Form] = {
    Limit: "limit",
    Given: "given",
    Same: "same_as",
    Before: "before",
    Value: "value",
    Steps: "steps",
}
#: The forms of an answer with a time.
TIMED: tuple[Form, ...] = ("limit", "given", "same_as", "before")


def form_of(outcome: Outcome) -> Form:
    """Return the form of an outcome: the function by which a rule writes it."""
    return _FORMS[type(outcome)]


def says_of(outcome: Outcome) -> dict[str, Any]:
    """Return the keys that an outcome holds besides its time; steps stand under their own key."""
    if isinstance(outcome, Steps):
        return {"steps": [dict(step) for step in outcome.steps], **outcome.says}
    return dict(outcome.says)
