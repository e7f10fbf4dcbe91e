"""Units and what they answer for, from the keyboard to the database."""

import pytest
from fixture_desk import BY
from openpyxl import load_workbook
from rexian.people.responsibilities import (
    Responsibility,
    add_responsibilities,
    list_responsibilities,
)
from rexian.people.units import Contact, Unit, list_units, set_contacts, unit_named
from rexian.privacy import journal
from rexian.privacy.journal import Asked
from rexian.tui.app import Workbench
from rexian.tui.views import ViewsPage

pytestmark = pytest.mark.documents


def units(desk):
    with desk.deployment.store.reading() as connection:
        return {unit.name: unit for unit in list_units(connection)}


def duties(desk):
    with desk.deployment.store.reading() as connection:
        return list_responsibilities(connection)


def acts(desk, act):
    with desk.deployment.store.reading() as connection:
        return [(e.actor, e.detail) for e in journal.entries(connection, Asked(act=act))]


async def test_the_tree_with_its_open_tickets_and_people(desk, workbench):
    desk.dispatched("城管局")
    async with workbench(desk, "admin", language="en") as bench:
        await bench.press("7")
        lines = bench.text.splitlines()
    (line,) = [each for each in lines if each.startswith("城管局")]
    assert line.split() == ["城管局", "county", "depart..", "1", "2"]
    assert any(each.startswith("  物业科") for each in lines)


async def test_a_unit_is_added_below_another(desk, workbench):
    async with workbench(desk, "admin") as bench:
        await bench.press("7", "a")
        await bench.paste("供热科")
        await bench.press("tab", "tab")
        await bench.paste("住建局")
        await bench.press("ctrl+s")
        assert "供热科" in bench.text
    assert units(desk)["供热科"] == Unit("供热科", "section", "住建局")
    assert acts(desk, "unit_added")[-1][0] == "admin"


async def test_what_is_wrong_is_said_while_it_is_typed(desk, workbench):
    async with workbench(desk, "admin", language="en") as bench:
        await bench.press("7", "a")
        await bench.paste("供热科")
        await bench.press("tab", "tab")
        await bench.paste("住建厅")
        assert "there is no unit 住建厅 in use; did you mean 住建局?" in bench.text
        await bench.press("ctrl+s")
        assert "add a unit" in bench.text
    assert "供热科" not in units(desk)


async def test_a_unit_with_tickets_is_not_closed_and_one_without_is(desk, workbench):
    desk.dispatched("城关镇")
    async with workbench(desk, "admin", language="en") as bench:
        await bench.press("7", "slash")
        await bench.paste("城关镇")
        await bench.press("enter", "d", "ctrl+s")
        assert "1 open tickets are with it" in bench.told
        await bench.press("escape", "escape", "slash")
        await bench.paste("供水")
        await bench.press("enter", "d", "ctrl+s")
        assert "供水公司 (out of use)" in bench.text
    assert units(desk)["城关镇"].active
    assert not units(desk)["供水公司"].active


async def test_whom_to_reach_is_shown_on_request_and_written_down(desk, workbench):
    told = [Contact("赵某", phone="0793-5551234")]
    lock = desk.deployment.vault.lock_text
    desk.deployment.store.run(lambda c: set_contacts(c, "城管局", told, lock, BY))
    async with workbench(desk, "clerk") as bench:
        await bench.press("7")
        assert "赵某" not in bench.text
        assert acts(desk, "revealed") == []
        await bench.press("slash")
        await bench.paste("城管局")
        await bench.press("enter", "o")
        assert "赵某 0793-5551234" in bench.text
    assert acts(desk, "revealed") == [("clerk", {"what": "contacts", "units": 1})]


async def test_who_may_manage_nothing_is_offered_nothing(desk, workbench):
    async with workbench(desk, "handler") as bench:
        await bench.press("7", "a")
        assert bench.screen.query("Input#name").first is not None
        assert not bench.screen.is_modal
        offered = {each.binding.action for each in bench.screen.active_bindings.values()}
        assert offered.isdisjoint({"do('add')", "do('contacts')", "view('journal')"})
        await bench.press("p")
        assert "孙二" in bench.text
        assert "郑六" not in bench.text


async def test_a_row_of_a_list_is_added_turned_and_taken_out(desk, workbench):
    old = Responsibility("物业管理", "住建局", "", "清单")
    desk.deployment.store.run(lambda c: add_responsibilities(c, [old], BY))
    async with workbench(desk, "admin") as bench:
        await bench.press("7", "l", "a")
        await bench.paste("占道经营")
        await bench.press("tab")
        await bench.paste("城管局")
        await bench.press("ctrl+s")
        new = Responsibility("占道经营", "城管局", "", "清单")
        assert set(duties(desk)) == {old, new}
        await bench.press("s")
        assert bench.text.splitlines()[3].split() == ["住建局", "物业管理", "任何地方", "清单"] or (
            bench.text.splitlines()[3].startswith("住建局")
        )
        await bench.press("home", "d", "ctrl+s")
        left = [each for each in bench.text.splitlines() if "局" in each and "清单" in each]
    assert len(left) == 1
    assert len(duties(desk)) == 1


async def test_a_list_goes_out_and_comes_in_again(desk, workbench, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    row = Responsibility("物业管理", "住建局", "城区", "清单")
    desk.deployment.store.run(lambda c: add_responsibilities(c, [row], BY))
    async with workbench(desk, "admin") as bench:
        await bench.press("7", "l", "x")
        sheet = load_workbook(tmp_path / "responsibilities.xlsx").active
        assert [cell.value for cell in sheet[2]] == ["物业管理", "城区", "住建局", "清单"]
        await bench.press("d", "ctrl+s")
        assert duties(desk) == []
        await bench.press("i", "ctrl+s")
    assert duties(desk) == [row]


async def test_what_is_amiss_in_a_spreadsheet_is_said_in_place(desk, workbench, tmp_path):
    async with workbench(desk, "admin", language="en") as bench:
        await bench.press("7", "i", "ctrl+u")
        await bench.paste(str(tmp_path / "none.xlsx"))
        await bench.press("ctrl+s")
        assert "No such file" in bench.text


async def test_in_a_browser_no_file_of_the_server_is_taken_in(desk, workbench, monkeypatch):
    monkeypatch.setattr(Workbench, "is_web", True)
    async with workbench(desk, "admin") as bench:
        await bench.press("7")
        before = bench.text
        await bench.press("i")
        assert isinstance(bench.screen, ViewsPage)
        await bench.press("l", "i")
        assert isinstance(bench.screen, ViewsPage)
        assert bench.text != before


async def test_beside_the_list_stands_what_is_under_the_cursor(desk, workbench):
    async with workbench(desk, "admin", size=(140, 40)) as bench:
        await bench.press("7", "end")
        (told,) = bench.screen.query("#told").results()
        with desk.deployment.store.reading() as connection:
            unit = unit_named(connection, bench.screen.item.unit.name)
        assert unit.name in str(told.render())
