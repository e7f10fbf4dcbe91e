"""Queries as data, on calendars that a file defines."""

import pytest
from rexian.errors import InputError
from rexian.worktime.queries import answer

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")
SPLIT = [["14:00", "17:30"], ["08:30", "12:00"]]
CALENDARS = {
    "office": {
        "week": dict.fromkeys(WEEKDAYS, SPLIT),
        "holidays": ["2025-10-01", "2025-10-02"],
        "yearly_holidays": ["05-01", "02-29"],
        "extra_workdays": {"2025-10-11": [["09:00", "12:00"]], "2025-05-01": [["10:00", "11:00"]]},
        "breaks": {
            "2025-10-13": [["08:30", "12:00"]],
            "2025-10-14": [["00:00", "24:00"]],
            "2025-10-15": [["09:00", "09:30"], ["09:15", "10:00:30"]],
            "2025-10-11": [["11:00", "13:00"]],
        },
    },
    "night": {"week": {"sun": [["18:00", "24:00"]], "mon": [["00:00", "06:00"]]}},
    "seconds": {"week": {"mon": [["08:30:15", "08:30:45"], ["08:30:45", "09:00"]]}},
    "never": {"week": {}},
    "overlap": {"week": {"mon": [["08:30", "12:00"], ["11:00", "13:00"]]}},
    "china_hours": {"base": "china", "week": dict.fromkeys(WEEKDAYS, SPLIT)},
}


def ask(calendar, op, start, **more):
    query = {"id": 1, "calendar": calendar, "op": op, "start": start, **more}
    (result,) = answer({"calendars": CALENDARS, "queries": [query]}, "file")
    assert result.pop("id") == 1
    return result


@pytest.mark.parametrize(
    ("calendar", "start", "limit", "due"),
    [
        ("office", "2025-09-30T17:00", "6wh", "2025-10-03T16:00:00"),  # two holidays between
        ("office", "2025-10-10T17:30", "0wh", "2025-10-10T17:30:00"),
        ("office", "2025-10-10T17:30", "1wh", "2025-10-11T10:00:00"),
        ("office", "2025-10-10T17:30", "2wh", "2025-10-11T11:00:00"),  # the break begins
        ("office", "2025-10-10T17:30", "121wmin", "2025-10-13T14:01:00"),  # the morning is a break
        ("office", "2025-10-13T17:30", "1wh", "2025-10-15T10:30:30"),  # a day all break
        ("office", "2025-04-30T17:30", "1wh", "2025-05-01T11:00:00"),  # worked though a holiday
        ("office", "2024-02-28T17:30", "1ws", "2024-03-01T08:30:01"),  # the leap day is off
        ("office", "2025-09-30T10:00", "1wd", "2025-10-03T23:59:59"),
        ("office", "2025-10-13T10:00", "1wd", "2025-10-15T23:59:59"),  # no window, no working day
        ("office", "2025-10-10T10:00", "1wd", "2025-10-11T23:59:59"),
        ("office", "2025-10-10T10:00", "2h", "2025-10-10T12:00:00"),
        ("office", "2025-10-10", "2d", "2025-10-12T23:59:59"),
        ("office", "2025-10-10T00:00Z", "immediate", "2025-10-10T08:00:00"),
        ("night", "2025-10-05T12:00", "6wh", "2025-10-06T00:00:00"),
        ("night", "2025-10-05T12:00", "7wh", "2025-10-06T01:00:00"),
        ("seconds", "2025-10-06T00:00", "30ws", "2025-10-06T08:30:45"),
        ("seconds", "2025-10-06T00:00", "31ws", "2025-10-06T08:30:46"),
        ("china", "2025-09-30T10:00", "3wd", "2025-10-11T23:59:59"),
        ("china_hours", "2025-09-30T17:00", "90wmin", "2025-10-09T09:30:00"),
        ("china_hours", "2025-10-10T17:00", "90wmin", "2025-10-11T09:30:00"),
    ],
)
def test_add(calendar, start, limit, due):
    result = ask(calendar, "add", start, limit=limit)
    assert result == {"due_at": f"{due}+08:00", "calendar": "published"}


def test_an_addition_may_take_decades():
    """Six hours a week, every Monday evening: 18,000 hours take 3,000 weeks."""
    calendars = {"late": {"week": {"mon": [["18:00", "24:00"]]}}}
    query = {"calendar": "late", "op": "add", "start": "2025-01-06T00:00", "limit": "18000wh"}
    (result,) = answer({"calendars": calendars, "queries": [query]}, "file")
    assert result["due_at"] == "2082-06-30T00:00:00+08:00"


