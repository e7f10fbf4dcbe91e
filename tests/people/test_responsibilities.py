"""Responsibility lists: what they suggest."""

from dataclasses import replace

import pytest
from rexian.errors import InputError
from rexian.people.responsibilities import (
    Responsibility,
    Suggestion,
    add_responsibilities,
    list_responsibilities,
    suggest,
)
from rexian.people.units import change_unit, unit_named
from rexian.privacy import journal

LIST = (
    Responsibility("market_regulation", "市局", source="三定方案"),
    Responsibility("market_regulation", "甲分局", "甲区", "权责清单"),
    Responsibility("market_regulation", "乙分局", "乙区", "权责清单"),
    Responsibility("噪声", "甲所", "甲区", "权责清单"),
)


@pytest.fixture
def conn(peopled, by):
    with peopled.engine.begin() as found:
        add_responsibilities(found, LIST, by)
        yield found
        found.rollback()


def test_the_areas_own_unit_comes_first(conn):
    assert suggest(conn, "market_regulation", "甲区") == [
        Suggestion("甲分局", "branch", "甲区", "权责清单"),
        Suggestion("市局", "city_department", "", "三定方案"),
    ]


def test_without_an_area_those_who_answer_anywhere(conn):
    assert [s.unit for s in suggest(conn, "market_regulation")] == ["市局"]
    assert [s.unit for s in suggest(conn, "market_regulation", "丙区")] == ["市局"]


def test_nobody_is_suggested_for_what_nobody_answers_for(conn):
    assert suggest(conn, "噪声", "乙区") == []
    assert suggest(conn, "other", "甲区") == []


def test_a_unit_that_answers_there_and_anywhere_comes_once(conn, by):
    add_responsibilities(conn, [Responsibility("market_regulation", "甲分局")], by)
    found = suggest(conn, "market_regulation", "甲区")
    assert [(s.unit, s.area) for s in found] == [("甲分局", "甲区"), ("市局", "")]


def test_a_unit_out_of_use_is_not_suggested(conn, by):
    change_unit(conn, replace(unit_named(conn, "乙分局"), active=False), by)
    assert [s.unit for s in suggest(conn, "market_regulation", "乙区")] == ["市局"]


def test_the_same_row_again_has_the_later_source(conn, by):
    add_responsibilities(conn, [replace(LIST[3], source="新清单")], by)
    assert [r.source for r in list_responsibilities(conn) if r.subject == "噪声"] == ["新清单"]


def test_a_new_list_in_place_of_the_old(conn, by):
    add_responsibilities(conn, LIST[:1], by, replace=True)
    assert list_responsibilities(conn) == [LIST[0]]
    [*_before, entry] = journal.entries(conn, journal.Asked(act="responsibilities_changed"))
    assert entry.detail == {"rows": 1, "replaced": True}


def test_a_unit_that_is_not_there_answers_for_nothing(conn, by):
    with pytest.raises(InputError, match="there is no unit 丁局"):
        add_responsibilities(conn, [Responsibility("噪声", "丁局")], by)
