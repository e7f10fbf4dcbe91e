"""`rexian ranking` at the command line, on Shicheng's three grades."""

import json
import subprocess
import sys
from types import SimpleNamespace

import pytest
from rexian.cli.main import main

pytestmark = pytest.mark.documents


@pytest.fixture
def run(monkeypatch, capsys):
    def ranking(*arguments, language="en"):
        monkeypatch.setenv("REXIAN_LANG", language)
        monkeypatch.setattr(sys, "argv", ["rexian", "ranking", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            main()
        out, err = capsys.readouterr()
        return SimpleNamespace(code=left.value.code or 0, out=out, err=err)

    return ranking


@pytest.fixture
def ranks(tmp_path):
    """Write a history: one rank of 甲局 a month from January 2025 on, 0 for a month left out."""

    def write(*found, header="month,unit,rank_from_bottom", more=""):
        months = [f"{2025 + n // 12}-{n % 12 + 1:02}" for n in range(len(found))]
        rows = [f"{m},甲局,{r}" for m, r in zip(months, found, strict=True) if r]
        path = tmp_path / "ranks.csv"
        path.write_text("\n".join([header, *rows]) + "\n" + more, encoding="utf-8")
        return path

    return write


def told(run, *arguments):
    found = json.loads(run("-j", "shicheng", "--json", *arguments).out)["consequences"]
    return [(c["month"], c["measure"], c["by"], c["on"]) for c in found]


DEPUTY = ("interview", "hotline_centre", "unit_deputy")
PRINCIPAL = ("interview", "county_hotline_leader", "unit_principal")
RECTIFY = ("rectification_order", "inspection_office", "handling_unit")


def test_four_months_running(run, ranks):
    """The third month brings in the principal, the fourth the order to rectify."""
    assert told(run, ranks(1, 2, 2, 1)) == [
        ("2025-01", *DEPUTY),
        ("2025-02", *DEPUTY),
        ("2025-03", *DEPUTY),
        ("2025-03", *PRINCIPAL),
        ("2025-04", *DEPUTY),
        ("2025-04", *PRINCIPAL),
        ("2025-04", *RECTIFY),
    ]


def test_four_and_five_times_in_a_year(run, ranks):
    """Never three running: January, March, May, July and September."""
    found = told(run, ranks(1, 3, 1, 3, 2, 3, 2, 3, 1))
    assert [one for one in found if one[1:] != DEPUTY] == [
        ("2025-07", *PRINCIPAL),
        ("2025-09", *PRINCIPAL),
        ("2025-09", *RECTIFY),
    ]


def test_a_month_left_out_breaks_a_streak(run, ranks):
    assert PRINCIPAL not in [one[1:] for one in told(run, ranks(1, 1, 0, 1))]


def test_the_count_begins_anew_in_january(run, ranks):
    # October to December 2025, then February 2026: four in all, three of them in 2025.
    found = told(run, ranks(*[0] * 9, 1, 3, 1, 3, 1))
    assert {one[1:] for one in found} == {DEPUTY}


def test_grounds_of_one_measure_are_one_consequence_and_both_are_cited(run, ranks):
    found = json.loads(run("-j", "shicheng", "--json", ranks(1, 1, 1, 1)).out)["consequences"]
    principal = [c for c in found if c["month"] == "2025-04" and c["on"] == "unit_principal"]
    assert len(principal) == 1
    assert [c["clause"] for c in principal[0]["citations"]] == ["s8.three", "s8.four"]
    assert all(c["document"] == "shicheng" and c["locator"] for c in principal[0]["citations"])


def test_read_otherwise_the_gravest_grade_absorbs_the_others(run, ranks):
    found = told(run, ranks(1, 1, 1, 1), "--reading", "ranking_grades=highest")
    assert found == [
        ("2025-01", *DEPUTY),
        ("2025-02", *DEPUTY),
        ("2025-03", *PRINCIPAL),
        ("2025-04", *RECTIFY),
    ]


def test_rows_that_cannot_be_read_are_one_line_each_and_exit_1(run, ranks):
    path = ranks(1, header="月份,单位,倒数名次", more="2025-13,甲局,1\n2025-02,甲局,最后\n")
    found = run("-j", "shicheng", path, "--json")
    assert found.code == 1
    month = "'2025-13' is not a month; write 2025-09; left out"
    rank = "'最后' is no rank from the bottom; write 1 for the last; left out"
    assert found.err.splitlines() == [
        f"rexian: {path}: row 3, 月份: {month}",
        f"rexian: {path}: row 4, 倒数名次: {rank}",
    ]
    report = json.loads(found.out)
    assert [row["row"] for row in report["rejected"]] == [3, 4]
    assert len(report["consequences"]) == 1


def test_a_document_that_lays_nothing_down_says_so(run, ranks):
    found = run("-j", "yiyang", ranks(1, 1, 1))
    assert (found.code, found.out.splitlines()[1]) == (0, "what a rank brings: not laid down")
    assert json.loads(run("-j", "yiyang", ranks(1), "--json").out)["status"] == "silent"


def test_people_are_told_month_by_month(run, ranks):
    found = run("-j", "shicheng", ranks(1, 1, 1))
    assert found.out.count("2025-0") == 3
    assert "the county" in found.out
    assert "all of them apply [ranking_grades=highest]" in " ".join(found.out.split())
    chinese = run("-j", "shicheng", ranks(1, 1, 1), language="zh").out
    assert "约谈" in chinese
    assert "八第二分句" in chinese


def test_ranks_that_bring_nothing(run, ranks):
    assert "nothing follows from these ranks" in run("-j", "shicheng", ranks(5)).out


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (["-j", "shichen"], "no jurisdiction 'shichen' is installed; did you mean shicheng?"),
        (["-j", "shicheng", "--reading", "ranking_grades=x"], "has no choice 'x'"),
    ],
)
def test_wrong_usage_is_one_line(run, ranks, arguments, problem):
    found = run(*arguments, ranks(1))
    assert (found.code, found.out) == (2, "")
    assert problem in found.err
    assert found.err.count("\n") == 1


def test_a_file_that_is_not_there(run, tmp_path):
    found = run("-j", "shicheng", tmp_path / "none.csv")
    assert (found.code, found.out) == (2, "")
    assert found.err.rstrip().endswith("none.csv: No such file or directory")


def test_ranks_need_neither_numpy_nor_polars(ranks):
    """The desk asks for consequences too."""
    code = (
        "import sys; from rexian.cli.main import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print('LOADED', *sys.modules)"
    )
    arguments = ["ranking", "-j", "shicheng", str(ranks(1, 1, 1)), "--json"]
    ran = subprocess.run(  # noqa: S603 - this very interpreter
        [sys.executable, "-c", code, *arguments], capture_output=True, check=True, text=True
    )
    loaded = set(ran.stdout.rpartition("LOADED")[2].split())
    assert "rexian.consequences" in loaded
    assert loaded.isdisjoint({"numpy", "polars"})
