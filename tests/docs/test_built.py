"""The generated pages are as the tables say, and no others lie beside them."""

import importlib.util
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.documents

DOCS = Path(__file__).parent.parent.parent / "docs"


sys.path.insert(0, str(DOCS))
_spec = importlib.util.spec_from_file_location("build", DOCS / "build.py")
build = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(build)
sys.path.remove(str(DOCS))


@pytest.mark.parametrize("page", build.PAGES)
def test_the_page_is_not_stale(page):
    assert (DOCS / page).read_text(encoding="utf-8") == build.PAGES[page]()


def test_every_document_of_the_workspace_has_a_page():
    documents = {folder.name for folder in (DOCS.parent / "plugins").iterdir() if folder.is_dir()}
    assert set(build.PLACES) == documents
    assert {page.stem for page in (DOCS / "rules").iterdir()} == documents


def test_a_stale_page_is_named_and_then_written(tmp_path, monkeypatch, capsys):
    (tmp_path / "matrix.md").write_text("of last week", encoding="utf-8")
    monkeypatch.setattr(build, "DOCS", tmp_path)
    monkeypatch.setattr(build, "PAGES", {"matrix.md": lambda: "of today"})
    monkeypatch.setattr(sys, "argv", ["build.py", "--check"])
    assert build.main() == 1
    assert "docs/matrix.md is stale" in capsys.readouterr().err
    monkeypatch.setattr(sys, "argv", ["build.py"])
    assert build.main() == 0
    assert (tmp_path / "matrix.md").read_text(encoding="utf-8") == "of today"
    assert build.stale() == []


def test_what_the_pages_say_by_hand():
    """What a reader of the documents finds in them, looked up in the generated pages."""
    yiyang = (DOCS / "rules" / "yiyang.md").read_text(encoding="utf-8")
    assert (
        "| 诉求类型为咨询<br>kind of appeal is inquiry | 2个工作日<br>2 wd | 第十三条 |" in yiyang
    )
    matrix = (DOCS / "matrix.md").read_text(encoding="utf-8")
    [closing] = [row for row in matrix.splitlines() if row.startswith("| **办结** |")]
    city, nrp, amr, county, silent = closing.strip("| ").split(" | ")[1:]
    assert "省12345 — 4个自然日（第十五条）" in city
    assert "**条文冲突** 10个工作日 / 60个自然日" in nrp
    assert amr.endswith("→ `nanchang_city`")
    assert "投诉、举报 — 10个工作日（第十三条）" in county
    assert "工作日" not in silent
    assert silent.endswith("其余未规定")
