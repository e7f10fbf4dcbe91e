"""The units that a document names as members of its hotline: names and types, no people."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from importlib.resources import files

from sqlalchemy import Connection

from rexian.errors import DefinitionError
from rexian.jurisdictions import Jurisdiction
from rexian.model.vocabulary import UNIT_TYPES
from rexian.people.actor import By
from rexian.people.tree import read_tree
from rexian.people.units import Unit, add_units

#: The file of a plugin's package that lists them: a row each, `name,type`.
FILE = "member_units.csv"
_HEAD = ["name", "type"]


@dataclass(frozen=True, slots=True)
class Member:
    """A unit that a document names; the type is the plugin's reading of the name."""

    name: str
    type: str


def members_of(jurisdiction: Jurisdiction) -> tuple[Member, ...]:
    """Return the units that a place's own document names; none where its plugin lists none.

    Those of the documents above it are not its own to send tickets to.

    Raises:
        DefinitionError: the plugin's list is not what it has to be.
    """
    package = jurisdiction.layers[0].package
    listed = files(package) / FILE
    if not listed.is_file():
        return ()
    head, *rows = csv.reader(listed.read_text(encoding="utf-8").splitlines())
    place = f"{package}/{FILE}"
    if head != _HEAD:
        raise DefinitionError(f"{place}: the first line must be {','.join(_HEAD)}")
    for number, row in enumerate(rows, start=2):
        if len(row) != len(_HEAD) or not row[0] or row[1] not in UNIT_TYPES:
            raise DefinitionError(f"{place}: line {number}: write a name and a unit type's id")
    found = tuple(Member(*row) for row in rows)
    if len({member.name for member in found}) < len(found):
        raise DefinitionError(f"{place}: a unit stands there twice")
    return found


def add_members(conn: Connection, jurisdiction: Jurisdiction, by: By) -> int:
    """Add the units that a place's document names and that are not there yet; return how many."""
    known = read_tree(conn).parents
    found = members_of(jurisdiction)
    new = [Unit(member.name, member.type) for member in found if member.name not in known]
    add_units(conn, new, by)
    return len(new)
