"""`rexian clauses` at the command line."""

import json
import sys
from types import SimpleNamespace

import pytest
from rexian.cli.main import main

pytestmark = pytest.mark.documents

ARTICLE_15 = (
    "第十五条  情况复杂、办理难度大或因其他政策性原因难以按时限办结的，可在工单\n\n"
    "到期前向派单的热线中心提出延期申请。\n原则上只能申请延期 1次，且所延期限不得超过原工单"
    "办理时限。\n第十六条 另一条。"
)


@pytest.fixture
def run(monkeypatch, capsys):
    monkeypatch.setenv("REXIAN_LANG", "en")
    monkeypatch.setenv("COLUMNS", "200")

    def clauses(*arguments):
        monkeypatch.setattr(sys, "argv", ["rexian", "clauses", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            main()
        out, err = capsys.readouterr()
        return SimpleNamespace(code=left.value.code or 0, out=out, err=err)

    return clauses


@pytest.fixture
def told(run):
    return lambda *arguments: json.loads(run(*arguments, "--json").out)


def test_every_clause_of_a_document(told):
    found = told("-j", "yiyang")
    assert (found["total"], len(found["clauses"])) == (127, 127)
    assert {kind: sums["total"] for kind, sums in found["by_kind"].items()} == {
        "rule": 65, "duty": 40, "reference": 22,
    }  # fmt: skip
    assert found["clauses"][0]["id"] == "meta.no"


def test_what_became_of_a_rule(told):
    [repeat] = [one for one in told("-j", "yiyang")["clauses"] if one["id"] == "art13.repeat"]
    assert {"kind": "rule", "id": "close.repeated"} in repeat["ties"]
    assert repeat["locator"] == "第十三条"
    assert (repeat["accounted"], repeat["executable"], repeat["because"]) == (True, True, None)


def test_why_nothing_came_of_a_reference(told):
    found = told("-j", "yiyang", "--kind", "reference")["clauses"]
    assert {one["kind"] for one in found} == {"reference"}
    [date] = [one for one in found if one["id"] == "meta.date"]
    assert (date["because"]["id"], date["ties"]) == ("identification", [])
    assert (date["accounted"], date["executable"]) == (True, False)


def test_all_documents_together(told):
    found = told()
    assert found["total"] == len(found["clauses"]) == 620
    assert sum(sums["total"] for sums in found["jurisdictions"].values()) == 620
    assert found["jurisdictions"]["shicheng"]["total"] == 58


def test_the_totals_are_of_all_whatever_is_listed(told):
    listed = told("-j", "shicheng", "--kind", "duty")
    assert listed["total"] == 58
    assert len(listed["clauses"]) == listed["by_kind"]["duty"]["total"] == 17


def test_what_is_open(told):
    found = told("--open")
    assert len(found["clauses"]) == found["total"] - found["accounted"]
    assert not any(one["accounted"] for one in found["clauses"])


def test_drafts(told):
    assert told("--review", "draft")["clauses"] == []


def test_one_clause_whole(told):
    clause = told("-j", "yiyang", "art13.repeat")
    assert clause["gist"]["en"].startswith("Matters raised by 3 or more calls")
    days = {row["rule"]: row["outcome"]["limit"]["n"] for row in clause["rules"]}
    assert days == {"close.repeated": 15, "redo.repeated": 15}
    assert {row["question"] for row in clause["rules"]} == {"close", "redo"}


def test_one_clause_for_people(run):
    shown = run("-j", "yiyang", "art13.repeat").out
    for text in ("来电三次及以上", "15 wd", "close.repeated", "[repeated_inquiry]", "(default)"):
        assert text in shown


def test_the_list_for_people(run):
    shown = run("-j", "shicheng").out
    assert "58 clauses: " in shown
    assert "references: 9 of 9 accounted for" in shown
    assert "all together" not in shown
    assert "620 clauses: " in run("--kind", "reference").out.partition("all together")[2]


def test_a_reason_is_told(run):
    assert "names the document itself" in run("-j", "yiyang", "meta.no").out


def test_a_duty_and_what_it_asks_are_named(run):
    shown = run("-j", "shicheng", "s2.hard").out
    assert "item of an agenda" in shown
    assert "[monthly_meeting.difficult]" in shown


def test_what_core_does_is_told(run):
    assert (
        "built into core: appellant contacted (contacted)"
        in run("-j", "shicheng", "s4.contact").out
    )


def test_the_article_from_a_copy(run, tmp_path):
    copy = tmp_path / "copy.txt"
    copy.write_text(ARTICLE_15, encoding="utf-8")
    found = run("-j", "yiyang", "art15.when", "--source", copy, "--json")
    assert found.code == 0
    assert json.loads(found.out)["text"] == (
        "第十五条 情况复杂、办理难度大或因其他政策性原因难以按时限办结的，"
        "可在工单到期前向派单的热线中心提出延期申请。"
    )
    assert "到期前向派单的热线中心" in run("-j", "yiyang", "art15.when", "--source", copy).out


def test_anchors_that_a_copy_does_not_have(run, tmp_path):
    copy = tmp_path / "copy.txt"
    copy.write_text(ARTICLE_15, encoding="utf-8")
    found = run("-j", "yiyang", "--source", copy, "--json")
    told = json.loads(found.out)
    there = {one["id"] for one in told["clauses"] if one["text"]}
    assert there == {"art15.ground", "art15.when", "art15.once", "art15.cap"}
    assert found.code == 1
    assert "art13.repeat" in found.err
    assert "art15.once" not in found.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["-j", "yiyang", "art13.repeet"], "no clause 'art13.repeet'; did you mean art13.repeat?"),
        (["art13.repeat"], "a clause and --source need a jurisdiction: -j ID"),
        (["--source", "copy.txt"], "a clause and --source need a jurisdiction: -j ID"),
        (["--kind", "rules"], "--kind rules: write one of rule, duty, reference"),
        (["--review", "done"], "--review done: write one of draft, reviewed"),
        (["-j", "yiyan"], "did you mean yiyang?"),
        (["-j", "yiyang", "--source", "nowhere.txt"], "nowhere.txt: No such file or directory"),
    ],
)
def test_wrong_usage_is_one_line(run, arguments, told):
    found = run(*arguments)
    assert (found.code, found.out) == (2, "")
    assert told in found.err
    assert len(found.err.splitlines()) == 1
