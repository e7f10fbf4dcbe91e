"""Who sits at a deployment: whoever has logged in there, until that is over."""

from __future__ import annotations

from dataclasses import dataclass

from rexian.desk.deployment import Deployment
from rexian.people.actor import Actor
from rexian.people.sessions import authenticate


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody who is logged in at a deployment."""

    deployment: Deployment
    actor: Actor


def seat_of(deployment: Deployment, token: str | None) -> Seat:
    """Seat whoever holds a session's token.

    Raises:
        LoggedOut: nobody is logged in under it, or no longer.
    """
    with deployment.store.reading() as connection:
        return Seat(deployment, authenticate(connection, token, deployment.now()))
