"""Worked cases across documents, and the shared ones where they are at hand.

Those of one document stand with its plugin, and are collected as they stand.
"""

from pathlib import Path

import pytest
from rexian.discovery import load
from rexian.expectations import differences
from rexian.explain import Ruler, expected
from rexian.model.case import read_cases
from rexian.questions import QUESTIONS

HERE = Path(__file__).parent
SHARED = HERE.parent.parent / "shared" / "cases" / "worked.yaml"
ASKED = {question.id for question in QUESTIONS}
OURS = [(file.stem, case) for file in sorted((HERE / "cases").glob("*.yaml"))
        for case in read_cases(file)]  # fmt: skip
THEIRS = read_cases(SHARED) if SHARED.exists() else []


def check(case, calendars):
    ruler = Ruler(load(case.jurisdiction), calendars)
    return list(differences(case.expect, expected(case, ruler)))


@pytest.mark.documents
@pytest.mark.parametrize("case", [c for _, c in OURS], ids=[f"{name} {c.id}" for name, c in OURS])
def test_a_case_of_this_suite(case, chinese_days):
    assert set(case.expect) <= ASKED
    assert check(case, chinese_days) == []


@pytest.mark.documents
@pytest.mark.parametrize("case", THEIRS, ids=lambda case: case.id)
def test_a_shared_case(case, chinese_days):
    assert set(case.expect) <= ASKED
    assert check(case, chinese_days) == []


def test_case_ids_are_unique():
    names = [case.id for _, case in OURS]
    assert sorted(names) == sorted(set(names))
