"""One table into canonical columns: its mapped columns, what is derived, and what is left out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import polars as pl

from rexian.i18n import _
from rexian.lab.cells import cleaned, dtype_of, read_cells
from rexian.lab.tables import EXTRA, ROW
from rexian.lab.times import is_end_of_day, read_times
from rexian.model.fields import FieldType
from rexian.model.values import within

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from rexian.lab.mapping import Derived
    from rexian.lab.mapping import Mapping as Reading
    from rexian.lab.rejects import Rejects
    from rexian.lab.tables import Table
    from rexian.model.fields import Field

#: 23:59:59 that stands in the source is a time; without it, the end of a day was a date alone.
_WRITTEN_END = r"59:59|5959$|59分59"


@dataclass(slots=True)
class Source:
    """A file being read: what its rows turn into, what they are refused for, what was assumed."""

    path: Path
    reading: Reading
    fields: Mapping[str, Field]
    rejects: Rejects
    spreadsheet: bool = False
    notes: list[str] = field(default_factory=list)

    def column(self, raw: pl.Series, to: str, rows: pl.Series) -> pl.Series:
        """Return one column's canonical values; a row whose cell is wrong is rejected.

        Raises:
            InputError: the column as a whole cannot be what it is mapped to.
        """
        known, words = self.fields[to], self.reading.values.get(to, {})
        with within(raw.name):
            text = cleaned(raw, self.reading.missing)
            text = _without(text, [word for word, value in words.items() if value is None])
            if known.type is FieldType.INSTANT:
                return self._times(text, rows)
            values = read_cells(text, known, words)
        unread = text.is_not_null() & values.is_null()
        if unread.any():
            if self.reading.recognised and to != "kind":
                message = _("{column}: {n} cells hold no known word: taken as unknown")
                self.notes.append(message.format(column=raw.name, n=unread.sum()))
            else:
                at = rows.filter(unread)
                self.rejects.add_words(self.path, raw.name, at, text.filter(unread), known)
        return values

    def _times(self, text: pl.Series, rows: pl.Series) -> pl.Series:
        at = read_times(text, self.reading.time, spreadsheet=self.spreadsheet)
        unread = text.is_not_null() & at.is_null()
        if unread.any():
            self.rejects.add_times(self.path, text.name, rows.filter(unread), text.filter(unread))
        ends = (
            at.to_frame("at").select(is_end_of_day(pl.col("at"))).to_series().fill_null(value=False)
        )
        dates = int((~text.filter(ends).cast(pl.String).str.contains(_WRITTEN_END)).sum())
        if dates:
            message = _("{column}: {n} dates without a time of day: taken as the end of that day")
            self.notes.append(message.format(column=text.name, n=dates))
        return at


def convert(table: Table, source: Source) -> pl.DataFrame:
    """Return a table's rows as canonical columns named by target, with `row` before them.

    Raises:
        InputError: a column that the mapping names is not there, or cannot be what it is mapped to.
    """
    frame = table.select(source.reading.sources)
    rows = frame[ROW].cast(pl.Int64)
    _refuse_overflow(frame, source, rows)
    columns = {
        to: source.column(frame[column], to, rows) for column, to in source.reading.columns.items()
    }
    for to, derived in source.reading.derived.items():
        found = _derive(frame[derived.source], derived, source.fields[to])
        columns[to] = columns[to].fill_null(found) if to in columns else found
        message = _("{column}: gives the {target} of {n} tickets by its wording")
        source.notes.append(
            message.format(column=derived.source, target=to, n=found.is_not_null().sum())
        )
    for to, value in source.reading.defaults.items():
        columns[to] = _default(columns.get(to), value, source.fields[to], len(rows))
        message = _("{target}: where nothing states it, {value}")
        source.notes.append(message.format(target=to, value=value))
    return pl.DataFrame({"row": rows, **columns})


def _refuse_overflow(frame: pl.DataFrame, source: Source, rows: pl.Series) -> None:
    if EXTRA in frame.columns:
        reason = _("more cells than the header has columns; is a comma in a text without quotes?")
        over = rows.filter(frame[EXTRA].is_not_null())
        source.rejects.add(source.path, "", over, reason)


def _derive(raw: pl.Series, derived: Derived, known: Field) -> pl.Series:
    text = raw.cast(pl.String).str.strip_chars().alias("text").to_frame()
    kind = dtype_of(known)
    cases = [
        pl.when(pl.col("text").str.contains(pattern)).then(pl.lit(value, dtype=kind))
        for pattern, value in derived.patterns
    ]
    return text.select(pl.coalesce(*cases, pl.lit(None, dtype=kind)).alias("found")).to_series()


def _default(column: pl.Series | None, value: object, known: Field, size: int) -> pl.Series:
    kind = dtype_of(known)
    whole = pl.Series([list(value) if isinstance(value, tuple) else value], dtype=kind)
    filled = whole.new_from_index(0, size)
    return filled if column is None else column.zip_with(column.is_not_null(), filled)


def _without(text: pl.Series, blanks: list[str]) -> pl.Series:
    return text.set(text.is_in(blanks), None) if blanks else text
