"""The dialogs of commands: filled in from the keyboard, tried, sent, refused, kept."""

import pytest
from fixture_desk import BY
from rexian.desk.drafts import draft_of, drafts_of
from rexian.people.responsibilities import Responsibility, add_responsibilities
from rexian.store.schema import drafts
from rexian.tui.act import dialog
from rexian.tui.act.asked import FILES
from rexian.tui.act.begun import Drafts
from rexian.tui.act.dialog import ActDialog
from rexian.tui.act.earlier import Earlier
from rexian.tui.act.menu import CommandMenu
from rexian.tui.app import Workbench
from rexian.tui.widgets.sheet import Sheet
from sqlalchemy import select
from textual.events import Key, Paste

pytestmark = pytest.mark.documents


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    """Try and keep what is typed without the rest that people's fingers need."""
    monkeypatch.setattr(dialog, "TRIED_AFTER", 0.01)
    monkeypatch.setattr(dialog, "KEPT_AFTER", 0.01)


async def opened(bench, screen):
    bench.app.push_screen(screen)
    await rest(bench)
    return screen


async def rest(bench):
    """Wait until the fingers have rested long enough."""
    for _ in range(2):
        await bench.pilot.pause(0.03)
        await bench.settled()


async def into(bench, name, text):
    """Paste a text into a row, which is quicker than typing it."""
    bench.screen.form.row(name).enter()
    await bench.pilot.pause()
    bench.app.post_message(Paste(text))
    await rest(bench)


def kept(desk, who):
    return [(each.command, each.number) for each in drafts_of(desk.deployment, desk.actor(who))]


async def test_a_call_is_taken_down(desk, workbench):
    async with workbench(desk, "clerk") as bench:
        shown = await opened(bench, ActDialog(command="new"))
        assert "登记来件" in bench.text
        await bench.type("张三丰")
        await bench.press("enter")
        bench.app.post_message(Paste("13812345678"))
        await bench.pilot.pause()
        await bench.press("enter")
        assert "138****5678" in bench.text
        assert "13812345678" not in bench.text
        await into(bench, "content", "每晚施工到两点")
        assert "每晚施工到两点" in bench.text
        await into(bench, "title", "夜间施工")
        shown.form.row("kind").enter()
        await bench.press("enter", "down", "down", "enter")
        await rest(bench)
        await bench.press("ctrl+s")
        await rest(bench)
        assert not isinstance(bench.screen, ActDialog)
    [record] = desk.records("202603020001")
    assert record.fields["title"] == "夜间施工"
    assert record.fields["facts"]["kind"]
    assert set(record.fields["locked"]) == {"name", "phone", "content"}
    assert record.source == "tui"
    assert kept(desk, "clerk") == []


async def test_what_was_typed_just_before_is_sent_too(desk, workbench):
    number = desk.signed()
    async with workbench(desk, "handler") as bench:
        asked = ActDialog("contact", number, {"mode": "phone", "reason": ""})
        shown = await opened(bench, asked)
        await shown.form.add("reason")
        shown.form.row("reason").enter()
        await bench.settled()
        for key in (*"why" * 300, "ctrl+s"):
            bench.app.post_message(Key(key, key if len(key) == 1 else None))
        await bench.settled()
        assert bench.screen is not asked
    assert desk.records(number)[-1].fields["reason"] == "why" * 300


async def test_a_unit_is_found_by_typing_and_the_one_that_answers_comes_first(desk, workbench):
    answers = [Responsibility("noise", "城管局", source="权责清单")]
    desk.deployment.store.run(lambda connection: add_responsibilities(connection, answers, BY))
    number = desk.new(subject="noise")
    desk.act("clerk", "accept", number)
    async with workbench(desk, "clerk") as bench:
        await opened(bench, ActDialog(command="dispatch", number=number))
        lines = bench.text.splitlines()
        first = next(line for line in lines if "权责清单" in line)
        assert "城管局" in first
        await bench.press("enter", "ctrl+s")
        await rest(bench)
    assert desk.ticket(number).standing.host.unit == "城管局"


async def test_other_units_are_found_by_a_part_of_their_name(desk, workbench):
    number = desk.new()
    async with workbench(desk, "clerk") as bench:
        await opened(bench, ActDialog(command="dispatch", number=number))
        await bench.type("水")
        await bench.press("enter", "ctrl+s")
        await rest(bench)
    assert desk.ticket(number).standing.host.unit == "供水公司"


