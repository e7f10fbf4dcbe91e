"""Examples: what must happen for a fact to be so, declared beside the fact.

An example gives, for a value, the ways in which it can come about; a way is a chain of steps in the
order in which they happen. What is so of a ticket to which nothing has happened needs no step.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias


@dataclass(frozen=True, slots=True)
class Act:
    """Somebody does something.

    Attributes:
        types: the types of event that serve.
        fields: for each field that matters, the values that serve, the most usual first.
    """

    types: tuple[str, ...]
    fields: tuple[tuple[str, tuple[object, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Has:
    """What another node marks, or takes the time of, happens."""

    node: str


@dataclass(frozen=True, slots=True)
class Starts:
    """A clock starts, whatever a document lets it start from."""

    clock: str


@dataclass(frozen=True, slots=True)
class Ends:
    """The act that ends a clock is done."""

    clock: str


@dataclass(frozen=True, slots=True)
class Says:
    """The ticket states a fact."""

    fact: str
    value: str | bool


@dataclass(frozen=True, slots=True)
class Arrives:
    """The appeal comes so many hours after a Monday begins."""

    hours: int


@dataclass(frozen=True, slots=True)
class Later:
    """A time passes that is longer than limits are."""


LATER: Final = Later()

Step: TypeAlias = Act | Has | Starts | Ends | Says | Arrives | Later
Way: TypeAlias = tuple[Step, ...]
Example: TypeAlias = Callable[[Any], tuple[Way, ...]]

#: The way to what is so before anything happens.
NOTHING: Final[Way] = ()


def act(*types: str, **fields: object) -> Act:
    """Return an act of one of these types with these fields."""
    return Act(types, tuple((name, (value,)) for name, value in fields.items()))


def act_where(types: tuple[str, ...], where: Mapping[str, tuple[object, ...]]) -> Act:
    """Return an act as a node looks for it."""
    return Act(types, tuple(where.items()))


def after(*marks: str | None) -> Way:
    """Return the steps that make these marks present."""
    return tuple(Has(mark) for mark in marks if mark is not None)


def so(*ways: Way, otherwise: tuple[Way, ...] = (NOTHING,)) -> Example:
    """Say how a flag, a mark or a time comes about, and how it does not."""
    return lambda value: ways if value else otherwise


def times(each: Act, since: Way = NOTHING, *, unbroken: Way = NOTHING) -> Example:
    """Say how a number comes about: so many acts, since something.

    `unbroken` breaks a row of acts: those before it no longer count.
    """

    def ways(number: int) -> tuple[Way, ...]:
        acts: Way = (each,) * number
        plain = (*since, *acts) if number else NOTHING
        return (plain, (*unbroken, *acts)) if unbroken else (plain,)

    return ways


def told_in(
    field: str,
    default: str | None,
    *types: str,
    since: Way = NOTHING,
    **where: tuple[object, ...],
) -> Example:
    """Say how a value comes about that a field of an act tells; the default needs none.

    `where` gives, for further fields of the act, the values that serve.
    """

    def ways(value: str) -> tuple[Way, ...]:
        if value == default:
            return (NOTHING,)
        return ((*since, act_where(types, {field: (value,), **where})),)

    return ways


def by_value(ways: Mapping[str, tuple[Way, ...]]) -> Example:
    """Say value by value how it comes about."""
    return lambda value: ways[value]


def standing(clock: str) -> Example:
    """Say how the states of a clock come about."""
    start, end = Starts(clock), Ends(clock)
    return by_value(
        {
            "unset": (NOTHING,),
            "open": ((start,),),
            "overdue": ((start, LATER),),
            "done": ((start, end),),
            "done_late": ((start, LATER, end),),
        }
    )
