"""The deployment's key file: made once, private, never written over, one clear line where wrong."""

import os
import stat

import pytest
from cryptography.fernet import Fernet
from rexian.errors import InputError
from rexian.privacy.keyfile import (
    deployment_key,
    is_open_to_others,
    keep_first_key,
    new_key,
    new_key_file,
    put_new_key_first,
    read_key_file,
)

POSIX = pytest.mark.skipif(os.name != "posix", reason="rights of files are POSIX's")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "rexian.key"


@pytest.fixture(autouse=True)
def _no_key_given(monkeypatch):
    monkeypatch.delenv("REXIAN_KEY", raising=False)


def keys(path):
    return read_key_file(path).decode().split()


def test_a_new_file_holds_one_key_that_locks(path):
    new_key_file(path)
    [key] = keys(path)
    assert Fernet(key).decrypt(Fernet(key).encrypt(b"told")) == b"told"


def test_no_two_keys_are_the_same():
    assert len({new_key() for _ in range(20)}) == 20


@POSIX
def test_only_its_owner_may_read_it_whatever_the_umask(path):
    before = os.umask(0)
    try:
        new_key_file(path)
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert not is_open_to_others(path)


@POSIX
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o610])
def test_others_who_may_read_or_change_it_are_seen(path, mode):
    new_key_file(path)
    path.chmod(mode)
    assert is_open_to_others(path)
    assert keys(path)


def test_a_key_is_never_written_over(path):
    new_key_file(path)
    before = path.read_bytes()
    with pytest.raises(InputError, match=r"rexian\.key is there already; a key is never written"):
        new_key_file(path)
    assert path.read_bytes() == before


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(InputError, match="No such file or directory"):
        new_key_file(tmp_path / "none" / "rexian.key")


def test_a_missing_file_says_what_it_is_needed_for(path):
    with pytest.raises(InputError, match=r"rexian\.key: the key file is not there; put its copy"):
        read_key_file(path)


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"", "no key stands there"),
        (b"# only a remark\n\n", "no key stands there"),
        (b"# remark\nshort\n", "line 2 is not a key"),
        (b"A" * 44, "line 1 is not a key"),
        (b"\xff\xfe", "this is not a key file"),
    ],
)
def test_what_is_no_key_is_told_with_its_line_and_never_shown(path, content, line):
    path.write_bytes(content)
    with pytest.raises(InputError, match=line) as told:
        read_key_file(path)
    assert "\n" not in str(told.value)
    assert "short" not in str(told.value)


def test_a_folder_is_no_key_file(tmp_path):
    with pytest.raises(InputError, match=r"Is a directory|Permission denied"):
        read_key_file(tmp_path)


def test_the_environment_comes_first(path, monkeypatch):
    new_key_file(path)
    first, second = new_key(), new_key()
    monkeypatch.setenv("REXIAN_KEY", f"{first} {second}")
    assert deployment_key(path).decode().split() == [first, second]
    monkeypatch.setenv("REXIAN_KEY", "nothing")
    with pytest.raises(InputError, match="REXIAN_KEY: line 1 is not a key"):
        deployment_key(path)
    monkeypatch.delenv("REXIAN_KEY")
    assert deployment_key(path) == read_key_file(path)


def test_a_new_key_stands_first_and_the_others_go_when_told(path):
    new_key_file(path)
    [old] = keys(path)
    put_new_key_first(path)
    new, kept = keys(path)
    assert (kept, new != old) == (old, True)
    keep_first_key(path)
    assert keys(path) == [new]
    assert [file.name for file in path.parent.iterdir()] == ["rexian.key"]
    assert not is_open_to_others(path)
