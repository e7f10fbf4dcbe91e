"""docs/reforms.md is true: its files are written, its commands run, its keys are all there are."""

import re
import sys
from pathlib import Path

import pytest
from rexian.cli.main import main
from rexian.reforms.read import CHANGE, HEAD

PAGE = (Path(__file__).parents[2] / "docs" / "reforms.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w+) ?(\S*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@pytest.fixture
def run(monkeypatch, capsys, tmp_path):
    monkeypatch.setenv("REXIAN_LANG", "en")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(tmp_path)

    def command(line):
        monkeypatch.setattr(sys, "argv", line.split())
        with pytest.raises(SystemExit):
            main()
        out, err = capsys.readouterr()
        return [told.rstrip() for told in (out + err).rstrip().splitlines()]

    return command


def places(told, shown):
    """Where each run of shown lines stands among those told, in order; None where one does not."""
    found, start = [], 0
    for piece in shown:
        at = next((n for n in range(start, len(told)) if told[n : n + len(piece)] == piece), None)
        found.append(at)
        start = 0 if at is None else at + len(piece)
    return found


def pieces(lines):
    """Runs of lines, parted by lines left out."""
    found = [[]]
    for line in lines:
        if line == "...":
            found.append([])
        else:
            found[-1].append(line)
    return found


@pytest.mark.documents
def test_the_page_is_what_happens(run, tmp_path):
    ran = 0
    for kind, name, text in BLOCK.findall(PAGE):
        if kind != "console":
            (tmp_path / name).write_text(text, encoding="utf-8")
            continue
        command, *shown = text.splitlines()
        told = run(command.removeprefix("$ "))
        parts = pieces(shown)
        found = places(told, parts)
        assert None not in found, f"{command}: {parts[found.index(None)]} in\n" + "\n".join(told)
        assert found[0] == 0, command
        assert not parts[-1] or told[-len(parts[-1]) :] == parts[-1], command
        ran += 1
    assert ran == PAGE.count("$ rexian ")


def test_every_key_is_explained():
    explained = re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE)
    assert sorted(explained) == sorted([*HEAD, *CHANGE])
