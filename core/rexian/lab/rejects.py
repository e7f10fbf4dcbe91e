"""Rows that could not be read: where, and why, without what may be anybody's particulars."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import polars as pl

from rexian.errors import InputError, refusal
from rexian.i18n import _
from rexian.lab.cells import problem

if TYPE_CHECKING:
    from pathlib import Path

    from rexian.model.fields import Field

HIDDEN = "***"
_COMMON = 5
_EXPLAINED = 1_000
_HARMLESS = (pl.col("word").str.len_chars() <= 20) & ~pl.col("word").str.contains(r"\d{7,}|@")
_TIME_LIKE = r"^[-0-9:/.,年月日时點点分秒 TZ+APMapm]{1,30}$"
_LONG_NUMBER = r"\d{9,}"


@dataclass(slots=True)
class Rejects:
    """What was rejected, file by file."""

    _parts: list[pl.DataFrame] = field(default_factory=list)

    def add(self, path: Path, column: str, rows: pl.Series | list[int], reason: str) -> None:
        """Reject rows for one reason that has nothing to do with what is written in them."""
        found = pl.DataFrame({"row": rows}, schema={"row": pl.Int64}).with_columns(
            pl.lit(HIDDEN).alias("value"), pl.lit(reason).alias("reason")
        )
        self._keep(path, column, found)

    def add_times(self, path: Path, column: str, rows: pl.Series, words: pl.Series) -> None:
        """Reject rows whose time is none; it is shown where it is made up like one."""
        text = words.cast(pl.String)
        shown = text.str.contains(_TIME_LIKE) & ~text.str.contains(_LONG_NUMBER)
        reason = _("not a time from 1990 to 2099; write 2025-09-30 10:00:00, or set [format] time")
        found = pl.DataFrame({"row": rows.cast(pl.Int64), "value": text.set(~shown, HIDDEN)})
        self._keep(path, column, found.with_columns(pl.lit(reason).alias("reason")))

    def add_words(
        self, path: Path, column: str, rows: pl.Series, words: pl.Series, known: Field
    ) -> None:
        """Reject rows whose word is not known.

        A word is shown where many rows share it: then it is a category and nobody's particulars.
        Being like a known word shows nothing, for a name of two characters soon is.
        """
        counts = words.alias("word").value_counts(sort=True).head(_EXPLAINED)
        reasons = pl.Series("reason", [problem(known, word) for word in counts["word"]], pl.String)
        shown = pl.when(_HARMLESS & (pl.col("count") >= _COMMON)).then("word")
        table = counts.with_columns(reasons, shown.otherwise(pl.lit(HIDDEN)).alias("value"))
        found = pl.DataFrame({"row": rows.cast(pl.Int64), "word": words}).join(
            table, on="word", how="left", maintain_order="left"
        )
        found = found.with_columns(
            pl.col("value").fill_null(HIDDEN), pl.col("reason").fill_null(_("not known here"))
        )
        self._keep(path, column, found.select("row", "value", "reason"))

    def rows(self, path: Path) -> pl.Series:
        """Return the numbers of a file's rejected rows, each once."""
        table = self.table()
        return table.filter(pl.col("file") == str(path))["row"].unique()

    def table(self) -> pl.DataFrame:
        """Return every rejection: file, row, column, value and reason."""
        schema = {
            "file": pl.String,
            "row": pl.Int64,
            "column": pl.String,
            "value": pl.String,
            "reason": pl.String,
        }
        parts = [pl.DataFrame(schema=schema), *self._parts]
        return pl.concat([part.select(*schema) for part in parts])

    def write(self, path: Path) -> None:
        """Write the table where people open it; nothing where nothing was rejected.

        Raises:
            InputError: the file cannot be written.
        """
        if not self._parts:
            return
        try:
            # The mark tells spreadsheet programs that the text is UTF-8.
            self.table().write_csv(path, include_bom=True)
        except OSError as error:
            raise InputError(f"{path}: {refusal(error)}") from None

    def _keep(self, path: Path, column: str, found: pl.DataFrame) -> None:
        if found.height:
            self._parts.append(
                found.with_columns(pl.lit(str(path)).alias("file"), pl.lit(column).alias("column"))
            )
