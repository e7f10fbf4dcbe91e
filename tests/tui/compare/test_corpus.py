"""Many tickets compared at the workbench, down to the single ticket."""

import sys
import threading

import pytest
from openpyxl import load_workbook
from rexian.lab import running
from rexian.store.schema import journal
from sqlalchemy import select

pytestmark = pytest.mark.documents

#: Two working days are over on the fourth of March 2026, three on the fifth, ten on the sixteenth.
#: A1 is late by the one and in time by the other; A2 in time by both; of A3 nobody knows when.
TICKETS = """工单号,诉求类型,来源渠道,来件时间,办结时间
A1,咨询,南昌市12345,2026-03-02 09:00,2026-03-05 10:00
A2,投诉,南昌市12345,2026-03-02 09:00,2026-03-12 10:00
A3,投诉,南昌市12345,不知道,2026-03-05 10:00
"""


@pytest.fixture
def file(tmp_path, monkeypatch):
    folder = tmp_path / "files"
    folder.mkdir()
    monkeypatch.chdir(folder)
    found = folder / "tickets.csv"
    found.write_text(TICKETS, encoding="utf-8")
    return found


async def opened(bench):
    await bench.press("6")
    await bench.settled()
    await bench.press("f3")
    return bench.screen


async def asked(bench, file):
    """Ask for a file under two jurisdictions."""
    page = await opened(bench)
    await bench.press("enter")
    page.entry.query_one("Input").value = str(file)
    # The desk's own jurisdiction stands first, that of the city third.
    await bench.press("enter", "down", "down", "enter", "enter", "enter", "down", "down", "enter")
    assert page.kept.asked.jurisdictions == ("yiyang", "nanchang_city")
    return page


def shown(bench):
    """The cells of what is shown, row by row."""
    return bench.screen._shown.cells


async def test_figures_differences_and_what_was_not_read(desk, workbench, file):
    async with workbench(desk, "inspector") as bench:
        page = await asked(bench, file)
        await bench.press("g")
        assert page.kept.view == "summary"
        figures = {label: counts for label, *counts in shown(bench)}
        assert figures["工单"] == ["2", "2"]
        assert figures["有时限"] == ["2", "2"]
        assert figures["未规定"] == ["0", "0"]
        assert (figures["按时"], figures["超期"]) == (["1", "2"], ["1", "0"])
        assert "未采用1行" in bench.text
        await bench.press("right")
        assert "1 (50.0%)" in bench.text
        assert "2 (100.0%)" in bench.text
        await bench.press("right")
        [[count, names, here, there]] = shown(bench)
        assert (count, names) == ("1", "弋阳县 | 南昌市")
        assert here.startswith("2个工作日 [第十三条")
        assert there.startswith("3个工作日 [第十五条")
        await bench.press("right", "right")
        [[row, column, value, _reason, _file]] = shown(bench)
        assert (row, column, value) == ("4", "来件时间", "***")
        await bench.press("right")
        assert any("没有签收记录" in text for _n, text in shown(bench))
    # Nothing was written beside what was read.
    assert [each.name for each in file.parent.iterdir()] == [file.name]


async def test_from_a_pair_of_clauses_to_the_ticket_as_a_case(desk, workbench, file):
    async with workbench(desk, "inspector", size=(140, 40)) as bench:
        await asked(bench, file)
        await bench.press("g", "right", "right", "enter")
        assert shown(bench) == [
            ("2", "A1", "2026-03-02 09:00", "2026-03-04 24:00", "2026-03-05 24:00")
        ]
        await bench.press("x")
        await bench.press("enter")
        page = bench.screen
        assert (page.draft.id, page.draft.ticket["kind"]) == ("A1", "inquiry")
        assert [side.jurisdiction for side in page.draft.sides] == ["yiyang", "nanchang_city"]
        cells = {row.key: row.cells for row in map(page.beside.grid._rows, range(20)) if row}
        assert [told[:10] for told in cells["close"][2:]] == ["2026-03-04", "2026-03-05"]
        # What came of the run is still there.
        await bench.press("1", "6", "f3")
        assert bench.screen.kept.pair is not None
        assert len(shown(bench)) == 1
    [written] = file.parent.glob("*.xlsx")
    assert [row[1] for row in load_workbook(written).active.values][1:] == ["A1"]