async def test_a_forbidden_step_says_why_and_loses_nothing(desk, workbench):
    number = desk.signed()
    async with workbench(desk, "handler") as bench:
        await opened(bench, ActDialog(command="request_closure", number=number))
        assert "第十三条" in bench.text
        await bench.press("ctrl+s")
        await rest(bench)
        assert isinstance(bench.screen, ActDialog)
    assert desk.ticket(number).standing.stage == "handling"


async def test_what_the_rules_want_is_ticked_off_as_it_is_filled_in(desk, workbench):
    number = desk.signed()
    async with workbench(desk, "handler") as bench:
        await opened(bench, ActDialog(command="return", number=number))
        assert "[ ] 依据" in bench.text
        assert "[ ] 建议承办单位" in bench.text
        await into(bench, "basis", "权责清单")
        assert "[x] 依据" in bench.text


async def test_a_leader_goes_on_against_the_rules_with_a_reason(desk, workbench):
    number = desk.dispatched()
    desk.at("2026-03-03T10:00")
    desk.act("handler", "return", number, {"basis": "权责清单", "suggested_unit": "城管局"})
    async with workbench(desk, "leader") as bench:
        shown = await opened(bench, ActDialog(command="decide_return", number=number))
        shown.form.row("granted").fill("yes")
        await rest(bench)
        await bench.press("ctrl+s")
        await rest(bench)
        assert isinstance(bench.screen, ActDialog)
        await into(bench, "override", "情况紧急")
        await bench.press("ctrl+s")
        await rest(bench)
        assert not isinstance(bench.screen, ActDialog)
    [override] = [r.notes["override"] for r in desk.records(number) if "override" in r.notes]
    assert override["reason"] == "情况紧急"


async def test_an_extension_is_tried_while_it_is_typed(open_desk, workbench):
    """The city wants three things stated; they are told without sending anything."""
    desk = open_desk("nanchang_city")
    number = desk.signed(channel="city_12345", kind="complaint")
    async with workbench(desk, "handler") as bench:
        await opened(bench, ActDialog(command="extend", number=number))
        await into(bench, "length", "十天半")
        assert "十天半" in bench.text
        assert "extend" not in bench.text
        assert "length" not in bench.text
        bench.screen.form.row("length").fill("")
        await into(bench, "length", "5wd")
        assert bench.text.count("[ ]") > 0
    assert len(desk.records(number)) == 4


async def test_whoever_is_overtaken_keeps_what_he_typed_and_sends_again(desk, workbench):
    number = desk.signed()
    async with workbench(desk, "handler") as bench:
        shown = await opened(bench, ActDialog(command="feedback", number=number))
        await into(bench, "text", "已到现场")
        desk.act("clerk", "note", number, secrets={"text": "来电催问"})
        await bench.press("ctrl+s")
        await rest(bench)
        assert isinstance(bench.screen, ActDialog)
        assert "clerk" in bench.text
        assert shown.form.row("text").words == "已到现场"
        await bench.press("ctrl+s")
        await rest(bench)
        assert not isinstance(bench.screen, ActDialog)
    assert [r.type for r in desk.records(number)[-2:]] == ["noted", "feedback"]


async def test_a_draft_outlives_the_dialog_the_workbench_and_the_terminal(desk, workbench):
    number = desk.signed()
    async with workbench(desk, "handler") as bench:
        await opened(bench, ActDialog(command="feedback", number=number))
        await into(bench, "text", "明天")
        await bench.press("escape")
        await rest(bench)
        assert kept(desk, "handler") == [("feedback", number)]
        await opened(bench, ActDialog(command="feedback", number=number))
        bench.screen.form.row("text").enter()
        await bench.type("回复")
        # Closed before the fingers have rested.
    async with workbench(desk, "handler", language="en") as bench:
        shown = await opened(bench, ActDialog(command="feedback", number=number))
        assert sorted(shown.form.row("text").words) == sorted("明天回复")
        assert "F8" in bench.text
        await bench.press("f8")
        await rest(bench)
        assert shown.form.row("text").words is None
    assert kept(desk, "handler") == []


async def test_what_is_typed_is_nowhere_in_plain(desk, workbench):
    async with workbench(desk, "clerk") as bench:
        await opened(bench, ActDialog(command="new"))
        await into(bench, "phone", "13987654321")
        await into(bench, "content", "王小明家漏水")
        await bench.press("escape")
        await rest(bench)
    with desk.deployment.store.reading() as connection:
        [locked] = connection.scalars(select(drafts.c.locked)).all()
    draft = draft_of(desk.deployment, desk.actor("clerk"), "new", "")
    assert draft.entered.texts == {"phone": "13987654321", "content": "王小明家漏水"}
    for file in desk.config.parent.rglob("*"):
        held = file.read_bytes() if file.is_file() else b""
        assert "王小明".encode() not in held
        assert b"13987654321" not in held
    assert b"1398" not in locked


