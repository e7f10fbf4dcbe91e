"""`rexian check` at the command line."""

import json
import re
import sys
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from rexian.acknowledged import FINDINGS
from rexian.cli.main import main
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
#: Without it nothing is said of inquiries, though of other kinds there is.
HOLE = "{remove: close.inquiry, per: 第十三条（草案）}"
#: The city's limit for signing is one working day.
LAX = "{replace: sign.one_hour, limit: 3d, per: 附件2（草案）}"
#: Only what other laws set goes over it; no ticket is of two kinds at once.
DEAD = "{add: close.never, limit: 1wd, when: kind = help and kind = praise, per: 第十三条（草案）}"


@pytest.fixture
def run(monkeypatch, capsys, tmp_path):
    monkeypatch.setenv("REXIAN_LANG", "en")
    monkeypatch.setenv("COLUMNS", "80")
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
def findings(run):
    """What is found of one jurisdiction and not answered for, as JSON tells it."""

    def found(name, *arguments):
        told = json.loads(run("check", "-j", name, "--json", *arguments).out)
        [report] = told["jurisdictions"].values()
        return [each for each in report["findings"] if each["acknowledged"] is None]

    return found


def test_a_planted_silence_is_found_and_shown(findings, planted):
    [gap] = findings(planted("yiyang", "hole", HOLE))
    assert (gap["kind"], gap["part"], gap["about"]) == ("gap", "close", "kind")
    assert gap["witness"]["case"]["ticket"]["kind"] == "inquiry"
    assert gap["witness"]["rulings"]["yiyang+hole"]["close"]["status"] == "silent"


def test_a_planted_laxer_rule_is_found_with_the_dates_on_which_it_is(findings, planted):
    found = findings(planted("nanchang_nrp", "lax", LAX), "--kind", "laxer")
    [laxer] = [each for each in found if each["against"]["rules"][0]["rule"] == "sign.all"]
    assert [rule["rule"] for rule in laxer["rules"]] == ["sign.one_hour"]
    later = {key: datetime.fromisoformat(at) for key, at in laxer["starts"]["later"].items()}
    assert later["first_due_at"].date() == later["start"].date() + timedelta(days=3)
    assert later["second_due_at"] < later["first_due_at"]


def test_a_planted_dead_rule_is_found_without_a_witness(findings, planted):
    found = findings(planted("yiyang", "dead", DEAD), "--kind", "dead")
    assert [(each["kind"], each["witness"]) for each in found] == [("dead", None)]
    assert [rule["rule"] for rule in found[0]["rules"]] == ["close.never"]


def test_what_is_open_makes_the_answer_no(run, planted):
    told = run("check", "-j", planted("yiyang", "hole", HOLE), "--kind", "gap")
    assert told.code == 1
    assert "  gap  closing [close]" in told.out
    assert "1 open" in told.out.splitlines()[-1]


def test_only_what_is_asked_for_counts(run, planted):
    told = run("check", "-j", planted("yiyang", "hole", HOLE), "--kind", "overlap")
    assert (told.code, told.out.splitlines()[-1]) == (
        0,
        "0 findings, 0 answered for, 0 open",
    )
    assert "nothing found" in told.out


def test_a_kind_goes_by_its_label_too(run):
    told = run("check", "-j", "shicheng", "--kind", "自相矛盾", "--json")
    assert json.loads(told.out)["jurisdictions"]["shicheng"]["by_kind"] == {}


def test_what_is_answered_for_stands_on_a_line_with_its_reason(run):
    [line] = [
        line
        for line in run("check", "-j", "nanchang_nrp", "--kind", "conflict").out.splitlines()
        if line.startswith("    closing")
    ]
    assert re.match(r" {4}closing  provincial government m\.\.\. +the annex's row is special", line)


def test_in_full_it_shows_both_clauses_the_case_and_the_reason(run, monkeypatch):
    monkeypatch.setenv("COLUMNS", "160")
    told = run("check", "-j", "nanchang_nrp", "--kind", "conflict", "--all").out
    assert "60 d / 10 wd [附件2省专班·省政府信箱; 四之二]" in told
    assert "channel provincial government mailbox" in told
    assert "followed: 60 d" in told
    assert "the annex's row is special, the body's limit general" in told
    assert "只是其它渠道的兜底" not in told


def test_against_another_jurisdiction(run):
    told = run("check", "-j", "yiyang", "--against", "nanchang_city", "--kind", "laxer", "--json")
    [report] = json.loads(told.out)["jurisdictions"].values()
    repeated = [
        each
        for each in report["findings"]
        if [rule["rule"] for rule in each["rules"]] == ["close.repeated"]
    ]
    # Fifteen working days against three for inquiries and ten for the rest.
    against = {each["against"]["says"]["en"] for each in repeated}
    assert {"3 wd", "10 wd"} <= against
    assert {each["against"]["jurisdiction"] for each in repeated} == {"nanchang_city"}


