"""The page of a ticket, driven by its keys."""

import pytest
from openpyxl import load_workbook
from rexian.desk import presence
from rexian.privacy import journal
from rexian.privacy.vault import File
from rexian.store.news import News
from rexian.tui.act.dialog import ActDialog
from rexian.tui.act.menu import CommandMenu
from rexian.tui.queue.page import QueuePage
from rexian.tui.ticket.page import TicketPage
from rexian.tui.tidings import Heard
from rexian.tui.widgets.filling import Filling

pytestmark = pytest.mark.documents

CALLER = {"name": "欧阳明月", "phone": "13812345678", "content": "欧阳明月反映每晚施工"}
PLACES = ("nanchang_city", "nanchang_nrp", "nanchang_amr", "yiyang", "shicheng")
WIDE = (140, 40)


async def opened(bench, number):
    """Open a ticket's page beside the queue."""
    await bench.app.push_screen(TicketPage(number))
    await bench.settled()
    return bench.screen


async def turned_to(bench, name):
    """Turn to a pane by the keys."""
    for _key in range(6):
        if bench.screen.panes.shown == name:
            return
        await bench.press("right")
    raise AssertionError(name)


def journalled(desk, number):
    with desk.deployment.store.reading() as connection:
        return [(e.act, dict(e.detail)) for e in journal.who_saw(connection, number)]


def said(bench):
    """Return what was told in passing."""
    return " ".join(str(each.message) for each in bench.app._notifications)


# --- what it shows -------------------------------------------------------------------------------


async def test_a_ticket_is_opened_from_the_queue_and_left_again(open_desk, workbench):
    desk = open_desk()
    number = desk.signed(title="小区夜间施工扰民", channel="city_12345")
    async with workbench(desk, "handler") as bench:
        bench.screen.sheet.focus()
        await bench.press("enter")
        assert isinstance(bench.screen, TicketPage)
        assert "小区夜间施工扰民  在办" in bench.text
        assert "南昌市12345" in bench.text
        assert "住建局、县直部门、在办、自 2026-03-02 09:00" in bench.text
        await bench.press("escape")
        assert isinstance(bench.screen, QueuePage)
    assert journalled(desk, number) == [("viewed", {})]


async def test_its_panes_are_turned_by_keys(open_desk, workbench):
    desk = open_desk()
    number = desk.signed()
    desk.at("2026-03-16T20:00")
    async with workbench(desk, "handler") as bench:
        await opened(bench, number)
        await bench.press("right")
        assert "剩3时59分" in bench.text
        assert "第十三条" in bench.text
        assert "诉求类型" not in bench.text
        await bench.press("right")
        assert "handler 承办" in bench.text
        await bench.press("left", "left")
        assert "诉求类型" in bench.text


async def test_a_wide_screen_shows_two_halves(open_desk, workbench):
    desk = open_desk()
    number = desk.signed()
    async with workbench(desk, "handler", size=WIDE) as bench:
        await opened(bench, number)
        assert "诉求类型" in bench.text
        assert "剩14天14时" in bench.text
        assert "  4 2026-03-02 09:00 签收" in bench.text
        await turned_to(bench, "rulings")
        assert "剩14天14时" in bench.text
        assert "2026-03-02 09:00 签收" not in bench.text


async def test_a_ruling_is_told_in_full_with_its_clause_and_what_would_change_it(
    open_desk, workbench
):
    desk = open_desk()
    number = desk.signed(kind="complaint")
    async with workbench(desk, "handler") as bench:
        await opened(bench, number)
        await turned_to(bench, "rulings")
        assert "身份保密" not in bench.text
        sheet = bench.screen.panes.sheet("rulings")
        sheet.cursor = [row.key for row in map(sheet._rows, range(len(sheet)))].index("close")
        await bench.press("enter")
        assert "10个工作日" in bench.text
        assert "投诉和举报工单" in bench.text
        assert "若诉求类型为咨询：2个工作日" in bench.text
        await bench.press("escape", "c")
        assert bench.app.clipboard.endswith("弋府办字〔2023〕51号 第十三条")
        await bench.press("f")
        assert "身份保密        未规定" in bench.text


async def test_a_record_is_told_in_full(open_desk, workbench):
    desk = open_desk()
    number = desk.signed()
    desk.act("handler", "contact", number, {"mode": "phone", "reason": "核实情况" * 20})
    desk.act("admin", "void", number, {"seq": 5, "reason": "录错"})
    async with workbench(desk, "handler") as bench:
        await opened(bench, number)
        await turned_to(bench, "timeline")
        assert "联系诉求人" in bench.text
        await bench.press("end", "up", "enter")
        assert "核实情况" * 20 in "".join(bench.text.split()).replace("│", "")


