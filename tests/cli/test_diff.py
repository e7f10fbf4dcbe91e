"""`rexian diff` at the command line."""

import csv
import json
import sys
from collections import Counter
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from rexian.cli.main import main
from rexian.discovery import load
from rexian.model.case import read_case
from rexian.saying.cases import tell_case
from rich.cells import cell_len

pytestmark = pytest.mark.documents

REFORM = """\
reform: {name}
of: {of}
title: {{zh: 试, en: Try}}
cites: 草案
changes:
  - {change}
"""
#: Five working days as the document has it, three as proposed.
SHORTER = "{replace: close.help, limit: 3wd, per: 第十三条（草案）}"
#: Three working days as the document has it; over a weekend four natural ones end first.
NATURAL = "{replace: close.inquiry, limit: 4d, per: 第十五条（草案）}"
RELATIONS = ("same", "stricter", "looser", "not_comparable")


@pytest.fixture
def run(monkeypatch, capsys, tmp_path):
    monkeypatch.setenv("REXIAN_LANG", "en")
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.chdir(tmp_path)

    def rexian(*arguments):
        monkeypatch.setattr(sys, "argv", ["rexian", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            main()
        out, err = capsys.readouterr()
        return SimpleNamespace(code=left.value.code or 0, out=out, err=err)

    return rexian


@pytest.fixture
def planted(tmp_path):
    """Plant a change in a document, and return the id of what comes of it."""

    def plant(of, name, change):
        path = tmp_path / f"{name}.yaml"
        path.write_text(REFORM.format(name=name, of=of, change=change), encoding="utf-8")
        return f"{of}+./{path.name}"

    return plant


@pytest.fixture
def close(run, planted):
    """How the document's closing limits stand to the proposed ones."""
    asked = ("diff", "yiyang", planted("yiyang", "shorter", SHORTER), "--question", "close")
    return json.loads(run(*asked, "--json").out)


def test_a_shorter_limit_leaves_the_document_looser(close):
    [changed] = [each for each in close["differences"] if each["relation"] == "looser"]
    assert (changed["first"]["says"]["en"], changed["second"]["says"]["en"]) == ("5 wd", "3 wd")
    assert close["totals"]["looser"] == 1
    assert close["totals"]["same"] == len(close["differences"]) - 1


def test_a_relation_shows_from_one_start(close):
    [changed] = [each for each in close["differences"] if each["relation"] == "looser"]
    assert changed["starts"]["earlier"] is None
    later = changed["starts"]["later"]
    assert later["second_due_at"] < later["first_due_at"]


@pytest.fixture
def natural(run, planted):
    asked = ("nanchang_city", planted("nanchang_city", "natural", NATURAL), "--question", "close")
    return lambda *more: run("diff", *asked, *more)


def test_working_and_natural_days_are_not_comparable(natural):
    [mixed] = [
        each
        for each in json.loads(natural("--json").out)["differences"]
        if each["relation"] == "not_comparable"
    ]
    earlier, later = (
        {key: datetime.fromisoformat(at) for key, at in mixed["starts"][which].items()}
        for which in ("earlier", "later")
    )
    assert earlier["first_due_at"] < earlier["second_due_at"]
    assert later["first_due_at"] > later["second_due_at"]
    for found in (earlier, later):
        assert found["second_due_at"].date() == found["start"].date() + timedelta(days=4)


def test_a_mixed_pair_is_told_with_both_starts(natural):
    mixed = [line.split() for line in natural().out.splitlines() if "  from 20" in line]
    assert len(mixed) == 2
    for line in mixed:
        assert [line[0], line[2], line[4]] == ["from", "Nanchang", "Nanchang+natural"]
    first, second = ((line[3].rstrip(","), line[5]) for line in mixed)
    assert first[0] < first[1]
    assert second[0] > second[1]


def test_one_question_is_told_with_a_witness(natural):
    told = natural().out
    assert "witness: kind of appeal inquiry" in told
    assert "explained: Nanchang: 3 wd [第十五条]" in told
    assert "explained: Nanchang+natural: 4 d" in told


def test_two_jurisdictions_side_by_side(run):
    told = run("diff", "yiyang", "shicheng")
    assert told.code == 0
    lines = told.out.splitlines()
    assert lines[0] == "Yiyang County compared with Shicheng County"
    assert "only Yiyang County" in lines[1]
    assert "closing (close)  " in told.out
    assert "witness: " not in told.out


def test_what_is_the_same_is_counted_and_listed_where_asked_for(run):
    asked = ("diff", "yiyang", "shicheng", "--question", "close")
    assert "  the same: " not in run(*asked).out
    assert "  only Yiyang County: " in run(*asked).out
    same = run(*asked, "--relation", "same").out
    assert "  the same: " in same
    assert "  only Yiyang County: " not in same
    assert run(*asked).out.splitlines()[1] == same.splitlines()[1]


def test_json_counts_what_it_lists(run):
    told = json.loads(run("diff", "shicheng", "yiyang", "--json").out)
    assert (told["first"], told["second"]) == ("shicheng", "yiyang")
    assert set(told["totals"]) == {*RELATIONS, "only_shicheng", "only_yiyang"}
    listed = Counter(each["relation"] for each in told["differences"])
    assert told["totals"] == {name: listed[name] for name in told["totals"]}
    for relation in told["totals"]:
        assert told["totals"][relation] == sum(
            counts[relation] for counts in told["by_question"].values()
        )
    assert all(
        set(each["witness"]["rulings"]) == {"shicheng", "yiyang"} for each in told["differences"]
    )


def test_json_counts_all_and_lists_what_is_asked_for(run):
    asked = ("diff", "shicheng", "yiyang", "--json", "--relation", "only_shicheng")
    told = json.loads(run(*asked).out)
    assert {each["relation"] for each in told["differences"]} == {"only_shicheng"}
    assert told["totals"]["only_yiyang"] > 0


def test_all_of_them_as_json(run):
    told = json.loads(run("diff", "--all", "--question", "sign", "--json").out)
    names = told["jurisdictions"]
    assert len(names) == 5
    pairs = [(pair["first"], pair["second"]) for pair in told["pairs"]]
    assert pairs == [(a, b) for place, a in enumerate(names) for b in names[place + 1 :]]


@pytest.fixture
def matrix(run, monkeypatch):
    def table(columns, *more):
        monkeypatch.setenv("COLUMNS", str(columns))
        chosen = ("-j", "yiyang", "-j", "shicheng", "-j", "nanchang_city")
        return run("diff", "--all", *chosen, *more)

    return table


def test_the_matrix_counts_as_the_pairs_do(run, matrix):
    lines = [line.split() for line in matrix(120).out.splitlines()]
    pair = json.loads(run("diff", "yiyang", "shicheng", "--json").out)
    marks = {"=": "same", "<": "stricter", ">": "looser", "A": "only_yiyang", "B": "only_shicheng"}

    def counted(cells):
        return {marks.get(cell[0], "not_comparable"): int(cell[1:]) for cell in cells}

    [row] = [line for line in lines if line[:3] == ["1", "Yiyang", "County"]]
    assert counted(row[3 : 3 + sum(map(bool, pair["totals"].values()))]) == {
        name: n for name, n in pair["totals"].items() if n
    }
    [header] = [line for line in lines if line[:1] == ["question"]]
    assert header == ["question", "1-2", "1-3", "2-3"]


def test_the_matrix_of_one_question(matrix):
    told = matrix(120, "--question", "followup").out
    assert [line for line in told.splitlines() if line.startswith("follow-up")] != []
    assert "closing" not in told


@pytest.mark.parametrize(("code", "columns"), [("zh", 80), ("en", 60), ("zh", 120)])
def test_nothing_is_wider_than_the_terminal(run, monkeypatch, code, columns):
    monkeypatch.setenv("REXIAN_LANG", code)
    monkeypatch.setenv("COLUMNS", str(columns))
    for arguments in (("--all",), ("nanchang_nrp", "nanchang_city"),
                      ("nanchang_nrp", "yiyang", "--question", "close")):  # fmt: skip
        lines = run("diff", *arguments).out.splitlines()
        assert [line for line in lines if cell_len(line.rstrip()) > columns] == []


def test_a_page_and_a_sheet(run, tmp_path):
    told = run("diff", "yiyang", "shicheng", "--html", "out.html", "--csv", "out.csv")
    assert (told.code, told.err, len(told.out.splitlines())) == (0, "", 2)
    page = (tmp_path / "out.html").read_text(encoding="utf-8")
    assert 'id="yiyang.shicheng.close"' in page
    assert "<pre>- id: yiyang-shicheng-" in page
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    listed = json.loads(run("diff", "yiyang", "shicheng", "--json").out)["differences"]
    assert [row["part"] for row in rows] == [each["part"] for each in listed]
    assert all(row["first"] == "yiyang" and row["witness"] for row in rows)


def test_every_witness_as_a_case_that_holds_on_both_sides(run, tmp_path, planted):
    names = ("yiyang", planted("yiyang", "shorter", SHORTER))
    asked = ("--question", "close", "--relation", "looser", "--cases", "cases")
    told = run("diff", *names, *asked)
    assert told.err == "rexian: 1 case files written to cases\n"
    [file] = (tmp_path / "cases").iterdir()
    assert file.name == "yiyang-yiyang+shorter-looser-close-1.yaml"
    # The variant goes by its name once its file has been named.
    checked = run("explain", file, "--check")
    assert (checked.code, checked.out) == (0, "2 cases, 6 expectations, 0 cases differ\n")


def test_a_point_read_otherwise_on_the_side_that_has_it(run):
    def totals(*reading):
        asked = ("diff", "yiyang", "shicheng", "--question", "redo", "--json", *reading)
        return json.loads(run(*asked).out)["totals"]

    assert totals()["only_yiyang"] > 0
    assert not any(totals("--reading", "redo_limit=silent").values())


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ([], "name two jurisdictions, as in rexian diff A B; or write --all"),
        (["yiyang"], "name two jurisdictions"),
        (["yiyang", "shicheng", "-j", "yiyang"], "name two jurisdictions"),
        (["--all", "yiyang"], "to leave some out, name the others with -j"),
        (["--all", "-j", "yiyang"], "fewer than two jurisdictions"),
        (["--all", "--witness"], "go with two jurisdictions, not with --all"),
        (["--all", "--relation", "same"], "go with two jurisdictions, not with --all"),
        (["yiyang", "shichen"], "did you mean shicheng?"),
        (["yiyang", "shicheng", "--question", "clos"], "there is no question 'clos'"),
        (["yiyang", "shicheng", "--relation", "laxer"], "--relation laxer: there is none"),
        (["yiyang", "shicheng", "--relation", "strict"], "did you mean stricter?"),
        (["yiyang", "shicheng", "--reading", "redo=x"], "yiyang has no reading 'redo'"),
    ],
)
def test_bad_input_is_one_line(run, options, sentence):
    told = run("diff", *options)
    assert (told.code, told.out) == (2, "")
    assert sentence in told.err
    assert len(told.err.splitlines()) == 1


