"""Opening the tables that tickets come in: CSV, spreadsheets, JSON lines, Parquet.

Whatever the file, the result is a frame with its rows numbered as people see them: in a table with
a header, that is row 1; a row of CSV is a record, though its text may run over several lines.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import polars as pl
from polars.datatypes import DataTypeClass

from rexian.errors import InputError, refusal
from rexian.i18n import _
from rexian.model.values import known_hint

if TYPE_CHECKING:
    from pathlib import Path

    from rexian.lab.mapping import Mapping as Reading

DataType: TypeAlias = pl.DataType | DataTypeClass
ROW = "\x00row"
EXTRA = "\x00extra"
_CHUNK = 1 << 24
_HEAD = 1 << 16
_DELIMITERS = ",;\t|"
_DEEPEST = 2


@dataclass(frozen=True, slots=True)
class Table:
    """An opened file.

    Attributes:
        path: the file.
        columns: what its header names.
        rows: its rows as they are written, not read yet; `ROW` numbers them, and `EXTRA`, where a
            row may run past the header, holds the first cell that does.
        spreadsheet: whether it is a spreadsheet, with its own way to write times.
        unread: row numbers and reasons of what is no row at all.
    """

    path: Path
    columns: tuple[str, ...]
    rows: pl.LazyFrame
    spreadsheet: bool = False
    unread: tuple[tuple[int, str], ...] = ()

    def select(self, columns: Sequence[str]) -> pl.DataFrame:
        """Read some of the columns; rows without a cell in any column are left out.

        Raises:
            InputError: there is no such column, no row, or the file is broken.
        """
        for column in columns:
            if column not in self.columns:
                message = _("there is no column {column}").format(column=column)
                raise InputError(message + known_hint(column, self.columns))
        extra = [EXTRA] if EXTRA in self.rows.collect_schema() else []
        with broken():
            frame = self.rows.select(ROW, *columns, *extra).collect()
        filled = frame.filter(~pl.all_horizontal(pl.exclude(ROW).is_null()))
        if filled.is_empty():
            raise InputError(_("holds no ticket"))
        return filled


@contextmanager
def broken() -> Iterator[None]:
    """Turn what the file readers raise into one sentence.

    Raises:
        InputError: the file cannot be read.
    """
    try:
        yield
    except OSError as error:
        raise InputError(refusal(error)) from None
    except pl.exceptions.PolarsError as error:
        reason = str(error).strip().partition("\n")[0]
        raise InputError(_("cannot be read: {reason}").format(reason=reason)) from None


def open_table(path: Path, mapping: Reading | None) -> Table:
    """Open a file by its name's ending.

    Args:
        path: the file.
        mapping: states the delimiter, encoding or sheet, where they are not to be found out.

    Raises:
        InputError: the file is missing, empty or broken, or of a kind that is not read.
    """
    opener = _OPENERS.get(path.suffix.lower())
    if opener is None:
        known = " ".join(_OPENERS)
        message = _("files that end in {suffix!r} are not read; known: {known}")
        raise InputError(message.format(suffix=path.suffix, known=known))
    with broken():
        path.open("rb").close()
        return opener(path, mapping)


def _open_csv(path: Path, mapping: Reading | None) -> Table:
    source = _utf8(path, mapping.encoding if mapping else None)
    head = _head(source)
    delimiter = (mapping.delimiter if mapping else None) or _delimiter(head)
    columns = _named(next(csv.reader(io.StringIO(head), delimiter=delimiter), []))
    schema = dict.fromkeys((*columns, EXTRA), pl.String)
    rows = pl.scan_csv(
        source,
        has_header=False,
        skip_rows=1,
        separator=delimiter,
        schema=schema,
        missing_columns="insert",
        truncate_ragged_lines=True,
        row_index_name=ROW,
        row_index_offset=2,
        raise_if_empty=False,
        glob=False,
    )
    return Table(path, columns, rows)


def _utf8(path: Path, encoding: str | None) -> Path | bytes:
    """Return the file if it is UTF-8, else its text encoded so."""
    if encoding is None:
        if _is_utf8(path):
            return path
        encoding = "utf-16" if _starts_as_utf16(path) else "gb18030"
    try:
        return path.read_bytes().decode(encoding).encode()
    except LookupError:
        raise InputError(_("there is no encoding {name!r}").format(name=encoding)) from None
    except UnicodeError:
        message = _("not text in {encoding}; name its encoding in the mapping's [format]")
        raise InputError(message.format(encoding=encoding)) from None


def _is_utf8(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            # A chunk ends with a line, so that no character is cut in two.
            while chunk := file.read(_CHUNK) + file.readline():
                pl.Series([chunk], dtype=pl.Binary).cast(pl.String)
    except pl.exceptions.ComputeError:
        return False
    return True


def _starts_as_utf16(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(2) in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}


def _head(source: Path | bytes) -> str:
    if isinstance(source, bytes):
        start = source[:_HEAD]
    else:
        with source.open("rb") as file:
            start = file.read(_HEAD)
    return start.decode("utf-8-sig", errors="ignore")


def _delimiter(head: str) -> str:
    """Return what the first line is divided by, a comma if by nothing."""
    line = head.partition("\n")[0]
    return max(_DELIMITERS, key=line.count)


def _named(header: Sequence[str | None]) -> tuple[str, ...]:
    """Return a header's names, trimmed; one that is empty or repeated gets its place's number.

    Raises:
        InputError: it names nothing.
    """
    names = [(name or "").strip() for name in header]
    if not any(names):
        raise InputError(_("the file is empty: its first row should name the columns"))
    return tuple(
        name if name and name not in names[:place] else f"{name}#{place + 1}"
        for place, name in enumerate(names)
    )


def _open_sheet(path: Path, mapping: Reading | None) -> Table:
    import fastexcel  # noqa: PLC0415 - other files do not wait for it

    sheet = mapping.sheet if mapping else None
    try:
        book = fastexcel.read_excel(path)
        if sheet is not None and sheet not in book.sheet_names:
            hint = known_hint(sheet, book.sheet_names)
            raise InputError(_("there is no sheet {name!r}").format(name=sheet) + hint)
        loaded = book.load_sheet(
            sheet or 0, header_row=None, skip_rows=0, dtypes="string"
        ).to_polars()
    except fastexcel.FastExcelError as error:
        reason = str(error).partition("\n")[0]
        raise InputError(_("cannot be read: {reason}").format(reason=reason)) from None
    cells = loaded.with_row_index(ROW, offset=1)
    filled = cells.filter(~pl.all_horizontal(pl.exclude(ROW).is_null()))
    columns = _named(filled.row(0)[1:] if filled.height else [])
    return Table(
        path,
        columns,
        filled[1:].rename(dict(zip(loaded.columns, columns, strict=True))).lazy(),
        spreadsheet=True,
    )


def _open_parquet(path: Path, _mapping: Reading | None) -> Table:
    rows = pl.scan_parquet(path, glob=False).with_row_index(ROW, offset=1)
    return Table(path, tuple(rows.collect_schema().names()[1:]), rows)


def _open_jsonl(path: Path, mapping: Reading | None) -> Table:
    source = _utf8(path, mapping.encoding if mapping else None)
    text = (source if isinstance(source, bytes) else source.read_bytes()).decode("utf-8-sig")
    lines = pl.Series("line", text.split("\n")).str.strip_chars().to_frame()
    lines = lines.with_row_index(ROW, offset=1).filter(pl.col("line") != "")
    kept = lines
    try:
        rows = _objects(lines["line"])
    except pl.exceptions.PolarsError:
        # Looking at every line takes ten times as long as reading them all.
        kept = lines.filter(pl.col("line").str.json_path_match("$").str.starts_with("{"))
        if kept.is_empty():
            raise InputError(_("no line of it is a JSON object")) from None
        rows = _objects(kept["line"])
    reason = _("not a JSON object")
    return Table(
        path,
        tuple(rows.columns),
        rows.insert_column(0, kept[ROW]).lazy(),
        unread=tuple((row, reason) for row in lines.join(kept, on=ROW, how="anti")[ROW]),
    )


def _objects(lines: pl.Series) -> pl.DataFrame:
    body = "\n".join(lines).encode()
    inferred = pl.scan_ndjson(body, infer_schema_length=None).collect_schema()
    schema = {name: _loosened(dtype, 0) for name, dtype in inferred.items()}
    return pl.read_ndjson(body, schema=schema)


def _loosened(dtype: DataType, depth: int) -> DataType:
    """Return a type that holds what people write there: a list, or one text for a list of one.

    A list of texts becomes its JSON text, and so does a mapping as deep as a limit given from
    outside, which may also be a bare date.
    """
    if isinstance(dtype, pl.List) and isinstance(dtype.inner, pl.Struct | pl.Null) and not depth:
        return pl.List(_loosened(dtype.inner, depth))
    if isinstance(dtype, pl.Struct) and depth < _DEEPEST:
        return pl.Struct([pl.Field(f.name, _loosened(f.dtype, depth + 1)) for f in dtype.fields])
    return pl.String() if dtype.is_nested() else dtype


_OPENERS: Mapping[str, Callable[[Path, Reading | None], Table]] = {
    ".csv": _open_csv,
    ".tsv": _open_csv,
    ".xlsx": _open_sheet,
    ".jsonl": _open_jsonl,
    ".parquet": _open_parquet,
}
