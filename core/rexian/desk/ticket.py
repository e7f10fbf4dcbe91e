"""A ticket as the desk opens it: its rows, its records, and how it stands."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import Connection

from rexian.errors import InputError
from rexian.i18n import _
from rexian.lifecycle.record import START, Record
from rexian.lifecycle.standing import Standing, standing_of
from rexian.store import lookups, read
from rexian.store.change import Projection, TicketRow


@dataclass(frozen=True, slots=True)
class Opened:
    """A ticket read from the store at one moment.

    Attributes:
        id: its row; None for one that is not there yet.
        link: the end of its chain.
        before: its rows as they are stored.
    """

    number: str
    id: int | None = None
    link: str = START
    records: tuple[Record, ...] = ()
    standing: Standing = field(default_factory=Standing)
    before: Projection | None = None

    @property
    def row(self) -> TicketRow:
        """Its row in the projection."""
        assert self.before is not None  # noqa: S101 - whoever asks has opened a ticket that is there
        return self.before.ticket


def open_ticket(connection: Connection, number: str) -> Opened:
    """Read a ticket.

    Raises:
        InputError: there is no ticket of this number.
    """
    found = read.ticket_by_number(connection, number)
    if found is None:
        raise unknown(number)
    records = tuple(record for record, _link in read.records(connection, found.id))
    stored = read.projection(connection, found.id)
    return Opened(number, found.id, found.link, records, standing_of(records), stored)


def open_by_id(connection: Connection, ticket: int) -> Opened:
    """Read a ticket by its row, which has to be there."""
    return open_ticket(connection, lookups.number_of(connection, ticket))


def unknown(number: str) -> InputError:
    """Return the error of a ticket that is not there, or not for one's eyes: it says no more."""
    return InputError(_("there is no ticket {number}").format(number=number))
