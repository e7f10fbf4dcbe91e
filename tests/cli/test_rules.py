"""`rexian rules` at the command line."""

import json
import sys
from types import SimpleNamespace

import pytest
from rexian.cli.main import main

pytestmark = pytest.mark.documents


@pytest.fixture
def run(monkeypatch, capsys):
    monkeypatch.setenv("REXIAN_LANG", "en")
    monkeypatch.setenv("COLUMNS", "160")

    def rules(*arguments):
        monkeypatch.setattr(sys, "argv", ["rexian", "rules", *arguments])
        with pytest.raises(SystemExit) as left:
            main()
        out, err = capsys.readouterr()
        return SimpleNamespace(code=left.value.code or 0, out=out, err=err)

    return rules


def test_a_question_as_json(run):
    told = json.loads(run("-j", "yiyang", "--question", "close", "--json").out)
    assert told["jurisdiction"] == "yiyang"
    [close] = told["questions"]
    days = {row["rule"]: row["outcome"]["limit"]["n"] for row in close["rows"] if row["rule"]}
    assert days.items() >= {
        "close.inquiry": 2, "close.help": 5, "close.complaint": 10, "close.repeated": 15,
    }.items()  # fmt: skip


def test_every_question_on_which_the_document_speaks(run):
    told = json.loads(run("-j", "yiyang", "--json").out)
    names = [question["id"] for question in told["questions"]]
    assert {"accept", "sign", "close", "redo", "extension", "return_permission"} <= set(names)
    assert "preassign_answer" not in names


def test_a_question_on_which_it_is_silent_has_no_rows(run):
    [told] = json.loads(run("-j", "yiyang", "--question", "followup", "--json").out)["questions"]
    assert told["rows"] == []


def test_for_people(run, monkeypatch):
    told = run("-j", "yiyang", "--question", "close")
    assert told.code == 0
    assert "close.inquiry" in told.out
    assert "第十三条" in told.out
    monkeypatch.setenv("REXIAN_LANG", "zh")
    assert "2个工作日" in run("-j", "yiyang", "--question", "close").out


def test_a_rule_says_over_which_others_it_goes(run):
    lines = run("-j", "nanchang_amr", "--question", "object").out.splitlines()
    [place] = [place for place, line in enumerate(lines) if "object.on_form" in line]
    assert lines[place + 1].strip() == "over object.four_hours"


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["-j", "yiyan"], "no jurisdiction 'yiyan' is installed; did you mean yiyang?"),
        (["-j", "yiyang", "--question", "clos"], "there is no question 'clos'; did you mean close"),
    ],
)
def test_bad_input_is_one_line(run, options, sentence):
    told = run(*options)
    assert (told.code, told.out) == (2, "")
    assert sentence in told.err
    assert len(told.err.splitlines()) == 1


def test_a_jurisdiction_must_be_named(run):
    told = run()
    assert told.code == 2
    assert "-j" in told.err
