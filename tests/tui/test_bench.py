"""What every screen shares: one reading at a time, help without foreign words, a standing mark."""

import threading

import pytest
from rexian.store.news import News
from rexian.tui.bench import newest
from rexian.tui.help import Help
from rexian.tui.ledger.page import LedgerPage
from rexian.tui.page import Page
from rexian.tui.queue.page import QueuePage
from rexian.tui.tidings import Heard
from rexian.tui.widgets.filling import Filling, Line
from rexian.tui.widgets.masthead import Masthead
from test_i18n import wrapped

pytestmark = pytest.mark.documents
MESSAGES = set(wrapped())


class SlowPage(Page):
    """A page whose reading takes as long as the test wants."""

    def __init__(self):
        super().__init__()
        self.go_on, self.lock = threading.Event(), threading.Lock()
        self.now = self.most = self.times = 0

    @newest
    async def news(self):
        await self.ask(self._read)

    def _read(self, _seat):
        with self.lock:
            self.now, self.times = self.now + 1, self.times + 1
            self.most = max(self.most, self.now)
        self.go_on.wait(5)
        with self.lock:
            self.now -= 1


async def test_readings_of_a_slow_page_do_not_pile_up_and_others_go_on(desk, workbench):
    number = desk.new()
    async with workbench(desk, "clerk") as bench:
        page = SlowPage()
        await bench.app.push_screen(page)
        for _time in range(30):
            page.news()
            await bench.pilot.pause(0.01)
        assert (page.most, page.times) == (1, 1)
        await bench.app.pop_screen()
        await bench.press("r")
        assert number in bench.text
        page.go_on.set()


async def test_after_a_slow_reading_the_newest_is_made(desk, workbench):
    async with workbench(desk, "clerk") as bench:
        page = SlowPage()
        await bench.app.push_screen(page)
        for _time in range(5):
            page.news()
            await bench.pilot.pause(0.01)
        page.go_on.set()
        await bench.settled()
        assert (page.most, page.times) == (1, 2)


async def test_a_lost_database_stands_at_the_head_until_it_is_back(desk, workbench):
    async with workbench(desk, "clerk", language="en") as bench:
        head = bench.text.splitlines()[0]
        assert "no database" not in head
        bench.app.post_message(Heard(News.LOST))
        await bench.pilot.pause()
        assert "no database" in bench.text.splitlines()[0]
        await bench.press("2")
        assert isinstance(bench.screen, LedgerPage)
        assert "no database" in str(bench.screen.query_one(Masthead).render())
        bench.app.post_message(Heard(News.BACK))
        await bench.pilot.pause()
        await bench.press("1")
        assert isinstance(bench.screen, QueuePage)
        assert bench.text.splitlines()[0] == head


@pytest.mark.parametrize("place", "12345678")
async def test_help_tells_of_no_key_in_textuals_own_words(desk, workbench, place):
    async with workbench(desk, "clerk", language="en") as bench:
        await bench.press(place)
        told = {each.binding.description for each in bench.screen.active_bindings.values()}
        await bench.press("question_mark")
        assert isinstance(bench.screen, Help)
    assert told - {""} <= MESSAGES


async def test_a_dialog_has_help_too(desk, workbench):
    async with workbench(desk, "admin", language="en") as bench:
        asked = Filling("a title", [Line("name", "name")], lambda _seat, _values: None)
        await bench.app.push_screen(asked)
        await bench.press("question_mark", "f1")
        assert isinstance(bench.screen, Help)
        assert "Ctrl+S" in bench.text or "^s" in bench.text
        assert "Delete" not in bench.text
        await bench.press("f1")
        assert bench.screen is asked
        assert asked.query_one("#name").value == "?"
