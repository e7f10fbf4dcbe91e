import warnings
from datetime import timedelta
from types import SimpleNamespace

import pytest
from rexian.errors import PluginWarning
from rexian.instants import parse_instant
from rexian.settings import checks
from rexian.settings.checks import (
    SUBJECTS,
    check_calendar,
    check_file,
    check_machine,
    check_rules,
)
from rexian.settings.reading import settings_of

NOW = parse_instant("2026-01-05T09:00")
EIGHT = timedelta(hours=8)


@pytest.fixture
def settled(tmp_path):
    def of(**keys):
        raw = {"jurisdiction": "town", **keys}
        return settings_of(raw, tmp_path / "rexian.toml", environ={})

    return of


def by_subject(found):
    return {check.subject: check for check in found}


def test_a_file_that_is_well_and_one_that_is_not(tmp_path):
    file = tmp_path / "rexian.toml"
    file.write_text('jurisdiction = "town"', encoding="utf-8")
    assert [check.state for check in check_file(file)] == ["ok"]
    file.write_text("jurisdiction = 1\nsesion = 2", encoding="utf-8")
    found = check_file(file)
    assert [check.state for check in found] == ["mend", "mend"]
    assert "jurisdiction: 1 will not do" in found[0].told
    assert "did you mean session?" in found[1].told
    assert [check.state for check in check_file(tmp_path / "gone.toml")] == ["mend"]


def test_a_jurisdiction_that_is_not_installed(settled):
    (found,) = check_rules(settled(jurisdiction="nowhere_at_all"))
    assert (found.subject, found.state) == ("jurisdiction", "mend")
    assert "no jurisdiction 'nowhere_at_all' is installed" in found.told


@pytest.mark.documents
def test_rules_readings_and_local_parameters(settled, tmp_path):
    local = (
        "of: shicheng\nchanges:\n  - add: close.local\n    limit: 10wd\n    per: 二\n"
        "    gist: 十日\n    source: {title: 通知, date: 2026-01-05}\n"
    )
    (tmp_path / "local.yaml").write_text(local, encoding="utf-8")
    chosen = {"close_limit_from": "upper_rules"}
    well = settled(jurisdiction="shicheng", readings=chosen, local="local.yaml")
    found = by_subject(check_rules(well))
    assert {check.state for check in found.values()} == {"ok"}
    assert found["readings"].told.startswith("1 of ")
    assert "rules where the document is silent: 1" in found["local"].told
    amiss = settled(jurisdiction="shicheng", readings={"close_limit_from": "x"})
    assert by_subject(check_rules(amiss))["readings"].state == "mend"


def test_warnings_about_plugins_are_told(settled, monkeypatch, enact):
    def load(_name):
        warnings.warn("the overlay is broken", PluginWarning, stacklevel=1)
        return enact()

    monkeypatch.setattr("rexian.settings.ruling.load", load)
    found = by_subject(check_rules(settled()))
    assert (found["plugins"].state, found["plugins"].told) == ("mind", "the overlay is broken")
    assert found["jurisdiction"].state == "ok"


def test_the_calendar_is_published_for_the_coming_year_or_not(settled, tmp_path):
    text = "published_until: {}\n"
    for until, state in (("2027-01-05", "ok"), ("2027-01-04", "mind"), ("2026-01-04", "mend")):
        (tmp_path / "days.yaml").write_text(text.format(until), encoding="utf-8")
        found = check_calendar(settled(calendar="days.yaml"), NOW)
        assert (until, found.state) == (until, state)
    assert "published until 2026-01-04" in found.told


def test_a_calendar_file_that_is_amiss(settled):
    found = check_calendar(settled(calendar="gone.yaml"), NOW)
    assert (found.state, "gone.yaml" in found.told) == ("mend", True)


@pytest.mark.parametrize(
    ("free", "state"), [(6 * 2**30, "ok"), (2 * 2**30, "mind"), (100 * 2**20, "mend")]
)
def test_room_on_the_disk(settled, monkeypatch, free, state):
    monkeypatch.setattr(checks.shutil, "disk_usage", lambda _folder: SimpleNamespace(free=free))
    assert by_subject(check_machine(settled(), NOW, EIGHT))["disk"].state == state


def test_a_folder_that_is_not_there(settled):
    found = by_subject(check_machine(settled(database="gone/rexian.db"), NOW, EIGHT))
    assert found["disk"].state == "mend"


def test_the_clock_and_the_time_zone(settled):
    states = [
        by_subject(check_machine(settled(), now, offset))["clock"].state
        for now, offset in ((NOW, EIGHT), (NOW, timedelta(0)), (parse_instant("1970-01-02"), EIGHT))
    ]
    assert states == ["ok", "mind", "mend"]


def test_the_log(settled):
    files = (None, "-", "desk.log", "gone/desk.log")
    found = [
        by_subject(check_machine(settled(log={"file": f} if f else {}), NOW, EIGHT))["log"]
        for f in files
    ]
    assert [check.state for check in found] == ["ok", "ok", "ok", "mend"]
    assert found[-1].how


def test_every_subject_has_a_label():
    assert all(term.zh and term.en for term in SUBJECTS)
