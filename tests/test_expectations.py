"""Expectations: looked up in a ruling, then in its outcome, and told where they differ."""

from datetime import date, datetime, timedelta, timezone

import pytest
from rexian.errors import InputError
from rexian.expectations import differences, look_up, matches
from rexian.model.case import read_case

RULING = {
    "status": "decided",
    "outcome": {
        "due_at": "2026-03-04T23:59:59+08:00",
        "late": False,
        "limit": {"n": 2, "unit": "working_day"},
        "grounds": [{"id": "a", "by": "x"}, {"id": "b", "by": "y"}],
        "steps": [{"role": "low"}, {"role": "high"}],
        "must_state": ["reasons", ["basis", "unit"]],
        "none": None,
        "status": "shadowed",
    },
    "rule": "sign.all",
}


def told(**keys):
    return list(differences({"sign": keys}, {"sign": RULING}))


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("status", "decided"),
        ("rule", "sign.all"),
        ("late", False),
        ("limit", {"n": 2, "unit": "working_day"}),
        ("limit", {"n": 2}),
        ("limit.n", 2),
        ("outcome.limit.unit", "working_day"),
        ("due_at", "2026-03-04"),
        ("due_at", "2026-03-04T23:59:59"),
        ("due_at", "2026-03-04T15:59:59+00:00"),
        ("due_at", date(2026, 3, 4)),
        ("due_at", datetime(2026, 3, 4, 15, 59, 59, tzinfo=timezone(timedelta(0)))),
        ("grounds[*].by", "x"),
        ("grounds[*].by", "y"),
        ("grounds[0].id", "a"),
        ("steps[-1].role", "high"),
        ("steps[-2].role", "low"),
        ("must_state", ["reasons", ["basis", "unit"]]),
        ("none", None),
    ],
)
def test_met(key, expected):
    assert told(**{key: expected}) == []


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("status", "silent"),
        ("status", "shadowed"),
        ("late", None),
        ("late", 0),
        ("limit", {"n": 2, "unit": "hour"}),
        ("limit", {"n": 2, "start": "signed"}),
        ("limit.n", 3),
        ("limit.n", True),
        ("due_at", "2026-03-05"),
        ("due_at", date(2026, 3, 5)),
        ("due_at", "2026-03-04T23:59:58"),
        ("due_at", None),
        ("grounds[*].by", "z"),
        ("grounds[1].id", "a"),
        ("grounds[2].id", "a"),
        ("steps[-3].role", "low"),
        ("must_state", ["reasons"]),
        ("must_state", ["reasons", ["unit", "basis"]]),
        ("absent", None),
        ("none.deeper", None),
    ],
)
def test_not_met(key, expected):
    assert len(told(**{key: expected})) == 1


@pytest.mark.parametrize(
    ("key", "expected", "line"),
    [
        ("due_at", date(2026, 3, 5),
         "sign.due_at: expected '2026-03-05', found '2026-03-04T23:59:59+08:00'"),
        ("limit.m", 2, "sign.limit.m: expected 2, found absent"),
        ("grounds[*].by", "z", "sign.grounds[*].by: expected 'z', found 'x', 'y'"),
    ],
)  # fmt: skip
def test_how_a_difference_is_told(key, expected, line):
    assert told(**{key: expected}) == [line]


def test_a_question_that_does_not_exist():
    assert list(differences({"sing": {"late": True}}, {"sign": RULING})) == [
        "sing: there is no such question"
    ]


def test_a_question_expected_without_keys_is_refused_when_the_case_is_read():
    with pytest.raises(InputError, match=r"expect.*sign"):
        read_case({"ticket": {}, "expect": {"sign": "silent"}})


def test_several_differences_are_all_told():
    assert len(told(status="silent", late=True)) == 2


def test_no_outcome_holds_nothing():
    ruling = {"status": "silent", "outcome": None}
    assert look_up(ruling, "outcome") == [None]
    assert list(differences({"sign": {"outcome": None}}, {"sign": ruling})) == []
    assert len(list(differences({"sign": {"due_at": None}}, {"sign": ruling}))) == 1


@pytest.mark.parametrize(
    ("expected", "found", "same"),
    [
        ("2026-03-04", "2026-03-04", True),
        ("2026-03-04", "2026-03-04T00:00:00+08:00", True),
        ("2026-03-04T10:00", "2026-03-04T10:00:00+08:00", True),
        ("a", "a", True),
        ("a", "b", False),
        ("soon", "2026-03-04", False),
        ([], [], True),
        ([], {}, False),
        ({}, {"a": 1}, True),
        (1, 1, True),
        (1, True, False),
        (None, False, False),
    ],
)
def test_matching(expected, found, same):
    assert matches(expected, found) is same
