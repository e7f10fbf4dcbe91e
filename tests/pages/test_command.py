"""`rexian rules --markdown` writes the page that stands in docs/rules."""

import sys
from pathlib import Path

import pytest
from rexian.cli.main import main

pytestmark = pytest.mark.documents

RULES = Path(__file__).parents[2] / "docs" / "rules"


@pytest.fixture
def run(monkeypatch, capsys):
    def rules(*arguments):
        monkeypatch.setattr(sys, "argv", ["rexian", "rules", *arguments, "--markdown"])
        with pytest.raises(SystemExit) as left:
            main()
        out, err = capsys.readouterr()
        assert (left.value.code or 0, err) == (0, "")
        return out

    return rules


def test_the_page_of_a_document(run):
    assert run("-j", "shicheng") == (RULES / "shicheng.md").read_text(encoding="utf-8")


def test_one_question(run):
    told = run("-j", "yiyang", "--question", "sign")
    assert "| 一律<br>in every case | 1个工作日<br>1 wd | 第十三条 | `sign.all` |" in told
    assert "close" not in told


def test_a_variant_beside_the_document(run):
    told = run("-j", "yiyang", "--question", "close", "--reform", "faster")
    assert [line for line in told.splitlines() if line.startswith("# ")] == [
        "# 弋阳县 · Yiyang County (`yiyang`)",
        "# 弋阳县 · Yiyang County (`yiyang+faster`)",
    ]
    before, after = told.split("`yiyang+faster`")
    assert "10个工作日" in before
    assert "7个工作日" in after
