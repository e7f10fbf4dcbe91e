"""Settings, from the keyboard to the file and back to the screen."""

import tomllib

import pytest
from argon2 import PasswordHasher
from fixture_desk import BY
from rexian.people import passwords
from rexian.people.accounts import set_password
from rexian.people.preferences import preferences_of
from rexian.people.preferring import LOOKS
from rexian.people.sessions import log_in
from rexian.privacy import journal
from rexian.privacy.journal import Asked
from rexian.tui.themes import THEMES

pytestmark = pytest.mark.documents


def preferred(desk, who):
    with desk.deployment.store.reading() as connection:
        return preferences_of(connection, who)


def test_the_colours_to_choose_from_are_those_that_there_are():
    assert LOOKS.ids == tuple(theme.name for theme in THEMES)


async def test_colours_change_at_once_and_stay(desk, workbench):
    async with workbench(desk, "clerk", language="en") as bench:
        await bench.press("8", "down", "enter", "down", "down", "enter")
        assert bench.app.theme == "rexian-contrast"
        assert "high contrast" in bench.text
    assert preferred(desk, "clerk") == {"theme": "rexian-contrast"}
    async with workbench(desk, "clerk", language="en") as bench:
        assert bench.app.theme == "rexian-contrast"


async def test_the_language_changes_at_once(desk, workbench, monkeypatch):
    async with workbench(desk, "clerk") as bench:
        monkeypatch.delenv("REXIAN_LANG")
        monkeypatch.setenv("LANG", "zh_CN.UTF-8")
        await bench.press("8", "enter", "end", "enter")
        await bench.settled()
        assert "8 settings" in bench.text
        assert preferred(desk, "clerk") == {"language": "en"}


async def test_a_reading_is_chosen_for_everybody(desk, workbench):
    before = desk.deployment.rules.ruler.readings.get("redispatch")
    async with workbench(desk, "admin", language="en") as bench:
        await bench.press("8", "n", "enter")
        assert "It is written into rexian.toml" in bench.text
        await bench.press("end", "enter")
        (row,) = [each for each in bench.text.splitlines() if "in the file" in each]
        assert bench.app.deployment.rules.ruler.readings == {"redispatch": "runs_on"}
        told = bench.screen.view.told(bench.screen.item)
    assert before is None
    assert row
    assert "last settled at the desk by admin, 2026-03-02 09:00" in told
    settled = tomllib.loads(desk.config.read_text(encoding="utf-8"))
    assert settled["readings"] == {"redispatch": "runs_on"}
    with desk.deployment.store.reading() as connection:
        (entry,) = journal.entries(connection, Asked(act="settings_changed"))
    assert entry.detail == {"key": "readings.redispatch", "value": "runs_on"}


async def test_others_see_how_it_is_read_and_cannot_change_it(desk, workbench):
    async with workbench(desk, "handler", language="en") as bench:
        await bench.press("8", "n", "enter")
        assert "why by default" in bench.text
        assert "rexian.toml" not in bench.text
        await bench.press("escape", "f")
        assert bench.screen.view.id == "readings"


async def test_the_file_and_what_is_to_be_mended(desk, workbench):
    async with workbench(desk, "admin", language="en") as bench:
        await bench.press("8", "f")
        assert "lockout.failures" in bench.text
        await bench.press("h")
        assert "[ok]" in bench.text
        assert "readings" in bench.text


async def test_ones_own_password_and_the_work_goes_on(desk, workbench, monkeypatch):
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "_HASHER", quick)
    desk.deployment.store.run(lambda c: set_password(c, "clerk", "old-password", BY))
    async with workbench(desk, "clerk", language="en") as bench:
        await bench.press("8", "end", "enter")
        for text in ("old-passwort", "new-password", "new-password"):
            await bench.paste(text)
            await bench.press("tab")
        await bench.press("ctrl+s")
        assert "user name or password is wrong" in bench.text
        await bench.press("home", "ctrl+k")
        await bench.paste("old-password")
        await bench.press("ctrl+s")
        assert "the password is set" in bench.text
        await bench.press("1")
        assert not bench.screen.is_modal
    assert log_in(desk.deployment.store, "clerk", "new-password", desk.clock.now)
