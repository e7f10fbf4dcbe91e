"""Live: what others do at the desk shows by itself, and who else is on a ticket."""

import asyncio
import os
import time

import pytest
from rexian.desk import presence
from rexian.desk.deployment import opened
from rexian.settings.reading import read_settings
from rexian.store.news import News
from rexian.tui.page import Page
from rexian.tui.tidings import Heard

pytestmark = pytest.mark.documents
#: Seconds that are waited at most: benchmarks/news.py measures that two are enough.
SOON = 20


async def until(pilot, holds, within=SOON):
    """Wait until something holds; return how long it took."""
    began = time.monotonic()
    while not holds():
        assert time.monotonic() - began < within
        await pilot.pause(0.02)
    return time.monotonic() - began


@pytest.fixture(params=["sqlite", "postgresql"])
def live_desk(request, open_desk):
    if request.param == "sqlite":
        yield open_desk()
        return
    server = request.getfixturevalue("postgresql")
    name = server.new(request.getfixturevalue("postgresql_template"))
    yield open_desk(url=server.url(name))
    server.drop(name)


@pytest.fixture
def elsewhere(live_desk):
    """Another program that has the same place open."""
    settings = read_settings(live_desk.config, os.environ)
    with opened(settings, live_desk.clock) as other:
        yield type(live_desk)(other, live_desk.clock)


async def test_what_another_program_writes_shows_within_two_seconds(
    live_desk, elsewhere, workbench
):
    async with workbench(live_desk, "clerk") as bench:
        await asyncio.sleep(0.5)
        number = await asyncio.to_thread(elsewhere.new, title="路灯不亮")
        await until(bench.pilot, lambda: number in bench.text)


class TicketPage(Page):
    """What the workbench asks of a page of a ticket."""

    def __init__(self, number):
        super().__init__()
        self.number, self.names = number, None

    def on_mount(self):
        self.bench.on_ticket(self.number)

    def on_unmount(self):
        self.bench.off_ticket(self.number)

    def accompanied(self, names):
        self.names = names


async def test_who_else_is_on_a_ticket_is_told_as_they_come_and_go(live_desk, elsewhere, workbench):
    number = live_desk.signed()
    other = elsewhere.actor("handler")
    async with workbench(live_desk, "clerk") as bench:
        await asyncio.sleep(0.4)
        page = TicketPage(number)
        await bench.app.push_screen(page)
        await until(bench.pilot, lambda: page.names == ())
        await asyncio.to_thread(presence.come, elsewhere.deployment, other, number)
        await until(bench.pilot, lambda: page.names == ("孙二",))
        assert presence.company(elsewhere.deployment, other, number) == ["钱一"]
        await asyncio.to_thread(presence.go, elsewhere.deployment, other, number)
        await until(bench.pilot, lambda: page.names == ())
        await bench.app.pop_screen()
        await until(
            bench.pilot, lambda: presence.company(elsewhere.deployment, other, number) == []
        )


async def test_whoever_leaves_the_workbench_is_gone_from_the_ticket(desk, workbench):
    number = desk.signed()
    async with workbench(desk, "clerk") as bench:
        page = TicketPage(number)
        await bench.app.push_screen(page)
        await until(bench.pilot, lambda: page.names == ())
        assert presence.company(desk.deployment, desk.actor("handler"), number) == ["钱一"]
    assert presence.company(desk.deployment, desk.actor("handler"), number) == []


async def test_heartbeats_have_nobody_read_his_page_anew(desk, workbench):
    number = desk.new()
    async with workbench(desk, "clerk") as bench:
        await asyncio.sleep(0.6)
        read = []
        bench.screen.news = lambda: read.append(1)
        presence.come(desk.deployment, desk.actor("leader"), number)
        await asyncio.sleep(0.8)
        assert read == []
        desk.new()
        await until(bench.pilot, lambda: read)


async def test_a_lost_database_is_told_once_and_nothing_is_asked_until_it_is_back(desk, workbench):
    async with workbench(desk, "clerk", language="en") as bench:
        asked = []
        bench.screen.news = lambda: asked.append(1)
        bench.app.post_message(Heard(News.LOST))
        await bench.pilot.pause()
        assert "the database does not answer" in bench.text
        bench.app.news()
        assert asked == []
        bench.app.post_message(Heard(News.BACK))
        await bench.pilot.pause()
        assert asked == [1]


async def test_a_file_is_saved_beside_the_one_that_has_its_name(
    desk, workbench, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    async with workbench(desk, "clerk") as bench:
        await bench.app.hand_over(b"one", "清单.xlsx")
        (tmp_path / "source.bin").write_bytes(b"two")
        await bench.app.hand_over(tmp_path / "source.bin", "清单.xlsx")
    assert (tmp_path / "清单.xlsx").read_bytes() == b"one"
    assert (tmp_path / "清单-2.xlsx").read_bytes() == b"two"


def company(bench):
    """What a ticket's page says of others who have it open."""
    (line,) = bench.screen.query("#company.-there") or [None]
    return "" if line is None else str(line.render())


async def test_two_who_look_at_one_ticket_see_each_others_names(desk, workbench):
    number = desk.signed()
    async with workbench(desk, "clerk") as mine, workbench(desk, "handler") as other:
        for bench in (mine, other):
            await bench.press("enter")
            assert number in bench.text
        await until(mine.pilot, lambda: "孙二" in company(mine))
        await until(other.pilot, lambda: "钱一" in company(other))
        await other.press("escape")
        await until(mine.pilot, lambda: company(mine) == "")
