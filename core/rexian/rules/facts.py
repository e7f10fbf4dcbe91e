"""Facts: what is true of a ticket, in the words every jurisdiction shares.

A fact is typed and finite once cut. Rules ask it through `is_`, `in_`, `has` and `at_least`, or use
a flag as it stands; each gives a condition. Facts are never compared with `==`, which would break
look-up in lists and sets.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any, TypeAlias

from rexian.errors import DefinitionError, nearest
from rexian.model.terms import Labelled, Terms
from rexian.rules.conditions import Atom, Condition

FactValue: TypeAlias = str | bool | int


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Fact(Labelled):
    """A fact of a case: its id, its names, and whether a case may leave it unknown."""

    optional: bool = False

    @property
    def values(self) -> tuple[FactValue, ...]:
        """Every value the fact takes; for a count, none until its thresholds are known."""
        return ()


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Choice(Fact):
    """A fact with one of a list of values.

    An `open` list may be extended by a jurisdiction; its values are checked when rules compile.
    `groups` lists values among which a source may leave it open, such as two channels that share
    a number prefix; a case then holds the group, written `a|b`.
    """

    terms: Terms
    groups: tuple[tuple[str, ...], ...] = ()
    open: bool = False

    @property
    def values(self) -> tuple[FactValue, ...]:
        """The options in their declared order."""
        return self.terms.ids

    def is_(self, option: str) -> Condition:
        """The fact has this value."""
        return self.in_(option)

    def in_(self, *options: str) -> Condition:
        """The fact has one of these values.

        Raises:
            DefinitionError: a value the fact does not have.
        """
        for option in options:
            if option not in self.terms and not self.open:
                raise DefinitionError(
                    f"{self.id} has no value {option!r}{nearest(option, self.terms.ids)}"
                )
        return Atom(self, frozenset(options))


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Flag(Fact, Condition):
    """A yes-or-no fact; used as a condition it means yes."""

    @property
    def values(self) -> tuple[FactValue, ...]:
        """No, then yes."""
        return (False, True)

    @property
    def atom(self) -> Atom:
        """The condition that the fact is true."""
        return Atom(self, frozenset((True,)))

    def holds(self, values: Mapping[str, Any]) -> bool:
        """Whether the flag is true of a case in which it is known."""
        return values[self.id] is True

    def children(self) -> tuple[Condition, ...]:
        """The question whether it is true."""
        return (self.atom,)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Count(Fact):
    """A whole number that rules compare with thresholds; the thresholds cut it into classes."""

    least: int = 0

    def at_least(self, threshold: int) -> Condition:
        """The number is the threshold or more (以上 includes the number)."""
        return Atom(self, frozenset(), at_least=threshold)

    def below(self, threshold: int) -> Condition:
        """The number is less than the threshold (不满 excludes it)."""
        return ~self.at_least(threshold)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Many(Labelled):
    """A list of findings; what is not in it has not been found, so no member is ever unknown."""

    members: Mapping[str, Flag]

    def has(self, option: str) -> Flag:
        """The list holds this value.

        Raises:
            DefinitionError: a value the list cannot hold.
        """
        if option not in self.members:
            raise DefinitionError(
                f"{self.id} cannot hold {option!r}{nearest(option, self.members)}"
            )
        return self.members[option]

    def has_any(self, *options: str) -> Condition:
        """The list holds at least one of these values."""
        flags: tuple[Condition, ...] = tuple(self.has(option) for option in options)
        return reduce(or_, flags)


def many(id: str, zh: str, en: str, terms: Terms) -> Many:  # noqa: A002 - the field's own name
    """Return a list fact with one flag per term, named `list.term`."""
    members = {
        term.id: Flag(id=f"{id}.{term.id}", zh=f"{zh}：{term.zh}", en=f"{en}: {term.en}")
        for term in terms
    }
    return Many(id=id, zh=zh, en=en, members=members)
