"""Units: what each is, where it stands in the tree, and who is to be reached there.

A unit is known by its name, as the events of tickets carry it; so it is never renamed. Its
contacts are personal data and are kept locked.

The journal is written before the row: whoever changes several units takes the journal's turn
first, and two who do so at once never wait for each other in a ring.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from rexian.errors import InputError, nearest
from rexian.i18n import _
from rexian.model.terms import Term, Terms
from rexian.model.vocabulary import UNIT_TYPES
from rexian.people.actor import By
from rexian.people.journalled import journalled
from rexian.people.tree import Tree, read_tree
from rexian.store.schema import accounts, assignments, units

#: Locks a text under the deployment's key, and unlocks it.
Lock = Callable[[str], bytes]
Unlock = Callable[[bytes], str]

CONTACT_PARTS = Terms(
    "contact's part",
    (
        Term("leader", "分管领导", "leader in charge", ("领导",)),
        Term("liaison", "联系人", "liaison", ("热线联系人", "联络员")),
    ),
)


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to be reached at a unit.

    Attributes:
        part: `leader`, or `liaison` for whoever takes in the tickets.
        phone: the office's.
    """

    name: str
    part: str = "liaison"
    post: str = ""
    phone: str = ""
    mobile: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit.

    Attributes:
        type: of `rexian.model.vocabulary.UNIT_TYPES`.
        parent: the unit above it, if one is.
        area: where it answers for, if not everywhere.
        active: whether tickets may go to it and users act for it.
    """

    name: str
    type: str
    parent: str | None = None
    area: str | None = None
    active: bool = True


def add_unit(conn: Connection, unit: Unit, by: By) -> None:
    """Add a unit.

    Raises:
        InputError: the name is taken, or the type or the unit above is not known.
    """
    if find_unit(conn, unit.name) is not None:
        raise InputError(_("unit {name}: there is one already").format(name=unit.name))
    check_name(unit.name)
    checked = _checked(conn, unit)
    journalled(conn, by, "unit_added", unit=unit.name, **checked)
    conn.execute(insert(units).values(name=unit.name, **checked))


def check_name(name: str) -> None:
    """Let pass what can be a unit's name.

    Raises:
        InputError: it cannot.
    """
    if not name or name != name.strip() or not name.isprintable():
        raise InputError(
            _("unit {name!r}: write a name on one line, without spaces around it").format(name=name)
        )


def add_units(conn: Connection, new: Iterable[Unit], by: By) -> None:
    """Add units, each after the one above it.

    Raises:
        InputError: one of them cannot be added.
    """
    for unit in new:
        add_unit(conn, unit, by)


def change_unit(conn: Connection, unit: Unit, by: By) -> None:
    """Give a unit another type, place or area; its name stays.

    Raises:
        InputError: there is no such unit, something is unknown, it would stand below itself, or
            it is put out of use while something still hangs on it.
    """
    stored = unit_named(conn, unit.name)
    if stored.active and not unit.active:
        _nothing_hangs_on(conn, unit.name)
    checked = _checked(conn, unit)
    journalled(conn, by, "unit_changed", unit=unit.name, **checked)
    conn.execute(update(units).where(units.c.name == unit.name).values(**checked))


def unit_named(conn: Connection, name: str) -> Unit:
    """Return a unit.

    Raises:
        InputError: there is none of this name.
    """
    found = find_unit(conn, name)
    if found is None:
        hint = nearest(name, read_tree(conn).parents)
        raise InputError(_("there is no unit {name}").format(name=name) + hint)
    return found


def unit_in_use(conn: Connection, name: str) -> Unit:
    """Return a unit that is in use.

    Raises:
        InputError: there is none of this name, or it is out of use.
    """
    found = unit_named(conn, name)
    if not found.active:
        raise InputError(_("unit {name} is out of use").format(name=name))
    return found


def find_unit(conn: Connection, name: str) -> Unit | None:
    """Return a unit, if there is one of this name."""
    row = conn.execute(_ALL.where(units.c.name == name)).first()
    return None if row is None else _unit_of(row)


def list_units(conn: Connection) -> list[Unit]:
    """Return all units, each after the one above it."""
    found = {row.name: _unit_of(row) for row in conn.execute(_ALL.order_by(units.c.name))}
    return [found[name] for name in Tree({u.name: u.parent for u in found.values()}).ordered()]


def set_contacts(
    conn: Connection, name: str, contacts: Iterable[Contact], lock: Lock, by: By
) -> None:
    """Keep who is to be reached at a unit, in place of those kept before.

    Raises:
        InputError: there is no such unit.
    """
    unit_named(conn, name)
    told = json.dumps([asdict(contact) for contact in contacts], ensure_ascii=False)
    journalled(conn, by, "unit_changed", unit=name, contacts="set")
    conn.execute(update(units).where(units.c.name == name).values(contacts=lock(told)))


def contacts_of(conn: Connection, unlock: Unlock) -> Mapping[str, tuple[Contact, ...]]:
    """Return who is to be reached, by unit."""
    kept = conn.execute(select(units.c.name, units.c.contacts).where(units.c.contacts.is_not(None)))
    return {
        row.name: tuple(Contact(**told) for told in json.loads(unlock(row.contacts)))
        for row in kept
    }


_ALL = select(*(units.c[key] for key in ("name", "type", "parent", "area", "active")))


def _unit_of(row: Row[*tuple[Any, ...]]) -> Unit:
    return Unit(row.name, row.type, row.parent, row.area, row.active)


def _checked(conn: Connection, unit: Unit) -> dict[str, Any]:
    """Return a unit's row, once everything in it is found to be known."""
    if unit.parent is not None:
        unit_in_use(conn, unit.parent)
        if not read_tree(conn).may_stand_below(unit.name, unit.parent):
            told = _("unit {name} cannot stand below {parent}, which stands below it")
            raise InputError(told.format(name=unit.name, parent=unit.parent))
    return {
        "type": UNIT_TYPES.resolve(unit.type),
        "parent": unit.parent,
        "area": unit.area or None,
        "active": unit.active,
    }


def _nothing_hangs_on(conn: Connection, name: str) -> None:
    """Refuse to put a unit out of use that still has units, users or tickets."""
    hanging = {
        _("{n} units stand below it"): (units, units.c.parent == name, units.c.active),
        _("{n} users act for it"): (accounts, accounts.c.unit == name, accounts.c.active),
        _("{n} open tickets are with it"): (
            assignments,
            assignments.c.unit == name,
            assignments.c.is_open,
        ),
    }
    for told, (table, *where) in hanging.items():
        n = conn.execute(select(func.count()).select_from(table).where(*where)).scalar_one()
        if n:
            why = told.format(n=n)
            raise InputError(
                _("unit {name} cannot go out of use: {why}").format(name=name, why=why)
            )
