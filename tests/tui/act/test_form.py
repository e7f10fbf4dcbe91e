"""The form of every command: everything that can be filled in has a row, and is read as typed."""

from types import SimpleNamespace

import pytest
from rexian.cli.ticket_options import act_of as typed
from rexian.desk.asking import Entered, act_of
from rexian.desk.offering import Offer
from rexian.lifecycle.commands import COMMANDS
from rexian.model.fields import FieldType
from rexian.model.ticket import FIELDS
from rexian.people.units import Unit
from rexian.tui.act.asked import COMMON, FILES, MENDED, Option, Way, asked_of, first_of, matching
from rexian.tui.act.form import Form
from rexian.tui.themes import DARK
from textual.app import App

ROW = {"fill_in": [], "allowed": True, "why": None, "told": [], "objections": []}
UNITS = (Unit("住建局", "county_department"), Unit("城管局", "county_department"))
TEXTS = {"name": "张三丰", "phone": "13812345678", "address": "建设路8号"}


def offer(**more):
    channels = FIELDS["channel"].terms
    return Offer(**{"row": ROW, "units": UNITS, "channels": channels, "posts": frozenset(), **more})


def words_for(field):
    """Something to be filled in for a field, as people would write it."""
    kinds = {
        FieldType.TEXT: "文字",
        FieldType.STATED: "已说明",
        FieldType.OPEN: "别的",
        FieldType.COUNT: "3",
        FieldType.INSTANT: "2026-03-02T09:00",
        FieldType.PERIOD: "5wd",
        FieldType.FLAG: False,
        FieldType.GIVEN: ["close=2026-03-09:ticket", "sign=2026-03-03"],
    }
    if field.type in kinds:
        return kinds[field.type]
    ids = list(field.terms.ids if field.terms else ())
    if field.type is FieldType.CHOICE:
        return ids[-1]
    return ids[:2] if field.type is FieldType.MANY else [*ids[:1], "别的理由"]


def filled(command):
    common = {"override": "情况紧急", "late_because": "系统故障"} if command.id != "new" else {}
    if command.id not in {"new", "correct"}:
        common["at"] = "2026-03-01T10:00"
    return Entered(
        number="" if command.id == "new" else "1",
        fields={name: words_for(field) for name, field in command.asked.items()},
        mended=("unit=城管局",) if command.id == "correct" else (),
        texts={name: TEXTS.get(name, "第一行\n第二行") for name in command.secrets},
        **common,
    )


def as_options(entered):
    """The same as the command line's options hold it."""
    return {
        "number": entered.number,
        **{f"field_{name}": words for name, words in entered.fields.items()},
        **{f"text_{name}": text for name, text in entered.texts.items()},
        **{name: getattr(entered, name) for name in COMMON},
        "set": list(entered.mended),
        "key": None,
        "source": "cli",
    }


class Bare(App):
    """Nothing but one form after the other."""

    def __init__(self):
        super().__init__()
        self.register_theme(DARK)
        self.theme = DARK.name


@pytest.fixture(scope="module")
def commands():
    return list(COMMANDS.values())


def test_everything_that_can_be_said_is_asked(commands):
    for command in commands:
        asked = [each.id for each in asked_of(command, offer())]
        assert len(asked) == len(set(asked))
        besides = [*COMMON, FILES, MENDED]
        assert set(asked) - {*besides} == {*command.asked, *command.secrets} - {*besides}


def test_what_must_be_is_asked_at_once(commands):
    for command in commands:
        assert {*command.must} <= {*first_of(command, offer())}


def test_a_call_is_asked_what_usually_matters_first():
    first = first_of(COMMANDS["new"], offer())
    assert first[:4] == ("name", "phone", "address", "content")
    assert len(first) == 10


def test_what_the_rules_want_is_asked_at_once():
    row = {**ROW, "fill_in": [{"id": "unstated", "about": ["next_steps"]}]}
    assert "next_steps" not in first_of(COMMANDS["reply"], offer())
    assert "next_steps" in first_of(COMMANDS["reply"], offer(row=row))


def test_units_that_answer_for_the_matter_come_first():
    suggested = (SimpleNamespace(unit="城管局", source="权责清单"),)
    asked = {each.id: each for each in asked_of(COMMANDS["dispatch"], offer(suggested=suggested))}
    assert [each.value for each in asked["unit"].options] == ["城管局", "住建局"]
    assert "权责清单" in asked["unit"].options[0].hint


@pytest.mark.parametrize(
    ("typed", "found"),
    [("", ["城管局", "住建局"]), ("局", ["城管局", "住建局"]), ("住", ["住建局"]), ("厅", [])],
)
def test_what_is_found_by_a_part_of_it(typed, found):
    options = [Option("城管局", "城管局"), Option("住建局", "住建局")]
    assert [each.value for each in matching(options, typed)] == found


@pytest.mark.parametrize("start", range(4))
async def test_what_is_filled_in_is_what_the_command_line_would_ask(commands, start):
    """Every command's form holds what was filled in, and asks the same of the desk."""
    app = Bare()
    async with app.run_test() as pilot:
        for command in commands[start::4]:
            form = Form(command, offer())
            form.display = False  # to be laid out takes most of the time
            await app.mount(form)
            wanted = filled(command)
            await form.fill(wanted)
            await pilot.pause()
            found = form.entered(wanted.number)
            asked = {each.id for each in asked_of(command, offer())}
            assert {*form.shown} >= asked - {FILES}, command.id
            given = SimpleNamespace(**as_options(wanted))
            assert act_of(command, found) == typed(command, vars(given)), command.id
            assert form.wrong() is None or command.id in {"new", "classify"}, command.id
            await form.remove()


async def test_a_file_is_looked_at_before_it_is_sent(tmp_path):
    (tmp_path / "photo.jpg").write_bytes(b"x" * 3000)
    app = Bare()
    async with app.run_test() as pilot:
        form = Form(COMMANDS["note"], offer())
        await app.mount(form)
        await form.add(FILES)
        row = form.row(FILES)
        row.fill([str(tmp_path / "photo.jpg")])
        await pilot.pause()
        assert form.wrong() is None
        assert row.asked.way is Way.LINES
        row.fill([str(tmp_path / "photo.jpg"), str(tmp_path / "none.jpg")])
        await pilot.pause()
        assert form.wrong() is row


async def test_a_reply_is_counted():
    app = Bare()
    async with app.run_test() as pilot:
        form = Form(COMMANDS["reply"], offer(limit=300))
        await app.mount(form)
        form.row("text").fill("已经处理完毕")
        await pilot.pause()
        assert form.row("chars").words == "6"
        assert str(form.row("text").query_one(".said").content) == "6/300"
        form.row("chars").fill("5")
        form.row("text").fill("已经处理完毕了")
        await pilot.pause()
        assert form.row("chars").words == "5"
