"""The rules browser, by its keys."""

import json
import sys

import pytest
from openpyxl import load_workbook
from rexian.cli.main import main
from rexian.tui.rules.page import RulesPage
from rexian.tui.rules.trying import TryPage

pytestmark = pytest.mark.documents


@pytest.fixture
def browser(open_desk, workbench):
    """A workbench in a narrow terminal, in English; of Yiyang if nothing else is said."""

    def open_(place="yiyang", **more):
        return workbench(open_desk(place), "clerk", language="en", **more)

    return open_


@pytest.fixture
def told(monkeypatch, capsys):
    """Have `rexian` print JSON."""

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["rexian", *map(str, arguments), "--json"])
        with pytest.raises(SystemExit):
            main()
        return json.loads(capsys.readouterr().out)

    return run


async def find(bench, text):
    """Search the list, and stand on the first row that is found."""
    await bench.press("slash", *text, "enter")


async def to_table(bench, question):
    """Go from the shelf to a question's table."""
    await bench.press("5", "enter", "down", "enter")
    await find(bench, question)
    await bench.press("enter")


async def test_the_desk_s_own_place_stands_first(browser):
    async with browser("shicheng") as bench:
        await bench.press("5")
        assert isinstance(bench.screen, RulesPage)
        rows = [line for line in bench.text.splitlines() if line.startswith(("Shi", "Yi", "Nan"))]
        assert rows[0].startswith("Shicheng County")
        assert "this d" in rows[0]
        assert len(rows) == 5
        assert sum("this d" in row for row in rows) == 1


async def test_from_clause_to_rule_to_table_and_back(browser):
    async with browser() as bench:
        await bench.press("5", "enter", "enter")
        assert "127 clauses" in bench.text
        await find(bench, "3 or more")
        await bench.press("enter")
        assert "Matters raised by 3 or more calls" in bench.text
        assert "close.repeated" in bench.text
        await on_line(bench, "close.repeated")
        await bench.press("enter")
        assert "times raised at least 3" in bench.text
        assert "goes over" in bench.text
        await on_line(bench, "closing")
        await bench.press("enter")
        assert bench.screen.top.title == "closing"
        titles = ["rules", "Yiyang County", "by document", "第十三条 [art13.repeat]"]
        assert bench.text.splitlines()[1].startswith(f" {' > '.join(titles)[:40]}")
        await bench.press("escape", "escape")
        assert bench.screen.top.title == titles[-1]
        assert "close.repeated" in bench.screen.reader.line.text
        await bench.press("escape", "escape", "escape")
        assert bench.screen.top.title == "rules"


async def on_line(bench, text):
    """Stand on the line of a text that leads on and holds something."""
    reader = bench.screen.reader
    for _ in range(len(reader)):
        if reader.line.to is not None and text in reader.line.text:
            return
        await bench.pilot.press("down")
    raise AssertionError(text)


async def test_lost_text_and_notes_are_seen(browser):
    async with browser("nanchang_city") as bench:
        await bench.press("5", "enter")
        assert "所据文本为转载件" in bench.text
        await bench.press("enter")
        assert "text lost in" in bench.text
        await find(bench, "text lost")
        assert len(bench.screen.sheet) > 0
        await bench.press("enter")
        assert "lost from the source text: nothing is inferred" in bench.text


async def test_only_open_clauses(browser):
    async with browser() as bench:
        await bench.press("5", "enter", "enter", "o")
        assert "only open ones: 0 of 127" in bench.text
        await bench.press("o")
        assert len(bench.screen.sheet) == 127


async def test_silence_is_marked_by_question_and_by_line(browser):
    async with browser() as bench:
        await bench.press("5", "enter", "down", "enter")
        assert "37 questions, 17 not laid down" in bench.text
        await find(bench, "follow-up")
        assert "not laid down" in bench.text
        await bench.press("enter")
        assert "the documents say nothing on this: not laid down" in bench.text
        await bench.press("escape")
        await find(bench, "closing")
        await bench.press("enter")
        assert "otherwise: kind of appeal" in bench.text
        assert bench.text.count("not laid down") == 1


async def test_a_reading_is_turned_and_marked(browser):
    async with browser() as bench:
        await to_table(bench, "closing")
        assert "reading 1" in bench.text
        assert "not read as by default" not in bench.text
        await bench.press("v", "down", "enter")
        assert "not read as by default: whether the 15 days" in bench.text
        page = bench.screen
        await bench.press("escape")
        assert page.library.chosen["yiyang"] == {"repeated_inquiry": "not_covered"}
        await bench.press("enter", "v", "up", "enter")
        assert page.library.chosen["yiyang"] == {}
        assert "not read as by default" not in bench.text


