"""What a deployment's settings come to: each with its value and where that comes from."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel

from rexian.settings.database import VARIABLE, shown_url
from rexian.settings.model import Settings
from rexian.settings.spans import write_span

_SPANS = frozenset({"backdating", "session", "checkpoints", "lockout.time"})


@dataclass(frozen=True, slots=True)
class Shown:
    """One setting.

    Attributes:
        key: as `rexian config set` takes it.
        value: as JSON holds it; the password of a database is hidden.
        source: `file`, `default`, or the variable of the environment that goes before both.
    """

    key: str
    value: object
    source: str


def shown(settings: Settings, environ: Mapping[str, str] = os.environ) -> list[Shown]:
    """Return every setting of a deployment, in the order of the file."""
    return list(_of(settings, "", environ))


def _of(part: BaseModel, opening: str, environ: Mapping[str, str]) -> Iterator[Shown]:
    for name in type(part).model_fields:
        key, value = f"{opening}{name}", getattr(part, name)
        if isinstance(value, BaseModel):
            yield from _of(value, f"{key}.", environ)
            continue
        source = "file" if name in part.model_fields_set else "default"
        if key == "database":
            value = shown_url(value)
            source = VARIABLE if environ.get(VARIABLE) else source
        yield Shown(key, write_span(value) if key in _SPANS else _plain(value), source)


def _plain(value: object) -> object:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return str(value) if isinstance(value, Path) else value
