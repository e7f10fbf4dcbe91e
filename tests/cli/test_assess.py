"""`rexian assess` at the command line, on a month of Yiyang's."""

import json
import sys
from types import SimpleNamespace

import pytest
from rexian.cli.main import main

pytestmark = pytest.mark.documents

#: March 2026 has no holidays; the 2nd is a Monday.
CASES = """
- id: in-time
  ticket: {kind: inquiry, received_at: 2026-03-02T08:00}
  events:
    - {type: dispatched, at: 2026-03-02T09:00, unit: 甲局}
    - {type: signed, at: 2026-03-03T09:00, unit: 甲局}
    - {type: closed, at: 2026-03-04T09:00, unit: 甲局}
    - {type: followed_up, at: 2026-03-05T09:00, rating: satisfied}
- id: late
  ticket: {kind: inquiry, received_at: 2026-03-02T08:00}
  events:
    - {type: dispatched, at: 2026-03-02T09:00, unit: 乙局}
    - {type: signed, at: 2026-03-04T09:00, unit: 乙局}
    - {type: closed, at: 2026-03-06T09:00, unit: 乙局}
    - {type: followed_up, at: 2026-03-07T09:00, rating: dissatisfied}
- id: excluded
  ticket: {kind: suggestion, adopted: false, received_at: 2026-03-02T08:00}
  events:
    - {type: dispatched, at: 2026-03-02T09:00, unit: 乙局}
    - {type: signed, at: 2026-03-02T10:00, unit: 乙局}
    - {type: closed, at: 2026-03-03T09:00, unit: 乙局}
    - {type: followed_up, at: 2026-03-04T09:00, rating: very_dissatisfied}
- id: january
  ticket: {kind: inquiry, received_at: 2026-01-05T08:00}
  events:
    - {type: dispatched, at: 2026-01-05T09:00, unit: 丙局}
"""


