"""What operations over columns return: marks, times, truths, numbers, or that nothing is known."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt

from rexian.lab.coding import Codes, Instants
from rexian.lab.events import EventColumns, Kin, Rows


class Unrecorded(Enum):
    """The type of `UNRECORDED`, so that annotations can tell it from a column."""

    UNRECORDED = "unrecorded"


UNRECORDED: Final = Unrecorded.UNRECORDED


@dataclass(frozen=True, eq=False)
class Marks:
    """One event, or none, of every ticket."""

    rows: Rows
    events: EventColumns

    @cached_property
    def at(self) -> Instants:
        """When they happened; NAT where nothing did."""
        return self.events.times(self.rows, self.events.at)


Mark: TypeAlias = Marks | Unrecorded
Times: TypeAlias = Instants | Unrecorded
Truths: TypeAlias = Codes | Unrecorded
Numbers: TypeAlias = npt.NDArray[np.integer[Any]] | Unrecorded
Found: TypeAlias = Kin | Unrecorded
