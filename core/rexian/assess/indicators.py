"""Indicators as questions: each ticket's standing in one, worked out by tables like any ruling.

Desk and lab walk the same plan, so one ticket and a column of tickets come to the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from rexian.assess.declarations import Indicator
from rexian.errors import DefinitionError, nearest
from rexian.model.vocabulary import Term, Terms
from rexian.questions import NODES, QUESTIONS
from rexian.rules.facts import Choice
from rexian.rules.nodes import Node
from rexian.rules.outcomes import Value
from rexian.rules.plan import Plan, build_plan
from rexian.rules.question import Finding, Mode, Part, Question
from rexian.rules.rule import Rule
from rexian.rules.table import Enacted

#: How a ticket stands in an indicator, in the order in which it is told.
STANDINGS = Terms(
    "standing in an indicator",
    (
        Term("out", "不在统计范围", "not looked at"),
        Term("excluded", "不纳入考核", "left out of assessment"),
        Term("counted", "计入", "counted"),
        Term("not_counted", "不计入", "not counted"),
        Term("undetermined", "待查明", "undetermined"),
    ),
)


def part_of(indicator: Indicator) -> str:
    """Return the id of the part of a plan that decides an indicator."""
    return f"indicator.{indicator.id}"


def standing_of(indicator: Indicator) -> str:
    """Return the node of how tickets stand in an indicator, a value of `STANDINGS`."""
    return f"{part_of(indicator)}.standing"


def moment_of(indicator: Indicator) -> str:
    """Return the node of the instant by which a ticket belongs to a period."""
    return f"{part_of(indicator)}.at"


def with_indicators(plan: Plan, indicators: Sequence[Indicator], layer: str, depth: int) -> Plan:
    """Return a plan that also works out these indicators, which one document declares.

    What the document names and tickets cannot tell is passed over.

    Raises:
        DefinitionError: an indicator asks for what the plan does not have.
    """
    told = [indicator for indicator in indicators if indicator.measure != "none"]
    rules = [Enacted(rule, layer, depth) for each in told for rule in _rules(each)]
    return build_plan(
        (*plan.questions, *map(_question, told)),
        (*NODES, *(node for indicator in told for node in _nodes(indicator))),
        plan.base,
        plan.domains,
        (*plan.rules, *rules),
    )


def check_indicators(indicators: Iterable[Indicator]) -> None:
    """Check that the questions and instants which indicators name are there.

    Raises:
        DefinitionError: one is not; the indicator is named.
    """
    parts = {part.id: part for question in QUESTIONS for part in question.parts}
    grounds = [name for name, part in parts.items() if part.mode is Mode.GROUNDS]
    clocks = [p.id for p in parts.values() if p.clock is not None and p.mode is Mode.NEAREST]
    instants = [node.id for node in NODES if node.id.endswith("_at")]
    for each in (indicator for indicator in indicators if indicator.measure != "none"):
        if each.excluding is not None:
            _named(each, "Exclusion", each.excluding.part, grounds)
        for moment in each.month.moments:
            form = "due_of" if moment.due else "moment_of"
            _named(each, form, moment.node, clocks if moment.due else instants)
        if each.measure == "hours":
            _named(each, "start", each.start, instants)
            _named(each, "end", each.end, instants)


def _named(indicator: Indicator, form: str, name: str, known: Sequence[str]) -> None:
    if name not in known:
        what = {"Exclusion": "grounds", "due_of": "clock"}.get(form, "instant")
        hint = nearest(name, known) or f"; there are {', '.join(known)}"
        raise DefinitionError(f"indicator {indicator.id}: {form}({name!r}) names no {what}{hint}")


def _rules(indicator: Indicator) -> tuple[Rule, ...]:
    """Return the tables of an indicator: looked at, counted, and open to exclusion."""
    conditions = {"among": indicator.among, "of": indicator.of}
    if indicator.excluding is not None:
        conditions["excluded"] = indicator.excluding.when
    return tuple(
        Rule(f"{part_of(indicator)}.{name}", Value({}), indicator.per, when)
        for name, when in conditions.items()
    )


def _question(indicator: Indicator) -> Question:
    spans = (indicator.start, indicator.end) if indicator.measure == "hours" else ()
    return Question(
        id=part_of(indicator),
        zh=indicator.zh,
        en=indicator.en,
        parts=(Part(part_of(indicator), Mode.GROUNDS),),
        describe=_describe(indicator),
        nodes=(standing_of(indicator), moment_of(indicator), *spans),
    )


def _describe(indicator: Indicator) -> Callable[[Mapping[str, Any]], Finding]:
    standing, part = standing_of(indicator), part_of(indicator)
    return lambda v: Finding("decided", {"standing": v[standing]}, v[part])


def _nodes(indicator: Indicator) -> tuple[Node, ...]:
    return (_standing(indicator), _moment(indicator))


def _standing(indicator: Indicator) -> Node:
    """Return the node of a ticket's standing; an undetermined ground excludes nothing."""
    part, excluding = part_of(indicator), indicator.excluding
    spans = (indicator.start, indicator.end) if indicator.measure == "hours" else ()
    fact = Choice(
        id=standing_of(indicator), zh=indicator.zh, en=indicator.en, optional=True, terms=STANDINGS
    )

    def compute(o: Any, v: Mapping[str, Any]) -> Any:
        looked_at, counted = o.triggered(v[part][:1]), o.triggered(v[part][1:2])
        if spans:
            start, end = (v[name] for name in spans)
            there = (o.present(start), o.present(end), o.no(o.after(start, end)))
            looked_at = o.both(looked_at, *there)
        left_out = False
        if excluding is not None:
            left_out = o.both(o.triggered(v[excluding.part]), o.triggered(v[part][2:]))
        return o.select(
            fact,
            "undetermined",
            (o.no(looked_at), "out"),
            (o.both(looked_at, left_out), "excluded"),
            (o.both(looked_at, counted), "counted"),
            (o.both(looked_at, o.no(counted)), "not_counted"),
        )

    parts = (part, *((excluding.part,) if excluding else ()))
    return Node(fact.id, compute, (*parts, *spans), fact=fact)


def _moment(indicator: Indicator) -> Node:
    month = indicator.month
    reading = month.reading.fact.id if month.reading else None

    def compute(o: Any, v: Mapping[str, Any]) -> Any:
        moment = month.moment(v[reading] if reading else None)
        if moment.due:
            return o.either(v[moment.node].due, v["dispatch_at"])
        return v[moment.node]

    needs = {moment.node for moment in month.moments}
    if any(moment.due for moment in month.moments):
        needs.add("dispatch_at")
    return Node(moment_of(indicator), compute, (*needs, *((reading,) if reading else ())))
