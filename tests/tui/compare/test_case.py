"""A case made up at the workbench, ruled under several jurisdictions while one types."""

import pytest
from openpyxl import load_workbook
from rexian.model.case import read_cases
from rexian.store.schema import journal
from sqlalchemy import select

pytestmark = pytest.mark.documents

#: An inquiry that goes out on the last working day before the long holidays of October 2025. The
#: eleventh is a Saturday on which people work: two working days end on the tenth, three on it.
HOLIDAYS = """
id: golden
title: 长假前的咨询
ticket: {kind: inquiry, channel: city_12345, received_at: 2025-09-30T10:00}
events:
  - {type: dispatched, at: 2025-09-30T10:00}
"""


async def opened(bench):
    await bench.press("6")
    await bench.settled()
    return bench.screen


async def entered(bench, *texts):
    """Type something and press Enter, once for each."""
    for text in texts:
        await bench.press(*text, "enter")


async def loaded(bench, path):
    await bench.pilot.press("l")
    await bench.pilot.pause()
    bench.screen.query_one("Input").value = str(path)
    await bench.pilot.press("ctrl+s")
    await bench.pilot.pause(0.05)
    await bench.settled()


async def only(bench, *ids):
    """Leave only these jurisdictions side by side, as taking out the others does."""
    page = bench.screen
    page.keep(page.draft.under(tuple(s for s in page.draft.sides if s.jurisdiction in ids)))
    await bench.settled()


@pytest.fixture(autouse=True)
def _at_once(monkeypatch):
    monkeypatch.setattr("rexian.tui.compare.page.PAUSE", 0)


def rows(bench):
    """What stands in the grid, by question."""
    grid = bench.screen.beside.grid
    return {row.key: row for row in (grid._rows(n) for n in range(len(grid)))}


def answers(bench, question):
    return rows(bench)[question].cells[2:]


async def test_five_jurisdictions_one_at_a_time_in_a_small_terminal(desk, workbench, tmp_path):
    file = tmp_path / "case.yaml"
    file.write_text(HOLIDAYS, encoding="utf-8")
    async with workbench(desk, "inspector") as bench:
        page = await opened(bench)
        assert page.draft.sides[0].jurisdiction == "yiyang"
        assert len(page.draft.sides) == 5
        await loaded(bench, file)
        found = {}
        for _ in page.draft.sides:
            name = page.beside.answers.judged[page.beside.side].side.jurisdiction
            [found[name]] = answers(bench, "close")
            await bench.press("right")
        assert found["yiyang"].startswith("2025-10-10 24:00 2个工作日 [第十三条")
        assert found["nanchang_city"].startswith("2025-10-11 24:00 3个工作日 [第十五条")
        assert found["nanchang_amr"].startswith("2025-10-11 24:00 3个工作日")
        assert found["shicheng"] == "未规定"
        assert rows(bench)["close"].cells[0] == "!="
        assert "长假前的咨询" in bench.text


async def test_two_side_by_side_and_only_what_differs(desk, workbench, tmp_path):
    file = tmp_path / "case.yaml"
    file.write_text(HOLIDAYS, encoding="utf-8")
    async with workbench(desk, "inspector", size=(140, 40)) as bench:
        page = await opened(bench)
        await loaded(bench, file)
        while len(page.draft.sides) > 2:
            places = [side.jurisdiction for side in page.draft.sides]
            page.outline.cursor = next(
                n for n, name in enumerate(places) if name not in {"yiyang", "nanchang_city"}
            )
            await bench.press("d")
        here, there = answers(bench, "close")
        assert (here[:10], there[:10]) == ("2025-10-10", "2025-10-11")
        # Both give one working day to sign: until the ninth.
        assert [told[:10] for told in answers(bench, "sign")] == ["2025-10-09", "2025-10-09"]
        assert rows(bench)["sign"].cells[0] == ""
        await bench.press("f")
        assert "close" in rows(bench)
        assert "sign" not in rows(bench)
        assert {row.cells[0] for row in rows(bench).values()} == {"!="}


async def test_answers_follow_what_is_typed_before_it_is_entered(desk, workbench):
    async with workbench(desk, "inspector") as bench:
        page = await opened(bench)
        await only(bench, "yiyang")
        assert answers(bench, "close") == ("取决于：诉求类型",)
        await bench.press("a")
        await entered(bench, "诉求")
        await bench.type("咨")
        # Dispatched on Monday, the second of March 2026, as the clock of the desk stands.
        assert answers(bench, "close")[0].startswith("2026-03-04 24:00 2个工作日")
        assert "kind" not in page.draft.ticket
        await bench.press("escape")
        assert answers(bench, "close") == ("取决于：诉求类型",)
        await bench.press("a")
        await entered(bench, "诉求", "投")
        assert page.draft.ticket["kind"] == "complaint"
        assert answers(bench, "close")[0].startswith("2026-03-16 24:00 10个工作日")


async def test_what_will_not_do_is_said_and_not_taken(desk, workbench):
    async with workbench(desk, "inspector") as bench:
        page = await opened(bench)
        await bench.press("a")
        await entered(bench, "来件")
        page.entry.query_one("Input").value = ""
        await entered(bench, "2026-02-31 09:00")
        assert page.entry.is_asking
        assert "2026-02-31 09:00" in str(page.entry.query_one("#wrong").render())
        assert page.draft.case.moment == page.draft.ticket["received_at"]
        await bench.press("escape", "a")
        await entered(bench, "没有此项")
        assert page.entry.is_asking


