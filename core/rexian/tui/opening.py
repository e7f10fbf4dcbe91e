"""How a workbench gets to its place."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from rexian.desk.deployment import Deployment


@dataclass(frozen=True, slots=True)
class Opening:
    """How a workbench gets to its place.

    Attributes:
        open: opens a place; the file of its settings where one is named.
        config: which one; None for the one that is found.
        remembers: whether it knows who has logged in at this terminal before, and may set up a
            place where there is none.
    """

    open: Callable[[Path | None], AbstractContextManager[Deployment]]
    config: Path | None = None
    remembers: bool = True
