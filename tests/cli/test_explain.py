"""`rexian explain` at the command line."""

import io
import json
import sys
from types import SimpleNamespace

import pytest
from rexian.cli.main import main
from rexian.questions import QUESTIONS

pytestmark = pytest.mark.documents

CASE = """
id: A1
title: 咨询件
jurisdiction: yiyang
ticket: {kind: inquiry, received_at: 2026-03-02T08:00}
events:
  - {type: dispatched, at: 2026-03-02T09:00, unit: 县住建局}
  - {type: signed, at: 2026-03-03T09:00}
  - {type: closed, at: 2026-03-04T16:00}
expect:
  close: {due_at: 2026-03-04, late: false}
  sign: {status: decided}
"""


@pytest.fixture
def run(monkeypatch, capsys):
    monkeypatch.setenv("REXIAN_LANG", "en")

    def explain(*arguments, **environment):
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(sys, "argv", ["rexian", "explain", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            main()
        out, err = capsys.readouterr()
        return SimpleNamespace(code=left.value.code or 0, out=out, err=err)

    return explain


@pytest.fixture
def case(tmp_path):
    path = tmp_path / "case.yaml"
    path.write_text(CASE, encoding="utf-8")
    return path


def test_one_case_under_one_jurisdiction_is_one_document(run, case):
    told = json.loads(run(case, "--json").out)
    assert (told["id"], told["jurisdiction"]) == ("A1", "yiyang")
    assert list(told["rulings"]) == [question.id for question in QUESTIONS]
    assert told["rulings"]["close"]["outcome"]["due_at"] == "2026-03-04T23:59:59+08:00"
    assert told["rulings"]["close"]["citations"][0]["document"] == "yiyang"


def test_several_jurisdictions_are_several_cases_in_order(run, case):
    told = json.loads(run(case, "-j", "shicheng", "-j", "nanchang_city", "--json").out)
    assert [one["jurisdiction"] for one in told["cases"]] == ["shicheng", "nanchang_city"]


def test_a_jurisdiction_named_twice_is_asked_once(run, case):
    assert "cases" not in json.loads(run(case, "-j", "yiyang", "-j", "yiyang", "--json").out)


def test_a_list_of_cases(run, tmp_path):
    path = tmp_path / "cases.yaml"
    cases = [{"id": n, "jurisdiction": "yiyang", "ticket": {"kind": "help"}} for n in ("B1", "B2")]
    path.write_text(json.dumps(cases), encoding="utf-8")
    assert [one["id"] for one in json.loads(run(path, "--json").out)["cases"]] == ["B1", "B2"]


def test_the_command_line_wins_over_the_file(run, case):
    assert json.loads(run(case, "-j", "shicheng", "--json").out)["jurisdiction"] == "shicheng"


def test_standard_input(run, monkeypatch):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(CASE.encode())))
    assert json.loads(run("-", "--json").out)["id"] == "A1"


def test_as_at_an_earlier_time(run, case):
    told = json.loads(run(case, "--at", "2026-03-02T12:00", "--json").out)
    assert told["now"] == "2026-03-02T12:00:00+08:00"
    assert told["rulings"]["sign"]["outcome"]["done_at"] is None


def test_another_reading(run, tmp_path):
    path = tmp_path / "case.yaml"
    path.write_text(
        "jurisdiction: yiyang\n"
        "ticket: {kind: inquiry, calls: 3, difficult: true}\n"
        "events: [{type: dispatched, at: 2026-03-02T09:00}]\n",
        encoding="utf-8",
    )
    told = [
        json.loads(run(path, "--reading", f"repeated_inquiry={choice}", "--json").out)
        for choice in ("covered", "not_covered")
    ]
    days = {one["rulings"]["close"]["outcome"]["limit"]["n"] for one in told}
    assert days == {15, 2}


def test_corrected_days(run, case, tmp_path):
    days = tmp_path / "local.yaml"
    days.write_text("holidays: [2026-03-04]\n", encoding="utf-8")
    told = json.loads(run(case, "--calendar", days, "--json").out)
    assert told["rulings"]["close"]["outcome"]["due_at"][:10] == "2026-03-05"


def test_why_not(run, case):
    told = json.loads(run(case, "--why-not", "--json").out)["rulings"]["close"]["why_not"]
    assert "close.help" in {near["rule"] for near in told}


def test_expectations_met(run, case):
    told = run(case, "--check")
    assert (told.code, told.err) == (0, "")
    assert told.out == "1 cases, 3 expectations, 0 cases differ\n"


def test_expectations_not_met_are_told_and_exit_1(run, case):
    case.write_text(CASE.replace("late: false", "late: true"), encoding="utf-8")
    told = run(case, "--check")
    assert told.code == 1
    assert told.out.splitlines()[0] == "A1 (yiyang): close.late: expected True, found False"


def test_a_check_as_json(run, case):
    case.write_text(CASE.replace("late: false", "late: true"), encoding="utf-8")
    told = run(case, "--check", "--json")
    assert told.code == 1
    found = json.loads(told.out)
    assert found["differing"] == 1
    assert found["cases"][0]["differences"] == ["close.late: expected True, found False"]


@pytest.mark.parametrize(
    ("content", "options", "sentence"),
    [
        (CASE.replace("jurisdiction: yiyang", ""), [], "case A1: no jurisdiction; write"),
        (CASE, ["-j", "yiyan"], "no jurisdiction 'yiyan' is installed; did you mean yiyang?"),
        (CASE, ["--reading", "redispatch"], "--reading redispatch: write ID=CHOICE"),
        (CASE, ["--reading", "redispach=restarts"], "no reading 'redispach'; did you mean redisp"),
        (CASE, ["--reading", "redispatch=never"], "reading redispatch has no choice 'never'"),
        (CASE, ["--at", "noon"], "'noon' is not a time"),
        (CASE, ["--calendar", "none.yaml"], "none.yaml: No such file or directory"),
        (CASE.replace("inquiry", "inquirry"), [], "did you mean inquiry?"),
        (CASE.replace("type: signed", "type: sigend"), [], "did you mean signed?"),
        (CASE.replace("close: {", "clsoe: {"), ["--check"], "clsoe"),
        (CASE.replace("sign: {status: decided}", "sign: decided"), ["--check"], "sign"),
        ("", [], "there is no case in it"),
    ],
)
def test_bad_input_is_one_line_on_stderr(run, case, content, options, sentence):
    case.write_text(content, encoding="utf-8")
    told = run(case, *options)
    if told.code == 1:  # a question that does not exist is an expectation that is not met
        assert sentence in told.out
        return
    assert (told.code, told.out) == (2, "")
    assert sentence in told.err
    assert "internal error" not in told.err
    assert len(told.err.splitlines()) == 1


def test_a_file_that_is_not_there(run):
    told = run("nowhere.yaml")
    assert (told.code, told.out) == (2, "")
    assert "nowhere.yaml: No such file or directory" in told.err


def test_for_people_in_english(run, case):
    told = run(case)
    assert (told.code, told.err) == (0, "")
    assert "2026-03-04 24:00" in told.out
    assert "closing" in told.out
    assert "第十三条" in told.out


def test_for_people_in_chinese(run, case):
    told = run(case, REXIAN_LANG="zh")
    assert "办结" in told.out
    assert "弋阳" in told.out


def test_side_by_side(run, case):
    told = run(case, "-j", "yiyang", "-j", "shicheng", COLUMNS="160")
    assert told.code == 0
    assert "Yiyang" in told.out
    assert "Shicheng" in told.out
