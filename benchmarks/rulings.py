"""One ruling and one whole case, beside zen-engine deciding the same table.

The table is the one the jurisdiction's `close` rules compile to; zen-engine is given the same rules
as a decision table and asked in its fastest mode, a prepared decision evaluated synchronously. Both
answers are compared over every kind and count before anything is timed.
"""

from __future__ import annotations

import argparse
import itertools
import json
import timeit
from collections.abc import Callable
from typing import Any

import zen
from rexian.instants import parse_instant
from rexian.jurisdictions import installed, load
from rexian.model.events import Event
from rexian.model.vocabulary import KINDS
from rexian.rules.scalar import evaluate
from rexian.rules.table import Decided, Table
from rexian.worktime.history import CalendarHistory
from rexian.worktime.sources import china

ROWS = (
    ("calls >= 3 and difficult", 15),
    ("kind == 'inquiry'", 2),
    ("kind in ['help', 'suggestion', 'opinion']", 5),
    ("kind in ['complaint', 'report']", 10),
)


def zen_decision() -> Any:
    """Return the county's close limits as a prepared decision of zen-engine, first hit."""
    rules = [
        {"_id": str(n), "when": when, "days": str(days)} for n, (when, days) in enumerate(ROWS)
    ]
    table = {
        "hitPolicy": "first",
        "inputs": [{"id": "when", "name": "when", "type": "expression"}],
        "outputs": [{"id": "days", "name": "days", "field": "days", "type": "expression"}],
        "rules": rules,
    }
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode"},
        {"id": "t", "name": "t", "type": "decisionTableNode", "content": table},
        {"id": "out", "name": "out", "type": "outputNode"},
    ]
    edges = [
        {"id": "1", "sourceId": "in", "targetId": "t", "type": "edge"},
        {"id": "2", "sourceId": "t", "targetId": "out", "type": "edge"},
    ]
    content = {"contentType": "application/vnd.gorules.decision", "nodes": nodes, "edges": edges}
    return zen.ZenEngine().create_decision(json.dumps(content))


def days_of(table: Table, values: dict[str, Any]) -> int | None:
    decision = table.decide(values)
    return decision.outcome.period.n if isinstance(decision, Decided) else None


def agree(table: Table, base: dict[str, Any], decision: Any) -> None:
    for kind, calls, hard in itertools.product(KINDS.ids, range(1, 6), (False, True)):
        case = {"kind": kind, "calls": calls, "difficult": hard}
        theirs = decision.evaluate(case)["result"].get("days")
        ours = days_of(table, {**base, **case})
        assert ours == theirs, (case, ours, theirs)


def microseconds(run: Callable[[], object], number: int) -> float:
    return min(timeit.repeat(run, number=number, repeat=15)) / number * 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    number = 200 if parser.parse_args().quick else 3000
    plan = load("yiyang").plan()
    table, base = plan.parts["close"].tables[0], dict(plan.base)
    decision = zen_decision()
    agree(table, base, decision)
    case = {"kind": "complaint", "calls": 4, "difficult": True}
    values = {**base, **case}
    theirs = microseconds(lambda: decision.evaluate(case), number)
    ours = microseconds(lambda: table.decide(values), number)
    print(
        f"one ruling      zen-engine {theirs:8.2f} us   rexian {ours:6.2f} us   "
        f"{theirs / ours:6.1f}x faster (aim 10)"
    )
    calendars = CalendarHistory((china(),))
    start = parse_instant("2025-09-30T10:00")
    signed = parse_instant("2025-10-09T09:00")
    events = (Event("dispatched", start, {}), Event("signed", signed, {}))
    ticket = {"kind": "complaint", "channel": "city_12345", "received_at": start}
    for name in installed():
        jurisdiction = load(name)
        whole = jurisdiction.plan()
        facts = jurisdiction.facts_of(ticket)
        taken = microseconds(
            lambda w=whole, f=facts: evaluate(w, f, events, signed, calendars), number // 10
        )
        print(
            f"a whole case    {name:15} {taken:6.1f} us   all {len(whole.questions)} questions "
            "(aim 30)"
        )


if __name__ == "__main__":
    main()
