"""A history of monthly ranks, as a deployment keeps it: a table of month, unit and rank.

A row that cannot be read is left out and named; the rest go on.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rexian.assess.periods import Month, read_month
from rexian.errors import InputError, refusal
from rexian.i18n import _
from rexian.model.terms import shown
from rexian.model.values import within

#: What each column may be called.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "month": ("month", "月份", "考核月份"),
    "unit": ("unit", "单位", "承办单位", "部门"),
    "rank_from_bottom": ("rank_from_bottom", "倒数名次", "倒数排名", "倒数第几"),
}
_HEADER_ROW = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """A unit's rank in a month, counted from the bottom: 1 is the last; None where it has none."""

    month: Month
    unit: str
    rank_from_bottom: int | None


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that could not be read: its number, the header being row 1, the column, and why."""

    row: int
    column: str
    reason: str


def read_history(path: Path | str) -> tuple[list[Entry], list[Rejected]]:
    """Read a history of ranks from a CSV file.

    Raises:
        InputError: the file cannot be read, or a column is not there.
    """
    with within(str(path)):
        rows = _rows(Path(path))
        header, *body = rows or [[]]
        places = _places(header)
        return _entries(body, places, header)


def _rows(path: Path) -> list[list[str]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise InputError(refusal(error)) from None
    except UnicodeDecodeError:
        raise InputError(_("not UTF-8 text; save it as CSV UTF-8")) from None
    try:
        return [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text, newline=""))]
    except csv.Error as error:
        raise InputError(_("not CSV: {reason}").format(reason=error)) from None


def _places(header: Sequence[str]) -> dict[str, int]:
    folded = [name.casefold() for name in header]
    places = {}
    for column, names in COLUMNS.items():
        found = [folded.index(name) for name in names if name in folded]
        if not found:
            told = _("there is no column {column}; the first row must name {names}").format(
                column=column, names=", ".join(COLUMNS)
            )
            raise InputError(told)
        places[column] = found[0]
    return places


class _MisreadError(Exception):
    """A cell that cannot be read."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(reason)
        self.column, self.reason = column, reason


def _entries(
    body: Sequence[Sequence[str]], places: Mapping[str, int], header: Sequence[str]
) -> tuple[list[Entry], list[Rejected]]:
    entries: dict[tuple[Month, str], Entry] = {}
    rejected = []
    for number, cells in enumerate(body, start=_HEADER_ROW + 1):
        if not any(cells):
            continue
        try:
            entry = _entry({c: cells[p] if p < len(cells) else "" for c, p in places.items()})
            _keep(entry, entries)
        except _MisreadError as error:
            rejected.append(Rejected(number, header[places[error.column]], error.reason))
    return list(entries.values()), rejected


def _entry(cells: Mapping[str, str]) -> Entry:
    try:
        month = read_month(cells["month"])
    except InputError as error:
        raise _MisreadError("month", str(error)) from None
    if not cells["unit"]:
        raise _MisreadError("unit", _("no unit"))
    return Entry(month, cells["unit"], _rank(cells["rank_from_bottom"]))


def _keep(entry: Entry, entries: dict[tuple[Month, str], Entry]) -> None:
    if entries.setdefault((entry.month, entry.unit), entry) is not entry:
        told = _("a second row for {unit} in {month}")
        raise _MisreadError("unit", told.format(unit=entry.unit, month=entry.month))


def _rank(cell: str) -> int | None:
    """Read a rank from the bottom; an empty cell says that the unit had none."""
    if not cell:
        return None
    if not cell.isdecimal() or int(cell) < 1:
        told = _("{value} is no rank from the bottom; write 1 for the last")
        raise _MisreadError("rank_from_bottom", told.format(value=shown(cell)))
    return int(cell)