async def test_events_make_clocks_run(desk, workbench):
    async with workbench(desk, "inspector", size=(120, 30)) as bench:
        page = await opened(bench)
        await only(bench, "yiyang")
        await bench.press("a")
        await entered(bench, "诉求", "投")
        await bench.press("e")
        await entered(bench, "签收")
        page.entry.query_one("Input").value = "2026-03-04 10:00"
        await bench.press("enter")
        # One working day to sign was over on the third.
        assert [event.type for event in page.draft.case.events] == ["dispatched", "signed"]
        await bench.press("tab")
        page.beside.grid.cursor = list(rows(bench)).index("sign")
        await bench.press("enter")
        assert "2026-03-03 24:00" in bench.text
        assert "超期" in bench.text
        assert "03-04 10:00" in bench.text


async def test_a_jurisdiction_reads_its_text_otherwise(desk, workbench):
    async with workbench(desk, "inspector", size=(140, 40)) as bench:
        page = await opened(bench)
        await only(bench, "yiyang")
        await bench.press("p")
        await entered(bench, "弋阳")
        page.outline.cursor = 1
        await bench.press("m")
        await entered(bench, "再次", "首次")
        assert [dict(side.readings) for side in page.draft.sides] == [
            {},
            {"redispatch": "runs_on"},
        ]
        await bench.press("a")
        await entered(bench, "诉求", "投")
        await bench.press("e")
        await entered(bench, "派单")
        page.entry.query_one("Input").value = "2026-03-04 09:00"
        await bench.press("enter")
        # Ten working days from the fourth, or from the second on.
        assert [told[:10] for told in answers(bench, "close")] == ["2026-03-18", "2026-03-16"]


async def test_an_answer_in_full_and_its_citation(desk, workbench, tmp_path):
    file = tmp_path / "case.yaml"
    file.write_text(HOLIDAYS, encoding="utf-8")
    async with workbench(desk, "inspector") as bench:
        page = await opened(bench)
        await loaded(bench, file)
        await bench.press("tab")
        page.beside.grid.cursor = list(rows(bench)).index("close")
        await bench.press("c")
        assert "第十三条" in bench.app.clipboard
        assert "弋阳县" in bench.app.clipboard
        await bench.press("enter")
        assert "2025-10-10 24:00" in bench.text
        assert "诉求类型为咨询" in bench.text
        assert "第十三条" in bench.text


async def test_a_ticket_of_the_desk_is_taken_over_and_journalled(desk, workbench):
    number = desk.signed(kind="complaint")
    async with workbench(desk, "inspector") as bench:
        page = await opened(bench)
        await bench.pilot.press("t")
        await bench.pilot.pause()
        await bench.pilot.press(*number, "enter")
        await bench.pilot.pause(0.1)
        await bench.settled()
        assert page.draft.id == number
        kinds = [event.type for event in page.draft.events]
        assert kinds[-2:] == ["dispatched", "signed"]
        assert number in bench.text
    with desk.deployment.store.reading() as connection:
        entries = connection.execute(select(journal.c.actor, journal.c.act)).all()
    assert ("inspector", "viewed") in [tuple(entry) for entry in entries]


async def test_a_unit_cannot_take_over_what_is_not_its_own(desk, workbench):
    number = desk.dispatched("城管局", kind="complaint")
    async with workbench(desk, "handler") as bench:
        page = await opened(bench)
        await bench.pilot.press("t")
        await bench.pilot.pause()
        await bench.pilot.press(*number, "enter")
        await bench.pilot.pause(0.1)
        assert f"没有工单{number}" in bench.text.replace(" ", "")
        assert page.draft.id is None


async def test_a_case_is_saved_as_it_is_read_and_never_over_another(desk, workbench, tmp_path):
    file, saved = tmp_path / "case.yaml", tmp_path / "saved.yaml"
    file.write_text(HOLIDAYS, encoding="utf-8")
    async with workbench(desk, "inspector") as bench:
        await opened(bench)
        await loaded(bench, file)
        for path in (saved, file):
            await bench.pilot.press("s")
            await bench.pilot.pause()
            bench.screen.query_one("Input").value = str(path)
            await bench.pilot.press("ctrl+s")
            await bench.pilot.pause(0.1)
        assert "已" in str(bench.screen.query_one("#wrong").render())
    assert file.read_text(encoding="utf-8") == HOLIDAYS
    [before], [after] = read_cases(file), read_cases(saved)
    assert (after.ticket, after.events, after.id) == (before.ticket, before.events, before.id)


async def test_what_is_shown_is_exported(desk, workbench, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    async with workbench(desk, "inspector") as bench:
        await opened(bench)
        await only(bench, "yiyang", "shicheng")
        await bench.press("x")
    [file] = tmp_path.glob("*.xlsx")
    headings, *told = load_workbook(file).active.values
    assert headings[2:] == ("弋阳县", "石城县")
    [sign] = [row for row in told if row[0] == "签收"]
    assert sign[2].startswith("2026-03-03 24:00 1个工作日")
    assert sign[3] == "未规定"
