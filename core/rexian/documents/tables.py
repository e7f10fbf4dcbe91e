"""Tables as files: what a screen shows, as a sheet of its own for spreadsheet programs.

A text stays a text, whatever it begins with: a title must not become a formula.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from rich.cells import cell_len

from rexian.errors import InputError
from rexian.files import written_whole
from rexian.i18n import _

#: What a program takes for a formula or for an error, when it is not told that it is a text.
_OTHERWISE = ("=", "#")
#: No longer name of a sheet is allowed, nor one with these.
_LONGEST_TITLE = 31
_NOT_IN_TITLES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
#: How many rows are looked at for how wide a column has to be, and how wide it is at the most.
_LOOKED_AT = 200
_WIDEST = 60


@dataclass(frozen=True, slots=True)
class Table:
    """A table that becomes a sheet: see `write_table`."""

    title: str
    headings: Sequence[str]
    rows: Iterable[Sequence[object]]


def write_table(
    path: Path, title: str, headings: Sequence[str], rows: Iterable[Sequence[object]]
) -> None:
    """Write a table as a new spreadsheet (xlsx) of one sheet.

    Args:
        path: the file; its folder has to be there.
        title: what the sheet is called; cut to what such names may be.
        headings: the first row.
        rows: as many cells each: texts, numbers, dates and times, or None; they are read once.

    Raises:
        InputError: the file is there already, or cannot be written.
    """
    write_tables(path, [Table(title, headings, rows)])


def write_tables(path: Path, tables: Iterable[Table]) -> None:
    """Write tables as a new spreadsheet, each as a sheet of its own.

    Raises:
        InputError: the file is there already, or cannot be written.
    """
    free(path)
    with written_whole(path) as whole:
        _book(tables).save(whole)


def free(path: Path) -> None:
    """Let pass what would write over no file.

    Raises:
        InputError: there is one.
    """
    if path.exists():
        raise InputError(_("{file} is there already; nothing is written").format(file=path))


def _book(tables: Iterable[Table]) -> Workbook:
    book = Workbook(write_only=True)
    for table in tables:
        _put(book, table)
    return book


def _put(book: Workbook, table: Table) -> None:
    title = table.title.translate(_NOT_IN_TITLES)[:_LONGEST_TITLE]
    sheet: Any = book.create_sheet(title or None)
    sheet.freeze_panes = "A2"
    coming = iter(table.rows)
    first = list(islice(coming, _LOOKED_AT))
    for place, width in enumerate(_widths([table.headings, *first]), start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.append([_cell(sheet, heading, bold=True) for heading in table.headings])
    for row in chain(first, coming):
        sheet.append([_cell(sheet, value) for value in row])


def _widths(rows: Sequence[Sequence[object]]) -> Iterator[int]:
    for column in zip(*rows, strict=True):
        widest = max(cell_len(str(value)) for value in column if value is not None)
        yield min(_WIDEST, widest + 2)


def _cell(sheet: Any, value: object, *, bold: bool = False) -> object:
    if isinstance(value, str):
        value = ILLEGAL_CHARACTERS_RE.sub("", value)
    is_doubtful = isinstance(value, str) and value.startswith(_OTHERWISE)
    if not (bold or is_doubtful):
        return value
    cell = WriteOnlyCell(sheet, value)
    if is_doubtful:
        cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    return cell
