import stat
import sys
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rexian.errors import InputError
from rexian.settings.reading import problems, read_settings
from rexian.settings.writing import new_text, set_key, with_key, write_text


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "rexian.toml"
    path.write_text(new_text("town", "rexian.db", "rexian.key", "en"), encoding="utf-8")
    return path


def stated(file):
    return tomllib.loads(file.read_text(encoding="utf-8"))


def test_a_new_file_states_what_is_settled_and_nothing_else(file):
    assert stated(file) == {
        "jurisdiction": "town", "database": "rexian.db", "key_file": "rexian.key", "language": "en",
    }  # fmt: skip
    assert problems(file) == []


def test_every_example_in_its_comments_is_as_it_should_be(file):
    lines = file.read_text(encoding="utf-8").splitlines()
    bare = [line.removeprefix("# ") for line in lines if _is_example(line)]
    file.write_text("\n".join(bare), encoding="utf-8")
    assert problems(file) == []
    assert set(stated(file)) >= {"calendar", "local", "backdating", "session", "checkpoints"}
    assert set(stated(file)) >= {"readings", "lockout", "log"}


def _is_example(line):
    return " = " in line or line.startswith(("# [", "["))


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1))
def test_whatever_is_settled_is_read_back(text):
    assert tomllib.loads(new_text(text, text, text, None)) == {
        "jurisdiction": text, "database": text, "key_file": text,
    }  # fmt: skip


def test_setting_a_key_keeps_the_comments_and_puts_it_under_its_own(file):
    before = file.read_text(encoding="utf-8")
    set_key(file, "backdating", "2h")
    after = file.read_text(encoding="utf-8")
    assert after == before.replace('# backdating = "30min"', 'backdating = "2h"')


def test_keys_of_tables_in_any_order(file):
    for key, value in (
        ("log.level", "debug"),
        ("readings.pauses", "none"),
        ("lockout.failures", "7"),
        ("log.file", "-"),
        ("calendar", '["a.yaml", "b.yaml"]'),
        ("lockout.failures", "8"),
    ):
        set_key(file, key, value)
    found = stated(file)
    assert found["log"] == {"file": "-", "level": "debug"}
    assert (found["readings"], found["lockout"]) == ({"pauses": "none"}, {"failures": 8})
    assert found["calendar"] == ["a.yaml", "b.yaml"]


def test_nothing_in_place_of_a_value_takes_the_key_out(file):
    set_key(file, "language", "")
    set_key(file, "log.level", "")
    assert "language" not in stated(file)
    assert read_settings(file, environ={}).language is None


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("sesion", "8h", "there is no key 'sesion'; did you mean session?"),
        ("log", "x", "there is no key 'log'; did you mean log.file?"),
        ("log.lvel", "info", "there is no key 'log.lvel'; did you mean log.level?"),
        ("session.x", "8h", "there is no key 'session.x'; did you mean session?"),
        ("readings", "x", "there is no key 'readings'"),
        ("session", "8", "session: 8 will not do; write a time in quotes"),
        ("session", "soon", "session: 'soon' will not do; write a time in quotes"),
        ("jurisdiction", "", "there is no jurisdiction; write the id"),
        ("database", "postgresql://a:hush@b/c", "database: no password here"),
    ],
)
def test_what_will_not_do_is_refused_and_the_file_stays(file, key, value, told):
    before = file.read_bytes()
    with pytest.raises(InputError) as caught:
        set_key(file, key, value)
    assert told in str(caught.value)
    assert "hush" not in str(caught.value)
    assert file.read_bytes() == before


def test_a_file_that_is_no_toml_is_not_touched(file):
    with pytest.raises(InputError, match="it is no TOML"):
        with_key("jurisdiction = town", "language", "zh", file)


def test_a_new_file_never_overwrites(file):
    before = file.read_bytes()
    with pytest.raises(InputError, match="is there already; nothing is written"):
        write_text(file, "x", new=True)
    assert file.read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")
def test_who_may_read_the_file_stays_as_it_was(file):
    file.chmod(0o640)
    set_key(file, "language", "zh")
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_a_folder_that_is_not_there_is_one_line(tmp_path):
    with pytest.raises(InputError, match="No such file or directory"):
        write_text(tmp_path / "gone" / "rexian.toml", "x")
