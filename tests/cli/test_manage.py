"""What the workbench does to units, people and settings, done at the command line."""

import pytest
from rexian.privacy import journal
from rexian.privacy.journal import Asked

pytestmark = pytest.mark.documents


@pytest.fixture
def run(desk, terminal):
    return lambda who, *arguments: terminal(desk, who, *arguments)


def test_open_tickets_of_each_unit(desk, run):
    desk.dispatched("城管局")
    lines = run("clerk", "unit", "list", "--tickets").out.splitlines()
    assert lines[0].split() == ["unit", "type", "area", "open", "tickets"]
    assert ["城管局", "county", "department", "1"] in [line.split() for line in lines]
    told = run("clerk", "unit", "list", "--tickets", "--json").told["units"]
    assert {each["name"]: each["open_tickets"] for each in told}["城管局"] == 1


def test_a_row_of_a_responsibility_list_comes_and_goes(run):
    row = ("占道经营", "城管局")
    assert run("admin", "unit", "duties", "add", *row, "--source", "清单").code == 0
    (told,) = run("admin", "unit", "duties", "list", "--json").told["responsibilities"]
    assert told == {"subject": "占道经营", "unit": "城管局", "area": "", "source": "清单"}
    assert run("clerk", "unit", "duties", "remove", *row).code == 3
    assert run("admin", "unit", "duties", "remove", *row).out == "1 rows are taken out\n"
    gone = run("admin", "unit", "duties", "remove", *row)
    assert gone.code == 2
    assert "城管局 is not known to answer for 占道经营 there" in gone.err


def test_the_last_entries_of_the_journal(run):
    run("clerk", "user", "prefer")
    told = run("admin", "audit", "journal", "--latest", "2", "--json").told["entries"]
    first, second = told
    assert first["id"] == second["id"] + 1


def test_preferences(run):
    assert run("clerk", "user", "prefer").out == "language = by default\ntheme = by default\n"
    told = run("clerk", "user", "prefer", "language=zh", "theme=light", "--json").told
    assert told == {"preferences": {"language": "zh", "theme": "rexian-light"}}
    assert run("handler", "user", "prefer", "--json").told["preferences"]["theme"] is None
    wrong = run("clerk", "user", "prefer", "light")
    assert (wrong.code, wrong.err) == (
        2,
        "rexian: light: write NAME=VALUE, as in language=en\n",
    )


def test_readings_and_how_they_are_chosen(run):
    assert run("admin", "config", "set", "readings.redispatch", "runs_on").code == 0
    told = run("admin", "config", "readings", "--json").told["readings"]
    (one,) = [each for each in told if each["id"] == "redispatch"]
    assert (one["chosen"], one["default"], one["source"]) == ("runs_on", "restarts", "file")
    lines = run("admin", "config", "readings").out.splitlines()
    place = next(n for n, line in enumerate(lines) if "[redispatch]" in line)
    marks = [line.strip().startswith(">") for line in lines[place + 1 : place + 3]]
    assert marks == [False, True]


def settled(desk):
    with desk.deployment.store.reading() as connection:
        found = list(journal.entries(connection, Asked(act="settings_changed")))
    return [(entry.actor, dict(entry.detail)) for entry in found]


def test_whoever_sets_a_key_stands_in_the_journal(desk, run, monkeypatch):
    monkeypatch.setattr("rexian.clock.wall_clock", desk.clock)
    assert run("admin", "config", "set", "readings.redispatch", "runs_on").code == 0
    assert run(None, "config", "set", "session", "8h").code == 0
    assert run("admin", "config", "set", "sesion", "8h").code == 2
    assert settled(desk) == [
        ("admin", {"key": "readings.redispatch", "value": "runs_on"}),
        ("-", {"key": "session", "value": "8h"}),
    ]


def test_a_key_is_set_where_the_place_cannot_be_opened(desk, run):
    text = desk.config.read_text(encoding="utf-8")
    desk.config.write_text(text + 'local = "gone.yaml"\nsession = "soon"\n', encoding="utf-8")
    mended = run(None, "config", "set", "session", "8h")
    assert mended.code == 0
    assert "the journal does not tell of it" in mended.err
    assert 'session = "8h"' in desk.config.read_text(encoding="utf-8")
    assert settled(desk) == []
