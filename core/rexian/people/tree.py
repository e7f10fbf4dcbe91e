"""The tree of units: who stands below whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import Connection, select

from rexian.store.schema import units


@dataclass(frozen=True)
class Tree:
    """Units by their names, each with the unit above it; None for those at the top."""

    parents: Mapping[str, str | None]

    def line(self, unit: str) -> tuple[str, ...]:
        """Return a unit and those above it, from the nearest up.

        A unit that is not in the tree stands alone. No unit comes twice, whatever the tree holds.
        """
        found = [unit]
        above = self.parents.get(unit)
        while above is not None and above not in found:
            found.append(above)
            above = self.parents.get(above)
        return tuple(found)

    def within(self, unit: str) -> frozenset[str]:
        """Return a unit and all below it."""
        found, waiting = {unit}, [unit]
        while waiting:
            below = self._below.get(waiting.pop(), frozenset()) - found
            found |= below
            waiting.extend(below)
        return frozenset(found)

    def may_stand_below(self, unit: str, parent: str) -> bool:
        """Whether a unit can be put below another without standing below itself."""
        return unit not in self.line(parent)

    def ordered(self) -> list[str]:
        """Return every unit, each after the one above it."""
        found: dict[str, None] = {}
        for unit in self.parents:
            found |= dict.fromkeys(u for u in reversed(self.line(unit)) if u in self.parents)
        return list(found)

    def having(self, more: Mapping[str, str | None]) -> Tree:
        """Return the tree with more units, or with units elsewhere."""
        return Tree({**self.parents, **more})

    @cached_property
    def _below(self) -> Mapping[str, frozenset[str]]:
        below: dict[str, set[str]] = {}
        for unit, parent in self.parents.items():
            if parent is not None:
                below.setdefault(parent, set()).add(unit)
        return {parent: frozenset(found) for parent, found in below.items()}


def read_tree(conn: Connection) -> Tree:
    """Return the tree as the database has it, units out of use among them."""
    return Tree({row.name: row.parent for row in conn.execute(_PARENTS)})


_PARENTS = select(units.c.name, units.c.parent).order_by(units.c.name)


def owns(tree: Tree, unit: str | None, holders: Iterable[str]) -> bool:
    """Whether a unit, or one below it, is among those that have a ticket."""
    return unit is not None and not tree.within(unit).isdisjoint(holders)
