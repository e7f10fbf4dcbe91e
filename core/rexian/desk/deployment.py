"""A deployment: a place's settings, database, rules and keys, opened together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rexian.desk.rules import Rules
from rexian.errors import InputError
from rexian.i18n import _
from rexian.instants import Instant
from rexian.privacy.keyfile import deployment_key
from rexian.privacy.masking import masked
from rexian.privacy.vault import Vault
from rexian.settings.finding import find
from rexian.settings.language import in_its_language
from rexian.settings.logs import Logger, open_log
from rexian.settings.model import Settings
from rexian.settings.reading import read_settings
from rexian.settings.ruling import ruler_of
from rexian.store import lookups
from rexian.store.engine import open_engine
from rexian.store.migrations import check_current
from rexian.store.write import Store


@dataclass(frozen=True)
class Deployment:
    """What a configured place works with.

    Attributes:
        now: tells the time; the faces give the wall clock, tests and simulations their own.
    """

    settings: Settings
    store: Store
    rules: Rules
    vault: Vault
    log: Logger
    now: Callable[[], Instant]


@contextmanager
def open_deployment(config: Path | None, now: Callable[[], Instant]) -> Iterator[Deployment]:
    """Open the configured place, and close it in the end.

    Raises:
        InputError: nothing is configured, or something about it is amiss; the message says what
            and how to mend it.
    """
    settings = read_settings(find(config))
    with in_its_language(settings), opened(settings, now) as deployment:
        yield deployment


@contextmanager
def opened(settings: Settings, now: Callable[[], Instant]) -> Iterator[Deployment]:
    """Open a place that is set up; see `open_deployment`."""
    rules = Rules(ruler_of(settings))
    vault = Vault(deployment_key(settings.key_file))
    log = open_log(settings.log, masked)
    with Store(open_engine(settings.database)) as store:
        check_current(store.engine)
        of_this_place(store, settings, rules.ruler.jurisdiction.id)
        yield Deployment(settings, store, rules, vault, log, now)


def of_this_place(store: Store, settings: Settings, jurisdiction: str) -> None:
    """Let pass a database that is the configured jurisdiction's.

    Raises:
        InputError: it is another one's.
    """
    with store.reading() as connection:
        found = lookups.about(connection, "jurisdiction")
    if found is not None and found != jurisdiction:
        raise InputError(
            _("the database is that of {found}, and {file} says {wanted}").format(
                found=found, file=settings.file, wanted=jurisdiction
            )
        )
