"""Files come whole or not at all."""

from pathlib import Path

import pytest
from rexian.errors import InputError
from rexian.files import write_new, write_whole

pytestmark = pytest.mark.usefixtures("english")


def test_a_file_is_replaced_whole(tmp_path):
    path = tmp_path / "out.html"
    path.write_bytes(b"old and much longer")
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def test_what_stood_there_stays_if_it_cannot_be_replaced(tmp_path, monkeypatch):
    path = tmp_path / "out.html"
    path.write_bytes(b"old")

    def full(_path, _content):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(InputError, match=r"out\.html: No space left on device"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("name", "why"), [("no/such/out.csv", "No such file"), ("", "Is a directory")]
)
def test_a_place_that_cannot_be_written_to_is_named(tmp_path, name, why):
    path = tmp_path / name
    with pytest.raises(InputError, match=why) as refused:
        write_whole(path, b"new")
    assert str(path) in str(refused.value)


def test_new_files_come_into_a_folder_that_is_made(tmp_path):
    folder = tmp_path / "cases"
    write_new(folder, {"a.yaml": "一", "b.yaml": "二"})
    assert {p.name: p.read_text(encoding="utf-8") for p in folder.iterdir()} == {
        "a.yaml": "一",
        "b.yaml": "二",
    }


def test_new_files_come_beside_others(tmp_path):
    (tmp_path / "other.yaml").write_text("other", encoding="utf-8")
    write_new(tmp_path, {"a.yaml": "一"})
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.yaml", "other.yaml"]


def test_no_file_is_written_over(tmp_path):
    (tmp_path / "b.yaml").write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match=r"b\.yaml is there already; nothing is written"):
        write_new(tmp_path, {"a.yaml": "一", "b.yaml": "二"})
    assert [p.name for p in tmp_path.iterdir()] == ["b.yaml"]
    assert (tmp_path / "b.yaml").read_text(encoding="utf-8") == "mine"


def test_files_already_moved_are_taken_back_if_one_cannot_be(tmp_path, monkeypatch):
    rename = Path.rename

    def all_but_b(self, target):
        if self.name == "b.yaml":
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", all_but_b)
    with pytest.raises(InputError, match="No space left"):
        write_new(tmp_path, {"a.yaml": "一", "b.yaml": "二"})
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_no_folder(tmp_path):
    path = tmp_path / "file"
    path.touch()
    with pytest.raises(InputError, match="Not a directory"):
        write_new(path, {"a.yaml": "一"})
