import io
import os
import sys
import threading

import pytest
from rexian.settings import terminal
from rexian.settings.terminal import check_terminal, measured


def told(out, environ):
    return {check.subject: check.state for check in check_terminal(out, environ)}


class Written(io.StringIO):
    def __init__(self, encoding):
        super().__init__()
        self._encoding = encoding

    @property
    def encoding(self):
        return self._encoding


def test_what_holds_chinese_and_what_does_not():
    states = {"UTF-8": "ok", "gb18030": "ok", "ascii": "mend", "cp1252": "mend"}
    for encoding, state in states.items():
        assert told(Written(encoding), {"LANG": "zh_CN.UTF-8"})["encoding"] == state


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such variables")
def test_the_locale():
    for environ, state in (
        ({"LANG": "zh_CN.UTF-8"}, "ok"),
        ({"LANG": "C.UTF-8"}, "ok"),
        ({"LC_ALL": "POSIX", "LANG": "zh_CN.UTF-8"}, "mind"),
        ({}, "mind"),
    ):
        assert told(Written("utf-8"), environ)["locale"] == state


def test_what_is_no_terminal_is_not_asked():
    out = Written("utf-8")
    assert told(out, {"LANG": "C.UTF-8"})["width"] == "ok"
    assert out.getvalue() == ""


#: What a terminal is like: how wide it draws the wide and the ambiguous characters.
TERMINALS = {(4, 4): "ok", (4, 8): "mind", (2, 4): "mend"}


@pytest.mark.parametrize("widths", TERMINALS)
def test_a_terminal_is_asked_how_wide_it_draws(widths, monkeypatch):
    pty = pytest.importorskip("pty")
    master, slave = pty.openpty()
    answering = threading.Thread(target=_answer, args=(master, widths))
    answering.start()
    with os.fdopen(slave, "r", encoding="utf-8", closefd=False) as read:
        monkeypatch.setattr(sys, "stdin", read)
        with os.fdopen(slave, "w", encoding="utf-8") as out:
            assert measured(out) == widths
            answering.join()
            threading.Thread(target=_answer, args=(master, widths)).start()
            assert told(out, {"LANG": "C.UTF-8"})["width"] == TERMINALS[widths]
    os.close(master)


def _answer(master, widths):
    """Play the terminal: answer every question where the cursor is by the widths drawn."""
    for width in widths:
        asked = b""
        while not asked.endswith(b"\x1b[6n"):
            asked += os.read(master, 1)
        os.write(master, f"\x1b[1;{width + 1}R".encode())


def test_a_terminal_that_says_nothing_is_not_waited_for_long(monkeypatch):
    pty = pytest.importorskip("pty")
    monkeypatch.setattr(terminal, "PATIENCE", 0.02)
    master, slave = pty.openpty()
    with os.fdopen(slave, "r", encoding="utf-8", closefd=False) as read:
        monkeypatch.setattr(sys, "stdin", read)
        with os.fdopen(slave, "w", encoding="utf-8") as out:
            assert measured(out) is None
    os.close(master)
