"""The page of the duties: days, tasks, and tasks done."""

import pytest
from rexian.desk.tasks import list_tasks
from rexian.privacy import journal
from rexian.tui.duties.page import DutiesPage
from rexian.tui.widgets.sheet import Sheet

pytestmark = pytest.mark.documents


@pytest.fixture
def march(open_desk):
    desk = open_desk("yiyang")
    desk.tick()
    return desk


def rows(bench):
    sheet = bench.screen.query_one(Sheet)
    return [sheet._rows(n).cells for n in range(len(sheet))]


def tasks(desk, *states):
    with desk.deployment.store.reading() as connection:
        return list_tasks(connection, states)


async def test_a_task_marked_as_done_is_in_the_database_and_the_journal(march, workbench):
    [task] = tasks(march, "open")
    march.at("2026-03-05T12:00")
    async with workbench(march, "clerk") as bench:
        await bench.press("4")
        assert isinstance(bench.screen, DutiesPage)
        assert rows(bench)[0][0] == task.due_on.isoformat() == "2026-03-06"
        assert "第二十条" in bench.text
        await bench.press("d")
        assert rows(bench)[0][1] == "已办"
        # It is done once: nothing more happens.
        await bench.press("d")
    [done] = tasks(march, "done")
    assert (done.id, done.done_by, done.done_at) == (task.id, "clerk", march.clock.now)
    with march.deployment.store.reading() as connection:
        [entry] = journal.entries(connection, journal.Asked(act="task_done"))
    assert (entry.actor, entry.detail["task"]) == ("clerk", task.id)


async def test_what_is_overdue_comes_first_in_every_month(march, workbench):
    march.at("2026-04-20T09:00").tick()
    late = sorted(task.due_on.isoformat() for task in tasks(march, "overdue"))
    async with workbench(march, "leader") as bench:
        await bench.press("4")
        shown = [row[0] for row in rows(bench) if row[1] == "逾期"]
        assert shown == late
        assert [row[0] for row in rows(bench)[: len(late)]] == late
        assert min(late) < "2026-04-01"
        await bench.press("right_square_bracket")
        assert "2026-05" in bench.text
        assert [row[0] for row in rows(bench)[: len(late)]] == late


async def test_mine_alone_and_a_search(march, workbench):
    async with workbench(march, "clerk") as bench:
        await bench.press("4")
        everybody = {row[3] for row in rows(bench)}
        await bench.press("m")
        # A clerk acts for the hotline centre.
        assert {row[3] for row in rows(bench)} == {"热线中心"} < everybody
        await bench.press("m", "slash")
        await bench.type("联席会议")
        assert {row[3] for row in rows(bench)} >= {"联席会议办公室"}
        assert all("联席会议" in "".join(row) for row in rows(bench))


async def test_duties_without_a_day_stand_at_the_end(march, workbench):
    async with workbench(march, "inspector", size=(120, 40)) as bench:
        await bench.press("4")
        days = [row[0] for row in rows(bench)]
        assert days.index("") > 0
        assert not any(days[days.index("") :])
        await bench.press("end")
        assert "截止日" in bench.text


async def test_units_see_the_duties_and_mark_none(march, workbench):
    async with workbench(march, "handler") as bench:
        await bench.press("4")
        assert rows(bench)
        await bench.press("d")
    assert tasks(march, "done") == []
