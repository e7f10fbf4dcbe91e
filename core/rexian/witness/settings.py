"""Settings: a jurisdiction made ready for examples, with its calendar and readings."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeAlias

from rexian.explain import Ruler
from rexian.facts import GIVEN_FACTS, stated_as
from rexian.instants import Instant
from rexian.model.events import Event
from rexian.rules.facts import Count, Fact, FactValue
from rexian.rules.nodes import Node
from rexian.rules.plan import Plan, behind, narrowed
from rexian.rules.scalar import evaluate
from rexian.rules.timing import State

#: What a fact is held to: one that a ticket states by its id, one that is worked out by the
#: setting's place and its id, since the same case may stand otherwise in another setting.
Key: TypeAlias = str | tuple[int, str]
Held: TypeAlias = Mapping[Key, frozenset[FactValue]]


def facts_plan(plan: Plan) -> Plan:
    """Return as much of a plan as works out facts that rules ask."""
    asked = [step.id for step in plan.steps if isinstance(step, Node) and step.fact is not None]
    return narrowed(plan, *asked)


@lru_cache(maxsize=256)
def _tops(plan: Plan) -> dict[str, int]:
    """Return for each number the highest threshold that any table asks."""
    tops: dict[str, int] = {}
    for asked in plan.parts.values():
        for table in asked.tables:
            for axis in table.grid.axes:
                if isinstance(axis.fact, Count):
                    highest = max(value for values in axis.classes for value in values)
                    tops[axis.fact.id] = max(tops.get(axis.fact.id, 0), int(highest))
    return tops


class Setting:
    """One jurisdiction, calendar and choice of readings, in which facts are to be as wanted.

    Attributes:
        place: its place among the settings in which they are to be so at once.
        plan: what works out facts.
        nodes: the facts that are worked out, by id.
        usual: everything about a case of which nothing is told.
        tops: for each number, the highest threshold that a rule asks: more makes no difference.
    """

    def __init__(self, ruler: Ruler, place: int) -> None:
        self.place = place
        self.calendars = ruler.calendars
        self.domains = ruler.jurisdiction.domains
        self.plan = facts_plan(ruler.jurisdiction.plan())
        self.chosen = ruler.jurisdiction.chosen(ruler.readings)
        self.nodes = {
            step.id: step
            for step in self.plan.steps
            if isinstance(step, Node) and step.fact is not None
        }
        self.tops = _tops(ruler.jurisdiction.plan())
        self.usual = self.state({}, (), None)
        self._read: dict[str, frozenset[str]] = {}

    def state(
        self, facts: Mapping[str, Any], events: Sequence[Event], now: Instant | None
    ) -> State:
        """Return everything about a case with these facts and events."""
        return evaluate(self.plan, {**self.chosen, **facts}, events, now, self.calendars)

    def agrees(self, state: State, wanted: Iterable[tuple[str, frozenset[FactValue]]]) -> bool:
        """Whether every fact that is worked out here has one of the values wanted of it."""
        return all(
            state[fact] in values or self._past_top(fact, state[fact], values)
            for fact, values in wanted
            if fact in self.nodes
        )

    def _past_top(self, fact: str, number: int, values: frozenset[FactValue]) -> bool:
        top = self.tops.get(fact)
        return top is not None and top in values and number > top

    def read_by(self, fact: str) -> frozenset[str]:
        """Return every fact, given or worked out, that a fact is worked out from."""
        if fact not in self._read:
            self._read[fact] = behind(self.plan, (fact,))
        return self._read[fact]

    def key(self, fact: str) -> Key:
        """Return under which key it is held what a fact is to be."""
        return (self.place, fact) if fact in self.nodes else fact

    def clock_of(self, fact: str) -> str | None:
        """Return the clock whose state a fact is, if it is one's."""
        return next((need for need in self.nodes[fact].needs if need in self.plan.parts), None)

    def ordered(self, fact: str, values: Collection[FactValue]) -> list[FactValue]:
        """Return values of a fact, the usual one first, then as the fact declares them."""
        usual = self.usual[fact]
        return sorted(in_order(self.known(fact), values), key=lambda value: value != usual)

    def known(self, fact: str) -> Fact:
        """Return a fact as the jurisdiction knows it."""
        node = self.nodes.get(fact)
        return self.domains[fact] if node is None or node.fact is None else node.fact


def in_order(fact: Fact, values: Collection[FactValue]) -> Iterator[FactValue]:
    """Yield those of the values that the fact has, in its own order."""
    if isinstance(fact, Count):
        yield from sorted(values)
    else:
        yield from (value for value in fact.values if value in values)


def is_stated(fact: str) -> bool:
    """Whether a fact is one that a ticket states and no event establishes."""
    return fact in GIVEN_FACTS and stated_as(fact) == fact
