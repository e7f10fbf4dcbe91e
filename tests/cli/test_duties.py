"""`rexian duties` at the command line."""

import json
import sys
from datetime import date
from types import SimpleNamespace

import pytest
from rexian.cli import duties as command
from rexian.cli.main import main
from rich.cells import cell_len

pytestmark = pytest.mark.documents
OCTOBER = ("--from", "2025-10-01", "--to", "2025-10-31")


@pytest.fixture
def run(monkeypatch, capsys):
    monkeypatch.setenv("REXIAN_LANG", "en")
    monkeypatch.setenv("COLUMNS", "100")

    def duties(*arguments):
        monkeypatch.setattr(sys, "argv", ["rexian", "duties", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            main()
        out, err = capsys.readouterr()
        return SimpleNamespace(code=left.value.code or 0, out=out, err=err)

    return duties


@pytest.fixture
def told(run):
    return lambda *arguments: json.loads(run(*arguments, "--json").out)


def entries(document, name):
    return [entry for entry in document["duties"] if entry["id"] == name]


def test_one_entry_in_full(told):
    [filing] = entries(told("-j", "shicheng", *OCTOBER), "archive_signed")
    label = filing.pop("label")
    assert filing.pop("about") == label["zh"]
    assert label["en"].startswith("sort and file")
    assert filing == {
        "id": "archive_signed",
        "clause": "s1.archive",
        "clauses": ["s1.archive"],
        "due_on": "2025-10-09",
        "who": "handler",
        "to": None,
        "strength": "must",
        "layer": "shicheng",
        "inherited": False,
        "citations": [{"document": "shicheng", "locator": "一末句", "clause": "s1.archive"}],
        "every": "month",
        "period": {"from": "2025-09-01", "to": "2025-09-30"},
        "remind_on": "2025-09-30",
        "rolled_from": "2025-10-05",
        "window": None,
        "calendar": "published",
        "agenda": [],
        "readings": [
            {
                "id": "before_the_fifth",
                "ambiguity": 92,
                "chosen": "fifth",
                "alternatives": {"fourth": {"due_on": "2025-10-04"}},
            }
        ],
    }


def test_a_meeting_has_its_agenda_and_room(told):
    [meeting] = entries(told("-j", "shicheng", *OCTOBER), "monthly_meeting")
    assert meeting["due_on"] == "2025-10-15"
    assert meeting["window"] == {"from": "2025-10-13", "to": "2025-10-17"}
    clauses = [item["clauses"] for item in meeting["agenda"]]
    assert clauses == [["s2.dissatis"], ["s2.hard"], ["s2.coord"]]


def test_daily_duties_list_each_day(told):
    followed = entries(told("-j", "shicheng", *OCTOBER), "follow_up")
    assert len(followed) == 31
    assert followed[0]["period"] == {"from": "2025-10-01", "to": "2025-10-01"}


def test_another_reading(told):
    document = told("-j", "shicheng", *OCTOBER, "--reading", "before_the_fifth=fourth")
    assert entries(document, "archive_signed")[0]["due_on"] == "2025-10-04"


def test_a_file_of_corrected_days(told, tmp_path):
    path = tmp_path / "days.yaml"
    path.write_text("holidays: [2025-10-09]\n", encoding="utf-8")
    document = told("-j", "shicheng", *OCTOBER, "--calendar", path)
    assert entries(document, "archive_signed")[0]["due_on"] == "2025-10-10"


def test_duties_without_a_date_stand_apart(told):
    city = told("-j", "nanchang_city", *OCTOBER)
    assert {"service", "push_data"} < {entry["id"] for entry in city["continuous"]}
    [summaries] = [e for e in city["period_unset"] if e["id"] == "summaries"]
    assert (summaries["who"], summaries["to"]) == ("member_unit", "hotline_centre")
    [pledge] = [entry for entry in city["standing"] if entry["id"] == "pledge"]
    assert (pledge["least"], pledge["per"], pledge["clause"]) == (1, "person", "art27.pledge")
    reports = entries(city, "special_reports")
    assert {entry["strength"] for entry in reports} == {"may"}


def test_what_binds_member_units_is_inherited_and_what_the_centre_does_is_not(told):
    bureau = told("-j", "nanchang_amr", *OCTOBER)
    above = {entry["id"] for entry in bureau["standing"] if entry["inherited"]}
    assert {"clerks", "pledge"} <= above
    listed = [entry for group in bureau.values() if isinstance(group, list) for entry in group]
    assert {e["layer"] for e in listed if e["inherited"]} == {"nanchang_city"}
    assert "bulletin" not in {entry["id"] for entry in listed}


def test_without_dates_it_is_this_month(told, monkeypatch):
    monkeypatch.setattr(command, "_today", lambda: date(2026, 2, 10))
    days = [entry["due_on"] for entry in told("-j", "shicheng")["duties"]]
    assert (days[0], days[-1]) == ("2026-02-01", "2026-02-28")


def test_one_date_asks_for_the_rest_of_its_month(told):
    since = told("-j", "shicheng", "--from", "2025-10-20")["duties"]
    until = told("-j", "shicheng", "--to", "2025-10-05")["duties"]
    assert (since[0]["due_on"], since[-1]["due_on"]) == ("2025-10-20", "2025-10-31")
    assert (until[0]["due_on"], until[-1]["due_on"]) == ("2025-10-01", "2025-10-05")


def test_for_people_daily_duties_are_one_row(run):
    shown = run("-j", "shicheng", *OCTOBER).out
    assert shown.count("every day") == 2
    assert "2025-10-01 to 10-31" in shown
    for said in ("moved from 10-05", "remind on 09-30", "or read as 10-04", "10-13 and 10-17"):
        assert said in " ".join(shown.split())
    assert "- difficult tickets" in shown
    assert "一末句" in shown


def test_for_people_strength_inheritance_and_silence(run):
    assert "(may)" in run("-j", "nanchang_city", *OCTOBER).out
    assert "(inherited)" in run("-j", "nanchang_nrp", *OCTOBER).out
    assert "not said" in run("-j", "yiyang", *OCTOBER).out


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("width", [80, 120])
def test_wide_characters_line_up_and_fit(run, monkeypatch, language, width):
    monkeypatch.setenv("REXIAN_LANG", language)
    monkeypatch.setenv("COLUMNS", str(width))
    lines = run("-j", "nanchang_nrp", *OCTOBER).out.splitlines()
    assert max(map(cell_len, lines)) <= width
    rows = [line for line in lines if "附件1备注1" in line]
    assert len(rows) == 1


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["-j", "shichen"], "no jurisdiction 'shichen' is installed; did you mean shicheng?"),
        (["-j", "shicheng", "--from", "soon"], "--from: 'soon' is not a date"),
        (["-j", "shicheng", "--to", "2025-02-30"], "--to: '2025-02-30' is not a date"),
        (
            ["-j", "shicheng", "--from", "2025-10-02", "--to", "2025-10-01"],
            "2025-10-02 comes after 2025-10-01",
        ),
        (
            ["-j", "shicheng", *OCTOBER, "--reading", "before_the_fift=fourth"],
            "no duty hangs on a reading 'before_the_fift'; did you mean before_the_fifth?",
        ),
        (
            ["-j", "shicheng", *OCTOBER, "--reading", "before_the_fifth=sixth"],
            "has no choice 'sixth'",
        ),
        (["-j", "shicheng", "--from", "1949-10-01", "--to", "2025-10-01"], "outside the calendar"),
        (["-j", "shicheng", *OCTOBER, "--calendar", "none.yaml"], "none.yaml: No such file"),
    ],
)
def test_bad_input_is_one_line(run, options, sentence):
    told = run(*options)
    assert (told.code, told.out) == (2, "")
    assert sentence in told.err
    assert len(told.err.splitlines()) == 1
