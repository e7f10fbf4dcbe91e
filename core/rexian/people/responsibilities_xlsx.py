"""Responsibility lists as a spreadsheet: a row for each subject, area and unit."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from rexian.errors import InputError, nearest
from rexian.i18n import _
from rexian.model.terms import Term, Terms
from rexian.model.vocabulary import SUBJECTS
from rexian.people.responsibilities import ANYWHERE, Responsibility
from rexian.people.xlsx import Problems, Row, cells_of, head_of, read_sheets, workbook

COLUMNS = Terms(
    "column",
    (
        Term("subject", "事项", "subject", ("权责事项", "诉求事项")),
        Term("area", "区域", "area", ("属地",)),
        Term("unit", "承办单位", "unit", ("责任单位", "单位", "单位名称")),
        Term("source", "依据", "source", ("来源",)),
        Term("serial", "序号", "no."),
        Term("remark", "备注", "remark"),
    ),
)
WRITTEN = ("subject", "area", "unit", "source")


def read_responsibilities(path: Path, known: Collection[str]) -> list[Responsibility]:
    """Return what a spreadsheet says that units answer for; `known` are the units in use.

    A row without a source has that of the file, its name.

    Raises:
        InputError: it is no spreadsheet, has no head, or something in it is amiss (`SheetError`).
    """
    problems, found = Problems(), list[Responsibility]()
    for rows in read_sheets(path):
        head: Mapping[int, str] | None = None
        for row in rows:
            heading = head_of(row, COLUMNS, "subject")
            if heading is not None:
                head = heading
            elif head is not None:
                found += _read(row, cells_of(row, head), known, problems)
    problems.raise_any()
    if not found:
        told = _("{file}: nothing in it; the head has to be: {columns}")
        titles = ", ".join(COLUMNS[key].zh for key in WRITTEN)
        raise InputError(told.format(file=path, columns=titles))
    return found


def responsibilities_workbook(found: Iterable[Responsibility]) -> bytes:
    """Return what units answer for as a spreadsheet; it can be read again."""
    head = [COLUMNS[key].zh for key in WRITTEN]
    rows = [[SUBJECTS.label(r.subject, "zh"), r.area, r.unit, r.source] for r in found]
    return workbook("权责清单", head, rows, {})


def _read(
    row: Row, cells: Mapping[str, str], known: Collection[str], problems: Problems
) -> list[Responsibility]:
    for key in ("subject", "unit"):
        if key not in cells:
            with problems.at(row, COLUMNS[key].zh):
                raise InputError(_("this cell has to be filled in"))
    if not {"subject", "unit"} <= cells.keys():
        return []
    with problems.at(row, COLUMNS["unit"].zh):
        return [_responsibility(row, cells, known)]
    return []


def _responsibility(row: Row, cells: Mapping[str, str], known: Collection[str]) -> Responsibility:
    if cells["unit"] not in known:
        told = _("there is no unit {name} in use; one unit a row").format(name=cells["unit"])
        raise InputError(told + nearest(cells["unit"], known))
    subject = SUBJECTS.find(cells["subject"]) or cells["subject"]
    area = cells.get("area", ANYWHERE)
    return Responsibility(subject, cells["unit"], area, cells.get("source", row.file))
