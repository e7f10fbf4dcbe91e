"""How every screen looks: in Chinese in the smallest terminal, and some in others.

`pytest tests/tui/test_snapshots.py -n 0 --snapshot-update` takes them anew. What is shown depends
on no clock, folder, password or token of whoever runs it.
"""

import asyncio
import importlib.util
import shutil
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path

import pytest
from fixture_desk import BY, MONDAY, Clock, Desk
from fixture_workbench import Bench
from pytest_textual_snapshot import SVGImageExtension
from rexian import i18n
from rexian.desk.deployment import opened
from rexian.errors import InputError
from rexian.people.responsibilities import Responsibility, add_responsibilities
from rexian.privacy.keyfile import new_key_file
from rexian.settings.finding import UnconfiguredError
from rexian.settings.reading import read_settings
from rexian.tui.act import dialog
from rexian.tui.act.dialog import ActDialog
from rexian.tui.act.menu import CommandMenu
from rexian.tui.app import Opening, Workbench
from rexian.tui.door import login
from rexian.tui.places import PLACES
from rexian.tui.ticket.page import TicketPage
from textual.events import Paste
from textual.screen import ModalScreen
from textual.widgets import Input, TextArea

pytestmark = pytest.mark.documents

_PICTURES = Path(__file__).parents[2] / "docs" / "pictures.py"
_spec = importlib.util.spec_from_file_location("pictures", _PICTURES)
pictures = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(pictures)
# What pytest-textual-snapshot calls it is not what syrupy looks for.
SVGImageExtension.file_extension = "svg"

WIDE = (140, 40)
#: A call about noise; name, number and matter are made up.
CALLER = {"name": "欧阳明月", "phone": "13800000000", "content": "工地每晚施工到两点，无法休息"}
GOLDEN = """
id: 长假前的咨询
ticket: {kind: inquiry, channel: city_12345, received_at: 2025-09-30T10:00}
events:
  - {type: dispatched, at: 2025-09-30T10:00}
  - {type: closed, at: 2025-10-11T09:00}
"""
TICKETS = """工单号,诉求类型,来源渠道,来件时间,办结时间
A1,咨询,南昌市12345,2026-03-02 09:00,2026-03-05 10:00
A2,投诉,南昌市12345,2026-03-02 09:00,2026-03-12 10:00
A3,投诉,南昌市12345,2026-03-03 15:30,2026-03-20 10:00
A4,求助,南昌市12345,不知道,2026-03-05 10:00
"""


@pytest.fixture(scope="module")
def lived(tmp_path_factory, peopled):
    """A county's place on a Thursday morning, with a ticket in most of its stages; its tickets."""
    folder = tmp_path_factory.mktemp("lived")
    shutil.copy(peopled, folder / "rexian.db")
    new_key_file(folder / "rexian.key")
    (folder / "rexian.toml").write_text('jurisdiction = "yiyang"\n', encoding="utf-8")
    with _opened(folder, MONDAY) as desk:
        return folder, _live(desk), desk.deployment.rules


@pytest.fixture
def county(lived, tmp_path):
    """That place as it was left, whatever another test has done there."""
    folder, tickets, rules = lived
    shutil.copytree(folder, tmp_path / "place")
    with _opened(tmp_path / "place", "2026-03-05T10:30", rules) as desk:
        desk.noise, desk.waiting = tickets
        yield desk


@contextmanager
def _opened(folder, at, rules=None):
    """Open a place; rules that are given need not be compiled again."""
    clock = Clock(at)
    with opened(read_settings(folder / "rexian.toml", {}), clock) as deployment:
        yield Desk(replace(deployment, rules=rules or deployment.rules), clock)


