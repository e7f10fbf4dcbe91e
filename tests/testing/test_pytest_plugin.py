"""Worked cases and the suite as tests of pytest: each once, and failing without a traceback."""

import os
import re
import subprocess
import sys
from types import SimpleNamespace

import pytest

CASES = [
    "complaint", "hard", "hard-inquiry", "inquiry", "often-and-easy",
    "redone-under-the-old-edition", "shirked",
]  # fmt: skip
FLIPS = ["complaint hard=either", "neither-often-nor-hard hard=either",
         "often-and-easy hard=either"]  # fmt: skip
SUITE = ["citations", "coverage", "dead_rules", "hooks", "labels", "mutations", "tables"]
WHOLE = sorted(
    [
        *(f"pyproject.toml::brook {check}" for check in SUITE),
        *(f"tests/cases.yaml::{name}" for name in CASES),
        *(f"tests/readings.yaml::{name}" for name in FLIPS),
        "tests/duties.yaml::2026-01-01 2026-02-28",
    ]
)
MINE = """
- id: mine
  ticket: {kind: inquiry}
  events: [{type: dispatched, at: 2026-03-02T09:00}]
  expect: {close: {due_at: 2026-03-04}}
"""
TEST = """
def test_told(worked):
    assert worked.jurisdiction.id == "brook"
    ruling = worked.explained("shirked")["rulings"]["supervision"]
    assert ruling["outcome"]["triggered"] is True
"""


@pytest.fixture
def run(brook):
    """Run pytest in a process of its own, in the plugin's folder or another."""

    def pytest_in(*arguments, folder=brook.folder):
        ran = subprocess.run(  # noqa: S603 - this very interpreter
            [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-rA", *arguments],
            capture_output=True,
            check=False,
            text=True,
            cwd=folder,
            env={**os.environ, "REXIAN_LANG": "en", "COLUMNS": "200"},
        )
        lines = re.findall(r"^(PASSED|FAILED|ERROR) (.+?)(?: - .*)?$", ran.stdout, re.MULTILINE)
        told = {kind: sorted(n for said, n in lines if said == kind) for kind, _name in lines}
        return SimpleNamespace(code=ran.returncode, out=ran.stdout + ran.stderr, **told)

    return pytest_in


def test_a_plugin_that_is_not_installed_is_tested_whole_and_once(run):
    found = run()
    assert found.code == 0
    assert found.PASSED == WHOLE


def test_two_workers_share_the_tests(run):
    found = run("-n", "2", "--import-mode=importlib")
    assert found.code == 0
    assert found.PASSED == WHOLE


def test_one_case_is_run_by_its_name(run):
    assert run("tests/cases.yaml::hard").PASSED == ["tests/cases.yaml::hard"]


def test_an_unmet_case_shows_what_differs_and_nothing_else(run, brook):
    brook.swap("tests/cases.yaml", "due_at: 2026-03-04", "due_at: 2026-03-05")
    found = run("tests")
    assert found.code == 1
    assert found.FAILED == ["tests/cases.yaml::inquiry"]
    assert failures(found.out) == [
        "inquiry", "close.due_at: expected '2026-03-05', found '2026-03-04T23:59:59+08:00'"
    ]  # fmt: skip


def failures(out):
    """What stands under the headline of failures, rules of dashes set aside."""
    _before, _headline, rest = out.partition(" FAILURES ")
    told = re.split(r"=+ (?:PASSES|short test summary info) =+", rest)[0]
    return [line.strip("_= ") for line in told.splitlines() if line.strip("_= ")]


def test_a_failing_check_shows_its_problems(run, brook):
    brook.swap("rexian_brook/duties.py", 'en="have someone on duty"', 'en=""')
    found = run("pyproject.toml")
    assert found.FAILED == ["pyproject.toml::brook labels"]
    assert failures(found.out) == ["brook labels", "duty watch: no English wording"]


def test_of_a_broken_plugin_every_test_fails_with_the_line_that_says_so(run, brook):
    brook.swap("rexian_brook/escalation.py", "return RULES", "return 'rules'")
    found = run()
    assert found.FAILED == WHOLE
    line = "the plugin brook (rexian_brook) is broken: its hook escalation returned 'rules', not a"
    assert sum(line in told for told in failures(found.out)) == len(WHOLE)
    assert "Traceback" not in found.out


def test_a_file_that_cannot_be_read_is_an_error_of_one_line(run, brook):
    brook.add("tests/cases.yaml", "- {id: more, tickets: {}}\n")
    found = run("tests/cases.yaml")
    assert found.ERROR == ["tests/cases.yaml"]
    assert "case more: there is no key 'tickets'; did you mean ticket?" in found.out
    assert "Traceback" not in found.out


def test_tests_in_python_are_given_the_worked_cases(run, brook):
    brook.add("tests/test_told.py", TEST)
    assert run("tests/test_told.py").PASSED == ["tests/test_told.py::test_told"]


def test_where_no_plugin_stands_such_a_test_says_so(run, brook):
    brook.add("other/test_told.py", TEST)
    found = run("other")
    assert found.code == 1
    assert "test_told.py: no plugin's worked cases stand here" in found.out


def test_other_files_are_not_taken_for_worked_cases(run, brook):
    brook.add("examples/cases.yaml", "- {id: elsewhere, tickets: {}}")
    brook.add("tests/more.yaml", "- {id: more, tickets: {}}")
    assert run().PASSED == WHOLE


@pytest.mark.documents
def test_a_folder_of_cases_of_a_jurisdiction_that_the_command_line_names(run, tmp_path):
    """The suite holds the document to those cases alone, and there is one."""
    folder = tmp_path / "cases"
    folder.mkdir()
    case = (
        "- {id: mine, ticket: {kind: inquiry}, events: [{type: dispatched, at: 2026-03-02T09:00}],"
    )
    (folder / "cases.yaml").write_text(f"{case} expect: {{close: {{due_at: 2026-03-04}}}}}}")
    found = run("-p", "rexian.testing.pytest_plugin", "--jurisdiction", "yiyang", folder=folder)
    assert "cases.yaml::mine" in found.PASSED
    told = "sign: the document speaks on it, and no case does"
    assert told in found.out
    suite = [name for name in (*found.PASSED, *found.FAILED) if name.rpartition(" ")[2] in SUITE]
    assert len(suite) == len(SUITE)
