"""docs/writing-a-jurisdiction.md, done from its first line to its last in an empty folder."""

import importlib
import os
import re
import subprocess
import sys
import zipfile
from contextlib import chdir
from pathlib import Path

import pytest
from hatchling.build import build_wheel
from rexian import discovery
from rexian.clauses.index import read_index
from rexian.clauses.reasons import NOT_YET, REASONS
from rexian.cli.main import main

PAGE = (Path(__file__).parents[2] / "docs" / "writing-a-jurisdiction.md").read_text(
    encoding="utf-8"
)
#: A block, with the line above it that names the file it is and the clauses it replaces.
BLOCK = re.compile(
    r"(?:^`(\S+)`(?:, in place of ([^\n]*))?:\n\n)?^```(\w+) ?([^\n]*)\n(.*?)^```$",
    re.DOTALL | re.MULTILINE,
)
PACKAGES = ("rexian_liuxi", "liuxi_site")


@pytest.fixture
def reader(monkeypatch, capsys, tmp_path):
    """Someone in an empty folder, on whose machine what they install is installed."""
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", list(sys.path))
    yield Reader(tmp_path, monkeypatch, capsys)
    forget()


def forget():
    """Have the next command find things as a new process would."""
    for name in [name for name in sys.modules if name.partition(".")[0] in PACKAGES]:
        del sys.modules[name]
    importlib.invalidate_caches()
    read_index.cache_clear()
    discovery.loaded.cache_clear()
    discovery._BESIDE.clear()


class Reader:
    def __init__(self, home, monkeypatch, capsys):
        self.home, self.monkeypatch, self.capsys = home, monkeypatch, capsys

    def export(self, setting):
        self.monkeypatch.setenv(*setting.split("="))
        return []

    def pip(self, _install, _editable, folder):
        """Install in place: what the wheel tells of itself, and the folder itself on the path."""
        with chdir(folder):
            built = self.home / folder / build_wheel(".")
        with zipfile.ZipFile(built) as wheel:
            told = [name for name in wheel.namelist() if ".dist-info/" in name]
            wheel.extractall(self.home / "site", told)
        built.unlink()
        sys.path[:0] = [str(self.home / "site"), str(self.home / folder)]
        return []

    def pytest(self, folder):
        ran = subprocess.run(  # noqa: S603 - this very interpreter
            [sys.executable, "-m", "pytest", folder],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            check=True,
            text=True,
        )
        return ran.stdout.splitlines()

    def rexian(self, *arguments, code=0):
        forget()
        self.monkeypatch.setattr(sys, "argv", ["rexian", *arguments])
        with pytest.raises(SystemExit) as left:
            main()
        out, err = self.capsys.readouterr()
        assert (left.value.code or 0) == code, out + err
        return [line.rstrip() for line in (out + err).rstrip().splitlines()]

    def run(self, line, code):
        name, *arguments = line.split()
        return getattr(self, name)(*arguments, **({"code": code} if name == "rexian" else {}))

    def write(self, name, text, instead=()):
        """Write a file; of an index, put clauses in the place of others."""
        file = self.home / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if instead:
            text = replaced(file.read_text(encoding="utf-8"), text, instead)
        file.write_text(text, encoding="utf-8")


def clauses(text):
    entries = [f"[[clause]]\n{entry}".strip() for entry in text.split("[[clause]]\n")[1:]]
    return {re.search(r'^id = "(.+)"$', entry, re.MULTILINE)[1]: entry for entry in entries}


def replaced(index, text, instead):
    new, found = clauses(text), []
    for name, entry in clauses(index).items():
        parts = [new[part] for part in new if part == name or part.startswith(f"{name}.")]
        assert bool(parts) == (name in instead)
        found += parts or [entry]
    return "\n\n".join(found) + "\n"


def is_shown(told, shown):
    """Whether an output is as shown, where `...` stands for lines left out."""
    lines = (r"(?:.*\n)*?" if line == "..." else re.escape(f"{line}\n") for line in shown)
    return re.fullmatch("".join(lines), "".join(f"{line}\n" for line in told))


def commands(text):
    """Split a console's text into commands, each with the lines shown under it."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, *shown = part.rstrip("\n").split("\n")
        yield command, shown


@pytest.mark.documents
def test_whoever_does_what_the_page_says_gets_what_it_shows(reader):
    ran = 0
    for file, instead, kind, info, text in BLOCK.findall(PAGE):
        if kind == "console":
            for command, shown in commands(text):
                told = reader.run(command, code=int(info.removeprefix("exit ") or 0))
                assert is_shown(told, shown), "\n".join([command, *told])
                ran += 1
        elif file:
            reader.write(file, text, instead=re.findall(r"`(\w+)`", instead))
    assert ran == len(re.findall(r"^\$ ", PAGE, re.MULTILINE))


def test_every_reason_for_a_clause_is_listed():
    listed = re.search(r"The reasons there are: (.*?)\.\s", PAGE, re.DOTALL)[1]
    assert re.findall(r"`(\w+)`", listed) == [name for name in REASONS.ids if name != NOT_YET]
