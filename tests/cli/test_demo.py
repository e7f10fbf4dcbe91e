"""`rexian demo`: what is said on the way, what is shown in the end, and what is left behind."""

import json
import re
import sys
from types import SimpleNamespace

import pytest
from rexian.cli.main import main
from rich.cells import cell_len

pytestmark = pytest.mark.documents


@pytest.fixture
def demo(monkeypatch, capsys, tmp_path):
    """Run it with few tickets, in a folder of its own; `keep` names another one."""

    def run(*arguments, code="en", keep=tmp_path / "desk"):
        monkeypatch.setenv("REXIAN_LANG", code)
        monkeypatch.setenv("COLUMNS", "80")
        typed = ["rexian", "demo", "--tickets", "6", "--keep", str(keep), *arguments]
        monkeypatch.setattr(sys, "argv", typed)
        with pytest.raises(SystemExit) as left:
            main()
        out, err = capsys.readouterr()
        return SimpleNamespace(code=left.value.code or 0, out=out, err=err)

    return run


@pytest.mark.parametrize("code", ["zh", "en"])
def test_it_fits_a_narrow_terminal_in_either_language(demo, code):
    found = demo(code=code)
    assert found.code == 0
    lines = [line.rstrip() for line in found.out.splitlines() if "rexian-" not in line]
    wide = [line for line in lines if cell_len(line) > 80 and not line.startswith("  cd ")]
    assert wide == []
    assert "…" not in found.out
    word = {"zh": "来件", "en": "new"}[code]
    assert any(re.match(rf" *\S+ +{word} ", line) for line in lines)
    days = re.findall(r"^(09-\d\d)  ", found.err, re.MULTILINE)
    assert days == [f"09-{day:02}" for day in range(1, 31)]


def test_as_json_it_is_one_document(demo, tmp_path):
    found = demo("--json", "-j", "shicheng")
    told = json.loads(found.out)
    assert {"rows", "jurisdictions", "differences", "assessment", "desk"} <= told.keys()
    desk = told["desk"]
    assert (desk["jurisdiction"], desk["month"]) == ("shicheng", "2025-09")
    assert len(desk["days"]) == 30
    assert desk["tickets"] == sum(desk["stages"].values())
    assert sum(day["commands"].get("new", 0) for day in desk["days"]) == desk["tickets"]
    assert sum(day["refused"] for day in desk["days"]) == len(desk["refused"])
    assert told["assessment"]["jurisdiction"] == "shicheng"
    assert set(told["jurisdictions"]) >= {"yiyang", "shicheng", "nanchang_city"}
    assert desk["config"] == str(tmp_path / "desk" / "rexian.toml")


def test_what_is_left_behind_is_a_deployment(demo, tmp_path, monkeypatch, capsys):
    demo()
    config = tmp_path / "desk" / "rexian.toml"
    monkeypatch.setattr(sys, "argv", ["rexian", "verify", "--config", str(config), "--json"])
    with pytest.raises(SystemExit) as left:
        main()
    assert not left.value.code
    assert json.loads(capsys.readouterr().out)["findings"] == []


def test_a_folder_that_holds_a_deployment_is_left_alone(demo, tmp_path):
    (tmp_path / "desk").mkdir()
    (tmp_path / "desk" / "rexian.toml").write_text('jurisdiction = "yiyang"\n', encoding="utf-8")
    found = demo()
    assert (found.code, found.out) == (2, "")
    assert "rexian.toml is there already" in found.err


def test_a_place_that_is_not_known_is_one_line(demo):
    found = demo("-j", "yiyangg")
    assert found.code == 2
    assert found.err.splitlines()[-1].startswith("rexian: ")
    assert "yiyang" in found.err
