"""Handing out units and responsibility lists as spreadsheets that can be taken in again."""

from __future__ import annotations

from pathlib import Path

from rexian.files import write_whole
from rexian.instants import Instant
from rexian.people.actor import Actor
from rexian.people.reaching import contacts_for
from rexian.people.responsibilities import list_responsibilities
from rexian.people.responsibilities_xlsx import responsibilities_workbook
from rexian.people.units import Unlock, list_units
from rexian.people.units_xlsx import units_workbook
from rexian.store.write import Store


def export_units(store: Store, actor: Actor, unlock: Unlock, now: Instant, file: Path) -> int:
    """Write the units in use with their contacts; the journal keeps it. Return how many.

    Raises:
        Refused: they may not see whom to reach.
        InputError: the file cannot be written.
    """
    with store.reading() as conn:
        units = [unit for unit in list_units(conn) if unit.active]
    reached = store.run(lambda conn: contacts_for(conn, actor, unlock, now, act="exported"))
    write_whole(file, units_workbook(units, reached))
    return len(units)


def export_responsibilities(store: Store, file: Path) -> int:
    """Write all that units answer for; return how many rows.

    Raises:
        InputError: the file cannot be written.
    """
    with store.reading() as conn:
        found = list_responsibilities(conn)
    write_whole(file, responsibilities_workbook(found))
    return len(found)