def _live(desk):
    """Live four days; return the tickets that are looked at."""
    answers = [Responsibility("施工噪声", "城管局", source="权责清单第30项")]
    desk.deployment.store.run(lambda connection: add_responsibilities(connection, answers, BY))
    phoned = {"channel": "city_12345"}
    lamp = desk.signed(kind="inquiry", title="路灯不亮，何时修复", **phoned)
    desk.act("clerk", "classify", lamp, {"faults": ["poor_handling"]})
    stalls = desk.dispatched("城管局", title="学校门口占道经营", channel="county_12345")
    order = {"by": "competent_department", "form": "rectification_notice"}
    desk.act("inspector", "supervise", stalls, order)
    noise = desk.signed(title="小区夜间施工扰民", secrets=CALLER, **phoned)
    desk.act("handler", "contact", noise, {"mode": "phone", "reason": "核实施工时段"})
    desk.dispatched("供水公司", title="高层水压不足", channel="wechat")
    desk.at("2026-03-04T15:20")
    heaps = desk.dispatched(title="楼道堆放杂物", channel="county_12345")
    desk.act("handler", "return", heaps, {"basis": "权责清单", "suggested_unit": "城管局"})
    lift = desk.signed(title="电梯频繁停运", **phoned)
    desk.act("handler", "extend", lift, {"length": "5wd", "reason": "等待配件"})
    desk.signed(title="物业费收费标准", kind="inquiry", **phoned)
    again = desk.new(title="工地夜间施工", secrets=CALLER, channel="county_12345")
    desk.act("clerk", "link", again, {"ticket": noise})
    waiting = desk.new(kind="help", title="老旧小区加装扶手", subject="施工噪声")
    desk.act("clerk", "accept", waiting)
    desk.at("2026-03-05T09:00").tick()
    return noise, waiting


@pytest.fixture
def look(snap_compare, monkeypatch, tmp_path):
    """See that a screen looks as it did: open a workbench, do something, and compare."""
    monkeypatch.setattr(dialog, "TRIED_AFTER", 0.01)
    monkeypatch.setattr(dialog, "KEPT_AFTER", 0.01)
    monkeypatch.setattr("rexian.tui.compare.page.PAUSE", 0)
    for field in (Input, TextArea):
        monkeypatch.setattr(field, "cursor_blink", False)
    monkeypatch.setattr(login, "version", lambda _name: "0")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.chdir(tmp_path)

    def compare(desk, who=None, do=None, *, size=(80, 24), language="zh", theme=None, app=None):
        monkeypatch.setenv("REXIAN_LANG", language)
        monkeypatch.setenv("REXIAN_SESSION", desk.token(who) if who else "")
        app = app or Workbench(Opening(lambda _config: nullcontext(desk.deployment)))
        app.animation_level = "none"
        drawn = app.export_screenshot
        monkeypatch.setattr(app, "export_screenshot", lambda **how: pictures.redrawn(drawn(**how)))
        app.theme = theme or app.theme

        async def before(pilot):
            bench = Bench(app, pilot, desk)
            async with asyncio.timeout(60):
                await entered(bench, who)
                if do is not None:
                    await do(bench)
                    await rest(bench)
            await pilot.pause()

        try:
            return snap_compare(app, terminal_size=size, run_before=before)
        finally:
            i18n.settle("")

    return compare


async def entered(bench, who):
    """Wait until the first page is there, or whatever stands before it."""
    while not bench.app.screen_stack or not (
        bench.app.current_mode == PLACES[0].id or isinstance(bench.screen, ModalScreen)
    ):
        await asyncio.sleep(0.02)
    if who:
        await bench.settled()


async def rest(bench):
    """Wait until what waits for the fingers to rest has been done."""
    for _turn in range(2):
        await bench.pilot.pause(0.03)
        await bench.settled()


def keys(*pressed):
    """Press keys, one after the other."""

    async def do(bench):
        await one_by_one(bench, *pressed)

    return do


async def one_by_one(bench, *pressed):
    """Press each key only once what the one before brings about is there."""
    for key in pressed:
        await bench.press(key)


def ticket(number, *turned):
    """Open a ticket, and turn its panes."""

    async def do(bench):
        await bench.app.push_screen(TicketPage(number))
        await bench.settled()
        for key in turned:
            await bench.press(key)

    return do


def shown(make, *pressed):
    """Open a dialog, and press keys there."""

    async def do(bench):
        bench.app.push_screen(make())
        await rest(bench)
        for key in pressed:
            await bench.press(key)
            await rest(bench)

    return do


# --- before one is in ----------------------------------------------------------------------------


def test_login(county, look):
    assert look(county)


def test_first_run(county, look):
    def nowhere(_config):
        raise UnconfiguredError("no desk")

    assert look(county, app=Workbench(Opening(nowhere)))


def test_trouble(county, look):
    def shut(_config):
        raise InputError(i18n._("the database has not been set up; run rexian db upgrade"))

    assert look(county, app=Workbench(Opening(shut)))


# --- tickets -------------------------------------------------------------------------------------


def test_queue(county, look):
    assert look(county, "clerk")


def test_queue_wide(county, look):
    assert look(county, "reviewer", size=WIDE)


def test_queue_in_english(county, look):
    assert look(county, "clerk", language="en")


