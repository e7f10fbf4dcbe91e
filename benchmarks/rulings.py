"""One ruling and one whole case, beside zen-engine deciding by the same rules.

The rules are a bureau's and its city's on closing: channels, kinds, given limits and readings.
zen-engine is given their conditions in its own language, first hit wins, in two modes: as a
decision table prepared once, and as one expression compiled once, its fastest. Answers are compared
over every kind, channel and given limit before anything is timed.

Rexian is timed as the desk reads a table (what a deployment leaves open, here kind and channel, is
looked up; what is the same for every ticket is settled once) and with every fact looked up anew.
"""

from __future__ import annotations

import argparse
import itertools
import json
import timeit
from collections.abc import Callable
from typing import Any

import zen
from peers import ranked
from rexian.discovery import installed, load
from rexian.facts import given_close
from rexian.instants import parse_instant
from rexian.model.events import Event
from rexian.model.vocabulary import CHANNELS, KINDS
from rexian.rules.conditions import And, Atom, Condition, Not, Or
from rexian.rules.facts import Flag
from rexian.rules.scalar import evaluate
from rexian.rules.table import Conflict, Decided, Table
from rexian.worktime.history import CalendarHistory
from rexian.worktime.sources import china

PLACE = "nanchang_nrp"


def name_of(fact: str) -> str:
    return fact.replace(".", "_")


def zen_condition(condition: Condition) -> str:  # noqa: PLR0911 - one a form
    match condition:
        case Flag():
            return name_of(condition.id)
        case Atom(fact=Flag(id=fact)):
            return name_of(fact)
        case Atom(fact=fact, at_least=int(least)):
            return f"{name_of(fact.id)} >= {least}"
        case Atom(fact=fact, values=values):
            return f"{name_of(fact.id)} in [{', '.join(repr(v) for v in sorted(values))}]"
        case Not(term=term):
            return f"not ({zen_condition(term)})"
        case And(terms=()):
            return "true"
        case And(terms=terms):
            return " and ".join(f"({zen_condition(term)})" for term in terms)
        case Or(terms=terms):
            return " or ".join(f"({zen_condition(term)})" for term in terms)
    raise TypeError(condition)


def zen_expression(table: Table) -> Any:
    rules = [(zen_condition(e.rule.when), e.rule.id) for e in ranked(table.rules)]
    text = "null"
    for when, rule in reversed(rules):
        text = f"({when}) ? '{rule}' : ({text})"
    return zen.compile_expression(text)


def zen_decision(table: Table) -> Any:
    rules = [
        {"_id": e.rule.id, "when": zen_condition(e.rule.when), "rule": f"'{e.rule.id}'"}
        for e in ranked(table.rules)
    ]
    content = {
        "hitPolicy": "first",
        "inputs": [{"id": "when", "name": "when", "type": "expression"}],
        "outputs": [{"id": "rule", "name": "rule", "field": "rule", "type": "expression"}],
        "rules": rules,
    }
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode"},
        {"id": "t", "name": "t", "type": "decisionTableNode", "content": content},
        {"id": "out", "name": "out", "type": "outputNode"},
    ]
    edges = [
        {"id": "1", "sourceId": "in", "targetId": "t", "type": "edge"},
        {"id": "2", "sourceId": "t", "targetId": "out", "type": "edge"},
    ]
    kind = "application/vnd.gorules.decision"
    return zen.ZenEngine().create_decision(
        json.dumps({"contentType": kind, "nodes": nodes, "edges": edges})
    )


def rule_of(table: Table, values: dict[str, Any]) -> str | None:
    decision = table.decide(values)
    if isinstance(decision, Conflict):
        return decision.followed.rule.id if decision.followed else None
    return decision.rules[0].rule.id if isinstance(decision, Decided) else None


def agree(table: Table, base: dict[str, Any], expression: Any, decision: Any) -> None:
    for kind, channel, given in itertools.product(KINDS.ids, CHANNELS.ids, given_close.terms.ids):
        values = {**base, "kind": kind, "channel": channel, "given.close": given}
        asked = {name_of(key): values[key] for key, _ in table.lookup}
        ours = rule_of(table, values)
        assert ours == expression.evaluate(asked), (kind, channel, given)
        assert ours == decision.evaluate(asked)["result"].get("rule")


def microseconds(run: Callable[[], object], number: int) -> float:
    return min(timeit.repeat(run, number=number, repeat=15)) / number * 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    number = 200 if parser.parse_args().quick else 2000
    plan = load(PLACE).plan()
    table, base = plan.parts["close"].tables[0], dict(plan.base)
    expression, decision = zen_expression(table), zen_decision(table)
    agree(table, base, expression, decision)
    values = {**base, "kind": "complaint", "channel": "city_12345"}
    asked = {name_of(key): values[key] for key, _ in table.lookup}
    fixed, axes = table.settled(base, {"kind", "channel"})
    cells, decisions = table.cells, table.decisions

    def ruling() -> object:
        cell = fixed
        for fact, steps in axes:
            cell += steps[values[fact]]
        return decisions[cells[cell]]

    assert ruling() is table.decide(values)
    ours = microseconds(ruling, number)
    whole = microseconds(lambda: table.decide(values), number)
    print(f"one ruling, {len(table.rules)} rules: {ours:.2f} us, every fact anew {whole:.2f} us")
    for label, run in (
        ("one compiled expression", lambda: expression.evaluate(asked)),
        ("a prepared decision table", lambda: decision.evaluate(asked)),
    ):
        theirs = microseconds(run, number)
        print(f"  zen-engine, {label:26} {theirs:8.2f} us: {theirs / ours:6.1f}x (aim 10)")
    whole_cases(number // 10)


def whole_cases(number: int) -> None:
    calendars = CalendarHistory((china(),))
    start, signed = parse_instant("2025-09-30T10:00"), parse_instant("2025-10-09T09:00")
    events = (Event("dispatched", start, {}), Event("signed", signed, {}))
    ticket = {"kind": "complaint", "channel": "city_12345", "received_at": start}
    for name in installed():
        jurisdiction = load(name)
        plan = jurisdiction.plan()
        facts = jurisdiction.facts_of(ticket)
        taken = microseconds(
            lambda plan=plan, facts=facts: evaluate(plan, facts, events, signed, calendars), number
        )
        print(f"a whole case, {len(plan.questions)} questions: {name:15} {taken:6.1f} us (aim 30)")


if __name__ == "__main__":
    main()
