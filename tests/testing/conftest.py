"""A small plugin whose copies have faults planted in them."""

import shutil
from pathlib import Path

import pytest

HOME = Path(__file__).parent / "brook"
#: The plugin is copied and tested, never collected.
collect_ignore_glob = ["brook/*"]


class Planted:
    """A copy of the plugin, into whose files faults are planted."""

    def __init__(self, folder):
        self.folder = folder

    def swap(self, file, old, new):
        """Put another text in the place of one that stands there once."""
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, (file, old, text.count(old))
        path.write_text(text.replace(old, new), encoding="utf-8")

    def add(self, file, text):
        """Put more at the end of a file."""
        path = self.folder / file
        path.parent.mkdir(exist_ok=True)
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        path.write_text(before + text, encoding="utf-8")


@pytest.fixture(scope="session")
def planted():
    return Planted


@pytest.fixture
def brook(tmp_path):
    folder = tmp_path / "brook"
    shutil.copytree(HOME, folder, ignore=shutil.ignore_patterns("__pycache__"))
    return Planted(folder)
