"""`rexian rules`: tables read otherwise, lines with their examples, and cases tried."""

import json
import sys
from types import SimpleNamespace

import pytest
from rexian.cli.main import main

pytestmark = pytest.mark.documents
CLOSE = ("-j", "yiyang", "--question", "close")


@pytest.fixture
def run(monkeypatch, capsys):
    monkeypatch.setenv("REXIAN_LANG", "en")
    monkeypatch.setenv("COLUMNS", "160")

    def rules(*arguments):
        monkeypatch.setattr(sys, "argv", ["rexian", "rules", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            main()
        out, err = capsys.readouterr()
        return SimpleNamespace(code=left.value.code or 0, out=out, err=err)

    return rules


@pytest.fixture
def told(run):
    return lambda *arguments: json.loads(run(*arguments, "--json").out)


def test_a_table_read_otherwise_says_so(run, told):
    shown = run(*CLOSE, "--reading", "repeated_inquiry=not_covered").out
    assert shown.startswith("not read as by default: whether the 15 days")
    assert "not read as by default" not in run(*CLOSE).out
    found = told(*CLOSE, "--reading", "repeated_inquiry=not_covered")
    assert found["readings"] == {"repeated_inquiry": "not_covered"}
    [close] = found["questions"]
    [repeated] = [line for line in close["lines"] if line["says"] == "15 wd"]
    assert "inquiry" in repeated["when"]
    assert repeated["rules"] == [{"layer": "yiyang", "rule": "close.repeated"}]


def test_a_line_with_its_example(run, told):
    found = told(*CLOSE, "--row", 4)
    assert found["case"]["ticket"] == {"kind": "inquiry", "calls": 3, "difficult": True}
    standings = {each["rule"]: each["standing"] for each in found["heard"]["close"]}
    assert standings == {
        "close.repeated": "decides", "close.inquiry": "yields", "close.help": "unmet",
        "close.complaint": "unmet", "close.special_law": "unmet",
    }  # fmt: skip
    shown = run(*CLOSE, "--row", 4).out
    assert "15 wd (decides)" in shown
    assert "2 wd (yields to close.repeated)" in shown


def test_a_line_of_silence(told):
    found = told(*CLOSE, "--row", 6)
    assert (found["line"]["kind"], found["ruling"]["status"]) == ("silence", "silent")


def test_a_case_is_tried_and_saved(run, told, tmp_path):
    file = tmp_path / "case.yaml"
    supposed = ("--if", "kind=投诉", "--if", "疑难复杂=yes", "--if", "calls=3")
    found = told(*CLOSE, *supposed, "--start", "2025-09-30T10:00", "--save", file)
    assert found["ruling"]["rule"] == "close.repeated"
    assert found["ruling"]["outcome"]["due_at"] == "2025-10-28T23:59:59+08:00"
    assert "- {type: dispatched, at: 2025-09-30T10:00}" in file.read_text(encoding="utf-8")
    again = run(*CLOSE, *supposed, "--save", file)
    assert (again.code, len(again.err.splitlines())) == (2, 1)
    assert "is there already" in again.err


def test_what_would_change_it_is_told(run):
    shown = run(*CLOSE, "--if", "kind=complaint").out
    assert "if kind of appeal is inquiry: 2 wd [第十三条]" in shown


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ((*CLOSE, "--row", 7), "--row 7: the table has 6 lines"),
        ((*CLOSE, "--row", 0), "--row 0: the table has 6 lines"),
        ((*CLOSE, "--if", "kin=投诉"), "nothing hangs on 'kin' here; did you mean kind?"),
        ((*CLOSE, "--if", "calls=0"), "'0' is not a whole number from 1 on"),
        ((*CLOSE, "--if", "kind"), "--if kind: write FACT=VALUE"),
        ((*CLOSE, "--start", "soon", "--if", "calls=1"), "soon"),
        ((*CLOSE, "--save", "case.yaml"), "--row, --if and --start need --question"),
        (("-j", "yiyang", "--row", 1), "--row, --if and --start need --question"),
        ((*CLOSE, "--reading", "repeated=x"), "yiyang has no reading 'repeated'"),
    ],
)
def test_wrong_usage_is_one_line(run, options, sentence):
    found = run(*options)
    assert (found.code, found.out) == (2, "")
    assert sentence in found.err
    assert len(found.err.splitlines()) == 1
