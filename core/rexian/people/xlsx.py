"""Spreadsheets in and out: rows as text with their places, and what is amiss in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation

from rexian.errors import InputError, refusal
from rexian.i18n import _
from rexian.model.terms import Terms

#: How many rows below the head let a cell be chosen from a list.
_CHOOSING = 1000
_WIDTH = 18


class SheetError(InputError):
    """A spreadsheet with something amiss; nothing of it is taken in.

    Attributes:
        problems: a line each: file, sheet, row, column, and what would be right.
    """

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        more = len(problems) - 1
        also = _(" (and {n} more)").format(n=more) if more else ""
        super().__init__(problems[0] + also)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a spreadsheet: where it stands, and its cells as text."""

    file: str
    sheet: str
    number: int
    cells: tuple[str, ...]

    def place(self, column: str = "") -> str:
        """Say where a cell of it stands."""
        told = _("{file}: sheet {sheet}, row {row}").format(
            file=self.file, sheet=self.sheet, row=self.number
        )
        return told + (_(", column {column}").format(column=column) if column else "")


@dataclass
class Problems:
    """What is found amiss while a spreadsheet is read, told together at the end."""

    found: list[str] = field(default_factory=list)

    @contextmanager
    def at(self, row: Row, column: str = "") -> Iterator[None]:
        """Note bad input found meanwhile as being in this row and column, and go on."""
        try:
            yield
        except InputError as error:
            self.found.append(f"{row.place(column)}: {error}")

    def raise_any(self) -> None:
        """Refuse the spreadsheet if anything was found amiss.

        Raises:
            SheetError: something was.
        """
        if self.found:
            raise SheetError(self.found)


def read_sheets(path: Path) -> Iterator[list[Row]]:
    """Yield the rows of each sheet of a spreadsheet, blank ones left out.

    Raises:
        InputError: the file cannot be read, or is no spreadsheet.
    """
    try:
        book = load_workbook(BytesIO(path.read_bytes()), read_only=True, data_only=True)
    except OSError as error:
        raise InputError(f"{path}: {refusal(error)}") from None
    except (BadZipFile, InvalidFileException, KeyError, ValueError):
        told = _("{file}: no spreadsheet in the form .xlsx; save it as such")
        raise InputError(told.format(file=path)) from None
    for sheet in book.worksheets:
        rows = (
            Row(path.name, sheet.title, number, tuple(_text(value) for value in values))
            for number, values in enumerate(sheet.iter_rows(values_only=True), start=1)
        )
        yield [row for row in rows if any(row.cells)]


def head_of(row: Row, columns: Terms, needed: str) -> Mapping[int, str] | None:
    """Return the columns that a row heads, by place; None where it is not the head.

    It is the head if it has the column `needed`.

    Raises:
        InputError: it has a column that is not known, or one twice.
    """
    titles = {place: _squeezed(cell) for place, cell in enumerate(row.cells) if cell}
    found = {place: columns.find(title) for place, title in titles.items()}
    if needed not in found.values():
        return None
    for place, column in found.items():
        if column is None:
            told = _("column {title} is not known").format(title=titles[place])
            raise InputError(f"{row.place()}: {told}{columns.hint(titles[place])}")
    known = {place: column for place, column in found.items() if column is not None}
    if len(set(known.values())) < len(known):
        raise InputError(_("{place}: a column stands there twice").format(place=row.place()))
    return known


def cells_of(row: Row, head: Mapping[int, str]) -> dict[str, str]:
    """Return a row's cells by column, blank ones left out."""
    return {
        column: row.cells[place]
        for place, column in head.items()
        if place < len(row.cells) and row.cells[place]
    }


def word_of(words: Terms, text: str) -> str:
    """Return which of some words a cell holds.

    Raises:
        InputError: none of them; the message lists them as a sheet writes them.
    """
    found = words.find(text)
    if found is None:
        told = _("{text} is none of: {words}")
        raise InputError(told.format(text=text, words=", ".join(word.zh for word in words)))
    return found


def workbook(
    title: str,
    head: Sequence[str],
    rows: Iterable[Sequence[str]],
    choices: Mapping[str, Sequence[str]],
) -> bytes:
    """Return a spreadsheet of one sheet; `choices` are the words that a column may hold."""
    book = Workbook()
    sheet = book.active
    sheet.title = title
    for number, cells in enumerate((head, *rows), start=1):
        for place, text in enumerate(cells, start=1):
            cell = sheet.cell(number, place, text)
            # A text that begins with = stays a text.
            cell.data_type = "s"
    _dress(sheet, head, choices)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _dress(sheet: Any, head: Sequence[str], choices: Mapping[str, Sequence[str]]) -> None:
    sheet.freeze_panes = "A2"
    for place, name in enumerate(head, start=1):
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = _WIDTH
        sheet.cell(1, place).font = Font(bold=True)
        if name in choices:
            listed = DataValidation("list", formula1=f'"{",".join(choices[name])}"')
            listed.add(f"{letter}2:{letter}{_CHOOSING}")
            sheet.add_data_validation(listed)


def _text(value: object) -> str:
    """Return what a cell holds, as somebody reading the sheet sees it."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if isinstance(value, date) else str(value).strip()


def _squeezed(title: str) -> str:
    """Return a column's title without the spaces that forms spread Chinese ones with."""
    return title if title.isascii() else "".join(title.split())
