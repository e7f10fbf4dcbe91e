"""Histories of ranks as people keep them."""

import pytest
from rexian.assess.history import Entry, Rejected, read_history
from rexian.assess.periods import Month
from rexian.errors import InputError


@pytest.fixture
def read(tmp_path):
    def write(text, encoding="utf-8"):
        path = tmp_path / "ranks.csv"
        path.write_bytes(text.encode(encoding))
        return read_history(path)

    return write


def test_rows_in_any_order_of_columns(read):
    entries, rejected = read("unit,rank_from_bottom,month\n甲局,2,2025-01\n\n乙局,1,2025-01\n")
    assert entries == [Entry(Month(2025, 1), "甲局", 2), Entry(Month(2025, 1), "乙局", 1)]
    assert rejected == []


def test_chinese_headers_and_a_byte_order_mark(read):
    entries, _ = read("月份,单位,倒数名次\r\n2025年1月,甲局,1\r\n", "utf-8-sig")
    assert entries == [Entry(Month(2025, 1), "甲局", 1)]


def test_an_empty_rank_is_no_rank(read):
    assert read("month,unit,rank_from_bottom\n2025-01,甲局,\n")[0][0].rank_from_bottom is None


def test_rows_that_cannot_be_read_are_named_and_the_rest_go_on(read):
    entries, rejected = read(
        "月份,单位,倒数名次\n"
        "2025-13,甲局,1\n"
        "2025-01,,1\n"
        "2025-01,甲局,0\n"
        "2025-01,甲局,第一\n"
        "2025-01,甲局,1\n"
        "2025-01,甲局,2\n"
        "2025-02,乙局\n"
    )
    assert [entry.unit for entry in entries] == ["甲局", "乙局"]
    assert entries[1].rank_from_bottom is None
    assert rejected == [
        Rejected(2, "月份", "'2025-13' is not a month; write 2025-09"),
        Rejected(3, "单位", "no unit"),
        Rejected(4, "倒数名次", "'0' is no rank from the bottom; write 1 for the last"),
        Rejected(5, "倒数名次", "'第一' is no rank from the bottom; write 1 for the last"),
        Rejected(7, "单位", "a second row for 甲局 in 2025-01"),
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "there is no column month"),
        ("month,rank_from_bottom\n2025-01,1\n", "no column unit; the first row must name month"),
    ],
)
def test_columns_that_are_not_there(read, text, problem):
    with pytest.raises(InputError, match=rf"ranks\.csv: .*{problem}"):
        read(text)


def test_files_that_cannot_be_read(read, tmp_path):
    with pytest.raises(InputError, match="not UTF-8 text; save it as CSV UTF-8"):
        read("月份,单位,倒数名次\n", "gb18030")
    with pytest.raises(InputError, match="No such file"):
        read_history(tmp_path / "none.csv")
    with pytest.raises(InputError, match="Is a directory"):
        read_history(tmp_path)
