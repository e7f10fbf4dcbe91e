"""Plans: the questions of a jurisdiction compiled and put in order.

Questions and derived facts form an acyclic graph. A plan holds, in an order in which everything is
worked out before it is needed, the nodes and the tables that the rules in force call for, and
nothing else. Desk and lab walk the same plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter
from typing import Any, TypeAlias

from rexian.errors import DefinitionError, nearest
from rexian.rules.facts import Fact
from rexian.rules.nodes import Node
from rexian.rules.outcomes import Before, Given, Limit, Same, form_of
from rexian.rules.question import Mode, Part, Question
from rexian.rules.rule import Rule
from rexian.rules.table import Enacted, Table, compile_table
from rexian.worktime.period import Period


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """A part of a question with its tables.

    One table where the nearest document answers, one a document where the strictest does, one a
    ground where every ground counts.
    """

    part: Part
    tables: tuple[Table, ...]

    @property
    def id(self) -> str:
        """The part's id."""
        return self.part.id

    @property
    def asks(self) -> frozenset[str]:
        """The ids of the facts and readings that its tables ask."""
        return frozenset(axis.fact.id for table in self.tables for axis in table.grid.axes)


Step: TypeAlias = Node | Asked


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """What is worked out about a case, in order.

    Attributes:
        steps: nodes and tables, each after what it needs.
        parts: every part of every question, with its tables.
        needs: for each step, the facts and steps it reads.
        base: the value of each given fact and reading that a case does not state.
        domains: the facts as the jurisdiction knows them, by id.
    """

    questions: tuple[Question, ...]
    steps: tuple[Step, ...]
    parts: Mapping[str, Asked]
    needs: Mapping[str, frozenset[str]]
    base: Mapping[str, Any]
    domains: Mapping[str, Fact]

    @property
    def rules(self) -> tuple[Enacted, ...]:
        """Every rule of the plan, by part and nearest document first."""
        return tuple(
            enacted
            for asked in self.parts.values()
            for table in asked.tables
            for enacted in table.rules
        )


def build_plan(
    questions: Sequence[Question],
    nodes: Sequence[Node],
    base: Mapping[str, Any],
    domains: Mapping[str, Fact],
    rules: Sequence[Enacted],
) -> Plan:
    """Compile the rules in force, nearest document first, and order what they need.

    Raises:
        DefinitionError: a rule answers no question, or not in a form of its part, asks no known
            fact, clashes in its `over`, passes a bound, or the questions need one another in a
            ring.
    """
    answers = _by_part(questions, rules)
    parts = {
        part.id: Asked(part, tables_of(part, answers[part.id], domains))
        for question in questions
        for part in question.parts
    }
    known = {node.id: node for node in nodes}
    for name in known.keys() & parts.keys():
        raise DefinitionError(f"{name} is both a question and a node")
    needs = _needs_of(questions, parts, known, base)
    steps = tuple(parts.get(name) or known[name] for name in _ordered(needs) if name in needs)
    return Plan(tuple(questions), steps, parts, needs, base, domains)


def _by_part(questions: Sequence[Question], rules: Sequence[Enacted]) -> dict[str, list[Enacted]]:
    parts = {part.id: part for question in questions for part in question.parts}
    answers: dict[str, list[Enacted]] = {name: [] for name in parts}
    seen: set[tuple[str, str]] = set()
    for enacted in rules:
        name = (enacted.layer, enacted.rule.id)
        if name in seen:
            raise DefinitionError(f"{enacted.layer} has two rules called {enacted.rule.id}")
        seen.add(name)
        part = parts[part_of(enacted.rule.id, parts)]
        _check_form(part, enacted.rule)
        answers[part.id].append(enacted)
    return answers


def _check_form(part: Part, rule: Rule) -> None:
    """Refuse an outcome that the part's rules do not have, or without what core needs of it."""
    form = form_of(rule.outcome)
    if form not in part.forms:
        *others, last = part.forms
        forms = f"{', '.join(others)} or {last}" if others else last
        raise DefinitionError(f"{rule.id}: {part.id} is written with {forms}, not {form}")
    if part.needs and part.needs not in rule.outcome.says:
        raise DefinitionError(
            f"{rule.id}: {part.id} needs {part.needs}, as in "
            f"value({rule.id!r}, {{{part.needs!r}: …}}, …)"
        )
    for key, held in rule.outcome.says.items():
        if isinstance(held, Period):
            raise DefinitionError(
                f"{rule.id} says {key}: {held}; a period stands by itself, as in "
                f"limit({rule.id!r}, …)"
            )
    clock_starts = part.clock.starts if part.clock else {}
    if isinstance(rule.outcome, Limit) and rule.outcome.start not in (None, *clock_starts):
        start = str(rule.outcome.start)
        raise DefinitionError(
            f"{rule.id}: {part.id} cannot start from {start!r}{nearest(start, clock_starts)}"
        )


