"""Do at a desk what a page shows, and see that it prints what is shown there.

    uv run python docs/sessions.py [--check]

A page's console blocks are one session in an empty folder, under a clock that `# 2026-03-02 09:10`
sets. Whoever types stands before the `$`, and is logged in anew when a session has run out. `...`
stands for lines left out and `…` for anything in a line. Without `--check`, what is shown and not
so any more is written anew.
"""

from __future__ import annotations

import contextlib
import csv
import io
import os
import re
import shlex
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from unittest import mock

from argon2 import PasswordHasher
from openpyxl import Workbook
from rexian import clock
from rexian.cli.main import main as rexian
from rexian.desk import deployment
from rexian.instants import Instant, parse_instant
from rexian.people import kept, passwords

ROOT = Path(__file__).parent.parent
#: The pages that show a session, with the language that is spoken there.
PAGES = {
    "docs/desk.md": "en",
    "docs/desk.zh.md": "zh",
    "README.md": "en",
    "README.zh.md": "zh",
}
#: Where the pages say that the desk is.
PLACE = "/srv/rexian/desk"
#: Columns of the terminal.
WIDTH = 100

_BLOCK = re.compile(r"^```(\w+)(?: ([^\n]+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_CLOCK = re.compile(r"# (\d{4}-\d\d-\d\d) (\d\d:\d\d)")
_COMMAND = re.compile(r"([a-z_]*)\$ (.*)")
_PASSWORD = re.compile(r"[ ：]([a-zA-Z2-9]{16})$", re.MULTILINE)
_WORKDAY = 9 * 3600
#: Passwords that are made up here need no time to be guarded.
_QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@dataclass
class Typed:
    """A command of a page, and what is shown under it.

    Attributes:
        lines: where the lines shown stand in the page: from, to.
    """

    who: str
    command: str
    code: int
    shown: list[str]
    lines: tuple[int, int]
    found: list[str] = field(default_factory=list)
    left: int = 0

    @property
    def is_so(self) -> bool:
        """Whether it prints what is shown, and leaves with the code that is told."""
        pattern = "".join("(?:.*\n)*?" if line == "..." else _said(line) for line in self.shown)
        printed = "".join(f"{line}\n" for line in self.found)
        return self.left == self.code and re.fullmatch(pattern, printed) is not None

    def __str__(self) -> str:
        return "\n".join([f"{self.who}$ {self.command}", *self.found, f"exit {self.left}"])


def _said(line: str) -> str:
    return ".*".join(map(re.escape, line.split("…"))) + "\n"


class Desk:
    """A folder in which people type commands, each under a name and at a time of the page."""

    def __init__(self, folder: Path, language: str) -> None:
        self._folder, self._language = folder, language
        self._place = folder / "desk"
        self._place.mkdir()
        self._now: Instant = 0
        self._code = 0
        self._passwords: dict[str, str] = {}
        self._since: dict[str, Instant] = {}

    def now(self) -> Instant:
        """Return the time that it is on the page."""
        return self._now

    def at(self, time: str) -> None:
        """Set the clock."""
        self._now = parse_instant(time)

    def write(self, name: str, text: str) -> None:
        """Write a file that the page shows; what it shows of a spreadsheet are its cells."""
        if name.endswith(".xlsx"):
            book = Workbook()
            for row in csv.reader(text.splitlines()):
                book.worksheets[0].append(row)
            book.save(self._place / name)
        else:
            (self._place / name).write_text(text, encoding="utf-8")

    def type(self, who: str, command: str) -> tuple[int, list[str]]:
        """Have somebody type a command; return its exit code and the lines that it prints."""
        if command == "echo $?":
            return 0, [str(self._code)]
        name, *words = shlex.split(command.replace(PLACE, str(self._place)))
        if name != "rexian":
            raise ValueError(command)
        if who in self._since and self._now - self._since[who] > _WORKDAY:
            self._rexian(who, ["user", "login", who])
        self._code, told = self._rexian(who, words)
        told = told.replace(str(self._place), PLACE)
        return self._code, [line.rstrip() for line in told.rstrip().splitlines()]

    def _rexian(self, who: str, words: list[str]) -> tuple[int, str]:
        if words[:2] == ["user", "login"]:
            self._since[who] = self._now
            words = [*words, "--password-file", str(self._password(words[2]))]
        printed = io.TextIOWrapper(io.BytesIO(), "utf-8", newline="\n", write_through=True)
        code: object = 0
        with self._surroundings(who, words, printed):
            try:
                rexian()
            except SystemExit as left:
                code = left.code
        printed.seek(0)
        told = printed.read()
        made_up = _PASSWORD.search(told)
        if made_up and words[0] in {"init", "user"}:
            self._passwords[words[2] if words[0] == "user" else "admin"] = made_up[1]
        return int(str(code or 0)), told

    def _password(self, username: str) -> Path:
        """Return a file with the password that somebody would be asked for."""
        file = self._folder / "password"
        file.write_text(self._passwords[username], encoding="utf-8")
        return file

    @contextlib.contextmanager
    def _surroundings(
        self, who: str, words: list[str], printed: io.TextIOWrapper
    ) -> Iterator[None]:
        home = self._folder / (who or "nobody")
        variables = {"REXIAN_LANG": self._language, "COLUMNS": str(WIDTH), "TERM": "dumb"}
        opened = deployment.opened
        with (
            contextlib.chdir(self._place),
            contextlib.redirect_stdout(printed),
            contextlib.redirect_stderr(printed),
            mock.patch.dict(os.environ, variables),
            mock.patch.object(sys, "argv", ["rexian", *words]),
            mock.patch.object(sys, "stdin", io.StringIO()),
            mock.patch.object(clock, "wall_clock", self.now),
            mock.patch.object(deployment, "opened", lambda of, _now: opened(of, self.now)),
            mock.patch.object(kept, "user_state_path", return_value=home),
            mock.patch.object(passwords, "_HASHER", _QUICK),
        ):
            for name in ("REXIAN_SESSION", "REXIAN_CONFIG", "REXIAN_DATABASE", "REXIAN_KEY"):
                os.environ.pop(name, None)
            yield


def played(text: str, language: str, folder: Path) -> list[Typed]:
    """Do all that a page shows, in an empty folder; return its commands with what they print."""
    desk, done = Desk(folder, language), list[Typed]()
    for kind, info, start, lines in _blocks(text):
        if kind == "console":
            code = int(info.removeprefix("exit ") or 0)
            for each in _steps(start, lines, code):
                if isinstance(each, str):
                    desk.at(each)
                else:
                    each.left, each.found = desk.type(each.who, each.command)
                    done.append(each)
        elif info:
            desk.write(info, "".join(f"{line}\n" for line in lines))
    return done


def _blocks(text: str) -> Iterator[tuple[str, str, int, list[str]]]:
    """Yield the fenced blocks: kind, what stands beside it, its first line's number, its lines."""
    for found in _BLOCK.finditer(text):
        start = text.count("\n", 0, found.start(3))
        yield found[1], found[2] or "", start, found[3].splitlines()


def _steps(start: int, lines: list[str], code: int) -> Iterator[Typed | str]:
    """Yield what stands in a console: commands, and the times that the clock is set to."""
    typed: Typed | None = None
    for place, line in enumerate(lines, start + 1):
        clock, command = _CLOCK.match(line), _COMMAND.fullmatch(line)
        if typed and (clock or command):
            yield typed
            typed = None
        if clock:
            yield f"{clock[1]}T{clock[2]}"
        elif command:
            typed = Typed(command[1], command[2], code, [], (place, place))
        elif typed:
            typed.shown.append(line.rstrip())
            typed.lines = (typed.lines[0], place)
    if typed:
        yield typed


def mended(text: str, done: list[Typed]) -> str:
    """Return a page with what its commands print in the place of what is shown and not so."""
    lines = text.splitlines()
    for each in reversed(done):
        if not each.is_so:
            lines[slice(*each.lines)] = each.found
    return "".join(f"{line}\n" for line in lines)


def main(write: Callable[[str], object] = sys.stdout.write) -> int:
    """Do what the pages show and write what they print; with `--check`, only say what is not so."""
    checking, wrong = "--check" in sys.argv[1:], 0
    for page, language in PAGES.items():
        text = (ROOT / page).read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            done = played(text, language, Path(folder).resolve())
        for each in done:
            if not each.is_so:
                wrong += 1
                write(f"{page}:{each.lines[0]}: {each}\n")
        if not checking:
            (ROOT / page).write_text(mended(text, done), encoding="utf-8")
    return int(checking and wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