def test_queue_in_high_contrast(county, look):
    assert look(county, "clerk", theme="rexian-contrast")


@pytest.mark.parametrize(
    ("turns", "who"),
    [(n, "handler") for n in range(5)] + [(5, "clerk")],
    ids=["facts", "clocks", "timeline", "grounds", "elsewhere", "related"],
)
def test_ticket(county, look, turns, who):
    assert look(county, who, ticket(county.noise, *["right"] * turns))


def test_ticket_wide_and_light(county, look):
    assert look(county, "clerk", ticket(county.noise), size=WIDE, theme="rexian-light")


def test_ticket_in_english(county, look):
    assert look(county, "clerk", ticket(county.noise, "right"), language="en")


# --- dialogs -------------------------------------------------------------------------------------


def test_menu(county, look):
    assert look(county, "handler", shown(lambda: CommandMenu(county.noise)))


def test_dialog_of_a_call(county, look):
    async def do(bench):
        await shown(lambda: ActDialog(command="new"))(bench)
        await bench.paste("欧阳明月")
        await bench.press("enter")
        await bench.paste("13800000000")
        await bench.press("enter", "enter")
        bench.app.post_message(Paste("工地每晚施工到两点，无法休息"))
        await rest(bench)

    assert look(county, "clerk", do)


def test_dialog_of_a_dispatch(county, look):
    wanted = shown(lambda: ActDialog(command="dispatch", number=county.waiting))
    assert look(county, "clerk", wanted)


def test_dialog_of_what_is_forbidden(county, look):
    async def do(bench):
        await shown(lambda: ActDialog(command="extend", number=county.noise))(bench)
        bench.screen.form.row("length").fill("20wd")
        await rest(bench)

    assert look(county, "handler", do)


# --- the other places ----------------------------------------------------------------------------


async def _to_table(bench):
    await one_by_one(bench, "5", "enter", "down", "enter", "slash", *"办结", "enter", "enter")


def test_rules_by_clause(county, look):
    assert look(county, "clerk", keys("5", "enter", "enter"))


def test_rules_clause(county, look):
    assert look(county, "clerk", keys("5", "enter", "enter", "slash", *"三次", "enter", "enter"))


def test_rules_table(county, look):
    assert look(county, "clerk", _to_table)


def test_rules_table_wide_and_light(county, look):
    assert look(county, "clerk", _to_table, size=WIDE, theme="rexian-light")


def test_rules_line(county, look):
    async def do(bench):
        await _to_table(bench)
        await one_by_one(bench, "down", "down", "down", "enter")

    assert look(county, "clerk", do)


def test_rules_trial(county, look):
    async def do(bench):
        await _to_table(bench)
        await bench.press("t")

    assert look(county, "clerk", do)


async def _case(bench):
    """Load a case into the editor."""
    await bench.press("6")
    await bench.settled()
    await bench.pilot.press("l")
    await bench.pilot.pause()
    bench.screen.query_one("Input").value = "case.yaml"
    await bench.pilot.press("ctrl+s")
    await rest(bench)


@pytest.mark.parametrize("size", [(80, 24), WIDE], ids=["small", "wide"])
def test_compare_a_case(county, look, tmp_path, size):
    (tmp_path / "case.yaml").write_text(GOLDEN, encoding="utf-8")
    assert look(county, "inspector", _case, size=size)


def test_compare_tickets(county, look, tmp_path):
    (tmp_path / "tickets.csv").write_text(TICKETS, encoding="utf-8")

    async def do(bench):
        await bench.press("6")
        await bench.settled()
        await one_by_one(bench, "f3", "enter")
        bench.screen.entry.query_one("Input").value = "tickets.csv"
        await one_by_one(bench, "enter", "down", "down", "enter", "enter", "enter")
        await one_by_one(bench, "down", "down", "enter", "g")

    assert look(county, "inspector", do)


@pytest.mark.parametrize(
    ("who", "key"),
    [
        ("inspector", "2"),
        ("leader", "3"),
        ("inspector", "4"),
        ("admin", "7"),
        ("admin", "8"),
    ],
    ids=["ledger", "assessment", "duties", "units", "settings"],
)
def test_place(county, look, who, key):
    assert look(county, who, keys(key))


def test_people(county, look):
    assert look(county, "admin", keys("7", "p"))


# --- over all of them ----------------------------------------------------------------------------


def test_help(county, look):
    assert look(county, "clerk", keys("question_mark"))


def test_palette(county, look):
    assert look(county, "clerk", keys("ctrl+p"))