@pytest.mark.parametrize("place", PLACES)
async def test_under_every_document_every_pane_is_filled(open_desk, workbench, place):
    desk = open_desk(place)
    number = desk.signed(channel="city_12345", secrets=CALLER)
    async with workbench(desk, "handler") as bench:
        page = await opened(bench, number)
        await bench.press("o")
        assert len(page.panes.sheet("elsewhere")) >= 20
        assert len(page.panes.sheet("rulings")) >= 5
        assert len(page.panes.sheet("timeline")) == 4
        assert "欧阳" not in bench.text
    assert said(bench) == ""


# --- what others say, and who else is there ------------------------------------------------------


async def test_the_same_ticket_under_other_documents(open_desk, workbench):
    desk = open_desk()
    number = desk.signed(channel="city_12345")
    async with workbench(desk, "handler", size=WIDE) as bench:
        await opened(bench, number)
        await bench.press("o")
        [row] = [line for line in bench.text.splitlines() if "│提交回复" in line]
        assert row.split("│")[1].split() == [
            "提交回复",
            "未规定",
            "办结前1个工..",
            "未规定",
            "未规定",
        ]
        await bench.press("enter")
        assert "石城县" in bench.text
        assert "南昌市市场监督管理局" in bench.text
    others = ["nanchang_amr", "nanchang_city", "nanchang_nrp", "shicheng"]
    assert journalled(desk, number)[-1] == ("viewed", {"under": others})


async def test_what_somebody_else_does_shows_and_looking_again_is_no_new_viewing(
    open_desk, workbench
):
    desk = open_desk()
    number = desk.dispatched()
    async with workbench(desk, "handler") as bench:
        page = await opened(bench, number)
        await turned_to(bench, "timeline")
        page.news()
        await bench.settled()
        assert journalled(desk, number) == [("viewed", {})]
        desk.act("head", "sign", number)
        page.news()
        await bench.settled()
        assert "head 单位负责人" in bench.text
        assert "在办" in bench.text.splitlines()[1]
        assert len(journalled(desk, number)) == 2


async def test_clocks_go_on_without_any_reading(open_desk, workbench):
    desk = open_desk()
    number = desk.dispatched()
    desk.at("2026-03-03T22:00")
    async with workbench(desk, "handler") as bench:
        page = await opened(bench, number)
        await turned_to(bench, "clocks")
        assert "剩1时59分" in bench.text
        desk.at("2026-03-04T01:00")
        page.news()
        await bench.settled()
        assert "超1时0分" in bench.text
    assert journalled(desk, number) == [("viewed", {})]


async def test_who_else_has_it_open_is_told(open_desk, workbench):
    desk = open_desk()
    number = desk.signed()
    others = [desk.actor("clerk"), desk.actor("head")]
    for other in others:
        presence.come(desk.deployment, other, number)
    async with workbench(desk, "handler") as bench:
        await opened(bench, number)
        assert "同时打开者：李三、钱一" in bench.text
        for other in others:
            presence.go(desk.deployment, other, number)
        bench.app.post_message(Heard(News.COMPANY))
        await bench.settled()
        assert "同时打开者" not in bench.text


# --- who may not ---------------------------------------------------------------------------------


async def test_a_report_is_not_opened_by_the_unit_that_it_is_about(open_desk, workbench):
    desk = open_desk()
    number = desk.dispatched("住建局", kind="report")
    desk.act("clerk", "classify", number, {"about": "住建局"})
    async with workbench(desk, "handler") as bench:
        await opened(bench, number)
        assert isinstance(bench.screen, QueuePage)
        assert f"没有工单{number}" in said(bench)
    assert journalled(desk, number) == []


async def test_a_ticket_that_is_taken_away_is_left(open_desk, workbench):
    desk = open_desk()
    number = desk.dispatched("住建局")
    async with workbench(desk, "handler") as bench:
        page = await opened(bench, number)
        desk.act("clerk", "classify", number, {"about": "住建局", "kind": "report"})
        page.news()
        await bench.settled()
        assert isinstance(bench.screen, QueuePage)
        assert f"没有工单{number}" in said(bench)


# --- personal data -------------------------------------------------------------------------------


