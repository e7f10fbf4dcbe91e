"""Worked cases as data: those of this suite, and the shared ones where they are at hand."""

from pathlib import Path

import pytest
from rexian.expectations import differences
from rexian.explain import Desk, expected
from rexian.jurisdictions import installed, load
from rexian.model.case import read_case, read_cases
from rexian.model.casefile import load as load_file
from rexian.questions import QUESTIONS
from rexian.rules.plan import part_of

HERE = Path(__file__).parent
SHARED = HERE.parent.parent / "shared" / "cases" / "worked.yaml"
ASKED = {question.id for question in QUESTIONS}
OURS = [(file.stem, case) for file in sorted((HERE / "cases").glob("*.yaml"))
        for case in read_cases(file)]  # fmt: skip
FLIPPED = [(entry["readings"], read_case(entry["case"], entry["case"]["id"]))
           for file in sorted((HERE / "cases" / "flipped").glob("*.yaml"))
           for entry in load_file(file)]  # fmt: skip
THEIRS = read_cases(SHARED) if SHARED.exists() else []


def check(case, calendars, readings=None):
    desk = Desk(load(case.jurisdiction), calendars, readings or {})
    return list(differences(case.expect, expected(case, desk)))


@pytest.mark.documents
@pytest.mark.parametrize("case", [c for _, c in OURS], ids=[f"{name} {c.id}" for name, c in OURS])
def test_a_case_of_this_suite(case, chinese_days):
    assert set(case.expect) <= ASKED
    assert check(case, chinese_days) == []


@pytest.mark.documents
@pytest.mark.parametrize(("readings", "case"), FLIPPED, ids=[str(case.id) for _, case in FLIPPED])
def test_a_case_under_another_reading(readings, case, chinese_days):
    assert check(case, chinese_days, readings) == []


@pytest.mark.documents
@pytest.mark.parametrize("case", THEIRS, ids=lambda case: case.id)
def test_a_shared_case(case, chinese_days):
    assert set(case.expect) <= ASKED
    assert check(case, chinese_days) == []


def test_case_ids_are_unique():
    names = [case.id for _, case in [*OURS, *FLIPPED]]
    assert sorted(names) == sorted(set(names))


@pytest.mark.documents
@pytest.mark.parametrize("name", sorted(installed()))
def test_every_question_on_which_a_document_speaks_has_a_worked_case(name):
    jurisdiction = load(name)
    plan = jurisdiction.plan()
    questions = {part.id: question.id for question in plan.questions for part in question.parts}
    speaks = {questions[part_of(rule.id, plan.parts)] for rule in jurisdiction.layers[0].rules}
    files = (HERE.parent / "plugins" / name / "tests").glob("cases*.yaml")
    worked = {question for file in files for case in read_cases(file) for question in case.expect}
    assert speaks - worked == set()
