"""What the views of units and people have in common."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TypeVar

from sqlalchemy import Connection

from rexian.desk.seat import Seat
from rexian.errors import InputError, nearest
from rexian.i18n import _
from rexian.people.actor import Actor, By
from rexian.people.managing import manager
from rexian.people.permissions import allowed
from rexian.people.units import list_units

T = TypeVar("T")


def manages(actor: Actor) -> bool:
    """Whether somebody manages units and users."""
    return allowed(actor, "people", own=False)


def managed(seat: Seat, work: Callable[[Connection, By], T]) -> T:
    """Do something to units or users in one transaction, under the name of whoever may.

    Raises:
        Refused: they may not.
        RexianError: whatever the work raises.
    """
    by = manager(seat.actor, seat.deployment.now())
    return seat.deployment.store.run(lambda conn: work(conn, by))


def units_in_use(seat: Seat) -> list[str]:
    """Return the names of the units that are in use."""
    with seat.deployment.store.reading() as conn:
        return [unit.name for unit in list_units(conn) if unit.active]


def one_of(known: Collection[str], *, needed: bool = False) -> Callable[[str], None]:
    """Return a check that lets pass the name of a unit that is known, or none at all."""

    def check(text: str) -> None:
        if text in known or not (text or needed):
            return
        told = _("there is no unit {name} in use").format(name=text)
        raise InputError(told + nearest(text, known))

    return check
