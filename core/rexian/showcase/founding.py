"""A place for the showcase: a fresh deployment on SQLite, with its cast."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from sqlalchemy import Connection

from rexian.assess.periods import Month
from rexian.desk.deployment import opened
from rexian.desk.founding import Wanted, found
from rexian.instants import DAY, Instant
from rexian.people.accounts import set_password
from rexian.people.actor import By
from rexian.people.passwords import generated
from rexian.showcase.cast import ADMIN, VISITED, Cast, cast_for
from rexian.showcase.clock import Clock
from rexian.showcase.month import Play


@dataclass(frozen=True, slots=True)
class Staged:
    """A place that is set up, what is to be played there, and how to get in afterwards."""

    play: Play
    config: Path
    password: str


@contextmanager
def staged(
    folder: Path, jurisdiction: str, month: Month, tickets: int, seed: int
) -> Iterator[Staged]:
    """Set a place up as at the day before a month, and open it.

    Raises:
        InputError: there is a deployment in the folder, or it cannot be written there.
    """
    clock = Clock(month.first - DAY // 2)
    password = generated()
    wanted = Wanted(folder, jurisdiction, admin=ADMIN, password=password)
    # Whatever database the environment names is somebody's own.
    made = found(wanted, clock(), environ={})
    with opened(made.settings, clock) as deployment:
        cast = cast_for(deployment.rules.ruler.jurisdiction)
        deployment.store.run(partial(_peopled, cast=cast, at=clock(), password=password))
        play = Play(deployment, cast, clock, month, tickets, seed)
        yield Staged(play, made.settings.file, password)


def _peopled(connection: Connection, *, cast: Cast, at: Instant, password: str) -> None:
    cast.settle(connection, at)
    for name in VISITED:
        set_password(connection, name, password, By(ADMIN, at))
