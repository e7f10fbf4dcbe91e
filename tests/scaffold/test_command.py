"""`rexian plugin new` at the command line."""

import json
import sys
from types import SimpleNamespace

import pytest
from rexian.cli.main import main

DOCUMENT = "某县热线办法\n第一条 承办单位应当按时签收工单。\n第二条 承办单位应当按时办结工单。\n"


@pytest.fixture
def new(monkeypatch, capsys, tmp_path):
    monkeypatch.setenv("REXIAN_LANG", "en")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "document.txt").write_text(DOCUMENT, encoding="utf-8")

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["rexian", "plugin", "new", *arguments])
        with pytest.raises(SystemExit) as left:
            main()
        return SimpleNamespace(code=left.value.code or 0, **capsys.readouterr()._asdict())

    return run


def test_it_says_what_to_do_next(new, tmp_path):
    told = new("songhu", "document.txt")
    assert (told.code, told.err) == (0, "")
    assert "rexian-songhu with 2 clauses" in told.out
    for file in ("document.py", "clauses.toml", "deadlines.py"):
        assert f"songhu/rexian_songhu/{file}" in told.out
    assert "rexian plugin test songhu" in told.out
    assert (tmp_path / "songhu" / "tests" / "cases.yaml").is_file()


def test_json(new, tmp_path):
    (tmp_path / "sub").mkdir()
    told = json.loads(new("songhu", "document.txt", "--into", "sub", "--json").out)
    assert (told["id"], told["folder"], told["clauses"]) == ("songhu", "sub/songhu", 2)
    home = tmp_path / "sub" / "songhu"
    written = {file.relative_to(home).as_posix() for file in home.rglob("*") if file.is_file()}
    assert set(told["files"]) == written


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["Songhu"], "'Songhu' will not do as an id"),
        (["songhu", "nowhere.txt"], "nowhere.txt: No such file or directory"),
        (["songhu", "."], "Is a directory"),
        (["songhu", "--under", "nowhere"], "no jurisdiction 'nowhere' is installed"),
    ],
)
def test_bad_input_is_one_line_and_exit_2(new, tmp_path, arguments, told):
    found = new(*arguments)
    assert (found.code, found.out) == (2, "")
    [line] = found.err.splitlines()
    assert line.startswith("rexian: ")
    assert told in line
    assert [file.name for file in tmp_path.iterdir()] == ["document.txt"]
