import pytest
from rexian.errors import InputError
from rexian.settings.database import database_url, shown_url, sqlite_path


@pytest.mark.parametrize("written", ["data/rexian.db", "sqlite:///data/rexian.db"])
def test_a_path_starts_from_the_files_folder(tmp_path, written):
    url = database_url(written, tmp_path)
    assert url == f"sqlite:///{(tmp_path / 'data' / 'rexian.db').as_posix()}"
    assert sqlite_path(url) == tmp_path / "data" / "rexian.db"


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_a_server_is_spoken_to_by_the_one_driver(tmp_path, scheme):
    url = database_url(f"{scheme}://rexian@db.example/rexian", tmp_path)
    assert url == "postgresql+psycopg://rexian@db.example/rexian"
    assert sqlite_path(url) is None
    assert shown_url(url) == url


@pytest.mark.parametrize(
    "written",
    ["postgresql://rexian:hush@db/rexian", "postgresql://db/rexian?user=a&password=hush"],
)
def test_a_password_may_not_stand_in_the_file(tmp_path, written):
    with pytest.raises(InputError, match=r"no password here: put it into ~/.pgpass") as caught:
        database_url(written, tmp_path)
    assert "hush" not in str(caught.value)


def test_a_password_from_the_environment_is_never_shown(tmp_path):
    url = database_url("postgresql://rexian:h@sh:1@db/rexian", tmp_path, secrets=True)
    assert url == "postgresql+psycopg://rexian:h@sh:1@db/rexian"
    assert shown_url(url) == "postgresql+psycopg://rexian:***@db/rexian"
    asked = database_url("postgresql://db/rexian?password=hush", tmp_path, secrets=True)
    assert "hush" not in shown_url(asked)


@pytest.mark.parametrize("written", ["mysql://db/rexian", "oracle://x"])
def test_other_databases_are_not_known(tmp_path, written):
    with pytest.raises(InputError, match="is not a kind of database known here"):
        database_url(written, tmp_path)


@pytest.mark.parametrize("written", [":memory:", "sqlite://", "sqlite:///", "a.db?mode=ro"])
def test_what_is_no_path(tmp_path, written):
    with pytest.raises(InputError):
        database_url(written, tmp_path)