async def test_the_desks_own_tickets(desk, workbench):
    desk.dispatched(kind="complaint")
    desk.dispatched(kind="inquiry", channel="wechat")
    async with workbench(desk, "inspector") as bench:
        page = await opened(bench)
        await bench.press("g")
        report = page.kept.ran.found.report
        assert report["rows"] == 2
        assert report["jurisdictions"]["yiyang"]["due"] == 2
        assert report["jurisdictions"]["shicheng"]["silent"] == 2
        await bench.press("right", "right", "enter", "enter")
        number = bench.screen.draft.id
        assert number in bench.text
    with desk.deployment.store.reading() as connection:
        seen = connection.execute(select(journal.c.actor, journal.c.act)).all()
    assert ("inspector", "viewed") in [tuple(entry) for entry in seen]


async def test_all_the_desks_tickets_are_not_for_a_unit(desk, workbench):
    desk.dispatched(kind="complaint")
    async with workbench(desk, "handler", size=(120, 30)) as bench:
        page = await opened(bench)
        await bench.press("g")
        assert page.kept.ran is None
        assert "您只能办理本单位的工单" in bench.text


async def test_readings_and_reforms(desk, workbench, file):
    async with workbench(desk, "inspector", size=(140, 40)) as bench:
        page = await asked(bench, file)
        await bench.press("down", "enter", *"faster", "enter")
        await bench.press("down", "down", "enter", "up", "enter")
        assert page.kept.asked.flip_readings
        await bench.press("g")
        assert list(page.kept.ran.found.report["jurisdictions"]) == [
            "yiyang",
            "yiyang+faster",
            "nanchang_city",
        ]
        await bench.press("right", "right", "right")
        assert page.kept.view == "readings"
        moved = {name for count, name, _told in shown(bench) if count != "0"}
        assert "弋阳县" not in moved
        assert any("redispatch=runs_on" in told for _count, _name, told in shown(bench))


async def test_a_run_that_is_given_up_leaves_nothing(desk, workbench, file, monkeypatch):
    begun, may_go_on, compared = threading.Event(), threading.Event(), running.compared

    def slowly(*args):
        begun.set()
        may_go_on.wait(5)
        return compared(*args)

    monkeypatch.setattr(running, "compared", slowly)
    async with workbench(desk, "inspector") as bench:
        page = await asked(bench, file)
        await bench.pilot.press("g")
        while not begun.is_set():
            await bench.pilot.pause(0.01)
        await bench.pilot.press("escape")
        await bench.pilot.pause()
        await bench.pilot.press("down", "enter")
        await bench.pilot.pause()
        may_go_on.set()
        await bench.settled()
        assert page.kept.ran is None
        assert not page.is_under_way
        assert shown(bench)[0][1] == str(file)
    assert [each.name for each in file.parent.iterdir()] == [file.name]


async def test_a_file_that_is_not_there_is_said_in_one_line(desk, workbench, file):
    async with workbench(desk, "inspector", size=(120, 30)) as bench:
        page = await asked(bench, file.with_name("other.csv"))
        await bench.press("g")
        assert page.kept.ran is None
        assert "other.csv" in bench.text


async def test_without_the_lab_it_says_what_to_install(desk, workbench, monkeypatch):
    for name in [name for name in sys.modules if name.startswith("rexian.lab.")]:
        if name != "rexian.lab.asked":
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "polars", None)
    async with workbench(desk, "inspector", size=(120, 30)) as bench:
        await opened(bench)
        await bench.press("g")
        assert "pip install 'rexian[lab]'" in bench.text
