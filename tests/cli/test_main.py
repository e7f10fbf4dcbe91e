"""The command itself: help, unknown commands, and errors as one line."""

import sys

import pytest
from rexian.cli import main as entry
from rexian.cli.main import COMMANDS, main
from rexian.errors import InputError


@pytest.fixture
def rexian(monkeypatch, capsys):
    monkeypatch.setenv("REXIAN_LANG", "en")
    monkeypatch.delenv("REXIAN_TRACEBACK", raising=False)

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["rexian", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            main()
        code = left.value.code or 0
        return (code, *capsys.readouterr())

    return run


def test_help_names_every_command(rexian):
    code, out, _ = rexian("--help")
    assert code == 0
    assert all(name in out for name in COMMANDS)


def test_no_command_is_help_and_wrong_usage(rexian):
    code, out, err = rexian()
    assert code == 2
    assert "explain" in out + err


def test_a_mistyped_command_is_told_with_the_nearest(rexian):
    code, out, err = rexian("explian")
    assert (code, out) == (2, "")
    assert "explain" in err


@pytest.mark.parametrize("name", ["explain", "rules", "jurisdictions", "calendar"])
def test_every_commands_own_help(rexian, name):
    code, out, _ = rexian(name, "--help")
    assert code == 0
    assert f"rexian {name}" in out


def fails(monkeypatch, error):
    def app(**_):
        raise error

    monkeypatch.setattr(entry, "app", app)


def test_bad_input_is_one_line_and_exit_2(rexian, monkeypatch):
    fails(monkeypatch, InputError("row 7: no kind"))
    assert rexian("explain") == (2, "", "rexian: row 7: no kind\n")


def test_a_file_that_cannot_be_opened_is_named(rexian, monkeypatch):
    fails(monkeypatch, PermissionError(13, "Permission denied", "case.yaml"))
    assert rexian("explain") == (2, "", "rexian: case.yaml: Permission denied\n")


def test_whatever_else_goes_wrong_is_one_line_too(rexian, monkeypatch):
    fails(monkeypatch, KeyError("kind"))
    code, out, err = rexian("explain")
    assert (code, out) == (2, "")
    assert err == "rexian: internal error: KeyError: 'kind' (REXIAN_TRACEBACK=1 shows where)\n"


def test_who_asks_for_the_traceback_gets_it(monkeypatch):
    fails(monkeypatch, KeyError("kind"))
    monkeypatch.setenv("REXIAN_TRACEBACK", "1")
    with pytest.raises(KeyError):
        main()
