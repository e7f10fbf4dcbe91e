"""Projecting: what the database shows of a ticket, worked out from its records and the rules.

This is the one way from records to rows. The desk takes it on every command, `tick` when rules are
corrected, and `verify` to find out whether what is stored is what it should be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from rexian.desk.earliest import ruled_at_the_earliest
from rexian.desk.rules import Rules
from rexian.explain import ruled
from rexian.instants import Instant, parse_instant
from rexian.lifecycle.history import case_of, holding, voided
from rexian.lifecycle.kinds import TOLD
from rexian.lifecycle.moment import part_of
from rexian.lifecycle.record import Record
from rexian.lifecycle.standing import Holder, Standing, standing_of
from rexian.model.case import Case
from rexian.questions import QUESTIONS
from rexian.store.change import AssignmentRow, ClockRow, Projection, TicketRow

#: The clocks, and the one check that is laid down as a date.
CLOCKS = frozenset(question.id for question in QUESTIONS if question.parts[0].clock)
CHECKED = "petition_transfer"
#: What ends with a right lost, not with a task undone: time alone brings nothing about.
WINDOWS = frozenset({"object", "return"})
#: What a unit is told or looked into at that moment; it is no task with a deadline.
SIGNALS = frozenset({"remind", "escalation_check", CHECKED})
#: The clocks that run once a ticket is closed.
AFTERWARDS = frozenset({"followup"})


@dataclass(frozen=True, slots=True)
class Row:
    """What the received record and later ones say of a ticket besides its facts."""

    title: str
    about: str | None
    area: str | None


def project(number: str, records: Sequence[Record], rules: Rules) -> Projection:
    """Return the rows of a ticket as at its last record."""
    now = max(record.recorded for record in records)
    case, standing = case_of(number, records, now=now), standing_of(records)
    clocks = tuple(sorted(_clocks(case, standing, records, rules), key=_key))
    told = said_of(records)
    facts = case.ticket
    own = [clock for clock in clocks if not clock.unit]
    return Projection(
        TicketRow(
            stage=standing.stage or "",
            view=_view(case, standing, rules),
            is_open=standing.is_open,
            supervised=standing.supervised,
            kind=_text(facts.get("kind")),
            channel=_text(rules.ruler.jurisdiction.facts_of(facts).get("channel")),
            title=told.title,
            received_at=int(str(facts["received_at"])),
            host=standing.host.unit if standing.host else None,
            round=standing.round,
            calls=int(str(facts.get("calls", 1))),
            due_at=_next_due(own, standing),
            about=told.about,
            ruled_under=rules.under(case),
        ),
        tuple(_assignment(holder, standing, clocks) for holder in standing.holders),
        clocks,
    )


def _view(case: Case, standing: Standing, rules: Rules) -> str:
    """Return in which queue a ticket stands: a reply that nobody has to approve is to be closed."""
    if standing.view != "replied":
        return standing.view
    approval = ruled(case, rules.ruler, {"reply_approval"})["reply_approval"]
    return "replied" if (approval["outcome"] or {}).get("missing") else "reviewed"


def said_of(records: Sequence[Record]) -> Row:
    """Return what the desk knows of a ticket besides its facts."""
    told: dict[str, Any] = {}
    for record in [*records[:1], *holding(records)]:
        if record.type in {"received", "classified"}:
            told |= {key: record.fields[key] for key in TOLD if key in record.fields}
    return Row(told.get("title", ""), told.get("about"), told.get("area"))


def stopped(before: Projection | None, after: Projection) -> list[dict[str, Any]]:
    """Return the clocks that a record has stopped, as its notes hold them for good.

    Lateness is fixed when the act is done: a later correction of rules changes nothing about it.
    """
    were_done = {(_key(clock), clock.done_at) for clock in before.clocks} if before else set()
    return [
        _pinned(clock)
        for clock in after.clocks
        if clock.done_at is not None and (_key(clock), clock.done_at) not in were_done
    ]


def _key(clock: ClockRow) -> tuple[str, str, str]:
    return clock.unit, clock.tier, clock.clock


def _pinned(clock: ClockRow) -> dict[str, Any]:
    return {name: getattr(clock, name) for name in ClockRow.__slots__ if name != "tick_at"}


def _clocks(
    case: Case, standing: Standing, records: Sequence[Record], rules: Rules
) -> Iterator[ClockRow]:
    asked = CLOCKS | {CHECKED}
    fixed = _fixed(records)
    told = {(r.fields["unit"], r.fields["clock"], r.fields["due_at"]) for r in _told(records)}
    for unit, tier, rulings in _ruled(case, standing, rules, asked):
        for clock in _rows(unit, tier, rulings):
            kept = fixed.get((*_key(clock), clock.done_at), clock)
            yield _ticking(kept, standing, told)


def _told(records: Sequence[Record]) -> list[Record]:
    return [record for record in records if record.type == "fell_due"]


def _fixed(records: Sequence[Record]) -> dict[tuple[Any, ...], ClockRow]:
    """Return the clocks that were stopped, as they stood then, by their key and their end."""
    void = voided(records)
    pinned = [pin for r in records if r.seq not in void for pin in r.notes.get("stopped", ())]
    rows = [ClockRow(**pin, tick_at=None) for pin in pinned]
    return {(*_key(row), row.done_at): row for row in rows}


def _ruled(
    case: Case, standing: Standing, rules: Rules, asked: frozenset[str]
) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Yield the rulings of the ticket, under no unit, and of each further unit that has it."""
    yield "", "host", ruled_at_the_earliest(case, rules.ruler, asked)
    for holder in standing.holders:
        found = part_of(case, holder)
        if found is not None:
            rulings = ruled_at_the_earliest(case, rules.ruler, asked, found)
            yield holder.unit, holder.tier, rulings


