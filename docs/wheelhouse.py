"""Build a wheelhouse: a folder from which Rexian is installed where there is no internet.

    python docs/wheelhouse.py linux [--python 3.12] [--to wheelhouse-linux]

It holds Rexian and the plugins of this workspace, built here, everything they need for that
system, a `requirements.txt` and the digests of all files. Needs uv; the rest it fetches.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
#: Each system: what uv calls it, and the platforms whose wheels run there, as pip calls them.
SYSTEMS = {
    "linux": ("x86_64-manylinux_2_28", ["manylinux_2_28_x86_64", "manylinux2014_x86_64"]),
    "linux-arm": ("aarch64-manylinux_2_28", ["manylinux_2_28_aarch64", "manylinux2014_aarch64"]),
    "windows": ("x86_64-pc-windows-msvc", ["win_amd64"]),
}
PYTHONS = ("3.11", "3.12", "3.13")


def main() -> int:
    """Build what the command line asks for; return the code to exit with."""
    asked = _arguments()
    folder: Path = asked.to or Path(f"wheelhouse-{asked.system}")
    if folder.exists() and any(folder.iterdir()):
        sys.stderr.write(f"{folder} is not empty; name another folder with --to\n")
        return 2
    folder.mkdir(parents=True, exist_ok=True)
    try:
        build(folder, asked.system, asked.python)
    except subprocess.CalledProcessError as error:
        sys.stderr.write(f"failed: {' '.join(map(str, error.cmd))}\n")
        return 1
    wheels = sorted(folder.glob("*.whl"))
    size = sum(wheel.stat().st_size for wheel in wheels) // 2**20
    sys.stdout.write(f"{folder}: {len(wheels)} wheels, {size} MiB\n")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Build a wheelhouse for machines offline.")
    parser.add_argument("system", choices=SYSTEMS)
    parser.add_argument("--python", choices=PYTHONS, default="3.12", help="Python there")
    parser.add_argument("--to", type=Path, metavar="FOLDER", help="by default wheelhouse-SYSTEM")
    return parser.parse_args()


def build(folder: Path, system: str, python: str) -> None:
    """Fill a folder with wheels, their list and their digests.

    Raises:
        CalledProcessError: a wheel cannot be built, or none is to be had for that system.
    """
    _run("uv", "build", "--all-packages", "--wheel", "--quiet", "-o", folder.resolve())
    (folder / ".gitignore").unlink(missing_ok=True)
    own = [wheel.name.partition("-")[0].replace("_", "-") for wheel in folder.glob("*.whl")]
    with TemporaryDirectory() as aside:
        pinned = Path(aside) / "pinned.txt"
        _pin(pinned, Path(aside), folder, system, python)
        _fetch(pinned, folder, system, python)
        versions = pinned.read_text(encoding="utf-8").splitlines()
    lines = [*_wanted(), *versions]
    (folder / "requirements.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    missing = {name for name in own if name.startswith("rexian")} - {_bare(w) for w in _wanted()}
    if missing:
        sys.stderr.write(f"not installed by requirements.txt: {', '.join(sorted(missing))}\n")
    _digest(folder)


def _wanted() -> list[str]:
    """Return what the workspace's own root installs: Rexian with its extras, and every plugin."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found: list[str] = project["project"]["dependencies"]
    return found


def _bare(requirement: str) -> str:
    return requirement.partition("[")[0]


def _pin(pinned: Path, aside: Path, folder: Path, system: str, python: str) -> None:
    """Write what has to be fetched, in the versions known to work together on that system."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    constraints, wanted = aside / "constraints.txt", aside / "wanted.txt"
    constraints.write_text(
        "\n".join(project["tool"]["uv"]["constraint-dependencies"]), encoding="utf-8"
    )
    wanted.write_text("\n".join(_wanted()), encoding="utf-8")
    _run(
        "uv", "pip", "compile", wanted, "--quiet", "--no-header", "--no-annotate",
        "--no-sources", "--constraints", constraints, "--find-links", folder.resolve(),
        "--python-platform", SYSTEMS[system][0], "--python-version", python,
        "--only-binary", ":all:", "--output-file", pinned,
        *(f"--no-emit-package={_bare(name)}" for name in _wanted()),
        cwd=aside,
    )  # fmt: skip


def _fetch(pinned: Path, folder: Path, system: str, python: str) -> None:
    """Fetch the wheels of that system; pip, unlike uv, can, and needs no dependencies told."""
    abi = f"cp{python.replace('.', '')}"
    platforms = [part for name in SYSTEMS[system][1] for part in ("--platform", name)]
    _run(
        "uv", "run", "--quiet", "--isolated", "--no-project", "--with", "pip", "python", "-m",
        "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps",
        "--only-binary", ":all:", "--requirement", pinned, "--dest", folder.resolve(),
        "--implementation", "cp", "--python-version", python, "--abi", abi, "--abi", "abi3",
        "--abi", "none", *platforms,
        cwd=pinned.parent,
    )  # fmt: skip


def _digest(folder: Path) -> None:
    lines = [
        f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n"
        for file in sorted(folder.iterdir())
        if file.name != "SHA256SUMS"
    ]
    (folder / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


def _run(program: str, *arguments: object, cwd: Path = ROOT) -> None:
    found = shutil.which(program)
    if found is None:
        sys.exit(f"{program} is needed: pip install {program}")
    subprocess.run([found, *map(str, arguments)], check=True, cwd=cwd)  # noqa: S603 - our own words


if __name__ == "__main__":
    sys.exit(main())
