"""Tables as spreadsheets: what is written is what is read, and texts stay texts."""

from datetime import datetime

import pytest
from openpyxl import load_workbook
from rexian.documents.tables import write_table
from rexian.errors import InputError


def read(path):
    sheet = load_workbook(path).active
    return sheet, [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_a_table_is_read_as_it_was_written(tmp_path):
    when = datetime(2026, 3, 2, 9, 30)  # noqa: DTZ001 - a wall clock, as sheets hold it
    write_table(
        tmp_path / "t.xlsx", "工单", ["编号", "次数", "到期"], [["001", 2, when], ["b", None, None]]
    )
    sheet, rows = read(tmp_path / "t.xlsx")
    assert sheet.title == "工单"
    assert rows == [["编号", "次数", "到期"], ["001", 2, when], ["b", None, None]]
    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].font.bold
    assert not sheet["A2"].font.bold


@pytest.mark.parametrize("text", ["=1+1", "=cmd|'/c calc'!A0", "#N/A", "+1", "-1", "@x"])
def test_a_text_is_no_formula_and_no_error(tmp_path, text):
    write_table(tmp_path / "t.xlsx", "t", [text], [[text]])
    sheet, _rows = read(tmp_path / "t.xlsx")
    for cell in (sheet["A1"], sheet["A2"]):
        assert (cell.value, cell.data_type) == (text, "s")


def test_what_a_sheet_cannot_hold_is_left_out(tmp_path):
    write_table(tmp_path / "t.xlsx", "超期/督办[1]" + "长" * 40, ["x"], [["a\x00b\x1bc"]])
    sheet, rows = read(tmp_path / "t.xlsx")
    assert sheet.title == "超期 督办 1 " + "长" * 23
    assert rows[1] == ["abc"]


def test_no_file_is_written_over(tmp_path):
    path = tmp_path / "t.xlsx"
    path.write_text("mine")
    with pytest.raises(InputError, match="already"):
        write_table(path, "t", ["x"], [])
    assert path.read_text() == "mine"


def test_a_folder_that_is_not_there_is_told_in_one_line(tmp_path):
    with pytest.raises(InputError, match="none"):
        write_table(tmp_path / "none" / "t.xlsx", "t", ["x"], [])


def test_more_rows_than_are_looked_at_for_widths(tmp_path):
    write_table(tmp_path / "t.xlsx", "t", ["n"], ([n] for n in range(1000)))
    _sheet, rows = read(tmp_path / "t.xlsx")
    assert [row[0] for row in rows[1:]] == list(range(1000))
