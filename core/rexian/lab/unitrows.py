"""Whose ticket it was: a corpus with one row for every unit that had a ticket.

The column twin of `rexian.model.assignments`. A former host keeps the stretch of the ticket that
was its own and is judged as at the next dispatch: what it left undone in time stays on record, and
what became of the ticket afterwards is not its doing. A co-handling unit has a row of its own.
Where a body assesses the units inside it, a ticket that it assigned is told of those instead.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from rexian.instants import Instant
from rexian.lab.coding import Instants
from rexian.lab.corpus import Corpus
from rexian.model.assignments import INNER_ACTS, UNIT_ACTS

_HOST, _CO = "host", "co"


@dataclass(frozen=True, slots=True, eq=False)
class UnitRows:
    """A corpus by unit.

    Attributes:
        corpus: one row for each stretch of a ticket that a unit had.
        unit: the unit of each row; null where none was recorded.
        co: whether it co-handled the ticket.
        as_at: as at when the row is judged.
    """

    corpus: Corpus
    unit: pl.Series
    co: npt.NDArray[np.bool_]
    as_at: Instants


def unit_rows(corpus: Corpus, as_at: Instant, *, inside: bool = False) -> UnitRows:
    """Part a corpus, as far as it had got at an instant, by the units that had its tickets.

    Args:
        corpus: the tickets.
        as_at: the instant.
        inside: whether tickets assigned inside a body are told of the units they went to.
    """
    events = _numbered(corpus.events.filter(pl.col("at") <= as_at))
    assigned = events.filter(pl.col("type") == "assigned") if inside else events.clear()
    outside = events.join(assigned, on="ticket", how="anti", maintain_order="left")
    within = events.join(assigned, on="ticket", how="semi", maintain_order="left")
    rows = pl.concat(
        [
            _hosts(outside, "dispatched", as_at),
            _co_units(outside, "dispatched", as_at),
            _hosts(within, "assigned", as_at),
            _co_units(within, "assigned", as_at),
        ]
    ).with_row_index("unit_row")
    kept = pl.concat(
        [
            _of_hosts(outside, rows),
            _of_co_units(outside, rows),
            _of_inner_units(within, assigned, rows),
        ],
        how="diagonal",
    )
    columns = [name for name in corpus.events.columns if name != "ticket"]
    kept = kept.sort("unit_row", "place").select(
        pl.col("unit_row").cast(pl.Int32).alias("ticket"), *columns
    )
    co = (rows["part"] == _CO).to_numpy()
    return UnitRows(
        replace(corpus, tickets=corpus.tickets[rows["ticket"].to_numpy()], events=kept),
        rows["unit"],
        co,
        rows["as_at"].to_numpy(),
    )


def _numbered(events: pl.DataFrame) -> pl.DataFrame:
    """Number the events in order, with a unit and a part for each, null where not recorded."""
    stated = [
        (pl.col(name) if name in events.columns else pl.lit(None)).cast(pl.String).alias(name)
        for name in ("unit", "part")
    ]
    return events.with_columns(stated).with_row_index("place")


def _given(events: pl.DataFrame, act: str, part: str) -> pl.DataFrame:
    """Return the events by which units came to host, or to co-handle, a ticket."""
    co = pl.col("part").eq_missing(_CO)
    whose = co if part == _CO else ~co
    found = events.filter(pl.col("type") == act, whose)
    return found.select("ticket", "unit", "place", "at")


def _hosts(events: pl.DataFrame, act: str, as_at: Instant) -> pl.DataFrame:
    """Return a row for each host a ticket was given to, with the place and time of the next."""
    # Events are in order of their tickets, so the next row is the next of the ticket, or none.
    again = pl.col("ticket") == pl.col("ticket").shift(-1)
    return _given(events, act, _HOST).select(
        "ticket",
        "unit",
        pl.lit(_HOST).alias("part"),
        pl.when(again).then(pl.col("place").shift(-1)).alias("end"),
        pl.when(again).then(pl.col("at").shift(-1)).otherwise(as_at).cast(pl.Int64).alias("as_at"),
    )


def _co_units(events: pl.DataFrame, act: str, as_at: Instant) -> pl.DataFrame:
    """Return a row for each unit that co-handles a ticket."""
    found = _given(events, act, _CO).unique(["ticket", "unit"], keep="last", maintain_order=True)
    return found.select(
        "ticket",
        "unit",
        pl.lit(_CO).alias("part"),
        pl.lit(None, events.schema["place"]).alias("end"),
        pl.lit(as_at, pl.Int64).alias("as_at"),
    )


def _shared_out(events: pl.DataFrame, rows: pl.DataFrame, *parts: str) -> pl.DataFrame:
    """Return every event up to the next host, once for each row of its ticket."""
    whose = rows.filter(pl.col("part").is_in(parts)).select(
        "ticket", "unit_row", "end", pl.col("unit").alias("own"), pl.col("part").alias("as_part")
    )
    before = pl.col("end").is_null() | (pl.col("place") < pl.col("end"))
    return events.join(whose, on="ticket", how="inner").filter(before)


def _of_hosts(events: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Return what hosts are read from; whose events they are is told when they are coded."""
    return _shared_out(events, rows, _HOST).select(*events.columns, "unit_row")


def _of_co_units(events: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Return the unit's own events and those that are nobody's act; its dispatch is a host's."""
    acts = [*UNIT_ACTS, "dispatched"]
    own = pl.col("unit").eq_missing(pl.col("own"))
    everybodys = pl.col("unit").is_null() & ~pl.col("type").cast(pl.String).is_in(acts)
    kept = _shared_out(events, rows, _CO).filter(own | everybodys)
    return _as_of_a_host(kept.select(*events.columns, "unit_row"))


def _of_inner_units(
    events: pl.DataFrame, assigned: pl.DataFrame, rows: pl.DataFrame
) -> pl.DataFrame:
    """Return the unit's own events and those of no other unit inside, nor of a co-handling one.

    Of a co-handling unit it is left out, besides, what the unit in the lead did without a name.
    """
    others = assigned.select("ticket", "unit").unique().with_columns(pl.lit(1).alias("inside"))
    told = events.join(others, on=["ticket", "unit"], how="left", nulls_equal=True)
    own = pl.col("unit").eq_missing(pl.col("own"))
    alone = pl.col("as_part") == _CO
    lead = pl.col("unit").is_null() & pl.col("type").cast(pl.String).is_in(list(INNER_ACTS))
    general = pl.col("inside").is_null() & ~pl.col("part").eq_missing(_CO) & ~(alone & lead)
    kept = _shared_out(told, rows, _HOST, _CO).filter(own | general)
    return _as_of_a_host(kept.select(*events.columns, "unit_row"))


def _as_of_a_host(events: pl.DataFrame) -> pl.DataFrame:
    """Return events in which the unit whose row it is counts as the host."""
    return events.with_columns(pl.lit(None, pl.String).alias("part"))


def codes_of(units: pl.Series) -> tuple[list[Any], npt.NDArray[np.int64]]:
    """Return the units in the order in which they appear, and each row's place among them."""
    names = units.unique(maintain_order=True)
    places = units.to_frame("unit").join(
        pl.DataFrame({"unit": names}).with_row_index("code"),
        on="unit",
        how="left",
        nulls_equal=True,
        maintain_order="left",
    )
    return names.to_list(), places["code"].cast(pl.Int64).to_numpy()
