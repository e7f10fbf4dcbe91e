"""The table that every page has: its columns fit, its cells are as wide as they should be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rexian.tui.themes import DARK
from rexian.tui.widgets.masthead import said
from rexian.tui.widgets.sheet import GAP, Column, Row, Sheet, fit, widths
from rich.cells import cell_len
from textual.app import App

COLUMNS = st.lists(
    st.builds(Column, st.just("x"), st.integers(1, 30), st.integers(0, 4)), min_size=1, max_size=9
)
#: What is written in Chinese files, and what terminals draw in different widths.
TEXTS = st.text(st.one_of(st.sampled_from("路灯不亮“”…—·①×→℃％ａ\n"), st.characters()), max_size=40)


@given(COLUMNS, st.integers(0, 300))
def test_columns_fit_the_room_and_the_first_stays(columns, room):
    found = widths(columns, room)
    drawn = [width for width in found if width]
    assert len(found) == len(columns)
    assert found[0] >= columns[0].width
    if len(drawn) > 1:
        assert sum(drawn) + GAP * (len(drawn) - 1) <= room
    assert all(width >= c.width for width, c in zip(found, columns, strict=True) if width)


def test_the_room_left_over_is_shared_out():
    columns = [Column("a", 10), Column("b", 10, share=3), Column("c", 10, share=1)]
    assert widths(columns, 40) == (10, 16, 12)
    assert widths(columns, 31) == (10, 20, 0)


@given(TEXTS, st.integers(0, 40), st.booleans())
def test_a_cell_is_as_wide_as_it_should_be(text, width, right):
    assert cell_len(fit(text, width, right=right)) == width


@pytest.mark.parametrize(
    ("text", "width", "told"),
    [
        ("路灯", 6, "路灯  "),
        ("路灯不亮", 6, "路灯.."),
        ("路灯不亮", 5, "路.. "),
        ("“a”", 6, "＂a＂ "),
        ("a\nb", 4, "a b "),
    ],
)
def test_a_cell_is_cut_by_cells(text, width, told):
    assert fit(text, width) == told


# --- driven by keys ------------------------------------------------------------------------------


class Sheets(App):
    def __init__(self, sheet):
        super().__init__()
        self.register_theme(DARK)
        self.theme = DARK.name
        self.sheet, self.chosen = sheet, []

    def compose(self):
        yield self.sheet

    def on_sheet_chosen(self, event):
        self.chosen.append(event.key)


def numbered(n):
    return [Row(str(place), (f"row {place}",)) for place in range(n)]


async def test_the_cursor_moves_by_rows_by_pages_and_to_the_ends():
    sheet = Sheet([Column("n", 8)])
    async with Sheets(sheet).run_test(size=(40, 11)) as pilot:
        sheet.focus()
        sheet.show(numbered(100))
        places = []
        for key in ("down", "pagedown", "end", "down", "up", "home", "up"):
            await pilot.press(key)
            places.append(sheet.cursor)
        assert places == [1, 10, 99, 99, 98, 0, 0]
        await pilot.press("down", "enter")
        assert pilot.app.chosen == ["1"]


async def test_the_cursor_stays_on_its_row_when_others_come():
    sheet = Sheet([Column("n", 8)])
    async with Sheets(sheet).run_test(size=(40, 11)):
        rows = numbered(10)
        sheet.show(rows)
        sheet.cursor = 4
        sheet.show([Row("new", ("new",)), *rows])
        assert (sheet.cursor, sheet.key) == (5, "4")
        sheet.show(rows[:2])
        assert sheet.key == "1"
        sheet.show([])
        assert sheet.key is None


async def test_a_row_that_has_changed_is_drawn_anew():
    sheet = Sheet([Column("n", 8)])
    async with Sheets(sheet).run_test(size=(40, 11)) as pilot:
        kept = {0: Row("0", ("before",))}
        sheet.show(kept.get, 2)
        await pilot.pause()
        assert "before" in sheet.render_line(1).text
        assert sheet.render_line(2).text.strip() == ""
        kept.update({0: Row("0", ("after",)), 1: Row("1", ("come",))})
        sheet.come()
        assert "after" in sheet.render_line(1).text
        assert "come" in sheet.render_line(2).text


async def test_a_list_says_that_it_is_empty_once_that_is_known():
    sheet = Sheet([Column("n", 8)])
    async with Sheets(sheet).run_test(size=(40, 11)) as pilot:
        assert sheet.render_line(1).text.strip() == ""
        for rows, told in (([], "none"), (numbered(1), "row 0"), ([], "none")):
            sheet.show(rows)
            await pilot.pause()
            assert sheet.render_line(1).text.strip() == told


# --- the masthead --------------------------------------------------------------------------------

PLACES = [
    (n == 1, str(n), label) for n, label in enumerate(("工单", "督办", "考核", "职责"), start=1)
]


@pytest.mark.parametrize(
    ("room", "told"),
    [
        (60, (" 弋阳县 ", [" 1 工单 ", " 2 督办 ", " 3 考核 ", " 4 职责 "], " 钱一 受理员")),
        (46, ("", [" 1 工单 ", " 2 督办 ", " 3 考核 ", " 4 职责 "], " 钱一 受理员")),
        (27, ("", [" 1 工单 ", " 2 ", " 3 ", " 4 "], " 钱一 受..")),
        (5, ("", [" 1 工单 ", " 2 ", " 3 ", " 4 "], "")),
    ],
)
def test_the_masthead_says_less_where_there_is_less_room(room, told):
    places = [(n == 0, key, label) for n, (_here, key, label) in enumerate(PLACES)]
    assert said("弋阳县", places, "钱一 受理员", room) == told
