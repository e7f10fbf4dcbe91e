"""Nodes: what is worked out about a case, written once and read by ticket and by column.

A node computes its value from other nodes and from the case's events through a handful of
operations (`Ops`). The desk hands it operations over one ticket's events, the lab operations over
columns of tickets; the node cannot tell. Three-valued truths are True, False and None (unknown).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final, Protocol, TypeAlias

from rexian.rules.examples import Example, Has, act_where, after, so, times
from rexian.rules.facts import Choice, Fact

Values: TypeAlias = Mapping[str, Any]
Where: TypeAlias = Mapping[str, tuple[object, ...]]


class Bound(Enum):
    """Stands where a node sets no bound to the stretch of history it reads."""

    NONE = "none"


NO_BOUND: Final = Bound.NONE

#: In a `where`, any value at all: the field was recorded.
RECORDED: Final = ("recorded",)
#: In a `where` or after a field's name: it is recorded as so, or as not so.
YES: Final = (True,)
NOT: Final = (False,)


class Ops(Protocol):
    """What a node may do.

    Marks are events picked from a history, times are instants; either may be absent. A stretch of
    history bounded by a mark that is absent is empty.
    """

    def first(self, types: tuple[str, ...], where: Where, since: Any) -> Any:
        """Mark the first event of these types after the mark `since`."""

    def last(self, types: tuple[str, ...], where: Where, since: Any, until: Any) -> Any:
        """Mark the last event of these types after `since` and before `until`."""

    def count(self, types: tuple[str, ...], where: Where, since: Any) -> Any:
        """Count the events of these types after the mark `since`."""

    def each(self, types: tuple[str, ...], where: Where, since: Any) -> Any:
        """Mark every event of these types after the mark `since`, in order."""

    def origin(self, mark: Any) -> Any:
        """Return the mark, or where it is absent the beginning of the history."""

    def instead(self, one: Any, other: Any) -> Any:
        """Return one mark, or where it is absent the other."""

    def time(self, mark: Any) -> Any:
        """Return when the marked event happened."""

    def absent(self) -> Any:
        """Return the absent time."""

    def end_of(self, start: Any, mark: Any, name: str) -> Any:
        """Return when a period among the marked event's fields, counted from `start`, ends."""

    def furthest(self, clock: Any, part: Any) -> Any:
        """Return until when the decisions of a part let a clock be extended; absent without any.

        Each lets it be for a limit of its own from the clock's base due time, else for the clock's
        own limit once more; the earliest holds.
        """

    def passes(self, time: Any, clock: Any, part: Any) -> Any:
        """Return whether a time is later than a part lets a clock be extended.

        Unknown if it is later only than an open decision may yet let it be.
        """

    def instant(self, mark: Any, name: str) -> Any:
        """Return an instant among the marked event's fields."""

    def choice(self, fact: Choice, mark: Any, name: str, default: str | None) -> Any:
        """Return a field of the marked event as a value of the fact, the default where absent.

        A default of None leaves it unknown.
        """

    def select(self, fact: Choice, default: str, *cases: tuple[Any, str]) -> Any:
        """Return the value beside the first condition that is true, else the default."""

    def slot(self, fact: Choice, time: Any) -> Any:
        """Return the half day of the week in which a time falls, as a value of the fact.

        The value is `mon_am`, `mon_pm` and so on where the fact has it, else its last one. Of the
        last second of a day, which stands for a day without a time, the half is unknown.
        """

    def states(self, mark: Any, name: str) -> Any:
        """Return whether the marked event states a field: present, not false, not empty."""

    def holds(self, mark: Any, name: str, *options: object) -> Any:
        """Return whether a field of the marked event is, or lists, one of these."""

    def present(self, value: Any) -> Any:
        """Return whether a mark or a time is there."""

    def after(self, one: Any, other: Any) -> Any:
        """Return whether one time is later than another; false where either is absent."""

    def later(self, one: Any, other: Any) -> Any:
        """Return whether one mark comes after another; a mark comes after an absent one."""

    def either(self, one: Any, other: Any) -> Any:
        """Return one time, or where it is absent the other."""

    def stands_in(self, one: Any, usual: Any) -> Any:
        """Return one act's time where it stands in for the usual one, else that of the usual one.

        Nothing is known of either where it is not told when the usual act was done.
        """

    def pick(self, condition: Any, then: Any, otherwise: Any) -> Any:
        """Return one of two times, by a condition."""

    def both(self, *truths: Any) -> Any:
        """Return whether all are true: false if one is false, else unknown if one is unknown."""

    def some(self, *truths: Any) -> Any:
        """Return whether one is true: true if one is true, else unknown if one is unknown."""

    def no(self, truth: Any) -> Any:
        """Return the opposite; unknown stays unknown."""

    def ordinal(self, number: Any, counted: Any) -> Any:
        """Return which one an act is: the number so far where it is counted in, else one more."""

    def exceeds(self, number: Any, part: Any, key: str) -> Any:
        """Return whether a number passes the least one that the part's decisions hold."""

    def late(self, part: Any) -> Any:
        """Return whether an act came, or would now come, after a due time of the part."""

    def state(self, fact: Choice, part: Any) -> Any:
        """Return how a clock stands, as a value of the fact; unknown where its limit is."""

    def triggered(self, part: Any) -> Any:
        """Return whether a ground of the part is met; unknown if none is and one may yet be."""

    def lacks(self, part: Any, mark: Any) -> Any:
        """Return whether the marked event fails to state what the part's decisions demand."""

    def differs(self, part: Any, key: str, mark: Any, name: str) -> Any:
        """Return whether the marked event's field is other than what the decision demands."""


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """Something worked out about a case.

    Attributes:
        id: its name among the case's values.
        compute: its value, from the operations and the values of the nodes it needs.
        needs: ids of the nodes and parts it reads.
        events: the event types it reads; a corpus that does not record one leaves it unknown.
        fact: the fact it is, where rules may ask it.
        idle: whether, while none of its events has happened, it is what it is in an empty history,
            whatever the nodes it needs.
        example: how its values come about; every fact has one.
    """

    id: str
    compute: Callable[[Any, Values], Any]
    needs: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    fact: Fact | None = None
    idle: bool = False
    example: Example | None = None


