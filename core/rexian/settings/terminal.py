"""What the terminal makes of Chinese text: its encoding, its locale, how wide it draws."""

from __future__ import annotations

import os
import re
import select
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TextIO

from rich.cells import cell_len

from rexian.i18n import _
from rexian.settings.checks import Check

#: Characters that every terminal draws two cells wide, and some that only some do.
WIDE, AMBIGUOUS = "中文", "“…·①"
#: Seconds that a terminal has to say where its cursor is; less where somebody waits for more.
PATIENCE, HASTE = 0.5, 0.1
_WHERE = "\x1b[6n"
_REPLY = re.compile(r"\x1b\[[0-9]+;([0-9]+)R")


def check_terminal(out: TextIO, environ: Mapping[str, str]) -> Iterator[Check]:
    """Check how the terminal shows Chinese; what is no terminal is not asked how wide it draws."""
    yield _encoding(out)
    yield _locale(environ)
    yield _widths(measured(out))


def _encoding(out: TextIO) -> Check:
    encoding = (out.encoding or "").lower().replace("-", "").replace("_", "")
    if encoding in {"utf8", "gb18030"}:
        return Check("encoding", "ok", out.encoding)
    told = _("{encoding} cannot hold Chinese text").format(encoding=out.encoding or "?")
    return Check("encoding", "mend", told, _("set PYTHONUTF8=1; on Windows also run chcp 65001"))


def _locale(environ: Mapping[str, str]) -> Check:
    named = [environ.get(key, "") for key in ("LC_ALL", "LC_CTYPE", "LANG")]
    found = next(filter(None, named), "")
    if sys.platform == "win32" or found.partition(".")[0] not in {"", "C", "POSIX"}:
        return Check("locale", "ok", found or sys.platform)
    if found.lower().endswith(("utf-8", "utf8")):
        return Check("locale", "ok", found)
    return Check("locale", "mind", found or _("none is set"), _("set LANG=zh_CN.UTF-8"))


def _widths(found: tuple[int, int] | None) -> Check:
    if found is None:
        return Check("width", "ok", _("not asked: the output is no terminal that answers"))
    wide, ambiguous = found
    told = _("{wide} is {n} cells wide, {ambiguous} {m}")
    told = told.format(wide=WIDE, n=wide, ambiguous=AMBIGUOUS, m=ambiguous)
    if wide != cell_len(WIDE):
        how = _("tables will be crooked: use a terminal and a font that know Chinese")
        return Check("width", "mend", told, how)
    if ambiguous != cell_len(AMBIGUOUS):
        return Check("width", "mind", told, _("set ambiguous characters to narrow in the terminal"))
    return Check("width", "ok", told)


def measured(out: TextIO) -> tuple[int, int] | None:
    """Return how many cells the terminal takes for `WIDE` and `AMBIGUOUS`; None if it is none."""
    if sys.platform == "win32" or not (out.isatty() and sys.stdin.isatty()):
        return None
    with _raw(sys.stdin.fileno(), PATIENCE) as reply:
        wide, ambiguous = (_taken(text, out, reply) for text in (WIDE, AMBIGUOUS))
    return None if wide is None or ambiguous is None else (wide, ambiguous)


def draws_wide(out: TextIO) -> bool:
    """Whether the terminal takes two cells for characters that most others draw in one."""
    if sys.platform == "win32" or not (out.isatty() and sys.stdin.isatty()):
        return False
    with _raw(sys.stdin.fileno(), HASTE) as reply:
        taken = _taken(AMBIGUOUS, out, reply)
    return taken is not None and taken > cell_len(AMBIGUOUS)


def _taken(text: str, out: TextIO, reply: Callable[[], str]) -> int | None:
    """Write a text, ask where the cursor is then, and wipe the text away."""
    out.write(f"\r{text}{_WHERE}")
    out.flush()
    told = _REPLY.search(reply())
    out.write("\r" + " " * cell_len(text) * 2 + "\r")
    out.flush()
    return None if told is None else int(told[1]) - 1


@contextmanager
def _raw(terminal: int, patience: float) -> Iterator[Callable[[], str]]:
    """Have the terminal's replies come unechoed, and yield what reads one."""
    import termios  # noqa: PLC0415 - Windows has none
    import tty  # noqa: PLC0415 - as above

    before = termios.tcgetattr(terminal)
    try:
        tty.setcbreak(terminal)
        yield lambda: _reply(terminal, patience)
    finally:
        termios.tcsetattr(terminal, termios.TCSANOW, before)


def _reply(terminal: int, patience: float) -> str:
    """Return what the terminal replies, up to the `R` at its end; what came if it is silent."""
    found = ""
    while not found.endswith("R"):
        ready, _write, _failed = select.select([terminal], [], [], patience)
        if not ready:
            break
        found += os.read(terminal, 32).decode("ascii", "replace")
    return found
