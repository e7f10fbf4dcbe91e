from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from rexian.explain import Desk, explain
from rexian.jurisdictions import load
from rexian.model.assignments import assignments, host_events
from rexian.model.case import Case, read_case, read_cases
from rexian.rules.answers import Answer
from rexian.rules.scalar import evaluate
from rexian.rules.table import Conflict, Decided
from rexian.testing import check_case
from rexian.worktime.history import CalendarHistory
from rexian.worktime.sources import china

HERE = Path(__file__).parent
CASES = read_cases(HERE / "cases.yaml")
FLIPPED = [
    (entry["reading"], entry["choice"], read_case(entry["case"]))
    for entry in yaml.safe_load((HERE / "flipped.yaml").read_text(encoding="utf-8"))
]


def named(case: Case) -> str:
    return str(case.id)


@pytest.mark.parametrize("case", CASES, ids=named)
def test_case(case: Case) -> None:
    assert check_case(case, "nanchang_amr") == []


@pytest.mark.parametrize(
    ("reading", "choice", "case"), FLIPPED, ids=[f"{r}={c}" for r, c, _ in FLIPPED]
)
def test_flipped_reading(reading: str, choice: str, case: Case) -> None:
    assert check_case(case, "nanchang_amr", readings={reading: choice}) == []
    assert check_case(case, "nanchang_amr") != []


def test_every_reading_of_the_document_is_flipped() -> None:
    layer = load("nanchang_amr").layers[0]
    others = {(r.id, t.id) for r in layer.readings for t in r.choices if t.id != r.default}
    assert others <= {(reading, choice) for reading, choice, _ in FLIPPED}


def test_every_rule_decides_a_case() -> None:
    flipped = [({reading: choice}, case) for reading, choice, case in FLIPPED]
    cases: list[tuple[dict[str, str], Case]] = [*(({}, case) for case in CASES), *flipped]
    deciding = {rule for readings, case in cases for rule in deciders(case, readings)}
    assert {rule.id for rule in load("nanchang_amr").layers[0].rules} <= deciding


def test_every_rule_matters() -> None:
    """No rule of the document is wholly hidden behind another, nor clashes with one."""
    for asked in load("nanchang_amr").plan().parts.values():
        for table in asked.tables:
            own = {e.rule.id for e in table.rules if e.layer == "nanchang_amr"}
            decided = [d for d in table.decisions if isinstance(d, Decided)]
            assert own <= {e.rule.id for d in decided for e in d.rules}
            assert not [d for d in table.decisions if isinstance(d, Conflict)]


def test_every_citation_is_in_the_index() -> None:
    layer = load("nanchang_amr").layers[0]
    pers = [rule.per for rule in layer.rules] + [reading.per for reading in layer.readings]
    assert {clause for per in pers for clause in per} <= layer.clauses().keys()


def test_each_unit_has_its_own_four_hours() -> None:
    """The co-handling section's late objection is its own; the host's window is untouched."""
    said = {"reasons": "非本单位职责", "basis": "三定方案", "suggested_unit": "C科"}
    case = read_case(
        {
            "ticket": {"kind": "complaint", "channel": "city_12345"},
            "events": [
                {"type": "dispatched", "at": "2026-03-10T08:30"},
                {"type": "assigned", "at": "2026-03-10T08:40", "unit": "A科", "part": "host"},
                {"type": "assigned", "at": "2026-03-10T08:40", "unit": "B科", "part": "co"},
                {"type": "form_signed", "at": "2026-03-10T09:00", "unit": "A科"},
                {"type": "form_signed", "at": "2026-03-10T10:00", "unit": "B科"},
                {
                    "type": "objected",
                    "at": "2026-03-10T14:01",
                    "unit": "B科",
                    "approved_by": "unit_deputy",
                    **said,
                },
            ],
        }
    )
    desk = Desk(load("nanchang_amr"), CalendarHistory((china(),)))
    units = {found["unit"]: found["rulings"] for found in explain(case, desk)["assignments"]}
    assert units["A科"]["object"]["outcome"]["due_at"] == "2026-03-10T13:00:00+08:00"
    assert units["A科"]["object"]["outcome"]["done_at"] is None
    assert units["A科"]["return_permission"]["outcome"]["allowed"] is False
    assert units["B科"]["object"]["outcome"]["due_at"] == "2026-03-10T14:00:00+08:00"
    assert units["B科"]["object"]["outcome"]["late"] is True
    assert units["B科"]["return_permission"]["outcome"]["allowed"] is False


def deciders(case: Case, readings: dict[str, str]) -> Iterator[str]:
    """The rules of the bureau that decide something about a case, for whichever unit."""
    place = load("nanchang_amr")
    facts = {**place.facts_of(case.ticket), **place.chosen(readings)}
    for events in (host_events(case.events), *(a.events for a in assignments(case.events))):
        state = evaluate(place.plan(), facts, events, case.moment, CalendarHistory((china(),)))
        for value in state.values():
            yield from (rule for answer in answers(value) for rule in rules(answer))


def answers(value: Any) -> tuple[Answer, ...]:
    found = value if isinstance(value, tuple) else (value,)
    return tuple(answer for answer in found if isinstance(answer, Answer))


def rules(answer: Answer) -> Iterator[str]:
    if isinstance(answer.decision, Decided):
        yield from (e.rule.id for e in answer.decision.rules if e.layer == "nanchang_amr")
