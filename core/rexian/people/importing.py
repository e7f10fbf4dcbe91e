"""Taking in units, and what they answer for, from a spreadsheet: all of it or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection

from rexian.errors import InputError, nearest
from rexian.i18n import _
from rexian.model.vocabulary import UNIT_TYPES
from rexian.people.actor import By
from rexian.people.responsibilities import add_responsibilities
from rexian.people.responsibilities_xlsx import read_responsibilities
from rexian.people.tree import Tree
from rexian.people.units import Lock, Unit, add_unit, change_unit, list_units, set_contacts
from rexian.people.units_xlsx import COLUMNS, Told, read_units
from rexian.people.xlsx import Problems


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of taking in a spreadsheet: the units that are new, and those that changed."""

    added: tuple[str, ...]
    changed: tuple[str, ...]


def import_units(conn: Connection, path: Path, lock: Lock, by: By) -> Imported:
    """Take in units and their contacts.

    What a spreadsheet leaves out stays as it is; a unit with anybody in it has them in place of
    those kept before.

    Raises:
        InputError: something in it is amiss (`SheetError`), and nothing is taken in.
    """
    told, stored = read_units(path), {unit.name: unit for unit in list_units(conn)}
    _check(told, stored)
    units = {each.name: _unit(each, stored.get(each.name)) for each in told}
    for name in _tree([*stored.values(), *units.values()]).ordered():
        if name in units and name not in stored:
            add_unit(conn, units[name], by)
        elif name in units and units[name] != stored[name]:
            change_unit(conn, units[name], by)
    for each in told:
        if each.contacts:
            set_contacts(conn, each.name, each.contacts, lock, by)
    changed = (e for e in told if e.contacts or units[e.name] != stored.get(e.name))
    return Imported(
        tuple(name for name in units if name not in stored),
        tuple(each.name for each in changed if each.name in stored),
    )


def import_responsibilities(conn: Connection, path: Path, by: By, *, replace: bool = False) -> int:
    """Take in what units answer for; return how many rows. `replace` takes out what was there.

    Raises:
        InputError: something in it is amiss (`SheetError`), and nothing is taken in.
    """
    known = [unit.name for unit in list_units(conn) if unit.active]
    found = read_responsibilities(path, known)
    add_responsibilities(conn, found, by, replace=replace)
    return len(found)


def _unit(told: Told, stored: Unit | None) -> Unit:
    """Return a unit as it will be."""
    if stored is None:
        return Unit(told.name, told.type or "", told.parent, told.area)
    return replace(
        stored,
        type=told.type or stored.type,
        parent=told.parent or stored.parent,
        area=told.area or stored.area,
        active=True,
    )


def _check(told: Sequence[Told], stored: dict[str, Unit]) -> None:
    """Refuse what cannot be taken in, before anything is."""
    problems = Problems()
    coming = {each.name for each in told}
    tree = _tree([*stored.values(), *(_unit(each, stored.get(each.name)) for each in told)])
    for each in told:
        for column, amiss in _amiss(each, tree, stored, coming):
            with problems.at(each.row, COLUMNS[column].zh):
                raise InputError(amiss)
    problems.raise_any()


def _amiss(
    told: Told, tree: Tree, stored: dict[str, Unit], coming: set[str]
) -> Iterator[tuple[str, str]]:
    if told.name not in stored and told.type is None:
        types = ", ".join(term.zh for term in UNIT_TYPES)
        message = _("{unit} is new here; write its type, one of: {types}")
        yield "type", message.format(unit=told.name, types=types)
    if told.parent is None:
        return
    if told.parent not in coming and not (told.parent in stored and stored[told.parent].active):
        yield (
            "parent",
            _("there is no unit {name} in use").format(name=told.parent)
            + nearest(told.parent, tree.parents),
        )
    elif not tree.may_stand_below(told.name, told.parent):
        message = _("unit {name} cannot stand below {parent}, which stands below it")
        yield "parent", message.format(name=told.name, parent=told.parent)


def _tree(units: Sequence[Unit]) -> Tree:
    return Tree({unit.name: unit.parent for unit in units})
