"""The built-in calendar against the notices, and corrections from a file."""

import json
from datetime import date, timedelta

import chinese_calendar
import pytest
from rexian.errors import InputError
from rexian.instants import day_number, format_instant, parse_instant
from rexian.worktime.period import parse_period, working_days
from rexian.worktime.sources import china, statutory_holidays, with_overrides


@pytest.mark.parametrize(
    ("start", "limit", "due"),
    [
        ("2025-09-30T10:00", "2wd", "2025-10-10"),
        ("2025-09-30T10:00", "3wd", "2025-10-11"),  # a make-up Saturday
        ("2025-10-01T10:00", "1wd", "2025-10-09"),  # a start on a day off does not roll
        ("2025-10-11T10:00", "1wd", "2025-10-13"),  # nor does one on the make-up Saturday
        ("2026-02-14T10:00", "4d", "2026-02-18"),
        ("2025-12-24T10:00", "10wd", "2026-01-08"),
        ("2026-03-02T10:00", "15wd", "2026-03-23"),
        ("2026-03-02T10:00", "10wd", "2026-03-16"),
        ("2025-10-01T10:00", "0wd", "2025-10-01"),
        ("2025-10-01T10:00", "0d", "2025-10-01"),
        ("2026-01-31T10:00", "1mo", "2026-02-28"),
        ("2024-01-31T10:00", "1mo", "2024-02-29"),
        ("2025-11-30T10:00", "3mo", "2026-02-28"),
        ("2025-08-15T10:00", "12mo", "2026-08-15"),
        ("2025-09-30T23:30", "1h", "2025-10-01T00:30"),
        ("2025-09-30T23:30", "45min", "2025-10-01T00:15"),
        ("2025-09-30T23:30", "immediate", "2025-09-30T23:30"),
    ],
)
def test_due_dates(chinese, start, limit, due):
    moved = chinese.add(parse_instant(start), parse_period(limit))
    assert format_instant(moved) == format_instant(parse_instant(due))


@pytest.mark.parametrize(
    ("end", "limit", "begin"),
    [
        ("2026-02-18", "1wd", "2026-02-14"),  # the make-up Saturday before the Spring Festival
        ("2026-02-18", "4d", "2026-02-14"),
        ("2026-03-31", "1mo", "2026-02-28"),
        ("2025-10-01T00:30", "1h", "2025-09-30T23:30"),
    ],
)
def test_counted_back(chinese, end, limit, begin):
    moved = chinese.subtract(parse_instant(end), parse_period(limit))
    assert moved == parse_instant(begin)


# Off the State Council's notices for the year: days off on weekdays, and weekends worked.
OFF = """
2025-01-01 2025-01-28 2025-01-29 2025-01-30 2025-01-31 2025-02-03 2025-02-04 2025-04-04 2025-05-01
2025-05-02 2025-05-05 2025-06-02 2025-10-01 2025-10-02 2025-10-03 2025-10-06 2025-10-07 2025-10-08
2026-01-01 2026-01-02 2026-02-16 2026-02-17 2026-02-18 2026-02-19 2026-02-20 2026-02-23 2026-04-06
2026-05-01 2026-05-04 2026-05-05 2026-06-19 2026-09-25 2026-10-01 2026-10-02 2026-10-05 2026-10-06
2026-10-07"""
ON = """
2025-01-26 2025-02-08 2025-04-27 2025-09-28 2025-10-11
2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10"""


@pytest.mark.parametrize("year", [2025, 2026])
def test_a_year_is_its_notice(chinese, year):
    """The weekdays off and the weekends worked, typed from the two notices."""
    off, on = ({date.fromisoformat(day) for day in days.split()} for days in (OFF, ON))
    day = date(year, 1, 1)
    while day.year == year:
        expected = day in on or (day.weekday() < 5 and day not in off)
        assert chinese.is_working_day(day_number(day)) == expected, day
        day += timedelta(days=1)


@pytest.mark.parametrize(("year", "total"), [(2023, 249), (2024, 251), (2025, 248), (2026, 248)])
def test_working_days_of_a_year(chinese, year, total):
    start, end = parse_instant(f"{year - 1}-12-31"), parse_instant(f"{year}-12-31")
    assert chinese.count(start, end) == total


def test_every_published_day_is_the_librarys(chinese):
    first, last = (date.fromordinal(n + date(1970, 1, 1).toordinal()) for n in chinese.published)
    assert first == date(2004, 1, 1)
    assert last == date(max(chinese_calendar.holidays).year, 12, 31)
    for day in chinese_calendar.get_dates(first, first + timedelta(days=500)):
        assert chinese.is_working_day(day_number(day)) == chinese_calendar.is_workday(day)


def test_the_law_fixes_thirteen_days():
    days = sorted(statutory_holidays([2025]))
    written = "01-01 01-28 01-29 01-30 01-31 04-04 05-01 05-02 05-31 10-01 10-02 10-03 10-06"
    assert [f"{day:%m-%d}" for day in days] == written.split()


def test_the_law_agrees_with_the_notices_on_the_moon():
    """Spring Festival, Qingming, Dragon Boat and Mid-Autumn days off in every published year."""
    last = max(chinese_calendar.holidays).year
    statutory = set(statutory_holidays(range(2025, last + 1)))
    assert statutory <= set(chinese_calendar.holidays)
    lunar = {d for d in statutory_holidays(range(2008, 2025)) if d.month not in {1, 2, 5, 10}}
    assert not any(map(chinese_calendar.is_workday, lunar))
    assert len(lunar) > 40


