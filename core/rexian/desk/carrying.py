"""Carrying a list of tickets off: the journal keeps who did, ticket by ticket."""

from __future__ import annotations

from collections.abc import Sequence

from rexian.desk.seat import Seat
from rexian.privacy import journal


def carried_off(seat: Seat, numbers: Sequence[str], what: str) -> None:
    """Enter in the journal that somebody exports some tickets; `what` says in which list."""
    place, now = seat.deployment, seat.deployment.now()
    place.store.run(
        lambda connection: journal.write_each(
            connection, now, seat.actor.username, "exported", numbers, detail={"what": what}
        ),
        news=None,
    )
