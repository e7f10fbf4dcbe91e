"""Who sits at the terminal: whoever `rexian user login` has let in at the configured place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from rexian.cli.clock import wall_clock

if TYPE_CHECKING:
    from rexian.desk.deployment import Deployment
    from rexian.people.actor import Actor


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody who is logged in at a deployment."""

    deployment: Deployment
    actor: Actor


@contextmanager
def seated(config: Path | None) -> Iterator[Seat]:
    """Open the configured place for whoever is logged in there.

    Raises:
        InputError: nothing is configured, or something about it is amiss.
        Refused: nobody is logged in there.
    """
    from rexian.desk.deployment import open_deployment
    from rexian.people.kept import kept_token
    from rexian.people.sessions import authenticate

    with open_deployment(config, wall_clock) as deployment:
        token = kept_token(deployment.settings.database)
        with deployment.store.reading() as connection:
            actor = authenticate(connection, token, deployment.now())
        yield Seat(deployment, actor)