@pytest.mark.parametrize(
    ("calendar", "end", "limit", "begin"),
    [
        ("office", "2025-10-03T08:30", "30wmin", "2025-09-30T17:00:00"),
        ("office", "2025-10-03T09:00", "30wmin", "2025-10-03T08:30:00"),
        ("office", "2025-10-15T08:30", "210wmin", "2025-10-13T14:00:00"),
        ("office", "2025-10-15T08:30", "211wmin", "2025-10-11T10:59:00"),
        ("office", "2025-10-13T10:00", "2wd", "2025-10-10T23:59:59"),
        ("china", "2026-02-18", "1wd", "2026-02-14T23:59:59"),
    ],
)
def test_subtract(calendar, end, limit, begin):
    assert ask(calendar, "subtract", end, limit=limit)["due_at"] == f"{begin}+08:00"


@pytest.mark.parametrize(
    ("calendar", "start", "end", "seconds"),
    [
        ("office", "2025-10-10T11:00", "2025-10-10T15:00", 7200),
        ("office", "2025-10-10T15:00", "2025-10-10T11:00", -7200),
        ("office", "2025-10-10T12:00", "2025-10-10T14:00", 0),
        ("office", "2025-10-11T00:00", "2025-10-16T00:00", 7200 + 12600 + 25200 - 3630),
        ("office", "2024-02-29T00:00", "2024-03-01T00:00", 0),
        ("never", "2020-01-01T00:00", "2030-01-01T00:00", 0),
        ("china", "2025-09-30T12:00", "2025-10-09T12:00", 86_400),
        ("china", "2025-10-01T00:00", "2025-10-09T00:00", 0),
        ("china_hours", "2025-10-11T00:00", "2025-10-12T00:00", 25_200),
    ],
)
def test_between(calendar, start, end, seconds):
    assert ask(calendar, "between", start, end=end)["seconds"] == seconds


@pytest.mark.parametrize(
    ("calendar", "start", "end", "days"),
    [
        ("office", "2025-09-30T10:00", "2025-10-15T10:00", 9),
        ("office", "2025-10-15T10:00", "2025-09-30T10:00", -9),
        ("office", "2025-10-10T08:00", "2025-10-10T20:00", 0),
        ("china", "2025-09-30T10:00", "2025-10-11T00:00", 3),
    ],
)
def test_count(calendar, start, end, days):
    assert ask(calendar, "count", start, end=end) == {"days": days, "calendar": "published"}


@pytest.mark.parametrize(
    ("calendar", "moment", "day", "time"),
    [
        ("office", "2025-10-10T08:30", True, True),
        ("office", "2025-10-10T12:00", True, False),
        ("office", "2025-10-10T11:59:59", True, True),
        ("office", "2025-10-14T09:00", False, False),
        ("office", "2025-05-01T10:30", True, True),
        ("office", "2026-05-01T10:30", False, False),
        ("china", "2025-10-11T03:00", True, True),
        ("china", "2025-10-01T10:00", False, False),
    ],
)
def test_is_working(calendar, moment, day, time):
    assert ask(calendar, "is_working_day", moment)["working"] is day
    assert ask(calendar, "is_working_time", moment)["working"] is time


@pytest.mark.parametrize(
    ("calendar", "op", "more", "marked"),
    [
        ("china", "add", {"limit": "5wd"}, "provisional"),
        ("china", "add", {"limit": "5d"}, "published"),
        ("china", "add", {"limit": "48h"}, "published"),
        ("china", "subtract", {"limit": "1wd"}, "published"),
        ("china", "between", {"end": "2027-01-02T00:00"}, "provisional"),
        ("china", "count", {"end": "2027-01-02T00:00"}, "provisional"),
        ("china", "is_working_day", {}, "published"),
        ("china_hours", "add", {"limit": "9wh"}, "provisional"),
        ("office", "add", {"limit": "5wd"}, "published"),
        ("office", "add", {"limit": "90wh"}, "published"),
    ],
)
def test_what_touched_unpublished_days_is_marked(calendar, op, more, marked):
    assert ask(calendar, op, "2026-12-31T10:00", **more)["calendar"] == marked


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"op": "ad"}, "op: unknown operation 'ad'; did you mean add?"),
        ({}, "op: unknown operation 'None'; known: add subtract"),
        ({"op": "add", "start": "soon", "limit": "1d"}, "start: 'soon' is not a time"),
        ({"op": "add", "limit": "1d"}, "start: write a time"),
        ({"op": "add", "start": 5, "limit": "1d"}, "start: write a time"),
        ({"op": "add", "start": "2025-01-01"}, "'None' is not a limit"),
        ({"op": "add", "start": "2025-01-01", "limit": "1y"}, "'1y' is not a limit"),
        ({"op": "add", "start": "2025-01-01", "limit": "1wh"}, "has no office hours"),
        ({"op": "add", "start": "2025-01-01", "limit": "given"}, "has no length to count"),
        ({"op": "count", "start": "2025-01-01"}, "end: write a time"),
        ({"op": "add", "start": "2099-12-01", "limit": "99wd"}, "covers 1990-01-01 to 2099-12-31"),
        ({"op": "add", "start": "2025-01-01", "limit": "999999999h"}, "lies outside the calendar"),
        ({"calendar": "offise", "op": "add"}, "'offise' is not defined; did you mean office?"),
        (
            {"calendar": "overlap", "op": "add"},
            "calendars: overlap: week: mon: the window 11:00-13:00",
        ),
        (
            {"calendar": "never", "op": "add", "start": "2025-01-01", "limit": "1ws"},
            "goes beyond the office hours of the calendar never",
        ),
        ("add", "a query is keys and values, not 'add'"),
    ],
)
def test_a_query_that_cannot_be_answered_leaves_the_rest_alone(query, sentence):
    good = {"id": "good", "op": "is_working_day", "start": "2025-10-09"}
    document = {"calendars": CALENDARS, "queries": [query, good]}
    bad, fine = answer(document, "file")
    assert sentence in bad["error"]
    assert set(bad) == {"id", "error"}
    assert fine == {"id": "good", "working": True, "calendar": "published"}


