"""From records to a change: links, projection, the clocks that stopped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from rexian.desk.following import TICK, newly_met
from rexian.desk.project import project, stopped
from rexian.desk.rules import Rules
from rexian.desk.ticket import Opened
from rexian.lifecycle.history import case_of
from rexian.lifecycle.record import Record, links
from rexian.store.change import Change, Projection


def change_of(opened: Opened, made: Sequence[Record], rules: Rules) -> Change:
    """Return what adding records to a ticket writes, with the grounds that are met by them.

    The records' places are given here; the last one's notes tell which clocks stopped with it.
    """
    placed = _placed(opened.records, made)
    met = newly_met(opened.number, [*opened.records, *placed], rules, made[-1].recorded)
    following = _placed([*opened.records, *placed], met)
    after = project(opened.number, [*opened.records, *placed, *following], rules)
    done = stopped(opened.before, after)
    if done:
        placed[-1] = replace(placed[-1], notes={**placed[-1].notes, "stopped": done})
    placed += following
    return Change(
        id=opened.id,
        number=opened.number,
        version=opened.standing.version,
        records=tuple(placed),
        links=tuple(links(opened.number, opened.link, placed)),
        before=opened.before,
        after=after,
    )


def _placed(records: Sequence[Record], made: Sequence[Record]) -> list[Record]:
    return [replace(each, seq=place) for place, each in enumerate(made, start=len(records) + 1)]


def recomputed(opened: Opened, rules: Rules, at: int) -> Record | None:
    """Return the record of a correction of rules or calendar since a ticket was last ruled.

    It holds every open clock's due time before and after; None where nothing was corrected.
    """
    before = opened.before
    if before is None or not before.ticket.is_open:
        return None
    if rules.under(case_of(opened.number, opened.records)) == before.ticket.ruled_under:
        return None
    after = project(opened.number, opened.records, rules)
    notes = {
        "rules": [before.ticket.ruled_under, after.ticket.ruled_under],
        "clocks": _moved(before, after),
    }
    return Record(0, "recomputed", at, at, TICK, TICK, TICK, {}, notes)


def _moved(before: Projection, after: Projection) -> list[dict[str, object]]:
    was = {(c.unit, c.tier, c.clock): c.due_at for c in before.clocks if c.done_at is None}
    now = {(c.unit, c.tier, c.clock): c.due_at for c in after.clocks if c.done_at is None}
    return [
        {"unit": key[0], "tier": key[1], "clock": key[2], "was": was.get(key), "is": now.get(key)}
        for key in sorted(was.keys() | now.keys())
        if was.get(key) != now.get(key)
    ]
