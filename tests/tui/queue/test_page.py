"""The page of the tickets before somebody: queues, order, search, keys."""

import asyncio
from datetime import datetime

import pytest
from openpyxl import load_workbook
from rexian.desk.acts import Done
from rexian.privacy import journal
from rexian.tui.act.dialog import ActDialog
from rexian.tui.app import Workbench
from rexian.tui.queue.page import PAUSE, Tickets
from rexian.tui.queue.views import Views
from rexian.tui.widgets.keybar import Keybar
from rich.cells import cell_len

pytestmark = pytest.mark.documents
CALLER = {"name": "张三", "phone": "13800001234"}


def listed(bench):
    """The numbers that stand in the list, from the top."""
    sheet = bench.screen.query_one(Tickets)
    return [sheet._rows(n).key for n in range(len(sheet))]


def told(bench, part):
    return str(bench.screen.query_one(part).render())


async def searched(bench, text):
    await bench.press("slash")
    await bench.type(text)
    await asyncio.sleep(PAUSE * 1.5)
    await bench.settled()


def entries(desk, act):
    with desk.deployment.store.reading() as connection:
        return list(journal.entries(connection, journal.Asked(act=act)))


# --- queues --------------------------------------------------------------------------------------


async def test_the_queues_are_told_with_how_many_stand_in_them(open_desk, workbench):
    desk = open_desk()
    desk.new()
    desk.signed()
    desk.at("2026-03-20T09:00")
    async with workbench(desk, "clerk") as bench:
        names = told(bench, Views)
        for each in ("待受理 1", "待派单 0", "待签收 0", "在办 1", "今日到期 0", "超期 1"):
            assert each in names
        for each in ("退单待审", "延期待审", "待审批", "待回访", "督办"):
            assert f"{each} 0" in names


async def test_the_brackets_go_through_the_queues(open_desk, workbench):
    desk = open_desk()
    new, dispatched = desk.new(), desk.dispatched()
    async with workbench(desk, "clerk") as bench:
        assert listed(bench) == [dispatched, new]
        await bench.press("]")
        assert listed(bench) == [new]
        await bench.press("right", "right")
        assert listed(bench) == [dispatched]
        await bench.press("[", "left", "left")
        assert listed(bench) == [dispatched, new]


async def test_a_queue_is_shown_by_a_click_and_stays_when_one_comes_back(open_desk, workbench):
    desk = open_desk()
    new = desk.new()
    desk.dispatched()
    async with workbench(desk, "clerk") as bench:
        before, _name, _after = told(bench, Views).partition("待受理")
        await bench.pilot.click(Views, offset=(1 + cell_len(before), 0))
        await bench.settled()
        assert listed(bench) == [new]
        await bench.press("8", "1")
        assert listed(bench) == [new]


async def test_beside_the_list_where_there_is_room(open_desk, workbench):
    desk = open_desk()
    desk.new()
    async with workbench(desk, "clerk", size=(120, 30)) as bench:
        rows = bench.text.splitlines()
        lines = [line for line in rows if line.strip().startswith(("待受理", "待派单", "超期"))]
        assert len(lines) == 3
    async with workbench(desk, "clerk", size=(80, 24)) as bench:
        assert any("待受理" in line and "待派单" in line for line in bench.text.splitlines())


# --- what a row tells ----------------------------------------------------------------------------


async def test_a_countdown_is_said_and_coloured(open_desk, workbench):
    desk = open_desk()
    number = desk.dispatched()
    for at, said, tone in (
        ("2026-03-02T10:00", "剩1天13时", "calm"),
        ("2026-03-03T10:00", "剩13时59分", "soon"),
        ("2026-03-05T03:00", "超1天3时", "late"),
    ):
        desk.at(at)
        async with workbench(desk, "handler") as bench:
            row = bench.screen.query_one(Tickets)._rows(0)
            assert (row.key, row.cells[0], row.tones[0]) == (number, said, tone)
            assert said in bench.text


