"""The page of the supervision ledger, under a county's and a bureau's documents."""

import pytest
from openpyxl import load_workbook
from rexian.privacy import journal
from rexian.tui.act.dialog import ActDialog
from rexian.tui.ledger.page import LedgerPage
from rexian.tui.ticket.page import TicketPage
from rexian.tui.widgets.sheet import Sheet

pytestmark = pytest.mark.documents


def listed(bench):
    sheet = bench.screen.query_one(Sheet)
    return [sheet._rows(n).key for n in range(len(sheet))]


def exported(desk):
    with desk.deployment.store.reading() as connection:
        return [e.number for e in journal.entries(connection, journal.Asked(act="exported"))]


@pytest.fixture
def county(open_desk):
    """Yiyang: one ticket that is late and was handled poorly, one that somebody supervises."""
    desk = open_desk("yiyang")
    desk.late = desk.signed(kind="inquiry", title="路灯不亮")
    desk.act("clerk", "classify", desk.late, {"faults": ["poor_handling"]})
    desk.ordered = desk.dispatched("城管局", title="占道经营")
    order = {"by": "competent_department", "form": "rectification_notice"}
    desk.act("inspector", "supervise", desk.ordered, order)
    desk.at("2026-03-05T09:00").tick()
    return desk


async def test_what_is_called_for_stands_before_what_is_under_way(county, workbench):
    county.at("2026-03-05T12:00")
    async with workbench(county, "inspector") as bench:
        await bench.press("2")
        assert isinstance(bench.screen, LedgerPage)
        assert listed(bench) == [county.late, county.ordered]
        text = bench.text
        assert "应督办 1" in text
        assert "督办中 1" in text
        # Why: the ground with its clause, below the list.
        assert "办理不力" in text
        assert "第十二条(五)" in text
        await bench.press("down")
        assert "整改通知" in bench.text


async def test_one_state_a_unit_and_a_search(county, workbench):
    async with workbench(county, "leader", language="en") as bench:
        await bench.press("2", "f")
        assert listed(bench) == [county.late]
        await bench.press("f")
        assert listed(bench) == [county.ordered]
        await bench.press("f", "f", "f", "u")
        await bench.type("城管")
        await bench.press("enter")
        assert listed(bench) == [county.ordered]
        await bench.press("u")
        await bench.type("all")
        await bench.press("enter")
        assert len(listed(bench)) == 2
        await bench.press("slash")
        await bench.type("路灯")
        assert listed(bench) == [county.late]
        await bench.press("escape")
        assert len(listed(bench)) == 2
        await bench.press("left_square_bracket")
        assert listed(bench) == []


async def test_a_ticket_is_opened_and_supervised_by_key(county, workbench):
    async with workbench(county, "inspector") as bench:
        await bench.press("2", "f2")
        assert isinstance(bench.screen, ActDialog)
        await bench.press("escape", "enter")
        assert isinstance(bench.screen, TicketPage)
    assert not county.row(county.late).supervised


async def test_it_is_written_as_a_spreadsheet_and_the_journal_says_so(
    county, workbench, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    async with workbench(county, "inspector") as bench:
        await bench.press("2", "x")
    [file] = tmp_path.glob("*.xlsx")
    rows = list(load_workbook(file).active.values)
    assert [row[1] for row in rows[1:]] == [county.late, county.ordered]
    assert exported(county) == [county.late, county.ordered]


async def test_a_unit_sees_its_own_and_may_not_supervise(county, workbench):
    async with workbench(county, "other") as bench:
        await bench.press("2")
        assert listed(bench) == [county.ordered]
        await bench.press("f2")
        assert isinstance(bench.screen, LedgerPage)


async def test_news_leaves_the_cursor_where_it_is(county, workbench):
    async with workbench(county, "inspector", size=(140, 40)) as bench:
        await bench.press("2", "down")
        county.act("inspector", "supervise", county.late, {"by": "competent_department"})
        bench.screen.news()
        await bench.settled()
        assert bench.screen.query_one(Sheet).key == county.ordered
        assert "督办中 2" in bench.text


async def test_a_bureau_has_grounds_of_its_own_and_those_from_above(open_desk, workbench):
    desk = open_desk("nanchang_amr")
    number = desk.signed(kind="complaint", title="缺斤少两")
    desk.act("inspector", "classify", number, {"findings": ["key_case"]})
    async with workbench(desk, "leader") as bench:
        await bench.press("2")
        assert listed(bench) == [number]
        assert "应督办 1" in bench.text
        assert "市局督查工作领导小组" in bench.text
        assert "第八条" in bench.text
        desk.act("inspector", "supervise", number, {"by": "inspection_group"})
        await bench.press("r")
        assert "督办中 1" in bench.text
