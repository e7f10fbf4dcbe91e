"""Finding a deployment's `rexian.toml`: named, in the environment, or in this folder or above."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from rexian.errors import InputError
from rexian.i18n import _

FILE = "rexian.toml"
#: The variable that names the file, or the folder it is in.
VARIABLE = "REXIAN_CONFIG"


class UnconfiguredError(InputError):
    """There is no deployment, and none was named."""


def find(
    config: Path | None = None,
    *,
    folder: Path | None = None,
    environ: Mapping[str, str] = os.environ,
) -> Path:
    """Return the path of the deployment's file: `config`, else `REXIAN_CONFIG`, else the nearest.

    `config` may be the folder that it is in. The nearest is that in `folder`, by default the
    current one, or in the first above it that has one.

    Raises:
        UnconfiguredError: none was named, and there is none here.
        InputError: there is none where one was named.
    """
    named = str(config) if config is not None else environ.get(VARIABLE, "")
    if named:
        return _named(Path(named).expanduser(), VARIABLE if config is None else None)
    here = (folder or Path()).resolve()
    for place in (here, *here.parents):
        if (place / FILE).is_file():
            return place / FILE
    told = _("no {file} in {folder} or above it; run rexian init, or name one with --config")
    raise UnconfiguredError(told.format(file=FILE, folder=here))


def _named(path: Path, variable: str | None) -> Path:
    file = path / FILE if path.is_dir() else path
    if file.is_file():
        return file.resolve()
    if variable is not None:
        told = _("{variable} names {path}, and there is no such file; run rexian init there")
        raise InputError(told.format(variable=variable, path=file))
    raise InputError(_("{path}: there is no such file; run rexian init").format(path=file))
