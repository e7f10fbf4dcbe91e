"""The wall clock: only the faces read it, and hand it on."""

from __future__ import annotations

from datetime import datetime

from rexian.instants import SHANGHAI, Instant, from_datetime


def wall_clock() -> Instant:
    """Return the present moment."""
    return from_datetime(datetime.now(SHANGHAI))
