"""What somebody asks a run for; to ask, nothing of what the run itself needs has to be there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rexian.instants import Instant


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be compared, and how.

    Attributes:
        files: the tables or cases; none for the desk's own tickets.
        jurisdictions: their ids; none for all that are installed.
        mapping: what the columns of the tables mean; by default their headers say.
        reforms: names or files; each goes beside the jurisdictions that it is a reform of.
        readings: the choices that differ from the documents' defaults.
        at: as at when; by default the last instant of the tickets.
    """

    files: tuple[str, ...] = ()
    jurisdictions: tuple[str, ...] = ()
    mapping: Path | None = None
    reforms: tuple[str, ...] = ()
    readings: Mapping[str, str] = field(default_factory=dict)
    at: Instant | None = None
    flip_readings: bool = False
    as_in_force: bool = False
