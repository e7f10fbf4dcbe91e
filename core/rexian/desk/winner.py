"""Who came first, when two acted on the same ticket."""

from __future__ import annotations

from rexian.desk.ticket import Opened, open_ticket
from rexian.errors import Conflicting, InputError
from rexian.i18n import _
from rexian.instants import format_instant
from rexian.lifecycle.kinds import RECORD_TYPES
from rexian.lifecycle.record import Record
from rexian.store.refusals import Overtaken
from rexian.store.write import Store
from rexian.words import say_time


def as_they_saw(opened: Opened, expected: int | None) -> None:
    """Let pass who saw the ticket as it stands.

    Raises:
        Conflicting: it has been changed since the version that they saw.
        InputError: it has never had that version.
    """
    version = opened.standing.version
    if expected is None or expected == version:
        return
    if not 0 < expected < version:
        told = _("{ticket}: there is no version {n}: the ticket has {count}")
        raise InputError(told.format(ticket=opened.number, n=expected, count=version))
    raise Conflicting(_told(opened.number, opened.records[expected]))


def who_came_first(store: Store, overtaken: Overtaken) -> str:
    """Say who changed the ticket before the change that was overtaken."""
    if not overtaken.expected:
        return str(overtaken)
    with store.reading() as connection:
        records = open_ticket(connection, overtaken.number).records
    return _told(overtaken.number, records[overtaken.expected])


def _told(number: str, record: Record) -> str:
    return _("{ticket}: {who} came first: {what}, {when}; look at it again").format(
        ticket=number,
        who=record.actor,
        what=RECORD_TYPES[record.type].label(),
        when=say_time(format_instant(record.recorded)),
    )
