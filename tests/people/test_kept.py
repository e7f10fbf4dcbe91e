"""The token kept on a machine: for its owner, and for one place."""

import os
import stat
import sys

import pytest
from rexian.people import kept
from rexian.people.kept import VARIABLE, forget_token, keep_token, kept_token


@pytest.fixture(autouse=True)
def folder(monkeypatch, tmp_path):
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setattr(kept, "user_state_path", lambda *_a, **_more: tmp_path / "state")
    return tmp_path / "state"


def test_what_is_kept_is_there_for_the_next_command():
    assert kept_token("sqlite:///a.db") is None
    keep_token("sqlite:///a.db", "first")
    keep_token("sqlite:///a.db", "second")
    assert kept_token("sqlite:///a.db") == "second"


def test_each_place_has_its_own():
    keep_token("sqlite:///a.db", "one")
    keep_token("sqlite:///b.db", "other")
    forget_token("sqlite:///a.db")
    assert (kept_token("sqlite:///a.db"), kept_token("sqlite:///b.db")) == (None, "other")
    forget_token("sqlite:///a.db")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps the folder to its user")
def test_nobody_else_can_read_it(folder):
    os.umask(0o022)
    keep_token("postgresql://desk:hidden@host/rexian", "token")
    [file] = folder.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert "hidden" not in file.name


def test_a_token_in_the_environment_goes_before_it(monkeypatch):
    keep_token("sqlite:///a.db", "kept")
    monkeypatch.setenv(VARIABLE, "given")
    assert kept_token("sqlite:///a.db") == "given"
