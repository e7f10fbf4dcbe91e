"""Entering: what people write into a command, as its record holds it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Connection

from rexian.desk.ticket import Opened
from rexian.desk.timing import not_to_come
from rexian.errors import InputError
from rexian.i18n import _
from rexian.instants import Instant
from rexian.jurisdictions import Jurisdiction
from rexian.lifecycle.commands import STATING, TO_A_UNIT, Command, Whose
from rexian.lifecycle.kinds import RECORD_TYPES, TOLD
from rexian.lifecycle.record import Record
from rexian.model.events import EVENT_TYPES
from rexian.model.fields import Value
from rexian.model.ticket import FIELDS
from rexian.model.values import read_fields, within, write_fields
from rexian.people.actor import Actor
from rexian.people.tree import read_tree
from rexian.people.units import unit_named


@dataclass(frozen=True, slots=True)
class Entry:
    """Who enters something of which ticket, and where it is looked up what is meant."""

    actor: Actor
    opened: Opened
    connection: Connection
    jurisdiction: Jurisdiction
    now: Instant


def entered(command: Command, raw: Mapping[str, Any], entry: Entry) -> dict[str, Any]:
    """Return a record's particulars as JSON holds them.

    Whose act it is and of which type its unit is are filled in.

    Raises:
        InputError: a key is unknown, a value does not suit, or something needed is missing.
    """
    if command.id == "correct":
        return corrected(command, raw, entry)
    values = _read(command, raw)
    if command.id == "void":
        record_at(values["seq"], entry.opened.records)
    if command.type in STATING:
        return _stated(values, entry)
    told: dict[str, Any] = _written(command, values)
    if command.whose is Whose.OWN and entry.actor.unit is not None:
        told["unit"] = _acting_for(entry.actor.unit, entry)
    if command.whose is Whose.NAMED and "unit" in told:
        told = {**told, **_type_of(told["unit"], command, entry.connection)}
    if command.type == "assigned" and _of_helper(entry):
        told["part"] = "co"
    if command.type in TO_A_UNIT and "unit" in told:
        _has_it(told["unit"], entry.opened)
    return told


def _acting_for(unit: str, entry: Entry) -> str:
    """Return the unit in whose name somebody acts: his own, or that below his which has it."""
    holders = [holder.unit for holder in entry.opened.standing.holders]
    if unit in holders:
        return unit
    below = read_tree(entry.connection).within(unit)
    return next((holder for holder in holders if holder in below), unit)


def _of_helper(entry: Entry) -> bool:
    """Whether somebody's unit only helps: whatever it passes on inside is a part of that."""
    unit = entry.actor.unit
    holder = None if unit is None else entry.opened.standing.holder(_acting_for(unit, entry))
    return holder is not None and holder.part == "co"


def _has_it(unit: str, opened: Opened) -> None:
    """Let pass a unit that has the ticket.

    Raises:
        InputError: it does not.
    """
    if opened.standing.holder(unit) is None:
        told = _("{ticket}: {unit} does not have it")
        raise InputError(told.format(ticket=opened.number, unit=unit))


def _read(command: Command, raw: Mapping[str, Any]) -> dict[str, Value]:
    with within(lambda: command.id.replace("_", "-")):
        values = read_fields(command.fields, raw)
        for key in command.must:
            if key not in values:
                raise InputError(_("{what} is missing").format(what=command.fields[key].label()))
        return values


def corrected(command: Command, raw: Mapping[str, Any], entry: Entry) -> dict[str, Any]:
    """Return a correction's particulars; those of the event are read as its type has them.

    Raises:
        InputError: there is no such record, it is no event, or a value does not suit.
    """
    values = _read(command, {k: v for k, v in raw.items() if k != "fields"})
    record = record_at(values["seq"], entry.opened.records)
    if "at" in values:
        not_to_come(cast("Instant", values["at"]), entry.now)
    if record.type not in EVENT_TYPES:
        raise InputError(
            _("record {n} is no event; classify the ticket anew, or void the record").format(
                n=record.seq
            )
        )
    known = EVENT_TYPES[record.type].fields
    with within(record.type):
        mended = write_fields(known, read_fields(known, raw.get("fields") or {}))
    told = _written(command, values)
    return {**told, "fields": mended}


def record_at(seq: object, records: Sequence[Record]) -> Record:
    """Return the record of this place.

    Raises:
        InputError: there is none.
    """
    if not isinstance(seq, int) or not 1 <= seq <= len(records):
        raise InputError(
            _("there is no record {n}: the ticket has {count}").format(n=seq, count=len(records))
        )
    return records[seq - 1]


def _written(command: Command, values: Mapping[str, Value]) -> dict[str, object]:
    return write_fields(RECORD_TYPES[command.type].fields, values)


def _stated(values: Mapping[str, Value], entry: Entry) -> dict[str, Any]:
    """Return facts apart from what only the desk knows."""
    facts = entry.jurisdiction.settled(
        {key: value for key, value in values.items() if key in FIELDS}
    )
    if "received_at" in facts:
        not_to_come(cast("Instant", facts["received_at"]), entry.now)
    told = {key: values[key] for key in TOLD if key in values}
    if "about" in told:
        told["about"] = unit_named(entry.connection, str(told["about"])).name
    return {"facts": write_fields(FIELDS, facts), **told}


def _type_of(name: str, command: Command, connection: Connection) -> dict[str, Any]:
    unit = unit_named(connection, name)
    knows_type = "unit_type" in RECORD_TYPES[command.type].fields
    return {"unit": unit.name, **({"unit_type": unit.type} if knows_type else {})}
