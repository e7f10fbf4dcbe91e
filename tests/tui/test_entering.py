"""Coming in: logging in, out and in again, and what keeps the place shut."""

import asyncio
from contextlib import contextmanager

import pytest
from argon2 import PasswordHasher
from fixture_desk import BY
from rexian.errors import InputError
from rexian.people import passwords, sessions
from rexian.people.accounts import set_password
from rexian.people.preferences import prefer
from rexian.store.schema import sessions as opened_sessions
from rexian.tui.app import Opening, Workbench
from rexian.tui.door.login import Login
from rexian.tui.door.trouble import Trouble
from rexian.tui.queue.page import QueuePage
from sqlalchemy import delete, func, select
from textual import events

pytestmark = pytest.mark.documents
PASSWORD = "correct horse"  # noqa: S105 - made up


@pytest.fixture
def desk(open_desk):
    desk = open_desk()

    def give(connection):
        for who in ("clerk", "leader"):
            set_password(connection, who, PASSWORD, BY)

    desk.deployment.store.run(give)
    return desk


@pytest.fixture(autouse=True)
def _quickly(monkeypatch, tmp_path):
    """Passwords take no time, and what is remembered of a login stays in the test's folder."""
    quick = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    monkeypatch.setattr(passwords, "_HASHER", quick)
    passwords._nobodys.cache_clear()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


async def shown(bench, kind):
    """Wait until a screen of some kind is shown, and whoever is in sees what there is."""
    for _turn in range(1500):
        if bench.app.screen_stack and isinstance(bench.screen, kind):
            await (bench.settled() if kind is QueuePage else bench.pilot.pause())
            return bench.screen
        await asyncio.sleep(0.02)
    raise AssertionError(f"{bench.screen} is shown")


async def fill_in(bench, text):
    """Type a text and enter it; whoever waits for an answer is not waited for."""
    await bench.pilot.press(*text)
    await bench.pilot.press("enter")
    await bench.pilot.pause()


async def log_in(bench, who, password=PASSWORD):
    await fill_in(bench, who)
    await fill_in(bench, password)
    await answered(bench)


async def answered(bench):
    """Wait until a login has been looked at."""
    while any(each.name == "try_it" and not each.is_finished for each in bench.app.workers):
        await bench.pilot.pause(0.02)
    await bench.pilot.pause()


def end_sessions(desk):
    desk.deployment.store.run(lambda connection: connection.execute(delete(opened_sessions)))


def held(desk):
    with desk.deployment.store.reading() as connection:
        return connection.scalar(select(func.count()).select_from(opened_sessions))


async def test_the_login_says_where_one_is_and_lets_in_whoever_is_right(desk, workbench):
    number = desk.new(title="路灯不亮")
    async with workbench(desk, language="en") as bench:
        await shown(bench, Login)
        assert "弋阳县" not in bench.text
        assert "Yiyang" in bench.text
        await log_in(bench, "clerk", "wrong horse")
        assert "user name or password is wrong" in bench.text
        await fill_in(bench, PASSWORD)
        await answered(bench)
        await shown(bench, QueuePage)
        assert number in bench.text


async def test_a_locked_account_is_told_for_how_long(desk, workbench):
    async with workbench(desk, language="en") as bench:
        await shown(bench, Login)
        await fill_in(bench, "clerk")
        for _wrong in range(sessions.FAILURES):
            await fill_in(bench, "wrong horse")
            await answered(bench)
        assert "locked for 15 more min" in bench.screen.query_one("#wrong").render().plain


async def test_whoever_gives_up_at_the_login_leaves(desk, workbench):
    async with workbench(desk) as bench:
        await shown(bench, Login)
        await bench.pilot.press("escape")
        await bench.pilot.pause(0.05)
        assert bench.app._exit


async def test_two_who_ask_when_a_session_ends_have_one_login_and_lose_nothing(desk, workbench):
    async with workbench(desk, "clerk") as bench:
        page = await shown(bench, QueuePage)
        end_sessions(desk)
        asked = [asyncio.create_task(bench.app.ask(lambda seat: seat.actor.username))]
        asked.append(asyncio.create_task(bench.app.ask(lambda seat: seat.actor.name)))
        login = await shown(bench, Login)
        await bench.pilot.pause(0.1)
        assert list(bench.app.pages).count(login) == 1
        assert sum(isinstance(each, Login) for each in bench.app.pages) == 1
        await bench.pilot.press("escape")
        assert bench.screen is login
        await fill_in(bench, PASSWORD)
        await answered(bench)
        assert await asyncio.gather(*asked) == ["clerk", "钱一"]
        assert bench.screen is page


