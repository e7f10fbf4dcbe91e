"""`rexian calendar` at the command line."""

import json
import subprocess
import sys
from typing import NamedTuple

import pytest
from rexian.cli.main import main
from rich.cells import cell_len


@pytest.fixture
def calendar(monkeypatch, capsys):
    monkeypatch.setenv("REXIAN_LANG", "en")

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["rexian", "calendar", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            main()
        return Result(left.value.code or 0, *capsys.readouterr())

    return run


class Result(NamedTuple):
    exit_code: int
    stdout: str
    stderr: str


def test_add(calendar):
    result = calendar("add", "2025-09-30T10:00", "3wd", "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout) == {
        "due_at": "2025-10-11T23:59:59+08:00",
        "calendar": "published",
        "days": ["2025-10-09", "2025-10-10", "2025-10-11"],
    }


@pytest.mark.parametrize(
    ("limit", "days"),
    [("2d", ["2025-10-01", "2025-10-02"]), ("2h", []), ("1mo", []), ("0wd", [])],
)
def test_the_days_that_count(calendar, limit, days):
    result = calendar("add", "2025-09-30T10:00", limit, "--json")
    assert json.loads(result.stdout)["days"] == days


def test_add_in_words(calendar):
    result = calendar("add", "2026-12-31T10:00", "1wd")
    assert result.stdout.splitlines() == [
        "2027-01-04T23:59:59+08:00 (provisional)",
        "Days counted: 2027-01-04",
    ]


def test_add_on_a_calendar_of_ones_own(calendar, tmp_path):
    path = tmp_path / "hours.json"
    path.write_text(json.dumps({"week": {"tue": [["09:00", "12:00"]]}}), encoding="utf-8")
    result = calendar("add", "2025-09-30T11:00", "90wmin", "--calendar", path, "--json")
    assert json.loads(result.stdout)["due_at"] == "2025-10-07T09:30:00+08:00"


def test_add_on_corrected_days(calendar, tmp_path):
    path = tmp_path / "local.yaml"
    path.write_text("holidays: [2025-10-09]\n", encoding="utf-8")
    result = calendar("add", "2025-09-30T11:00", "1wd", "--calendar", path, "--json")
    assert json.loads(result.stdout)["due_at"] == "2025-10-10T23:59:59+08:00"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["add", "soon", "3wd"], "'soon' is not a time"),
        (["add", "2025-09-30", "3"], "'3' is not a limit"),
        (["add", "2025-09-30", "3wh"], "has no office hours"),
        (["add", "2025-09-30", "3wd", "--calendar", "none.yaml"], "none.yaml: No such file"),
        (["show", "1980"], "1980 lies outside the calendar china"),
        (["run", "none.json"], "none.json: No such file"),
    ],
)
def test_bad_input_is_one_line_on_stderr_and_exit_2(calendar, arguments, sentence):
    result = calendar(*arguments, "--json")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert sentence in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_show_as_json(calendar):
    year = json.loads(calendar("show", 2025, "--json").stdout)
    assert (year["year"], year["calendar"], year["working_days"]) == (2025, "published", 248)
    kinds = {day["date"]: day["kind"] for day in year["days"]}
    assert len(kinds) == 365
    assert kinds["2025-10-11"] == "make_up"
    assert kinds["2025-10-08"] == "holiday"
    assert kinds["2025-10-09"] == "working"
    assert kinds["2025-10-12"] == "weekend"
    assert sum(day["working"] for day in year["days"]) == 248


def test_show_marks_days_and_keeps_within_80_columns(calendar):
    shown = calendar("show", 2025).stdout
    assert "2025, calendar china: 248 working days" in shown
    assert "\n       1* 2* 3* 4. 5." in shown  # October begins on a Wednesday
    assert " 6* 7* 8* 9 10 11+12." in shown
    assert "?" not in shown.replace("? not published yet", "")
    assert max(map(cell_len, shown.splitlines())) <= 80


def test_show_says_what_is_provisional(calendar):
    shown = calendar("show", 2028).stdout
    assert shown.count(" ?") == 12 + 1  # the months and the legend
    assert "Provisional" in shown
    year = json.loads(calendar("show", 2028, "--json").stdout)
    assert year["calendar"] == "provisional"
    assert len(year["days"]) == 366


def test_run(calendar, tmp_path):
    path = tmp_path / "queries.json"
    queries = [
        {"id": "a", "calendar": "china", "op": "add", "start": "2025-09-30T10:00", "limit": "2wd"},
        {"id": "b", "calendar": "nowhere", "op": "add", "start": "2025-09-30", "limit": "2wd"},
    ]
    path.write_text(json.dumps({"queries": queries}), encoding="utf-8")
    result = calendar("run", path, "--json")
    assert result.exit_code == 0
    first, second = json.loads(result.stdout)["results"]
    assert first == {"id": "a", "due_at": "2025-10-10T23:59:59+08:00", "calendar": "published"}
    assert second == {"id": "b", "error": "calendar: 'nowhere' is not defined"}
    assert calendar("run", path).stdout.splitlines()[0] == (
        "a: due_at 2025-10-10T23:59:59+08:00  calendar published"
    )


def test_the_group_itself_imports_next_to_nothing():
    program = """
import os, sys
os.environ["REXIAN_LANG"] = "en"
import rexian.cli.calendar
assert not {"rich", "yaml", "pydantic", "numpy", "rexian.worktime"} & set(sys.modules)
"""
    subprocess.run([sys.executable, "-c", program], check=True)  # noqa: S603 - our own program
