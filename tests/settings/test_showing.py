from rexian.settings.reading import settings_of
from rexian.settings.showing import shown


def test_every_setting_with_its_value_and_where_that_comes_from(tmp_path):
    raw = {"jurisdiction": "town", "session": "90min", "log": {"file": "-"}, "calendar": "a.yaml"}
    found = {
        s.key: (s.value, s.source) for s in shown(settings_of(raw, tmp_path / "x.toml", {}), {})
    }
    home = tmp_path.resolve()
    assert found == {
        "jurisdiction": ("town", "file"),
        "database": (f"sqlite:///{(home / 'rexian.db').as_posix()}", "default"),
        "key_file": (str(home / "rexian.key"), "default"),
        "language": (None, "default"),
        "calendar": ([str(home / "a.yaml")], "file"),
        "local": (None, "default"),
        "readings": ({}, "default"),
        "backdating": ("30min", "default"),
        "session": ("90min", "file"),
        "checkpoints": ("1d", "default"),
        "lockout.failures": (5, "default"),
        "lockout.time": ("15min", "default"),
        "log.file": ("-", "file"),
        "log.level": ("info", "default"),
    }


def test_a_password_from_the_environment_is_hidden(tmp_path):
    environ = {"REXIAN_DATABASE": "postgresql://desk:hush@db/desk"}
    settings = settings_of({"jurisdiction": "town"}, tmp_path / "x.toml", environ)
    [database] = [s for s in shown(settings, environ) if s.key == "database"]
    assert database.source == "REXIAN_DATABASE"
    assert database.value == "postgresql+psycopg://desk:***@db/desk"