def test_a_silence_that_hangs_on_how_a_point_is_read(run, monkeypatch):
    monkeypatch.setenv("COLUMNS", "160")
    told = run("check", "-j", "yiyang", "--kind", "gap", "--all").out
    blocks = [" ".join(block.split()) for block in told.split("\n\n") if "[redo]" in block]
    # The text says nothing of how long redoing takes; as read, as long as handling did.
    [filled] = [block for block in blocks if "kind of appeal is not thanks or other" in block]
    assert "if read the limit for redoing: none: the text is silent" in filled
    assert "[redo_limit]" in filled
    # Of thanks the limit for handling is none either, but fifteen days where the text looks to
    # calls and difficulty alone.
    assert any(
        "as read the limit for redoing: the limit of the ticket's kind" in block
        for block in blocks
        if block != filled
    )


def test_every_jurisdiction_by_default(run):
    told = json.loads(run("check", "--kind", "conflict", "--json").out)
    assert list(told["jurisdictions"]) == [
        "nanchang_amr",
        "nanchang_city",
        "nanchang_nrp",
        "shicheng",
        "yiyang",
    ]
    assert told["open"] == sum(each["open"] for each in told["jurisdictions"].values())


def test_every_witness_as_a_case_that_holds(run, tmp_path):
    told = run("check", "-j", "nanchang_nrp", "--cases", "cases")
    files = sorted((tmp_path / "cases").iterdir())
    assert told.err == f"rexian: {len(files)} case files written to cases\n"
    assert "nanchang_nrp-conflict-close-1.yaml" in [file.name for file in files]
    expected = 0
    for file in files:
        checked = run("explain", file, "--check")
        assert checked.code == 0, checked.out
        expected += int(checked.out.split(", ")[1].split()[0])
    assert expected > 2 * len(files)


def test_a_case_of_a_laxer_rule_is_ruled_under_both_documents(run, tmp_path):
    run("check", "-j", "nanchang_nrp", "--kind", "laxer", "--cases", "cases")
    told = json.loads(
        run("explain", tmp_path / "cases" / "nanchang_nrp-laxer-close-1.yaml", "--json").out
    )
    assert [case["jurisdiction"] for case in told["cases"]] == ["nanchang_nrp", "nanchang_city"]


def test_no_case_is_written_over(run, tmp_path):
    arguments = ("check", "-j", "nanchang_nrp", "--kind", "conflict", "--cases", "cases")
    assert run(*arguments).code == 0
    [file] = (tmp_path / "cases").iterdir()
    file.write_text("mine", encoding="utf-8")
    told = run(*arguments)
    assert told.code == 2
    assert f"cases/{file.name} is there already; nothing is written" in told.err
    assert file.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(("code", "columns"), [("zh", 80), ("en", 60), ("zh", 120)])
def test_nothing_is_wider_than_the_terminal(run, monkeypatch, planted, code, columns):
    monkeypatch.setenv("REXIAN_LANG", code)
    monkeypatch.setenv("COLUMNS", str(columns))
    hole = planted("yiyang", "hole", HOLE)
    for names, more in ((("nanchang_nrp", hole), ()), (("nanchang_nrp",), ("--all",))):
        chosen = [word for name in names for word in ("-j", name)]
        lines = run("check", *chosen, *more).out.splitlines()
        assert [line for line in lines if cell_len(line.rstrip()) > columns] == []


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["-j", "yiyan"], "no jurisdiction 'yiyan' is installed; did you mean yiyang?"),
        (["--against", "yiyan"], "no jurisdiction 'yiyan' is installed; did you mean yiyang?"),
        (["--kind", "laxr"], "--kind: 'laxr' is not known here; did you mean laxer?"),
        (["--kind", "x"], f"known: {', '.join(FINDINGS.ids)}"),
        (["--reading", "redo_limit"], "--reading redo_limit: write ID=CHOICE"),
        (["-j", "yiyang", "--reading", "redo=x"], "yiyang has no reading 'redo'"),
        (["-j", "yiyang", "--reading", "redo_limit=x"], "has no choice 'x'"),
    ],
)
def test_bad_input_is_one_line(run, options, sentence):
    told = run("check", *options)
    assert (told.code, told.out) == (2, "")
    assert sentence in told.err
    assert len(told.err.splitlines()) == 1
