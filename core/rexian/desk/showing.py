"""Showing one ticket: everything that somebody may know of it, as JSON holds it.

Whoever looks at a ticket is entered in the journal before he is told anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import Connection, Row, select

from rexian.desk.allowing import Asking, allowed
from rexian.desk.deployment import Deployment
from rexian.desk.looking import EVERY, Before, stand_before
from rexian.desk.presence import present
from rexian.desk.project import WINDOWS, said_of
from rexian.desk.revealing import Seen, is_secret, may_reveal, texts_of
from rexian.desk.ticket import Opened
from rexian.explain import Ruler, ruled, view_of
from rexian.instants import Instant, format_instant
from rexian.lifecycle.history import facts_told, voided
from rexian.lifecycle.moment import Ruling, part_of
from rexian.lifecycle.record import Record
from rexian.lifecycle.stages import PENDING
from rexian.lifecycle.standing import Holder
from rexian.people.actor import Actor
from rexian.people.permissions import Scope, scope
from rexian.people.responsibilities import suggest
from rexian.people.sight import visible
from rexian.people.tree import read_tree
from rexian.privacy import journal
from rexian.store.change import ClockRow
from rexian.store.schema import keys, tickets

#: The key of a record's fields that is told apart: what is locked.
_LOCKED = "locked"
#: Under which keys a record that the desk makes by itself holds times.
_TIMES = frozenset({"started", "base_due_at", "due_at", "done_at", "was", "is"})
#: What is told of another ticket.
_RELATED = ("number", "title", "kind", "view", "host", "received_at")
#: How many of a caller's other tickets are told.
MOST_OTHERS = 20


def told(
    deployment: Deployment,
    actor: Actor,
    number: str,
    *,
    reveal: str | None = None,
    why_not: bool = False,
) -> dict[str, Any]:
    """Return a ticket as somebody sees it.

    `reveal` states what they need personal data for; with `why_not` the rulings also tell which
    other reading, and which single fact, would change an answer.

    Raises:
        InputError: there is no such ticket for them, or no purpose is stated.
        Refused: they may not see it, or not the personal data.
    """
    now, rules = deployment.now(), deployment.rules
    before = stand_before(deployment, actor, number)
    opened = before.opened
    if reveal is not None:
        may_reveal(actor, opened, reveal, before.identity, own=before.own)

    def look(connection: Connection) -> dict[str, Any]:
        act, detail = ("viewed", {}) if reveal is None else ("revealed", {"purpose": reveal})
        journal.write(connection, now, actor.username, act, number, detail=detail)
        sight = Seen(plain=reveal is not None, unknown=is_secret(before.identity))
        texts = texts_of(connection, deployment.vault, opened, sight)
        routing = _routing(connection, before)
        others = present(connection, opened.id or 0, now, but=actor.username)
        return {
            "secrets": texts,
            "routing": routing,
            "present": others,
            **_others(connection, before),
        }

    return {
        **_standing(opened),
        "facts": facts_told(opened.records),
        "clocks": list(_clocks(before, rules.ruler, now)),
        "timeline": _timeline(opened.records),
        **deployment.store.run(look, news=None),
        "rulings": _in_full(before, rules.ruler) if why_not else before.rulings,
        "allowed": allowed(Asking(actor, opened, rules, now, before.own)),
    }


def _routing(connection: Connection, before: Before) -> dict[str, Any] | None:
    """Return to whom a ticket may go that nobody has: the responsibility lists, the principle."""
    if before.opened.standing.stage not in {"received", "accepted"}:
        return None
    facts, area = before.case.ticket, said_of(before.opened.records).area
    found = suggest(connection, str(facts.get("subject", "other")), area)
    principle = (before.rulings["dispatch"]["outcome"] or {}).get("principle")
    units = [{"unit": each.unit, "area": each.area, "source": each.source} for each in found]
    return {"suggested": units, "principle": principle}


def _in_full(before: Before, ruler: Ruler) -> dict[str, Ruling]:
    """Return the rulings with the readings and the single facts that would change them."""
    return view_of(before.case, replace(ruler, why_not=True)).rulings()


def _standing(opened: Opened) -> dict[str, Any]:
    row, standing = opened.row, opened.standing
    return {
        "number": opened.number,
        "version": standing.version,
        "stage": row.stage,
        "view": row.view,
        "pending": [each for each in PENDING.ids if each in standing.pending],
        "title": row.title,
        "kind": row.kind,
        "channel": row.channel,
        "about": row.about,
        "received_at": format_instant(row.received_at),
        "due_at": _time(row.due_at),
        "round": row.round,
        "calls": row.calls,
        "supervised": row.supervised,
        "holders": [_holder(holder) for holder in standing.holders],
    }


def _holder(holder: Holder) -> dict[str, Any]:
    since, pending = format_instant(holder.since), sorted(holder.pending)
    return {**asdict(holder), "since": since, "pending": pending}


def _clocks(before: Before, ruler: Ruler, now: Instant) -> Iterator[dict[str, Any]]:
    """Yield the clocks, what runs first and the next due before the others."""
    rows = before.opened.before.clocks if before.opened.before else ()
    cited = {("", "host"): before.rulings, **_rulings_of_units(before, ruler)}
    for row in sorted(rows, key=lambda c: (c.done_at is not None, c.due_at, c.clock)):
        question = row.clock.partition(".")[0]
        ruling = cited.get((row.unit, row.tier), {}).get(question)
        yield {
            "clock": row.clock,
            "question": question,
            "unit": row.unit or None,
            "tier": row.tier,
            "from": format_instant(row.started),
            "base_due_at": format_instant(row.base_due_at),
            "due_at": format_instant(row.due_at),
            "done_at": _time(row.done_at),
            "remaining": None if row.done_at is not None else row.due_at - now,
            "late": _late(row, now),
            "calendar": "provisional" if row.provisional else "published",
            "rule": row.rule or None,
            "citations": ruling["citations"] if ruling and ruling["rule"] == row.rule else [],
        }


def _late(row: ClockRow, now: Instant) -> bool | None:
    """Whether a clock is late; None of an open window, after which a right lapses, no task."""
    if row.done_at is not None:
        return row.late
    return None if row.clock in WINDOWS else now > row.due_at


def _rulings_of_units(before: Before, ruler: Ruler) -> dict[tuple[str, str], Mapping[str, Ruling]]:
    """Return the rulings of the units that have a part of their own in the ticket."""
    return {
        (holder.unit, holder.tier): ruled(before.case, ruler, EVERY, part)
        for holder in before.opened.standing.holders
        if (part := part_of(before.case, holder)) is not None
    }


def _timeline(records: Sequence[Record]) -> list[dict[str, Any]]:
    void = voided(records)
    mended = {r.fields["seq"]: r.seq for r in records if r.type == "corrected"}
    return [_entry(record, mended, is_void=record.seq in void) for record in records]


def _entry(record: Record, mended: Mapping[int, int], *, is_void: bool) -> dict[str, Any]:
    return {
        "seq": record.seq,
        "type": record.type,
        "at": format_instant(record.occurred),
        "recorded": format_instant(record.recorded),
        "actor": record.actor,
        "role": record.role,
        "source": record.source,
        "unit": record.fields.get("unit"),
        "fields": _timed({k: v for k, v in record.fields.items() if k != _LOCKED}),
        "secrets": sorted(record.fields.get(_LOCKED, {})),
        "notes": _timed(record.notes),
        "void": is_void,
        "corrected_by": mended.get(record.seq),
    }


def _timed(value: Any) -> Any:
    """Return a record's JSON with its times as people's programs read them."""
    if isinstance(value, Mapping):
        return {
            key: format_instant(each) if key in _TIMES and isinstance(each, int) else _timed(each)
            for key, each in value.items()
        }
    return [_timed(each) for each in value] if isinstance(value, list) else value


def _others(connection: Connection, before: Before) -> dict[str, Any]:
    """Return the tickets that this one is joined with, and the same caller's, that he may see.

    Which are a caller's who is to remain unknown, the units do not learn.
    """
    opened, kinds = before.opened, {"linked", "merged"}
    joined = {r.fields["ticket"] for r in opened.records if r.type in kinds} - {opened.number}
    seen_by = visible(before.actor, read_tree(connection))
    listed = select(*(tickets.c[name] for name in _RELATED)).where(seen_by)
    linked = listed.where(tickets.c.number.in_(sorted(joined))).order_by(tickets.c.number)
    caller = select(keys.c.caller).where(keys.c.ticket == opened.id).scalar_subquery()
    same = tickets.c.id.in_(select(keys.c.ticket).where(keys.c.caller == caller))
    newest = listed.order_by(tickets.c.received_at.desc(), tickets.c.id.desc()).limit(MOST_OTHERS)
    others = newest.where(same, tickets.c.id != opened.id)
    kept_back = is_secret(before.identity) and scope(before.actor, "reveal") is not Scope.ANY
    found = {
        "linked": [_related(row) for row in connection.execute(linked)],
        "same_caller": [] if kept_back else [_related(row) for row in connection.execute(others)],
    }
    numbers = {how: [each["number"] for each in rows] for how, rows in found.items()}
    return {
        **numbers,
        "related": {each["number"]: each for rows in found.values() for each in rows},
    }


def _related(row: Row[Any]) -> dict[str, Any]:
    return {**dict(zip(_RELATED, row, strict=True)), "received_at": format_instant(row.received_at)}


def _time(instant: Instant | None) -> str | None:
    return None if instant is None else format_instant(instant)
