"""`rexian plugin test` at the command line."""

import json
import subprocess
import sys
from types import SimpleNamespace

import pytest
from rexian.cli.main import main
from rexian.testing.conformance import CHECKS

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def run(monkeypatch, capsys):
    monkeypatch.setenv("COLUMNS", "120")

    def test(*arguments):
        monkeypatch.setattr(sys, "argv", ["rexian", "plugin", "test", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            main()
        out, err = capsys.readouterr()
        return SimpleNamespace(code=left.value.code or 0, out=out, err=err)

    return test


def test_a_sound_plugin_has_a_line_a_check(run, brook):
    told = run(brook.folder)
    assert (told.code, told.err) == (0, "")
    lines = [line.strip() for line in told.out.splitlines()]
    assert lines[0] == "brook"
    passed = [line for line in lines if line.startswith("passed: ")]
    assert [line.partition(": ")[2].rpartition(" (")[0] for line in passed] == [
        check.en for check in CHECKS
    ]
    assert "passed: worked cases are met (11 checked)" in lines
    assert "largest: close, 36 of 1,048,576 cells; close, 4 of 256 decisions" in lines


def test_what_is_amiss_stands_under_its_check(run, brook):
    brook.swap("rexian_brook/duties.py", 'en="have someone on duty"', 'en=""')
    told = run(brook.folder)
    assert told.code == 1
    lines = [line.rstrip() for line in told.out.splitlines()]
    place = lines.index("  not passed: labels in both languages (34 checked)")
    assert lines[place + 1] == "    duty watch: no English wording"


def test_json(run, brook):
    brook.swap("rexian_brook/duties.py", 'en="have someone on duty"', 'en=""')
    told = run(brook.folder, "--json")
    found = json.loads(told.out)
    assert (told.code, found["jurisdiction"]) == (1, "brook")
    assert [check["id"] for check in found["checks"]] == [check.id for check in CHECKS]
    [labels] = [check for check in found["checks"] if not check["passed"]]
    assert labels == {
        "id": "labels",
        "label": {"zh": "中英文齐备", "en": "labels in both languages"},
        "passed": False,
        "checked": 34,
        "problems": ["duty watch: no English wording"],
    }


def test_a_broken_plugin_is_one_failed_check(run, brook):
    brook.swap("rexian_brook/__init__.py", "from rexian.plugin import HOOK_API", "HOOK_API = 0")
    [check] = json.loads(run(brook.folder, "--json").out)["checks"]
    assert (check["id"], check["passed"]) == ("hooks", False)
    assert "it was written for hook API 0; this is 1" in check["problems"][0]


def test_a_project_of_two_plugins_is_tested_twice_each_with_its_own_cases(run, brook):
    home = brook.folder
    brook.swap("pyproject.toml", 'brook = "rexian_brook"', 'brook = "rexian_brook"\nrill = "rill"')
    (home / "rill.py").write_text(
        "from rexian.plugin import HOOK_API, Document, Edition, hookimpl\n\n\n"
        "@hookimpl\ndef document():\n    return Document(\n"
        "        id='rill', title='小溪', title_en='Rill', number='1', issuer='小溪',\n"
        "        place=('小溪', 'Rill'), editions=(Edition('1'),),\n    )\n",
        encoding="utf-8",
    )
    (home / "tests" / "rill").mkdir()
    told = run(home, "--json")
    one, other = json.loads(told.out)["jurisdictions"]
    assert told.code == 0
    assert (one["jurisdiction"], other["jurisdiction"]) == ("brook", "rill")
    count = {check["id"]: check["checked"] for check in other["checks"]}
    assert (count["cases"], count["hooks"]) == (0, 0)


@pytest.mark.documents
def test_an_installed_jurisdiction_is_tested_by_its_id(run):
    """This repository's are installed from their folders, so their cases are at hand."""
    told = run("shicheng", "--json")
    found = {check["id"]: check for check in json.loads(told.out)["checks"]}
    assert told.code == 0
    assert found["cases"]["checked"] > 100


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("nowhere", "rexian: nowhere: neither a plugin's folder nor an installed jurisdiction"),
        (".", "rexian: .: no plugin: pyproject.toml: No such file or directory"),
    ],
)
def test_a_bad_path_is_one_line_and_exit_2(run, monkeypatch, tmp_path, path, told):
    monkeypatch.chdir(tmp_path)
    found = run(path)
    assert (found.code, found.out, found.err) == (2, "", f"{told}\n")


def test_a_project_without_a_plugin_is_refused(run, brook):
    brook.swap("pyproject.toml", "rexian.jurisdictions", "rexian.other")
    found = run(brook.folder)
    assert found.code == 2
    assert "it declares no entry point in the group rexian.jurisdictions" in found.err


WITHOUT_PYTEST = (
    "import sys; sys.modules['pytest'] = None; from rexian.cli.main import main; main()"
)


def test_it_works_where_pytest_is_not_installed(brook):
    ran = subprocess.run(  # noqa: S603 - this very interpreter
        [sys.executable, "-c", WITHOUT_PYTEST, "plugin", "test", brook.folder],
        capture_output=True,
        check=False,
        text=True,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
