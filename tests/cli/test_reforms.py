"""Variants at the command line: every command that takes a jurisdiction takes one."""

import json
import sys
from types import SimpleNamespace

import pytest
from rexian.cli.main import main

pytestmark = pytest.mark.documents

#: 10 and 7 working days from Monday, 1 September 2025 are the 15th and the 10th.
CASE = """
id: A1
jurisdiction: {jurisdiction}
ticket: {{kind: complaint, received_at: 2025-09-01T08:00}}
events:
  - {{type: dispatched, at: 2025-09-01T10:00, unit: 县住建局}}
  - {{type: closed, at: 2025-09-11T16:00}}
expect:
  close: {{due_at: {due}}}
"""
OWN = """\
reform: shorter
of: yiyang
title: {zh: 更短, en: Shorter}
cites: 草案
changes:
  - {replace: close.help, limit: 3wd, per: 第十三条（草案）}
"""


@pytest.fixture
def run(monkeypatch, capsys, tmp_path):
    monkeypatch.setenv("REXIAN_LANG", "en")
    monkeypatch.setenv("COLUMNS", "160")
    monkeypatch.chdir(tmp_path)

    def rexian(*arguments):
        monkeypatch.setattr(sys, "argv", ["rexian", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            main()
        out, err = capsys.readouterr()
        return SimpleNamespace(code=left.value.code or 0, out=out, err=err)

    return rexian


@pytest.fixture
def case(tmp_path):
    def write(jurisdiction="yiyang", due="2025-09-15"):
        path = tmp_path / "case.yaml"
        path.write_text(CASE.format(jurisdiction=jurisdiction, due=due), encoding="utf-8")
        return path

    return write


@pytest.fixture
def own(tmp_path):
    (tmp_path / "mine.yaml").write_text(OWN, encoding="utf-8")
    return "mine.yaml"


@pytest.fixture
def corpus(tmp_path):
    path = tmp_path / "tickets.csv"
    rows = ["id,kind,received_at,closed_at"]
    rows += ["1,complaint,2025-09-01 10:00,2025-09-11 16:00", "2,help,2025-09-01 10:00,2025-09-05"]
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def test_a_case_file_may_name_a_variant(run, case):
    told = json.loads(run("explain", case("yiyang+faster"), "--json").out)
    assert told["jurisdiction"] == "yiyang+faster"
    close = told["rulings"]["close"]
    assert (close["outcome"]["due_at"][:10], close["outcome"]["late"]) == ("2025-09-10", True)
    [cited] = close["citations"]
    assert (cited["document"], cited["reform"]) == ("yiyang", "faster")
    assert "reform" not in told["rulings"]["sign"]["citations"][0]


def test_what_a_case_expects_is_checked_under_its_variant(run, case):
    assert run("explain", case("yiyang+faster", "2025-09-10"), "--check").code == 0
    assert run("explain", case("yiyang+faster", "2025-09-15"), "--check").code == 1


def test_explain_sets_the_variant_beside_the_base(run, case):
    told = json.loads(run("explain", case(), "--reform", "faster", "--json").out)["cases"]
    assert [one["jurisdiction"] for one in told] == ["yiyang", "yiyang+faster"]
    due = [one["rulings"]["close"]["outcome"]["due_at"][:10] for one in told]
    assert due == ["2025-09-15", "2025-09-10"]


def test_for_people_the_reform_is_named_where_it_is_cited(run, case):
    shown = run("explain", case("yiyang+faster")).out
    assert "[yiyang+faster]" in shown
    assert "第十三条（示例） +faster" in shown
    beside = run("explain", case(), "--reform", "faster").out
    assert "Yiyang County" in beside
    assert "Yiyang County+faster" in beside


def test_a_file_of_ones_own(run, case, own):
    told = json.loads(run("explain", case(), "-j", f"yiyang+./{own}", "--json").out)
    assert told["jurisdiction"] == "yiyang+shorter"
    assert "[yiyang+shorter]" in run("explain", case(f"yiyang+{own}")).out
    told = json.loads(run("explain", case(), "--reform", own, "--reform", "faster", "--json").out)
    names = [one["jurisdiction"] for one in told["cases"]]
    assert names == ["yiyang", "yiyang+shorter", "yiyang+faster"]


def test_compare_sets_the_variant_beside_each_base_it_is_of(run, corpus):
    told = json.loads(
        run("compare", corpus, "-j", "yiyang", "-j", "shicheng", "--reform", "faster", "--json").out
    )
    found = told["jurisdictions"]
    assert list(found) == ["yiyang", "yiyang+faster", "shicheng"]
    assert (found["yiyang"]["late"], found["yiyang+faster"]["late"]) == (0, 1)
    [parting] = [d for d in told["differences"] if {d["a"], d["b"]} == {"yiyang", "yiyang+faster"}]
    assert parting["different"] == 1
    assert parting["pairs"][0]["b"]["citations"][0]["reform"] == "faster"


def test_compare_for_people(run, corpus, own):
    shown = run("compare", corpus, "-j", "yiyang", "--reform", f"faster+{own}").out
    assert "Yiyang County+faster+shorter" in shown
    assert "7 wd [第十三条（示例） +faster]" in shown
    assert "3 wd [第十三条（草案） +shorter]" in shown


def test_without_places_a_reform_of_the_city_reaches_its_bureaus(run, corpus):
    told = json.loads(run("compare", corpus, "--reform", "provincial", "--json").out)
    assert [name for name in told["jurisdictions"] if "+" in name] == [
        "nanchang_amr+provincial",
        "nanchang_city+provincial",
        "nanchang_nrp+provincial",
    ]


def test_rules_shows_both(run):
    asked = ("rules", "-j", "yiyang", "--question", "close", "--reform", "faster")
    shown = run(*asked).out
    assert shown.index("[yiyang]") < shown.index("10 wd") < shown.index("[yiyang+faster]")
    assert "第十三条（示例） +faster" in shown
    told = json.loads(run(*asked, "--json").out)["jurisdictions"]
    assert [one["jurisdiction"] for one in told] == ["yiyang", "yiyang+faster"]
    limits = [
        {row["rule"]: row["outcome"]["limit"]["n"] for row in one["questions"][0]["rows"][:3]}
        for one in told
    ]
    assert limits[0] == {"close.inquiry": 2, "close.help": 5, "close.complaint": 10}
    assert limits[1] == {"close.inquiry": 2, "close.help": 5, "close.complaint": 7}


def test_rules_of_a_variant_alone(run):
    told = json.loads(run("rules", "-j", "yiyang+faster", "--question", "close", "--json").out)
    assert told["jurisdiction"] == "yiyang+faster"


def test_rules_written_as_a_reform_are_one_to_start_from(run, case, tmp_path):
    written = run("rules", "-j", "yiyang", "--question", "close", "--as-reform").out
    (tmp_path / "draft.yaml").write_text(written.replace("10wd", "9wd"), encoding="utf-8")
    told = json.loads(run("explain", case("yiyang+draft.yaml"), "--json").out)
    assert told["jurisdiction"] == "yiyang+draft"
    assert told["rulings"]["close"]["outcome"]["due_at"][:10] == "2025-09-12"


def test_rules_of_a_variant_written_as_a_reform_hold_its_changes(run):
    asked = ("rules", "-j", "yiyang", "--question", "close", "--as-reform")
    assert (
        run(*asked, "--reform", "faster").out
        == run("rules", "-j", "yiyang+faster", "--question", "close", "--as-reform").out
    )
    assert "limit: 12wd" in run(*asked, "--reform", "faster").out


@pytest.mark.parametrize(
    ("arguments", "heading"),
    [
        (("duties", "-j", "yiyang+faster", "--from", "2026-03-01"), "[yiyang+faster]"),
        (("clauses", "-j", "yiyang+faster"), "[yiyang+faster]"),
        (("clauses", "-j", "yiyang+faster", "faster.close.complaint"), "[yiyang+faster]"),
        (("forms", "-j", "nanchang_amr+own_limits"), "transfer form"),
        (("assess", "-j", "yiyang+faster", "--month", "2025-09", "case.yaml"), "County+faster"),
        (("ranking", "-j", "shicheng+limits", "ranks.csv"), "Shicheng County+limits"),
    ],
)
def test_every_command_takes_a_variant(run, case, tmp_path, arguments, heading):
    case()
    (tmp_path / "ranks.csv").write_text(
        "month,unit,rank_from_bottom\n2025-01,甲局,1\n2025-02,甲局,1\n", encoding="utf-8"
    )
    done = run(*arguments)
    assert (done.code, heading in done.out) == (0, True), done
    assert done.err == "" or done.err.startswith("rexian: no ranks")


def test_a_reformed_clause_is_in_the_list_with_its_rule(run):
    told = json.loads(run("clauses", "-j", "yiyang+faster", "--json").out)
    [clause] = [c for c in told["clauses"] if c["id"] == "faster.close.complaint"]
    assert clause["locator"] == "第十三条（示例）"
    assert clause["accounted"]
    assert clause["executable"]


def test_what_is_shipped_is_listed(run):
    told = json.loads(run("jurisdictions", "--json").out)["jurisdictions"]
    by_id = {entry["id"]: entry["reforms"] for entry in told}
    assert by_id["yiyang"] == [
        {
            "name": "faster",
            "title": {"zh": "加快投诉办理（示例）", "en": "Faster complaints (an example)"},
            "of": "yiyang",
        }
    ]
    assert [(r["name"], r["of"]) for r in by_id["nanchang_nrp"]] == [
        ("mailbox", "nanchang_nrp"),
        ("provincial", "nanchang_city"),
    ]
    assert "Faster complaints (an example) [yiyang+faster]" in run("jurisdictions").out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("rules", "-j", "yiyang+fastr"), "yiyang has no reform 'fastr'; did you mean faster?"),
        (("rules", "-j", "yiyng+faster"), "no jurisdiction 'yiyng' is installed; did you mean yi"),
        (
            ("rules", "-j", "shicheng", "--reform", "faster"),
            "--reform faster: it is a reform of no",
        ),
        (("rules", "-j", "yiyang+./none.yaml"), "none.yaml: No such file or directory"),
        (("rules", "-j", "yiyang", "--reform", "fast"), "--reform fast: it is a reform of none"),
    ],
)
def test_mistakes_are_one_line(run, arguments, told):
    done = run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"rexian: {told}"), done.err
    assert done.err.count("\n") == 1


def test_a_mistake_in_a_file_is_told_with_line_and_column(run, own, tmp_path):
    (tmp_path / own).write_text(OWN.replace("limit: 3wd", "when: knd = help"), encoding="utf-8")
    done = run("compare", "tickets.csv", "-j", "yiyang", "--reform", own)
    assert done.code == 2
    assert done.err == (
        "rexian: mine.yaml, line 6, column 33: there is no fact 'knd'; did you mean kind?\n"
    )