CASE = {
    "now": "2026-03-05T08:00",
    "ticket": {
        "kind": "help",
        "refusal_grounds": ["malicious_or_vague", "false_information"],
        "difficult": False,
        "disputed": True,
        "calls": 3,
        "received_at": "2026-03-01T08:00",
        "given": {"close": {"at": "2026-03-09", "source": "platform"}},
    },
    "events": [
        {"type": "dispatched", "at": "2026-03-02T09:00", "unit": "甲局", "part": "co"},
        {"type": "signed", "at": "2026-03-02T10:00"},
        {"type": "extension_requested", "at": "2026-03-03T09:00", "length": "2wd"},
    ],
}


@pytest.mark.usefixtures("english")
def test_a_case_in_words():
    assert tell_case(read_case(CASE), load("yiyang")) == (
        "kind of appeal request for help, grounds for refusal malicious, or too vague+false "
        "information, difficult and complex: no, responsibility disputed, times raised 3, received "
        "at 2026-03-01 08:00, close set for 2026-03-09 24:00 by the platform; "
        "2026-03-02 09:00 dispatched (unit 甲局, host or co-handling co-handling); 10:00 signed; "
        "2026-03-03 09:00 extension requested (length 2 wd); as at 2026-03-05 08:00"
    )


@pytest.mark.usefixtures("english")
def test_a_case_of_which_nothing_is_known():
    assert tell_case(read_case({"ticket": {}}), load("yiyang")) == "nothing stated of the ticket"
