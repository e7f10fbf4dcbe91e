"""Coming in, and going from screen to screen."""

import pytest
from rexian.tui.queue.page import QueuePage

pytestmark = pytest.mark.documents


async def test_who_is_logged_in_sees_his_tickets(open_desk, workbench):
    desk = open_desk()
    number = desk.new(title="小区夜间施工扰民")
    async with workbench(desk, "clerk") as bench:
        assert isinstance(bench.screen, QueuePage)
        assert number in bench.text
        assert "小区夜间施工扰民" in bench.text
