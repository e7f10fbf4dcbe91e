"""How a ticket stands in the supervision ledger, by what was recorded of it and the rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rexian.desk.project import AFTERWARDS, SIGNALS, WINDOWS
from rexian.explain import Ruler, ruled
from rexian.instants import Instant
from rexian.lifecycle.history import case_of, holding
from rexian.lifecycle.record import Record
from rexian.lifecycle.stages import ALIVE
from rexian.model.terms import Term, Terms
from rexian.store.change import ClockRow, TicketRow

#: How a ticket stands in the ledger, the most pressing first.
STATES = Terms(
    "state of supervision",
    (
        Term("called", "应督办", "called for"),
        Term("open", "督办中", "under supervision"),
        Term("nearing", "将应督办", "nearing"),
        Term("settled", "已了结", "settled"),
    ),
)
#: What comes in from a unit that is under supervision.
FEEDBACK = frozenset({"feedback", "attended", "explained_performance", "reply_submitted"})
_STATEMENT = "performance_statement"
_ASKED = frozenset({"supervision", _STATEMENT})


@dataclass(frozen=True, slots=True)
class Found:
    """A ticket as it is read for the ledger."""

    id: int
    number: str
    row: TicketRow
    records: tuple[Record, ...]
    clocks: tuple[ClockRow, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """One time that a ticket was put under supervision: when, in whose name, in which form."""

    at: Instant
    by: str | None
    form: str | None
    actor: str


@dataclass(frozen=True, slots=True)
class Ground:
    """A ground on which the rules call for supervision.

    Attributes:
        told: as the ruling has it.
        since: when it was first met, or will be.
        answered: whether somebody has put the ticket under supervision on it.
    """

    told: Mapping[str, Any]
    since: Instant
    answered: bool


@dataclass(frozen=True, slots=True)
class Awaited:
    """What is due next of a ticket: a clock by its id, or a statement, which has no day."""

    what: str
    due_at: Instant | None


@dataclass(frozen=True, slots=True)
class Received:
    """What a unit has done since: a type of record, and when."""

    what: str
    at: Instant
    unit: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A ticket in the ledger.

    Attributes:
        state: of `STATES`.
        since: since when it stands so: ordered, called for, to be called for; of one that is
            settled, since when it was under supervision.
        settled_at: when it was settled.
        ruling: what the documents say of supervising it now; as they will, of one that nears it.
    """

    number: str
    row: TicketRow
    state: str
    since: Instant
    orders: tuple[Order, ...]
    grounds: tuple[Ground, ...]
    awaited: tuple[Awaited, ...]
    received: tuple[Received, ...]
    settled_at: Instant | None
    ruling: Mapping[str, Any]

    @property
    def due_at(self) -> Instant | None:
        """When the next of what is awaited is due."""
        return next((each.due_at for each in self.awaited if each.due_at is not None), None)


def judged(found: Found, ruler: Ruler, now: Instant) -> Entry | None:
    """Return how a ticket stands in the ledger; None where it does not belong there."""
    held = holding(found.records)
    orders = tuple(_order(record) for record in held if record.type == "supervised")
    rulings = ruled(case_of(found.number, found.records, now=now), ruler, _ASKED)
    grounds = tuple(_grounds(found, held, rulings["supervision"], orders, now))
    called = [each.since for each in grounds if not each.answered]
    settled_at = _settled_at(found, held, orders)
    if called:
        state, since = "called", min(called)
    elif orders:
        state, since = "open" if settled_at is None else "settled", orders[0].at
    else:
        return None
    first = min([since, *(order.at for order in orders)])
    statement = _STATEMENT if _lacks_statement(held, rulings[_STATEMENT]) else None
    return Entry(
        number=found.number,
        row=found.row,
        state=state,
        since=since,
        orders=orders,
        grounds=grounds,
        awaited=() if state == "settled" else tuple(_awaited(found, statement)),
        received=tuple(_received(held, first)),
        settled_at=None if called else settled_at,
        ruling=rulings["supervision"],
    )