@pytest.mark.parametrize(
    ("day", "working"),
    [
        ("2027-02-05", False),  # the eve of the lunar new year, a Friday
        ("2027-02-08", False),
        ("2027-02-09", True),
        ("2027-04-05", False),
        ("2027-06-09", False),
        ("2027-09-15", False),
        ("2027-10-01", False),
        ("2027-10-04", True),
        ("2027-10-09", False),  # a Saturday: make-up days come only with a notice
        ("1995-05-01", False),
        ("1995-05-03", True),
    ],
)
def test_beyond_the_notices_the_law_and_weekends(chinese, day, working):
    assert chinese.is_working_day(parse_instant(day) // 86400) == working


@pytest.mark.parametrize(
    ("start", "n", "provisional"),
    [
        ("2026-12-30", 1, False),
        ("2026-12-31", 1, True),
        ("2026-12-31", 0, False),
        ("2003-12-31", 1, False),
        ("2003-12-30", 1, True),
        ("2031-05-06", 3, True),
    ],
)
def test_what_touched_an_unpublished_day_is_marked(chinese, start, n, provisional):
    begin = parse_instant(start)
    assert chinese.provisional(begin, chinese.add(begin, working_days(n))) == provisional


def test_the_whole_century_and_no_further(chinese):
    chinese.add(parse_instant("1990-01-01T00:00"), working_days(5))
    chinese.add(parse_instant("2099-12-20"), working_days(5))
    for start in ("1989-12-31", "2099-12-30", "2100-01-01"):
        with pytest.raises(InputError, match="covers 1990-01-01 to 2099-12-31"):
            chinese.add(parse_instant(start), working_days(5))


def test_it_is_built_once():
    assert china() is china()


FORMATS = {
    "json": json.dumps(
        {"holidays": ["2025-10-10"], "workdays": ["2025-10-12"], "announced": "2025-10-09T09:00"}
    ),
    "yaml": "holidays: [2025-10-10]\nworkdays: ['2025-10-12']\nannounced: 2025-10-09T09:00:00\n",
    "toml": 'holidays = [2025-10-10]\nworkdays = ["2025-10-12"]\nannounced = 2025-10-09T09:00:00\n',
}


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_file_corrects_days(chinese, tmp_path, suffix):
    path = tmp_path / f"local.{suffix}"
    path.write_text(FORMATS[suffix], encoding="utf-8")
    local = with_overrides(chinese, path)
    start = parse_instant("2025-09-30T10:00")
    dues = [format_instant(local.add(start, working_days(n)))[:10] for n in (1, 2, 3, 4)]
    assert dues == ["2025-10-09", "2025-10-11", "2025-10-12", "2025-10-13"]
    assert local.announced == parse_instant("2025-10-09T09:00")
    assert local.fingerprint != chinese.fingerprint
    assert local.published == chinese.published
    assert chinese.add(start, working_days(2)) == parse_instant("2025-10-10")


def test_a_notice_may_settle_another_year(chinese, tmp_path):
    path = tmp_path / "2027.yaml"
    path.write_text("name: china 2027\npublished_until: 2027-12-31\n", encoding="utf-8")
    extended = with_overrides(chinese, path)
    start = parse_instant("2027-03-01")
    assert chinese.provisional(start, chinese.add(start, working_days(5)))
    assert not extended.provisional(start, extended.add(start, working_days(5)))
    assert extended.name == "china 2027"
    assert extended.working == chinese.working
    assert extended.fingerprint != chinese.fingerprint


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("holiday: [2025-10-10]", "unknown key 'holiday'; did you mean holidays?"),
        ("holidays: 2025-10-10", "holidays is a list"),
        ("holidays: [10-10]", "holidays: '10-10' is not a date; write 2026-02-16"),
        ("holidays: [2101-10-10]", "2101-10-10 lies outside the calendar china"),
        ("{holidays: [2025-10-10], workdays: [2025-10-10]}", "under both holidays and workdays"),
        ("announced: soon", "announced: 'soon' is not a time"),
        ("announced: 3", "announced is a time, not 3"),
        ("name: 3", "name is text, not 3"),
        ("published_until: 2001-01-01", "published_until comes before 2004-01-01"),
        ("- 2025-10-10", "the file holds no keys and values"),
        ("holidays: [", "expected the node content"),
    ],
)
def test_a_bad_file_gets_one_sentence(chinese, tmp_path, text, sentence):
    path = tmp_path / "bad.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as raised:
        with_overrides(chinese, path)
    assert str(raised.value).startswith(str(path))
    assert sentence in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_missing_or_broken_file_is_named(chinese, tmp_path):
    with pytest.raises(InputError, match=r"none\.yaml: No such file"):
        with_overrides(chinese, tmp_path / "none.yaml")
    for suffix, content in (("json", b"{"), ("toml", b"="), ("yaml", b"\xff\xfe\xff")):
        path = tmp_path / f"broken.{suffix}"
        path.write_bytes(content)
        with pytest.raises(InputError, match=f"broken.{suffix}: "):
            with_overrides(chinese, path)
