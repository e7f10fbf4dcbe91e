"""The conformance suite and worked cases as tests of pytest: `-p rexian.testing.pytest_plugin`.

A plugin's project says so once, in its `pyproject.toml`:

    [tool.pytest.ini_options]
    addopts = "-p rexian.testing.pytest_plugin"

Its worked cases (`cases*.yaml`, `readings*.yaml`, `duties*.yaml`) are then collected as they stand,
a test each, and its `pyproject.toml` as the suite, a test a check. With `--jurisdiction ID` the
files of any folder are cases of an installed jurisdiction, which the suite checks with them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from rexian.errors import RexianError
from rexian.i18n import _
from rexian.model.case import Case
from rexian.testing.cases import Worked
from rexian.testing.conformance import CASES, CHECKS, Check
from rexian.testing.files import CaseFiles, Days, Flip
from rexian.testing.places import PROJECT, UnderTest, at_hand, declared, homes


class Unmet(Exception):  # noqa: N818 - a verdict on what is tested, no fault of a program
    """What is not as it should be."""

    def __init__(self, problems: Iterable[str]) -> None:
        super().__init__("\n".join(problems))


class Plugins:
    """The plugins found while tests are collected.

    Attributes:
        jurisdiction: the one to which all worked cases belong, where the command line names one.
    """

    def __init__(self, jurisdiction: str | None) -> None:
        self.jurisdiction = jurisdiction
        self.files = cache(CaseFiles)

    def beside(self, file: Path) -> tuple[Path, UnderTest] | None:
        """Return the plugin whose worked cases stand in a file's folder, and its project."""
        folder = file.parent
        if self.jurisdiction:
            return folder, UnderTest(self.jurisdiction, self.files(folder))
        for project in file.parents:
            if declared(project):
                found = self.of(project)
                return next(((project, each) for each in found if each.files.home == folder), None)
        return None

    def of(self, project: Path) -> list[UnderTest]:
        """Return the plugins of a project's folder."""
        return [UnderTest(name, self.files(home)) for name, home in homes(project).items()]


PLUGINS = pytest.StashKey[Plugins]()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that names a jurisdiction."""
    told = _("The installed jurisdiction whose worked cases are collected.")
    parser.getgroup("rexian").addoption("--jurisdiction", metavar="ID", help=told)


def pytest_configure(config: pytest.Config) -> None:
    """Begin to look for plugins."""
    config.stash[PLUGINS] = Plugins(config.getoption("--jurisdiction"))


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect files of worked cases, and a plugin's project as the suite."""
    plugins = parent.config.stash[PLUGINS]
    if file_path.name == PROJECT and not plugins.jurisdiction and declared(file_path.parent):
        return Project.from_parent(parent, path=file_path, project=file_path.parent)
    if file_path.suffix == ".yaml" and file_path.stem.startswith(("cases", "readings", "duties")):
        found = plugins.beside(file_path)
        if found is not None:
            project, plugin = found
            return CaseFile.from_parent(parent, path=file_path, project=project, plugin=plugin)
    return None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(session: pytest.Session, items: list[pytest.Item]) -> None:
    """Add the suite of the jurisdiction that the command line names."""
    if session.config.stash[PLUGINS].jurisdiction:
        found = {item.plugin.files.home: item.plugin for item in items if isinstance(item, Entry)}
        for plugin in found.values():
            items.extend(_suite(session, plugin))


@pytest.fixture(scope="module")
def worked(request: pytest.FixtureRequest) -> Iterator[Worked]:
    """The worked cases in a test's folder, with the jurisdiction they are about."""
    found = request.config.stash[PLUGINS].beside(request.path)
    if found is None:
        pytest.fail(_("{path}: no plugin's worked cases stand here").format(path=request.path))
    project, plugin = found
    with at_hand(project):
        yield plugin.worked


class Held(pytest.File):
    """A file of a plugin's project, which counts as installed while the file's tests run."""

    def __init__(self, *, project: Path, **more: Any) -> None:
        super().__init__(**more)
        self.project = project

    def setup(self) -> None:
        """Let the plugin count as installed."""
        held = ExitStack()
        held.enter_context(at_hand(self.project))
        self.addfinalizer(held.close)


class CaseFile(Held):
    """A file of worked cases."""

    def __init__(self, *, plugin: UnderTest, **more: Any) -> None:
        super().__init__(**more)
        self.plugin = plugin

    def collect(self) -> Iterable[pytest.Item]:
        """Make a test of each entry; a file that is not as it should be is told in a line."""
        try:
            found = self.plugin.files.entries(self.path)
        except RexianError as error:
            raise self.CollectError(str(error)) from None
        for name, entry in found:
            yield Entry.from_parent(self, name=name, plugin=self.plugin, entry=entry)


class Project(Held):
    """The project of one or several plugins."""

    def collect(self) -> Iterable[pytest.Item]:
        """Make a test of each check, but for that of the cases, which are tests by themselves."""
        for plugin in self.config.stash[PLUGINS].of(self.project):
            yield from _suite(self, plugin)


class Verdict(pytest.Item):
    """A test that tells its problems, and no traceback."""

    def __init__(self, *, plugin: UnderTest, **more: Any) -> None:
        super().__init__(**more)
        self.plugin = plugin

    def runtest(self) -> None:
        """Fail where there is a problem."""
        problems = list(self.problems())
        if problems:
            raise Unmet(problems)

    def problems(self) -> Iterable[str]:
        """Return what is amiss."""
        raise NotImplementedError

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Tell the problems alone."""
        return _told(excinfo) or super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Return where the test comes from."""
        return self.path, None, self.name


class Entry(Verdict):
    """One worked case."""

    def __init__(self, *, entry: Case | Flip | Days, **more: Any) -> None:
        super().__init__(**more)
        self.entry = entry

    def problems(self) -> Iterable[str]:
        """Return the expectations that are not met."""
        return self.plugin.worked.check(self.entry)


class Conformance(Verdict):
    """One check of the suite."""

    def __init__(self, *, check: Check, **more: Any) -> None:
        super().__init__(**more)
        self.check = check

    def problems(self) -> Iterable[str]:
        """Return what the check finds."""
        return self.check.run(self.plugin.worked).problems


def _suite(parent: Any, plugin: UnderTest) -> Iterable[pytest.Item]:
    for check in CHECKS:
        if check is not CASES:
            name = f"{plugin.name} {check.id}"
            yield Conformance.from_parent(parent, name=name, plugin=plugin, check=check)


def _told(excinfo: pytest.ExceptionInfo[BaseException]) -> str | None:
    return str(excinfo.value) if isinstance(excinfo.value, Unmet | RexianError) else None
