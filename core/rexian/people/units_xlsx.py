"""Units with their contacts as a spreadsheet, in the columns of the bureaus' form.

The form (单位名称; 姓名, 职务, 办公电话, 手机号码) is read as bureaus fill it in, one unit over
its people, and as a list with a row a person, which may have what the desk needs besides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rexian.errors import InputError
from rexian.i18n import _
from rexian.model.terms import Term, Terms
from rexian.model.vocabulary import UNIT_TYPES
from rexian.people.units import CONTACT_PARTS, Contact, Unit
from rexian.people.xlsx import Problems, Row, cells_of, head_of, read_sheets, word_of, workbook

COLUMNS = Terms(
    "column",
    (
        Term("unit", "单位名称", "unit", ("单位",)),
        Term("name", "姓名", "name"),
        Term("post", "职务", "post"),
        Term("phone", "办公电话", "office phone", ("电话", "联系电话")),
        Term("mobile", "手机号码", "mobile", ("手机", "手机号")),
        Term("part", "身份", "part"),
        Term("type", "单位类型", "unit type", ("类型",)),
        Term("parent", "上级单位", "unit above"),
        Term("area", "区域", "area", ("属地",)),
        Term("serial", "序号", "no."),
        Term("remark", "备注", "remark"),
    ),
)
WRITTEN = ("unit", "name", "post", "phone", "mobile", "part", "type", "parent", "area")
_OF_A_CONTACT = ("post", "phone", "mobile", "part")
_PHONE = re.compile(r"[+\d(][\d\-() ,、/转*#]{2,}")
_MOBILE = re.compile(r"(?:\+?86)?1\d{10}")


@dataclass
class Told:
    """What a spreadsheet tells of a unit; None where it leaves a thing as it is.

    Attributes:
        row: where it is first told of.
    """

    name: str
    row: Row
    type: str | None = None
    parent: str | None = None
    area: str | None = None
    contacts: list[Contact] = field(default_factory=list)


def read_units(path: Path) -> list[Told]:
    """Return what a spreadsheet tells of units and their contacts.

    Raises:
        InputError: it is no spreadsheet, has no head, or something in it is amiss (`SheetError`).
    """
    reader = _Reader()
    for rows in read_sheets(path):
        reader.begin()
        for row in rows:
            reader.take(row)
    reader.problems.raise_any()
    if not reader.found:
        told = _("{file}: no unit in it; the head has to be: {columns}")
        titles = ", ".join(COLUMNS[key].zh for key in WRITTEN)
        raise InputError(told.format(file=path, columns=titles))
    return list(reader.found.values())


def units_workbook(units: Iterable[Unit], contacts: Mapping[str, tuple[Contact, ...]]) -> bytes:
    """Return units with their contacts as a spreadsheet, a row a person; it can be read again."""
    head = [COLUMNS[key].zh for key in WRITTEN]
    rows = [row for unit in units for row in _rows(unit, contacts.get(unit.name, ()))]
    choices = {
        COLUMNS["type"].zh: [term.zh for term in UNIT_TYPES],
        COLUMNS["part"].zh: [term.zh for term in CONTACT_PARTS],
    }
    return workbook("成员单位联系人名单", head, rows, choices)


def _rows(unit: Unit, contacts: tuple[Contact, ...]) -> Iterator[list[str]]:
    about = [UNIT_TYPES[unit.type].zh, unit.parent or "", unit.area or ""]
    for each in contacts:
        part = CONTACT_PARTS[each.part].zh
        yield [unit.name, each.name, each.post, each.phone, each.mobile, part, *about]
    if not contacts:
        yield [unit.name, "", "", "", "", "", *about]


class _Reader:
    """Reads rows one after another, remembering head and unit."""

    def __init__(self) -> None:
        self.problems = Problems()
        self.found: dict[str, Told] = {}
        self._head: Mapping[int, str] | None = None
        self._unit: str | None = None

    def begin(self) -> None:
        """Begin a sheet."""
        self._head = self._unit = None

    def take(self, row: Row) -> None:
        """Read a row: a head, the unit that a form is of, or somebody to be reached."""
        filled = [cell for cell in row.cells if cell]
        if filled[0].startswith(COLUMNS["remark"].zh):
            return
        head = head_of(row, COLUMNS, "name")
        if head is not None:
            self._head = head
        elif COLUMNS.find("".join(filled[0].split())) == "unit":
            with self.problems.at(row, filled[0]):
                self._form_of(row, filled)
        elif self._head is not None:
            self._person(row, cells_of(row, self._head))

    def _form_of(self, row: Row, filled: list[str]) -> None:
        self._unit = None
        if len(filled) < 2:
            raise InputError(_("the unit's name is missing beside it"))
        self._unit = filled[1]
        self._told(row)

    def _person(self, row: Row, cells: Mapping[str, str]) -> None:
        self._unit = cells.get("unit", self._unit)
        if self._unit is None:
            with self.problems.at(row, COLUMNS["unit"].zh):
                raise InputError(_("whose row is this? write the unit's name"))
            return
        told = self._told(row)
        for key in ("type", "parent", "area"):
            with self.problems.at(row, COLUMNS[key].zh):
                _settle(told, key, _unit_cell(key, cells.get(key)))
        contact = self._contact(row, cells)
        if contact is not None:
            told.contacts.append(contact)

    def _told(self, row: Row) -> Told:
        name = self._unit or ""
        return self.found.setdefault(name, Told(name, row))

    def _contact(self, row: Row, cells: Mapping[str, str]) -> Contact | None:
        name = cells.get("name")
        if name is None:
            for key in _OF_A_CONTACT:
                if key in cells:
                    with self.problems.at(row, COLUMNS["name"].zh):
                        raise InputError(_("the name of whoever this is about is missing"))
                    break
            return None
        read = {}
        for key in _OF_A_CONTACT:
            with self.problems.at(row, COLUMNS[key].zh):
                read[key] = _contact_cell(key, cells.get(key, ""))
        return Contact(name=name, **read) if len(read) == len(_OF_A_CONTACT) else None


def _settle(told: Told, key: str, value: str | None) -> None:
    """Note what a row says of its unit; two rows must not say different things."""
    before = getattr(told, key)
    if value is not None and before not in {None, value}:
        said = UNIT_TYPES[before].zh if key == "type" else before
        message = _("another row says {value} of the same unit; write the same in both")
        raise InputError(message.format(value=said))
    setattr(told, key, before if value is None else value)


def _unit_cell(key: str, text: str | None) -> str | None:
    return word_of(UNIT_TYPES, text) if key == "type" and text is not None else text


def _contact_cell(key: str, text: str) -> str:
    """Return what a cell says of somebody, as it is kept.

    Raises:
        InputError: it is no number at which anybody is reached, or no part that people have.
    """
    if key == "part":
        return word_of(CONTACT_PARTS, text) if text else "liaison"
    plain = unicodedata.normalize("NFKC", text)
    if key == "phone" and text and not _PHONE.fullmatch(plain):
        raise InputError(_("not an office's number; write it like 0791-00000000"))
    if key == "mobile" and text:
        plain = re.sub(r"[\s-]", "", plain)
        if not _MOBILE.fullmatch(plain):
            raise InputError(_("not a mobile number; write its 11 digits"))
    return plain
