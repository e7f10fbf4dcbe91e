import pytest
from rexian.errors import InputError
from rexian.instants import parse_instant
from rexian.settings.reading import settings_of
from rexian.settings.ruling import calendars_of, corrected, ruler_of, ruling_jurisdiction

LOCAL = """
of: shicheng
changes:
  - add: close.local
    limit: 10wd
    per: 第二条
    gist: 十个工作日
    source: {title: 办理时限通知, date: 2026-01-05}
"""


@pytest.fixture
def settled(tmp_path):
    def of(**keys):
        return settings_of(keys, tmp_path / "rexian.toml", environ={})

    return of


@pytest.fixture
def write(tmp_path):
    def to(name, text):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path / name

    return to


def works(history, day, known="2100-01-01"):
    return history.as_of(parse_instant(known)).is_working_day(parse_instant(day) // 86400)


def test_without_a_file_the_calendar_is_the_built_in_one(settled):
    assert [version.name for version in calendars_of(settled(jurisdiction="town")).versions] == [
        "china"
    ]


def test_a_file_without_an_announcement_corrects_and_one_with_it_is_a_later_version(settled, write):
    write("first.yaml", "holidays: [2026-03-03]\n")
    write("later.yaml", "announced: 2026-03-10T08:00\nholidays: [2026-03-12]\n")
    history = calendars_of(settled(jurisdiction="town", calendar=["first.yaml", "later.yaml"]))
    assert len(history.versions) == 2
    assert not works(history, "2026-03-03", known="2026-03-01")
    assert works(history, "2026-03-12", known="2026-03-10T07:59")
    assert not works(history, "2026-03-12", known="2026-03-10T08:00")
    assert not works(history, "2026-03-03")


def test_files_out_of_order_are_named(write):
    late = write("late.yaml", "announced: 2026-03-10\nholidays: [2026-03-12]\n")
    early = write("early.yaml", "announced: 2026-02-10\nholidays: [2026-03-13]\n")
    with pytest.raises(InputError, match=r"early.yaml: .*order of their announcement"):
        corrected([late, early])


def test_what_cannot_be_loaded_is_told_with_its_key(settled):
    with pytest.raises(InputError, match=r"rexian.toml: jurisdiction: no jurisdiction 'twon'"):
        ruling_jurisdiction(settled(jurisdiction="twon"))


@pytest.mark.documents
def test_a_ruler_has_the_jurisdiction_with_what_is_local_and_the_readings(settled, write):
    write("local.yaml", LOCAL)
    chosen = {"close_limit_from": "upper_rules"}
    ruler = ruler_of(settled(jurisdiction="shicheng", local="local.yaml", readings=chosen))
    assert (ruler.jurisdiction.id, ruler.readings) == ("shicheng", chosen)
    assert [layer.id for layer in ruler.jurisdiction.overlays] == ["shicheng.local"]
    assert ruler_of(settled(jurisdiction="shicheng")).jurisdiction.overlays == ()


@pytest.mark.documents
@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        ({"close_limit_form": "x"}, "no reading 'close_limit_form'; did you mean close_limit_from"),
        ({"close_limit_from": "x"}, "no choice 'x'; choices: signoff, upper_rules"),
    ],
)
def test_a_reading_that_is_not_known_is_told_with_its_key(settled, chosen, told):
    with pytest.raises(InputError, match=r"rexian.toml: readings: ") as caught:
        ruler_of(settled(jurisdiction="shicheng", readings=chosen))
    assert told in str(caught.value)


@pytest.mark.documents
def test_a_reform_beside_the_file_is_found_from_anywhere(settled, write, monkeypatch, tmp_path):
    write("mine.yaml", LOCAL.replace("of:", "reform: mine\ntitle: 试行\ncites: 试行\nof:"))
    text = (tmp_path / "mine.yaml").read_text(encoding="utf-8")
    kept = [line for line in text.splitlines() if "gist" not in line and "source" not in line]
    write("mine.yaml", "\n".join(kept))
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert ruling_jurisdiction(settled(jurisdiction="shicheng+./mine.yaml")).id == "shicheng+mine"