def _rows(unit: str, tier: str, rulings: Mapping[str, Any]) -> Iterator[ClockRow]:
    for name, ruling in rulings.items():
        outcome = ruling["outcome"] or {}
        if name == CHECKED:
            outcome = _check(outcome, rulings)
        for place, each in enumerate([outcome, *outcome.get("also", ())]):
            if each.get("due_at"):
                called = name if place == 0 else f"{name}.{place + 1}"
                yield _row(unit, tier, called, each, ruling["rule"] or "")


def _check(outcome: Mapping[str, Any], rulings: Mapping[str, Any]) -> dict[str, Any]:
    """Return a check that is laid down as a date in the form of a clock."""
    at = outcome.get("check_at")
    if not at:
        return {}
    closed = (rulings.get("close", {}).get("outcome") or {}).get("done_at")
    return {"from": at, "due_at": at, "base_due_at": at, "done_at": closed, "late": None}


def _row(unit: str, tier: str, name: str, outcome: Mapping[str, Any], rule: str) -> ClockRow:
    due = parse_instant(outcome["due_at"])
    started = outcome.get("from")
    return ClockRow(
        unit=unit,
        tier=tier,
        clock=name,
        started=parse_instant(started) if started else due,
        base_due_at=parse_instant(outcome["base_due_at"]),
        due_at=due,
        done_at=_instant(outcome.get("done_at")),
        late=outcome.get("late") if outcome.get("done_at") else None,
        provisional=outcome.get("calendar") == "provisional",
        rule=rule,
        tick_at=None,
    )


def _ticking(clock: ClockRow, standing: Standing, told: set[tuple[str, str, Instant]]) -> ClockRow:
    """Return a clock with the moment at which time alone will bring something about."""
    named = clock.clock.partition(".")[0]
    if clock.done_at is not None or named in WINDOWS or not _alive(named, standing):
        return clock
    if (clock.unit, clock.clock, clock.due_at) in told:
        return clock
    at = clock.due_at if named in SIGNALS else clock.due_at + 1
    return replace(clock, tick_at=at)


def _alive(clock: str, standing: Standing) -> bool:
    return standing.stage == "closed" if clock in AFTERWARDS else standing.is_open


def _next_due(clocks: Sequence[ClockRow], standing: Standing) -> Instant | None:
    """Return when the next task is due; a task already overdue stays the next."""
    return min((clock.due_at for clock in clocks if _waits(clock, standing)), default=None)


def _waits(clock: ClockRow, standing: Standing) -> bool:
    named = clock.clock.partition(".")[0]
    is_task = named not in WINDOWS | SIGNALS
    return is_task and clock.done_at is None and _alive(named, standing)


def _assignment(holder: Holder, standing: Standing, clocks: Sequence[ClockRow]) -> AssignmentRow:
    own = [c for c in clocks if (c.unit, c.tier) == (holder.unit, holder.tier)]
    is_host = (holder.part, holder.tier) == ("host", "host")
    shared = [c for c in clocks if not c.unit]
    due = _next_due(shared if is_host else own, standing)
    return AssignmentRow(
        unit=holder.unit,
        tier=holder.tier,
        part=holder.part,
        unit_type=holder.unit_type,
        since=holder.since,
        stage=holder.stage,
        is_open=standing.is_open,
        due_at=_next_due(shared, standing) if due is None else due,
    )


def _instant(text: str | None) -> Instant | None:
    return parse_instant(text) if text else None


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