async def test_the_limit_from_above_stands_beside_ones_own(open_desk, workbench):
    desk = open_desk()
    desk.dispatched(given={"close": {"at": "2026-03-04T09:00", "source": "platform"}})
    async with workbench(desk, "handler", size=(120, 30)) as bench:
        row = bench.screen.query_one(Tickets)._rows(0)
        assert (row.cells[0], row.cells[7]) == ("剩1天14时", "剩2天0时")
        assert "签收" in told(bench, "#detail")
        assert "平台" in told(bench, "#detail")
    async with workbench(desk, "handler", size=(80, 24)) as bench:
        assert "2026-03-04 09:00" in bench.text


async def test_looking_at_the_list_is_entered_nowhere(open_desk, workbench):
    desk = open_desk()
    desk.new()
    desk.new()
    async with workbench(desk, "clerk") as bench:
        await bench.press("down", "up")
    assert entries(desk, "viewed") == []


# --- order, time, search -------------------------------------------------------------------------


async def test_the_order_changes_by_a_key_and_turns_by_another(open_desk, workbench):
    desk = open_desk()
    first = desk.new()
    desk.at("2026-03-02T10:00")
    second = desk.dispatched()
    async with workbench(desk, "clerk") as bench:
        assert listed(bench) == [second, first]
        await bench.press("s")
        assert listed(bench) == [first, second]
        await bench.press("S")
        assert listed(bench) == [second, first]


async def test_a_heading_that_is_clicked_puts_in_order(open_desk, workbench):
    desk = open_desk()
    first, second = desk.new(), desk.dispatched()
    async with workbench(desk, "clerk") as bench:
        for expected in ([first, second], [second, first]):
            await bench.pilot.click(Tickets, offset=(14, 0))
            await bench.settled()
            assert listed(bench) == expected


async def test_what_is_due_within_a_day_two_three(open_desk, workbench):
    desk = open_desk()
    desk.new()
    inquiry = desk.signed(kind="inquiry")
    to_sign = desk.dispatched()
    async with workbench(desk, "clerk") as bench:
        # To sign until Tuesday's end, 39 hours on; an inquiry is answered by Wednesday's, 63.
        for expected in ([], [to_sign], [to_sign, inquiry]):
            await bench.press("f")
            assert listed(bench) == expected
        await bench.press("f")
        assert len(listed(bench)) == 3


async def test_a_search_follows_what_is_typed_and_ends_with_escape(open_desk, workbench):
    desk = open_desk()
    lamp = desk.new(title="路灯不亮")
    noise = desk.dispatched(title="施工扰民")
    async with workbench(desk, "clerk") as bench:
        await searched(bench, "路灯")
        assert listed(bench) == [lamp]
        await bench.press("escape")
        assert listed(bench) == [noise, lamp]
        await searched(bench, "住建")
        assert listed(bench) == [noise]
        await bench.press("escape")
        await searched(bench, lamp[-3:])
        assert lamp in listed(bench)
        assert bench.screen.focused.id == "search"
        await bench.press("down")
        assert isinstance(bench.screen.focused, Tickets)


async def test_a_callers_number_finds_his_tickets_and_is_told_nowhere(open_desk, workbench):
    desk = open_desk()
    number = desk.new(secrets=CALLER)
    desk.new()
    async with workbench(desk, "clerk") as bench:
        await searched(bench, CALLER["phone"])
        assert listed(bench) == [number]
        assert CALLER["phone"] not in bench.text
        await bench.screen.news().wait()
        assert listed(bench) == [number]
    [entry] = entries(desk, "searched")
    assert (entry.actor, entry.detail) == ("clerk", {"found": 1})


async def test_a_unit_does_not_search_by_callers_numbers(open_desk, workbench):
    desk = open_desk()
    desk.dispatched(secrets=CALLER)
    async with workbench(desk, "handler") as bench:
        await searched(bench, CALLER["phone"])
        assert "按来电号码查找" in bench.text
    assert entries(desk, "searched") == []


# --- what is done with a ticket ------------------------------------------------------------------


