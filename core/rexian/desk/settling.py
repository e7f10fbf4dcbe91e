"""Settling how a place reads its documents, while it is open: the file, the journal, the rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import Connection

from rexian.desk.deployment import Deployment
from rexian.desk.rules import Rules
from rexian.people.actor import Actor
from rexian.people.permissions import check
from rexian.privacy import journal
from rexian.privacy.journal import Asked, Entry
from rexian.settings.reading import read_settings
from rexian.settings.ruling import ruler_of
from rexian.settings.writing import set_key

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
    default = jurisdiction.readings[reading].default
    set_key(deployment.settings.file, key, "" if choice == default else choice)
    detail = {"key": key, "value": choice}
    at, name = deployment.now(), actor.username
    deployment.store.run(lambda conn: journal.write(conn, at, name, _ACT, detail=detail))
    return resettled(deployment)


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
        if "key" in entry.detail
    }
