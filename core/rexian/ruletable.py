"""Rule tables for reading: each cell group of a question's tables, what follows and from where."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rexian.jurisdictions import Jurisdiction
from rexian.questions.extension import CAP, cap_keys
from rexian.questions.findings import limit_keys
from rexian.rules.conditions import ALWAYS
from rexian.rules.outcomes import Limit, Outcome, Steps, Value, says_of
from rexian.rules.plan import Asked
from rexian.rules.question import Mode
from rexian.rules.readings import READING, Reading
from rexian.rules.table import Conflict, Enacted, Table, Verdict
from rexian.rules.text import WORDS, show, show_value
from rexian.words import join, say_asking, say_keys, say_limit, say_silence, say_value

LANGUAGES = ("zh", "en")


def question_tables(jurisdiction: Jurisdiction, only: str | None) -> list[dict[str, Any]]:
    """Return the tables of one question, or of every question on which the chain speaks.

    Each has its rules in force with their conditions in both languages, the silences and the
    conflicts that remain as rows of their own, and the readings it turns on.
    """
    plan = jurisdiction.plan()
    found = []
    for question in plan.questions:
        asked = [plan.parts[part.id] for part in question.parts]
        rows = [row for part in asked for row in _rows(jurisdiction, part)]
        if only in (None, question.id) and (rows or only):
            found.append(
                {
                    "id": question.id,
                    "label": {"zh": question.zh, "en": question.en},
                    "rows": rows,
                    "readings": _readings(jurisdiction, asked),
                }
            )
    return found


def _rows(jurisdiction: Jurisdiction, asked: Asked) -> Iterator[dict[str, Any]]:
    for table in asked.tables:
        for enacted in table.rules:
            yield _rule_row(jurisdiction, asked, enacted)
        if table.rules and len(asked.tables) == 1 and asked.part.mode is not Mode.GROUNDS:
            yield from _remainders(jurisdiction, asked, table)


def _rule_row(jurisdiction: Jurisdiction, asked: Asked, enacted: Enacted) -> dict[str, Any]:
    rule = enacted.rule
    return {
        "part": asked.id,
        "rule": rule.id,
        "layer": enacted.layer,
        "inherited": enacted.depth > 0,
        "when": {code: show(rule.when, code, jurisdiction.domains) for code in LANGUAGES},
        "over": list(rule.over),
        "outcome": outcome_keys(rule.outcome),
        "says": {code: say(rule.outcome, code, asked.id) for code in LANGUAGES},
        "citations": jurisdiction.cite(enacted),
    }


def _remainders(jurisdiction: Jurisdiction, asked: Asked, table: Table) -> Iterator[dict[str, Any]]:
    """Return the cases on which nothing is said, and those on which the text contradicts itself."""
    for decision in table.decisions:
        if decision is not Verdict.SILENT and not isinstance(decision, Conflict):
            continue
        cells = table.where(decision) & table.grid.known
        if not cells:
            continue
        rules = decision.candidates if isinstance(decision, Conflict) else ()
        yield {
            "part": asked.id,
            "rule": None,
            "layer": None,
            "inherited": False,
            "when": {code: _cases(table, cells, code) for code in LANGUAGES},
            "over": [],
            "outcome": None,
            "conflict": [enacted.rule.id for enacted in rules],
            "says": {
                code: _clash(rules, code) if rules else say_silence(asked.id, code)
                for code in LANGUAGES
            },
            "citations": [c for enacted in rules for c in jurisdiction.cite(enacted)],
        }


def _clash(rules: tuple[Enacted, ...], code: str) -> str:
    return " / ".join(say(enacted.rule.outcome, code) for enacted in rules)


def _cases(table: Table, cells: int, code: str) -> str:
    """Say which cases some cells are: per fact, the values that occur where not all do."""
    said = []
    for position, axis in enumerate(table.grid.axes):
        met = [
            index
            for index in range(len(axis.classes))
            if cells & table.grid.slab(position, [index])
        ]
        if len(met) < len(axis.classes) and not axis.fact.id.startswith(READING):
            values = [value for index in met for value in axis.classes[index]]
            shown = ", ".join(show_value(axis.fact, value, code) for value in values)
            name = axis.fact.id if code == "en" else axis.fact.zh
            said.append(f"{name} {WORDS[code].in_} {{{shown}}}")
    return f" {WORDS[code].and_} ".join(said) or show(ALWAYS, code)


def say(outcome: Outcome, code: str, part: str = "") -> str:
    """Say an outcome of a part in one line."""
    if isinstance(outcome, Value | Steps):
        return say_value(outcome, code, part)
    if part == CAP:
        return join(say_keys(cap_keys(outcome), code), code)
    limit = say_limit(limit_keys(outcome), outcome.strength, code)
    start = {"from": outcome.start} if isinstance(outcome, Limit) else {}
    return join([say_asking(limit, part, code), *say_keys({**start, **outcome.says}, code)], code)


def outcome_keys(outcome: Outcome) -> dict[str, Any]:
    """Return an outcome as JSON can hold it."""
    if isinstance(outcome, Value | Steps):
        return {"strength": outcome.strength, **says_of(outcome)}
    return {"limit": limit_keys(outcome), "strength": outcome.strength, **outcome.says}


def _readings(jurisdiction: Jurisdiction, asked: list[Asked]) -> list[dict[str, Any]]:
    return [_reading(reading) for reading in jurisdiction.turning(asked)]


def _reading(reading: Reading) -> dict[str, Any]:
    return {
        "id": reading.id,
        "ambiguity": reading.ambiguity,
        "question": {"zh": reading.zh, "en": reading.en},
        "default": reading.default,
        "choices": {term.id: {"zh": term.zh, "en": term.en} for term in reading.choices},
        "why": {"zh": reading.why[0], "en": reading.why[1]},
    }