async def test_one_who_asked_and_was_given_up_does_not_take_the_login_away(desk, workbench):
    async with workbench(desk, "clerk") as bench:
        await shown(bench, QueuePage)
        end_sessions(desk)
        bench.screen.news()
        login = await shown(bench, Login)
        page = next(each for each in bench.app.pages if isinstance(each, QueuePage))
        page.news()
        await bench.pilot.pause(0.1)
        assert [each for each in bench.app.pages if isinstance(each, Login)] == [login]


async def test_somebody_else_who_logs_in_finds_nothing_open(desk, workbench):
    async with workbench(desk, "clerk") as bench:
        page = await shown(bench, QueuePage)
        end_sessions(desk)
        page.news()
        login = await shown(bench, Login)
        login.query_one("#username").value = "leader"
        await fill_in(bench, PASSWORD)
        await answered(bench)
        for _turn in range(1500):
            if bench.screen is not page and isinstance(bench.screen, QueuePage):
                break
            await bench.pilot.pause(0.02)
        assert bench.screen is not page
        assert page not in list(bench.app.pages)
        await bench.settled()
        assert "褚十" in bench.text


async def test_logging_out_ends_the_session_and_closes_what_was_open(desk, workbench):
    async with workbench(desk, "clerk") as bench:
        page = await shown(bench, QueuePage)
        await bench.pilot.press("ctrl+o")
        await shown(bench, Login)
        assert held(desk) == 0
        assert page not in list(bench.app.pages)
        await log_in(bench, "leader")
        await shown(bench, QueuePage)
        await bench.settled()
        assert "褚十" in bench.text
        assert held(desk) == 1


async def test_a_user_is_spoken_to_and_shown_things_as_he_prefers(desk, monkeypatch):
    def settle(connection):
        prefer(connection, "clerk", "language", "en")
        prefer(connection, "clerk", "theme", "rexian-light")

    desk.deployment.store.run(settle)
    monkeypatch.delenv("REXIAN_LANG")
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    monkeypatch.setenv("REXIAN_SESSION", desk.token("clerk"))
    async with running(Workbench(Opening(at(desk)))) as (app, pilot):
        while not isinstance(app.screen, QueuePage):
            await pilot.pause(0.02)
        assert app.place_name == "Yiyang County"
        assert app.theme == "rexian-light"
        desk.deployment.store.run(lambda c: prefer(c, "clerk", "language", "zh"))
        before = app.screen
        app.settle_preferences()
        for _turn in range(1500):
            await pilot.pause(0.02)
            if isinstance(app.screen, QueuePage) and app.screen is not before:
                break
        assert app.place_name == "弋阳县"
        assert app.screen is not before


async def test_what_keeps_the_place_shut_is_one_line_and_can_be_tried_again(desk):
    shut = [InputError("the database has not been set up; run rexian db upgrade")]

    @contextmanager
    def opening(_config):
        if shut:
            raise shut.pop()
        yield desk.deployment

    async with running(Workbench(Opening(opening))) as (app, pilot):
        while not isinstance(app.screen, Trouble):
            await pilot.pause(0.02)
        await pilot.pause()
        line = app.screen.query_one("#wrong").render().plain
        assert line == "the database has not been set up; run rexian db upgrade"
        await pilot.press("r")
        while not isinstance(app.screen, Login):
            await pilot.pause(0.02)


async def test_the_page_of_trouble_can_be_left():
    @contextmanager
    def opening(_config):
        raise InputError("shut")
        yield

    async with running(Workbench(Opening(opening))) as (app, pilot):
        while not isinstance(app.screen, Trouble):
            await pilot.pause(0.02)
        await pilot.press("q")
        await pilot.pause(0.05)
        assert app._exit


def at(desk):
    @contextmanager
    def opening(_config):
        yield desk.deployment

    return opening


class running:  # noqa: N801 - used like a function
    """A workbench that runs without a terminal."""

    def __init__(self, app):
        self.app = app

    async def __aenter__(self):
        self.run = self.app.run_test(size=(80, 24))
        return self.app, await self.run.__aenter__()

    async def __aexit__(self, *raised):
        return await self.run.__aexit__(*raised)


async def test_a_password_typed_at_once_after_the_name_is_a_password(desk, workbench):
    async with workbench(desk, language="en") as bench:
        name = (await shown(bench, Login)).query_one("#username")
        for key in ("c", "l", "e", "r", "k", "enter", *PASSWORD, "enter"):
            pressed = {" ": "space"}.get(key, key)
            bench.app.post_message(events.Key(pressed, key if len(key) == 1 else None))
        await shown(bench, QueuePage)
        assert bench.app.seat.actor.username == "clerk"
        assert name.value == "clerk"
