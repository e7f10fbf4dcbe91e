"""docs/wheelhouse.py holds all of the workspace, and is told of as it is."""

import hashlib
import importlib.util
import re
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).parent.parent.parent / "docs"
_spec = importlib.util.spec_from_file_location("wheelhouse", DOCS / "wheelhouse.py")
wheelhouse = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(wheelhouse)


def test_it_installs_every_distribution_of_the_workspace():
    bare = {wheelhouse._bare(name) for name in wheelhouse._wanted()}
    plugins = {folder.name.replace("_", "-") for folder in (DOCS.parent / "plugins").iterdir()}
    assert bare == {"rexian", *(f"rexian-{name}" for name in plugins)}


@pytest.mark.parametrize("page", ["deploy.md", "deploy.zh.md"])
def test_the_page_names_the_systems_there_are(page):
    text = (DOCS / page).read_text(encoding="utf-8")
    assert set(re.findall(r"docs/wheelhouse.py (\S+)", text)) == set(wheelhouse.SYSTEMS)


def test_the_digests_are_those_of_the_files(tmp_path):
    (tmp_path / "a.whl").write_bytes(b"a")
    (tmp_path / "requirements.txt").write_bytes(b"b")
    wheelhouse._digest(tmp_path)
    wheelhouse._digest(tmp_path)
    assert (tmp_path / "SHA256SUMS").read_text() == (
        f"{hashlib.sha256(b'a').hexdigest()}  a.whl\n"
        f"{hashlib.sha256(b'b').hexdigest()}  requirements.txt\n"
    )


def test_a_folder_with_something_in_it_is_left_alone(tmp_path, monkeypatch, capsys):
    (tmp_path / "kept").touch()
    monkeypatch.setattr(sys, "argv", ["wheelhouse.py", "linux", "--to", str(tmp_path)])
    assert wheelhouse.main() == 2
    assert "is not empty" in capsys.readouterr().err
    assert [file.name for file in tmp_path.iterdir()] == ["kept"]
