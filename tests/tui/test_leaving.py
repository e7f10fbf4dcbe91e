"""What nobody foresaw: the workbench is left with one line, and no citizen's data in it."""

from contextlib import contextmanager

import pytest
from rexian.errors import InputError
from rexian.tui.app import BROKEN, Opening, Workbench

CITIZEN = "欧阳明月13812345678"


@pytest.fixture
def left(capfd, monkeypatch):
    """Run a workbench in which something goes wrong; return its exit code and what it says."""
    monkeypatch.delenv("REXIAN_TRACEBACK", raising=False)

    def run(error):
        @contextmanager
        def opening(_config):
            caller = CITIZEN
            if caller:
                raise error
            yield

        bench = Workbench(Opening(opening, remembers=False))
        bench.run(headless=True, size=(80, 24))
        return bench.return_code, capfd.readouterr().err

    return run


def test_it_is_one_line_and_an_exit_code(left):
    code, told = left(KeyError("column"))
    assert code == BROKEN == 2
    assert "internal error: KeyError: 'column'" in told
    assert "REXIAN_TRACEBACK=1" in told
    assert "Traceback" not in told
    assert CITIZEN not in told


def test_where_it_was_is_shown_when_asked_for_and_never_what_variables_hold(left, monkeypatch):
    monkeypatch.setenv("REXIAN_TRACEBACK", "1")
    code, told = left(KeyError("column"))
    assert code == BROKEN
    assert "Traceback" in told
    assert CITIZEN not in told


async def test_what_goes_wrong_in_a_page_leaves_with_one_line_too(capfd):
    @contextmanager
    def opening(_config):
        raise InputError("shut")
        yield

    app = Workbench(Opening(opening))

    def break_off():
        caller = CITIZEN
        raise RuntimeError("lost " + caller[:0] + "somewhere")

    async def run():
        async with app.run_test() as pilot:
            app.call_later(break_off)
            await pilot.pause(0.2)

    with pytest.raises(RuntimeError, match="somewhere"):
        await run()
    app._print_error_renderables()
    told = capfd.readouterr().err
    assert "internal error: RuntimeError: lost somewhere" in told
    assert CITIZEN not in told
