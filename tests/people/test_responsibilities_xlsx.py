"""Responsibility lists as spreadsheets."""

import pytest
from openpyxl import Workbook
from rexian.errors import InputError
from rexian.people.responsibilities import Responsibility
from rexian.people.responsibilities_xlsx import read_responsibilities, responsibilities_workbook
from rexian.people.xlsx import SheetError

KNOWN = ("市局", "甲分局")


@pytest.fixture
def sheet(tmp_path):
    def write(*rows):
        book = Workbook()
        book.active.title = "清单"
        for row in rows:
            book.active.append(row)
        path = tmp_path / "list.xlsx"
        book.save(path)
        return path

    return write


def test_a_row_is_a_subject_an_area_and_a_unit(sheet):
    path = sheet(
        ["某市权责清单"],
        ["序号", "事项", "区域", "责任单位", "依据"],
        [1, "市场监管", "甲区", "甲分局", "清单第3项"],
        [2, "噪声扰民", None, "市局", None],
    )
    assert read_responsibilities(path, KNOWN) == [
        Responsibility("market_regulation", "甲分局", "甲区", "清单第3项"),
        Responsibility("噪声扰民", "市局", "", "list.xlsx"),
    ]


def test_what_is_written_is_read_again(tmp_path):
    found = [
        Responsibility("market_regulation", "甲分局", "甲区", "清单"),
        Responsibility("=噪声", "市局", "", "清单"),
    ]
    path = tmp_path / "list.xlsx"
    path.write_bytes(responsibilities_workbook(found))
    assert read_responsibilities(path, KNOWN) == found


def test_everything_amiss_is_told_with_its_place(sheet):
    path = sheet(
        ["事项", "区域", "承办单位"],
        ["噪声", "甲区", "甲分居"],
        [None, "甲区", "市局"],
        ["噪声", "甲区", None],
    )
    with pytest.raises(SheetError) as error:
        read_responsibilities(path, KNOWN)
    unknown = "there is no unit 甲分居 in use; one unit a row; did you mean 甲分局?"
    place = "list.xlsx: sheet 清单, row "
    assert list(error.value.problems) == [
        f"{place}2, column 承办单位: {unknown}",
        f"{place}3, column 事项: this cell has to be filled in",
        f"{place}4, column 承办单位: this cell has to be filled in",
    ]


def test_a_file_without_a_head_is_told_what_it_has_to_be(sheet):
    with pytest.raises(InputError, match="the head has to be: 事项, 区域, 承办单位, 依据"):
        read_responsibilities(sheet(["噪声", "甲区", "市局"]), KNOWN)
