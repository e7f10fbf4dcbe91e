"""The wall clock: only the faces read it, and hand it on."""

from __future__ import annotations

from datetime import datetime, timedelta

from rexian.instants import SHANGHAI, Instant, from_datetime


def wall_clock() -> Instant:
    """Return the present moment."""
    return from_datetime(datetime.now(SHANGHAI))


def zone_offset() -> timedelta:
    """Return how far the machine's time zone is from UTC at present."""
    return datetime.now().astimezone().utcoffset() or timedelta()