async def test_personal_data_are_revealed_for_a_purpose_and_hidden_again(open_desk, workbench):
    desk = open_desk()
    number = desk.signed(secrets=CALLER)
    async with workbench(desk, "clerk") as bench:
        await opened(bench, number)
        assert "欧阳**" in bench.text
        await bench.press("v", "enter")
        assert isinstance(bench.screen, Filling)
        await bench.press(*"visit", "enter")
        assert "欧阳明月" in bench.text
        assert "13812345678" in bench.text
        await bench.press("v")
        assert "13812345678" not in bench.text
    assert journalled(desk, number)[-1] == ("revealed", {"purpose": "visit"})


async def test_they_are_hidden_when_another_page_is_gone_to(open_desk, workbench):
    desk = open_desk()
    number = desk.signed(secrets=CALLER)
    async with workbench(desk, "clerk") as bench:
        page = await opened(bench, number)
        await bench.press("v", *"visit", "enter")
        await turned_to(bench, "timeline")
        await bench.press("enter", "escape")
        await bench.press(*["left"] * 2)
        assert "13812345678" in bench.text
        await opened(bench, desk.new())
        await bench.press("escape")
        assert bench.screen is page
        assert "13812345678" not in bench.text


async def test_who_may_not_see_them_is_told_why(open_desk, workbench):
    desk = open_desk("nanchang_city")
    number = desk.dispatched(secrets=CALLER, identity="confidential")
    async with workbench(desk, "handler") as bench:
        await opened(bench, number)
        await bench.press("v", *"visit", "enter")
        assert "第十三条" in bench.text
        await bench.press("escape")
        assert isinstance(bench.screen, TicketPage)
        assert "欧阳明月" not in bench.text
    assert journalled(desk, number) == [("viewed", {})]


async def test_an_attachment_is_saved_and_never_over_another(
    open_desk, workbench, tmp_path, monkeypatch
):
    desk = open_desk()
    monkeypatch.chdir(tmp_path)
    number = desk.new(secrets=CALLER)
    desk.act("clerk", "note", number, secrets={"text": "见附件"}, files=(File("a.txt", b"x"),))
    async with workbench(desk, "clerk") as bench:
        await opened(bench, number)
        assert "a.txt" in bench.text
        await bench.press("a", "tab", *"proof", "enter")
        assert isinstance(bench.screen, TicketPage)
        await bench.press("a", "tab", *"proof", "enter")
        assert "已存在" in bench.text
    assert (tmp_path / "2-a.txt").read_bytes() == b"x"
    acts = [act for act, _detail in journalled(desk, number)]
    assert acts == ["viewed", "exported", "exported"]


# --- doing ---------------------------------------------------------------------------------------


async def test_what_is_shown_is_exported(open_desk, workbench, tmp_path, monkeypatch):
    desk = open_desk()
    monkeypatch.chdir(tmp_path)
    number = desk.signed(title="夜间施工", secrets=CALLER)
    async with workbench(desk, "handler") as bench:
        await opened(bench, number)
        await bench.press("x")
    book = load_workbook(tmp_path / f"{number}.xlsx")
    assert len(book.worksheets) == 4
    assert book.worksheets[0]["B2"].value == number
    assert book.worksheets[2].max_row == 5
    cells = [cell for sheet in book for row in sheet.values for cell in row]
    assert not any("13812345678" in str(cell) for cell in cells)
    assert journalled(desk, number)[-1] == ("exported", {"what": "ticket"})


async def test_function_keys_open_what_may_be_done_and_what_not(open_desk, workbench):
    desk = open_desk()
    number = desk.dispatched()
    async with workbench(desk, "handler") as bench:
        page = await opened(bench, number)
        assert " f2 " in bench.text.splitlines()[-1]
        assert " f8 " not in bench.text.splitlines()[-1]
        await bench.press("f8")
        assert isinstance(bench.screen, ActDialog)
        await bench.press("escape", "f2")
        await bench.press("ctrl+s")
        assert bench.screen is page
        assert "在办" in bench.text.splitlines()[1]
        await bench.press("t")
        assert isinstance(bench.screen, CommandMenu)
    assert desk.row(number).stage == "handling"


async def test_the_callers_other_tickets_are_opened(open_desk, workbench):
    desk = open_desk()
    first = desk.dispatched(secrets=CALLER, title="上次")
    number = desk.dispatched(secrets=CALLER)
    async with workbench(desk, "clerk") as bench:
        await opened(bench, number)
        await turned_to(bench, "others")
        assert "同一来电人" in bench.text
        await bench.press("enter")
        assert bench.screen.number == first
        assert "上次" in bench.text
        await bench.press("c")
        assert bench.app.clipboard == first
