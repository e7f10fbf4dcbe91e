"""A ticket's projection: whether what is stored is what its records and the rules make of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any, NamedTuple, TypeVar

from rexian.desk.project import project
from rexian.desk.rules import Rules
from rexian.desk.verifying.evidence import Held
from rexian.desk.verifying.findings import Findings
from rexian.lifecycle.record import Record
from rexian.store.change import AssignmentRow, ClockRow, Projection, TicketRow

#: What of a ticket's row depends on the rules, and so cannot be compared under other ones.
_RULED = ("channel", "due_at", "ruled_under")
#: What a finding does not repeat: whoever verifies need not be one who may see the ticket.
_UNSAID = frozenset({"title", "about"})
T = TypeVar("T", AssignmentRow, ClockRow)


class Difference(NamedTuple):
    """One cell that is not as it should be, or with `kind` a whole row."""

    kind: str
    table: str
    key: str
    column: str = ""
    stored: Any = None
    right: Any = None


def right_of(held: Held, records: Sequence[Record], rules: Rules) -> Projection:
    """Return what a ticket's projection should be.

    Of one that was last ruled under other rules, what depends on rules is taken as it is stored:
    `tick` works it out anew where the ticket is still open, and where it is not it stays. Clocks
    that have stopped are in the records under any rules.
    """
    rebuilt, stored = project(held.number, records, rules), held.stored
    if is_current(held, rules):
        return rebuilt
    kept = {name: getattr(stored.ticket, name) for name in _RULED}
    due = {_holder(each): each.due_at for each in stored.assignments}
    assignments = tuple(
        replace(each, due_at=due.get(_holder(each), each.due_at)) for each in rebuilt.assignments
    )
    return Projection(replace(rebuilt.ticket, **kept), assignments, tuple(_pinned(stored, records)))


def _pinned(stored: Projection, records: Sequence[Record]) -> Iterator[ClockRow]:
    """Yield the clocks as stored, those that have stopped as the records hold them."""
    pins = [ClockRow(**pin, tick_at=None) for r in records for pin in r.notes.get("stopped", ())]
    for clock in stored.clocks:
        own = [pin for pin in pins if _clock(pin) == _clock(clock)]
        if clock.done_at is None or clock in own:
            yield clock
        elif own:
            yield own[-1]


def is_current(held: Held, rules: Rules) -> bool:
    """Whether a ticket was last ruled under rules that hold now, so that all can be compared."""
    return held.stored.ticket.ruled_under in rules.all()


def tell(number: str, stored: Projection, right: Projection, found: Findings) -> bool:
    """Add every difference to what was found; return whether there is one."""
    there = list(differences(stored, right))
    for kind, table, key, *cell in there:
        about = dict(zip(("column", "stored", "right"), cell, strict=True)) if cell[0] else {}
        if about.get("column") in _UNSAID:
            about.update(dict.fromkeys(("stored", "right"), "..."))
        found.add(kind, ticket=number, table=table, key=key, **about)
    return bool(there)


def differences(stored: Projection, right: Projection) -> Iterator[Difference]:
    """Yield what is stored otherwise than it should be."""
    yield from _cells("tickets", "", stored.ticket, right.ticket)
    yield from _keyed("assignments", _holder, stored.assignments, right.assignments)
    yield from _keyed("clocks", _clock, stored.clocks, right.clocks)


def _keyed(
    table: str, key: Callable[[T], str], stored: Sequence[T], right: Sequence[T]
) -> Iterator[Difference]:
    there: Mapping[str, T] = {key(row): row for row in stored}
    wanted: Mapping[str, T] = {key(row): row for row in right}
    for name in sorted(there.keys() | wanted.keys()):
        if name not in there:
            yield Difference("row_missing", table, name)
        elif name not in wanted:
            yield Difference("row_surplus", table, name)
        else:
            yield from _cells(table, name, there[name], wanted[name])


def _cells(
    table: str,
    key: str,
    stored: TicketRow | AssignmentRow | ClockRow,
    right: TicketRow | AssignmentRow | ClockRow,
) -> Iterator[Difference]:
    if stored == right:
        return
    for name in (field.name for field in fields(right)):
        one, other = getattr(stored, name), getattr(right, name)
        if one != other:
            yield Difference("row_differs", table, key, name, one, other)


def _holder(row: AssignmentRow) -> str:
    return f"{row.unit}/{row.tier}"


def _clock(row: ClockRow) -> str:
    return f"{row.unit}/{row.tier}/{row.clock}"
