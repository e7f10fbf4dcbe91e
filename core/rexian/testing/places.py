"""Plugins where they are worked on: their folders, and where their worked cases stand."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path

from rexian.discovery import GROUP, OVERLAYS, beside, installed
from rexian.testing.cases import Worked
from rexian.testing.files import CaseFiles

PROJECT = "pyproject.toml"


@dataclass(frozen=True)
class UnderTest:
    """A plugin under test: the name of its entry point, and its worked cases."""

    name: str
    files: CaseFiles

    @cached_property
    def worked(self) -> Worked:
        """The plugin, loaded.

        Raises:
            InputError: it is not installed, or broken.
        """
        return Worked.of(self.name, self.files)


def declared(folder: Path) -> dict[str, str]:
    """Return the packages that the project in a folder declares as plugins, by their names."""
    try:
        project = tomllib.loads((folder / PROJECT).read_text(encoding="utf-8")).get("project", {})
    except (OSError, ValueError):
        return {}
    groups = project.get("entry-points", {})
    return {**groups.get(GROUP, {}), **groups.get(OVERLAYS, {})}


def under_test(folder: Path) -> list[UnderTest]:
    """Return the plugins of the project in a folder."""
    return [UnderTest(name, CaseFiles(home)) for name, home in homes(folder).items()]


def homes(folder: Path) -> dict[str, Path]:
    """Return the plugins of the project in a folder, with the folder of their worked cases."""
    return {name: _cases(folder, name) for name in declared(folder)}


def _cases(folder: Path, name: str) -> Path:
    """Return where a plugin's worked cases stand: `tests/<name>`, else `tests`, else the folder."""
    places = (folder / "tests" / name, folder / "tests", folder)
    return next(place for place in places if place.is_dir())


def installed_under_test(name: str) -> UnderTest:
    """Return an installed plugin; only one installed from its folder has its worked cases."""
    point = {**installed(), **installed(OVERLAYS)}[name]
    folder = _folder(point.value)
    found = [] if folder is None else under_test(folder)
    return next((each for each in found if each.name == name), UnderTest(name, CaseFiles(None)))


@contextmanager
def at_hand(folder: Path) -> Iterator[None]:
    """Let the plugins of a folder count as installed, unless they are."""
    if declared(folder).keys() <= {**installed(), **installed(OVERLAYS)}.keys():
        yield
        return
    with beside(folder):
        yield


def _folder(value: str) -> Path | None:
    """Return the folder beside which an entry point's package stands, importing nothing of it."""
    spec = find_spec(value.partition(":")[0].partition(".")[0])
    return Path(spec.origin).resolve().parent.parent if spec and spec.origin else None