async def test_the_cursor_stays_on_its_ticket_when_others_come(open_desk, workbench):
    desk = open_desk()
    waiting = desk.new()
    async with workbench(desk, "clerk") as bench:
        desk.dispatched()
        bench.screen.news()
        await bench.settled()
        sheet = bench.screen.query_one(Tickets)
        assert (sheet.key, sheet.cursor) == (waiting, 1)


async def test_the_number_is_copied(open_desk, workbench):
    desk = open_desk()
    number = desk.new()
    async with workbench(desk, "clerk") as bench:
        await bench.press("c")
        assert bench.app.clipboard == number


async def test_in_a_browser_the_list_is_downloaded_and_nothing_written(
    desk, workbench, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    sent = {}
    monkeypatch.setattr(Workbench, "is_web", True)
    monkeypatch.setattr(
        Workbench,
        "deliver_binary",
        lambda _bench, file, save_filename: sent.update({save_filename: file}),
    )
    number = desk.new()
    async with workbench(desk, "clerk") as bench:
        await bench.press("x")
    [(name, file)] = sent.items()
    assert name.endswith(".xlsx")
    assert number in {cell.value for row in load_workbook(file).active for cell in row}
    assert list(tmp_path.rglob("*.xlsx")) == []


async def test_the_list_is_exported_and_nothing_written_over(
    open_desk, workbench, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    desk = open_desk()
    title = "=HYPERLINK(1)" + "很长的标题" * 10
    number = desk.dispatched(title=title)
    async with workbench(desk, "clerk") as bench:
        await bench.press("]", "]", "]", "x")
        [file] = tmp_path.glob("*.xlsx")
        before = file.read_bytes()
        await bench.press("x")
        assert "已存在" in bench.text
    assert file.read_bytes() == before
    _head, row = [[c.value for c in row] for row in load_workbook(file).active.iter_rows()]
    assert row[:4] == ["剩1天14时", number, "投诉", title]
    assert row[8] == datetime(2026, 3, 3, 23, 59, 59)  # noqa: DTZ001 - a wall clock
    [entry] = entries(desk, "exported")
    assert entry.detail == {
        "what": "list",
        "view": "dispatched",
        "tickets": 1,
        "file": file.name,
    }


@pytest.mark.parametrize(
    ("who", "keys"),
    [
        ("clerk", {"f2", "f3", "f4", "f5", "f6", "f8", "n"}),
        ("leader", {"f3", "f4", "f5", "f7"}),
    ],
)
async def test_the_keys_are_those_of_ones_roles(open_desk, workbench, who, keys):
    desk = open_desk()
    async with workbench(desk, who) as bench:
        active = bench.screen.active_bindings
        given = {key: each.binding.action for key, each in active.items()}
        assert {key for key, act in given.items() if act.startswith("act(") or act == "new"} == keys


async def test_a_function_key_means_the_same_here_and_on_the_tickets_page(open_desk, workbench):
    desk = open_desk()
    number = desk.signed()
    desk.act("handler", "return", number, {"basis": "权责清单", "suggested_unit": "城管局"})
    async with workbench(desk, "reviewer", language="en") as bench:
        await bench.press("f4")
        here = bench.screen.query_one("#heading").render()
        await bench.press("escape", "enter", "f4")
        assert str(bench.screen.query_one("#heading").render()) == str(here)
        assert str(here).startswith("decide a return")


async def test_a_function_key_opens_the_command_for_the_ticket(open_desk, workbench):
    desk = open_desk()
    number = desk.dispatched()
    async with workbench(desk, "handler") as bench:
        await bench.press("f2")
        assert isinstance(bench.screen, ActDialog)
        desk.act("handler", "sign", number)
        bench.screen.dismiss(Done(number, 4, "handling"))
        await bench.pilot.pause()
        await bench.settled()
        assert "在办" in bench.screen.query_one(Tickets)._rows(0).cells


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_the_keys_fit_a_narrow_terminal(open_desk, workbench, language):
    desk = open_desk()
    async with workbench(desk, "clerk", language=language) as bench:
        assert bench.screen.query_one(Keybar).left_out == ()
