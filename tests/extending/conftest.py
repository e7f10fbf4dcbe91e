"""Distributions that are no part of this repository's workspace, built and installed for real.

Each is built into a wheel by its own build backend, without isolation and so without a network,
and the wheel is unpacked into a folder on the path of a new process: what an installer does.
"""

import json
import os
import subprocess
import sys
import zipfile
from contextlib import chdir
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hatchling.build import build_wheel

DISTRIBUTIONS = Path(__file__).parent / "distributions"
#: What stands there is installed, never collected.
collect_ignore_glob = ["distributions/*"]

PROJECT = """
[project]
name = "{name}"
version = "1"

[project.entry-points."{group}"]
"{id}" = "{package}"

[build-system]
requires = ["hatchling>=1.26"]
build-backend = "hatchling.build"

[tool.hatch.build.targets.wheel]
packages = ["{package}"]
"""
DOCUMENT = """
from rexian.plugin import Document, Edition, hookimpl

@hookimpl
def document():
    return Document(
        id="{id}", title="{id}", title_en="{id}", number="1", issuer="{id}", place=("{id}", "{id}"),
        editions=(Edition("1"),), upper={upper!r},
    )
"""
SOUND = "from rexian.plugin import HOOK_API\n"


@lru_cache
def wheel(folder):
    """Build a distribution's wheel, once."""
    target = Path(mkdtemp())
    with chdir(folder):
        return target / build_wheel(str(target))


@dataclass(frozen=True)
class Site:
    """A folder of installed distributions, beside those of the tests' own environment."""

    home: Path

    def install(self, *folders):
        for folder in folders:
            with zipfile.ZipFile(wheel(folder)) as built:
                built.extractall(self.home)

    def rexian(self, *arguments, code=0):
        """Run the command in a process of its own."""
        ran = subprocess.run(  # noqa: S603 - this very interpreter
            [sys.executable, "-m", "rexian", *map(str, arguments)],
            env={**os.environ, "PYTHONPATH": str(self.home), "REXIAN_LANG": "en", "COLUMNS": "200"},
            capture_output=True,
            check=False,
            text=True,
            encoding="utf-8",
        )
        assert ran.returncode == code, ran.stderr
        return ran

    def json(self, *arguments, code=0):
        """Run a command that prints JSON, with nothing else on stdout and nothing on stderr."""
        ran = self.rexian(*arguments, "--json", code=code)
        assert ran.stderr == ""
        return json.loads(ran.stdout)


@pytest.fixture
def site(tmp_path):
    return Site(tmp_path / "site")


@pytest.fixture(scope="session")
def district(tmp_path_factory):
    """A site on which a sixth jurisdiction is installed."""
    made = Site(tmp_path_factory.mktemp("district"))
    made.install(DISTRIBUTIONS / "songhu")
    return made


@pytest.fixture(scope="session")
def county(tmp_path_factory):
    """A site on which an overlay lies over yiyang."""
    made = Site(tmp_path_factory.mktemp("county"))
    made.install(DISTRIBUTIONS / "yiyang_site")
    return made


@pytest.fixture(scope="session")
def distribution(tmp_path_factory):
    """Write a distribution of one package, with its modules' code, and return its folder."""

    def make(name, claims="village", *, group="rexian.jurisdictions", upper=None, **modules):
        package = name.replace("-", "_")
        folder = tmp_path_factory.mktemp(name) / name
        (folder / package).mkdir(parents=True)
        project = PROJECT.format(name=name, id=claims, group=group, package=package)
        (folder / "pyproject.toml").write_text(project, encoding="utf-8")
        code = {"__init__": SOUND, "document": DOCUMENT.format(id=claims, upper=upper), **modules}
        for module, text in code.items():
            (folder / package / f"{module}.py").write_text(text, encoding="utf-8")
        return folder

    return make
