"""What docs/concepts.md shows is what happens: its commands, its code, its table, its links."""

import re
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from rexian.analysis.sides import Side, joint_grid
from rexian.cli.main import main
from rexian.discovery import load
from rexian.questions.clocks import CLOSE
from rexian.rules.table import Decided, share_out

pytestmark = pytest.mark.documents

ROOT = Path(__file__).parent.parent.parent
DOCS = ROOT / "docs"
PAGES = {"concepts.md": "en", "concepts.zh.md": "zh"}
_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)#]+)")
_COMMAND = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)


def _text(page):
    return (DOCS / page).read_text(encoding="utf-8")


def _commands(page):
    shown = [text for kind, text in _FENCE.findall(_text(page)) if kind == "console"]
    return [found for text in shown for found in _COMMAND.findall(text)]


COMMANDS = [
    pytest.param(language, *found, id=f"{page} {found[0]}")
    for page, language in PAGES.items()
    for found in _commands(page)
]


@pytest.fixture
def run(monkeypatch, capsys):
    def command(language, line):
        monkeypatch.chdir(ROOT)
        monkeypatch.setenv("REXIAN_LANG", language)
        monkeypatch.setenv("COLUMNS", "80")
        monkeypatch.setattr(sys, "argv", line.split())
        with pytest.raises(SystemExit):
            main()
        out, err = capsys.readouterr()
        assert err == ""
        return out

    return command


def _is_shown(told, shown):
    """Whether lines are those shown, `...` standing for any; what follows a line is not seen."""
    lines = "".join(f"{line.rstrip()}\n" for line in told.splitlines())
    parts = ("(?:.*\n)*" if line == "..." else f"{re.escape(line)}\n" for line in shown)
    return re.fullmatch("".join(parts), lines.rstrip("\n") + "\n") is not None


@pytest.mark.parametrize(("language", "command", "shown"), COMMANDS)
def test_a_command_prints_what_is_shown(run, language, command, shown):
    told = run(language, command)
    assert _is_shown(told, shown.splitlines()), told


@pytest.mark.parametrize("page", PAGES)
def test_every_command_is_run(page):
    assert len(_commands(page)) == _text(page).count("\n$ rexian ") >= 8


@pytest.mark.parametrize("page", PAGES)
def test_the_code_prints_what_is_shown(page, capsys):
    blocks = pairwise(_FENCE.findall(_text(page)))
    shown = [(code, text) for (kind, code), (_kind, text) in blocks if kind == "python"]
    assert shown
    for code, text in shown:
        exec(code, {})  # noqa: S102 - the page's own code
        assert capsys.readouterr().out == text


def test_both_languages_say_the_same_in_the_same_order():
    for shape in ("\n## ", "\n| ", "\n```", "\n$ ", "\n- ", "](decisions/"):
        assert _text("concepts.md").count(shape) == _text("concepts.zh.md").count(shape)


def test_the_table_worked_by_hand():
    """How many cells each row of the page's table gives each rule, the law's 16 besides."""
    side, [part] = Side(load("yiyang")), CLOSE.parts
    grid = joint_grid(part, [side], side.rules("close"))
    found = {
        decision.rules[0].rule.id if isinstance(decision, Decided) else decision.value: cells
        for decision, cells in share_out(grid, side.rules("close"), grid.known)
    }
    assert grid.cells == 32
    assert {name: cells.bit_count() for name, cells in found.items() if cells} == {
        "close.inquiry": 3,
        "close.help": 3,
        "close.complaint": 3,
        "close.repeated": 4,
        "close.special_law": 16,
        "silent": 3,
    }


@pytest.mark.parametrize("page", [*PAGES, "README.md"])
def test_links_lead_somewhere(page):
    assert [link for link in _LINK.findall(_text(page)) if not (DOCS / link).exists()] == []


@pytest.mark.parametrize("page", PAGES)
def test_the_folders_named_are_there(page):
    listing = _text(page).rpartition("```\ncore")[2].partition("```")[0]
    named = [line.split()[0] for line in f"core{listing}".strip().splitlines()]
    paths = [name.replace("ID", "yiyang") for name in named]
    assert len(paths) > 10
    assert [path for path in paths if not (ROOT / path).exists()] == []
