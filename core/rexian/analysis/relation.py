"""How one answer stands to another: the same, stricter, looser, or not comparable."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum


class Relation(Enum):
    """How the first of two answers stands to the second."""

    SAME = "same"
    STRICTER = "stricter"
    LOOSER = "looser"
    ONLY_FIRST = "only_first"  # the second says nothing
    ONLY_SECOND = "only_second"
    INCOMPARABLE = "not_comparable"

    @property
    def turned(self) -> Relation:
        """How the second stands to the first."""
        return _TURNED.get(self, self)


_TURNED = {
    Relation.STRICTER: Relation.LOOSER,
    Relation.LOOSER: Relation.STRICTER,
    Relation.ONLY_FIRST: Relation.ONLY_SECOND,
    Relation.ONLY_SECOND: Relation.ONLY_FIRST,
}


def ordered(first: bool, second: bool) -> Relation:  # noqa: FBT001 - two like truths
    """Return the relation where `first` says that the first is no laxer, `second` the other way."""
    if first and second:
        return Relation.SAME
    if first or second:
        return Relation.STRICTER if first else Relation.LOOSER
    return Relation.INCOMPARABLE


def together(relations: Iterable[Relation]) -> Relation:
    """Return how answers stand that differ in several respects: stricter only if never looser."""
    found = set(relations) - {Relation.SAME}
    if not found:
        return Relation.SAME
    return found.pop() if len(found) == 1 else Relation.INCOMPARABLE
