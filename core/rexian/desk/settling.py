"""Settling how a place reads its documents, while it is open: the file, the journal, the rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection

from rexian.desk.deployment import Deployment
from rexian.desk.rules import Rules
from rexian.errors import RexianError
from rexian.instants import Instant
from rexian.model.casefile import read_text_of
from rexian.people.actor import Actor
from rexian.people.kept import kept_token
from rexian.people.permissions import check
from rexian.people.sessions import LoggedOut, authenticate
from rexian.privacy import journal
from rexian.privacy.journal import Asked, Entry
from rexian.settings.database import shown_url
from rexian.settings.reading import read_settings
from rexian.settings.ruling import ruler_of
from rexian.settings.writing import set_key, with_key
from rexian.store.engine import open_engine
from rexian.store.migrations import check_current
from rexian.store.write import Store

_ACT = "settings_changed"
_PREFIX = "readings."


def choose_reading(deployment: Deployment, actor: Actor, reading: str, choice: str) -> Deployment:
    """Write a reading into the place's file, and return the place as it rules from now on.

    The default is not written: it is what holds where the file says nothing. Open tickets are
    ruled anew when `tick` next runs, and each before anything else is done to it.

    Raises:
        Refused: they may not settle anything.
        InputError: there is no such reading or choice, or the file cannot be written.
    """
    check(actor, "maintain")
    jurisdiction = deployment.rules.ruler.jurisdiction
    jurisdiction.chosen({reading: choice})
    key = f"{_PREFIX}{reading}"
    stated = "" if choice == jurisdiction.readings[reading].default else choice
    set_key(deployment.settings.file, key, stated)
    _enter(deployment.store, key, choice, (deployment.now(), actor.username))
    return resettled(deployment)


def set_one(file: Path, key: str, value: str, now: Instant) -> str | None:
    """Set any key of a place's file for whoever may write it, logged in or not.

    It is done even where the place cannot be opened, which this may be to mend; the journal is
    that of the database as the file named it before.

    Returns:
        Why it could not be entered in the journal; None where it was.

    Raises:
        InputError: there is no such key, or the value will not do; the file stays as it is.
    """
    with_key(read_text_of(file), key, value, file)
    try:
        store, who = _journal_of(file, now)
    except RexianError as error:
        set_key(file, key, value)
        return str(error)
    with store:
        set_key(file, key, value)
        told = shown_url(value) if key == "database" and value else value
        _enter(store, key, told, (now, who))
    return None


def _journal_of(file: Path, now: Instant) -> tuple[Store, str]:
    """Open the database of a place, and tell who is logged in there.

    Raises:
        RexianError: the file is amiss, or the database.
    """
    settings = read_settings(file)
    store = Store(open_engine(settings.database))
    try:
        check_current(store.engine)
        with store.reading() as connection:
            token = kept_token(settings.database)
            return store, authenticate(connection, token, now).username
    except LoggedOut:
        return store, journal.NOBODY
    except RexianError:
        store.close()
        raise


def _enter(store: Store, key: str, value: str, by: tuple[Instant, str]) -> None:
    """Enter in the journal who has set a key of the file."""
    detail = {"key": key, "value": value}
    store.run(lambda conn: journal.write(conn, *by, _ACT, detail=detail))


def resettled(deployment: Deployment) -> Deployment:
    """Return an open place under its settings as they stand in the file now; not its database.

    Raises:
        InputError: something in the file is amiss.
    """
    settings = read_settings(deployment.settings.file)
    return replace(deployment, settings=settings, rules=Rules(ruler_of(settings)))


def settled_by(conn: Connection) -> Mapping[str, Entry]:
    """Return by which entry of the journal each reading was last settled at the desk."""
    found = journal.entries(conn, Asked(act=_ACT))
    return {
        str(entry.detail["key"]).removeprefix(_PREFIX): entry
        for entry in found
        if str(entry.detail["key"]).startswith(_PREFIX)
    }
