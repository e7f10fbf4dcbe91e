"""docs/cases.md shows cases that can be read, and tells all that they may hold."""

import re
from pathlib import Path

import pytest
from rexian.model.case import read_cases
from rexian.model.events import EVENT_TYPES
from rexian.model.ticket import FIELDS
from rexian.questions import QUESTIONS
from rexian.testing import check_case

PAGE = (Path(__file__).parents[2] / "docs" / "cases.md").read_text(encoding="utf-8")
EXAMPLES = [
    text
    for text in re.findall(r"^```yaml\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    if text.startswith("id:")
]


def test_there_are_examples():
    assert len(EXAMPLES) == 2


@pytest.mark.documents
@pytest.mark.parametrize("example", EXAMPLES)
def test_an_example_is_as_it_expects(example, tmp_path):
    file = tmp_path / "case.yaml"
    file.write_text(example, encoding="utf-8")
    [case] = read_cases(file)
    assert case.expect
    assert check_case(case) == []


def test_the_keys_of_every_question_are_told():
    told = PAGE.partition("## What the answers hold")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (`.*?) \| (.*) \|$", told, re.MULTILINE)
    asked = [name for questions, _keys in rows for name in re.findall(r"`(\w+)`", questions)]
    assert sorted(asked) == sorted(question.id for question in QUESTIONS)


@pytest.mark.parametrize(("part", "known"), [("ticket", FIELDS), ("events", EVENT_TYPES)])
def test_all_that_a_case_may_hold_is_told(part, known):
    told = PAGE.partition(f"<!-- generated: {part} -->")[2].partition("<!-- end")[0]
    assert re.findall(r"^\| `(\w+)` \|", told, re.MULTILINE) == list(known)
