"""Which edition governs which tickets of a corpus."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import numpy as np
import polars as pl

from rexian.instants import DAY, date_of, day_number
from rexian.jurisdictions import Jurisdiction
from rexian.lab.corpus import Corpus

Rows = np.ndarray[Any, np.dtype[np.int64]]


def spans_in_force(
    corpus: Corpus,
    jurisdiction: Jurisdiction,
    as_in_force: bool,  # noqa: FBT001 - a choice
) -> Iterator[tuple[date | None, Rows | None]]:
    """Yield the tickets that one set of editions governs, with a day on which it is in force.

    Without `as_in_force` today's editions govern them all: the day and the rows are None. With it,
    a ticket dispatched before the nearest document was in force is governed by none.
    """
    if not as_in_force:
        yield None, None
        return
    days = _governing_days(corpus)
    opening = jurisdiction.document.editions[0].in_force
    starts = [
        _day(edition.in_force)
        for _depth, layer in jurisdiction.stack
        for edition in layer.document.editions
    ]
    cuts = np.unique([start for start in starts if start is not None])
    first = _day(opening)
    applies = days >= first if first is not None else np.ones(len(days), bool)
    spans = np.searchsorted(cuts, days, side="right")
    for span in np.unique(spans[applies]):
        rows = np.flatnonzero(applies & (spans == span))
        yield date_of(int(days[rows[0]])), rows


def _governing_days(corpus: Corpus) -> Rows:
    """Return each ticket's day of first dispatch, else of receipt."""
    dispatched = (
        corpus.events.filter(pl.col("type") == "dispatched")
        .group_by("ticket")
        .agg(pl.col("at").min())
    )
    at = corpus.tickets["received_at"].fill_null(0).to_numpy().copy()
    at[dispatched["ticket"].to_numpy()] = dispatched["at"].to_numpy()
    found: Rows = at // DAY
    return found


def _day(in_force: date | None) -> int | None:
    return None if in_force is None else day_number(in_force)
