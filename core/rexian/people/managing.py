"""Who manages units and users: an administrator, under his own name."""

from __future__ import annotations

from rexian.instants import Instant
from rexian.people.actor import Actor, By
from rexian.people.permissions import check


def manager(actor: Actor, now: Instant) -> By:
    """Return somebody as who changes units and users; the journal keeps it.

    Raises:
        Refused: they may not.
    """
    check(actor, "people")
    return By(actor.username, now)