def nearing(found: Found, ruler: Ruler, now: Instant, until: Instant) -> Entry | None:
    """Return a ticket that time alone will have called for by a moment, if nothing is done.

    One that is called for already, with nothing recorded of it yet, stands as such.
    """
    moments = {c.tick_at for c in found.clocks if c.tick_at is not None and c.tick_at <= until}
    for moment in sorted({max(moment, now) for moment in moments}):
        case = case_of(found.number, found.records, now=moment)
        ruling = ruled(case, ruler, {"supervision"})["supervision"]
        told = _triggered(ruling)
        if told:
            return Entry(
                number=found.number,
                row=found.row,
                state="called" if moment == now else "nearing",
                since=moment,
                orders=(),
                grounds=tuple(Ground(each, moment, answered=False) for each in told),
                awaited=tuple(_awaited(found, None)),
                received=(),
                settled_at=None,
                ruling=ruling,
            )
    return None


def _order(record: Record) -> Order:
    fields = record.fields
    return Order(record.occurred, fields.get("by"), fields.get("form"), record.actor)


def _triggered(ruling: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    outcome = ruling["outcome"] or {}
    grounds: Sequence[Mapping[str, Any]] = outcome.get("grounds") or ()
    return grounds if outcome.get("triggered") else ()


def _grounds(
    found: Found,
    held: Sequence[Record],
    ruling: Mapping[str, Any],
    orders: Sequence[Order],
    now: Instant,
) -> Iterator[Ground]:
    """Yield the grounds that are met, and whether anybody has acted on them.

    Of a ticket that was closed nobody has to supervise what came before that any more.
    """
    met = {r.fields["ground"]: r for r in held if _is_met(r, "supervision")}
    closed = _last(held, "closed") if not found.row.is_open else 0
    for told in _triggered(ruling):
        record = met.get(told["id"])
        since = record.occurred if record else now
        past = record is not None and record.seq < closed
        done = any(order.at >= since or order.by == told.get("by") for order in orders)
        yield Ground(told, since, past or done or found.row.stage not in ALIVE)


def _is_met(record: Record, question: str) -> bool:
    return record.type == "ground_met" and record.fields["question"] == question


def _last(held: Sequence[Record], kind: str) -> int:
    """Return the place of the last record of a type, 0 where there is none."""
    return max((record.seq for record in held if record.type == kind), default=0)


def _settled_at(found: Found, held: Sequence[Record], orders: Sequence[Order]) -> Instant | None:
    """Return when what was ordered came to its end: the ticket was closed since, or ended."""
    if found.row.is_open or not orders:
        return None
    ordered, closed = _last(held, "supervised"), _last(held, "closed")
    if closed > ordered:
        return next(record.occurred for record in held if record.seq == closed)
    return held[-1].occurred if found.row.stage not in ALIVE else None


def _lacks_statement(held: Sequence[Record], ruling: Mapping[str, Any]) -> bool:
    """Whether a statement on performance is required and has not come in since it is."""
    if not (ruling["outcome"] or {}).get("required"):
        return False
    required = max((r.seq for r in held if _is_met(r, _STATEMENT)), default=0)
    return _last(held, "explained_performance") <= required


def _awaited(found: Found, statement: str | None) -> Iterator[Awaited]:
    """Yield what somebody has to do about a ticket next, by the day, then what has no day."""
    for clock in sorted(found.clocks, key=lambda clock: clock.due_at):
        if not clock.unit and clock.done_at is None and _is_task(clock, found.row):
            yield Awaited(clock.clock, clock.due_at)
    if statement is not None:
        yield Awaited(statement, None)


def _is_task(clock: ClockRow, row: TicketRow) -> bool:
    named = clock.clock.partition(".")[0]
    runs = row.stage == "closed" if named in AFTERWARDS else row.is_open
    return runs and named not in WINDOWS | SIGNALS


def _received(held: Sequence[Record], since: Instant) -> Iterator[Received]:
    for record in held:
        if record.type in FEEDBACK and record.occurred >= since:
            yield Received(record.type, record.occurred, record.fields.get("unit"))
