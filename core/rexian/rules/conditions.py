"""Conditions over facts: data that can be evaluated, printed, parsed and turned into cells."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from rexian.rules.facts import Fact


class Condition(ABC):
    """A statement about a case; combined with `&`, `|` and `~`, never with `and`, `or`, `not`."""

    __slots__ = ()

    @abstractmethod
    def holds(self, values: Mapping[str, Any]) -> bool:
        """Whether the condition is true of a case in which every fact it asks is known."""

    @abstractmethod
    def children(self) -> tuple[Condition, ...]:
        """The conditions it is made of."""

    def atoms(self) -> Iterator[Atom]:
        """Every question to a single fact, in reading order."""
        for child in self.children():
            yield from child.atoms()

    def __and__(self, other: Condition) -> Condition:
        return And((*_parts(self, And), *_parts(other, And)))

    def __or__(self, other: Condition) -> Condition:
        return Or((*_parts(self, Or), *_parts(other, Or)))

    def __invert__(self) -> Condition:
        return self.term if isinstance(self, Not) else Not(self)

    def __bool__(self) -> NoReturn:
        raise TypeError("a condition has no truth of its own: combine with &, | and ~")


@dataclass(frozen=True, slots=True)
class Atom(Condition):
    """One question to one fact: is its value among these, or is the number at least this?"""

    fact: Fact
    values: frozenset[str | bool]
    at_least: int | None = None

    def accepts(self, value: object) -> bool:
        """Whether a known value of the fact satisfies the question."""
        if self.at_least is not None:
            return isinstance(value, int) and value >= self.at_least
        return value in self.values

    def holds(self, values: Mapping[str, Any]) -> bool:
        """Whether the case's value satisfies the question."""
        return self.accepts(values[self.fact.id])

    def children(self) -> tuple[Condition, ...]:
        """None: an atom is the smallest condition."""
        return ()

    def atoms(self) -> Iterator[Atom]:
        """Itself."""
        yield self


@dataclass(frozen=True, slots=True)
class And(Condition):
    """All of its terms hold."""

    terms: tuple[Condition, ...]

    def holds(self, values: Mapping[str, Any]) -> bool:
        """Whether every term holds."""
        return all(term.holds(values) for term in self.terms)

    def children(self) -> tuple[Condition, ...]:
        """The terms."""
        return self.terms


@dataclass(frozen=True, slots=True)
class Or(Condition):
    """At least one of its terms holds."""

    terms: tuple[Condition, ...]

    def holds(self, values: Mapping[str, Any]) -> bool:
        """Whether some term holds."""
        return any(term.holds(values) for term in self.terms)

    def children(self) -> tuple[Condition, ...]:
        """The terms."""
        return self.terms


@dataclass(frozen=True, slots=True)
class Not(Condition):
    """Its term does not hold."""

    term: Condition

    def holds(self, values: Mapping[str, Any]) -> bool:
        """Whether the term fails."""
        return not self.term.holds(values)

    def children(self) -> tuple[Condition, ...]:
        """The term."""
        return (self.term,)


#: The condition that every case meets.
ALWAYS: Condition = And(())


def _parts(condition: Condition, kind: type[And | Or]) -> tuple[Condition, ...]:
    return condition.terms if isinstance(condition, kind) else (condition,)
