"""A first run: nothing is configured, and one is helped to a desk."""

import asyncio

import pytest
from argon2 import PasswordHasher
from rexian.launch.tui import open_place
from rexian.people import passwords
from rexian.tui.app import Opening, Workbench
from rexian.tui.door import trying
from rexian.tui.door.first_run import FirstRun
from rexian.tui.door.founding import Founding
from rexian.tui.door.login import Login
from rexian.tui.door.trying import Trying
from rexian.tui.queue.page import QueuePage

pytestmark = pytest.mark.documents
PASSWORD = "correct horse"  # noqa: S105 - made up


@pytest.fixture(autouse=True)
def _nowhere(monkeypatch, tmp_path):
    """An empty folder, nothing in the environment, and passwords that take no time."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("REXIAN_LANG", "en")
    for name in ("REXIAN_CONFIG", "REXIAN_DATABASE", "REXIAN_KEY", "REXIAN_SESSION"):
        monkeypatch.delenv(name, raising=False)
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "_HASHER", quick)


async def shown(app, pilot, kind):
    for _turn in range(1500):
        if isinstance(app.screen, kind):
            await pilot.pause()
            return app.screen
        await pilot.pause(0.02)
    raise AssertionError(app.screen)


async def ready(pilot, screen):
    """Wait until what is installed has been filled in."""
    while screen.query_one("#whose").chosen is None:
        await pilot.pause(0.02)


def workbench(*, remembers=True):
    return Workbench(Opening(open_place, remembers=remembers))


async def test_one_is_asked_what_is_wanted_and_may_leave(tmp_path):
    app = workbench()
    async with app.run_test(size=(80, 24)) as pilot:
        await shown(app, pilot, FirstRun)
        await pilot.press("q")
        await pilot.pause(0.05)
        assert app._exit
    assert list(tmp_path.iterdir()) == []


async def test_a_desk_is_set_up_and_its_administrator_logs_in(tmp_path):
    app = workbench()
    async with app.run_test(size=(80, 40)) as pilot:
        await shown(app, pilot, FirstRun)
        await pilot.press("down", "enter")
        form = await shown(app, pilot, Founding)
        await ready(pilot, form)
        wrong = form.query_one("#wrong")
        for name, value in (("folder", "desk"), ("password", "short"), ("repeated", "short")):
            form.query_one(f"#{name}").value = value
            await pilot.pause()
        assert "too short" in wrong.render().plain
        form.query_one("#password").value = PASSWORD
        form.query_one("#repeated").value = "correct house"
        await pilot.pause()
        assert "differ" in wrong.render().plain
        form.query_one("#repeated").value = PASSWORD
        await pilot.pause()
        assert wrong.render().plain == ""
        await pilot.press("ctrl+s")
        login = await shown(app, pilot, Login)
        login.query_one("#username").value = "admin"
        login.query_one("#password").value = PASSWORD
        login.query_one("#password").focus()
        await pilot.press("enter")
        await shown(app, pilot, QueuePage)
        assert app.seat.actor.username == "admin"
    made = {each.name for each in (tmp_path / "desk").iterdir()}
    assert made >= {"rexian.toml", "rexian.db", "rexian.key"}


async def test_a_month_is_lived_and_one_comes_in_as_its_clerk(tmp_path, monkeypatch):
    monkeypatch.setattr(trying, "_TICKETS", 3)
    app = workbench()
    async with app.run_test(size=(80, 40)) as pilot:
        await shown(app, pilot, FirstRun)
        await pilot.press("enter")
        form = await shown(app, pilot, Trying)
        await ready(pilot, form)
        await pilot.press("enter")
        told = form.query_one("#told")
        while "Enter goes in" not in told.render().plain:
            await asyncio.sleep(0.05)
            await pilot.pause()
        assert "User name clerk1, password " in told.render().plain
        await pilot.press("enter")
        await shown(app, pilot, QueuePage)
        assert app.seat.actor.username == "clerk1"
    assert (tmp_path / trying.FOLDER / "rexian.toml").is_file()


async def test_a_month_that_is_broken_off_leaves_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(trying, "_TICKETS", 60)
    app = workbench()
    async with app.run_test(size=(80, 40)) as pilot:
        await shown(app, pilot, FirstRun)
        await pilot.press("enter")
        form = await shown(app, pilot, Trying)
        await ready(pilot, form)
        await pilot.press("enter")
        while "steps" not in form.query_one("#told").render().plain:
            await pilot.pause(0.02)
        await pilot.press("escape")
        while form.query_one("#folder").disabled:
            await pilot.pause(0.02)
        assert not (tmp_path / trying.FOLDER).exists()
        await pilot.press("escape")
        await shown(app, pilot, FirstRun)


def test_nobody_sets_up_a_desk_from_a_browser(tmp_path, capfd):
    app = workbench(remembers=False)
    app.run(headless=True, size=(80, 24))
    assert app.return_code == 2
    assert "run rexian init" in capfd.readouterr().err
    assert list(tmp_path.iterdir()) == []