@pytest.mark.parametrize(
    ("definition", "sentence"),
    [
        ({"weak": {}}, "unknown key 'weak'; did you mean week?"),
        ({"week": {"monday": []}}, "week: unknown weekday 'monday'; did you mean mon?"),
        ({"week": {"mon": "08:30-12:00"}}, "week: mon: write windows as"),
        ({"week": {"mon": [["08:30"]]}}, 'a window is ["08:30", "12:00"], not [\'08:30\']'),
        ({"week": {"mon": [["12:00", "08:30"]]}}, "the window 12:00-08:30 ends before it begins"),
        ({"week": {"mon": [["08:30", "24:01"]]}}, "'24:01' is no time of day"),
        ({"week": {"mon": [["08:60", "12:00"]]}}, "'08:60' is no time of day"),
        ({"week": {"mon": [[510, 720]]}}, '510 is no time of day; write "08:30"'),
        ({"week": []}, "week holds keys and values"),
        ({"holidays": "2025-10-01"}, "holidays is a list"),
        ({"holidays": ["2025-13-01"]}, "holidays: '2025-13-01' is not a date"),
        ({"yearly_holidays": ["5-1"]}, "yearly_holidays: '5-1' is not a day; write \"05-01\""),
        ({"yearly_holidays": ["02-30"]}, "yearly_holidays: '02-30' is not a day"),
        ({"extra_workdays": {"2200-01-01": []}}, "2200-01-01 lies outside the calendar bad"),
        ({"breaks": {"x": []}}, "breaks: 'x' is not a date"),
        ({"base": "chna"}, "base is 'chna'; the only one built in is china"),
        ({"base": "china", "breaks": {"2025-10-10": []}}, "write a week too"),
        ([], "a definition has keys"),
    ],
)
def test_a_bad_definition_spoils_only_its_own_queries(definition, sentence):
    queries = [
        {"id": 1, "calendar": "bad", "op": "is_working_day", "start": "2025-10-09"},
        {"id": 2, "calendar": "china", "op": "is_working_day", "start": "2025-10-09"},
    ]
    bad, fine = answer({"calendars": {"bad": definition}, "queries": queries}, "file")
    assert bad["error"].startswith("calendars: bad: ")
    assert sentence in bad["error"]
    assert fine["working"] is True


def test_the_built_in_calendar_gets_office_hours_where_the_file_defines_them():
    calendars = {"china": {"week": dict.fromkeys(WEEKDAYS, SPLIT), "holidays": ["2025-10-10"]}}
    query = {"op": "add", "start": "2025-10-09T17:00", "limit": "1wh"}
    (result,) = answer({"calendars": calendars, "queries": [query]}, "file")
    assert result["due_at"] == "2025-10-11T09:00:00+08:00"


@pytest.mark.parametrize(
    ("document", "sentence"),
    [
        ({}, "file: queries is missing"),
        ({"queries": {}}, "file: queries is a list"),
        ({"queries": [], "calendar": {}}, "file: unknown key 'calendar'; did you mean calendars?"),
        ({"queries": [], "calendars": []}, "file: calendars holds keys and values"),
    ],
)
def test_a_document_that_is_none_is_an_error(document, sentence):
    with pytest.raises(InputError, match=sentence):
        answer(document, "file")
