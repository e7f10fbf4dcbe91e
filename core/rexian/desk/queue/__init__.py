"""Queues: the tickets that somebody has before him, in order, and how many there are in each."""

from __future__ import annotations

from rexian.desk.queue.counting import counts
from rexian.desk.queue.listing import places, queue, rows
from rexian.desk.queue.particulars import Listed, listed
from rexian.desk.queue.wanted import ORDERS, PAGE, PRESSING, SAVED, VIEWS, Wanted

__all__ = [
    "ORDERS",
    "PAGE",
    "PRESSING",
    "SAVED",
    "VIEWS",
    "Listed",
    "Wanted",
    "counts",
    "listed",
    "places",
    "queue",
    "rows",
]
