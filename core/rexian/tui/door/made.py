"""What comes of a first run."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Made:
    """A place that was set up at the door.

    Attributes:
        config: the file of its settings.
        username: who may come in.
        password: theirs where it was made up; None where they know it.
    """

    config: Path
    username: str
    password: str | None = None
