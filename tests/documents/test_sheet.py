"""The sheet: a row for each pair of rules, harmless in a spreadsheet program."""

import csv

import pytest
from rexian.documents.sheet import COLUMNS, sheet

pytestmark = pytest.mark.usefixtures("english")


def rows(comparison):
    text = sheet(comparison).decode("utf-8-sig")
    return list(csv.DictReader(text.splitlines(keepends=True)))


def test_the_head_says_that_it_is_utf_8(comparison):
    assert sheet(comparison).startswith(b"\xef\xbb\xbffirst,second,question,")


def test_a_row_for_every_group(comparison):
    told = [(r["first"], r["second"], r["question"], r["relation"]) for r in rows(comparison)]
    assert told == [
        ("hill", "lake", "sign", "only_lake"),
        ("hill", "lake", "close", "not_comparable"),
        ("hill", "lake+faster", "close", "not_comparable"),
        ("hill", "lake+faster", "close", "same"),
        ("lake", "lake+faster", "close", "same"),
    ]


def test_a_row_holds_all_that_is_told_of_a_group(comparison):
    row = rows(comparison)[1]
    assert row == {
        "first": "hill",
        "second": "lake",
        "question": "close",
        "question_label": "closing",
        "part": "close",
        "relation": "not_comparable",
        "relation_label": "not comparable",
        "when": "kind is help & <more>",
        "first_says": "3 wd",
        "first_where": "art 1",
        "first_rules": "close.help",
        "second_says": "4 d",
        "second_where": "art 2; art 3",
        "second_rules": "close.help close.more",
        "starts": "from 2026-03-02: Hill 03-05, Lake 03-06\n"
        "from 2026-03-06: Hill 03-11, Lake 03-10",
        "witness": "kind help",
        "first_ruling": "3 wd [art 1]",
        "second_ruling": "'=4 d",
    }
    assert tuple(row) == COLUMNS


def test_a_text_that_looks_like_a_formula_is_none(comparison):
    assert rows(comparison)[3]["when"] == "'=1+1"
