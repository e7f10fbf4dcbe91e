"""Who sits at the terminal: whoever `rexian user login` has let in at the configured place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rexian.desk.seat import Seat


@contextmanager
def seated(config: Path | None) -> Iterator[Seat]:
    """Open the configured place for whoever is logged in there.

    Raises:
        InputError: nothing is configured, or something about it is amiss.
        LoggedOut: nobody is logged in there.
    """
    from rexian.clock import wall_clock
    from rexian.desk.deployment import open_deployment
    from rexian.desk.seat import seat_of
    from rexian.people.kept import kept_token

    with open_deployment(config, wall_clock) as deployment:
        yield seat_of(deployment, kept_token(deployment.settings.database))