def first(name: str, *types: str, since: str | None = None, where: Where | None = None) -> Node:
    """Mark the first event of these types (since the event another node marks)."""
    return Node(
        name,
        lambda o, v: o.first(types, where or {}, v[since] if since else NO_BOUND),
        _named(since),
        types,
        idle=True,
        example=_present(types, where, since),
    )


def last(
    name: str,
    *types: str,
    since: str | None = None,
    until: str | None = None,
    where: Where | None = None,
) -> Node:
    """Mark the last event of these types (since and until the events other nodes mark)."""
    return Node(
        name,
        lambda o, v: o.last(
            types,
            where or {},
            v[since] if since else NO_BOUND,
            v[until] if until else NO_BOUND,
        ),
        _named(since, until),
        types,
        idle=True,
        example=_present(types, where, since),
    )


def count(fact: Fact, *types: str, since: str | None = None, where: Where | None = None) -> Node:
    """Count the events of these types (since the event another node marks)."""
    return Node(
        fact.id,
        lambda o, v: o.count(types, where or {}, v[since] if since else NO_BOUND),
        _named(since),
        types,
        fact,
        idle=True,
        example=times(act_where(types, where or {}), after(since)),
    )


def run(fact: Fact, *types: str, since: str, where: Where | None = None) -> Node:
    """Count the events of these types in a row: since the event that breaks it, if it happened."""
    return Node(
        fact.id,
        lambda o, v: o.count(types, where or {}, o.origin(v[since])),
        (since,),
        types,
        fact,
        idle=True,
        example=times(act_where(types, where or {}), unbroken=after(since)),
    )


def happened(fact: Fact, *types: str, since: str | None = None, where: Where | None = None) -> Node:
    """Whether an event of these types happened (since the event another node marks)."""
    return Node(
        fact.id,
        lambda o, v: o.present(o.first(types, where or {}, v[since] if since else NO_BOUND)),
        _named(since),
        types,
        fact,
        idle=True,
        example=_present(types, where, since),
    )


def moment(mark: str) -> Node:
    """When the event that a node marks happened, as `<mark>_at`."""
    return Node(f"{mark}_at", lambda o, v: o.time(v[mark]), (mark,), example=so((Has(mark),)))


def derived(
    fact: Fact,
    compute: Callable[[Any, Values], Any],
    *,
    needs: Iterable[str],
    events: tuple[str, ...] = (),
    example: Example | None = None,
) -> Node:
    """Return a fact worked out from other nodes, which rules may ask."""
    return Node(fact.id, compute, tuple(needs), events, fact, example=example)


def _present(types: tuple[str, ...], where: Where | None, since: str | None) -> Example:
    return so((*after(since), act_where(types, where or {})))


def _named(*names: str | None) -> tuple[str, ...]:
    return tuple(name for name in names if name)
