"""A corpus: many tickets as columns, in canonical words, with what had to be assumed about them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import polars as pl

from rexian.model.events import EVENT_TYPES

#: Event types as columns hold them: known words, coded from the start.
EVENT_KIND = pl.Enum(list(EVENT_TYPES))


@dataclass(frozen=True, slots=True)
class Corpus:
    """Tickets read from files.

    Attributes:
        tickets: one row a ticket. `row` is its place in its source; `number` its number; then one
            column for each given fact the source states, named and valued as in a case (ids as
            text, booleans, whole numbers, lists of ids), null where unknown; `received_at` and
            `given.close.at` and the like as instants (Int64).
        events: one row an event, ordered by ticket, time and place in the source: `ticket` (index
            into `tickets`), `type` (`EVENT_KIND`), `at` (Int64), a column for each recorded field.
        recorded: the event types that the source records; of others it says nothing.
        assumptions: what was assumed, one sentence each.
        rejected: how many rows could not be read.
    """

    tickets: pl.DataFrame
    events: pl.DataFrame
    recorded: frozenset[str]
    assumptions: tuple[str, ...] = ()
    rejected: int = 0

    def taken(self, rows: np.ndarray[Any, np.dtype[np.int64]]) -> Corpus:
        """Return the tickets at these places, in ascending order, with their events."""
        places = (
            pl.DataFrame({"ticket": rows})
            .with_row_index("place")
            .with_columns(pl.col("ticket").cast(self.events.schema["ticket"]))
        )
        events = (
            self.events.join(places, on="ticket", how="inner", maintain_order="left")
            .with_columns(pl.col("place").cast(self.events.schema["ticket"]).alias("ticket"))
            .drop("place")
        )
        return replace(self, tickets=self.tickets[rows], events=events)
