import pytest
from rexian.errors import InputError
from rexian.settings.model import STDERR
from rexian.settings.reading import problems, read_settings, settings_of

WHOLE = """
jurisdiction = "town+faster"
database = "data/desk.db"
key_file = "keys/rexian.key"
language = "zh"
calendar = ["2027.yaml", "july.yaml"]
local = "local.yaml"
backdating = "2h"
session = "8h"
checkpoints = "30min"

[readings]
pauses = "none"

[lockout]
failures = 3
time = "1h"

[log]
file = "-"
level = "error"
"""


@pytest.fixture
def write(tmp_path):
    def to(text):
        file = tmp_path / "rexian.toml"
        file.write_text(text, encoding="utf-8")
        return file

    return to


def test_everything_that_can_be_settled(write, tmp_path):
    found = read_settings(write(WHOLE), environ={})
    home = tmp_path.resolve()
    assert found.jurisdiction == "town+faster"
    assert found.database == f"sqlite:///{(home / 'data' / 'desk.db').as_posix()}"
    assert found.key_file == home / "keys" / "rexian.key"
    assert found.language == "zh"
    assert found.calendar == (home / "2027.yaml", home / "july.yaml")
    assert found.local == home / "local.yaml"
    assert (found.backdating, found.session, found.checkpoints) == (7200, 28800, 1800)
    assert found.readings == {"pauses": "none"}
    assert (found.lockout.failures, found.lockout.time) == (3, 3600)
    assert (found.log.file, found.log.level) == (STDERR, "error")
    assert (found.file, found.folder) == (home / "rexian.toml", home)


def test_the_jurisdiction_alone_is_enough(write, tmp_path):
    found = read_settings(write('jurisdiction = "town"'), environ={})
    home = tmp_path.resolve()
    assert found.database == f"sqlite:///{(home / 'rexian.db').as_posix()}"
    assert found.key_file == home / "rexian.key"
    assert (found.language, found.local, found.calendar, found.log.file) == (None, None, (), None)
    assert (found.backdating, found.session, found.checkpoints) == (1800, 43200, 86400)
    assert (found.lockout.failures, found.lockout.time) == (5, 900)


def test_one_calendar_file_is_a_list_of_one(write, tmp_path):
    found = read_settings(write('jurisdiction = "town"\ncalendar = "days.yaml"'), environ={})
    assert found.calendar == (tmp_path.resolve() / "days.yaml",)


def test_paths_within_a_jurisdiction_start_from_the_files_folder(write, tmp_path):
    found = read_settings(write('jurisdiction = "./town + mild + drafts/mine.yaml"'), environ={})
    home = tmp_path.resolve()
    assert found.jurisdiction == f"{home / 'town'}+mild+{home / 'drafts' / 'mine.yaml'}"


def test_the_environment_names_another_database(write, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    file = write(WHOLE)
    found = read_settings(file, {"REXIAN_DATABASE": "postgresql://desk:hush@db/desk"})
    assert found.database == "postgresql+psycopg://desk:hush@db/desk"
    assert found.file == file.resolve()
    with pytest.raises(InputError, match=r"^REXIAN_DATABASE: 'mysql' is not a kind of database"):
        read_settings(file, {"REXIAN_DATABASE": "mysql://db"})


MISTAKES = {
    "": "there is no jurisdiction; write the id of a jurisdiction in quotes",
    "jurisdiction = 5": "jurisdiction: 5 will not do; write the id of a jurisdiction in quotes",
    'jurisdiction = "town+"': "jurisdiction: 'town+' will not do; write the id of a",
    "databse = 'x.db'": "there is no key 'databse'; did you mean database?",
    "database = ''": "database: '' will not do; write a path or a URL in quotes",
    "database = 'postgresql://a:hush@b/c'": "database: no password here: put it into ~/.pgpass",
    "language = 'fr'": 'language: \'fr\' will not do; write "zh" or "en"',
    "calendar = 2027": "calendar: 2027 will not do; write a path in quotes, or a list of paths",
    "calendar = ['a.yaml', 2]": "calendar.1: 2 will not do; write a path in quotes, or a list",
    "backdating = 30": 'backdating: 30 will not do; write a time in quotes: "30min", "12h" or "1d"',
    "backdating = '2wd'": "backdating: '2wd' will not do; write a time in quotes",
    "session = '0h'": "session: '0h' will not do; write a time in quotes",
    "readings = 'a'": "readings: 'a' will not do; write [readings] on a line of its own",
    "readings.a = 1": "readings.a: 1 will not do; write [readings] on a line of its own",
    "lockout.failures = 1": "lockout.failures: 1 will not do; write a whole number from 3 to 100",
    "lockout.failures = '5'": "lockout.failures: '5' will not do; write a whole number",
    "lockout = 5": "lockout: 5 will not do; write [lockout] on a line of its own",
    "log.level = 'loud'": 'log.level: \'loud\' will not do; write "debug", "info"',
    "log.fiel = 'x'": "log: there is no key 'fiel'; did you mean file?",
    "log.local = 'x'": "local stands under [log]; move it above the first line in brackets",
}


@pytest.mark.parametrize("line", MISTAKES)
def test_a_mistake_is_one_line_with_its_place_and_what_is_right(write, line):
    with_place = "" if not line or "jurisdiction" in line else 'jurisdiction = "town"\n'
    file = write(with_place + line)
    with pytest.raises(InputError) as caught:
        read_settings(file, environ={})
    told = str(caught.value)
    assert told.startswith(f"{file}: {MISTAKES[line]}")
    assert "\n" not in told
    assert "hush" not in told


def test_every_mistake_is_told_by_itself(write):
    file = write('jurisdiction = "town"\nsession = 1\nwrong = 2\n[log]\nlevel = 3\n')
    assert [line.partition(": ")[2].partition(" ")[0] for line in problems(file)] == [
        "session:", "log.level:", "there",
    ]  # fmt: skip
    assert problems(write('jurisdiction = "town"')) == []


def test_what_is_no_toml_or_cannot_be_read(write, tmp_path):
    with pytest.raises(InputError, match=r"rexian.toml: it is no TOML: .*line 1"):
        read_settings(write("jurisdiction = town"), environ={})
    with pytest.raises(InputError, match="No such file"):
        read_settings(tmp_path / "gone.toml", environ={})


def test_settings_may_be_stated_without_a_file(tmp_path):
    found = settings_of({"jurisdiction": "town"}, tmp_path / "rexian.toml", environ={})
    assert found.key_file == tmp_path.resolve() / "rexian.key"
