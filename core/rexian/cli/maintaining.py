"""Who maintains the database: an administrator, once the deployment has users at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rexian.clock import wall_clock

if TYPE_CHECKING:
    from rexian.desk.deployment import Deployment


@contextmanager
def maintaining(config: Path | None) -> Iterator[tuple[Deployment, str]]:
    """Open the configured place for whoever maintains its database; yield their user name too.

    Raises:
        InputError: nothing is configured, or something about it is amiss.
        Refused: the place has users, and nobody is logged in who may do this.
    """
    from rexian.desk.deployment import open_deployment
    from rexian.people.accounts import list_accounts
    from rexian.people.kept import kept_token
    from rexian.people.permissions import check
    from rexian.people.sessions import authenticate
    from rexian.privacy.journal import NOBODY

    with open_deployment(config, wall_clock) as deployment:
        name = NOBODY
        with deployment.store.reading() as connection:
            if list_accounts(connection):
                token = kept_token(deployment.settings.database)
                actor = authenticate(connection, token, deployment.now())
                check(actor, "maintain")
                name = actor.username
        yield deployment, name