def part_of(rule: str, parts: Iterable[str]) -> str:
    """Return the part that a rule answers: the longest part id that its own id starts with.

    Raises:
        DefinitionError: no question is so called.
    """
    known = set(parts)
    words = rule.split(".")
    for length in range(len(words) - 1, 0, -1):
        name = ".".join(words[:length])
        if name in known:
            return name
    raise DefinitionError(f"rule {rule} answers no known question{nearest(words[0], known)}")


def tables_of(
    part: Part, rules: Sequence[Enacted], domains: Mapping[str, Fact]
) -> tuple[Table, ...]:
    """Compile the rules of a part as its mode has it: one table, one a document or one a ground.

    Raises:
        DefinitionError: a table does not compile.
    """
    if part.mode is Mode.NEAREST:
        return (compile_table(part.id, rules, part.applies, domains),)
    if part.mode is Mode.GROUNDS:
        return tuple(
            compile_table(enacted.rule.id, [enacted], part.applies, domains) for enacted in rules
        )
    layers: dict[str, list[Enacted]] = {}
    for enacted in rules:
        layers.setdefault(enacted.layer, []).append(enacted)
    return tuple(compile_table(part.id, layer, part.applies, domains) for layer in layers.values())


def _needs_of(
    questions: Sequence[Question],
    parts: Mapping[str, Asked],
    nodes: Mapping[str, Node],
    base: Mapping[str, Any],
) -> dict[str, frozenset[str]]:
    """Return everything the questions call for, each with what it reads."""
    needs: dict[str, frozenset[str]] = {}
    waiting = [name for question in questions for name in _wanted(question, parts)]
    while waiting:
        name = waiting.pop()
        if name not in needs and name not in base:
            needs[name] = frozenset(_needs(name, parts, nodes, base))
            waiting += needs[name]
    return needs


def _ordered(needs: Mapping[str, frozenset[str]]) -> list[str]:
    try:
        return list(TopologicalSorter(needs).static_order())
    except CycleError as error:
        ring = " -> ".join(reversed(error.args[1]))
        raise DefinitionError(f"questions need one another in a ring: {ring}") from None


def _wanted(question: Question, parts: Mapping[str, Asked]) -> Iterable[str]:
    asked = [part.id for part in question.parts]
    spoken = any(table.rules for name in asked for table in parts[name].tables)
    return [*asked, *(question.nodes if spoken else ())]


def _needs(
    name: str, parts: Mapping[str, Asked], nodes: Mapping[str, Node], base: Mapping[str, Any]
) -> Iterable[str]:
    if name in parts:
        return _part_needs(parts[name])
    if name in nodes:
        return nodes[name].needs
    raise DefinitionError(f"there is no fact {name}{nearest(name, [*nodes, *base])}")


def _part_needs(asked: Asked) -> Iterable[str]:
    needs = list(asked.asks)
    clock = asked.part.clock
    rules = [enacted.rule for table in asked.tables for enacted in table.rules]
    if clock is None or not rules:
        return needs
    needs += [*clock.nodes, *(["grants"] if clock.extended else [])]
    for rule in rules:
        match rule.outcome:
            case Given(key=key):
                needs.append(f"given.{key}.at")
            case Same(clock=other) | Before(clock=other):
                needs.append(other)
            case _:
                pass
    return needs


@lru_cache(maxsize=1024)
def hangs_on(plan: Plan, question: str) -> frozenset[str]:
    """Return every step, given fact and reading on which the answer to a question can hang."""
    asked = next(found for found in plan.questions if found.id == question)
    return behind(plan, [*(part.id for part in asked.parts), *asked.nodes])


@lru_cache(maxsize=4096)
def narrowed(plan: Plan, *steps: str) -> Plan:
    """Return what is left of a plan if nothing but some steps of it are asked."""
    wanted = behind(plan, steps)
    left = tuple(found for found in plan.steps if found.id in wanted)
    parts = {name: asked for name, asked in plan.parts.items() if name in wanted}
    return replace(plan, questions=(), steps=left, parts=parts)


def behind(plan: Plan, names: Sequence[str]) -> frozenset[str]:
    """Return these steps and everything that they are worked out from."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += plan.needs.get(name, ())
    return frozenset(found)
