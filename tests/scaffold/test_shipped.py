"""What is scaffolded from is shipped: core's wheel has the templates."""

import zipfile
from contextlib import chdir
from pathlib import Path

from hatchling.build import build_wheel

CORE = Path(__file__).parents[2] / "core"


def test_the_wheel_of_core_has_every_template(tmp_path):
    with chdir(CORE):
        wheel = build_wheel(str(tmp_path))
    with zipfile.ZipFile(tmp_path / wheel) as built:
        shipped = {name for name in built.namelist() if name.endswith(".in")}
    templates = (CORE / "rexian" / "scaffold" / "templates").rglob("*.in")
    assert shipped == {file.relative_to(CORE).as_posix() for file in templates}
    assert len(shipped) == 16
