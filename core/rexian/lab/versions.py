"""Which version of the calendar counts for which tickets."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from rexian.lab.coding import Instants
from rexian.worktime.calendar import NAT, Calendar
from rexian.worktime.history import CalendarHistory


def known_at(
    calendars: CalendarHistory, judged: Instants
) -> Iterator[tuple[Calendar, npt.NDArray[np.bool_]]]:
    """Yield each version that was known at some of the instants, and at which of them.

    Where there is no instant it is the newest.
    """
    versions = calendars.versions
    if len(versions) == 1:
        yield versions[0], np.broadcast_to(np.True_, judged.size)
        return
    announced = np.array([NAT if v.announced is None else v.announced for v in versions])
    number = announced.searchsorted(judged, side="right") - 1
    number[judged == NAT] = len(versions) - 1
    for found in np.unique(number):
        yield versions[found], number == found


def only(times: Instants, wanted: npt.NDArray[np.bool_]) -> Instants:
    """Return the times that are wanted, the others absent; the column itself if all are."""
    return times if wanted.strides == (0,) and wanted[:1].all() else np.where(wanted, times, NAT)