@pytest.fixture
def run(monkeypatch, capsys, tmp_path):
    monkeypatch.chdir(tmp_path)

    def assess(*arguments, language="en"):
        monkeypatch.setenv("REXIAN_LANG", language)
        monkeypatch.setattr(sys, "argv", ["rexian", "assess", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            main()
        out, err = capsys.readouterr()
        return SimpleNamespace(code=left.value.code or 0, out=out, err=err)

    return assess


@pytest.fixture
def cases(tmp_path):
    path = tmp_path / "cases.yaml"
    path.write_text(CASES, encoding="utf-8")
    return path


def report(run, *arguments):
    return json.loads(run("-j", "yiyang", "--month", "2026-03", "--json", *arguments).out)


def figures(told, unit):
    found = next(one for one in told["units"] if one["unit"] == unit)
    return {
        name: (figure["numerator"], figure["denominator"])
        for name, figure in found["indicators"].items()
    }


def test_figures_by_unit(run, cases):
    told = report(run, cases)
    assert (told["jurisdiction"], told["month"]) == ("yiyang", "2026-03")
    assert told["as_at"] == "2026-03-31T23:59:59+08:00"
    first, second = figures(told, "甲局"), figures(told, "乙局")
    assert (first["sign_rate"], second["sign_rate"]) == ((1, 1), (1, 2))
    assert (first["on_time_rate"], second["on_time_rate"]) == ((1, 1), (1, 2))
    assert (first["close_rate"], second["close_rate"]) == ((1, 1), (2, 2))
    # The suggestion that was not adopted is left out of both satisfactions.
    assert (first["satisfaction_final"], second["satisfaction_final"]) == ((1, 1), (0, 1))
    assert (first["handling_time"], second["handling_time"]) == ((48, 1), (120, 2))
    assert second["overdue"] == (1, None)
    assert second["knowledge_base"] == (None, None)


def test_every_figure_says_where_it_comes_from(run, cases):
    told = {each["id"]: each for each in report(run, cases)["indicators"]}
    sign, knowledge = told["sign_rate"], told["knowledge_base"]
    assert sign["citations"] == [{"document": "yiyang", "locator": "第二十一条", "clause": "art21"}]
    assert sign["label"]["zh"] == "及时签收率"
    assert sign["by_month_of"] == {
        "reading": "assessment_month", "chosen": "settled", "node": "sign", "due": True,
    }  # fmt: skip
    assert (knowledge["measure"], knowledge["by_month_of"]) == ("none", None)
    assert knowledge["note"]["en"]


def test_what_is_left_out_is_told_with_its_clause(run, cases):
    told = report(run, cases)["excluded"]
    assert {one["indicator"] for one in told} == {"satisfaction_first", "satisfaction_final"}
    assert all(one["tickets"] == 1 for one in told)
    assert [c["clause"] for c in told[0]["citations"]] == ["art26.head", "art26.1"]


def test_without_a_scheme_nobody_is_ranked(run, cases):
    found = run("-j", "yiyang", "--month", "2026-03", cases, "--json")
    told = json.loads(found.out)
    assert told["ranked_by"] is None
    assert {one["rank"] for one in told["units"]} == {None}
    assert "give --by INDICATOR or --weights FILE" in found.err
    assert found.code == 0


def ranks(told):
    return {one["unit"]: (one["rank"], one["rank_from_bottom"]) for one in told["units"]}


def test_ranked_by_one_indicator(run, cases):
    told = report(run, cases, "--by", "on_time_rate")
    assert ranks(told) == {"甲局": (1, 2), "乙局": (2, 1), "丙局": (None, None)}
    assert [one["unranked"] for one in told["units"]] == [None, None, "no_tickets"]


def test_ranked_by_weights(run, cases, tmp_path):
    weights = tmp_path / "weights.yaml"
    weights.write_text("on_time_rate: 40\noverdue: {weight: 100, better: more}\n", "utf-8")
    told = report(run, cases, "--weights", weights)
    # 甲局: 40 x 1 + 0; 乙局: 40 x 1/2 + 100.
    assert {one["unit"]: one["score"] for one in told["units"]} == {
        "乙局": 120, "甲局": 40, "丙局": None,
    }  # fmt: skip
    assert ranks(told)["乙局"] == (1, 2)


def test_a_deployment_may_put_units_without_a_figure_last(run, cases):
    told = report(run, cases, "--by", "on_time_rate", "--without-value", "last")
    assert ranks(told)["丙局"] == (3, 1)


def test_another_reading_of_the_month(run, cases):
    late = report(run, cases, "--reading", "assessment_month=dispatched")
    assert figures(late, "乙局")["sign_rate"] == (1, 2)
    assert late["readings"][0]["chosen"] == "dispatched"


def test_as_at_a_time_in_the_month(run, cases):
    told = report(run, cases, "--now", "2026-03-04T12:00")
    assert told["as_at"] == "2026-03-04T12:00:00+08:00"
    assert figures(told, "乙局")["satisfaction_final"] == (0, 0)


def test_a_year(run, cases):
    told = json.loads(run("-j", "yiyang", "--year", "2026", "--json", cases).out)
    assert told["year"] == "2026"
    assert figures(told, "丙局")["sign_rate"] == (0, 1)
    assert {use["into"] for use in told["uses"]} == {
        "annual_assessment", "comprehensive_assessment",
    }  # fmt: skip


def test_case_files_and_tables_together(run, cases, tmp_path):
    table = tmp_path / "more.csv"
    table.write_text(
        "kind,received_at,dispatched.at,dispatched.unit,signed.at\n"
        "inquiry,2026-03-02 09:00:00,2026-03-02 09:00:00,丁局,2026-03-02 10:00:00\n",
        encoding="utf-8",
    )
    mapping = tmp_path / "mapping.toml"
    names = ("kind", "received_at", "dispatched.at", "dispatched.unit", "signed.at")
    columns = "\n".join(f'"{name}" = "{name}"' for name in names)
    mapping.write_text(f"[columns]\n{columns}\n", encoding="utf-8")
    told = report(run, cases, table, "--mapping", mapping)
    assert figures(told, "丁局")["sign_rate"] == (1, 1)
    assert figures(told, "甲局")["sign_rate"] == (1, 1)
    assert told["rows"] == 5


def test_earlier_ranks_bring_consequences(run, cases, tmp_path):
    """Shicheng names no figure: ranks of a month come from its history."""
    history = tmp_path / "ranks.csv"
    rows = "".join(f"2026-0{month},甲局,1\n" for month in (1, 2, 3))
    history.write_text(f"month,unit,rank_from_bottom\n{rows}", encoding="utf-8")
    found = run(
        "-j", "shicheng", "--month", "2026-03", cases, "--history", history, "--json"
    )  # fmt: skip
    told = json.loads(found.out)["units"]
    first = next(one for one in told if one["unit"] == "甲局")
    assert first["rank_from_bottom"] == 1
    assert [one["on"] for one in first["consequences"]] == ["unit_deputy", "unit_principal"]
    assert all(not one["consequences"] for one in told if one is not first)


def test_a_body_assesses_the_units_inside_it(run, tmp_path):
    path = tmp_path / "bureau.yaml"
    path.write_text(
        "ticket: {kind: complaint, channel: city_12345}\n"
        "events:\n"
        "  - {type: dispatched, at: 2026-03-02T09:00, unit: 市市场监管局}\n"
        "  - {type: assigned, at: 2026-03-02T10:00, unit: 消保科}\n",
        encoding="utf-8",
    )
    found = run("-j", "nanchang_amr", "--month", "2026-03", path, "--json")
    assert [one["unit"] for one in json.loads(found.out)["units"]] == ["消保科"]


def test_people_see_a_table_and_what_follows(run, cases):
    found = run("-j", "yiyang", "--month", "2026-03", cases, "--by", "on_time_rate")
    assert "Yiyang County  2026-03" in found.out
    assert "100.0%" in found.out
    assert "no ticket in the period, so no rank: 丙局" in found.out
    assert "[assessment_month=dispatched]" in found.out
    chinese = run("-j", "yiyang", "--month", "2026-03", cases, language="zh").out
    assert "及时签收率" in chinese


def test_rejected_rows_exit_1(run, cases, tmp_path):
    history = tmp_path / "ranks.csv"
    history.write_text("month,unit,rank_from_bottom\n2026-1x,甲局,1\n", encoding="utf-8")
    found = run("-j", "yiyang", "--month", "2026-03", cases, "--history", history)
    assert found.code == 1
    assert "row 2, month: '2026-1x' is not a month" in found.err


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        ([], "write --month 2025-09 or --year 2025"),
        (["--month", "2026-03", "--year", "2026"], "one of them"),
        (["--month", "March"], "'March' is not a month; write 2025-09"),
        (["--month", "2026-03", "--by", "sign"], "no indicator 'sign' to rank by"),
        (["--month", "2026-03", "--by", "sign_rate", "--weights", "x"], "not both"),
        (["--month", "2026-03", "--weights", "none.yaml"], "none.yaml: No such file"),
        (["--month", "2026-03", "--without-value", "first"], "write unranked or last"),
        (["--month", "2026-03", "--reading", "a=b"], "has no reading 'a'"),
        (["--month", "2026-03", "--now", "noon"], "'noon' is not a time"),
    ],
)
def test_wrong_usage_is_one_line(run, cases, arguments, problem):
    found = run("-j", "yiyang", *arguments, cases)
    assert (found.code, found.out) == (2, "")
    assert problem in found.err
    assert found.err.count("\n") == 1


def test_no_file(run):
    found = run("-j", "yiyang", "--month", "2026-03")
    assert (found.code, found.out) == (2, "")
    assert found.err.startswith("rexian: no ticket file is named, and of one's own: no rexian.toml")
    assert found.err.count("\n") == 1


def test_a_file_is_assessed_by_named_rules(run, cases):
    found = run("--month", "2026-03", cases)
    assert (found.code, found.out) == (2, "")
    assert found.err == "rexian: say by whose rules the file is assessed: -j ID\n"
