"""Founding a deployment: its key, its database, its first administrator, and last its file.

Until the file is written there is no deployment, so whatever was interrupted is simply run again:
what is there already is used, provided that it fits, and nothing is written over.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, select

from rexian.desk.keyfit import check_fit, leave_sample, locked_sample
from rexian.errors import InputError
from rexian.files import refusals_told
from rexian.i18n import _
from rexian.instants import Instant
from rexian.jurisdictions import Jurisdiction
from rexian.people.accounts import Account, add_account, list_accounts, set_password
from rexian.people.actor import By
from rexian.people.passwords import check_password, generated
from rexian.privacy import keyfile
from rexian.privacy.vault import Vault
from rexian.settings.finding import FILE
from rexian.settings.model import Settings
from rexian.settings.reading import settings_of
from rexian.settings.ruling import ruling_jurisdiction
from rexian.settings.writing import new_text, write_text
from rexian.store import lookups
from rexian.store.engine import open_engine
from rexian.store.migrations import upgrade
from rexian.store.schema import journal, tickets
from rexian.store.write import Store

#: Who stands in the journal for what is done before anybody has an account.
FOUNDER = "init"
_KEY_FILE = "rexian.key"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a new deployment is to be.

    Attributes:
        folder: where its files go; it is made if need be.
        jurisdiction: as `rexian.discovery.load` takes it.
        database: a path from that folder, or a URL; a password in the environment's goes unwritten.
        admin: the first administrator's user name.
        password: theirs; without one it is generated.
        language: of the interface; None leaves it to the environment.
    """

    folder: Path
    jurisdiction: str
    database: str = "rexian.db"
    admin: str = "admin"
    password: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Founded:
    """A deployment that now is.

    Attributes:
        admin: the administrator made; None where the database has users already.
        password: the one generated, to be shown once; None where it was given.
    """

    settings: Settings
    jurisdiction: Jurisdiction
    admin: str | None
    password: str | None


def found(wanted: Wanted, now: Instant, environ: Mapping[str, str] = os.environ) -> Founded:
    """Found a deployment.

    Raises:
        InputError: there is one already, something wanted will not do, or the database is in use
            for another jurisdiction or under another key.
    """
    file = wanted.folder / FILE
    refuse_second(file)
    if wanted.password is not None:
        check_password(wanted.password, wanted.admin)
    text = new_text(_placed(wanted.jurisdiction), wanted.database, _KEY_FILE, wanted.language)
    with refusals_told(wanted.folder):
        wanted.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    settings = settings_of(tomllib.loads(text), file, environ)
    jurisdiction = ruling_jurisdiction(settings)
    engine = open_engine(settings.database, new=True)
    upgrade(engine)
    with Store(engine) as store:
        _give_key(store, settings)
        admin = _settle(store, replace(wanted, jurisdiction=jurisdiction.id), now)
    write_text(file, text, new=True)
    return Founded(settings, jurisdiction, *admin)


def refuse_second(file: Path) -> None:
    """Refuse to found a deployment where one is.

    Raises:
        InputError: there is one.
    """
    if file.exists():
        told = _("{file} is there already; rexian config shows it, rexian doctor checks it")
        raise InputError(told.format(file=file))


def _placed(jurisdiction: str) -> str:
    """Return a jurisdiction with its paths made whole: the file's folder is another than ours."""
    parts = jurisdiction.split("+")
    return "+".join(str(Path(part).resolve()) if "/" in part else part for part in parts)


def _give_key(store: Store, settings: Settings) -> None:
    """Make the key file, unless there is a key; one that the database's data need is not made."""
    with store.reading() as connection:
        sample = locked_sample(connection)
    if sample is None and keyfile.VARIABLE not in os.environ and not settings.key_file.exists():
        keyfile.new_key_file(settings.key_file)
    vault = Vault(keyfile.deployment_key(settings.key_file))
    check_fit(vault, sample)
    if sample is None:
        store.run(partial(leave_sample, vault=vault))


def _settle(store: Store, wanted: Wanted, now: Instant) -> tuple[str | None, str | None]:
    """Have the database say whose it is and give it an administrator; return both their names."""
    password = wanted.password or generated()

    def settle(connection: Connection) -> str | None:
        _claim(connection, wanted.jurisdiction)
        return _appoint(connection, wanted.admin, password, now)

    admin = store.run(settle)
    return admin, None if wanted.password or admin is None else password


def _claim(connection: Connection, jurisdiction: str) -> None:
    found = lookups.about(connection, "jurisdiction")
    if found is None:
        lookups.say_about(connection, "jurisdiction", jurisdiction)
    elif found != jurisdiction:
        told = _("the database is that of {found}; name that jurisdiction, or another database")
        raise InputError(told.format(found=found))


def _appoint(connection: Connection, name: str, password: str, now: Instant) -> str | None:
    """Give a database its first administrator; return the name, None where it has users.

    An account that nobody has ever used is left over from a founding that was interrupted, and its
    password may never have been shown: it gets this one.
    """
    known = [account.username for account in list_accounts(connection)]
    if not known:
        add_account(connection, Account(name, name, roles=("admin",)), password, By(FOUNDER, now))
        return name
    if known != [name] or _in_use(connection):
        return None
    set_password(connection, name, password, By(FOUNDER, now))
    return name


def _in_use(connection: Connection) -> bool:
    """Whether anybody has logged in, changed anything or recorded anything."""
    others = select(journal.c.id).where(journal.c.actor != FOUNDER).limit(1)
    return any(connection.scalar(each) is not None for each in (others, select(tickets.c.id)))
