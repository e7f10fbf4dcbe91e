"""The page of the assessment shows what `rexian assess` tells of the same month."""

import pytest
from openpyxl import load_workbook
from rexian.tui.assessment.behind import BehindPage
from rexian.tui.assessment.page import AssessmentPage
from rexian.tui.ticket.page import TicketPage
from rexian.tui.widgets.sheet import Sheet

pytestmark = pytest.mark.documents


@pytest.fixture
def march(open_desk):
    """A month: 住建局 signs one of two in time, 城管局 signs its only one in time."""
    desk = open_desk("yiyang")
    desk.soon = desk.signed(title="路灯不亮")
    desk.late = desk.dispatched(title="井盖缺失")
    desk.other = desk.dispatched("城管局", title="占道经营")
    desk.act("other", "sign", desk.other)
    desk.at("2026-03-09T09:00").act("handler", "sign", desk.late)
    return desk.at("2026-03-31T09:00")


def rows(bench):
    """The rows of the list by their keys, without spaces around the cells."""
    sheet = bench.screen.query_one(Sheet)
    found = [sheet._rows(n) for n in range(len(sheet))]
    return {row.key.partition(" ")[2]: row.cells for row in found}


def told(found):
    """The sign rate and the rank of each unit, as JSON has them."""
    return {
        unit["unit"]: (unit["rank"], unit["indicators"]["sign_rate"]["value"])
        for unit in found["units"]
    }


async def test_figures_are_those_of_the_command(march, workbench, terminal):
    found = terminal(march, "leader", "assess", "--month", "2026-03", "--by", "sign_rate", "--json")
    # Signed for within a working day: one of two, and one of one.
    assert told(found.told) == {"城管局": (1, 1), "住建局": (2, 0.5)}
    async with workbench(march, "leader") as bench:
        await bench.press("3")
        assert isinstance(bench.screen, AssessmentPage)
        assert {unit: cells[2] for unit, cells in rows(bench).items()} == {
            "住建局": "50.0%", "城管局": "100.0%",
        }  # fmt: skip
        await bench.press("b")
        assert [cells[0] for cells in rows(bench).values()] == ["1", "2"]
        assert list(rows(bench)) == ["城管局", "住建局"]
        report = bench.screen._report
    assert told(report) == told(found.told)
    assert report["indicators"] == found.told["indicators"]


async def test_behind_a_figure_stand_its_tickets(march, workbench):
    async with workbench(march, "leader") as bench:
        await bench.press("3", "enter")
        assert isinstance(bench.screen, BehindPage)
        # The one that was signed for late comes first.
        assert _keys(bench) == [march.late, march.soon]
        assert "井盖缺失" in bench.text
        assert "1 / 2" in bench.text
        await bench.press("enter")
        assert isinstance(bench.screen, TicketPage)
        await bench.press("escape")
        assert isinstance(bench.screen, BehindPage)
        await bench.press("escape")
        assert isinstance(bench.screen, AssessmentPage)


def _keys(bench):
    sheet = bench.screen.query_one(Sheet)
    return [sheet._rows(n).key for n in range(len(sheet))]


async def test_other_months_and_what_is_not_laid_down(march, workbench):
    async with workbench(march, "leader", size=(120, 40)) as bench:
        await bench.press("3", "left_square_bracket")
        assert "2026-02" in bench.text
        assert rows(bench) == {}
        await bench.press("right_square_bracket")
        assert set(rows(bench)) == {"住建局", "城管局"}
        # The month's figures beside those of the months before it.
        assert "03:50.0%" in bench.text
        # The document names what tickets cannot tell.
        assert "知识库" in bench.text


async def test_what_was_recorded_since_changes_the_figures(march, workbench):
    async with workbench(march, "leader") as bench:
        await bench.press("3")
        number = march.at("2026-03-31T10:00").dispatched("城关镇")
        bench.screen.news()
        await bench.settled()
        assert "城关镇" in rows(bench)
        assert march.row(number).stage == "dispatched"


async def test_ranks_of_a_file_bring_what_is_laid_down(open_desk, workbench, tmp_path, monkeypatch):
    """Shicheng names no figure; of ranks that it is told, three months at the bottom count."""
    desk = open_desk("shicheng")
    desk.dispatched("住建局")
    desk.dispatched("城管局")
    desk.at("2026-03-31T09:00")
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "r.csv"
    lines = [f"2026-0{month},城管局,1" for month in (1, 2, 3)] + ["2026-03,住建局,3"]
    file.write_text("\n".join(["month,unit,rank_from_bottom", *lines]) + "\n", "utf-8")
    async with workbench(desk, "leader", size=(140, 40)) as bench:
        await bench.press("3", "h")
        await bench.type(file.name)
        await bench.press("enter")
        follows = {unit: cells[-1] for unit, cells in rows(bench).items()}
        # Both are talked to: the deputy of one of the last two, the principal the third time.
        assert "约谈" in follows["城管局"]
        assert follows["住建局"] == ""
        [told] = [u["consequences"] for u in bench.screen._report["units"] if u["consequences"]]
        assert {(one["on"], one["streak"]) for one in told} == {
            ("unit_deputy", 3), ("unit_principal", 3),
        }  # fmt: skip


async def test_it_is_written_as_a_spreadsheet(march, workbench, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    async with workbench(march, "leader") as bench:
        await bench.press("3", "x")
    [file] = tmp_path.glob("*.xlsx")
    head, *found = list(load_workbook(file).active.values)
    assert {row[1]: row[2:5] for row in found} == {"住建局": (0.5, 1, 2), "城管局": (1, 1, 1)}
    assert head[2] == "及时签收率"


async def test_figures_of_all_units_are_not_for_one_of_them(march, workbench):
    async with workbench(march, "handler") as bench:
        await bench.press("3")
        assert rows(bench) == {}
        assert "只能办理本单位的工单" in bench.text
