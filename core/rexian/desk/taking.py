"""Taking a ticket over as a case to be tried out: what is known of it, nobody's particulars."""

from __future__ import annotations

from rexian.desk.permitting import seen
from rexian.desk.seat import Seat
from rexian.desk.ticket import open_ticket
from rexian.lifecycle.history import case_of
from rexian.model.case import Case
from rexian.people import permissions
from rexian.privacy import journal


def taken_over(seat: Seat, number: str) -> Case:
    """Return a ticket as a case as at now; that it was looked at is entered in the journal.

    Raises:
        InputError: there is no such ticket for whoever asks.
        Refused: he may see none.
    """
    place, actor = seat.deployment, seat.actor
    with place.store.reading() as connection:
        opened = open_ticket(connection, number)
        own = seen(connection, actor, opened)
        permissions.check(actor, "show", own=own)
    now = place.now()
    place.store.run(
        lambda connection: journal.write(connection, now, actor.username, "viewed", number),
        news=None,
    )
    return case_of(number, opened.records, now=now)