async def test_a_line_with_its_example_and_the_rules_that_yield(browser):
    async with browser(size=(100, 40)) as bench:
        await to_table(bench, "closing")
        await bench.press("down", "down", "down", "enter")
        assert "kind of appeal inquiry, times raised 3, difficult and complex" in bench.text
        assert "15 wd (decides)" in bench.text
        assert "2 wd (yields to close.repeated)" in bench.text


async def test_fact_by_fact(browser):
    async with browser(size=(100, 30)) as bench:
        await to_table(bench, "closing")
        await bench.press("f")
        assert "times raised" in bench.text
        [repeated] = [line for line in bench.text.splitlines() if line.lstrip().startswith("4 ")]
        assert ">=3" in repeated
        await bench.press("right", "right")
        assert "times raised" not in bench.text.partition("reading")[0]


async def test_a_case_is_tried_from_a_line_and_saved(browser, told, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    async with browser(size=(120, 40)) as bench:
        await to_table(bench, "closing")
        await bench.press("down", "down", "down", "t")
        await bench.press("escape", "enter", "t")
        assert isinstance(bench.screen, TryPage)
        assert "15 wd, waits for: dispatched" in bench.text
        await bench.press("enter", *"2025-09-30T10:00", "ctrl+s")
        # Eight days of the National Day holiday, and the two Saturdays that make up for it.
        assert "due 2025-10-28 24:00" in bench.text
        await bench.press("down", "enter", *"praise")
        await bench.press("escape", "enter", *"complaint", "enter")
        assert "10 wd (yields to close.repeated)" in bench.text
        file = tmp_path / "case.yaml"
        await bench.press("s", "ctrl+u", *file.name, "ctrl+s")
        saved = file.read_text(encoding="utf-8")
        await bench.press("s", "ctrl+u", *file.name, "ctrl+s")
        assert "is there already" in bench.text
    assert file.read_text(encoding="utf-8") == saved
    close = told("explain", file)["rulings"]["close"]
    assert close["rule"] == "close.repeated"
    assert close["outcome"]["due_at"] == "2025-10-28T23:59:59+08:00"


async def test_what_cannot_be_is_said_and_nothing_is_lost(browser):
    async with browser(size=(120, 40)) as bench:
        await to_table(bench, "closing")
        await bench.press("t", "enter", *"2025-13-30", "ctrl+s")
        assert bench.screen.query_one("#wrong").content
        await bench.press("escape", "down", "down", "enter", *"0")
        assert "is not a whole number from 1 on" in bench.text
        await bench.press("escape", "escape")
        assert isinstance(bench.screen, RulesPage)
        assert bench.screen.top.title == "closing"


async def test_coverage_has_the_totals_of_the_command(browser, told):
    async with browser("nanchang_amr") as bench:
        await bench.press("5", "enter", "end", "enter")
        rows = [item.row.cells for item in bench.screen.top.items]
    found = told("clauses", "-j", "nanchang_amr")
    sums = [found, *(found["by_kind"][kind] for kind in ("rule", "duty", "reference"))]
    assert [tuple(map(int, row[1:4])) for row in rows[:4]] == [
        (each["total"], each["accounted"], each["executable"]) for each in sums
    ]
    questions = told("rules", "-j", "nanchang_amr")["questions"]
    assert rows[4][:4] == ("questions", "37", "", str(len(questions)))


async def test_the_citation_is_copied(browser):
    async with browser() as bench:
        await to_table(bench, "closing")
        await bench.press("c")
        assert bench.app.clipboard == (
            "《弋阳县12345政务服务便民热线运行管理暂行办法》（弋府办字〔2023〕51号）第十三条"
        )


async def test_the_list_is_exported(browser, tmp_path):
    async with browser() as bench:
        await to_table(bench, "closing")
        await bench.press("x", "ctrl+u")
        await bench.paste(str(tmp_path / "close.xlsx"))
        await bench.press("ctrl+s")
    rows = list(load_workbook(tmp_path / "close.xlsx").active.values)
    assert rows[0] == ("no.", "when", "what follows", "by")
    assert rows[1] == ("1", "kind of appeal is inquiry", "2 wd", "第十三条")
    assert rows[6][2] == "not laid down"


async def test_list_and_text_side_by_side_where_there_is_room(browser):
    async with browser(size=(120, 30)) as bench:
        await bench.press("5", "enter", "enter")
        await find(bench, "3 or more")
        lines = bench.text.splitlines()
        assert any("executable" in line and "│" in line for line in lines)
        assert "close.repeated" in bench.text
        await bench.press("tab")
        assert bench.app.focused is bench.screen.reader