async def test_an_earlier_ticket_of_the_caller_is_offered_to_be_linked(desk, workbench):
    first = desk.new(secrets={"phone": "13812345678"})
    async with workbench(desk, "clerk") as bench:
        await opened(bench, ActDialog(command="new"))
        await into(bench, "phone", "138-1234-5678")
        assert first in bench.text
        await bench.press("ctrl+s")
        await rest(bench)
        assert isinstance(bench.screen, Earlier)
        await bench.press("enter")
        await rest(bench)
        assert bench.screen.form.row("ticket").words == first
        await bench.press("ctrl+s")
        await rest(bench)
        assert not isinstance(bench.screen, Earlier | ActDialog)
    assert desk.row(first).calls == 2


async def test_late_things_are_asked_their_reason(desk, workbench):
    number = desk.dispatched()
    desk.at("2026-03-20T10:00")
    async with workbench(desk, "reviewer") as bench:
        shown = await opened(bench, ActDialog(command="dispute", number=number))
        await shown.form.add("at")
        await into(bench, "at", "2026-03-02T10:00")
        assert shown.form.row("late_because") is not None


async def test_the_menu_leads_to_the_dialog(desk, workbench):
    number = desk.new(title="夜间施工")
    async with workbench(desk, "clerk") as bench:
        await opened(bench, CommandMenu(number))
        assert "转办" in bench.text
        assert "更正" not in bench.text
        await bench.press("f3")
        assert "派单" in bench.text
        await bench.type("accept")
        await bench.press("enter")
        await rest(bench)
        await bench.press("ctrl+s")
        await rest(bench)
        assert not isinstance(bench.screen, CommandMenu | ActDialog)
    assert desk.row(number).stage == "accepted"


async def test_the_menu_says_why_not(desk, workbench):
    number = desk.signed()
    async with workbench(desk, "handler") as bench:
        await opened(bench, CommandMenu(number))
        await bench.type("request-closure")
        assert "第十三条" in bench.text
        await bench.press("enter")
        await rest(bench)
        assert isinstance(bench.screen, ActDialog)


async def test_drafts_are_found_again_and_thrown_away(desk, workbench):
    number = desk.signed(title="夜间施工")
    async with workbench(desk, "handler") as bench:
        await opened(bench, ActDialog(command="feedback", number=number))
        await into(bench, "text", "明天回复")
        await bench.press("escape")
        await rest(bench)
        await bench.press("ctrl+g")
        await rest(bench)
        assert isinstance(bench.screen, Drafts)
        assert "夜间施工" in bench.text
        await bench.press("enter")
        await rest(bench)
        assert bench.screen.form.row("text").words == "明天回复"
        await bench.press("escape")
        await rest(bench)
        await bench.press("f8")
        await rest(bench)
        assert len(bench.screen.query_one(Sheet)) == 0
    assert kept(desk, "handler") == []


async def test_letters_are_only_letters_while_something_is_typed(desk, workbench):
    async with workbench(desk, "clerk") as bench:
        shown = await opened(bench, ActDialog(command="new"))
        shown.form.row("title").enter()
        await bench.type("r/?1")
        assert shown.form.row("title").words == "r/?1"


@pytest.mark.parametrize("typed", ["疑难", "疑难复杂"])
async def test_seldom_things_are_found_by_name(desk, workbench, typed):
    """By a part of it, or as a whole."""
    number = desk.new()
    async with workbench(desk, "clerk") as bench:
        shown = await opened(bench, ActDialog(command="classify", number=number))
        assert shown.form.row("difficult") is None
        shown.form.query_one("#more Input").focus()
        await bench.type(typed)
        await bench.press("enter")
        await rest(bench)
        await bench.press("enter", "down", "enter")
        await rest(bench)
        assert shown.form.row("difficult").words is True
        await bench.press("ctrl+s")
        await rest(bench)
    assert desk.records(number)[-1].fields["facts"] == {"difficult": True}


@pytest.mark.parametrize("browser", [False, True])
async def test_in_a_browser_no_file_of_the_server_is_attached(
    desk, workbench, monkeypatch, browser
):
    monkeypatch.setattr(Workbench, "is_web", browser)
    async with workbench(desk, "clerk") as bench:
        shown = await opened(bench, ActDialog(command="new"))
        await bench.press("f2")
        assert (shown.form.row(FILES) is None) == browser
        assert shown.form.row("address") is not None
